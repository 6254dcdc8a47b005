//! Helplines: dated data, each row with the text it was read in.

use std::sync::LazyLock;

use chrono::{Datelike, Months, NaiveDate};
use serde::Deserialize;

use crate::content::{fill, pack};
use crate::settings::AgeBand;
use crate::time::parse_date;

/// Somewhere to call, text or write to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Helpline {
    /// Its own name, as it is written there.
    pub name: String,
    /// What to dial.
    pub number: Option<String>,
    /// Where to send a text, as the source says it, for instance `HOME to 741741`.
    pub text: Option<String>,
    /// The address of a chat.
    pub chat: Option<String>,
    /// When somebody answers, as far as the source says.
    pub hours: Option<String>,
    /// In which languages, as far as the source says.
    pub languages: Option<String>,
    /// Whom it is for, in words; none where it is for everyone.
    pub for_whom: Option<String>,
    /// The same as ids: `under_18`, `abuse`, `lgbt`.
    pub for_ids: Vec<String>,
    /// That there is a way for people who are deaf or hard of hearing.
    pub deaf_access: Option<String>,
    /// That it may send police or an ambulance without asking.
    pub may_send_police: Option<String>,
    /// Anything else that the source says about reaching it.
    pub note: Option<String>,
    /// Where it was read and when, and whom to call if nobody answers.
    pub source: String,
    /// That this was more than a year ago.
    pub old: Option<String>,
    /// What a screen reader says first.
    pub spoken: String,
}

/// A row that somebody must look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowToCheck {
    /// The country's code.
    pub country: String,
    /// The line's name.
    pub name: String,
    /// The date of the text it was read in.
    pub seen_on: String,
    /// The address of that text.
    pub source: String,
    /// Whether that is more than twelve months ago.
    pub is_old: bool,
    /// Whether somebody has called it.
    pub is_verified: bool,
}

/// How a row stands in the file; what each field means is written at its top.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) country: String,
    pub(super) name: String,
    pub(super) number: Option<String>,
    pub(super) text: Option<String>,
    pub(super) chat: Option<String>,
    pub(super) hours: Option<String>,
    #[serde(default)]
    pub(super) languages: Vec<String>,
    #[serde(default)]
    pub(super) for_whom: Vec<String>,
    #[serde(default)]
    pub(super) deaf_access: bool,
    #[serde(default)]
    pub(super) may_send_police: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever checks the row"))]
    pub(super) police_source: Option<String>,
    pub(super) note: Option<String>,
    pub(super) source_name: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever checks the row"))]
    pub(super) source_kind: String,
    pub(super) source: String,
    pub(super) seen_on: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever checks the row"))]
    pub(super) source_checked_on: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever checks the row"))]
    #[serde(default)]
    pub(super) also_read: Vec<String>,
    pub(super) verified_by_person: bool,
}

#[derive(Deserialize)]
struct File {
    line: Vec<Row>,
}

#[expect(clippy::expect_used, reason = "an embedded file that does not parse must never ship")]
pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../packs/helplines.toml")).expect("the embedded helplines parse").line
});

/// Whom lines are ordered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct For {
    pub(super) band: Option<AgeBand>,
    /// Whether somebody else is a danger to the person.
    pub(super) in_danger: bool,
}

impl For {
    /// Under 18, and those who would rather not say, see lines for children first.
    fn is_young(self) -> bool {
        matches!(self.band, Some(AgeBand::Minor | AgeBand::Unsaid))
    }

    /// Smaller comes first. Within a rank the file's order stands.
    fn rank(self, row: &Row) -> u8 {
        let is_for = |whom: &str| row.for_whom.iter().any(|one| one == whom);
        let (child, abuse, everyone) = (is_for("under_18"), is_for("abuse"), row.for_whom.is_empty());
        let lgbt = is_for("lgbt");
        match (self.in_danger, self.is_young()) {
            (true, true) if child && abuse => 0,
            (true, false) if abuse && !child => 0,
            (true, _) if abuse => 1,
            // A line for some young people is not the first for all of them.
            (_, true) if child && !lgbt => 2,
            _ if everyone => 3,
            (_, young) if lgbt && (young || !child) => 4,
            _ if abuse && !child => 5,
            _ => 6,
        }
    }
}

