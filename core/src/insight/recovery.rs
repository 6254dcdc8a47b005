//! How long strong hurt took to ease.

use super::easing::duration;
use super::number::median;
use super::{Insight, InsightUnit, Series, Stamp, say};

/// A strong check-in, and after how many milliseconds a note said that it had eased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Strong {
    pub(super) at: Stamp,
    pub(super) eased_ms: Option<i64>,
}

/// As many as the sentence beside one's own line takes.
const MINIMUM: u32 = 3;
const HOUR_MS: i64 = 3_600_000;

pub(super) fn told(strong: &[Strong]) -> Insight {
    let eased = || strong.iter().filter_map(|one| Some((&one.at, one.eased_ms?)));
    let points: Vec<_> = eased().map(|(at, ms)| at.point((ms + HOUR_MS / 2).div_euclid(HOUR_MS), None)).collect();
    let series = Series { kind: "recovery", minimum: MINIMUM, n: points.len(), points, unit: InsightUnit::Hours };
    let n = series.n;
    series.told(|words| {
        let times = || eased().map(|(_, ms)| ms);
        let stretch = |ms: Option<i64>| ms.map(duration).unwrap_or_default();
        let (from, to) = (stretch(times().min()), stretch(times().max()));
        let key = if from == to { "same" } else { "main" };
        let places = [
            ("strong", strong.len().to_string()),
            ("n", n.to_string()),
            ("from", from),
            ("to", to),
            ("median", stretch(median(times()))),
        ];
        say(words, key, &places)
    })
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    #[test]
    fn only_what_was_noted_as_eased_counts() {
        let strong = |day, hours: Option<i64>| Strong { at: stamp(day), eased_ms: hours.map(|hours| hours * HOUR_MS) };
        let three = [strong(0, Some(20)), strong(2, None), strong(4, Some(4)), strong(6, Some(48))];
        let insight = told(&three);
        assert_eq!((insight.n, insight.points.len()), (3, 3));
        assert_eq!(
            insight.sentence,
            "Of 4 strong check-ins, 3 have a later note that it had eased: after 4 hours to 2 days, half of them within 20 hours."
        );
        assert!(told(&three[..3]).sentence.starts_with("It takes 3"));
        let alike = [strong(0, Some(4)), strong(2, Some(4)), strong(4, Some(4))];
        assert!(told(&alike).sentence.ends_with("each after 4 hours."));
    }
}
