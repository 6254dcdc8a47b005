//! What a person sets about all reminders.

use serde::{Deserialize, Serialize};

use super::{Purpose, checked_date};
use crate::error::{Error, Field, Reason, Result};

/// What a person sets about all reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct ReminderSettings {
    /// Hours in which nothing comes; none until the person sets them, since every time is their own.
    pub quiet: Option<QuietHours>,
    /// How many notifications a day at most, 1 to 20.
    pub daily_cap: u8,
    /// Purposes that are off.
    pub off: Vec<Purpose>,
    /// How much a notification says, where it says more than the neutral text.
    pub details: Vec<PurposeDetail>,
    /// All reminders rest until this local date, on which they come again.
    pub rest_until: Option<String>,
}

/// Hours in which nothing comes, on the phone's wall clock. What falls into them comes at their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// First quiet minute of the day, 0 to 1439.
    pub from: u16,
    /// First minute that is not quiet any more, 0 to 1439; earlier than `from` if midnight lies between.
    pub to: u16,
}

/// How much a notification of one purpose says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct PurposeDetail {
    /// The purpose.
    pub purpose: Purpose,
    /// How much.
    pub detail: Detail,
}

/// How much a notification says where the phone is unlocked. On the lock screen it stays neutral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// The neutral text.
    Neutral,
    /// What it is for, in the pack's words.
    Purpose,
    /// The person's own words.
    Words,
}

const MOST_A_DAY: u8 = 20;

impl Default for ReminderSettings {
    fn default() -> Self {
        Self { quiet: None, daily_cap: 5, off: Vec::new(), details: Vec::new(), rest_until: None }
    }
}

impl ReminderSettings {
    /// Whether hours, numbers and dates are possible.
    pub(crate) fn check(&self) -> Result<()> {
        if let Some(quiet) = self.quiet {
            quiet.check()?;
        }
        if !(1..=MOST_A_DAY).contains(&self.daily_cap) {
            return Err(Error::invalid(Field::Count, Reason::OutOfRange));
        }
        self.rest_until.as_deref().map_or(Ok(()), |date| checked_date(date).map(drop))
    }

    /// How much a purpose says; the last word counts.
    pub(crate) fn detail(&self, purpose: Purpose) -> Detail {
        let said = self.details.iter().rev().find(|one| one.purpose == purpose);
        said.map_or(Detail::Neutral, |one| one.detail)
    }
}

impl QuietHours {
    /// A whole quiet day is no quiet hours but reminders switched off, and is refused.
    fn check(self) -> Result<()> {
        let possible = self.from < 1440 && self.to < 1440 && self.from != self.to;
        if possible { Ok(()) } else { Err(Error::invalid(Field::Minute, Reason::OutOfRange)) }
    }

    /// Whether a minute of the day is quiet. Where both ends are the same, every minute is.
    pub(crate) fn holds(self, minute: u16) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }

    /// Whether there is no minute that is not quiet.
    pub(crate) fn is_all_day(self) -> bool {
        self.from == self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_may_cross_midnight() {
        let night = QuietHours { from: 22 * 60, to: 7 * 60 };
        assert!(night.holds(23 * 60) && night.holds(0) && night.holds(419));
        assert!(!night.holds(420) && !night.holds(12 * 60));
        let noon = QuietHours { from: 720, to: 780 };
        assert!(noon.holds(720) && !noon.holds(780) && !noon.holds(0));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let settings = ReminderSettings::default;
        assert!(settings().check().is_ok());
        for bad in [
            ReminderSettings { quiet: Some(QuietHours { from: 600, to: 600 }), ..settings() },
            ReminderSettings { quiet: Some(QuietHours { from: 1440, to: 0 }), ..settings() },
            ReminderSettings { daily_cap: 0, ..settings() },
            ReminderSettings { daily_cap: 21, ..settings() },
            ReminderSettings { rest_until: Some("tomorrow".into()), ..settings() },
        ] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
    }
}
