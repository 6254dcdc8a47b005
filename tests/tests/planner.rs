//! The planner over plain data: a hundred thousand lives of reminders, ten years of one traveller,
//! an established recurrence library, and the vectors that every shell plays.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, TestRunner};
use serde_json::{Value, json};
use steppingstone_core::planner::{Caps, Handled, HandledOnce, Known, Snoozed, again, diff, due, next_wake, plan};
use steppingstone_core::{
    CivilMinute, Moment, Pending, Plan, Planned, Purpose, QuietHours, Reminder, ReminderId, ReminderSettings, Repeat,
    Rule, Weekday, When, ZonePolicy, ZoneTable,
};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::vector::{Vector, difference, play};

const DAY: i64 = 86_400;
/// 1 January 2026 and 1 January 2037, UTC seconds.
const FROM: i64 = 1_767_225_600;
const TO: i64 = 2_114_380_800;
const ZONES: [&str; 7] = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
];

/// The zones over the whole time, asked once.
static TABLE: LazyLock<ZoneTable> = LazyLock::new(|| {
    let names = ZONES.iter().map(|zone| (*zone).to_owned()).collect();
    ZoneTable::ask(BundledZones::new().as_ref(), &names, FROM - 10 * DAY, TO + 70 * DAY)
});

fn moment(zone: &str, utc_seconds: i64) -> Moment {
    let offset_seconds = TABLE.offset_at(zone, utc_seconds).unwrap();
    Moment { utc_ms: utc_seconds * 1000, offset_seconds, zone: zone.into() }
}

fn local(zone: &str, utc_seconds: i64) -> NaiveDateTime {
    let offset = TABLE.offset_at(zone, utc_seconds).unwrap();
    DateTime::from_timestamp(utc_seconds + i64::from(offset), 0).unwrap().naive_utc()
}

fn minute_of(local: NaiveDateTime) -> u16 {
    u16::try_from(local.hour() * 60 + local.minute()).unwrap()
}

/// Whether a minute of the day is quiet, said in another way than the core says it.
fn is_quiet(quiet: QuietHours, minute: u16) -> bool {
    let length = (quiet.to + 1440 - quiet.from) % 1440;
    (minute + 1440 - quiet.from) % 1440 < length
}

/// A phone and what the app has on disk.
struct Phone {
    reminders: Vec<Reminder>,
    settings: ReminderSettings,
    handled: Handled,
    snoozed: Vec<Snoozed>,
    caps: Caps,
    zone: &'static str,
    now: i64,
    /// The phone's own list: it is lost when the phone starts again.
    pending: Vec<Planned>,
    delivered: Vec<(String, i64)>,
}

#[derive(Debug, Clone)]
enum Event {
    Wait {
        minutes: i64,
    },
    ClockJumps {
        minutes: i64,
    },
    Travel {
        zone: usize,
    },
    Reboot,
    Replan,
    /// What the person does with something that is due: done, skipped, or later by so many minutes.
    Act {
        which: usize,
        later: Option<u16>,
    },
}

