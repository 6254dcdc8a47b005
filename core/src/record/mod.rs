//! Records: everything a person leaves, whichever practice it came from.
//!
//! A record is a spine (what it is, when it was, what it is about) and a body: one typed shape per
//! practice, kept as JSON. So looking back, searching, editing, deleting and undoing are written
//! once, and a new practice brings its shape and nothing else.

mod search;
pub(crate) mod store;
mod tag;

pub use tag::Tag;
pub(crate) use tag::{merge_tags, rename_tag, set_tags, tags, tags_of};

use serde::{Deserialize, Serialize};

use crate::id::RecordId;
use crate::text::Words;
use crate::time::Moment;

/// The practice of check-ins.
pub(crate) const CHECK_IN: &str = "check_in";

/// Two ratings of the same thing, 0 to 100 each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
#[serde(default)]
pub struct Ratings {
    /// At first.
    pub before: Option<u8>,
    /// Later.
    pub after: Option<u8>,
}

/// What the safety scan noticed in one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct RiskMark {
    /// In which answer.
    pub prompt: String,
    /// 1 to 3; above that where somebody may come to harm or a body is failing.
    pub tier: u8,
    /// The rule that fired.
    pub pattern: String,
    /// Whether the person said "not what I meant".
    pub dismissed: bool,
}

/// Whether words may come back to the person by themselves: never where risk was noticed.
pub(crate) fn may_return(risk: &[RiskMark]) -> bool {
    // Worry about somebody else is no risk of the person's own.
    risk.iter().all(|mark| mark.dismissed || mark.tier == 3)
}

/// A record as kept: the spine, and the body as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: RecordId,
    pub(crate) practice: String,
    /// The record it belongs to or came from.
    pub(crate) about: Option<RecordId>,
    pub(crate) at: Moment,
    pub(crate) body: serde_json::Value,
    pub(crate) risk: Vec<RiskMark>,
    /// What a list shows of it.
    pub(crate) headline: Option<Words>,
    /// What it says for the person, where it is evidence.
    pub(crate) fact: Option<Words>,
}

impl Row {
    /// The body in its typed shape; fields that a later version added start empty.
    pub(crate) fn typed<B: serde::de::DeserializeOwned>(&self) -> crate::error::Result<B> {
        Ok(serde_json::from_value(self.body.clone())?)
    }

    /// Whether its words may come back by themselves.
    pub(crate) fn may_return(&self) -> bool {
        may_return(&self.risk)
    }
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RecordSummary {
    /// The record.
    pub id: RecordId,
    /// Which practice it is of, for instance `check_in` or `challenge`.
    pub practice: String,
    /// The practice by name.
    pub label: String,
    /// When.
    pub at: Moment,
    /// The words that say most about it, for instance the thought; none where nothing was written.
    pub headline: Option<Words>,
    /// Feelings by name, for instance "hurt, left out"; empty for most practices.
    pub feelings: String,
    /// How strong, 0 to 100, where it was rated.
    pub intensity: Option<u8>,
    /// Whether a check-in has been looked at closer.
    pub looked_closer: bool,
}

/// A page of records, newest first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RecordPage {
    /// The records.
    pub records: Vec<RecordSummary>,
    /// Pass this to get the next page; none on the last one.
    pub next: Option<RecordId>,
}

/// One earlier state of a record that was changed, as sentences.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EarlierVersion {
    /// When it was replaced, as UTC milliseconds.
    pub replaced_utc_ms: i64,
    /// What it said.
    pub story: Vec<crate::guide::StoryLine>,
}
