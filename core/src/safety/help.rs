//! Help that needs no journal: emergency numbers and helplines by region, from embedded data.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::alarm::Concern;
use super::helpline::{For, Helpline, lines};
use super::own::OwnHelp;
use crate::content::{fill, pack};
use crate::error::{Error, Result, Thing};
use crate::settings::AgeBand;

/// A country or territory to choose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Region {
    /// ISO 3166-1 alpha-2 code, for instance `NZ`.
    pub code: String,
    /// Its English name.
    pub name: String,
}

/// What the help screen shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Help {
    /// The heading.
    pub title: String,
    /// The first thing to say.
    pub lead: String,
    /// Emergency numbers of the chosen region; none if no region is chosen or it is not known.
    pub emergency: Option<EmergencyNumbers>,
    /// What to do where no number can be shown.
    pub without_number: Option<String>,
    /// Helplines of the region, those that fit best first.
    pub lines: Vec<Helpline>,
    /// That no helpline is known for the region.
    pub without_lines: Option<String>,
    /// The person's own lines: contacts and the safety plan. Before the lock only those that they
    /// chose for it.
    pub own: Vec<OwnHelp>,
    /// Things that can be done now, in order.
    pub suggestions: Vec<String>,
    /// That calls and texts may show on this phone and its bill, and that someone may check this phone.
    pub discretion: String,
    /// What this app is not.
    pub standing: String,
}

/// Emergency numbers with where they come from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EmergencyNumbers {
    /// The region they hold in.
    pub region: Region,
    /// The numbers, at least one.
    pub numbers: Vec<String>,
    /// Where they were read, in words.
    pub source: String,
}

#[derive(Deserialize)]
struct EmergencyFile {
    source_version: String,
    region: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    numbers: Vec<String>,
}

#[expect(clippy::expect_used, reason = "an embedded file that does not parse must never ship")]
static EMERGENCY: LazyLock<EmergencyFile> =
    LazyLock::new(|| toml::from_str(include_str!("../../packs/emergency.toml")).expect("the embedded numbers parse"));

impl Row {
    fn region(&self) -> Region {
        Region { code: self.code.clone(), name: self.name.clone() }
    }
}

fn row(code: &str) -> Option<&'static Row> {
    EMERGENCY.region.iter().find(|row| row.code.eq_ignore_ascii_case(code.trim()))
}

/// All regions with a number, by name.
pub(crate) fn regions() -> Vec<Region> {
    let mut regions: Vec<Region> = EMERGENCY.region.iter().map(Row::region).collect();
    regions.sort_by(|a, b| a.name.cmp(&b.name));
    regions
}

/// The region's code as it is stored, if it is known.
pub(crate) fn region_exists(code: &str) -> Result<String> {
    row(code).map(|row| row.code.clone()).ok_or(Error::NotFound { what: Thing::Region })
}

/// The region that a locale speaks of, for instance `en-NZ`, `zh_Hant_TW` or `de_AT.UTF-8`. It is
/// something to offer and never chosen by itself: a phone's language says little about where it is.
pub(crate) fn suggested_region(locale: &str) -> Option<Region> {
    let tag = locale.split(['.', '@']).next()?;
    let parts: Vec<&str> = tag.split(['-', '_']).collect();
    let is_language = (2..=3).contains(&parts.first()?.len());
    // What follows a single letter is an extension, and no place.
    let after = parts.iter().skip(1).take_while(|part| part.len() > 1);
    let letters = |part: &&&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let code = after.into_iter().find(letters).filter(|_| is_language)?;
    row(code).map(Row::region)
}

/// What help is wanted for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    /// The code of the region that the person picked.
    pub(crate) region: Option<&'a str>,
    pub(crate) band: Option<AgeBand>,
    pub(crate) concern: Concern,
    /// The day, where it is known.
    pub(crate) today: Option<NaiveDate>,
}

