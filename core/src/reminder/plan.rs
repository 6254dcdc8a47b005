//! The planner: from rules, a zone table and `now` to what would come. Pure, sorted, idempotent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{HandledAs, Plan, Planned, Reminder, ZonePolicy};
use crate::content::pack;
use crate::time::{CivilMinute, Moment, Resolved, ZoneTable, at_minute, earlier, later};

/// How far and how much is planned. iOS keeps 64 pending at most; four are left for snoozes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caps {
    pub(crate) most: usize,
    pub(crate) horizon_days: u16,
}

impl Caps {
    pub(crate) const DEFAULT: Self = Self { most: 60, horizon_days: 30 };
    /// A day on either side, so that every local date of the horizon can be placed.
    const MARGIN_SECONDS: i64 = 2 * 86_400;

    /// The stretch of UTC seconds that a zone table must cover.
    pub(crate) fn stretch(self, now: &Moment) -> (i64, i64) {
        let start = now.utc_seconds();
        (start - Self::MARGIN_SECONDS, start + i64::from(self.horizon_days) * 86_400 + Self::MARGIN_SECONDS)
    }
}

/// Occurrences that were handled, by key.
pub(crate) type Handled = BTreeMap<String, HandledAs>;

/// An occurrence that nobody looked at for this long is dropped.
const EXPIRES_AFTER_MS: i64 = 12 * 3600 * 1000;
/// A gap this long is a skipped day (the date line), not a skipped hour: the day did not exist.
const SKIPPED_DAY_SECONDS: i64 = 12 * 3600;

/// The zones that a plan needs to know.
pub(crate) fn zones_of(now: &Moment, reminders: &[Reminder]) -> BTreeSet<String> {
    reminders.iter().map(|reminder| zone(now, reminder).to_owned()).chain([now.zone.clone()]).collect()
}

fn zone<'a>(now: &'a Moment, reminder: &'a Reminder) -> &'a str {
    match &reminder.policy {
        ZonePolicy::Floating => &now.zone,
        ZonePolicy::Fixed { zone } => zone,
    }
}

/// What will come after `now`, soonest first. An occurrence that was ever handled, even just
/// shown, never comes again, whatever the clock does.
pub(crate) fn plan(now: &Moment, zones: &ZoneTable, reminders: &[Reminder], handled: &Handled, caps: Caps) -> Plan {
    let to = later(now.date(), u64::from(caps.horizon_days));
    let mut plan = Plan::default();
    for reminder in reminders {
        let zone = zone(now, reminder);
        if zones.offset_at(zone, now.utc_seconds()).is_none() {
            plan.unplaced.push(reminder.id.clone());
            continue;
        }
        let coming = occurrences(reminder, zone, zones, (earlier(now.date(), 1), to));
        plan.planned.extend(coming.filter(|one| one.fire_utc_ms > now.utc_ms && !handled.contains_key(&one.key)));
    }
    sort(&mut plan.planned);
    plan.planned.truncate(caps.most);
    plan
}

/// What has come, is not expired, and was neither done nor let go, oldest first.
pub(crate) fn due(now: &Moment, zones: &ZoneTable, reminders: &[Reminder], handled: &Handled) -> Vec<Planned> {
    let open = |one: &Planned| matches!(handled.get(&one.key), None | Some(HandledAs::Shown));
    let dates = (earlier(now.date(), 2), later(now.date(), 1));
    let came = reminders.iter().flat_map(|reminder| occurrences(reminder, zone(now, reminder), zones, dates));
    let mut due: Vec<Planned> =
        came.filter(|one| one.fire_utc_ms <= now.utc_ms && now.utc_ms < one.expires_utc_ms && open(one)).collect();
    sort(&mut due);
    due
}

fn sort(planned: &mut [Planned]) {
    planned.sort_by(|a, b| a.fire_utc_ms.cmp(&b.fire_utc_ms).then_with(|| a.key.cmp(&b.key)));
}

/// The occurrences of a reminder on the civil dates of a stretch, one per date at most.
fn occurrences<'a>(
    reminder: &'a Reminder,
    zone: &'a str,
    zones: &'a ZoneTable,
    (from, to): (NaiveDate, NaiveDate),
) -> impl Iterator<Item = Planned> + 'a {
    reminder.rule.dates(from, to).into_iter().filter_map(move |date| occurrence(reminder, zone, zones, date))
}

