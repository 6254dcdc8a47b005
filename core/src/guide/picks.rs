//! Quick picks of a moment: what lies nearest is one tap away.

use super::QuickPick;
use crate::content::pack;
use crate::time::{CivilMinute, Moment, Repeat, Weekday, When, later};

/// Nine in the morning, six in the evening.
const MORNING: u16 = 9 * 60;
const EVENING: u16 = 18 * 60;
/// Minutes of a day.
const A_DAY: i64 = 24 * 60;

/// Picks for something that waits for hours.
pub(crate) fn soon_first(now: &Moment) -> Vec<QuickPick> {
    let soon = [("when.half_hour", now.civil_after(30)), ("when.two_hours", now.civil_after(120))];
    soon.into_iter().chain(this_evening(now)).chain(next_day(now)).map(pick).collect()
}

/// Picks for something that takes half an hour to a day.
pub(crate) fn within_a_day(now: &Moment) -> Vec<QuickPick> {
    let ahead = |pick: &QuickPick| minutes_until(&pick.when, now).is_some_and(|minutes| minutes < A_DAY);
    let mut picks: Vec<QuickPick> = soon_first(now).into_iter().filter(ahead).collect();
    picks.push(pick(("when.in_a_day", now.civil_after(24 * 60))));
    picks
}

/// Minutes on the wall clock from now until the first time, less than 0 where that is past.
pub(crate) fn minutes_until(when: &When, now: &Moment) -> Option<i64> {
    let from = now.civil_after(0).check().ok()?;
    Some((when.first.check().ok()? - from).num_minutes())
}

/// Picks for something that waits for a day.
pub(crate) fn tomorrow_first(now: &Moment) -> Vec<QuickPick> {
    next_day(now).into_iter().chain(this_evening(now)).map(pick).collect()
}

/// Days by which something larger may be reached.
pub(crate) fn weeks_ahead(now: &Moment) -> Vec<QuickPick> {
    let days = [("when.in_two_weeks", 14), ("when.in_a_month", 30), ("when.in_three_months", 90)];
    days.map(|(key, days)| pick((key, at(later(now.date(), days), EVENING)))).to_vec()
}

/// Once a week, on this day of the week.
pub(crate) fn weekly(now: &Moment) -> Vec<QuickPick> {
    let next = later(now.date(), 7);
    let when = When { first: at(next, EVENING), repeat: Repeat::Weekdays { days: vec![Weekday::of(next)] } };
    vec![QuickPick { label: pack().chrome("when.weekly"), when }]
}

fn this_evening(now: &Moment) -> Option<(&'static str, CivilMinute)> {
    (now.minute() + 30 < EVENING).then(|| ("when.this_evening", at(now.date(), EVENING)))
}

fn next_day(now: &Moment) -> [(&'static str, CivilMinute); 2] {
    let tomorrow = later(now.date(), 1);
    [("when.tomorrow_morning", at(tomorrow, MORNING)), ("when.tomorrow_evening", at(tomorrow, EVENING))]
}

fn pick((key, first): (&str, CivilMinute)) -> QuickPick {
    QuickPick { label: pack().chrome(key), when: When { first, repeat: Repeat::Once } }
}

fn at(date: chrono::NaiveDate, minute: u16) -> CivilMinute {
    CivilMinute { date: date.to_string(), minute }
}
