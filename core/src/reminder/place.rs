//! Placing: occurrences of all reminders, out of quiet hours, merged by minute, within the day's cap.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::occurrence::{Coming, Name, occurrences, zone};
use super::plan::{Caps, Known};
use super::{Held, HeldBack, QuietHours, Reminder, Rule, Why};
use crate::time::{Moment, Resolved, ZoneTable, at_minute, earlier, later, local_at, parse_date};

/// What comes at one minute: one notification.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    /// At least one, the most urgent first.
    pub(super) members: Vec<Coming<'a>>,
}

impl<'a> Group<'a> {
    pub(super) fn head(&self) -> &Coming<'a> {
        &self.members[0]
    }

    /// The person's own wish to hear of it later goes first, then the purpose, then the hour.
    fn urgency(&self) -> (bool, super::Purpose, i64) {
        let head = self.head();
        (head.why != Why::PutOff, head.reminder.purpose, head.fire)
    }
}

/// An occurrence that nobody looked at for this long is dropped.
pub(super) const EXPIRES_AFTER_SECONDS: i64 = 12 * 3600;
/// How many days back an occurrence may lie and still matter, in whatever zone it was placed.
const LOOKS_BACK_DAYS: u64 = 2;

/// The phone's own wall clock. Where it does not know its zone, the offset it shows now is kept.
pub(super) struct Wall<'a> {
    pub(super) now: &'a Moment,
    pub(super) zones: &'a ZoneTable,
}

impl Wall<'_> {
    pub(super) fn local(&self, utc_seconds: i64) -> NaiveDateTime {
        let offset = self.zones.offset_at(&self.now.zone, utc_seconds).unwrap_or(self.now.offset_seconds);
        local_at(utc_seconds, offset)
    }

    /// The first second from `fire` on at which no quiet hour is; none if there is none.
    fn out_of(&self, quiet: QuietHours, fire: i64) -> Option<i64> {
        if quiet.is_all_day() {
            return None;
        }
        let mut fire = fire;
        // A clock change at the end of quiet hours can lead into them once more, but not for ever.
        for _ in 0..4 {
            let local = self.local(fire);
            if !quiet.holds(minute_of(local)) {
                return Some(fire);
            }
            fire = self.end_of(quiet, local, fire)?;
        }
        None
    }

    fn end_of(&self, quiet: QuietHours, local: NaiveDateTime, fire: i64) -> Option<i64> {
        let date = if minute_of(local) < quiet.to { local.date() } else { later(local.date(), 1) };
        let end = at_minute(date, quiet.to)?;
        let resolved = self.zones.resolve(&self.now.zone, end).map(|resolved| match resolved {
            Resolved::At(utc) => utc,
            Resolved::AfterGap { utc_seconds, .. } => utc_seconds,
        });
        // Where clocks were set back, the earlier end may lie behind: then it is the stretch that counts.
        Some(resolved.filter(|utc| *utc > fire).unwrap_or(fire + (end - local).num_seconds().max(60)))
    }
}

fn minute_of(local: NaiveDateTime) -> u16 {
    u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0)
}

/// Everything from two days ago to the horizon that is not over: what was shown already, what is
/// still to be shown, and what is held back.
pub(super) struct Placed<'a> {
    pub(super) groups: Vec<Group<'a>>,
    pub(super) held: Vec<Held>,
}

pub(super) fn place<'a>(now: &Moment, zones: &ZoneTable, known: &Known<'a>, caps: Caps) -> Placed<'a> {
    let wall = Wall { now, zones };
    let stretch = (earlier(now.date(), LOOKS_BACK_DAYS), later(now.date(), u64::from(caps.horizon_days)));
    let mut held = Vec::new();
    let mut coming: Vec<Coming<'a>> = Vec::new();
    for reminder in known.reminders {
        if let Some(why) = held_back(now, zones, known, reminder) {
            held.push(Held { reminder: reminder.id.clone(), key: None, why });
        }
        coming.extend(open_occurrences(now, zones, known, reminder, stretch));
    }
    move_out_of_quiet(&wall, known, &mut coming, &mut held);
    coming.retain(|one| one.fire + EXPIRES_AFTER_SECONDS > now.utc_seconds());
    let (shown, waiting): (Vec<_>, Vec<_>) = coming.into_iter().partition(|one| one.is_shown);
    let mut groups = within_cap(&wall, known, merge(waiting), &mut held);
    groups.extend(shown.into_iter().map(|one| Group { members: vec![one] }));
    groups.sort_by_key(|group| (group.head().fire, group.head().reminder.purpose));
    Placed { groups, held }
}

/// Why a reminder as a whole does not come at this time.
fn held_back(now: &Moment, zones: &ZoneTable, known: &Known<'_>, reminder: &Reminder) -> Option<HeldBack> {
    let is_wall = matches!(reminder.rule, Rule::Wall { .. });
    if known.settings.off.contains(&reminder.purpose) {
        Some(HeldBack::PurposeOff)
    } else if is_wall && zones.offset_at(zone(now, reminder), now.utc_seconds()).is_none() {
        Some(HeldBack::ZoneUnknown)
    } else if rests_until(known, reminder).is_some_and(|until| now.date() < until) {
        Some(HeldBack::Resting)
    } else {
        None
    }
}