impl Phone {
    fn known(&self) -> Known<'_> {
        static NO_WORDS: BTreeMap<ReminderId, steppingstone_core::Words> = BTreeMap::new();
        Known {
            reminders: &self.reminders,
            handled: &self.handled,
            snoozed: &self.snoozed,
            settings: &self.settings,
            words: &NO_WORDS,
        }
    }

    fn at(&self) -> Moment {
        moment(self.zone, self.now)
    }

    fn plan(&self) -> Plan {
        plan(&self.at(), &TABLE, &self.known(), self.caps)
    }

    /// Brings the phone's list up to the plan, and checks what a plan must keep to.
    fn replan(&mut self) {
        let found = self.plan();
        self.check_plan(&found);
        assert_eq!(self.plan(), found, "planning twice is planning once");
        let before: Vec<Pending> = self.pending.iter().map(pending).collect();
        let change = diff(&found, &before);
        self.pending.retain(|one| !change.remove.contains(&one.key));
        self.pending.retain(|one| !change.add.iter().any(|new| new.key == one.key));
        self.pending.extend(change.add);
        self.pending.sort_by_key(|one| one.fire_utc_ms);
        assert_eq!(self.pending, found.planned, "the list is the plan");
        let after: Vec<Pending> = self.pending.iter().map(pending).collect();
        assert_eq!(diff(&found, &after), steppingstone_core::Diff::default(), "nothing is left to change");
        let wake = next_wake(&self.at(), &found, &self.known());
        assert!(found.planned.first().is_none_or(|first| wake == Some(first.fire_utc_ms)));
    }

    fn check_plan(&self, found: &Plan) {
        assert!(found.planned.len() <= self.caps.most);
        assert!(found.planned.is_sorted_by_key(|one| one.fire_utc_ms));
        let mut keys = BTreeSet::new();
        let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for one in &found.planned {
            assert!(one.fire_utc_ms > self.now * 1000 && one.fire_utc_ms < one.expires_utc_ms);
            let at = local(self.zone, one.fire_utc_ms / 1000);
            let minute = minute_of(at);
            assert!(self.settings.quiet.is_none_or(|quiet| !is_quiet(quiet, minute)), "{minute} is quiet");
            assert_eq!((at.date().to_string(), minute), (one.at.date.clone(), one.at.minute));
            assert_eq!(one.keys[0], one.key);
            for key in &one.keys {
                assert!(keys.insert(key.clone()), "{key} twice");
                assert!(!self.handled.contains_key(key), "{key} was handled");
            }
            *days.entry(at.date()).or_default() += 1;
        }
        for (day, planned) in days {
            let at = self.handled.values().map(|one| one.utc_ms).filter(|ms| local(self.zone, ms / 1000).date() == day);
            let shown = at.collect::<BTreeSet<_>>().len();
            assert!(planned + shown <= usize::from(self.settings.daily_cap).max(shown), "{day}: {planned} and {shown}");
        }
    }

    /// Time passes: the phone shows what it holds, and tells the app, which plans again.
    fn pass_to(&mut self, until: i64) {
        while let Some(next) = self.pending.first().filter(|one| one.fire_utc_ms <= until * 1000).cloned() {
            self.now = self.now.max(next.fire_utc_ms / 1000);
            self.pending.remove(0);
            for key in &next.keys {
                self.delivered.push((key.clone(), self.now));
                self.handle(key, "shown");
            }
            self.replan();
        }
        self.now = until;
    }

    fn handle(&mut self, key: &str, verb: &str) {
        let utc_ms = self.now * 1000;
        let is_open = verb == "shown";
        let known = self.handled.entry(key.into()).or_insert(HandledOnce { is_open, verb: verb.into(), utc_ms });
        (known.is_open, known.verb) = (is_open, verb.into());
    }

    fn act(&mut self, which: usize, later: Option<u16>) {
        let due = due(&self.at(), &TABLE, &self.known());
        assert!(due.iter().all(|one| self.now * 1000 < one.expires_utc_ms));
        assert!(due.iter().all(|one| one.shown || one.fire_utc_ms <= self.now * 1000));
        let Some(one) = (!due.is_empty()).then(|| due[which % due.len()].clone()) else { return };
        for key in &one.keys {
            self.handle(key, if later.is_some() { "later" } else { "done" });
            if let Some(minutes) = later {
                let fire_utc_ms = (self.now + i64::from(minutes) * 60) * 1000;
                self.snoozed.push(Snoozed { key: again(key), reminder: one.reminder.clone(), fire_utc_ms });
            }
        }
    }

    fn live(&mut self, event: &Event) {
        match event {
            Event::Wait { minutes } => self.pass_to((self.now + minutes * 60).min(TO)),
            Event::ClockJumps { minutes } => self.now = (self.now + minutes * 60).clamp(FROM, TO),
            Event::Travel { zone } => self.zone = ZONES[zone % ZONES.len()],
            Event::Reboot => self.pending.clear(),
            Event::Replan => {}
            Event::Act { which, later } => self.act(*which, *later),
        }
        self.replan();
    }
}

fn pending(one: &Planned) -> Pending {
    Pending { key: one.key.clone(), content_hash: one.content_hash.clone() }
}

fn repeat() -> impl Strategy<Value = Repeat> {
    let days = || prop::sample::subsequence(Weekday::ALL.to_vec(), 1..=7);
    prop_oneof![
        Just(Repeat::Once),
        Just(Repeat::Daily),
        days().prop_map(|days| Repeat::Weekdays { days }),
        (2_u16..20).prop_map(|days| Repeat::EveryDays { days }),
        (days(), 0_u8..7).prop_map(|(days, times)| {
            let most = u8::try_from(days.len()).unwrap();
            Repeat::PerWeek { times: times % most + 1, days }
        }),
        Just(Repeat::Monthly),
    ]
}

