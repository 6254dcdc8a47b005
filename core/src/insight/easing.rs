//! How long a strong hurt took to ease, as the person noted it.

use rusqlite::{Connection, params};

use crate::checkin::MUCH;
use crate::content::fill;
use crate::error::Result;

/// Under this the hurt counts as eased.
pub(crate) const EASED: u8 = 30;
/// The times that are looked at.
const TIMES: u32 = 5;
/// Among so many of the latest notes.
const LOOKED_AT: u32 = 50;

/// Milliseconds from a strong check-in to the first note that it had eased, the last five times.
pub(crate) fn easing_times(connection: &Connection) -> Result<Vec<i64>> {
    let mut query = connection.prepare_cached(
        "SELECT min(later.utc_ms) - record.utc_ms
         FROM (SELECT about, utc_ms FROM record
               WHERE practice = 'next_day' AND deleted_utc_ms IS NULL AND may_return AND intensity < ?2
               ORDER BY place DESC LIMIT ?4) AS later
         JOIN record ON record.id = later.about
              AND record.deleted_utc_ms IS NULL AND record.may_return AND record.intensity >= ?1 AND later.utc_ms > record.utc_ms
         GROUP BY record.id ORDER BY record.place DESC LIMIT ?3",
    )?;
    let times = query.query_map(params![MUCH, EASED, TIMES, LOOKED_AT], |row| row.get(0))?;
    Ok(times.collect::<rusqlite::Result<_>>()?)
}

/// A stretch of time in whole hours or days, in words.
pub(crate) fn duration(ms: i64) -> String {
    let hours = (ms + 1_800_000) / 3_600_000;
    let (key, n) = match hours {
        ..1 => return crate::content::pack().chrome("duration.hour_or_less"),
        1 => return crate::content::pack().chrome("duration.hour"),
        2..36 => ("duration.hours", hours),
        _ => ("duration.days", (hours + 12) / 24),
    };
    fill(key, &[("n", &n.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_told_in_hours_then_days() {
        let hours = |n: i64| duration(n * 3_600_000);
        assert_eq!(
            [hours(0), hours(1), hours(4), hours(35), hours(48)],
            ["an hour or less", "an hour", "4 hours", "35 hours", "2 days"]
        );
    }
}
