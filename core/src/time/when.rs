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
    /// Every few days, counted from the first time.
    EveryDays {
        /// How many days lie between two, 2 to 365.
        days: u16,
    },
    /// Some times a week, spread over the days that are free for it.
    PerWeek {
        /// How often, 1 to the number of free days.
        times: u8,
        /// The days it may fall on, one to seven different ones.
        days: Vec<Weekday>,
    },
    /// Once a month, on the day of the month of the first time; in a shorter month on its last day.
    Monthly,
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
        let fits = match &self.repeat {
            Repeat::Once | Repeat::Daily | Repeat::Monthly => true,
            Repeat::Weekdays { days } => are_different(days),
            Repeat::EveryDays { days } => (2..=365).contains(days),
            Repeat::PerWeek { times, days } => are_different(days) && (1..=days.len()).contains(&usize::from(*times)),
        };
        if fits { Ok(()) } else { Err(Error::invalid(Field::Days, Reason::OutOfRange)) }
    }

    /// The civil dates on which it falls, from `from` to `to` inclusive, in order. Nothing is
    /// counted up from the first time, so a rule of forty years ago costs what a new one costs.
    pub(crate) fn dates(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let Some(first) = parse_date(&self.first.date) else { return Vec::new() };
        let start = from.max(first);
        match &self.repeat {
            Repeat::Once => (from..=to).contains(&first).then_some(first).into_iter().collect(),
            Repeat::Daily => days_of(start, to, |_| true),
            Repeat::Weekdays { days } => on_weekdays(start, to, days),
            Repeat::PerWeek { times, days } => on_weekdays(start, to, &spread(days, *times)),
            Repeat::EveryDays { days } => every(first, start, to, *days),
            Repeat::Monthly => monthly(first, start, to),
        }
    }

    /// Whether it ever falls on a date again, from `from` on.
    pub(crate) fn is_over(&self, from: NaiveDate) -> bool {
        self.repeat == Repeat::Once && parse_date(&self.first.date).is_none_or(|first| first < from)
    }
}

fn are_different(days: &[Weekday]) -> bool {
    let different = Weekday::ALL.iter().filter(|day| days.contains(day)).count();
    !days.is_empty() && different == days.len()
}

fn days_of(from: NaiveDate, to: NaiveDate, falls_on: impl Fn(NaiveDate) -> bool) -> Vec<NaiveDate> {
    from.iter_days().take_while(|date| *date <= to).filter(|date| falls_on(*date)).collect()
}

fn on_weekdays(from: NaiveDate, to: NaiveDate, days: &[Weekday]) -> Vec<NaiveDate> {
    let mut falls = [false; 7];
    for day in days {
        falls[*day as usize] = true;
    }
    days_of(from, to, |date| falls[Weekday::of(date) as usize])
}

/// So many of the free days, as far from each other as they can be: the first, and then even steps.
fn spread(days: &[Weekday], times: u8) -> Vec<Weekday> {
    let free: Vec<Weekday> = Weekday::ALL.into_iter().filter(|day| days.contains(day)).collect();
    let times = usize::from(times).min(free.len());
    (0..times).map(|n| free[n * free.len() / times]).collect()
}

fn every(first: NaiveDate, start: NaiveDate, to: NaiveDate, days: u16) -> Vec<NaiveDate> {
    let step = i64::from(days.max(1));
    let missing = (step - (start - first).num_days().rem_euclid(step)) % step;
    let next = later(start, missing.unsigned_abs());
    next.iter_days().step_by(usize::from(days.max(1))).take_while(|date| *date <= to).collect()
}

fn monthly(first: NaiveDate, start: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    days_of(start, to, |date| date.day() == first.day().min(last_day(date)))
}

/// How many days the month of a date has.
fn last_day(date: NaiveDate) -> u32 {
    (28..=31).rev().find(|day| date.with_day(*day).is_some()).unwrap_or(28)
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
    fn every_few_days_keeps_its_step_however_late_one_looks() {
        let third = when("2026-11-24", Repeat::EveryDays { days: 3 });
        assert_eq!(dates(&third, "2026-11-24", "2026-12-01"), ["2026-11-24", "2026-11-27", "2026-11-30"]);
        assert_eq!(dates(&third, "2036-11-20", "2036-11-26"), ["2036-11-22", "2036-11-25"]);
    }

    #[test]
    fn a_month_without_that_day_has_its_last_one() {
        let end = when("2026-10-31", Repeat::Monthly);
        let found = dates(&end, "2026-10-01", "2027-03-31");
        assert_eq!(found, ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]);
    }

    #[test]
    fn times_a_week_are_spread_over_the_free_days() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday};
        assert_eq!(spread(&Weekday::ALL, 3), [Monday, Weekday::Wednesday, Friday]);
        assert_eq!(spread(&[Sunday, Tuesday, Thursday, Saturday], 2), [Tuesday, Saturday]);
        let twice = when("2026-11-23", Repeat::PerWeek { times: 2, days: vec![Monday, Friday, Sunday] });
        assert_eq!(dates(&twice, "2026-11-23", "2026-12-06"), ["2026-11-23", "2026-11-27", "2026-11-30", "2026-12-04"]);
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_refused() {
        let monday = || vec![Weekday::Monday];
        for bad in [
            Repeat::Weekdays { days: vec![] },
            Repeat::Weekdays { days: vec![Weekday::Monday, Weekday::Monday] },
            Repeat::EveryDays { days: 1 },
            Repeat::EveryDays { days: 366 },
            Repeat::PerWeek { times: 0, days: monday() },
            Repeat::PerWeek { times: 2, days: monday() },
        ] {
            assert!(when("2026-11-24", bad.clone()).check().is_err(), "{bad:?}");
        }
    }
}
