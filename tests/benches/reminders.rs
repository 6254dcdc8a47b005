//! Planning 60 notifications from 100 rules, beside an established recurrence library that only has
//! to find the same instants. Prints medians and the ratio; it asserts nothing.
//!
//!     cargo bench -p steppingstone-tests --bench reminders

#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use steppingstone_core::planner::{Caps, Handled, Known, plan, zones_of};
use steppingstone_core::{
    CivilMinute, Moment, Purpose, Reminder, ReminderId, ReminderSettings, Repeat, Rule, Weekday, When, ZonePolicy,
    ZoneTable,
};
use steppingstone_pocket::clock::BundledZones;

const RUNS: usize = 300;
/// 23 November 2026, noon in Berlin.
const NOW: i64 = 1_795_431_600;

fn reminder(n: u16) -> Reminder {
    let repeat = match n % 4 {
        0 => Repeat::Daily,
        1 => Repeat::Weekdays { days: vec![Weekday::Monday, Weekday::Thursday] },
        2 => Repeat::EveryDays { days: 3 },
        _ => Repeat::Monthly,
    };
    let first = CivilMinute { date: format!("2025-{:02}-{:02}", n % 12 + 1, n % 28 + 1), minute: n * 14 % 1440 };
    Reminder {
        id: ReminderId(format!("0199-{n:04}")),
        about: None,
        purpose: Purpose::ALL[usize::from(n) % Purpose::ALL.len()],
        rule: Rule::Wall { when: When { first, repeat } },
        policy: ZonePolicy::Floating,
        made: Moment { utc_ms: NOW * 1000, offset_seconds: 3600, zone: "Europe/Berlin".into() },
        ends: None,
        rests_until: None,
    }
}

fn peer(reminder: &Reminder) -> rrule::RRuleSet {
    let Rule::Wall { when } = &reminder.rule else { unreachable!("all are on the wall clock") };
    let rule = match &when.repeat {
        Repeat::Daily => "FREQ=DAILY".to_owned(),
        Repeat::Weekdays { .. } => "FREQ=WEEKLY;BYDAY=MO,TH".to_owned(),
        Repeat::EveryDays { days } => format!("FREQ=DAILY;INTERVAL={days}"),
        _ => "FREQ=MONTHLY".to_owned(),
    };
    let (date, minute) = (when.first.date.replace('-', ""), when.first.minute);
    let text = format!("DTSTART;TZID=Europe/Berlin:{date}T{:02}{:02}00\nRRULE:{rule}", minute / 60, minute % 60);
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn median(mut run: impl FnMut() -> usize) -> (Duration, usize) {
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        found = run();
        times.push(start.elapsed());
    }
    times.sort();
    (times[RUNS / 2], found)
}

fn main() {
    let reminders: Vec<Reminder> = (0..100).map(reminder).collect();
    let now = Moment { utc_ms: NOW * 1000, offset_seconds: 3600, zone: "Europe/Berlin".into() };
    let (from, to) = Caps::DEFAULT.stretch(&now);
    let rules = BundledZones::new();
    let settings = ReminderSettings { daily_cap: 20, ..ReminderSettings::default() };
    let (handled, words) = (Handled::new(), BTreeMap::new());
    let known = Known { reminders: &reminders, handled: &handled, snoozed: &[], settings: &settings, words: &words };
    let table = ZoneTable::ask(rules.as_ref(), &zones_of(&now, &reminders), from, to);
    let (ours, planned) = median(|| plan(&now, &table, &known, Caps::DEFAULT).planned.len());
    let (asking, _) = median(|| {
        drop(ZoneTable::ask(rules.as_ref(), &zones_of(&now, &reminders), from, to));
        0
    });
    let sets: Vec<rrule::RRuleSet> = reminders.iter().map(peer).collect();
    let after = chrono::DateTime::from_timestamp(NOW, 0).map(|at| at.with_timezone(&rrule::Tz::UTC));
    let before = chrono::DateTime::from_timestamp(NOW + 30 * 86_400, 0).map(|at| at.with_timezone(&rrule::Tz::UTC));
    let (Some(after), Some(before)) = (after, before) else { return };
    let (theirs, found) = median(|| {
        let instants: BTreeSet<i64> = sets
            .iter()
            .flat_map(|set| set.clone().after(after).before(before).all(100).dates)
            .map(|at| at.timestamp())
            .collect();
        instants.into_iter().take(60).count()
    });
    let us = |time: Duration| time.as_secs_f64() * 1e6;
    println!("100 rules, medians of {RUNS} runs");
    println!("  plan                {:>9.1} us  {planned} notifications with caps, keys and texts", us(ours));
    println!("  asking for zones    {:>9.1} us  once per plan", us(asking));
    println!("  rrule 0.14          {:>9.1} us  {found} instants, nothing else", us(theirs));
    println!("  ratio               {:>9.1}", theirs.as_secs_f64() / ours.as_secs_f64());
}
