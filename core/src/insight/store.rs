//! Plain rows for the series, oldest first. What has a column is read from it; other fields are
//! read from the body by their path, so that a practice may change its types.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, ToSql, named_params};

use super::adjustment::Try;
use super::calibration::Guess;
use super::change::Pair;
use super::core_belief::Weekly;
use super::number::middle;
use super::reaction::Reaction;
use super::recovery::Strong;
use super::routine::Day;
use super::themes::Judged;
use super::{EASED, InsightWindow, Stamp};
use crate::checkin::{MUCH, TrapMark};
use crate::error::Result;
use crate::text::Words;
use crate::time::Moment;

/// Rows of one window. A record counts if neither it nor the record it is about was deleted or
/// carries a risk mark that stands.
pub(super) struct Rows<'a> {
    connection: &'a Connection,
    /// First and last place in time.
    from: i64,
    to: i64,
}

const DAY_MS: i64 = 86_400_000;

/// Of the practice, in the window, and a source at all.
const SOURCE: &str = "record.practice = :practice AND record.place BETWEEN :from AND :to
    AND record.deleted_utc_ms IS NULL AND record.may_return
    AND NOT EXISTS (SELECT 1 FROM record AS source WHERE source.id = record.about AND NOT source.may_return)";

fn stamp(row: &Row<'_>) -> rusqlite::Result<Stamp> {
    Ok(Stamp { utc_ms: row.get(0)?, date: row.get(1)? })
}

impl<'a> Rows<'a> {
    pub(super) fn new(connection: &'a Connection, window: InsightWindow, now: &Moment) -> Self {
        let from = (now.utc_ms - i64::from(window.days()) * DAY_MS).max(0);
        Self { connection, from: from << 10, to: (now.utc_ms << 10) | 1023 }
    }

    /// Records of a practice with `columns` of them, where `rest` holds.
    fn read<T>(
        &self,
        practice: &str,
        columns: &str,
        rest: &str,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let sql = format!(
            "SELECT record.utc_ms, record.local_date, {columns} FROM record WHERE {SOURCE} AND {rest} ORDER BY record.place"
        );
        let places: &[(&str, &dyn ToSql)] = named_params! { ":practice": practice, ":from": self.from, ":to": self.to };
        let mut query = self.connection.prepare_cached(&sql)?;
        Ok(query.query_map(places, row)?.collect::<rusqlite::Result<_>>()?)
    }

    fn pairs(&self, practice: &str, before: &str, after: &str) -> Result<Vec<Pair>> {
        let rest = format!("{} AND {}", rated(before), rated(after));
        self.read(practice, &format!("{before}, {after}"), &rest, |row| {
            Ok(Pair { at: stamp(row)?, before: row.get(2)?, after: row.get(3)? })
        })
    }

    pub(super) fn about_me(&self) -> Result<Vec<Pair>> {
        self.pairs("check_in", "about_me_before", "about_me_after")
    }

    pub(super) fn belief(&self) -> Result<Vec<Pair>> {
        self.pairs("check_in", "belief_before", "belief_after")
    }

