//! The planner: from rules, a zone table and `now` to what would come. Pure, sorted, idempotent.

use std::collections::{BTreeMap, BTreeSet};

use super::occurrence::zone;
use super::place::{EXPIRES_AFTER_SECONDS, Group, Wall, place};
use super::{Detail, Diff, Handled, Pending, Plan, Planned, Reminder, ReminderSettings, Snoozed};
use crate::content::pack;
use crate::hash::fingerprint;
use crate::id::ReminderId;
use crate::text::Words;
use crate::time::{CivilMinute, Moment, ZoneTable};

/// How far and how much is planned. iOS keeps 64 pending at most; four are left for snoozes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// How many notifications at most.
    pub most: usize,
    /// How many days ahead.
    pub horizon_days: u16,
}

impl Caps {
    /// What the phones can hold.
    pub const DEFAULT: Self = Self { most: 60, horizon_days: 30 };
    /// Days on either side, so that every local date that is looked at can be placed.
    const MARGIN_SECONDS: i64 = 4 * 86_400;

    /// The stretch of UTC seconds that a zone table must cover.
    pub fn stretch(self, now: &Moment) -> (i64, i64) {
        let start = now.utc_seconds();
        (start - Self::MARGIN_SECONDS, start + i64::from(self.horizon_days) * 86_400 + Self::MARGIN_SECONDS)
    }
}

/// What the planner looks at, as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The reminders.
    pub reminders: &'a [Reminder],
    /// What was ever handled.
    pub handled: &'a Handled,
    /// What was put off.
    pub snoozed: &'a [Snoozed],
    /// What is set about all of them.
    pub settings: &'a ReminderSettings,
    /// The person's own words about a reminder, where they chose to see them.
    pub words: &'a BTreeMap<ReminderId, Words>,
}

impl Known<'_> {
    /// Whether any occurrence of a reminder was ever handled. Most were not, and need no keys.
    pub(super) fn was_handled(&self, reminder: &Reminder) -> bool {
        let first = format!("{}/", reminder.id.0);
        self.handled.range(first.clone()..).next().is_some_and(|(key, _)| key.starts_with(&first))
    }
}

/// More than anybody reads: however many rules there are, what is held back stays a list.
const MOST_HELD: usize = 200;

/// The zones that a plan needs to know.
pub fn zones_of(now: &Moment, reminders: &[Reminder]) -> BTreeSet<String> {
    reminders.iter().map(|reminder| zone(now, reminder).to_owned()).chain([now.zone.clone()]).collect()
}

/// What will come after `now`, soonest first. An occurrence that was ever handled, even just
/// shown, never comes again, whatever the clock does.
pub fn plan(now: &Moment, zones: &ZoneTable, known: &Known<'_>, caps: Caps) -> Plan {
    let mut placed = place(now, zones, known, caps);
    placed.held.truncate(MOST_HELD);
    let horizon_ms = now.utc_ms + i64::from(caps.horizon_days) * 86_400_000;
    let will_come = |group: &&Group<'_>| {
        let fire_ms = group.head().fire * 1000;
        !group.head().is_shown && now.utc_ms < fire_ms && fire_ms <= horizon_ms
    };
    let coming: Vec<&Group<'_>> = placed.groups.iter().filter(will_come).collect();
    let last = coming.get(caps.most - 1).filter(|_| coming.len() > caps.most);
    let wall = Wall { now, zones };
    Plan {
        complete_until_utc_ms: last.map_or(horizon_ms, |group| group.head().fire * 1000),
        planned: coming.iter().take(caps.most).map(|group| planned(&wall, known, group)).collect(),
        held: placed.held,
    }
}

/// What has come, is not expired, and was neither done nor let go nor put off, oldest first. What
/// was shown once waits for its answer even where the clock was set back behind it.
pub fn due(now: &Moment, zones: &ZoneTable, known: &Known<'_>) -> Vec<Planned> {
    let placed = place(now, zones, known, Caps::DEFAULT);
    let wall = Wall { now, zones };
    let has_come = |group: &&Group<'_>| group.head().is_shown || group.head().fire * 1000 <= now.utc_ms;
    let came = placed.groups.iter().filter(has_come);
    came.map(|group| planned(&wall, known, group)).collect()
}

/// When the phone must wake the app next (UTC milliseconds): at the next occurrence, or to plan
/// again where nothing comes within the horizon but something may beyond it.
pub fn next_wake(now: &Moment, plan: &Plan, known: &Known<'_>) -> Option<i64> {
    let next = plan.planned.first().map(|one| one.fire_utc_ms);
    let yesterday = crate::time::earlier(now.date(), 1);
    let may_come = known.reminders.iter().any(|reminder| !reminder.as_asked().is_over(yesterday));
    next.or_else(|| may_come.then_some(plan.complete_until_utc_ms))
}

