//! What the records say over time: series and their sentences. Plain counts and medians, never
//! causes: two numbers may stand side by side, and that is all.
//!
//! `store` reads plain rows, one file per kind of series makes an [`Insight`] of them. Nothing
//! comes from a record in which risk was noticed, or that was deleted.
#![deny(clippy::float_arithmetic, reason = "the same numbers on every phone")]

mod adjustment;
mod calibration;
mod change;
mod core_belief;
mod easing;
mod number;
mod reaction;
mod recovery;
mod routine;
mod store;
mod themes;

pub(crate) use easing::{EASED, duration, easing_times};

use rusqlite::Connection;

use crate::content::{InsightWords, filled, pack};
use crate::error::Result;
use crate::id::RecordId;
use crate::text::Words;
use crate::time::Moment;

/// The days up to now that are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum InsightWindow {
    /// The last 30 days.
    Days30,
    /// The last 90 days.
    Days90,
    /// The last 365 days.
    Days365,
}

impl InsightWindow {
    /// Its length in days.
    pub fn days(self) -> u16 {
        match self {
            Self::Days30 => 30,
            Self::Days90 => 90,
            Self::Days365 => 365,
        }
    }
}

/// What the values of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum InsightUnit {
    /// Ratings from 0 to 100.
    OfHundred,
    /// Percent, 0 to 100.
    Percent,
    /// Whole hours.
    Hours,
    /// Whole minutes; the second value is a rating from 0 to 100.
    Minutes,
    /// How often.
    Times,
}

/// A series over time, and what it says in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Insight {
    /// Stable id, for instance `about_me`; `adjustment/ID` and `core_belief/ID` name their record.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The person's own words for it: the if-then, the core belief; none for most.
    pub about: Option<Words>,
    /// The sentence. Below the minimum it says how many there are and how many it takes.
    pub sentence: String,
    /// How many observations it rests on.
    pub n: u32,
    /// How many it takes before it says more than that.
    pub minimum: u32,
    /// What can be drawn, in order; also below the minimum.
    pub points: Vec<Point>,
    /// What the points' values are.
    pub unit: InsightUnit,
}

/// One point of a series.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Point {
    /// When, as UTC milliseconds; of several observations the last.
    pub utc_ms: i64,
    /// The local date (`2026-11-24`), the month (`2026-11`), or what is counted, in words.
    pub label: String,
    /// The value, in the insight's unit.
    pub value: i64,
    /// What stands beside it, 0 to 100: the rating after, the median guess.
    pub second: Option<u8>,
}

/// When something was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    utc_ms: i64,
    /// The local date.
    date: String,
}

impl Stamp {
    fn point(&self, value: i64, second: Option<u8>) -> Point {
        Point { utc_ms: self.utc_ms, label: self.date.clone(), value, second }
    }

    /// `2026-11`.
    fn month(&self) -> &str {
        self.date.get(..7).unwrap_or(&self.date)
    }
}

/// A series on its way to an insight.
struct Series {
    kind: &'static str,
    minimum: u32,
    n: usize,
    points: Vec<Point>,
    unit: InsightUnit,
}

impl Series {
    /// Puts it into words; `say` is asked where there is enough to say something.
    fn told(self, say: impl FnOnce(&InsightWords) -> String) -> Insight {
        let words = pack().insight(self.kind);
        let n = number::count(self.n);
        let sentence = if n < self.minimum { self.few(words, "few") } else { say(words) };
        Insight {
            id: self.kind.to_owned(),
            title: words.title.clone(),
            about: None,
            sentence,
            n,
            minimum: self.minimum,
            points: self.points,
            unit: self.unit,
        }
    }

    /// Where there is nothing yet of which a series could be told.
    fn none(self) -> Insight {
        let sentence = self.few(pack().insight(self.kind), "few_about");
        Insight { sentence, ..self.told(|_| String::new()) }
    }

    fn few(&self, words: &InsightWords, key: &str) -> String {
        let places = [("minimum", self.minimum.to_string()), ("what", words.what.clone()), ("n", self.n.to_string())];
        say(pack().insight("few"), key, &places)
    }
}

impl Insight {
    fn of(self, record: &RecordId, about: Option<Words>) -> Self {
        Self { id: format!("{}/{}", self.id, record.0), about, ..self }
    }
}

/// A sentence of the pack with its places filled.
fn say(words: &InsightWords, key: &str, places: &[(&str, String)]) -> String {
    let places: Vec<(&str, &str)> = places.iter().map(|(place, text)| (*place, text.as_str())).collect();
    words.say.get(key).map(|sentence| filled(sentence, &places)).unwrap_or_default()
}

/// Everything that can be told of the days in the window, in the order of screens.
pub(crate) fn insights(connection: &Connection, window: InsightWindow, now: &Moment) -> Result<Vec<Insight>> {
    let rows = store::Rows::new(connection, window, now);
    let mut all = vec![
        change::told("about_me", &rows.about_me()?),
        change::told("belief", &rows.belief()?),
        change::told("belief_next_day", &rows.belief_next_day()?),
        recovery::told(&rows.strong()?),
        calibration::told(&rows.guesses()?),
        change::told("distress", &rows.distress()?),
    ];
    all.extend(adjustment::told(&rows.tries()?));
    all.push(reaction::told(&rows.reactions()?));
    all.extend(core_belief::told(&rows.core_beliefs()?));
    for kind in routine::KINDS {
        all.push(routine::told(kind, &rows.days(kind)?));
    }
    all.push(change::told("distancing", &rows.distancing()?));
    all.push(change::told("mood", &rows.mood()?));
    all.push(themes::told(&rows.verdicts()?));
    Ok(all)
}

/// Series that have words of their own, for the lint.
#[cfg(test)]
pub(crate) const KINDS: &[&str] = &[
    "about_me",
    "belief",
    "belief_next_day",
    "recovery",
    "calibration",
    "distress",
    "adjustment",
    "reaction",
    "core_belief",
    "sleep",
    "movement",
    "calm",
    "distancing",
    "mood",
    "themes",
];

#[cfg(test)]
fn stamp(day: u32) -> Stamp {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + chrono::Days::new(u64::from(day));
    Stamp { utc_ms: i64::from(day) * 86_400_000, date: date.to_string() }
}