    /// Belief at first, and in the first note of another day that rates it.
    pub(super) fn belief_next_day(&self) -> Result<Vec<Pair>> {
        let later = format!(
            "(SELECT json_extract(later.body, '$.belief') FROM record AS later
              WHERE later.about = record.id AND later.practice = 'next_day' AND later.deleted_utc_ms IS NULL
                AND later.may_return AND {} ORDER BY later.place LIMIT 1)",
            rated("json_extract(later.body, '$.belief')")
        );
        self.pairs("check_in", "belief_before", &later)
    }

    /// Expected and actual strain of challenges.
    pub(super) fn distress(&self) -> Result<Vec<Pair>> {
        self.pairs("challenge_debrief", &path("distress"), &path("actual"))
    }

    /// Before and after taking a step away, in a check-in.
    pub(super) fn distancing(&self) -> Result<Vec<Pair>> {
        self.pairs("check_in", "intensity", &path("intensity_after"))
    }

    /// One strength before and after, or that of the strongest feeling that was rated both times.
    pub(super) fn mood(&self) -> Result<Vec<Pair>> {
        let whole = ["before", "after"].map(path);
        let both = format!("{} AND {}", rated(&whole[0]), rated(&whole[1]));
        let before = format!("iif({both}, {}, {})", whole[0], feeling_twice("first"));
        let after = format!("iif({both}, {}, {})", whole[1], feeling_twice("later"));
        self.pairs("mood", &before, &after)
    }

    pub(super) fn reactions(&self) -> Result<Vec<Reaction>> {
        self.read("check_in", "intensity", &rated("intensity"), |row| {
            Ok(Reaction { at: stamp(row)?, strength: row.get(2)? })
        })
    }

    /// Strong check-ins, and after how long the first note said that it had eased.
    pub(super) fn strong(&self) -> Result<Vec<Strong>> {
        let eased = format!(
            "(SELECT min(later.utc_ms) - record.utc_ms FROM record AS later
              WHERE later.about = record.id AND later.practice = 'next_day' AND later.deleted_utc_ms IS NULL
                AND later.may_return AND later.intensity < {EASED} AND later.utc_ms > record.utc_ms)"
        );
        let strong = format!("{} AND intensity >= {MUCH}", rated("intensity"));
        self.read("check_in", &eased, &strong, |row| Ok(Strong { at: stamp(row)?, eased_ms: row.get(2)? }))
    }

    /// Challenges that were done, with a guess and an answer.
    pub(super) fn guesses(&self) -> Result<Vec<Guess>> {
        let probability = path("probability");
        let columns = format!(
            "{probability}, CASE {} WHEN 'no' THEN 0 WHEN 'partly' THEN 50 ELSE 100 END",
            path("feared_happened")
        );
        let rest = format!(
            "{} AND {} IN ('no', 'partly', 'yes') AND {} IN ('happened', 'turned_down')",
            rated(&probability),
            path("feared_happened"),
            path("how")
        );
        self.read("challenge_debrief", &columns, &rest, |row| {
            Ok(Guess { at: stamp(row)?, expected: row.get(2)?, came: row.get(3)? })
        })
    }

    /// Tries of if-thens that are still there, rated or not.
    pub(super) fn tries(&self) -> Result<Vec<Try>> {
        let effect = path("effect");
        let columns = format!("record.about, {}, iif({}, {effect}, NULL)", name_of_about(), rated(&effect));
        self.read("adjustment_try", &columns, &about_is("adjustment"), |row| {
            let plan: Option<String> = row.get(3)?;
            Ok(Try { adjustment: row.get(2)?, plan: plan.map(Words::new), at: stamp(row)?, effect: row.get(4)? })
        })
    }

    pub(super) fn core_beliefs(&self) -> Result<Vec<Weekly>> {
        let [old, new, reaction] = ["old", "new", "reaction"].map(path);
        let columns = format!(
            "record.about, {}, {old}, iif({}, {new}, NULL), iif({}, {reaction}, NULL)",
            name_of_about(),
            rated(&new),
            rated(&reaction)
        );
        let rest = format!("{} AND {}", rated(&old), about_is("core_belief"));
        self.read("core_belief_rating", &columns, &rest, |row| {
            let name: Option<String> = row.get(3)?;
            Ok(Weekly {
                belief: row.get(2)?,
                name: name.map(Words::new),
                at: stamp(row)?,
                old: row.get(4)?,
                new: row.get(5)?,
                reaction: row.get(6)?,
            })
        })
    }

    /// Days on which `kind` was noted in minutes and there was a check-in. Of several notes of one
    /// day the last counts.
    pub(super) fn days(&self, kind: &str) -> Result<Vec<Day>> {
        let minutes = path(&format!("{kind}_minutes"));
        let noted = self.read("daily", &minutes, &format!("{minutes} BETWEEN 0 AND 1440"), |row| {
            Ok((stamp(row)?, row.get::<_, u16>(2)?))
        })?;
        let noted: BTreeMap<String, (Stamp, u16)> =
            noted.into_iter().map(|(at, minutes)| (at.date.clone(), (at, minutes))).collect();
        let mut strengths: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for reaction in self.reactions()? {
            strengths.entry(reaction.at.date).or_default().push(reaction.strength);
        }
        let day = |(date, (at, minutes)): (String, (Stamp, u16))| {
            strengths.get(&date).map(|all| Day { at, minutes, strength: middle(all.iter().copied()) })
        };
        Ok(noted.into_iter().filter_map(day).collect())
    }

    /// Check-ins in which a thinking trap was suggested and judged.
    pub(super) fn verdicts(&self) -> Result<Vec<Judged>> {
        let traps = self.read("check_in", &path("traps"), "json_array_length(body, '$.traps') > 0", |row| {
            Ok((stamp(row)?, row.get::<_, String>(2)?))
        })?;
        let judged = |(at, traps): (Stamp, String)| -> Result<Judged> {
            let marks: Vec<TrapMark> = serde_json::from_str(&traps)?;
            let fitted = marks.into_iter().filter(|mark| mark.accepted).map(|mark| mark.trap).collect();
            Ok(Judged { at, fitted })
        };
        traps.into_iter().map(judged).collect()
    }
}

