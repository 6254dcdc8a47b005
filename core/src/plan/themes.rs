//! Themes in one's own check-ins: plain counts with examples, never a diagnosis and never a cause.
//! Pure.

use crate::checkin::{A_NO, Entry, MUCH, is_night};
use crate::content::{fill, pack};
use crate::text::Words;
use crate::time::Moment;

/// A check-in with the person's own tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) entry: Entry,
    pub(crate) tags: Vec<String>,
}

/// Something that stands in many check-ins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Theme {
    /// `self_critical`, `retreating`, `mind_reading`, `event.<event>` or `tag.<tag>`.
    pub(crate) id: String,
    /// In how many check-ins it stands …
    pub(crate) n: u32,
    /// … of how many in which it could.
    pub(crate) of: u32,
    /// Up to three of them, newest first.
    pub(crate) examples: Vec<(Moment, Words)>,
}

/// Fewer check-ins than this say nothing.
const LEAST_SEEN: usize = 6;
/// A theme stands in at least this many.
const LEAST: usize = 4;
const HALF: usize = 50;
const OFTEN: usize = 40;
const MOST_EXAMPLES: usize = 3;
/// From here on "how much does that say about you" counts as much.
const ABOUT_ME: u8 = 75;
/// Traps in which the thought turns against oneself.
const AGAINST_SELF: &[&str] = &["labeling", "personalization"];
/// Events that are no theme to be offered: what others did, a death, and what has no name.
const NO_THEME: &[&str] = &["mistreated", "died", "other"];

/// The themes of these check-ins (newest first), those that stand in the largest share first.
pub(crate) fn themes(seen: &[Seen]) -> Vec<Theme> {
    let all: Vec<&Seen> = seen.iter().collect();
    if all.len() < LEAST_SEEN {
        return Vec::new();
    }
    let free: Vec<&Seen> = seen.iter().filter(|one| had_a_choice(&one.entry)).collect();
    let fixed = [
        tally("self_critical", &all, HALF, |one| is_self_critical(&one.entry)),
        tally("retreating", &free, HALF, |one| left_it(&one.entry)),
        tally("mind_reading", &all, OFTEN, |one| accepted(&one.entry, &["mind_reading"])),
    ];
    let mut found: Vec<Theme> = fixed.into_iter().flatten().collect();
    found.extend(
        commonest(seen.iter().filter_map(event))
            .and_then(|id| tally(&format!("event.{id}"), &all, OFTEN, |one| one.entry.event.as_deref() == Some(id))),
    );
    found
        .extend(commonest(seen.iter().flat_map(|one| &one.tags).map(String::as_str)).and_then(|tag| {
            tally(&format!("tag.{tag}"), &all, OFTEN, |one| one.tags.iter().any(|other| other == tag))
        }));
    // A stable sort: among equals the order above holds.
    found.sort_by_key(|theme| std::cmp::Reverse(theme.n * 1000 / theme.of.max(1)));
    found
}

/// A theme, if it stands in enough of the check-ins in which it could.
fn tally(id: &str, seen: &[&Seen], percent: usize, fits: impl Fn(&Seen) -> bool) -> Option<Theme> {
    let fitting: Vec<&Entry> = seen.iter().filter(|one| fits(one)).map(|one| &one.entry).collect();
    if fitting.len() < LEAST || fitting.len() * 100 < percent * seen.len() {
        return None;
    }
    let example = |entry: &&Entry| {
        let words = entry.thought.clone().or_else(|| entry.event_line.clone())?;
        Some((entry.at.clone(), words))
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Theme {
        id: id.to_owned(),
        n: count(fitting.len()),
        of: count(seen.len()),
        examples: fitting.iter().filter_map(example).take(MOST_EXAMPLES).collect(),
    })
}

fn accepted(entry: &Entry, traps: &[&str]) -> bool {
    entry.traps.iter().any(|mark| mark.accepted && traps.contains(&mark.trap.as_str()))
}

fn is_self_critical(entry: &Entry) -> bool {
    entry.about_me.before.is_some_and(|value| value >= ABOUT_ME) || accepted(entry, AGAINST_SELF)
}

/// Where the app itself says "leave it till tomorrow", leaving it is no way of the person's own.
fn had_a_choice(entry: &Entry) -> bool {
    let strong = entry.intensity.is_none_or(|value| value >= MUCH);
    let numb = entry.feelings.iter().any(|label| label.id == "numb");
    let a_no = entry.event.as_deref().is_some_and(|event| A_NO.contains(&event));
    !(strong || numb || a_no || is_night(&entry.at))
}

/// Left till tomorrow or without any next step, and nothing planned.
fn left_it(entry: &Entry) -> bool {
    let left = matches!(entry.next_step.as_deref(), None | Some("tomorrow"));
    left && entry.if_then.is_none() && entry.challenge.is_none()
}

fn event(seen: &Seen) -> Option<&str> {
    seen.entry.event.as_deref().filter(|event| !NO_THEME.contains(event))
}

/// What stands there most often; among equals what came up first.
fn commonest<'a>(all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for one in all {
        match counts.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(one, _)| one)
}

/// The name of a theme. Ids that this version does not know are shown in their own words.
pub(crate) fn label(id: &str) -> String {
    let (kind, what) = parts(id);
    if pack().chrome.contains_key(&format!("theme.{kind}")) {
        fill(&format!("theme.{kind}"), &[("what", &what)])
    } else {
        pack().label(id)
    }
}

