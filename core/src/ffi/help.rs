//! Help with the journal open: the person's own lines, and which of them show before the lock.

use super::{Inner, Journal};
use crate::error::{Error, Result};
use crate::guide::{Answered, Area, Changes};
use crate::safety::{self, Asked, Concern, Help, OwnHelp};
use crate::settings;
use crate::time::Now;

#[uniffi::export]
impl Journal {
    /// Help for the region and age band that were chosen, with all of the person's own lines.
    pub fn help(&self, now: Now) -> Result<Help, Error> {
        let today = Some(now.check()?.date());
        self.inner.database.read(|connection| {
            let (region, band) = (settings::region(connection)?, settings::age_band(connection)?);
            let asked = Asked { region: region.as_deref(), band, concern: Concern::Own, today };
            Ok(safety::help(asked, safety::own_help(connection)?))
        })
    }

    /// The person's own lines in Help: contacts, then the safety plan line by line.
    pub fn own_help(&self) -> Result<Vec<OwnHelp>, Error> {
        self.inner.database.read(safety::own_help)
    }

    /// Shows exactly these of the person's own lines before the lock, by their ids; an empty list
    /// shows none, which is how it begins. A line that is changed or deleted later shows no more.
    /// Where the file outside the journal cannot be written it is an error, and nothing shows.
    pub fn show_before_lock(&self, lines: Vec<String>) -> Result<Changes, Error> {
        self.inner.database.write(|tx| safety::choose_before_lock(tx, &lines))?;
        self.inner.show_help()?;
        Ok(Changes::of([Area::Settings]))
    }
}

impl Inner {
    /// Brings the file that help reads before the lock up to date.
    pub(super) fn show_help(&self) -> Result<()> {
        let shown = self.database.read(safety::to_show)?;
        safety::write_shown(&self.directory, &shown)
    }

    /// The same after a call that changed records or settings. The call has done its work, so it
    /// does not fail with this; the next opening tries again.
    pub(super) fn after(&self, changes: &Changes) {
        if changes.areas.iter().any(|area| matches!(area, Area::Records | Area::Settings)) {
            let _ = self.show_help();
        }
    }

    pub(super) fn answered(&self, answered: Answered) -> Answered {
        self.after(&answered.changes);
        answered
    }

    pub(super) fn changed(&self, changes: Changes) -> Changes {
        self.after(&changes);
        changes
    }
}
