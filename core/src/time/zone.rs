//! Time zones without a zone database: the phone's own rules, sampled once into a table.
//!
//! A bundled database goes stale while the phone's is updated by its maker, so the phone is asked
//! `offset_seconds(zone, utc)` at fixed steps over the horizon and each change is bisected to the
//! second. Everything after that is a pure function of the table.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The phone's time-zone rules. Asked once per zone and horizon; never while the journal is locked.
#[uniffi::export(foreign)]
pub trait ZoneRules: Send + Sync {
    /// Seconds east of UTC in `zone` at `utc_seconds` (since 1970-01-01T00:00Z).
    fn offset_seconds(&self, zone: String, utc_seconds: i64) -> Result<i32, ZoneRulesError>;
}

/// Why the phone could not answer about a zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ZoneRulesError {
    /// The phone does not know a zone of this name.
    #[error("unknown zone")]
    UnknownZone,
    /// The callback failed in an unforeseen way.
    #[error("the zone rules failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ZoneRulesError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Twelve hours: real zones never change twice within this, so no change is stepped over.
const STEP_SECONDS: i64 = 12 * 3600;
/// No zone has ever been further from UTC; an oracle that says otherwise is not believed.
const MAX_OFFSET: i32 = 26 * 3600;

/// Offsets of some zones over one stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneTable {
    zones: BTreeMap<String, Vec<Span>>,
}

/// One stretch of constant offset, from `from` (UTC seconds, inclusive) to the next span's `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Span {
    from: i64,
    offset: i32,
}

/// Where a wall-clock time lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// It exists (the earlier one, where clocks are set back and it exists twice).
    At(i64),
    /// Clocks skip it; this is the first valid second after the gap, and the gap's length.
    AfterGap {
        /// That second.
        utc_seconds: i64,
        /// How long the gap is.
        gap_seconds: i64,
    },
}

impl ZoneTable {
    /// Asks `rules` about every zone from `from` to `to` (UTC seconds). Zones that the phone does
    /// not know are left out of the table.
    pub fn ask(rules: &dyn ZoneRules, zones: &BTreeSet<String>, from: i64, to: i64) -> Self {
        let known = zones.iter().filter_map(|zone| {
            let offset = |utc| {
                let seconds = rules.offset_seconds(zone.clone(), utc).ok()?;
                (seconds.abs() <= MAX_OFFSET).then_some(seconds)
            };
            Some((zone.clone(), sample(offset, from, to)?))
        });
        Self { zones: known.collect() }
    }

    /// The UTC second at which `zone`'s wall clock shows `local`; none if the zone is not in the
    /// table or `local` lies outside the sampled stretch.
    pub fn resolve(&self, zone: &str, local: NaiveDateTime) -> Option<Resolved> {
        let spans = self.zones.get(zone)?;
        let wall = local.and_utc().timestamp();
        // The last span whose own wall clock has begun, and the one before it.
        let begun = spans.partition_point(|span| span.from + i64::from(span.offset) <= wall);
        let span = spans.get(begun.checked_sub(1)?)?;
        let before = begun.checked_sub(2).and_then(|at| spans.get(at));
        // Where clocks were set back, both show it: the earlier one counts.
        if let Some(before) = before.filter(|before| wall - i64::from(before.offset) < span.from) {
            return Some(Resolved::At(wall - i64::from(before.offset)));
        }
        let utc_seconds = wall - i64::from(span.offset);
        match spans.get(begun) {
            // The span is over, and the next one's wall clock has not begun: clocks skip it.
            Some(next) if utc_seconds >= next.from => {
                let gap_seconds = i64::from(next.offset - span.offset);
                Some(Resolved::AfterGap { utc_seconds: next.from, gap_seconds })
            }
            _ => Some(Resolved::At(utc_seconds)),
        }
    }

    /// Seconds east of UTC in `zone` at a UTC second.
    pub fn offset_at(&self, zone: &str, utc_seconds: i64) -> Option<i32> {
        let spans = self.zones.get(zone)?;
        let next = spans.partition_point(|span| span.from <= utc_seconds);
        spans.get(next.checked_sub(1)?).map(|span| span.offset)
    }
}

/// Spans of `offset` over the stretch; none as soon as the oracle fails.
fn sample(offset: impl Fn(i64) -> Option<i32>, from: i64, to: i64) -> Option<Vec<Span>> {
    let mut spans = vec![Span { from, offset: offset(from)? }];
    let (mut at, mut current) = (from, spans[0].offset);
    while at < to {
        let next_at = (at + STEP_SECONDS).min(to);
        let next = offset(next_at)?;
        if next != current {
            let change = bisect(&offset, at, next_at, current)?;
            spans.push(Span { from: change, offset: offset(change)? });
            current = next;
        }
        at = next_at;
    }
    Some(spans)
}

/// First second in `(low, high]` whose offset is no longer `before`. Ends even if the oracle lies.
fn bisect(offset: impl Fn(i64) -> Option<i32>, mut low: i64, mut high: i64, before: i32) -> Option<i64> {
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if offset(middle)? == before { low = middle } else { high = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    /// Central Europe by rule, enough for 2026: summer time from 29 March 01:00Z to 25 October 01:00Z.
    struct Berlin2026;
    const SPRING: i64 = 1_774_746_000;
    const AUTUMN: i64 = 1_792_890_000;

    impl ZoneRules for Berlin2026 {
        fn offset_seconds(&self, zone: String, utc: i64) -> Result<i32, ZoneRulesError> {
            match zone.as_str() {
                "Europe/Berlin" if (SPRING..AUTUMN).contains(&utc) => Ok(7200),
                "Europe/Berlin" => Ok(3600),
                "Liar/Land" => Ok(i32::MAX),
                _ => Err(ZoneRulesError::UnknownZone),
            }
        }
    }

    fn table() -> ZoneTable {
        let zones = ["Europe/Berlin", "No/Where", "Liar/Land"].map(String::from).into();
        ZoneTable::ask(&Berlin2026, &zones, SPRING - 90 * 86_400, AUTUMN + 60 * 86_400)
    }

    fn local(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn changes_are_found_to_the_second() {
        assert_eq!(table().offset_at("Europe/Berlin", SPRING - 1), Some(3600));
        assert_eq!(table().offset_at("Europe/Berlin", SPRING), Some(7200));
        assert_eq!(table().offset_at("Europe/Berlin", AUTUMN), Some(3600));
    }

    #[test]
    fn a_skipped_minute_becomes_the_first_valid_one() {
        let resolved = table().resolve("Europe/Berlin", local(3, 29, 2, 30));
        assert_eq!(resolved, Some(Resolved::AfterGap { utc_seconds: SPRING, gap_seconds: 3600 }));
    }

    #[test]
    fn a_doubled_minute_is_the_earlier_one() {
        let resolved = table().resolve("Europe/Berlin", local(10, 25, 2, 30));
        assert_eq!(resolved, Some(Resolved::At(AUTUMN - 1800)));
    }

    #[test]
    fn unknown_zones_and_liars_are_left_out() {
        assert_eq!(table().resolve("No/Where", local(6, 1, 9, 0)), None);
        assert_eq!(table().offset_at("Liar/Land", SPRING), None);
    }
}
