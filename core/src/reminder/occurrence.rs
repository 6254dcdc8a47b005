//! From a rule to its occurrences: which there are, and at which second each falls.

use chrono::NaiveDate;

use super::{Reminder, Rule, Snoozed, Why, ZonePolicy};
use crate::time::{Moment, Repeat, Resolved, ZoneTable, at_minute};

/// One occurrence on its way through the planner.
#[derive(Debug, Clone)]
pub(super) struct Coming<'a> {
    pub(super) reminder: &'a Reminder,
    pub(super) name: Name<'a>,
    /// UTC seconds.
    pub(super) fire: i64,
    pub(super) why: Why,
    pub(super) is_shown: bool,
}

/// Which occurrence of its reminder it is. A key is made of it only where one is needed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Name<'a> {
    On(NaiveDate),
    After,
    Again(&'a Snoozed),
}

impl Coming<'_> {
    pub(super) fn key(&self) -> String {
        match self.name {
            Name::On(date) => format!("{}/{date}", self.reminder.id.0),
            Name::After => format!("{}/after", self.reminder.id.0),
            Name::Again(snoozed) => snoozed.key.clone(),
        }
    }
}

/// The reminder that a key belongs to.
pub(super) fn reminder_of(key: &str) -> Option<&str> {
    key.rsplit_once('/').map(|(reminder, _)| reminder)
}

/// The key under which an occurrence comes again after it was put off: "…~1", then "…~2".
pub fn again(key: &str) -> String {
    match key.rsplit_once('~').map(|(stem, n)| (stem, n.parse::<u32>())) {
        Some((stem, Ok(n))) => format!("{stem}~{}", n.saturating_add(1)),
        _ => format!("{key}~1"),
    }
}

/// A gap this long is a skipped day (the date line), not a skipped hour: the day did not exist.
const SKIPPED_DAY_SECONDS: i64 = 12 * 3600;

pub(super) fn zone<'a>(now: &'a Moment, reminder: &'a Reminder) -> &'a str {
    match &reminder.policy {
        ZonePolicy::Floating => &now.zone,
        ZonePolicy::Fixed { zone } => zone,
    }
}

/// The occurrences of a reminder on the civil dates of a stretch, one per date at most.
pub(super) fn occurrences<'a>(
    now: &Moment,
    reminder: &'a Reminder,
    zones: &ZoneTable,
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<Coming<'a>> {
    let coming = |name, (fire, why)| Coming { reminder, name, fire, why, is_shown: false };
    match &reminder.rule {
        Rule::After { minutes } => {
            vec![coming(Name::After, (reminder.made.utc_seconds() + i64::from(*minutes) * 60, Why::Asked))]
        }
        Rule::Wall { when } => {
            let zone = zone(now, reminder);
            let is_once = when.repeat == Repeat::Once;
            let place = |date| Some(coming(Name::On(date), wall(zones, zone, date, when.first.minute, is_once)?));
            when.dates(from, to).into_iter().filter_map(place).collect()
        }
    }
}

/// The second at which a wall clock shows a minute of a date. Where that day does not exist, what
/// comes often leaves it out, and what comes once comes right after it.
fn wall(zones: &ZoneTable, zone: &str, date: NaiveDate, minute: u16, is_once: bool) -> Option<(i64, Why)> {
    match zones.resolve(zone, at_minute(date, minute)?)? {
        Resolved::At(utc) => Some((utc, Why::Asked)),
        Resolved::AfterGap { gap_seconds, .. } if gap_seconds >= SKIPPED_DAY_SECONDS && !is_once => None,
        Resolved::AfterGap { utc_seconds, .. } => Some((utc_seconds, Why::ClockSkipped)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn putting_off_again_makes_yet_another_key() {
        assert_eq!(again("r/2026-11-24"), "r/2026-11-24~1");
        assert_eq!(again(&again("r/after")), "r/after~2");
        assert_eq!(reminder_of(&again("r/after")), Some("r"));
        assert_eq!(reminder_of("junk"), None);
    }
}