fn date(days: u64) -> String {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().checked_add_days(Days::new(days)).unwrap().to_string()
}

prop_compose! {
    fn reminder()(
        start in 0_u64..60,
        minute in 0_u16..1440,
        repeat in repeat(),
        stretch in prop::option::weighted(0.2, 1_u32..3000),
        fixed in prop::option::weighted(0.2, 0_usize..ZONES.len()),
        purpose in prop::sample::select(Purpose::ALL.to_vec()),
        ends in prop::option::weighted(0.2, 0_u64..40),
        rests in prop::option::weighted(0.1, 0_u64..40),
    ) -> Reminder {
        let first = CivilMinute { date: date(start), minute };
        Reminder {
            id: ReminderId(String::new()),
            about: None,
            purpose,
            rule: stretch.map_or(Rule::Wall { when: When { first, repeat } }, |minutes| Rule::After { minutes }),
            policy: fixed.map_or(ZonePolicy::Floating, |zone| ZonePolicy::Fixed { zone: ZONES[zone].into() }),
            made: moment("Europe/Berlin", FROM + i64::try_from(start).unwrap() * DAY),
            ends: ends.map(|days| date(start + days)),
            rests_until: rests.map(|days| date(start + days)),
        }
    }
}

fn event() -> impl Strategy<Value = Event> {
    let later = prop::option::of(1_u16..2000);
    prop_oneof![
        5 => (1_i64..3000).prop_map(|minutes| Event::Wait { minutes }),
        1 => (-4000_i64..4000).prop_map(|minutes| Event::ClockJumps { minutes }),
        1 => (0_usize..ZONES.len()).prop_map(|zone| Event::Travel { zone }),
        1 => Just(Event::Reboot),
        1 => Just(Event::Replan),
        3 => (0_usize..4, later).prop_map(|(which, later)| Event::Act { which, later }),
    ]
}

prop_compose! {
    fn life()(
        reminders in prop::collection::vec(reminder(), 1..5),
        quiet in prop::option::of((0_u16..1440, 1_u16..1440)),
        daily_cap in 1_u8..6,
        most in 2_usize..61,
        off in prop::option::weighted(0.1, prop::sample::select(Purpose::ALL.to_vec())),
        start in 0_i64..70,
        zone in 0_usize..ZONES.len(),
        events in prop::collection::vec(event(), 1..9),
    ) -> (Vec<Reminder>, ReminderSettings, Caps, i64, usize, Vec<Event>) {
        let quiet = quiet.map(|(from, length)| QuietHours { from, to: (from + length) % 1440 });
        let settings =
            ReminderSettings { quiet, daily_cap, off: off.into_iter().collect(), ..ReminderSettings::default() };
        (reminders, settings, Caps { most, horizon_days: 9 }, FROM + start * DAY, zone, events)
    }
}

/// No key twice, none in quiet hours, none after its end, caps hold, planning twice is planning
/// once: whatever clocks, zones, phones and people do.
#[test]
fn a_hundred_thousand_lives_of_reminders() {
    let mut runner = TestRunner::new(Runs { cases: 100_000, ..Runs::with_source_file(file!()) });
    let lived = std::cell::Cell::new(0_usize);
    runner
        .run(&life(), |(reminders, settings, caps, now, zone, events)| {
            let named = |(n, one): (usize, Reminder)| Reminder { id: ReminderId(format!("r{n}")), ..one };
            let mut phone = Phone {
                reminders: reminders.into_iter().enumerate().map(named).collect(),
                settings,
                handled: Handled::new(),
                snoozed: Vec::new(),
                caps,
                zone: ZONES[zone],
                now,
                pending: Vec::new(),
                delivered: Vec::new(),
            };
            phone.replan();
            for event in &events {
                phone.live(event);
            }
            let keys: BTreeSet<&String> = phone.delivered.iter().map(|(key, _)| key).collect();
            prop_assert_eq!(keys.len(), phone.delivered.len(), "a key came twice");
            for (key, _) in &phone.delivered {
                let (id, name) = key.split_once('/').unwrap();
                let one = phone.reminders.iter().find(|one| one.id.0 == id).unwrap();
                let is_over = !name.contains(['~', 'a']) && one.ends.as_deref().is_some_and(|ends| name > ends);
                prop_assert!(!is_over, "{key} came after its end");
                prop_assert!(!phone.settings.off.contains(&one.purpose), "{key} is off");
            }
            lived.set(lived.get() + phone.delivered.len());
            Ok(())
        })
        .unwrap();
    println!("100,000 lives, {} notifications", lived.get());
    assert!(lived.get() > 50_000, "{} notifications are too few to prove anything", lived.get());
}

