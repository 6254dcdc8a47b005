//! The reappraisal engine, first version: small and honest. Text in, suggestions out; pure, integer
//! scores only, and silence is a result.
#![deny(clippy::float_arithmetic)]

mod clause;
mod compose;
mod event;
mod trap;
mod verb;

pub use clause::{Clause, ClauseKind};
pub use compose::{Alternative, Lint, alternatives};
pub use event::event_type;
pub use trap::TrapHit;

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

/// How unbalanced a text reads, 0 to 1000, by the rules alone.
fn unbalanced(text: &str) -> u16 {
    let surest = traps(text).first().map_or(0, |hit| hit.score);
    surest.saturating_mul(100).min(1000)
}