impl Row {
    /// Whether the text it was read in is more than twelve months old on a day.
    fn is_old(&self, today: NaiveDate) -> bool {
        let seen = parse_date(&self.seen_on);
        seen.and_then(|seen| seen.checked_add_months(Months::new(12))).is_none_or(|end| end < today)
    }

    fn source(&self, emergency: Option<&str>) -> String {
        let seen = parse_date(&self.seen_on);
        let month = seen.map(|seen| pack().chrome(&format!("month.{}", seen.month()))).unwrap_or_default();
        let year = seen.map(|seen| seen.year().to_string()).unwrap_or_default();
        let places = [("source", self.source_name.as_str()), ("month", &month), ("year", &year)];
        match emergency {
            Some(number) => fill("helpline.source", &[&places[..], &[("number", number)]].concat()),
            None => fill("helpline.source_alone", &places),
        }
    }

    fn spoken(&self) -> String {
        let reach = [("number", &self.number), ("text", &self.text), ("chat", &self.chat)];
        let ways = reach.into_iter().filter_map(|(way, value)| {
            let key = format!("helpline.spoken_{way}");
            value.as_ref().map(|value| fill(&key, &[(way, value)]))
        });
        std::iter::once(self.name.clone()).chain(ways).collect::<Vec<_>>().join(". ")
    }

    fn shown(&self, emergency: Option<&str>, today: Option<NaiveDate>) -> Helpline {
        let says = |holds: bool, key: &str| holds.then(|| pack().chrome(key));
        let whom: Vec<String> =
            self.for_whom.iter().map(|whom| pack().chrome(&format!("helpline.for.{whom}"))).collect();
        Helpline {
            name: self.name.clone(),
            number: self.number.clone(),
            text: self.text.clone(),
            chat: self.chat.clone(),
            hours: self.hours.clone(),
            languages: (!self.languages.is_empty()).then(|| self.languages.join(", ")),
            for_whom: (!whom.is_empty()).then(|| whom.join(", ")),
            for_ids: self.for_whom.clone(),
            deaf_access: says(self.deaf_access, "helpline.deaf_access"),
            may_send_police: says(self.may_send_police, "helpline.may_send_police"),
            note: self.note.clone(),
            source: self.source(emergency),
            old: says(today.is_some_and(|today| self.is_old(today)), "helpline.old"),
            spoken: self.spoken(),
        }
    }
}

/// The lines of a country for somebody, those that fit best first. `emergency` is whom to call if
/// nobody answers; without a day nothing is said about age.
pub(super) fn lines(country: &str, whom: For, emergency: Option<&str>, today: Option<NaiveDate>) -> Vec<Helpline> {
    let mut rows: Vec<&Row> = ROWS.iter().filter(|row| row.country == country).collect();
    rows.sort_by_key(|row| whom.rank(row));
    rows.into_iter().map(|row| row.shown(emergency, today)).collect()
}