/// The later of the two dates until which a reminder rests.
fn rests_until(known: &Known<'_>, reminder: &Reminder) -> Option<NaiveDate> {
    let dates = [known.settings.rest_until.as_deref(), reminder.rests_until.as_deref()];
    dates.into_iter().flatten().filter_map(parse_date).max()
}

/// The occurrences of a reminder that were not yet done, let go, or put off; and those put off.
fn open_occurrences<'a>(
    now: &Moment,
    zones: &ZoneTable,
    known: &Known<'a>,
    reminder: &'a Reminder,
    stretch: (NaiveDate, NaiveDate),
) -> Vec<Coming<'a>> {
    if known.settings.off.contains(&reminder.purpose) {
        return Vec::new();
    }
    let wall = Wall { now, zones };
    let mut coming = occurrences(now, reminder, zones, stretch);
    coming.extend(known.snoozed.iter().filter(|snoozed| snoozed.reminder == reminder.id).map(|snoozed| Coming {
        reminder,
        name: Name::Again(snoozed),
        fire: snoozed.fire_utc_ms.div_euclid(1000),
        why: Why::PutOff,
        is_shown: false,
    }));
    let ends = reminder.ends.as_deref().and_then(parse_date);
    let rests_until = rests_until(known, reminder);
    let date_of = |one: &Coming<'_>| match one.name {
        Name::On(date) => date,
        Name::After | Name::Again(_) => wall.local(one.fire).date(),
    };
    coming.retain(|one| {
        let date = date_of(one);
        // What was put off was asked for while the reminder had not ended.
        let is_over = matches!(one.name, Name::On(_)) && ends.is_some_and(|ends| date > ends);
        !is_over && rests_until.is_none_or(|until| date >= until)
    });
    if known.was_handled(reminder) {
        coming.retain_mut(|one| match known.handled.get(&one.key()) {
            Some(handled) => {
                one.is_shown = handled.is_open;
                handled.is_open
            }
            None => true,
        });
    }
    coming
}

fn move_out_of_quiet<'a>(wall: &Wall<'_>, known: &Known<'a>, coming: &mut Vec<Coming<'a>>, held: &mut Vec<Held>) {
    let Some(quiet) = known.settings.quiet else { return };
    coming.retain_mut(|one| {
        let Some(fire) = wall.out_of(quiet, one.fire) else {
            held.push(Held { reminder: one.reminder.id.clone(), key: Some(one.key()), why: HeldBack::QuietHours });
            return false;
        };
        if fire != one.fire {
            (one.fire, one.why) = (fire, Why::QuietHours);
        }
        true
    });
}

/// Two notifications in one minute would only get in each other's way.
fn merge(mut coming: Vec<Coming<'_>>) -> Vec<Group<'_>> {
    coming.sort_by_cached_key(|one| {
        (one.fire.div_euclid(60), one.why != Why::PutOff, one.reminder.purpose, one.reminder.id.0.clone())
    });
    let mut groups: Vec<Group<'_>> = Vec::new();
    for one in coming {
        match groups.last_mut().filter(|group| group.head().fire.div_euclid(60) == one.fire.div_euclid(60)) {
            Some(group) => group.members.push(one),
            None => groups.push(Group { members: vec![one] }),
        }
    }
    groups
}

/// A day that holds too many keeps the most urgent. What was shown that day counts.
fn within_cap<'a>(wall: &Wall<'_>, known: &Known<'a>, groups: Vec<Group<'a>>, held: &mut Vec<Held>) -> Vec<Group<'a>> {
    let shown = shown_by_day(wall, known);
    let mut days: BTreeMap<NaiveDate, Vec<Group<'a>>> = BTreeMap::new();
    for group in groups {
        days.entry(wall.local(group.head().fire).date()).or_default().push(group);
    }
    let mut kept = Vec::new();
    for (date, mut groups) in days {
        let cap = usize::from(known.settings.daily_cap).saturating_sub(shown.get(&date).map_or(0, BTreeSet::len));
        if groups.len() > cap {
            groups.sort_by_key(Group::urgency);
            for one in groups.drain(cap..).flat_map(|group| group.members) {
                held.push(Held { reminder: one.reminder.id.clone(), key: Some(one.key()), why: HeldBack::DailyCap });
            }
        }
        kept.extend(groups);
    }
    kept
}

/// When notifications were handled, by local day; what was handled at once was one notification.
fn shown_by_day(wall: &Wall<'_>, known: &Known<'_>) -> BTreeMap<NaiveDate, BTreeSet<i64>> {
    let mut days: BTreeMap<NaiveDate, BTreeSet<i64>> = BTreeMap::new();
    let since = wall.now.utc_ms - 1000 * 86_400 * i64::try_from(LOOKS_BACK_DAYS + 1).unwrap_or(3);
    for handled in known.handled.values().filter(|handled| handled.utc_ms >= since) {
        days.entry(wall.local(handled.utc_ms.div_euclid(1000)).date()).or_default().insert(handled.utc_ms);
    }
    days
}
