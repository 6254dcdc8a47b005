//! Ground floor: time as plain data. Nothing here reads a clock; `now` always comes from the caller.

mod when;
mod zone;

pub use when::{Repeat, Weekday, When};
pub(crate) use when::{earlier, later};
pub use zone::{Resolved, ZoneRules, ZoneRulesError, ZoneTable};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Field, Reason, Result};

/// Last millisecond of 9999-12-30 UTC: every zone's local date still has a four-digit year.
const LAST_UTC_MS: i64 = 253_402_214_399_999;
const MAX_OFFSET_SECONDS: i32 = 18 * 3600;
const MAX_ZONE_CHARS: usize = 64;

/// The moment of a call, as the phone sees it. Every call that depends on time takes one.
///
/// Any instant from 1970 to 9999 is accepted, even an obviously wrong one: a phone with a dead
/// clock must still be able to save what somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Now {
    /// Milliseconds since 1970-01-01T00:00Z, 0 to the end of the year 9999.
    pub utc_ms: i64,
    /// Seconds east of UTC that the phone's clock shows at this moment, within ±18 hours.
    pub offset_seconds: i32,
    /// The phone's time zone, an IANA name such as `Europe/Berlin` (1 to 64 ASCII characters).
    pub zone: String,
}

impl Now {
    /// The moment, if it is in range.
    pub(crate) fn check(&self) -> Result<Moment> {
        let zone_ok =
            (1..=MAX_ZONE_CHARS).contains(&self.zone.len()) && self.zone.bytes().all(|b| b.is_ascii_graphic());
        if !zone_ok {
            return Err(Error::invalid(Field::Zone, Reason::Malformed));
        }
        if !(0..=LAST_UTC_MS).contains(&self.utc_ms) || self.offset_seconds.abs() > MAX_OFFSET_SECONDS {
            return Err(Error::invalid(Field::Now, Reason::OutOfRange));
        }
        Ok(Moment { utc_ms: self.utc_ms, offset_seconds: self.offset_seconds, zone: self.zone.clone() })
    }
}

/// A checked [`Now`], and how a record keeps when it happened: history never needs a zone database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub utc_ms: i64,
    /// Seconds east of UTC on the phone's clock at that moment.
    pub offset_seconds: i32,
    /// The phone's time zone at that moment (IANA name).
    pub zone: String,
}

impl Moment {
    /// What the phone's clock showed.
    pub(crate) fn local(&self) -> NaiveDateTime {
        local_at(self.utc_ms.div_euclid(1000), self.offset_seconds)
    }

    pub(crate) fn date(&self) -> NaiveDate {
        self.local().date()
    }

    /// Minute of the local day, 0 to 1439.
    pub(crate) fn minute(&self) -> u16 {
        let local = self.local();
        u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0)
    }

    pub(crate) fn utc_seconds(&self) -> i64 {
        self.utc_ms.div_euclid(1000)
    }

    /// The local wall clock `minutes` from now, in whole minutes (elapsed time, not a rule).
    pub(crate) fn civil_after(&self, minutes: u32) -> CivilMinute {
        let at = self.local() + Duration::minutes(i64::from(minutes));
        CivilMinute::of(at)
    }
}

/// The wall clock at a UTC second under an offset. Checked moments are far inside chrono's range.
pub(crate) fn local_at(utc_seconds: i64, offset_seconds: i32) -> NaiveDateTime {
    DateTime::from_timestamp(utc_seconds + i64::from(offset_seconds), 0).map_or(NaiveDateTime::MIN, |at| at.naive_utc())
}

/// A minute on somebody's wall clock, without a zone: `2026-11-24` at minute 540 is nine o'clock.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, uniffi::Record)]
pub struct CivilMinute {
    /// `YYYY-MM-DD`, years 1970 to 9999.
    pub date: String,
    /// Minute of the day, 0 to 1439.
    pub minute: u16,
}

impl CivilMinute {
    pub(crate) fn of(at: NaiveDateTime) -> Self {
        let minute = u16::try_from(at.hour() * 60 + at.minute()).unwrap_or(0);
        Self { date: at.date().to_string(), minute }
    }

    /// The date and minute if both exist on a calendar.
    pub(crate) fn check(&self) -> Result<NaiveDateTime> {
        let date = parse_date(&self.date).ok_or_else(|| Error::invalid(Field::Date, Reason::Malformed))?;
        at_minute(date, self.minute).ok_or_else(|| Error::invalid(Field::Minute, Reason::OutOfRange))
    }
}

pub(crate) fn parse_date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date: NaiveDate = if plain { text.parse().ok()? } else { return None };
    (date >= NaiveDate::from_ymd_opt(1970, 1, 1)?).then_some(date)
}

pub(crate) fn at_minute(date: NaiveDate, minute: u16) -> Option<NaiveDateTime> {
    date.and_hms_opt(u32::from(minute / 60), u32::from(minute % 60), 0)
}

/// `hh:mm`, the way the core writes a time of day.
pub(crate) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(utc_ms: i64) -> Now {
        Now { utc_ms, offset_seconds: 3600, zone: "Europe/Berlin".into() }
    }

    #[test]
    fn a_wrong_clock_is_accepted_but_not_an_impossible_one() {
        assert_eq!(now(0).check().unwrap().date().to_string(), "1970-01-01");
        assert_eq!(now(LAST_UTC_MS).check().unwrap().date().to_string(), "9999-12-31");
        for utc_ms in [-1, LAST_UTC_MS + 1, i64::MIN, i64::MAX] {
            assert!(now(utc_ms).check().is_err());
        }
    }

    #[test]
    fn zone_and_offset_are_checked() {
        assert!(Now { zone: String::new(), ..now(0) }.check().is_err());
        assert!(Now { zone: "Eu rope".into(), ..now(0) }.check().is_err());
        assert!(Now { offset_seconds: i32::MIN + 1, ..now(0) }.check().is_err());
    }

    #[test]
    fn civil_minutes_must_exist() {
        let civil = |date: &str, minute| CivilMinute { date: date.into(), minute };
        assert!(civil("2026-02-28", 1439).check().is_ok());
        for bad in [civil("2026-02-29", 0), civil("2026-2-1", 0), civil("+10000-01-01", 0), civil("2026-01-01", 1440)] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
    }
}
