//! The core of Steppingstone, a pocket companion for the minutes after social rejection.
//!
//! One crate holds the data, the guides, the reminder logic and the reappraisal engine; thin shells
//! in Kotlin, Swift and a terminal draw it. Read it from the top floor down:
//!
//! | floor | where | what |
//! | --- | --- | --- |
//! | ffi | [`ffi`] | one facade per area, thin bodies; [`error`] |
//! | app | `guide::runner`, `checkin::guide` | one user action, one transaction |
//! | store | `*/store.rs`, `db` | SQL of that area; open, read, write, migrations |
//! | domain | `guide`, `checkin`, `reappraisal`, `safety`, `grounding`, `reminder`, `circle` | types and rules: pure |
//! | ground | `time`, `text`, `content`, `id` | no clock, no randomness of their own |
//!
//! `now` is an argument everywhere, and so is the seed of ids: the same calls give the same journal.

uniffi::setup_scaffolding!();

mod belief;
mod checkin;
mod circle;
mod content;
mod db;
pub mod error;
pub mod ffi;
mod file;
mod grounding;
mod guide;
mod hash;
mod id;
mod insight;
mod lock;
mod plan;
mod practice;
mod practices;
mod reappraisal;
mod record;
mod reminder;
mod routine;
mod safety;
mod settings;
#[cfg(test)]
mod style;
mod text;
mod time;

pub use belief::OwnFact;
pub use checkin::{EndedAs, Entry, EvidenceMark, IfThen, OwnLine, Rerating, ReturningThought, TrapMark};
pub use circle::Supporter;
pub use db::Opened;
pub use error::{Field, Reason, SteppingstoneError, StorageKind, Thing};
pub use ffi::{
    Circle, Config, Guides, Insights, Journal, Noted, Practice, Reminders, Steppingstone, canonical_diff,
    canonical_help, canonical_json, canonical_plan, canonical_step, chrome, error_key, grounding_exercises, help,
    help_before_lock, lock_needed, lock_remove, lock_set_options, lock_set_pin, lock_state, lock_try, post_action,
    regions, reminder_rhythm, speak, suggested_region, written_outcome, written_reminder, written_reminder_settings,
};
pub use grounding::{Cue, Exercise, ExerciseVariant};
pub use guide::{
    Answer, Answered, Area, Card, Changes, Chip, ComposedPart, ComposedText, DraftSummary, GuessedLine, Input, Label,
    LabelFamily, LineKind, Offer, Person, Piece, Place, Prompt, QuickPick, Scale, Share, SortedLine, Start, Step,
    StoryLine, Suggestion, Verdict, Who,
};
pub use id::{DraftId, PersonId, RecordId, ReminderId, TagId};
pub use insight::{Insight, InsightUnit, InsightWindow, Point};
/// The engine's inside, for the lab, which learns its weights. Shells use guides.
pub mod engine {
    pub use crate::reappraisal::{BITS, Engine, Feature, Features, Head, NotWeights, TRAPS, Weights, features};
}
pub use lock::{LockAnswer, LockDelay, LockState, is_lock};
pub use reappraisal::{
    Alternative, Clause, ClauseKind, Lint, Reappraisal, TrapChance, TrapHit, alternatives, event_type, reappraise,
};
pub use record::{EarlierVersion, Ratings, RecordPage, RecordSummary, RiskMark, Tag};
pub use reminder::{
    AddedReminder, DeliveryConditions, DeliveryFinding, DeliveryLine, Detail, Diff, HandledAs, Held, HeldBack, Mend,
    NewReminder, Pending, Permission, Plan, Planned, Purpose, PurposeDetail, QuietHours, Reminder, ReminderSettings,
    Rule, Why, ZonePolicy,
};
/// The planner by itself, over plain data: for tests and benchmarks that want a hundred thousand lives without a
/// disk. Shells use [`Reminders`].
pub mod planner {
    pub use crate::reminder::{
        Caps, Handled, HandledOnce, Known, Snoozed, again, diff, due, is_action, next_wake, plan, zones_of,
    };
}
/// The rows of the helplines as they stand in the packs, and the file outside the journal: for whoever checks them.
pub mod help_data {
    pub use crate::safety::{RowToCheck, lines_in, rows_to_check};
}
pub use safety::{EmergencyNumbers, Finding, Help, Helpline, OwnHelp, Region, scan};
pub use settings::AgeBand;
pub use text::Words;
pub use time::{CivilMinute, Moment, Now, Repeat, Resolved, Weekday, When, ZoneRules, ZoneRulesError, ZoneTable};
