//! Daily routine beside how strong it was: two medians, each with its number of days. It is shown
//! beside, never blamed.

use super::number::{median, middle};
use super::{Insight, InsightUnit, Series, Stamp, say};
use crate::content::InsightWords;

/// A day with minutes noted and at least one check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) at: Stamp,
    pub(super) minutes: u16,
    /// The median strength of that day's check-ins.
    pub(super) strength: u8,
}

/// What can be noted in minutes.
pub(super) const KINDS: [&str; 3] = ["sleep", "movement", "calm"];

const MINIMUM: u32 = 10;

pub(super) fn told(kind: &'static str, days: &[Day]) -> Insight {
    let points = days.iter().map(|day| day.at.point(day.minutes.into(), Some(day.strength))).collect();
    let series = Series { kind, minimum: MINIMUM, n: days.len(), points, unit: InsightUnit::Minutes };
    series.told(|words| sentence(words, days))
}

fn sentence(words: &InsightWords, days: &[Day]) -> String {
    let split = split(days);
    let (less, more): (Vec<&Day>, Vec<&Day>) = days.iter().partition(|day| i64::from(day.minutes) < split);
    let strength = |days: &[&Day]| middle(days.iter().map(|day| day.strength)).to_string();
    let places = [
        ("n", days.len().to_string()),
        ("split", say(words, "time", &[("h", (split / 60).to_string()), ("m", (split % 60).to_string())])),
        ("less", strength(&less)),
        ("less_n", less.len().to_string()),
        ("more", strength(&more)),
        ("more_n", more.len().to_string()),
    ];
    say(words, if less.is_empty() { "same" } else { "main" }, &places)
}

/// Where the days part: the median, or the next longer one where the median is also the least.
fn split(days: &[Day]) -> i64 {
    let minutes = || days.iter().map(|day| i64::from(day.minutes));
    let (middle, least) = (median(minutes()).unwrap_or(0), minutes().min().unwrap_or(0));
    if middle > least { middle } else { minutes().filter(|one| *one > least).min().unwrap_or(least) }
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn days(all: &[(u16, u8)]) -> Vec<Day> {
        let day = |(day, (minutes, strength)): (u32, &(u16, u8))| Day {
            at: stamp(day),
            minutes: *minutes,
            strength: *strength,
        };
        (0..).zip(all).map(day).collect()
    }

    #[test]
    fn shorter_and_longer_nights_stand_side_by_side() {
        let mut nights = vec![(330, 75); 4];
        nights.extend([(450, 50), (460, 50), (480, 25), (480, 50), (500, 75), (510, 25)]);
        let insight = told("sleep", &days(&nights));
        assert_eq!(
            insight.sentence,
            "Nights under 7 h 35 min: median strength 75 of 100 on 5 days. Nights of 7 h 35 min or more: 50 on 5 days. \
             Two numbers side by side, no more than that."
        );
        assert_eq!((insight.n, insight.points[0].value, insight.points[0].second), (10, 330, Some(75)));
    }

    #[test]
    fn nights_of_one_length_are_not_compared() {
        let insight = told("sleep", &days(&[(480, 50); 10]));
        assert!(insight.sentence.starts_with("The nights on these 10 days"), "{}", insight.sentence);
        let mostly_none: Vec<(u16, u8)> = [vec![(0, 50); 8], vec![(30, 25); 2]].concat();
        let insight = told("movement", &days(&mostly_none));
        assert!(insight.sentence.starts_with("Days with under 0 h 30 min of movement: median strength 50"));
        assert!(told("calm", &days(&[(0, 50); 9])).sentence.starts_with("It takes 10"));
    }
}
