//! Reminders: what a person wants to be reminded of, as wall-clock intent. The core decides what
//! would come and when; the platforms only execute.

mod plan;
pub(crate) mod store;

pub(crate) use plan::{Caps, Handled, due, plan, zones_of};

use serde::{Deserialize, Serialize};

use crate::guide::Changes;
use crate::id::{RecordId, ReminderId};
use crate::time::{CivilMinute, Moment, When};

/// What a reminder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The if-then of a check-in.
    SmallStep,
    /// Coming back to a check-in.
    FollowUp,
    /// A reply that was put off.
    PausedReply,
    /// Something regular.
    Routine,
}

/// Whose wall clock a reminder follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ZonePolicy {
    /// The phone's, wherever it is: nine o'clock is nine o'clock there.
    Floating,
    /// That of one zone.
    Fixed {
        /// IANA name.
        zone: String,
    },
}

/// A reminder as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Reminder {
    /// Stable id.
    pub id: ReminderId,
    /// The record it belongs to, if any.
    pub about: Option<RecordId>,
    /// What it is for.
    pub purpose: Purpose,
    /// When it comes.
    pub rule: When,
    /// By whose clock.
    pub policy: ZonePolicy,
    /// When it was made.
    pub made: Moment,
}

/// A reminder to be made.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NewReminder {
    /// What it is for.
    pub purpose: Purpose,
    /// When it comes; a one-off must lie in the future.
    pub rule: When,
    /// By whose clock.
    pub policy: ZonePolicy,
}

/// A reminder that was made, and what that changed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AddedReminder {
    /// The reminder.
    pub reminder: Reminder,
    /// What changed on disk.
    pub changes: Changes,
}

/// One occurrence that will come. It holds nothing a person wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Planned {
    /// Stable key, the same however often it is planned: use it as the notification's id.
    pub key: String,
    /// The reminder it is an occurrence of.
    pub reminder: ReminderId,
    /// What it is for.
    pub purpose: Purpose,
    /// The wall-clock minute at which it comes (after a gap: the first valid one).
    pub at: CivilMinute,
    /// The same as UTC milliseconds.
    pub fire_utc_ms: i64,
    /// After this it is dropped silently: no backlog of guilt.
    pub expires_utc_ms: i64,
    /// The neutral text that anybody may see.
    pub public_text: String,
}

/// What would come, soonest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Plan {
    /// At most 60 occurrences within 30 days.
    pub planned: Vec<Planned>,
    /// Reminders that cannot be placed because the phone does not know their zone.
    pub unplaced: Vec<ReminderId>,
}

/// What became of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum HandledAs {
    /// It was shown.
    Shown,
    /// The person did it.
    Done,
    /// The person let it go.
    Skipped,
}
