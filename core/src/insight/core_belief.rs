//! A core belief over weeks: how true the old and the newer view felt, and how strong the reaction was.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::number::middle;
use super::{Insight, InsightUnit, Point, Series, Stamp, say};
use crate::content::InsightWords;
use crate::id::RecordId;
use crate::text::Words;
use crate::time::{earlier, parse_date};

/// One rating of a core belief, 0 to 100 each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weekly {
    pub(super) belief: RecordId,
    /// The belief in the person's own words.
    pub(super) name: Option<Words>,
    pub(super) at: Stamp,
    /// How true the old belief felt.
    pub(super) old: u8,
    /// How true the newer one felt.
    pub(super) new: Option<u8>,
    /// How strong the reaction was.
    pub(super) reaction: Option<u8>,
}

const MINIMUM: u32 = 4;
/// Halves of the reaction are told from this many on.
const HALVES: usize = 4;

/// One insight for each core belief that was rated, the one rated last first.
pub(super) fn told(ratings: &[Weekly]) -> Vec<Insight> {
    let mut order: Vec<&RecordId> = Vec::new();
    for rating in ratings.iter().rev() {
        if !order.contains(&&rating.belief) {
            order.push(&rating.belief);
        }
    }
    if order.is_empty() {
        return vec![series(&[]).none()];
    }
    let of = |id: &RecordId| ratings.iter().filter(|rating| rating.belief == *id).collect::<Vec<_>>();
    order.into_iter().map(|id| one(&of(id), id)).collect()
}

fn one(ratings: &[&Weekly], id: &RecordId) -> Insight {
    let name = ratings.last().and_then(|rating| rating.name.clone());
    series(ratings).told(|words| sentence(words, ratings)).of(id, name)
}

/// A point per week, its last rating, named by its Monday.
fn series(ratings: &[&Weekly]) -> Series {
    let mut weeks: BTreeMap<String, Point> = BTreeMap::new();
    for rating in ratings {
        let week = monday(&rating.at.date);
        let point = Point { label: week.clone(), ..rating.at.point(rating.old.into(), rating.new) };
        weeks.insert(week, point);
    }
    let points = weeks.into_values().collect();
    Series { kind: "core_belief", minimum: MINIMUM, n: ratings.len(), points, unit: InsightUnit::OfHundred }
}

fn monday(date: &str) -> String {
    let day = parse_date(date);
    day.map_or_else(|| date.to_owned(), |day| earlier(day, day.weekday().num_days_from_monday().into()).to_string())
}

fn sentence(words: &InsightWords, ratings: &[&Weekly]) -> String {
    let (Some(first), Some(last)) = (ratings.first(), ratings.last()) else { return String::new() };
    let later = ratings.iter().skip(1);
    let places = [
        ("n", ratings.len().to_string()),
        ("first", first.old.to_string()),
        ("last", last.old.to_string()),
        ("lower", later.clone().filter(|rating| rating.old < first.old).count().to_string()),
        ("later", later.count().to_string()),
    ];
    say(words, "main", &places) + &newer(words, ratings) + &reaction(words, ratings)
}

/// The newer view, where it was rated more than once.
fn newer(words: &InsightWords, ratings: &[&Weekly]) -> String {
    let new: Vec<u8> = ratings.iter().filter_map(|rating| rating.new).collect();
    match new.as_slice() {
        [first, .., last] => say(words, "new", &[("first", first.to_string()), ("last", last.to_string())]),
        _ => String::new(),
    }
}

fn reaction(words: &InsightWords, ratings: &[&Weekly]) -> String {
    let reactions: Vec<u8> = ratings.iter().filter_map(|rating| rating.reaction).collect();
    if reactions.len() < HALVES {
        return String::new();
    }
    let (early, late) = reactions.split_at(reactions.len() / 2);
    let median = |half: &[u8]| middle(half.iter().copied()).to_string();
    say(words, "reaction", &[("early", median(early)), ("late", median(late))])
}

#[cfg(test)]
mod tests {
    use super::super::stamp;
    use super::*;

    fn rating(day: u32, old: u8, new: Option<u8>, reaction: Option<u8>) -> Weekly {
        let belief = RecordId("b".into());
        Weekly { belief, name: Some(Words::new("I am too much")), at: stamp(day), old, new, reaction }
    }

    #[test]
    fn weeks_have_one_point_and_every_rating_counts() {
        // 1 September 2026 is a Tuesday; days 0 and 4 fall into one week.
        let ratings = [
            rating(0, 80, None, Some(75)),
            rating(4, 75, Some(25), Some(75)),
            rating(7, 80, Some(30), Some(50)),
            rating(14, 60, Some(45), Some(25)),
        ];
        let insights = told(&ratings);
        assert_eq!(insights.len(), 1);
        assert_eq!((insights[0].n, insights[0].points.len()), (4, 3));
        assert_eq!(insights[0].points[0].label, "2026-08-31");
        assert_eq!((insights[0].points[0].value, insights[0].points[0].second), (75, Some(25)));
        assert_eq!(
            insights[0].sentence,
            "Rated 4 times: 80 of 100 at first, 60 the last time. Lower than at first in 2 of the 3 after that. \
             The newer view: 25, then 45. Reaction: 75 in the earlier half, 37 in the later half."
        );
    }

    #[test]
    fn beliefs_are_not_mixed() {
        let other = Weekly { belief: RecordId("c".into()), ..rating(5, 50, None, None) };
        let insights = told(&[rating(0, 80, None, None), other]);
        assert_eq!(insights.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["core_belief/c", "core_belief/b"]);
        assert_eq!(insights[0].sentence, "It takes 4 ratings. So far: 1.");
        assert_eq!(told(&[])[0].sentence, "It takes 4 ratings of one. So far: 0.");
    }
}
