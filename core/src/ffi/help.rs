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
    fn show_help(&self) -> Result<()> {
        let shown = self.database.read(safety::to_show)?;
        safety::write_shown(&self.directory, &shown)
    }

    /// The same where nothing that is gone can come back: then it is forgotten that it was chosen.
    pub(super) fn settle_help(&self) -> Result<()> {
        if self.database.read(safety::has_gone)? {
            self.database.write(safety::forget_gone)?;
        }
        self.show_help()
    }

    /// After a guide that may have changed a line. The call has done its work, so it does not fail with
    /// this; the next opening tries again.
    pub(super) fn answered(&self, answered: Answered) -> Answered {
        if is_shown(&answered.changes) {
            let _ = self.settle_help();
        }
        answered
    }

    /// The same after a call that changed records or settings, and may be undone.
    pub(super) fn changed(&self, changes: Changes) -> Changes {
        if is_shown(&changes) {
            let _ = self.show_help();
        }
        changes
    }
}

fn is_shown(changes: &Changes) -> bool {
    changes.areas.iter().any(|area| matches!(area, Area::Records | Area::Settings))
}
