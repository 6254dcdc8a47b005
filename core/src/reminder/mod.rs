//! Reminders: what a person wants to be reminded of, as wall-clock intent. The core decides what
//! would come and when; the platforms only execute.
//!
//! A reminder has a rule; a rule has occurrences; each occurrence has a key that is the same
//! however often it is planned, and comes at most once. [`plan`] and [`due`] are pure functions of
//! what is stored, a zone table and `now`.

mod check;
mod inbox;
mod occurrence;
mod place;
mod plan;
mod settings;
pub(crate) mod store;

pub use check::{DeliveryConditions, DeliveryFinding, Mend, Permission};
pub use settings::{Detail, PurposeDetail, QuietHours, ReminderSettings};

pub(crate) use check::check;
pub use inbox::is_action;
pub(crate) use inbox::{Posted, post, take, waiting};
pub use occurrence::again;
pub use plan::{Caps, Known, diff, due, next_wake, plan, zones_of};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Field, Reason, Result};
use crate::guide::Changes;
use crate::id::{RecordId, ReminderId};
use crate::text::Words;
use crate::time::{CivilMinute, Moment, Now, Repeat, When, parse_date};

/// What a reminder is for, the most urgent first: where a day holds too many, the last ones give way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A reply that was put off.
    PausedReply,
    /// A time for being disappointed is over.
    GraceEnd,
    /// A challenge that was set for a day.
    Challenge,
    /// The if-then of a check-in, or another small step.
    SmallStep,
    /// Trying an adjustment.
    AdjustmentTry,
    /// Rating belief and about-me again, a day later.
    ReRating,
    /// Coming back to something that was begun.
    FollowUp,
    /// Something regular.
    Routine,
}

impl Purpose {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 8] = [
        Self::PausedReply,
        Self::GraceEnd,
        Self::Challenge,
        Self::SmallStep,
        Self::AdjustmentTry,
        Self::ReRating,
        Self::FollowUp,
        Self::Routine,
    ];

    /// Its id, as it is stored and as the packs name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::PausedReply => "paused_reply",
            Self::GraceEnd => "grace_end",
            Self::Challenge => "challenge",
            Self::SmallStep => "small_step",
            Self::AdjustmentTry => "adjustment_try",
            Self::ReRating => "re_rating",
            Self::FollowUp => "follow_up",
            Self::Routine => "routine",
        }
    }

    /// Whether it waits for a stretch of time, and not for an hour on the wall clock.
    pub(crate) fn is_elapsed(self) -> bool {
        matches!(self, Self::PausedReply | Self::GraceEnd)
    }
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

/// When a reminder comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rule {
    /// At a minute of the wall clock, once or repeated.
    Wall {
        /// Which minute, and how it repeats.
        when: When,
    },
    /// Once, a stretch of time after it was made, whatever clocks and zones do meanwhile.
    After {
        /// How long, 1 minute to 60 days.
        minutes: u32,
    },
}

/// The longest stretch: 60 days, in minutes.
const LONGEST_STRETCH: u32 = 60 * 24 * 60;

impl Rule {
    fn check(&self, now: &Moment) -> Result<()> {
        match self {
            Self::After { minutes } if (1..=LONGEST_STRETCH).contains(minutes) => Ok(()),
            Self::After { .. } => Err(Error::invalid(Field::Span, Reason::OutOfRange)),
            Self::Wall { when } => {
                when.check()?;
                let is_past = when.repeat == Repeat::Once && when.first.check()? <= now.local();
                if is_past { Err(Error::invalid(Field::Date, Reason::OutOfRange)) } else { Ok(()) }
            }
        }
    }
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
    pub rule: Rule,
    /// By whose clock.
    pub policy: ZonePolicy,
    /// When it was made.
    pub made: Moment,
    /// The last local date on which it comes (`YYYY-MM-DD`); none if it has no end.
    pub ends: Option<String>,
    /// It rests until this local date, on which it comes again; none if it does not rest.
    pub rests_until: Option<String>,
}

impl Reminder {
    /// When it comes, as a moment on the wall clock where it was made.
    pub(crate) fn as_asked(&self) -> When {
        match &self.rule {
            Rule::Wall { when } => when.clone(),
            Rule::After { minutes } => When { first: self.made.civil_after(*minutes), repeat: Repeat::Once },
        }
    }
}

/// A reminder to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct NewReminder {
    /// What it is for.
    pub purpose: Purpose,
    /// When it comes; a one-off must lie in the future.
    pub rule: Rule,
    /// By whose clock.
    pub policy: ZonePolicy,
    /// The last local date on which it comes, if it has an end.
    #[uniffi(default = None)]
    pub ends: Option<String>,
}

impl NewReminder {
    /// Whether it can ever come.
    pub(crate) fn check(&self, now: &Moment) -> Result<()> {
        self.rule.check(now)?;
        if let ZonePolicy::Fixed { zone } = &self.policy {
            Now { zone: zone.clone(), utc_ms: 0, offset_seconds: 0 }.check()?;
        }
        let Some(ends) = &self.ends else { return Ok(()) };
        let ends = checked_date(ends)?;
        let starts = match &self.rule {
            Rule::Wall { when } => when.first.check()?.date(),
            Rule::After { .. } => now.date(),
        };
        // It would have ended before it began, or today before this moment: it could never come.
        if ends < starts.max(now.date()) { Err(Error::invalid(Field::Date, Reason::OutOfRange)) } else { Ok(()) }
    }
}

