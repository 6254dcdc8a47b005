//! A moment on the wall clock, once or repeated.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{CivilMinute, parse_date};
use crate::error::{Error, Field, Reason, Result};

/// A moment on the wall clock, once or repeated. It is civil time; which zone's wall is decided
/// where it is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct When {
    /// The first time.
    pub first: CivilMinute,
    /// How it repeats.
    pub repeat: Repeat,
}

/// How a moment repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Repeat {
    /// Not at all.
    Once,
    /// Every day at that minute, from the first time on.
    Daily,
    /// On some days of the week, from the first time on.
    Weekdays {
        /// Which days, one to seven different ones.
        days: Vec<Weekday>,
    },
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// The seven days in order.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    pub(crate) fn of(date: NaiveDate) -> Self {
        Self::ALL[date.weekday().num_days_from_monday() as usize]
    }

    /// Its key among the words of the chrome.
    pub fn key(self) -> &'static str {
        ["day.1", "day.2", "day.3", "day.4", "day.5", "day.6", "day.7"][self as usize]
    }
}

impl When {
    /// Whether the date, the minute and the days exist.
    pub(crate) fn check(&self) -> Result<()> {
        self.first.check()?;
        let Repeat::Weekdays { days } = &self.repeat else { return Ok(()) };
        let different = Weekday::ALL.iter().filter(|day| days.contains(day)).count();
        if days.is_empty() || different != days.len() {
            return Err(Error::invalid(Field::Days, Reason::OutOfRange));
        }
        Ok(())
    }

    /// The civil dates on which it falls, from `from` to `to` inclusive, in order.
    pub(crate) fn dates(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let Some(first) = parse_date(&self.first.date) else { return Vec::new() };
        if self.repeat == Repeat::Once {
            return (from..=to).contains(&first).then_some(first).into_iter().collect();
        }
        let start = from.max(first);
        let days = start.iter_days().take_while(|date| *date <= to);
        days.filter(|date| self.falls_on(*date)).collect()
    }

    fn falls_on(&self, date: NaiveDate) -> bool {
        match &self.repeat {
            Repeat::Once | Repeat::Daily => true,
            Repeat::Weekdays { days } => days.contains(&Weekday::of(date)),
        }
    }
}

/// The date `days` later, or the last one a calendar holds.
pub(crate) fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The date `days` earlier, or the first one a calendar holds.
pub(crate) fn earlier(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(date: &str, repeat: Repeat) -> When {
        When { first: CivilMinute { date: date.into(), minute: 540 }, repeat }
    }

    fn dates(when: &When, from: &str, to: &str) -> Vec<String> {
        when.dates(from.parse().unwrap(), to.parse().unwrap()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn repeats_begin_with_the_first_time() {
        let daily = when("2026-11-24", Repeat::Daily);
        assert_eq!(dates(&daily, "2026-11-20", "2026-11-26"), ["2026-11-24", "2026-11-25", "2026-11-26"]);
        let weekdays = when("2026-11-24", Repeat::Weekdays { days: vec![Weekday::Monday, Weekday::Wednesday] });
        assert_eq!(dates(&weekdays, "2026-11-20", "2026-12-01"), ["2026-11-25", "2026-11-30"]);
        assert_eq!(dates(&when("2026-11-24", Repeat::Once), "2026-11-25", "2026-12-01"), [""; 0]);
    }

    #[test]
    fn days_must_be_days_and_different() {
        for bad in [vec![], vec![Weekday::Monday, Weekday::Monday]] {
            assert!(when("2026-11-24", Repeat::Weekdays { days: bad }).check().is_err());
        }
    }
}
