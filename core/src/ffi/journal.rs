//! Looking back, and the few settings.

use std::sync::Arc;

use super::Inner;
use crate::checkin::{self, Entry, EntryPage, ReturningThought};
use crate::error::{Error, Result};
use crate::guide::{Area, Changes, StoryLine};
use crate::id::EntryId;
use crate::reminder::{self, Reminder};
use crate::safety;
use crate::settings;

/// Records of what was.
#[derive(uniffi::Object)]
pub struct Journal {
    pub(super) inner: Arc<Inner>,
}

#[uniffi::export]
impl Journal {
    /// Records, newest first: `limit` (1 to 200) of them, from after the record `after` on.
    pub fn timeline(&self, after: Option<EntryId>, limit: u16) -> Result<EntryPage, Error> {
        self.inner.database.read(|connection| checkin::page(connection, after.as_ref(), limit))
    }

    /// One record.
    pub fn entry(&self, id: EntryId) -> Result<Entry, Error> {
        self.inner.database.read(|connection| checkin::entry(connection, &id))
    }

    /// One record as sentences, in reading order.
    pub fn story(&self, id: EntryId) -> Result<Vec<StoryLine>, Error> {
        self.inner.database.read(|connection| {
            let entry = checkin::entry(connection, &id)?;
            let all = reminder::store::all(connection)?;
            let own: Vec<Reminder> = all.into_iter().filter(|reminder| reminder.entry.as_ref() == Some(&id)).collect();
            Ok(checkin::tell(&entry, &own))
        })
    }

    /// What stands ready when a thought is back; none until something was looked at closer.
    pub fn returning_thought(&self) -> Result<Option<ReturningThought>, Error> {
        self.inner.database.read(checkin::returning_thought)
    }

    /// The region chosen for help.
    pub fn region(&self) -> Result<Option<String>, Error> {
        self.inner.database.read(settings::region)
    }

    /// Chooses the region for help (a code of [`super::regions`]), or none.
    pub fn set_region(&self, code: Option<String>) -> Result<Changes, Error> {
        let code = code.map(|code| safety::region_exists(&code)).transpose()?;
        self.inner.database.write(|tx| settings::set_region(tx, code.as_deref()))?;
        Ok(Changes::of([Area::Settings]))
    }

    /// Everything stored, as canonical JSON: keys sorted, no white space, records by time. It holds
    /// what the person wrote; it is made for comparing journals, not for logs.
    pub fn canonical(&self) -> Result<String, Error> {
        Ok(self.inner.database.read(checkin::canonical)?.to_string())
    }
}