pub(crate) fn checked_date(date: &str) -> Result<chrono::NaiveDate> {
    parse_date(date).ok_or_else(|| Error::invalid(Field::Date, Reason::Malformed))
}

/// A reminder that was made, and what that changed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AddedReminder {
    /// The reminder.
    pub reminder: Reminder,
    /// What changed on disk.
    pub changes: Changes,
}

/// One occurrence that will come, or has. It holds nothing a person wrote, unless they chose that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Planned {
    /// Stable key, the same however often it is planned: use it as the notification's id.
    pub key: String,
    /// The keys it stands for: its own first, then those that fell into the same minute.
    pub keys: Vec<String>,
    /// The reminder it is an occurrence of.
    pub reminder: ReminderId,
    /// The record to open, if it belongs to one.
    pub about: Option<RecordId>,
    /// What it is for.
    pub purpose: Purpose,
    /// The phone's wall-clock minute at which it comes.
    pub at: CivilMinute,
    /// The same as UTC milliseconds.
    pub fire_utc_ms: i64,
    /// After this it is dropped silently: no backlog of guilt.
    pub expires_utc_ms: i64,
    /// Why it comes at this minute.
    pub why: Why,
    /// The neutral text that anybody may see.
    pub public_text: String,
    /// What it says where the phone is unlocked; none: the neutral text.
    pub text: Option<Words>,
    /// Changes whenever what the phone must show or do changes; 16 hexadecimal digits.
    pub content_hash: String,
    /// Whether it was shown already.
    pub shown: bool,
}

/// Why an occurrence comes at its minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was asked for at this minute.
    Asked,
    /// The clock skips the minute that was asked for: this is the first valid one after it.
    ClockSkipped,
    /// It was asked for within quiet hours: this is their end.
    QuietHours,
    /// The person put it off.
    PutOff,
}

/// Something that does not come, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Held {
    /// The reminder.
    pub reminder: ReminderId,
    /// The occurrence, where it is one of them and not all.
    pub key: Option<String>,
    /// Why.
    pub why: HeldBack,
}

/// Why a reminder or an occurrence does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum HeldBack {
    /// The phone does not know the reminder's time zone.
    ZoneUnknown,
    /// Reminders of this purpose are off.
    PurposeOff,
    /// It rests, or all reminders do.
    Resting,
    /// Quiet hours fill the whole day.
    QuietHours,
    /// That day holds as many as it may, and the others are more urgent.
    DailyCap,
}

/// What would come, soonest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Plan {
    /// At most 60 notifications within 30 days.
    pub planned: Vec<Planned>,
    /// What does not come, and why: at most 200.
    pub held: Vec<Held>,
    /// Everything that comes until then is planned; plan again before it.
    pub complete_until_utc_ms: i64,
}

/// A notification that the phone holds already.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// Its key.
    pub key: String,
    /// The hash it was made with; empty if the phone does not know it any more.
    pub content_hash: String,
}

/// What a phone that holds its own list of notifications must do, in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct Diff {
    /// Keys to take off the list.
    pub remove: Vec<String>,
    /// Notifications to add; one of the same key is replaced.
    pub add: Vec<Planned>,
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
    /// The person put it off; it comes once more.
    Later {
        /// For how long, 1 minute to 7 days.
        minutes: u16,
    },
}

/// The longest that something can be put off: 7 days, in minutes.
const LONGEST_LATER: u16 = 7 * 24 * 60;

impl HandledAs {
    pub(crate) fn check(self) -> Result<()> {
        match self {
            Self::Later { minutes } if !(1..=LONGEST_LATER).contains(&minutes) => {
                Err(Error::invalid(Field::Span, Reason::OutOfRange))
            }
            _ => Ok(()),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Later { .. } => "later",
        }
    }
}

/// What is on disk about a handled occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandledOnce {
    /// Whether it was only shown, and still waits for the person.
    pub is_open: bool,
    /// `shown`, `done`, `skipped` or `later`.
    pub verb: String,
    /// When it was first handled.
    pub utc_ms: i64,
}

/// Occurrences that were handled, by key.
pub type Handled = BTreeMap<String, HandledOnce>;

/// An occurrence that was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snoozed {
    /// The key under which it comes again.
    pub key: String,
    /// Its reminder.
    pub reminder: ReminderId,
    /// When it comes again.
    pub fire_utc_ms: i64,
}

/// One line of the log: what was handed to the phone, and what came of it. Ids and times only.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeliveryLine {
    /// The occurrence.
    pub key: String,
    /// What it is for.
    pub purpose: Purpose,
    /// When it should come (UTC milliseconds).
    pub fire_utc_ms: i64,
    /// When the phone was last told of it.
    pub armed_utc_ms: i64,
    /// When it was shown; none if it was not, as far as the core knows.
    pub shown_utc_ms: Option<i64>,
    /// How much later than it should have, in milliseconds; 0 or more.
    pub late_ms: Option<i64>,
    /// What the person did: `done`, `skipped` or `later`.
    pub handled: Option<String>,
    /// When they did it.
    pub handled_utc_ms: Option<i64>,
}