/// Help for a region; an unknown or missing one still gets everything but numbers.
pub(crate) fn help(asked: Asked<'_>, own: Vec<OwnHelp>) -> Help {
    let pack = pack();
    let found = asked.region.and_then(row);
    let number = found.and_then(|row| row.numbers.first()).map(String::as_str);
    let whom = For { band: asked.band, in_danger: asked.concern == Concern::Danger };
    let lines = found.map(|row| lines(&row.code, whom, number, asked.today)).unwrap_or_default();
    Help {
        title: pack.chrome("help.title"),
        lead: pack.chrome(&format!("help.lead.{}", asked.concern.key())),
        emergency: found.map(emergency),
        without_number: found.is_none().then(|| without_number(asked.region)),
        without_lines: found
            .filter(|_| lines.is_empty())
            .map(|row| fill("help.without_lines", &[("region", &row.name)])),
        lines,
        own,
        suggestions: asked.concern.suggestions().iter().map(|key| pack.chrome(key)).collect(),
        discretion: pack.chrome("help.discretion"),
        standing: pack.chrome("help.standing"),
    }
}

fn emergency(row: &Row) -> EmergencyNumbers {
    let source = format!("libphonenumber {}", EMERGENCY.source_version);
    EmergencyNumbers {
        region: row.region(),
        numbers: row.numbers.clone(),
        source: fill("help.number_source", &[("source", &source)]),
    }
}

/// No region was picked, or one that is not known here.
fn without_number(region: Option<&str>) -> String {
    let named = region.is_some_and(|code| !code.trim().is_empty());
    pack().chrome(if named { "help.unknown_region" } else { "help.without_number" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helps(region: Option<&str>) -> Help {
        help(Asked { region, ..Asked::default() }, Vec::new())
    }

    #[test]
    fn every_row_is_a_code_a_name_and_short_numbers() {
        assert!(EMERGENCY.region.len() > 200);
        for row in &EMERGENCY.region {
            assert!(row.code.len() == 2 && row.code.bytes().all(|b| b.is_ascii_uppercase()), "{}", row.code);
            assert!(!row.name.is_empty() && !row.numbers.is_empty(), "{}", row.code);
            let short = |number: &String| (2..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
            assert!(row.numbers.iter().all(short), "{}", row.code);
        }
    }

    #[test]
    fn help_never_fails_and_only_shows_a_number_that_was_read() {
        assert_eq!(helps(Some("nz")).emergency.unwrap().numbers, ["111"]);
        for unknown in [None, Some(""), Some("ZZ"), Some("💔")] {
            let help = helps(unknown);
            assert!(help.emergency.is_none() && help.without_number.is_some());
            assert!(help.lines.is_empty() && help.without_lines.is_none() && !help.suggestions.is_empty());
        }
        assert_ne!(helps(None).without_number, helps(Some("ZZ")).without_number);
    }

    #[test]
    fn a_place_without_lines_says_so_and_keeps_its_number() {
        let listed = |code: &str| super::super::helpline::ROWS.iter().any(|row| row.country == code);
        let without = EMERGENCY.region.iter().find(|row| !listed(&row.code)).unwrap();
        let help = helps(Some(&without.code));
        assert!(help.emergency.is_some() && help.without_lines.unwrap().contains(&without.name));
        assert!(helps(Some("NZ")).without_lines.is_none());
    }

    #[test]
    fn every_line_falls_back_on_the_number_of_its_region() {
        let help = helps(Some("NZ"));
        assert!(!help.lines.is_empty());
        assert!(help.lines.iter().all(|line| line.source.ends_with("No answer? Call 111.")));
    }

    #[test]
    fn each_concern_has_its_own_words() {
        let said = |concern| {
            let help = help(Asked { concern, ..Asked::default() }, Vec::new());
            (help.lead, help.suggestions)
        };
        for (n, one) in Concern::ALL.into_iter().enumerate() {
            assert!(!said(one).1.is_empty());
            assert!(Concern::ALL[..n].iter().all(|other| said(*other).1 != said(one).1), "{one:?}");
        }
    }

    #[test]
    fn a_locale_suggests_and_nothing_else_does() {
        let code = |locale: &str| suggested_region(locale).map(|region| region.code);
        for (locale, expected) in [
            ("en-NZ", "NZ"),
            ("en_nz", "NZ"),
            ("zh-Hant-TW", "TW"),
            ("sr_Latn_RS@latin", "RS"),
            ("de_AT.UTF-8", "AT"),
            ("ca-ES-valencia", "ES"),
            ("en-GB-u-rg-uszzzz", "GB"),
        ] {
            assert_eq!(code(locale).as_deref(), Some(expected), "{locale}");
        }
        for nowhere in ["en", "es-419", "C", "POSIX", "", "en-ZZ", "en-u-nu-latn", "NZ", "💔", "x-NZ", "en-XA"] {
            assert_eq!(code(nowhere), None, "{nowhere}");
        }
    }
}
