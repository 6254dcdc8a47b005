//! Reminders: the core decides, the platforms execute.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::Inner;
use crate::error::{Error, Result};
use crate::guide::{Area, Changes};
use crate::id::ReminderId;
use crate::reminder::{
    self, AddedReminder, Caps, DeliveryConditions, DeliveryFinding, DeliveryLine, Diff, Handled, HandledAs, Known,
    NewReminder, Pending, Plan, Planned, Reminder, ReminderSettings, Snoozed,
};
use crate::text::Words;
use crate::time::{Moment, Now, ZoneRules, ZoneTable};

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
        new.check(&now)?;
        let NewReminder { purpose, rule, policy, ends } = new;
        let id = ReminderId(self.inner.ids.next(now.utc_ms));
        let reminder = Reminder { id, about: None, purpose, rule, policy, made: now, ends, rests_until: None };
        self.inner.database.write(|tx| reminder::store::insert(tx, &reminder))?;
        Ok(AddedReminder { reminder, changes: Changes::of([Area::Reminders]) })
    }

    /// Removes a reminder and everything planned of it.
    pub fn remove(&self, id: ReminderId) -> Result<Changes, Error> {
        self.change(|tx| reminder::store::remove(tx, &id))
    }

    /// Lets a reminder rest until a local date (`YYYY-MM-DD`), on which it comes again; none ends the rest.
    pub fn rest(&self, id: ReminderId, until: Option<String>) -> Result<Changes, Error> {
        until.as_deref().map(reminder::checked_date).transpose()?;
        self.change(|tx| reminder::store::rest(tx, &id, until.as_deref()))
    }

    /// What is set about all reminders.
    pub fn settings(&self) -> Result<ReminderSettings, Error> {
        self.inner.database.read(reminder::store::settings)
    }

    /// Sets quiet hours, the most a day, purposes that are off, how much is said, and a rest from all.
    pub fn set_settings(&self, settings: ReminderSettings) -> Result<Changes, Error> {
        settings.check()?;
        self.change(|tx| reminder::store::set_settings(tx, &settings))
    }

    /// What would come within 30 days, at most 60 notifications, soonest first. Ask again at start
    /// and after every change of clock, zone or permission: planning twice is planning once.
    pub fn plan(&self, now: Now, zones: Arc<dyn ZoneRules>) -> Result<Plan, Error> {
        let now = now.check()?;
        let stored = self.stored()?;
        Ok(reminder::plan(&now, &stored.table(&now, zones.as_ref()), &stored.known(), Caps::DEFAULT))
    }

    /// What has come, is not expired, and was neither done nor let go nor put off, oldest first.
    /// Show those that are not `shown` yet, and say so with [`Self::handle`].
    pub fn due(&self, now: Now, zones: Arc<dyn ZoneRules>) -> Result<Vec<Planned>, Error> {
        let now = now.check()?;
        let stored = self.stored()?;
        Ok(reminder::due(&now, &stored.table(&now, zones.as_ref()), &stored.known()))
    }

    /// When to wake the app next (UTC milliseconds), for a phone that holds one alarm and no list;
    /// none if nothing can come any more.
    pub fn next_wake(&self, now: Now, zones: Arc<dyn ZoneRules>) -> Result<Option<i64>, Error> {
        let now = now.check()?;
        let stored = self.stored()?;
        let plan = reminder::plan(&now, &stored.table(&now, zones.as_ref()), &stored.known(), Caps::DEFAULT);
        Ok(reminder::next_wake(&now, &plan, &stored.known()))
    }

    /// What to change in the phone's own list of pending notifications so that it holds exactly the
    /// plan. Changing it so, and asking again, says that nothing is left to change.
    pub fn diff(&self, pending: Vec<Pending>, now: Now, zones: Arc<dyn ZoneRules>) -> Result<Diff, Error> {
        Ok(reminder::diff(&self.plan(now, zones)?, &pending))
    }

    /// Notes that the phone was told of these, for the log.
    pub fn note_armed(&self, armed: Vec<Planned>, now: Now) -> Result<(), Error> {
        let now = now.check()?;
        self.inner.database.write(|tx| reminder::store::note_armed(tx, &armed, &now))
    }

    /// Notes what became of a notification: give all its `keys`. None of them ever comes again,
    /// whatever the clock does; what is put off comes once more under a key of its own.
    pub fn handle(&self, keys: Vec<String>, outcome: HandledAs, now: Now) -> Result<Changes, Error> {
        let now = now.check()?;
        outcome.check()?;
        self.change(|tx| reminder::store::handle(tx, &keys, outcome, now.utc_ms))
    }

    /// Takes in what was done on notifications and widgets meanwhile ([`super::post_action`]).
    /// Opening does this, too. Taking the same action twice changes nothing.
    pub fn take_inbox(&self) -> Result<Changes, Error> {
        let waiting = reminder::waiting(&self.inner.directory);
        if waiting.is_empty() {
            return Ok(Changes::default());
        }
        for (_, posted) in &waiting {
            // A reminder may have been removed meanwhile; the rest of the inbox must not wait for it.
            match self.change(|tx| reminder::store::handle(tx, &posted.keys, posted.verb, posted.utc_ms)) {
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        reminder::take(waiting.iter().map(|(path, _)| path));
        Ok(Changes::of([Area::Reminders]))
    }

    /// Why a reminder would not come: each with a sentence and a way to mend it, the gravest first.
    pub fn check(
        &self,
        conditions: DeliveryConditions,
        now: Now,
        zones: Arc<dyn ZoneRules>,
    ) -> Result<Vec<DeliveryFinding>, Error> {
        let plan = self.plan(now.clone(), zones)?;
        Ok(reminder::check(&conditions, &plan, &self.log()?, &now.check()?))
    }

    /// What was handed to the phone in the last 30 days and what came of it, newest first.
    pub fn log(&self) -> Result<Vec<DeliveryLine>, Error> {
        self.inner.database.read(reminder::store::log)
    }
}

/// What the planner needs, as it is stored.
struct Stored {
    reminders: Vec<Reminder>,
    handled: Handled,
    snoozed: Vec<Snoozed>,
    settings: ReminderSettings,
    words: BTreeMap<ReminderId, Words>,
}

impl Stored {
    fn known(&self) -> Known<'_> {
        Known {
            reminders: &self.reminders,
            handled: &self.handled,
            snoozed: &self.snoozed,
            settings: &self.settings,
            words: &self.words,
        }
    }

    /// The phone's zone rules over the horizon. Nothing is locked while they are asked.
    fn table(&self, now: &Moment, zones: &dyn ZoneRules) -> ZoneTable {
        let (from, to) = Caps::DEFAULT.stretch(now);
        ZoneTable::ask(zones, &reminder::zones_of(now, &self.reminders), from, to)
    }
}

impl Reminders {
    fn change(&self, writing: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<()>) -> Result<Changes> {
        self.inner.database.write(writing)?;
        Ok(Changes::of([Area::Reminders]))
    }

    fn stored(&self) -> Result<Stored> {
        self.inner.database.read(|connection| {
            let reminders = reminder::store::all(connection)?;
            let settings = reminder::store::settings(connection)?;
            Ok(Stored {
                words: reminder::store::words(connection, &reminders, &settings)?,
                handled: reminder::store::handled(connection)?,
                snoozed: reminder::store::snoozed(connection)?,
                reminders,
                settings,
            })
        })
    }
}

/// Leaves an action that was taken on a notification or widget for the next opening of the journal
/// in `directory` (that of [`super::Config`]). Works while the journal is closed, locked or damaged;
/// when it returns, the action survives a power cut. `keys` are those of the notification.
#[uniffi::export]
pub fn post_action(directory: String, keys: Vec<String>, outcome: HandledAs, utc_ms: i64) -> Result<(), Error> {
    let action = reminder::Posted { keys, verb: outcome, utc_ms };
    reminder::post(&PathBuf::from(directory), &action)
}
