//! What a check-in leaves.

use serde::Serialize;

use crate::guide::{Label, SortedLine};
use crate::id::{EntryId, PersonId};
use crate::text::Words;
use crate::time::Moment;

/// A check-in as kept. Everything is optional but when it happened: people stop where they like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct Entry {
    /// Stable id.
    pub id: EntryId,
    /// When the check-in was started.
    pub at: Moment,
    /// Whether everything was asked, or the person had enough.
    pub ended: EndedAs,
    /// Up to three feelings.
    pub feelings: Vec<Label>,
    /// How strong, 0 to 100.
    pub intensity: Option<u8>,
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
    /// Suggested thinking traps and what the person made of them.
    pub traps: Vec<TrapMark>,
    /// Something else the person noticed.
    pub other_trap: Option<Words>,
    /// The balanced thought, as the person left it.
    pub balanced: Option<Words>,
    /// How believable it is, 0 to 100.
    pub believability: Option<u8>,
    /// The implementation intention.
    pub if_then: Option<IfThen>,
    /// Whether re-rating was given or skipped; none where it was not offered.
    pub rerating: Option<Rerating>,
    /// How often the person came back to it.
    pub reopened: u32,
    /// What the safety scan noticed.
    pub risk: Vec<RiskMark>,
}

/// Two ratings of the same thing, 0 to 100 each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct Ratings {
    /// At first.
    pub before: Option<u8>,
    /// After looking closer.
    pub after: Option<u8>,
}

/// How a guide ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum EndedAs {
    /// Everything was asked.
    Whole,
    /// The person had enough.
    Enough,
}

/// Whether re-rating was given or skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Rerating {
    /// Given.
    Given,
    /// Offered and skipped.
    Skipped,
}

/// A suggested trap and the verdict on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct TrapMark {
    /// The trap's id.
    pub trap: String,
    /// Whether it fits.
    pub accepted: bool,
}

/// An implementation intention (Gollwitzer, 1999).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct IfThen {
    /// If this happens …
    pub cue: Words,
    /// … then I will do this.
    pub response: Words,
}

/// What the safety scan noticed in one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct RiskMark {
    /// In which answer.
    pub prompt: String,
    /// 1 to 3.
    pub tier: u8,
    /// The rule that fired.
    pub pattern: String,
    /// Whether the person said "not what I meant".
    pub dismissed: bool,
}

impl Entry {
    /// What the person wrote about the event and the thought.
    pub(crate) fn written(&self) -> impl Iterator<Item = &Words> {
        [&self.held_line, &self.event_line, &self.thought].into_iter().flatten()
    }

    /// Whether its words may come back to the person by themselves: never where risk was noticed.
    pub(crate) fn may_return(&self) -> bool {
        self.risk.iter().all(|mark| mark.dismissed || mark.tier > 2)
    }
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EntrySummary {
    /// The record.
    pub id: EntryId,
    /// When.
    pub at: Moment,
    /// Feelings by name, for instance "hurt, left out".
    pub feelings: String,
    /// How strong, 0 to 100.
    pub intensity: Option<u8>,
    /// The thought, or else the event, or else the line that was held.
    pub headline: Option<Words>,
    /// Whether it has been looked at closer.
    pub looked_closer: bool,
}

/// A page of records, newest first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EntryPage {
    /// The records.
    pub entries: Vec<EntrySummary>,
    /// Pass this to get the next page; none on the last one.
    pub next: Option<EntryId>,
}

/// What stands ready when a thought is back: nothing to fill in, no analysis.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReturningThought {
    /// The check-in it comes from.
    pub entry: EntryId,
    /// The person's own balanced line.
    pub line: Words,
    /// One thing they sorted as seen or heard, from the same check-in.
    pub fact: Option<Words>,
}