/// What to change in a list of pending notifications so that it holds exactly the plan.
pub fn diff(plan: &Plan, pending: &[Pending]) -> Diff {
    let wanted: BTreeMap<&str, &str> =
        plan.planned.iter().map(|one| (one.key.as_str(), one.content_hash.as_str())).collect();
    let held: BTreeMap<&str, &str> = pending.iter().map(|one| (one.key.as_str(), one.content_hash.as_str())).collect();
    let stale = held.keys().filter(|key| !wanted.contains_key(*key));
    let is_new = |one: &&Planned| held.get(one.key.as_str()) != Some(&one.content_hash.as_str());
    Diff {
        remove: stale.map(ToString::to_string).collect(),
        add: plan.planned.iter().filter(is_new).cloned().collect(),
    }
}

fn planned(wall: &Wall<'_>, known: &Known<'_>, group: &Group<'_>) -> Planned {
    let head = group.head();
    let public_text = pack().chrome("reminder.public");
    let text = text(known, group);
    let keys: Vec<String> = group.members.iter().map(super::occurrence::Coming::key).collect();
    let at = CivilMinute::of(wall.local(head.fire));
    // A phone may be told an instant or a minute on its wall clock, so either tells it apart.
    let when = format!("{} {} {}", head.fire, at.date, at.minute);
    let said = text.as_ref().map_or("", |words| words.text.as_str());
    let shows = [public_text.as_str(), said, head.reminder.purpose.id(), &when];
    let content_hash = fingerprint(shows.into_iter().chain(keys.iter().map(String::as_str)));
    Planned {
        key: head.key(),
        keys,
        reminder: head.reminder.id.clone(),
        about: head.reminder.about.clone(),
        purpose: head.reminder.purpose,
        at,
        fire_utc_ms: head.fire * 1000,
        expires_utc_ms: (head.fire + EXPIRES_AFTER_SECONDS) * 1000,
        why: head.why,
        public_text,
        text,
        content_hash,
        shown: head.is_shown,
    }
}

