//! The only clock of the terminal shell, and time zones from a maintained, bundled database.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use steppingstone_core::{Now, ZoneRules, ZoneRulesError};

/// Where the time comes from; tests bring their own.
pub trait Clock {
    /// This moment.
    fn now(&self) -> Now;
}

/// The machine's own clock and zone.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let zoned = jiff::Zoned::now();
        Now {
            utc_ms: zoned.timestamp().as_millisecond(),
            offset_seconds: zoned.offset().seconds(),
            zone: zoned.time_zone().iana_name().unwrap_or("UTC").to_owned(),
        }
    }
}

/// Time-zone rules from the bundled database: the same on every machine.
#[derive(Debug)]
pub struct BundledZones {
    database: TimeZoneDatabase,
}

impl BundledZones {
    /// The rules, ready to be handed to the core.
    pub fn new() -> Arc<Self> {
        Arc::new(Self { database: TimeZoneDatabase::bundled() })
    }

    /// The moment `utc_ms` in `zone`; none if the zone is not known or the time is out of range.
    pub fn now(&self, utc_ms: i64, zone: &str) -> Option<Now> {
        let offset_seconds = self.offset(zone, utc_ms.div_euclid(1000))?;
        Some(Now { utc_ms, offset_seconds, zone: zone.to_owned() })
    }

    /// The moment at which a clock in `zone` shows this date (`YYYY-MM-DD`) and time (`HH:MM`);
    /// none if there is no such date, time or zone.
    pub fn at(&self, date: &str, time: &str, zone: &str) -> Option<Now> {
        let date: jiff::civil::Date = date.trim().parse().ok()?;
        let (hour, minute) = time.trim().split_once(':')?;
        let time = jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
        let zone_rules: TimeZone = self.database.get(zone).ok()?;
        let zoned = date.to_datetime(time).to_zoned(zone_rules).ok()?;
        self.now(zoned.timestamp().as_millisecond(), zone)
    }

    fn offset(&self, zone: &str, utc_seconds: i64) -> Option<i32> {
        let zone: TimeZone = self.database.get(zone).ok()?;
        let at = Timestamp::from_second(utc_seconds).ok()?;
        Some(zone.to_offset(at).seconds())
    }
}

impl ZoneRules for BundledZones {
    fn offset_seconds(&self, zone: String, utc_seconds: i64) -> Result<i32, ZoneRulesError> {
        self.offset(&zone, utc_seconds).ok_or(ZoneRulesError::UnknownZone)
    }
}