fn phone(reminders: Vec<Reminder>, zone: &'static str, now: i64) -> Phone {
    Phone {
        reminders,
        settings: ReminderSettings { daily_cap: 20, ..ReminderSettings::default() },
        handled: Handled::new(),
        snoozed: Vec::new(),
        caps: Caps::DEFAULT,
        zone,
        now,
        pending: Vec::new(),
        delivered: Vec::new(),
    }
}

fn daily(id: &str, minute: u16) -> Reminder {
    Reminder {
        id: ReminderId(id.into()),
        about: None,
        purpose: Purpose::Routine,
        rule: Rule::Wall {
            when: When { first: CivilMinute { date: "2026-01-02".into(), minute }, repeat: Repeat::Daily },
        },
        policy: ZonePolicy::Floating,
        made: moment("Europe/Berlin", FROM),
        ends: None,
        rests_until: None,
    }
}

/// More rules than anybody has: a plan like any other, and no list without an end.
#[test]
fn ten_thousand_rules() {
    let rules = (0..10_000_u16).map(|n| daily(&format!("n{n}"), n % 1440)).collect();
    let one = phone(rules, ZONES[0], FROM + DAY);
    let found = one.plan();
    assert_eq!(found.planned.len(), 60);
    assert!(found.held.len() <= 200);
    one.check_plan(&found);
    assert!(due(&one.at(), &TABLE, &one.known()).len() <= 40);
}

/// At home, exactly one per civil day, over every clock change of ten years.
#[test]
fn exactly_one_per_civil_day_in_every_zone() {
    for zone in ZONES {
        for minute in [0, 125, 150, 1439] {
            let mut phone = phone(vec![daily("d", minute)], zone, FROM + DAY / 2);
            let mut dates = Vec::new();
            phone.replan();
            while phone.now < TO - 40 * DAY {
                let planned: Vec<String> = phone.plan().planned.into_iter().map(|one| one.key).collect();
                dates.extend(planned);
                phone.now += i64::from(Caps::DEFAULT.horizon_days) * DAY;
            }
            let first: NaiveDate = dates[0].split_once('/').unwrap().1.parse().unwrap();
            let expected: Vec<String> = first.iter_days().take(dates.len()).map(|date| format!("d/{date}")).collect();
            assert!(dates.len() > 3_900, "{zone}: {}", dates.len());
            assert_eq!(dates, expected, "{zone} at {minute}");
        }
    }
}

/// Ten years of somebody who flies over the date line every few weeks, both ways.
#[test]
fn ten_years_over_the_date_line() {
    let mut phone = phone(vec![daily("d", 540), daily("e", 1200)], ZONES[2], FROM + DAY);
    phone.settings.quiet = Some(QuietHours { from: 22 * 60, to: 6 * 60 });
    phone.replan();
    let mut turn: i64 = 0;
    while phone.now < TO - 70 * DAY {
        turn += 1;
        let stays = phone.now + (5 + turn * 7 % 23) * DAY + turn * 13 % 24 * 3600;
        phone.pass_to(stays);
        phone.zone = if phone.zone == ZONES[2] { ZONES[3] } else { ZONES[2] };
        phone.replan();
    }
    let keys: BTreeSet<&String> = phone.delivered.iter().map(|(key, _)| key).collect();
    assert_eq!(keys.len(), phone.delivered.len(), "a day that was lived twice reminds once");
    for id in ["d", "e"] {
        let dates: BTreeSet<NaiveDate> =
            keys.iter().filter_map(|key| key.strip_prefix(id)?[1..].parse().ok()).collect();
        let lived = (*dates.last().unwrap() - *dates.first().unwrap()).num_days() + 1;
        let missed = usize::try_from(lived).unwrap() - dates.len();
        // Flying west over the line skips a day, and a flight may skip the hour itself: nothing else may be missed.
        let flights = usize::try_from(turn).unwrap();
        assert!(missed <= flights, "{id}: {missed} days missed in {flights} flights");
        assert!(dates.len() > 3_400, "{id}: {}", dates.len());
    }
}

