//! What a check-in leaves.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::guide::{Label, Share, SortedLine};
use crate::id::{PersonId, RecordId};
use crate::record::{Ratings, RiskMark, Row};
use crate::safety::scan;
use crate::text::Words;
use crate::time::Moment;

/// Events after which the other person's answer stands.
pub(crate) const A_NO: &[&str] = &["turned_down", "blocked", "ended", "died"];
/// Events that are losses: no why, no pie and no traps.
pub(crate) const LOSSES: &[&str] = &["ended", "died"];

/// A check-in as kept. Everything is optional but when it happened: people stop where they like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
#[serde(default)]
pub struct Entry {
    /// Stable id.
    #[serde(skip)]
    pub id: RecordId,
    /// When the check-in was started, or when it happened.
    #[serde(skip)]
    pub at: Moment,
    /// What the safety scan noticed.
    #[serde(skip)]
    pub risk: Vec<RiskMark>,
    /// Whether everything was asked, or the person had enough.
    pub ended: EndedAs,
    /// Up to three feelings.
    pub feelings: Vec<Label>,
    /// How strong, 0 to 100.
    pub intensity: Option<u8>,
    /// The line of their own that was offered when it was strong.
    pub own_line: Option<OwnLine>,
    /// The line saved so that it need not be held.
    pub held_line: Option<Words>,
    /// What came first when it was too much: `ground`, `pause`, `wait` or `go_on`.
    pub steadied: Option<String>,
    /// Id of the kind of event.
    pub event: Option<String>,
    /// What happened, in own words.
    pub event_line: Option<Words>,
    /// The automatic thought.
    pub thought: Option<Words>,
    /// How much it says about the person (self-definition), 0 to 100.
    pub about_me: Ratings,
    /// What was chosen next, an id of the prompt `now`.
    pub next_step: Option<String>,
    /// Who is to be asked or told.
    pub asked_person: Option<PersonId>,
    /// What to ask or tell them.
    pub asked_question: Option<Words>,
    /// Words for a boundary; nothing says they were sent.
    pub boundary: Option<Words>,
    /// What happened, documented.
    pub documented: Option<Words>,
    /// Sentences sorted into saw, heard and guessed.
    pub lines: Vec<SortedLine>,
    /// Belief in the thought, 0 to 100.
    pub belief: Ratings,
    /// What was unfamiliar or a mismatch, ids of the prompt `curious`.
    pub curious: Vec<String>,
    /// The same in own words.
    pub curious_note: Option<Words>,
    /// What is not known yet.
    pub unknown: Option<Words>,
    /// The perspective that was taken, an id of the prompt `perspective`.
    pub perspective: Option<String>,
    /// What was seen from there.
    pub distanced: Option<Words>,
    /// How strong it was after taking distance, 0 to 100; before is `intensity`.
    pub intensity_after: Option<u8>,
    /// Suggested thinking traps and what the person made of them.
    pub traps: Vec<TrapMark>,
    /// Something else the person noticed.
    pub other_trap: Option<Words>,
    /// Other explanations as shares of 100 (responsibility pie); the own part comes last.
    pub explanations: Vec<Share>,
    /// Own facts that were shown, and whether they count here.
    pub evidence: Vec<EvidenceMark>,
    /// The balanced thought, as the person left it.
    pub balanced: Option<Words>,
    /// How believable it is, 0 to 100.
    pub believability: Option<u8>,
    /// What was learned.
    pub learned: Option<Words>,
    /// Whether there is something to do differently: `nothing` or `something`.
    pub differently: Option<String>,
    /// What, in own words.
    pub differently_note: Option<Words>,
    /// Who could be asked about it.
    pub consult: Option<PersonId>,
    /// The implementation intention.
    pub if_then: Option<IfThen>,
    /// One small challenge.
    pub challenge: Option<Words>,
    /// Whether re-rating was given or skipped; none where it was not offered.
    pub rerating: Option<Rerating>,
    /// How often the person came back to it.
    pub reopened: u32,
}

/// A line of one's own that was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct OwnLine {
    /// The record of the line.
    pub line: RecordId,
    /// Whether it helped: `helped`, `not_now`.
    pub answer: String,
}

/// How a guide ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum EndedAs {
    /// Everything was asked.
    #[default]
    Whole,
    /// The person had enough.
    Enough,
}

/// Whether re-rating was given or skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Rerating {
    /// Given.
    Given,
    /// Offered and skipped.
    Skipped,
}

/// A suggested trap and the verdict on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct TrapMark {
    /// The trap's id.
    pub trap: String,
    /// Whether it fits.
    pub accepted: bool,
}

/// An own fact that was shown, and the verdict on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct EvidenceMark {
    /// The record it comes from.
    pub record: RecordId,
    /// Whether it counts here.
    pub counts: bool,
}

/// An implementation intention (Gollwitzer, 1999).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct IfThen {
    /// If this happens …
    pub cue: Words,
    /// … then I will do this.
    pub response: Words,
}

impl Entry {
    /// The check-in of a row.
    pub(crate) fn of(row: &Row) -> Result<Self> {
        let entry: Self = row.typed()?;
        Ok(Self { id: row.id.clone(), at: row.at.clone(), risk: row.risk.clone(), ..entry })
    }

    /// What the person wrote about the event and the thought.
    pub(crate) fn written(&self) -> impl Iterator<Item = &Words> {
        [&self.held_line, &self.event_line, &self.thought].into_iter().flatten()
    }

    /// Whether its words may come back to the person by themselves: never where risk was noticed.
    pub(crate) fn may_return(&self) -> bool {
        crate::record::may_return(&self.risk)
    }

    /// Hurtful, repeated, unsafe, or because of who the person is: nothing is explained away.
    pub(crate) fn is_mistreated(&self) -> bool {
        self.event_is_in(&["mistreated"]) || self.tells_of_danger()
    }

    /// Whether what was written sounds as if somebody else is a danger.
    pub(crate) fn tells_of_danger(&self) -> bool {
        self.written().any(|words| scan(&words.text).is_some_and(|finding| finding.is_danger()))
    }

    /// The other said no, blocked or ended it: nothing is planned towards them.
    pub(crate) fn is_a_no(&self) -> bool {
        self.event_is_in(A_NO)
    }

    /// A break-up or a death: no why.
    pub(crate) fn is_a_loss(&self) -> bool {
        self.event_is_in(LOSSES)
    }

    fn event_is_in(&self, ids: &[&str]) -> bool {
        self.event.as_deref().is_some_and(|event| ids.contains(&event))
    }

    /// Whether it has been looked at closer.
    pub(crate) fn looked_closer(&self) -> bool {
        self.belief.before.is_some() || self.balanced.is_some()
    }
}

/// What stands ready when a thought is back: nothing to fill in, no analysis.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReturningThought {
    /// The check-in it comes from.
    pub entry: RecordId,
    /// The person's own balanced line.
    pub line: Words,
    /// One fact of their own: evidence from any practice, or else something they sorted as seen or
    /// heard in the same check-in.
    pub fact: Option<Words>,
}
