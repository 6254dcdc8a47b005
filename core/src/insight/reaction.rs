//! How strong it was, month by month.

use std::collections::BTreeMap;

use super::number::middle;
use super::{Insight, InsightUnit, Point, Series, Stamp, say};

/// How strong a check-in was, 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reaction {
    pub(super) at: Stamp,
    pub(super) strength: u8,
}

const MINIMUM: u32 = 6;

pub(super) fn told(reactions: &[Reaction]) -> Insight {
    let mut months: BTreeMap<&str, Vec<&Reaction>> = BTreeMap::new();
    for reaction in reactions {
        months.entry(reaction.at.month()).or_default().push(reaction);
    }
    let median = |here: &[&Reaction]| middle(here.iter().map(|reaction| reaction.strength));
    let point = |(month, here): (&&str, &Vec<&Reaction>)| Point {
        utc_ms: here.last().map_or(0, |reaction| reaction.at.utc_ms),
        label: (*month).to_owned(),
        value: median(here).into(),
        second: None,
    };
    let points = months.iter().map(point).collect();
    let series =
        Series { kind: "reaction", minimum: MINIMUM, n: reactions.len(), points, unit: InsightUnit::OfHundred };
    series.told(|words| {
        let (Some((first_month, first)), Some((last_month, last))) = (months.iter().next(), months.iter().next_back())
        else {
            return String::new();
        };
        let places = [
            ("first", median(first).to_string()),
            ("first_month", (*first_month).to_owned()),
            ("first_n", first.len().to_string()),
            ("last", median(last).to_string()),
            ("last_month", (*last_month).to_owned()),
            ("last_n", last.len().to_string()),
        ];
        say(words, if months.len() < 2 { "one" } else { "main" }, &places)
    })
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn reactions(all: &[(u32, u8)]) -> Vec<Reaction> {
        all.iter().map(|(day, strength)| Reaction { at: stamp(*day), strength: *strength }).collect()
    }

    #[test]
    fn the_first_and_the_last_month_stand_side_by_side() {
        let insight = told(&reactions(&[(0, 75), (3, 100), (9, 75), (35, 50), (62, 50), (65, 25)]));
        let months: Vec<(&str, i64)> = insight.points.iter().map(|point| (point.label.as_str(), point.value)).collect();
        assert_eq!(months, [("2026-09", 75), ("2026-10", 50), ("2026-11", 37)]);
        assert_eq!(insight.sentence, "Median strength: 75 of 100 in 2026-09, with 3 check-ins; 37 in 2026-11, with 2.");
    }

    #[test]
    fn one_month_is_told_alone() {
        let insight = told(&reactions(&[(0, 50); 6]));
        assert_eq!(insight.sentence, "Median strength: 50 of 100 in 2026-09, with 6 check-ins.");
        assert!(told(&reactions(&[(0, 50); 5])).sentence.starts_with("It takes 6"));
    }
}