/// The dates of a rule by an established library, in UTC, where every wall time exists once.
fn peer_dates(first: NaiveDate, minute: u16, repeat: &Repeat, count: usize) -> Vec<NaiveDate> {
    let by = |days: &[Weekday]| {
        days.iter().map(|day| ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][*day as usize]).collect::<Vec<_>>().join(",")
    };
    let rule = match repeat {
        Repeat::Once => "FREQ=DAILY;COUNT=1".to_owned(),
        Repeat::Daily => "FREQ=DAILY".to_owned(),
        Repeat::Weekdays { days } => format!("FREQ=WEEKLY;BYDAY={}", by(days)),
        Repeat::EveryDays { days } => format!("FREQ=DAILY;INTERVAL={days}"),
        Repeat::PerWeek { .. } => unreachable!("no RFC 5545 rule says it"),
        Repeat::Monthly => {
            let days: Vec<String> = (28.min(first.day())..=first.day()).map(|day| day.to_string()).collect();
            format!("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1", days.join(","))
        }
    };
    let (hour, minute) = (minute / 60, minute % 60);
    let text = format!("DTSTART:{}T{hour:02}{minute:02}00Z\nRRULE:{rule}", first.format("%Y%m%d"));
    let set: rrule::RRuleSet = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    set.all(u16::try_from(count).unwrap()).dates.iter().map(DateTime::date_naive).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::with_source_file(file!()) })]

    /// Everything that both can express.
    #[test]
    fn recurrence_agrees_with_an_established_library(start in 0_u64..900, minute in 0_u16..1440, repeat in repeat()) {
        prop_assume!(!matches!(repeat, Repeat::PerWeek { .. }));
        let first: NaiveDate = date(start).parse().unwrap();
        let one = Reminder {
            rule: Rule::Wall {
                when: When { first: CivilMinute { date: date(start), minute }, repeat: repeat.clone() },
            },
            ..daily("r", minute)
        };
        let mut one = phone(vec![one], "Asia/Kolkata", FROM);
        one.reminders[0].policy = ZonePolicy::Fixed { zone: "Asia/Kolkata".into() };
        let mut ours = Vec::new();
        // A plan of 30 days at a time, as a phone would ask for it.
        one.now = FROM + i64::try_from(start).unwrap() * DAY - 2 * DAY;
        for _ in 0..16 {
            ours.extend(one.plan().planned.iter().map(|one| one.at.date.parse::<NaiveDate>().unwrap()));
            one.now += 30 * DAY;
        }
        let peers = peer_dates(first, minute, &repeat, ours.len().max(1));
        prop_assert!(!ours.is_empty());
        prop_assert_eq!(ours, peers);
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/reminders")
}

fn vectors() -> Vec<(PathBuf, Value)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|item| item.unwrap().path()).collect();
    files.sort();
    let read = |path: &PathBuf| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    files.iter().map(|path| (path.clone(), read(path))).collect()
}

fn played(value: &Value) -> (Vector, Vec<Option<String>>) {
    let vector: Vector = serde_json::from_value(value.clone()).unwrap();
    let place = tempfile::tempdir().unwrap();
    let found = play(&vector, place.path());
    (vector, found)
}

#[test]
fn every_vector_plays_as_written() {
    let vectors = vectors();
    assert!(vectors.len() >= 12, "only {} vectors", vectors.len());
    for (path, value) in vectors {
        let (vector, found) = played(&value);
        if let Some(difference) = difference(&vector, &found) {
            panic!("{}: {difference}", path.file_name().unwrap().to_string_lossy());
        }
    }
}

#[test]
fn a_planted_wrong_expectation_fails() {
    let (_, mut value) = vectors().remove(0);
    let place = value["moves"].as_array().unwrap().iter().position(|one| one.get("expect").is_some()).unwrap();
    value["moves"][place]["expect"] = json!("wrong");
    let (vector, found) = played(&value);
    assert!(difference(&vector, &found).is_some());
}
