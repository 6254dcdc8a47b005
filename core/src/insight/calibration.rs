//! What was expected of challenges beside what came: a calibration curve.

use super::number::{median, middle, percent};
use super::{Insight, InsightUnit, Point, Series, Stamp, say};
use crate::content::InsightWords;

/// How likely the feared outcome seemed, and how much of it came true: 0, 50 (partly) or 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) at: Stamp,
    pub(super) expected: u8,
    pub(super) came: u8,
}

const MINIMUM: u32 = 8;
/// Guesses by how sure they were, first and last percent.
const BINS: [(u8, u8); 4] = [(0, 25), (26, 50), (51, 75), (76, 100)];

pub(super) fn told(guesses: &[Guess]) -> Insight {
    let series = Series {
        kind: "calibration",
        minimum: MINIMUM,
        n: guesses.len(),
        points: BINS.into_iter().filter_map(|bin| point(guesses, bin)).collect(),
        unit: InsightUnit::Percent,
    };
    series.told(|words| sentence(words, guesses))
}

/// How much came true of the guesses in one bin, beside their median; none where there is no guess.
fn point(guesses: &[Guess], (from, to): (u8, u8)) -> Option<Point> {
    let here: Vec<&Guess> = guesses.iter().filter(|guess| (from..=to).contains(&guess.expected)).collect();
    let last = here.last()?;
    let places = [("from", from.to_string()), ("to", to.to_string()), ("n", here.len().to_string())];
    Some(Point {
        utc_ms: last.at.utc_ms,
        label: say(crate::content::pack().insight("calibration"), "bin", &places),
        value: rate(here.iter().copied()),
        second: Some(middle(here.iter().map(|guess| guess.expected))),
    })
}

/// How much of what was feared came true, in percent.
fn rate<'a>(guesses: impl Iterator<Item = &'a Guess> + Clone) -> i64 {
    let all = i64::try_from(guesses.clone().count()).unwrap_or(i64::MAX / 200);
    percent(guesses.map(|guess| i64::from(guess.came)).sum(), all * 100)
}

fn sentence(words: &InsightWords, guesses: &[Guess]) -> String {
    // The trivial answer: the same number every time.
    let base = rate(guesses.iter());
    let miss = |guess: &Guess, expected: i64| (expected - i64::from(guess.came)).abs();
    let nearer = guesses.iter().filter(|guess| miss(guess, base) < miss(guess, guess.expected.into())).count();
    let number = |came: u8| guesses.iter().filter(|guess| guess.came == came).count().to_string();
    let places = [
        ("n", guesses.len().to_string()),
        ("yes", number(100)),
        ("partly", number(50)),
        ("expected", median(guesses.iter().map(|guess| guess.expected.into())).unwrap_or(0).to_string()),
        ("base", base.to_string()),
        ("nearer", nearer.to_string()),
    ];
    say(words, "main", &places)
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn guesses(all: &[(u8, u8)]) -> Vec<Guess> {
        let guess =
            |(day, (expected, came)): (u32, &(u8, u8))| Guess { at: stamp(day), expected: *expected, came: *came };
        (0..).zip(all).map(guess).collect()
    }

    #[test]
    fn the_curve_has_bins_and_a_trivial_answer_beside_it() {
        let all = guesses(&[(75, 0), (100, 0), (80, 50), (50, 0), (25, 0), (75, 100), (90, 0), (60, 0), (100, 50)]);
        let insight = told(&all);
        assert_eq!(insight.n, 9);
        let bins: Vec<(&str, i64, Option<u8>)> =
            insight.points.iter().map(|point| (point.label.as_str(), point.value, point.second)).collect();
        assert_eq!(
            bins,
            [
                ("0 to 25 % (1)", 0, Some(25)),
                ("26 to 50 % (1)", 0, Some(50)),
                ("51 to 75 % (3)", 33, Some(75)),
                ("76 to 100 % (4)", 25, Some(95)),
            ]
        );
        // 200 of 900 came true: always 22 % beats the guess but for the sure and the modest ones.
        assert_eq!(
            insight.sentence,
            "What you feared came true in 1 of 9, partly in 2. Your guesses: 75 % in the middle. \
             Always expecting 22 % would have been nearer in 8 of 9."
        );
    }

    #[test]
    fn empty_bins_are_left_out_and_few_guesses_are_said_to_be_few() {
        let insight = told(&guesses(&[(80, 0)]));
        assert_eq!((insight.points.len(), insight.n), (1, 1));
        assert!(insight.sentence.starts_with("It takes 8"), "{}", insight.sentence);
        assert!(told(&[]).points.is_empty());
    }
}