/// The rows that somebody must look at again on a day (`YYYY-MM-DD`), the old ones first; none if
/// there is no such day.
pub fn rows_to_check(on: &str) -> Option<Vec<RowToCheck>> {
    let today = parse_date(on)?;
    let row = |row: &Row| RowToCheck {
        country: row.country.clone(),
        name: row.name.clone(),
        seen_on: row.seen_on.clone(),
        source: row.source.clone(),
        is_old: row.is_old(today),
        is_verified: row.verified_by_person,
    };
    let mut rows: Vec<RowToCheck> = ROWS.iter().map(row).filter(|row| row.is_old || !row.is_verified).collect();
    rows.sort_by_key(|row| (!row.is_old, row.seen_on.clone()));
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::regions;

    const WHOM: [&str; 3] = ["under_18", "abuse", "lgbt"];
    const KINDS: [&str; 4] = ["own_page", "government", "list", "news"];

    fn complaints(row: &Row) -> Vec<&'static str> {
        let is_date = |text: &String| parse_date(text).is_some();
        let is_web = |text: &String| text.starts_with("https://") && !text.contains(char::is_whitespace);
        // A chat's address stands as its source gives it.
        let is_chat = |text: &String| is_web(&text.replacen("http://", "https://", 1));
        let said = |text: &Option<String>| text.as_ref().is_none_or(|text| !text.trim().is_empty());
        let dials = |number: &String| {
            (2..=24).contains(&number.len())
                && number.bytes().any(|b| b.is_ascii_digit())
                && number.bytes().all(|b| b.is_ascii_digit() || b == b' ' || b == b'+')
        };
        [
            ("country", regions().iter().any(|region| region.code == row.country)),
            ("name", !row.name.trim().is_empty() && row.name.chars().count() <= 80),
            ("a way to reach it", row.number.is_some() || row.text.is_some() || row.chat.is_some()),
            ("number", row.number.as_ref().is_none_or(dials)),
            ("text", row.text.as_ref().is_none_or(|text| text.bytes().any(|b| b.is_ascii_digit()))),
            ("chat", row.chat.as_ref().is_none_or(is_chat)),
            ("hours, note or languages are empty", said(&row.hours) && said(&row.note)),
            ("languages", row.languages.iter().all(|one| one.starts_with(char::is_uppercase))),
            ("for_whom", row.for_whom.iter().all(|one| WHOM.contains(&one.as_str()))),
            ("police_source", row.may_send_police == row.police_source.is_some()),
            ("police_source address", row.police_source.as_ref().is_none_or(is_web)),
            ("source_name", !row.source_name.trim().is_empty()),
            ("source_kind", KINDS.contains(&row.source_kind.as_str())),
            ("source", is_web(&row.source) && row.also_read.iter().all(is_web)),
            ("seen_on", is_date(&row.seen_on)),
            ("source_checked_on", row.source_checked_on.as_ref().is_none_or(is_date)),
            ("checked after it was seen", row.source_checked_on.as_ref().is_none_or(|on| *on <= row.seen_on)),
        ]
        .into_iter()
        .filter_map(|(what, holds)| (!holds).then_some(what))
        .collect()
    }

    #[test]
    fn every_row_can_be_used_and_says_where_it_was_read() {
        assert!(ROWS.len() >= 100);
        let found: Vec<_> =
            ROWS.iter().map(|row| (&row.country, &row.name, complaints(row))).filter(|one| !one.2.is_empty()).collect();
        assert!(found.is_empty(), "{found:#?}");
    }

    /// No text can have been read after the day of the test; the day comes from the file system, since
    /// nothing here may read a clock.
    #[test]
    fn nothing_was_read_in_the_future() {
        let made = tempfile::NamedTempFile::new().unwrap().as_file().metadata().unwrap().modified().unwrap();
        let today = chrono::DateTime::<chrono::Utc>::from(made).date_naive();
        let late: Vec<_> =
            ROWS.iter().filter(|row| parse_date(&row.seen_on) > Some(today)).map(|row| &row.name).collect();
        assert!(late.is_empty(), "{late:?}");
    }

    #[test]
    fn no_line_stands_twice_in_a_country() {
        let mut seen = std::collections::BTreeSet::new();
        let twice: Vec<_> = ROWS
            .iter()
            .filter(|row| !seen.insert((&row.country, &row.name, &row.number)))
            .map(|row| &row.name)
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    /// Each rule of the list can fail.
    #[test]
    fn a_bad_row_is_complained_about() {
        let good = r#"country = "NZ"
            name = "N"
            number = "1737"
            source_name = "S"
            source_kind = "list"
            source = "https://x.org"
            seen_on = "2026-04-22"
            verified_by_person = false"#;
        let row = |text: &str| toml::from_str::<Row>(text).unwrap();
        assert_eq!(complaints(&row(good)), Vec::<&str>::new());
        for (from, to, what) in [
            ("\"NZ\"", "\"ZZ\"", "country"),
            ("number = \"1737\"", "", "a way to reach it"),
            ("\"1737\"", "\"call us\"", "number"),
            ("https", "http", "source"),
            ("2026-04-22", "2026-04-31", "seen_on"),
            ("\"list\"", "\"friend\"", "source_kind"),
            ("false", "false\nfor_whom = [\"men\"]", "for_whom"),
            ("false", "false\nmay_send_police = true", "police_source"),
            ("false", "false\nsource_checked_on = \"2026-05-01\"", "checked after it was seen"),
            ("false", "false\nlanguages = [\"english\"]", "languages"),
            ("false", "false\nnote = \" \"", "hours, note or languages are empty"),
            ("false", "false\nchat = \"x.org\"", "chat"),
            ("false", "false\ntext = \"HELLO\"", "text"),
        ] {
            assert_eq!(complaints(&row(&good.replacen(from, to, 1))), [what], "{to}");
        }
        assert!(toml::from_str::<Row>(&good.replace("name = ", "nme = ")).is_err());
    }

    fn rank(for_whom: &[&str], band: Option<AgeBand>, in_danger: bool) -> u8 {
        let list = format!("{for_whom:?}");
        let text = format!(
            "country = 'NZ'\nname = 'N'\nsource_name = 'S'\nsource_kind = 'list'\nsource = 'https://x.org'\n\
             seen_on = '2026-04-22'\nverified_by_person = false\nfor_whom = {list}"
        );
        For { band, in_danger }.rank(&toml::from_str(&text).unwrap())
    }

    #[test]
    fn the_lines_that_fit_come_first() {
        let sorted = |band, in_danger| {
            let mut kinds: Vec<&[&str]> = vec![
                &[],
                &["under_18", "lgbt"],
                &["under_18"],
                &["abuse"],
                &["lgbt"],
                &["under_18", "abuse"],
                &["abuse", "lgbt"],
            ];
            kinds.sort_by_key(|kind| rank(kind, band, in_danger));
            kinds.into_iter().map(|kind| kind.join("+")).collect::<Vec<_>>()
        };
        for young in [Some(AgeBand::Minor), Some(AgeBand::Unsaid)] {
            assert_eq!(sorted(young, false)[..3], ["under_18", "under_18+abuse", ""]);
            assert_eq!(sorted(young, true)[..3], ["under_18+abuse", "abuse", "abuse+lgbt"]);
        }
        for other in [Some(AgeBand::Adult), None] {
            assert_eq!(sorted(other, false)[..3], ["", "lgbt", "abuse+lgbt"]);
            assert_eq!(sorted(other, true)[..3], ["abuse", "abuse+lgbt", "under_18+abuse"]);
        }
    }

    #[test]
    fn a_year_later_a_row_says_that_it_is_old() {
        let day = |text: &str| parse_date(text).unwrap();
        let row = &ROWS[0];
        let seen = day(&row.seen_on);
        let year = seen.checked_add_months(Months::new(12)).unwrap();
        assert!(!row.is_old(seen) && !row.is_old(year) && row.is_old(year.succ_opt().unwrap()));
        assert!(row.shown(None, Some(day("2099-01-01"))).old.is_some());
        assert_eq!(row.shown(None, None).old, None);
        assert!(rows_to_check("2099-01-01").unwrap().iter().all(|row| row.is_old));
        assert!(
            !rows_to_check("2026-05-01").unwrap().iter().any(|row| row.is_old && row.seen_on.as_str() > "2025-05-01")
        );
        assert_eq!(rows_to_check("yesterday"), None);
    }

    #[test]
    fn the_source_is_said_with_month_and_year_and_a_number_to_fall_back_on() {
        let row: Row = toml::from_str(
            "country = 'NZ'\nname = 'N'\nsource_name = 'A List'\nsource_kind = 'list'\nsource = 'https://x.org'\n\
             seen_on = '2026-04-22'\nverified_by_person = false",
        )
        .unwrap();
        assert_eq!(row.source(Some("111")), "From A List, April 2026. No answer? Call 111.");
        assert_eq!(row.source(None), "From A List, April 2026.");
    }
}
