//! The reappraisal engine: text in, suggestions out. Rules say which words show what, weights that the
//! lab learned say how likely it is; pure, whole numbers only, and silence is a result.
#![deny(clippy::float_arithmetic)]

mod chance;
mod clause;
mod compose;
mod event;
mod feature;
mod language;
mod reading;
mod rule;
mod trap;
mod verb;
mod weights;

pub use clause::{Clause, ClauseKind};
pub use compose::{Alternative, Lint, alternatives};
pub use event::event_type;
pub use feature::{BITS, Feature, Features};
pub use reading::{TrapChance, TrapHit};
pub use weights::{Head, NotWeights, Weights};

pub(crate) use clause::{clauses, guess};
pub(crate) use compose::{Material, compose};
pub(crate) use trap::suggest;

use reading::{Seen, unbalanced};
use rule::traps;
use weights::Model;

/// What the engine sees in a text. For the lab and for tests; guides use the parts. All chances are in millionths.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reappraisal {
    /// Whether it is in the language that the engine was taught. If not, all that follows is silent.
    pub is_english: bool,
    /// The clauses in order.
    pub clauses: Vec<Clause>,
    /// All thirteen traps, likeliest first; none where there is nothing to read.
    pub traps: Vec<TrapChance>,
    /// The traps that would be suggested, at most two.
    pub shown: Vec<TrapHit>,
    /// How much it reads like a thought that goes too far.
    pub unbalanced: u32,
    /// The 28 labels of `GoEmotions`; from one half on a label holds.
    pub emotions: Vec<(String, u32)>,
    /// Families of core beliefs.
    pub core_beliefs: Vec<(String, u32)>,
}

/// Reads one text as a thought, with the weights that ship.
pub fn reappraise(text: &str) -> Reappraisal {
    reappraise_with(weights::model(), text)
}

/// The family of core beliefs that a sentence says most clearly, with its chance, if that is `least` or more; none where
/// it reads balanced or plain.
pub(crate) fn core_family(text: &str, least: u32) -> Option<(&'static str, u32)> {
    let (model, seen) = (weights::model(), Seen::of(text));
    let [families] = seen.families(model, ["core."]);
    let clearest = families.into_iter().max_by_key(|(_, chance)| *chance).filter(|(_, chance)| *chance >= least)?;
    (seen.read(model).unbalanced >= PLAIN).then_some(clearest)
}

/// What a text may feel like, as words of the vocabulary of feelings, likeliest first, at most three: labels of
/// `GoEmotions` that hold, by the map in the pack. Labels that name no feeling after a rejection have no word there.
pub(crate) fn feelings(text: &str) -> Vec<&'static str> {
    let [mut emotions] = Seen::of(text).families(weights::model(), ["emotion."]);
    emotions.retain(|(_, chance)| *chance >= chance::SURE / 2);
    emotions.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let words = &crate::content::pack().feelings.suggested;
    emotions.into_iter().filter_map(|(label, _)| words.get(label).map(String::as_str)).take(MOST_FEELINGS).collect()
}

fn reappraise_with(model: &Model, text: &str) -> Reappraisal {
    let seen = Seen::of(text);
    let reading = seen.read(model);
    let [emotions, core_beliefs] = seen
        .families(model, ["emotion.", "core."])
        .map(|family| family.into_iter().map(|(name, chance)| (name.to_owned(), chance)).collect());
    Reappraisal {
        is_english: seen.is_english,
        clauses: clauses(text),
        traps: reading.traps,
        shown: reading.shown,
        unbalanced: reading.unbalanced,
        emotions,
        core_beliefs,
    }
}

/// The engine with weights of one's own, for the lab.
pub struct Engine(Model);

impl Engine {
    /// The engine with these weights, if they have all heads.
    pub fn new(weights: &Weights) -> Option<Self> {
        Model::of(weights).map(Self)
    }

    /// Reads one text as a thought.
    pub fn reappraise(&self, text: &str) -> Reappraisal {
        reappraise_with(&self.0, text)
    }
}

/// Below this a text reads plain or balanced. Short sentences about oneself often read milder than they are.
const PLAIN: u32 = chance::SURE / 5;

/// The most feelings that are suggested for one text.
const MOST_FEELINGS: usize = 3;

/// The thirteen thinking traps (terms after Beck, 1963, and Burns, 1980).
pub const TRAPS: [&str; 13] = [
    "all_or_nothing",
    "blaming",
    "catastrophizing",
    "comparing",
    "disqualifying_positive",
    "emotional_reasoning",
    "fortune_telling",
    "labeling",
    "mental_filter",
    "mind_reading",
    "overgeneralization",
    "personalization",
    "should",
];

/// What stands in a text, as the weights see it.
pub fn features(text: &str) -> Features {
    let tokens = crate::text::tokens(text);
    feature::features(&tokens, &rule::hits(&tokens))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feelings_are_suggested_from_what_is_written_and_only_those_that_hold() {
        assert!(feelings("I am so sad that they left").contains(&"sad"));
        assert!(feelings("I was so embarrassed and ashamed in front of them").contains(&"embarrassed"));
        assert!(feelings("Thanks, that was great fun").is_empty());
        for silent in ["", "…", "Ich bin so traurig, dass sie gegangen sind", &"sad ".repeat(30_000)] {
            assert!(feelings(silent).len() <= MOST_FEELINGS);
        }
        assert!(feelings("Ich bin so traurig, dass sie ohne mich gegangen sind").is_empty());
    }

    #[test]
    fn a_family_of_core_beliefs_is_told_only_where_a_thought_goes_too_far() {
        assert_eq!(core_family("Nobody could ever love me", 0).map(|(family, _)| family), Some("unlovable"));
        assert_eq!(core_family("I'm weak and I can't cope", 0).map(|(family, _)| family), Some("helpless"));
        assert_eq!(core_family("I'm worthless", 0).map(|(family, _)| family), Some("worthless"));
        for plain in ["I was late", "They did not answer yet", "", "Niemand mag mich"] {
            assert_eq!(core_family(plain, 0), None, "{plain}");
        }
        assert_eq!(core_family("Nobody could ever love me", chance::SURE + 1), None);
    }
}
