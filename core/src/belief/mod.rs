//! Beliefs and what speaks for and against them: own dated facts, core beliefs, counter-examples.

mod core_belief;
mod core_belief_evidence;
mod core_belief_rating;
mod evidence;
mod leaning;
mod repeated;
mod strength;
mod viewpoint;

pub(crate) use core_belief::CoreBelief;
pub(crate) use core_belief_evidence::CoreBeliefEvidence;
pub(crate) use core_belief_rating::CoreBeliefRating;
pub use evidence::OwnFact;
pub(crate) use evidence::{Fact, Situation, content_words, counted, facts, found, rank, suggestion};
pub(crate) use strength::{Strength, noted_strengths};
pub(crate) use viewpoint::Viewpoint;

use crate::checkin::Entry;
use crate::error::Result;
use crate::guide::{Form, Opening};
use crate::record::Row;
use crate::safety::scan;

/// Events about which nothing is looked at in another light: mistreatment, and losses.
const SPARED: &[&str] = &["mistreated", "ended", "died"];

/// Whether a check-in is not reappraised: what was done to the person is not explained away, and
/// "missing them is not a thinking error".
pub(crate) fn is_spared(entry: &Entry) -> bool {
    let named = entry.event.as_deref().is_some_and(|event| SPARED.contains(&event));
    named || entry.written().filter_map(|words| scan(&words.text)).any(|finding| finding.is_danger())
}

/// Whether a guide may start from there: nothing more is asked about a record in which risk was
/// noticed, but a note of the guide's own can always be put right.
fn is_free(opening: &Opening<'_>, practice: &str) -> bool {
    opening.about.as_ref().is_none_or(|row| row.practice == practice || row.may_return())
}

/// The belief that a guide is about. Where risk was noticed it is empty: nothing is asked about it.
fn belief_of(opening: &Opening<'_>) -> Result<core_belief::Belief> {
    let row = opening.about_of(CoreBelief::PRACTICE)?.filter(Row::may_return);
    Ok(row.map(|row| row.typed()).transpose()?.unwrap_or_default())
}