fn occurrence(reminder: &Reminder, zone: &str, zones: &ZoneTable, date: NaiveDate) -> Option<Planned> {
    let utc_seconds = match zones.resolve(zone, at_minute(date, reminder.rule.first.minute)?)? {
        Resolved::At(utc) => utc,
        Resolved::AfterGap { gap_seconds, .. } if gap_seconds >= SKIPPED_DAY_SECONDS => return None,
        Resolved::AfterGap { utc_seconds, .. } => utc_seconds,
    };
    let offset_seconds = zones.offset_at(zone, utc_seconds)?;
    let fire = Moment { utc_ms: utc_seconds * 1000, offset_seconds, zone: zone.to_owned() };
    Some(Planned {
        key: format!("{}/{date}", reminder.id.0),
        reminder: reminder.id.clone(),
        purpose: reminder.purpose,
        at: CivilMinute::of(fire.local()),
        fire_utc_ms: fire.utc_ms,
        expires_utc_ms: fire.utc_ms + EXPIRES_AFTER_MS,
        public_text: pack().chrome("reminder.public"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ReminderId;
    use crate::reminder::Purpose;
    use crate::time::{Repeat, Weekday, When, ZoneRules, ZoneRulesError};
    use proptest::prelude::*;

    /// Central Europe in 2026: summer time from 29 March 01:00Z to 25 October 01:00Z; and a zone
    /// that crossed the date line on 1 June 2026, skipping a day.
    struct Rules;
    const SPRING: i64 = 1_774_746_000;
    const AUTUMN: i64 = 1_792_890_000;
    const SKIP: i64 = 1_780_300_800;

    impl ZoneRules for Rules {
        fn offset_seconds(&self, zone: String, utc: i64) -> Result<i32, ZoneRulesError> {
            match zone.as_str() {
                "Europe/Berlin" if (SPRING..AUTUMN).contains(&utc) => Ok(7200),
                "Europe/Berlin" => Ok(3600),
                "Date/Line" if utc < SKIP => Ok(-12 * 3600),
                "Date/Line" => Ok(12 * 3600),
                _ => Err(ZoneRulesError::UnknownZone),
            }
        }
    }

    fn moment(zone: &str, utc_seconds: i64) -> Moment {
        let offset_seconds = Rules.offset_seconds(zone.into(), utc_seconds).unwrap_or(0);
        Moment { utc_ms: utc_seconds * 1000, offset_seconds, zone: zone.into() }
    }

    fn reminder(date: &str, minute: u16, repeat: Repeat) -> Reminder {
        Reminder {
            id: ReminderId("r".into()),
            about: None,
            purpose: Purpose::Routine,
            rule: When { first: CivilMinute { date: date.into(), minute }, repeat },
            policy: ZonePolicy::Floating,
            made: moment("Europe/Berlin", SPRING),
        }
    }

    fn plan_at(now: &Moment, reminders: &[Reminder], handled: &Handled) -> Plan {
        let (from, to) = Caps::DEFAULT.stretch(now);
        let zones = ZoneTable::ask(&Rules, &zones_of(now, reminders), from, to);
        plan(now, &zones, reminders, handled, Caps::DEFAULT)
    }

    fn due_at(now: &Moment, reminders: &[Reminder], handled: &Handled) -> Vec<Planned> {
        let (from, to) = Caps::DEFAULT.stretch(now);
        due(now, &ZoneTable::ask(&Rules, &zones_of(now, reminders), from, to), reminders, handled)
    }

    #[test]
    fn a_daily_reminder_keeps_its_hour_over_both_clock_changes() {
        for change in [SPRING, AUTUMN] {
            let now = moment("Europe/Berlin", change - 3 * 86_400);
            let plan = plan_at(&now, &[reminder("2026-01-01", 540, Repeat::Daily)], &Handled::new());
            assert_eq!(plan.planned.len(), 31);
            assert!(plan.planned.iter().all(|one| one.at.minute == 540));
        }
    }

    #[test]
    fn a_skipped_minute_comes_at_the_first_valid_one_and_a_doubled_one_once() {
        let spring = plan_at(
            &moment("Europe/Berlin", SPRING - 86_400),
            &[reminder("2026-03-29", 150, Repeat::Once)],
            &Handled::new(),
        );
        assert_eq!((spring.planned[0].fire_utc_ms, spring.planned[0].at.minute), (SPRING * 1000, 180));
        let autumn = plan_at(
            &moment("Europe/Berlin", AUTUMN - 86_400),
            &[reminder("2026-10-25", 150, Repeat::Once)],
            &Handled::new(),
        );
        assert_eq!(autumn.planned.len(), 1);
        assert_eq!(autumn.planned[0].fire_utc_ms, (AUTUMN - 1800) * 1000);
    }

    #[test]
    fn a_day_that_does_not_exist_has_no_reminder() {
        let now = moment("Date/Line", SKIP - 2 * 86_400);
        let plan = plan_at(&now, &[reminder("2026-01-01", 540, Repeat::Daily)], &Handled::new());
        let dates: Vec<_> = plan.planned.iter().map(|one| one.at.date.as_str()).take(4).collect();
        assert_eq!(dates, ["2026-05-30", "2026-05-31", "2026-06-02", "2026-06-03"]);
    }

    #[test]
    fn what_was_shown_does_not_come_again_when_the_clock_is_set_back() {
        let reminders = [reminder("2026-06-10", 540, Repeat::Once)];
        let before = moment("Europe/Berlin", 1_781_000_000);
        let planned = plan_at(&before, &reminders, &Handled::new()).planned;
        let handled = Handled::from([(planned[0].key.clone(), HandledAs::Shown)]);
        assert!(plan_at(&before, &reminders, &handled).planned.is_empty());
    }

    #[test]
    fn due_until_done_or_expired() {
        let reminders = [reminder("2026-06-10", 540, Repeat::Once)];
        let fire =
            plan_at(&moment("Europe/Berlin", 1_781_000_000), &reminders, &Handled::new()).planned[0].fire_utc_ms / 1000;
        let at = |seconds: i64| moment("Europe/Berlin", seconds);
        assert!(due_at(&at(fire - 1), &reminders, &Handled::new()).is_empty());
        let due = due_at(&at(fire), &reminders, &Handled::new());
        assert_eq!(due.len(), 1);
        for (verb, left) in [(HandledAs::Shown, 1), (HandledAs::Done, 0), (HandledAs::Skipped, 0)] {
            let handled = Handled::from([(due[0].key.clone(), verb)]);
            assert_eq!(due_at(&at(fire), &reminders, &handled).len(), left);
        }
        assert!(due_at(&at(fire + 12 * 3600), &reminders, &Handled::new()).is_empty());
    }

    #[test]
    fn unknown_zones_are_named_and_extreme_clocks_do_no_harm() {
        let mut lost = reminder("2026-06-10", 540, Repeat::Daily);
        lost.policy = ZonePolicy::Fixed { zone: "No/Where".into() };
        let plan = plan_at(&moment("Europe/Berlin", SPRING), &[lost], &Handled::new());
        assert_eq!((plan.planned.len(), plan.unplaced.len()), (0, 1));
        for seconds in [0, 253_402_214_399] {
            plan_at(&moment("Europe/Berlin", seconds), &[reminder("2026-06-10", 540, Repeat::Daily)], &Handled::new());
        }
    }

    proptest! {
        #[test]
        fn plans_are_sorted_unique_in_the_future_and_stable(
            seconds in 1_767_225_600_i64..1_798_761_600,
            minutes in prop::collection::vec(0_u16..1440, 1..6),
            days in prop::sample::subsequence(Weekday::ALL.to_vec(), 1..7),
        ) {
            let now = moment("Europe/Berlin", seconds);
            let reminders: Vec<Reminder> = minutes.iter().enumerate().map(|(n, minute)| {
                let repeat = if n % 2 == 0 { Repeat::Daily } else { Repeat::Weekdays { days: days.clone() } };
                Reminder { id: ReminderId(format!("r{n}")), ..reminder("2026-01-01", *minute, repeat) }
            }).collect();
            let plan = plan_at(&now, &reminders, &Handled::new());
            prop_assert!(plan.planned.len() <= Caps::DEFAULT.most);
            prop_assert!(plan.planned.iter().all(|one| one.fire_utc_ms > now.utc_ms));
            prop_assert!(plan.planned.is_sorted_by_key(|one| one.fire_utc_ms));
            let keys: BTreeSet<_> = plan.planned.iter().map(|one| &one.key).collect();
            prop_assert_eq!(keys.len(), plan.planned.len());
            prop_assert_eq!(&plan, &plan_at(&now, &reminders, &Handled::new()));
        }
    }
}