/// A field of the body.
fn path(field: &str) -> String {
    format!("json_extract(record.body, '$.{field}')")
}

/// Whether it is a rating at all: missing and foreign values are none.
fn rated(value: &str) -> String {
    format!("(typeof({value}) = 'integer' AND {value} BETWEEN 0 AND 100)")
}

/// The record it is about is of this practice, and still there.
fn about_is(practice: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM record AS whole WHERE whole.id = record.about AND whole.practice = '{practice}'
                 AND whole.deleted_utc_ms IS NULL)"
    )
}

/// A rating of the strongest feeling that was rated at `first` and again `later`.
fn feeling_twice(time: &str) -> String {
    let rating = |time: &str| format!("json_extract({time}.value, '$.rating')");
    format!(
        "(SELECT {} FROM json_each(record.body, '$.feelings') AS first
          JOIN json_each(record.body, '$.after') AS later
            ON json_extract(later.value, '$.id') = json_extract(first.value, '$.id')
          WHERE first.type = 'object' AND later.type = 'object' AND {} AND {}
          ORDER BY {} DESC, first.key LIMIT 1)",
        rating(time),
        rated(&rating("first")),
        rated(&rating("later")),
        rating("first"),
    )
}

fn name_of_about() -> &'static str {
    "(SELECT whole.headline FROM record AS whole WHERE whole.id = record.about)"
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{Insight, insights};
    use super::*;
    use crate::db::{self, Database};
    use crate::id::RecordId;
    use crate::record::{self, RiskMark};

    const NOW: i64 = 1_795_435_200_000;

    fn now() -> Moment {
        Moment { utc_ms: NOW, offset_seconds: 0, zone: "UTC".into() }
    }

    /// A journal, and how to put a record of `days` ago into it.
    struct Journal {
        _place: tempfile::TempDir,
        database: Database,
        next: std::cell::Cell<u32>,
    }

    impl Journal {
        fn new() -> Self {
            let place = tempfile::tempdir().unwrap();
            let (database, _) = db::open(place.path()).unwrap();
            Self { _place: place, database, next: std::cell::Cell::new(0) }
        }

        fn put(&self, practice: &str, about: Option<&RecordId>, days: i64, body: Value) -> RecordId {
            self.put_marked(practice, about, days, body, Vec::new())
        }

        fn put_marked(
            &self,
            practice: &str,
            about: Option<&RecordId>,
            days: i64,
            body: Value,
            risk: Vec<RiskMark>,
        ) -> RecordId {
            let id = RecordId(format!("r{}", self.next.replace(self.next.get() + 1)));
            let row = record::Row {
                id: id.clone(),
                practice: practice.into(),
                about: about.cloned(),
                at: Moment { utc_ms: NOW - days * DAY_MS, ..now() },
                body,
                risk,
                headline: Some(Words::new("a name")),
                fact: None,
            };
            self.database.write(|tx| record::store::put(tx, &row, "", &now())).unwrap();
            id
        }

        fn told(&self, window: InsightWindow) -> Vec<Insight> {
            self.database.read(|connection| insights(connection, window, &now())).unwrap()
        }

        fn n(&self, id: &str) -> u32 {
            self.told(InsightWindow::Days365).into_iter().find(|insight| insight.id == id).unwrap().n
        }
    }

    fn risk() -> Vec<RiskMark> {
        vec![RiskMark { prompt: "thought".into(), tier: 1, pattern: "p".into(), dismissed: false }]
    }

    fn check_in() -> Value {
        json!({
            "intensity": 80, "intensity_after": 60, "about_me": { "before": 75, "after": 50 },
            "belief": { "before": 75, "after": 50 }, "traps": [{ "trap": "mind_reading", "accepted": true }],
        })
    }

    #[test]
    fn an_empty_journal_says_what_each_series_takes() {
        let told = Journal::new().told(InsightWindow::Days365);
        assert_eq!(told.len(), super::super::KINDS.len());
        for (insight, kind) in told.iter().zip(super::super::KINDS) {
            assert_eq!((insight.id.as_str(), insight.n), (*kind, 0));
            assert!(insight.sentence.starts_with("It takes") && insight.sentence.ends_with("So far: 0."));
        }
    }

    #[test]
    fn every_series_finds_its_rows() {
        let journal = Journal::new();
        let entry = journal.put("check_in", None, 3, check_in());
        journal.put("next_day", Some(&entry), 2, json!({ "intensity": 20, "belief": 30 }));
        journal.put("next_day", Some(&entry), 1, json!({ "intensity": 10, "belief": 0 }));
        journal.put("daily", None, 3, json!({ "sleep_minutes": 400, "movement_minutes": 0 }));
        journal.put("daily", None, 3, json!({ "sleep_minutes": 420, "calm_minutes": "many" }));
        journal.put("mood", None, 2, json!({ "before": 70, "after": 40 }));
        let challenge = journal.put("challenge", None, 2, json!({}));
        let debrief = json!({ "how": "turned_down", "feared_happened": "partly", "probability": 75, "distress": 60, "actual": 40 });
        journal.put("challenge_debrief", Some(&challenge), 1, debrief);
        journal.put(
            "challenge_debrief",
            Some(&challenge),
            1,
            json!({ "how": "not_yet", "feared_happened": "no", "probability": 75 }),
        );
        let plan = journal.put("adjustment", None, 2, json!({}));
        journal.put("adjustment_try", Some(&plan), 1, json!({ "effect": 50 }));
        journal.put("adjustment_try", Some(&plan), 1, json!({ "effect": null }));
        let belief = journal.put("core_belief", None, 9, json!({}));
        journal.put("core_belief_rating", Some(&belief), 1, json!({ "old": 80, "new": null, "reaction": 60.5 }));
        let told = journal.told(InsightWindow::Days30);
        let mut n: Vec<(String, u32)> = told.iter().map(|insight| (insight.id.clone(), insight.n)).collect();
        n.retain(|(_, n)| *n != 1);
        assert_eq!(n, [("calm".to_owned(), 0)], "{told:#?}");
        let next_day = told.iter().find(|insight| insight.id == "belief_next_day").unwrap();
        assert_eq!(next_day.points[0].second, Some(30), "the first note of another day counts");
        let sleep = told.iter().find(|insight| insight.id == "sleep").unwrap();
        assert_eq!(sleep.points[0].value, 420, "the last note of a day counts");
        let plan = told.iter().find(|insight| insight.id.starts_with("adjustment/")).unwrap();
        assert_eq!(plan.about, Some(Words::new("a name")));
    }

    #[test]
    fn a_mood_may_rate_one_strength_or_each_feeling() {
        let journal = Journal::new();
        let label = |id: &str, rating: Option<u8>| json!({ "id": id, "rating": rating });
        let feelings = json!([label("sad", Some(60)), label("angry", Some(75)), label("hurt", Some(90))]);
        let after = json!([label("angry", Some(50)), label("hurt", None), label("sad", Some(25))]);
        journal.put("mood", None, 3, json!({ "feelings": feelings, "after": after }));
        journal.put("mood", None, 2, json!({ "before": 70, "after": 40 }));
        journal.put("mood", None, 1, json!({ "feelings": feelings, "after": [] }));
        let mood = journal.told(InsightWindow::Days30).into_iter().find(|insight| insight.id == "mood").unwrap();
        let ratings: Vec<(i64, Option<u8>)> = mood.points.iter().map(|point| (point.value, point.second)).collect();
        assert_eq!(ratings, [(75, Some(50)), (70, Some(40))]);
    }

    #[test]
    fn risk_deletion_and_distance_in_time_leave_records_out() {
        let journal = Journal::new();
        journal.put_marked("check_in", None, 3, check_in(), risk());
        let entry = journal.put("check_in", None, 100, check_in());
        journal.put_marked("next_day", Some(&entry), 2, json!({ "intensity": 20, "belief": 30 }), risk());
        for id in ["about_me", "belief", "reaction", "distancing", "themes"] {
            assert_eq!(journal.n(id), 1, "{id}");
        }
        assert_eq!((journal.n("belief_next_day"), journal.n("recovery")), (0, 0));
        let count = |window| journal.told(window).into_iter().find(|insight| insight.id == "reaction").unwrap().n;
        assert_eq!((count(InsightWindow::Days90), count(InsightWindow::Days365)), (0, 1));
        let plan = journal.put_marked("adjustment", None, 2, json!({}), risk());
        journal.put("adjustment_try", Some(&plan), 1, json!({ "effect": 50 }));
        assert_eq!(journal.n("adjustment"), 0, "an if-then with a risk mark is no source");
        journal.database.write(|tx| record::store::delete(tx, std::slice::from_ref(&entry), &now())).unwrap();
        assert_eq!(journal.n("reaction"), 0);
    }
}
