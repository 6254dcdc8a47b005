//! Reminders: the core decides, the platforms execute.

use std::sync::Arc;

use super::Inner;
use crate::error::{Error, Field, Reason, Result};
use crate::guide::{Area, Changes};
use crate::id::ReminderId;
use crate::reminder::{
    self, AddedReminder, Caps, Handled, HandledAs, NewReminder, Plan, Planned, Reminder, ZonePolicy,
};
use crate::time::{Moment, Now, Repeat, ZoneRules, ZoneTable};

/// What a person wants to be reminded of.
#[derive(uniffi::Object)]
pub struct Reminders {
    pub(super) inner: Arc<Inner>,
}

#[uniffi::export]
impl Reminders {
    /// All reminders, oldest first.
    pub fn all(&self) -> Result<Vec<Reminder>, Error> {
        self.inner.database.read(reminder::store::all)
    }

    /// Makes a reminder by hand; guides make their own.
    pub fn add(&self, new: NewReminder, now: Now) -> Result<AddedReminder, Error> {
        let now = now.check()?;
        new.rule.check()?;
        if new.rule.repeat == Repeat::Once && new.rule.first.check()? <= now.local() {
            return Err(Error::invalid(Field::Date, Reason::OutOfRange));
        }
        if let ZonePolicy::Fixed { zone } = &new.policy {
            Now { zone: zone.clone(), utc_ms: 0, offset_seconds: 0 }.check()?;
        }
        let id = ReminderId(self.inner.ids.next(now.utc_ms));
        let reminder =
            Reminder { id, about: None, purpose: new.purpose, rule: new.rule, policy: new.policy, made: now };
        self.inner.database.write(|tx| reminder::store::insert(tx, &reminder))?;
        Ok(AddedReminder { reminder, changes: Changes::of([Area::Reminders]) })
    }

    /// Removes a reminder and everything planned of it.
    pub fn remove(&self, id: ReminderId) -> Result<Changes, Error> {
        self.inner.database.write(|tx| reminder::store::remove(tx, &id))?;
        Ok(Changes::of([Area::Reminders]))
    }

    /// What would come within 30 days, at most 60 occurrences, soonest first. Ask again at start
    /// and after every change of clock, zone or permission: planning twice is planning once.
    pub fn plan(&self, now: Now, zones: Arc<dyn ZoneRules>) -> Result<Plan, Error> {
        let now = now.check()?;
        let (reminders, handled, table) = self.known(&now, zones.as_ref())?;
        Ok(reminder::plan(&now, &table, &reminders, &handled, Caps::DEFAULT))
    }

    /// What has come, is not expired, and was neither done nor let go, oldest first.
    pub fn due(&self, now: Now, zones: Arc<dyn ZoneRules>) -> Result<Vec<Planned>, Error> {
        let now = now.check()?;
        let (reminders, handled, table) = self.known(&now, zones.as_ref())?;
        Ok(reminder::due(&now, &table, &reminders, &handled))
    }

    /// Notes what became of an occurrence. It never comes again, whatever the clock does.
    pub fn handle(&self, key: String, outcome: HandledAs, now: Now) -> Result<Changes, Error> {
        let now = now.check()?;
        self.inner.database.write(|tx| reminder::store::handle(tx, &key, outcome, &now))?;
        Ok(Changes::of([Area::Reminders]))
    }
}

impl Reminders {
    /// The stored side first, then the phone's zone rules: nothing is locked while they are asked.
    fn known(&self, now: &Moment, zones: &dyn ZoneRules) -> Result<(Vec<Reminder>, Handled, ZoneTable)> {
        let (reminders, handled) = self
            .inner
            .database
            .read(|connection| Ok((reminder::store::all(connection)?, reminder::store::handled(connection)?)))?;
        let (from, to) = Caps::DEFAULT.stretch(now);
        let table = ZoneTable::ask(zones, &reminder::zones_of(now, &reminders), from, to);
        Ok((reminders, handled, table))
    }
}
