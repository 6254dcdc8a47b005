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
