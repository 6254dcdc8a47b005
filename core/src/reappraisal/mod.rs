//! The reappraisal engine, first version: small and honest. Text in, suggestions out; pure, integer
//! scores only, and silence is a result.
#![deny(clippy::float_arithmetic)]

mod chance;
mod clause;
mod compose;
mod feature;
mod trap;
mod weights;

pub use clause::{Clause, ClauseKind};
pub use feature::{Feature, Features};
pub use trap::TrapHit;
pub use weights::{Head, NotWeights, Weights};

pub(crate) use clause::{clauses, guess};
pub(crate) use compose::{Material, compose};
pub(crate) use trap::{suggest, traps};

/// What the engine sees in a text: clauses and suspected traps. For the lab and for tests; guides
/// use the parts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reappraisal {
    /// The clauses in order.
    pub clauses: Vec<Clause>,
    /// All traps that any rule suspects, best first.
    pub traps: Vec<TrapHit>,
    /// The ids of the traps that would be suggested, at most two.
    pub shown: Vec<String>,
}

/// Reads one text as a thought.
pub fn reappraise(text: &str) -> Reappraisal {
    let traps = traps(text);
    let shown = trap::shown(&traps).map(|hit| hit.trap.clone()).collect();
    Reappraisal { clauses: clauses(text), traps, shown }
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
    feature::features(&crate::text::tokens(text), std::iter::empty())
}
