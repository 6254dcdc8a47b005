//! What each if-then did, try by try.

use super::number::middle;
use super::{Insight, InsightUnit, Series, Stamp, say};
use crate::content::InsightWords;
use crate::id::RecordId;
use crate::text::Words;

/// A try of an if-then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Try {
    pub(super) adjustment: RecordId,
    /// The if-then in words.
    pub(super) plan: Option<Words>,
    pub(super) at: Stamp,
    /// How much it helped, 0 to 100, where it was rated.
    pub(super) effect: Option<u8>,
}

const MINIMUM: u32 = 3;
/// Halves are told from this many rated tries on.
const HALVES: usize = 6;
/// Helped by half.
const HALF: u8 = 50;

/// One insight for each if-then that was tried, the one tried last first.
pub(super) fn told(tries: &[Try]) -> Vec<Insight> {
    let mut order: Vec<&RecordId> = Vec::new();
    for one in tries.iter().rev() {
        if !order.contains(&&one.adjustment) {
            order.push(&one.adjustment);
        }
    }
    if order.is_empty() {
        return vec![series(&[]).none()];
    }
    order.into_iter().map(|id| one(&tries.iter().filter(|one| one.adjustment == *id).collect::<Vec<_>>(), id)).collect()
}

fn series(tries: &[&Try]) -> Series {
    let points: Vec<_> = tries.iter().filter_map(|one| Some(one.at.point(one.effect?.into(), None))).collect();
    Series { kind: "adjustment", minimum: MINIMUM, n: points.len(), points, unit: InsightUnit::OfHundred }
}

fn one(tries: &[&Try], id: &RecordId) -> Insight {
    let plan = tries.last().and_then(|one| one.plan.clone());
    series(tries).told(|words| sentence(words, tries)).of(id, plan)
}

fn sentence(words: &InsightWords, tries: &[&Try]) -> String {
    let effects: Vec<u8> = tries.iter().filter_map(|one| one.effect).collect();
    let median = |effects: &[u8]| middle(effects.iter().copied()).to_string();
    let (early, late) = effects.split_at(effects.len() / 2);
    let places = [
        ("tries", tries.len().to_string()),
        ("n", effects.len().to_string()),
        ("half", effects.iter().filter(|effect| **effect >= HALF).count().to_string()),
        ("median", median(&effects)),
        ("early", median(early)),
        ("late", median(late)),
    ];
    let halves = if effects.len() < HALVES { String::new() } else { say(words, "halves", &places) };
    say(words, "main", &places) + &halves
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn tried(id: &str, day: u32, effect: Option<u8>) -> Try {
        Try { adjustment: RecordId(id.into()), plan: Some(Words::new(id)), at: stamp(day), effect }
    }

    #[test]
    fn each_if_then_has_its_own_series_and_only_rated_tries_count() {
        let tries = [
            tried("a", 0, Some(25)),
            tried("b", 1, Some(50)),
            tried("a", 2, None),
            tried("a", 3, Some(75)),
            tried("a", 4, Some(50)),
        ];
        let insights = told(&tries);
        assert_eq!(insights.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["adjustment/a", "adjustment/b"]);
        assert_eq!(insights.iter().map(|one| one.n).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(insights[0].about, Some(Words::new("a")));
        assert_eq!(
            insights[0].sentence,
            "Tried 4 times, rated 3 times. It helped by half or more in 2 of 3; median 50 of 100."
        );
        assert_eq!(insights[1].sentence, "It takes 3 rated tries. So far: 1.");
    }

    #[test]
    fn halves_are_told_once_there_are_enough() {
        let tries: Vec<Try> =
            (0..).zip([25, 25, 0, 50, 75, 75]).map(|(day, effect)| tried("a", day, Some(effect))).collect();
        assert!(told(&tries)[0].sentence.ends_with(" Earlier tries: 25, later ones: 75."));
    }

    #[test]
    fn without_a_try_it_says_what_it_takes() {
        let insights = told(&[]);
        assert_eq!(insights[0].sentence, "It takes 3 rated tries of one. So far: 0.");
        assert_eq!((insights[0].id.as_str(), insights[0].n), ("adjustment", 0));
    }
}
