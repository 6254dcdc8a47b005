//! Two ratings of the same thing: before and after, expected and found.

use super::number::middle;
use super::{Insight, InsightUnit, Series, Stamp, say};

/// Before and after, 0 to 100 each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) at: Stamp,
    pub(super) before: u8,
    pub(super) after: u8,
}

/// How many pairs it takes.
const MINIMUM: u32 = 5;

pub(super) fn told(kind: &'static str, pairs: &[Pair]) -> Insight {
    let points = pairs.iter().map(|pair| pair.at.point(pair.before.into(), Some(pair.after))).collect();
    let series = Series { kind, minimum: MINIMUM, n: pairs.len(), points, unit: InsightUnit::OfHundred };
    let number = |which: fn(&Pair) -> bool| pairs.iter().filter(|pair| which(pair)).count().to_string();
    series.told(|words| {
        let places = [
            ("n", pairs.len().to_string()),
            ("lower", number(|pair| pair.after < pair.before)),
            ("same", number(|pair| pair.after == pair.before)),
            ("higher", number(|pair| pair.after > pair.before)),
            ("before", middle(pairs.iter().map(|pair| pair.before)).to_string()),
            ("after", middle(pairs.iter().map(|pair| pair.after)).to_string()),
        ];
        say(words, "main", &places)
    })
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn pairs(ratings: &[(u8, u8)]) -> Vec<Pair> {
        let pair = |(day, (before, after)): (u32, &(u8, u8))| Pair { at: stamp(day), before: *before, after: *after };
        (0..).zip(ratings).map(pair).collect()
    }

    #[test]
    fn it_counts_what_fell_stayed_and_rose() {
        let insight = told("about_me", &pairs(&[(75, 50), (75, 25), (50, 50), (25, 50), (100, 75)]));
        assert_eq!((insight.n, insight.minimum, insight.points.len()), (5, 5, 5));
        assert_eq!(
            insight.sentence,
            "After looking closer it said less about you in 3 of 5, the same in 1, more in 1. \
             Median: 75, then 50 of 100."
        );
        assert_eq!((insight.points[1].value, insight.points[1].second), (75, Some(25)));
        assert_eq!(insight.points[1].label, "2026-09-02");
    }

    #[test]
    fn below_the_minimum_it_says_how_many_it_takes() {
        let insight = told("belief", &pairs(&[(75, 0)]));
        assert_eq!(insight.sentence, "It takes 5 thoughts rated again after looking closer. So far: 1.");
        assert_eq!(insight.points.len(), 1);
        assert_eq!(told("mood", &[]).sentence, "It takes 5 moods rated before and after. So far: 0.");
    }
}