/// What the notification says beyond the neutral text, as far as the person chose it.
fn text(known: &Known<'_>, group: &Group<'_>) -> Option<Words> {
    if group.members.len() > 1 {
        return None;
    }
    let reminder = group.head().reminder;
    let purpose = || Words::new(pack().chrome(&format!("reminder.purpose.{}", reminder.purpose.id())));
    match known.settings.detail(reminder.purpose) {
        Detail::Neutral => None,
        Detail::Purpose => Some(purpose()),
        Detail::Words => Some(known.words.get(&reminder.id).cloned().unwrap_or_else(purpose)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reminder::{HandledOnce, HeldBack, Purpose, PurposeDetail, QuietHours, Rule, Why, ZonePolicy};
    use crate::time::{Repeat, When, ZoneRules, ZoneRulesError};

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
            rule: Rule::Wall { when: When { first: CivilMinute { date: date.into(), minute }, repeat } },
            policy: ZonePolicy::Floating,
            made: moment("Europe/Berlin", SPRING),
            ends: None,
            rests_until: None,
        }
    }

    /// Everything stored, to be changed by a test.
    #[derive(Default)]
    struct Stored {
        reminders: Vec<Reminder>,
        handled: Handled,
        snoozed: Vec<Snoozed>,
        settings: ReminderSettings,
        words: BTreeMap<ReminderId, Words>,
    }

    impl Stored {
        fn of(reminders: impl IntoIterator<Item = Reminder>) -> Self {
            let named = |(n, one): (usize, Reminder)| match one.id.0.as_str() {
                "r" => Reminder { id: ReminderId(format!("r{n}")), ..one },
                _ => one,
            };
            Self { reminders: reminders.into_iter().enumerate().map(named).collect(), ..Self::default() }
        }

        fn handle(&mut self, key: &str, verb: &str, utc_ms: i64) {
            self.handled.insert(key.into(), HandledOnce { is_open: verb == "shown", verb: verb.into(), utc_ms });
        }

        fn known(&self) -> Known<'_> {
            Known {
                reminders: &self.reminders,
                handled: &self.handled,
                snoozed: &self.snoozed,
                settings: &self.settings,
                words: &self.words,
            }
        }

        fn table(&self, now: &Moment) -> ZoneTable {
            let (from, to) = Caps::DEFAULT.stretch(now);
            ZoneTable::ask(&Rules, &zones_of(now, &self.reminders), from, to)
        }

        fn plan(&self, now: &Moment) -> Plan {
            plan(now, &self.table(now), &self.known(), Caps::DEFAULT)
        }

        fn due(&self, now: &Moment) -> Vec<Planned> {
            due(now, &self.table(now), &self.known())
        }
    }

    fn berlin(utc_seconds: i64) -> Moment {
        moment("Europe/Berlin", utc_seconds)
    }

    /// 10 June 2026, 00:00 in Berlin.
    const JUNE_10: i64 = 1_781_042_400;
    const HOUR: i64 = 3600;

    fn once(minute: u16) -> Reminder {
        reminder("2026-06-10", minute, Repeat::Once)
    }

    #[test]
    fn a_daily_reminder_keeps_its_hour_over_both_clock_changes() {
        for change in [SPRING, AUTUMN] {
            let stored = Stored::of([reminder("2026-01-01", 540, Repeat::Daily)]);
            let plan = stored.plan(&berlin(change - 3 * 86_400));
            assert_eq!(plan.planned.len(), 30);
            assert!(plan.planned.iter().all(|one| one.at.minute == 540));
        }
    }

    #[test]
    fn a_skipped_minute_comes_at_the_first_valid_one_and_a_doubled_one_once() {
        let spring = Stored::of([reminder("2026-03-29", 150, Repeat::Once)]).plan(&berlin(SPRING - 86_400));
        let first = &spring.planned[0];
        assert_eq!((first.fire_utc_ms, first.at.minute, first.why), (SPRING * 1000, 180, Why::ClockSkipped));
        let autumn = Stored::of([reminder("2026-10-25", 150, Repeat::Once)]).plan(&berlin(AUTUMN - 86_400));
        assert_eq!(autumn.planned.len(), 1);
        assert_eq!(autumn.planned[0].fire_utc_ms, (AUTUMN - 1800) * 1000);
    }

    #[test]
    fn a_day_that_does_not_exist_has_no_reminder() {
        let now = moment("Date/Line", SKIP - 2 * 86_400);
        let plan = Stored::of([reminder("2026-01-01", 540, Repeat::Daily)]).plan(&now);
        let dates: Vec<_> = plan.planned.iter().map(|one| one.at.date.as_str()).take(4).collect();
        assert_eq!(dates, ["2026-05-30", "2026-05-31", "2026-06-02", "2026-06-03"]);
    }

    #[test]
    fn what_was_shown_does_not_come_again_when_the_clock_is_set_back() {
        let mut stored = Stored::of([once(540)]);
        let before = berlin(JUNE_10);
        let key = stored.plan(&before).planned[0].key.clone();
        stored.handle(&key, "shown", (JUNE_10 + 9 * HOUR) * 1000);
        assert!(stored.plan(&before).planned.is_empty());
    }

    #[test]
    fn due_until_done_or_expired() {
        let stored = |verb: Option<&str>| {
            let mut stored = Stored::of([once(540)]);
            if let Some(verb) = verb {
                stored.handle("r0/2026-06-10", verb, (JUNE_10 + 9 * HOUR) * 1000);
            }
            stored
        };
        let fire = JUNE_10 + 9 * HOUR;
        assert!(stored(None).due(&berlin(fire - 1)).is_empty());
        assert_eq!(stored(None).due(&berlin(fire)).len(), 1);
        for (verb, left) in [("shown", 1), ("done", 0), ("skipped", 0), ("later", 0)] {
            let due = stored(Some(verb)).due(&berlin(fire));
            assert_eq!(due.len(), left, "{verb}");
            assert!(due.iter().all(|one| one.shown));
        }
        assert!(stored(None).due(&berlin(fire + 12 * HOUR)).is_empty());
    }

    #[test]
    fn a_stretch_of_time_is_not_moved_by_clocks_or_zones() {
        let mut grace = once(0);
        grace.rule = Rule::After { minutes: 20 * 60 };
        grace.made = berlin(SPRING - 10 * HOUR);
        let stored = Stored::of([grace]);
        for zone in ["Europe/Berlin", "Date/Line"] {
            let plan = stored.plan(&moment(zone, SPRING - HOUR));
            assert_eq!(plan.planned[0].fire_utc_ms, (SPRING + 10 * HOUR) * 1000, "{zone}");
        }
    }

    #[test]
    fn what_falls_into_quiet_hours_comes_at_their_end_and_meets_what_else_is_there() {
        let mut stored = Stored::of([once(23 * 60), once(23 * 60 + 30), reminder("2026-06-11", 420, Repeat::Once)]);
        stored.settings.quiet = Some(QuietHours { from: 22 * 60, to: 7 * 60 });
        let plan = stored.plan(&berlin(JUNE_10));
        assert_eq!(plan.planned.len(), 1);
        let one = &plan.planned[0];
        assert_eq!((one.at.date.as_str(), one.at.minute), ("2026-06-11", 420));
        assert_eq!(one.keys, ["r0/2026-06-10", "r1/2026-06-10", "r2/2026-06-11"]);
        assert_eq!(one.why, Why::QuietHours);
    }

    #[test]
    fn quiet_hours_end_where_clocks_are_set_back_within_them() {
        let mut stored = Stored::of([reminder("2026-10-25", 165, Repeat::Once)]);
        stored.settings.quiet = Some(QuietHours { from: 23 * 60, to: 150 });
        // 02:45 comes twice; the earlier one is after the quiet hours' first end.
        assert_eq!(stored.plan(&berlin(AUTUMN - 86_400)).planned[0].fire_utc_ms, (AUTUMN - 900) * 1000);
        let mut grace = once(0);
        grace.rule = Rule::After { minutes: 60 };
        grace.made = berlin(AUTUMN + 600 - HOUR);
        stored.reminders = vec![grace];
        // 02:10 for the second time is quiet again, until 02:30 for the second time.
        assert_eq!(stored.plan(&berlin(AUTUMN - HOUR)).planned[0].fire_utc_ms, (AUTUMN + 1800) * 1000);
    }

    #[test]
    fn a_whole_quiet_day_holds_everything_back_and_says_so() {
        let mut stored = Stored::of([once(540)]);
        stored.settings.quiet = Some(QuietHours { from: 0, to: 0 });
        let plan = stored.plan(&berlin(JUNE_10));
        assert!(plan.planned.is_empty());
        assert_eq!(plan.held[0].why, HeldBack::QuietHours);
    }

    #[test]
    fn a_full_day_keeps_the_most_urgent_and_counts_what_was_shown() {
        let with = |purpose, minute| Reminder { purpose, ..once(minute) };
        let mut stored = Stored::of([
            with(Purpose::Routine, 540),
            with(Purpose::Challenge, 600),
            with(Purpose::PausedReply, 660),
            with(Purpose::FollowUp, 720),
        ]);
        stored.settings.daily_cap = 2;
        let purposes = |plan: &Plan| plan.planned.iter().map(|one| one.purpose).collect::<Vec<_>>();
        let plan = stored.plan(&berlin(JUNE_10));
        assert_eq!(purposes(&plan), [Purpose::Challenge, Purpose::PausedReply]);
        assert!(plan.held.iter().all(|one| one.why == HeldBack::DailyCap) && plan.held.len() == 2);
        stored.handle("r1/2026-06-10", "shown", (JUNE_10 + 10 * HOUR) * 1000);
        let later = berlin(JUNE_10 + 10 * HOUR + 1);
        assert_eq!(purposes(&stored.plan(&later)), [Purpose::PausedReply]);
        // The routine of nine o'clock stays away for good, though it is not over.
        assert_eq!(stored.due(&later).iter().map(|one| one.purpose).collect::<Vec<_>>(), [Purpose::Challenge]);
    }

    #[test]
    fn what_was_put_off_comes_once_more_under_its_own_key() {
        let mut stored = Stored::of([once(540)]);
        stored.handle("r0/2026-06-10", "later", (JUNE_10 + 9 * HOUR) * 1000);
        let fire_utc_ms = (JUNE_10 + 10 * HOUR) * 1000;
        stored.snoozed =
            vec![Snoozed { key: "r0/2026-06-10~1".into(), reminder: ReminderId("r0".into()), fire_utc_ms }];
        let plan = stored.plan(&berlin(JUNE_10 + 9 * HOUR));
        assert_eq!(plan.planned.len(), 1);
        assert_eq!((plan.planned[0].fire_utc_ms, plan.planned[0].why), (fire_utc_ms, Why::PutOff));
        stored.handle("r0/2026-06-10~1", "done", fire_utc_ms);
        assert!(stored.plan(&berlin(JUNE_10 + 9 * HOUR)).planned.is_empty());
    }

    #[test]
    fn ends_rests_and_purposes_that_are_off() {
        let daily = || reminder("2026-06-01", 540, Repeat::Daily);
        let first = |stored: &Stored| stored.plan(&berlin(JUNE_10)).planned.first().map(|one| one.at.date.clone());
        let ended = Stored::of([Reminder { ends: Some("2026-06-12".into()), ..daily() }]);
        assert_eq!(ended.plan(&berlin(JUNE_10)).planned.len(), 3);
        let resting = Stored::of([Reminder { rests_until: Some("2026-06-15".into()), ..daily() }]);
        assert_eq!(first(&resting).as_deref(), Some("2026-06-15"));
        assert_eq!(resting.plan(&berlin(JUNE_10)).held[0].why, HeldBack::Resting);
        let mut all_rest = Stored::of([daily()]);
        all_rest.settings.rest_until = Some("2026-06-20".into());
        assert_eq!(first(&all_rest).as_deref(), Some("2026-06-20"));
        let mut off = Stored::of([daily()]);
        off.settings.off = vec![Purpose::Routine];
        assert_eq!((first(&off), off.plan(&berlin(JUNE_10)).held[0].why), (None, HeldBack::PurposeOff));
    }

    #[test]
    fn private_words_come_only_where_they_were_chosen_and_the_hash_tells() {
        let mut stored = Stored::of([once(540)]);
        stored.words.insert(ReminderId("r0".into()), Words::new("call Robin"));
        let plan = |stored: &Stored| stored.plan(&berlin(JUNE_10)).planned.remove(0);
        let neutral = plan(&stored);
        assert_eq!(neutral.text, None);
        stored.settings.details = vec![PurposeDetail { purpose: Purpose::Routine, detail: Detail::Purpose }];
        let named = plan(&stored);
        assert_eq!(named.text.clone().unwrap().text, "Your routine");
        stored.settings.details = vec![PurposeDetail { purpose: Purpose::Routine, detail: Detail::Words }];
        let private = plan(&stored);
        assert_eq!(private.text.clone().unwrap().text, "call Robin");
        assert!(neutral.content_hash != named.content_hash && named.content_hash != private.content_hash);
        assert!(!format!("{private:?}").contains("Robin"));
        stored.words.insert(ReminderId("r0".into()), Words::new("call Kim"));
        assert_ne!(plan(&stored).content_hash, private.content_hash);
    }

    #[test]
    fn a_list_of_pending_notifications_is_brought_up_to_the_plan_and_then_left_alone() {
        let stored = Stored::of([once(540), once(600)]);
        let plan = stored.plan(&berlin(JUNE_10));
        let pending = |key: &str, hash: &str| Pending { key: key.into(), content_hash: hash.into() };
        let found = diff(&plan, &[pending("gone/2026-01-01", "x"), pending(&plan.planned[0].key, "stale")]);
        assert_eq!((found.remove, found.add.len()), (vec!["gone/2026-01-01".to_owned()], 2));
        let all: Vec<_> = plan.planned.iter().map(|one| pending(&one.key, &one.content_hash)).collect();
        assert_eq!(diff(&plan, &all), Diff::default());
    }

    #[test]
    fn the_phone_is_woken_for_the_next_one_or_to_plan_again() {
        let now = berlin(JUNE_10);
        let wake = |stored: &Stored| next_wake(&now, &stored.plan(&now), &stored.known());
        assert_eq!(wake(&Stored::of([once(540)])), Some((JUNE_10 + 9 * HOUR) * 1000));
        let far = Stored::of([reminder("2026-12-24", 540, Repeat::Once)]);
        assert_eq!(wake(&far), Some(now.utc_ms + 30 * 86_400_000));
        assert_eq!(wake(&Stored::of([reminder("2026-01-01", 540, Repeat::Once)])), None);
    }

    #[test]
    fn at_most_sixty_and_the_plan_says_how_far_it_reaches() {
        let mut stored = Stored::of((0..3).map(|n| reminder("2026-01-01", 540 + n, Repeat::Daily)));
        stored.settings.daily_cap = 20;
        let plan = stored.plan(&berlin(JUNE_10));
        assert_eq!(plan.planned.len(), 60);
        assert_eq!(plan.complete_until_utc_ms, plan.planned[59].fire_utc_ms);
    }

    #[test]
    fn unknown_zones_are_named_and_extreme_clocks_do_no_harm() {
        let mut lost = reminder("2026-06-10", 540, Repeat::Daily);
        lost.policy = ZonePolicy::Fixed { zone: "No/Where".into() };
        let plan = Stored::of([lost]).plan(&berlin(SPRING));
        assert!(plan.planned.is_empty());
        assert_eq!(plan.held[0].why, HeldBack::ZoneUnknown);
        for seconds in [0, 253_402_214_399] {
            let stored = Stored::of([reminder("2026-06-10", 540, Repeat::Daily)]);
            stored.plan(&berlin(seconds));
            stored.due(&moment("No/Where", seconds));
        }
    }
}
