//! What the person said fits, again and again: thinking traps by their own verdict.

use super::{Insight, InsightUnit, Point, Series, Stamp, say};
use crate::content::{InsightWords, pack};

/// A check-in in which something was suggested and judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) at: Stamp,
    /// Ids of the traps of which the person said that they fit.
    pub(super) fitted: Vec<String>,
}

const MINIMUM: u32 = 5;
/// The most that are named.
const MOST: usize = 3;

pub(super) fn told(judged: &[Judged]) -> Insight {
    let points = points(judged);
    let list: Vec<(String, i64)> = points.iter().take(MOST).map(|point| (point.label.clone(), point.value)).collect();
    let series = Series { kind: "themes", minimum: MINIMUM, n: judged.len(), points, unit: InsightUnit::Times };
    series.told(|words| sentence(words, &list, judged.len()))
}

/// One point for each trap that ever fitted, the most frequent first, among equals the latest.
fn points(judged: &[Judged]) -> Vec<Point> {
    let mut points: Vec<(&str, Point)> = Vec::new();
    for one in judged {
        for id in &one.fitted {
            match points.iter_mut().find(|(known, _)| known == id) {
                Some((_, point)) => *point = Point { value: point.value + 1, utc_ms: one.at.utc_ms, ..point.clone() },
                None => points.push((id, Point { label: pack().label(id), ..one.at.point(1, None) })),
            }
        }
    }
    let mut points: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
    points.sort_by_key(|point| std::cmp::Reverse((point.value, point.utc_ms)));
    points
}

fn sentence(words: &InsightWords, list: &[(String, i64)], n: usize) -> String {
    let one = |(label, n): &(String, i64)| say(words, "one", &[("label", label.clone()), ("n", n.to_string())]);
    let named = list.iter().map(one).collect::<Vec<_>>().join(", ");
    say(words, if list.is_empty() { "none" } else { "main" }, &[("n", n.to_string()), ("list", named)])
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn judged(all: &[&[&str]]) -> Vec<Judged> {
        let one = |(day, fitted): (u32, &&[&str])| Judged {
            at: stamp(day),
            fitted: fitted.iter().map(|id| (*id).to_owned()).collect(),
        };
        (0..).zip(all).map(one).collect()
    }

    #[test]
    fn the_most_frequent_comes_first_and_a_removed_one_still_has_a_name() {
        let all = judged(&[&["mind_reading"], &[], &["old_trap", "mind_reading"], &[], &["mind_reading"]]);
        let insight = told(&all);
        assert_eq!(
            insight.sentence,
            "Of 5 check-ins with a suggestion you judged, these fitted: mind reading in 3, old trap in 1."
        );
        assert_eq!(insight.points[0].value, 3);
    }

    #[test]
    fn nothing_that_fits_is_said_plainly() {
        assert!(told(&judged(&[&[] as &[&str]; 5])).sentence.ends_with("none fitted."));
        assert!(told(&[]).sentence.starts_with("It takes 5"));
    }
}