/// The theme as one sentence: in how many check-ins, of how many.
pub(crate) fn sentence(id: &str, n: u32, of: u32) -> String {
    let (kind, what) = parts(id);
    let key = format!("theme.{kind}.says");
    let key = if pack().chrome.contains_key(&key) { key } else { "theme.other.says".to_owned() };
    let what = if what.is_empty() { pack().label(id) } else { what };
    fill(&key, &[("n", &n.to_string()), ("m", &of.to_string()), ("what", &what)])
}

/// The kind of a theme, and what it is about where that varies.
fn parts(id: &str) -> (&str, String) {
    match id.split_once('.') {
        Some(("event", event)) => ("event", pack().label(event)),
        Some(("tag", tag)) => ("tag", tag.to_owned()),
        _ => (id, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkin::{IfThen, TrapMark};
    use crate::record::Ratings;

    /// A check-in of the middle of a day with a next step of its own.
    fn seen(n: i64, change: impl Fn(&mut Seen)) -> Seen {
        let entry = Entry {
            at: Moment { utc_ms: (100 - n) * 86_400_000 + 43_200_000, offset_seconds: 0, zone: "UTC".into() },
            intensity: Some(40),
            next_step: Some("ask".into()),
            thought: Some(Words::new(format!("thought {n}"))),
            ..Entry::default()
        };
        let mut seen = Seen { entry, tags: Vec::new() };
        change(&mut seen);
        seen
    }

    /// `with` check-ins of a kind, then others up to `all`.
    fn mixed(with: i64, all: i64, change: fn(&mut Seen)) -> Vec<(String, u32, u32)> {
        let seen: Vec<Seen> = (0..all)
            .map(|n| {
                seen(n, |one| {
                    if n < with {
                        change(one);
                    }
                })
            })
            .collect();
        themes(&seen).into_iter().map(|theme| (theme.id, theme.n, theme.of)).collect()
    }

    fn found(id: &str, n: u32, of: u32) -> Vec<(String, u32, u32)> {
        vec![(id.to_owned(), n, of)]
    }

    fn hard_on_oneself(one: &mut Seen) {
        one.entry.about_me = Ratings { before: Some(75), after: None };
    }

    #[test]
    fn a_theme_needs_enough_check_ins_and_enough_of_them() {
        assert_eq!(mixed(5, 5, hard_on_oneself), []);
        assert_eq!(mixed(3, 6, hard_on_oneself), []);
        assert_eq!(mixed(4, 6, hard_on_oneself), found("self_critical", 4, 6));
        assert_eq!(mixed(4, 9, hard_on_oneself), []);
    }

    #[test]
    fn only_traps_that_the_person_accepted_count() {
        fn mark(one: &mut Seen, trap: &str, accepted: bool) {
            one.entry.traps.push(TrapMark { trap: trap.into(), accepted });
        }
        assert_eq!(mixed(4, 8, |one| mark(one, "labeling", true)), found("self_critical", 4, 8));
        assert_eq!(mixed(8, 8, |one| mark(one, "labeling", false)), []);
        assert_eq!(mixed(4, 10, |one| mark(one, "mind_reading", true)), found("mind_reading", 4, 10));
        assert_eq!(mixed(4, 11, |one| mark(one, "mind_reading", true)), []);
    }

    #[test]
    fn leaving_it_counts_only_where_there_was_a_choice() {
        assert_eq!(mixed(4, 8, |one| one.entry.next_step = Some("tomorrow".into())), found("retreating", 4, 8));
        let strong = |one: &mut Seen| {
            one.entry.next_step = Some("tomorrow".into());
            one.entry.intensity = Some(80);
        };
        assert_eq!(mixed(8, 8, strong), []);
        let planned = |one: &mut Seen| {
            one.entry.next_step = None;
            one.entry.if_then = Some(IfThen { cue: Words::new("If"), response: Words::new("then") });
        };
        assert_eq!(mixed(8, 8, planned), []);
    }

    #[test]
    fn one_kind_of_event_and_one_tag_but_never_mistreatment() {
        assert_eq!(mixed(4, 10, |one| one.entry.event = Some("left_out".into())), found("event.left_out", 4, 10));
        assert_eq!(mixed(10, 10, |one| one.entry.event = Some("mistreated".into())), []);
        assert_eq!(mixed(5, 10, |one| one.tags.push("choir".into())), found("tag.choir", 5, 10));
    }

    #[test]
    fn the_largest_share_comes_first_with_up_to_three_dated_examples() {
        let all: Vec<Seen> = (0..8)
            .map(|n| {
                seen(n, |one| {
                    one.entry.event = (n < 5).then(|| "left_out".into());
                    one.entry.about_me.before = Some(90);
                })
            })
            .collect();
        let themes = themes(&all);
        assert_eq!(
            themes.iter().map(|theme| theme.id.as_str()).collect::<Vec<_>>(),
            ["self_critical", "event.left_out"]
        );
        let examples: Vec<&str> = themes[0].examples.iter().map(|(_, words)| words.text.as_str()).collect();
        assert_eq!(examples, ["thought 0", "thought 1", "thought 2"]);
    }

    #[test]
    fn every_theme_has_a_name_and_a_sentence_and_so_has_an_unknown_one() {
        for id in ["self_critical", "retreating", "mind_reading", "event.left_out", "tag.choir", "gone_since"] {
            let (label, sentence) = (label(id), sentence(id, 4, 9));
            assert!(!label.contains("theme.") && !label.is_empty(), "{label}");
            assert!(sentence.contains('4') && sentence.contains('9') && !sentence.contains("theme."), "{sentence}");
        }
        assert!(sentence("tag.choir", 4, 9).contains("choir"));
    }
}
