//! Looking back, putting right, and the few settings.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::Inner;
use crate::belief::{self, OwnFact, Situation};
use crate::checkin::{self, Entry, ReturningThought};
use crate::circle;
use crate::error::{Error, Field, Reason, Result};
use crate::guide::{Area, Changes, StoryLine};
use crate::id::{RecordId, TagId};
use crate::practices;
use crate::record::{self, EarlierVersion, RecordPage, RecordSummary, Tag};
use crate::reminder;
use crate::safety;
use crate::settings::{self, AgeBand};
use crate::text::Words;
use crate::time::Now;

/// Records of what was.
#[derive(uniffi::Object)]
pub struct Journal {
    pub(super) inner: Arc<Inner>,
}

#[uniffi::export]
impl Journal {
    /// Records of every practice, newest first: `limit` (1 to 200) of them, from after the record
    /// `after` on. `practice` narrows it to one practice, for instance `challenge`.
    pub fn timeline(&self, practice: Option<String>, after: Option<RecordId>, limit: u16) -> Result<RecordPage, Error> {
        let page = |connection: &_| record::store::page(connection, practice.as_deref(), after.as_ref(), limit);
        practices::summaries(self.inner.database.read(page)?)
    }

    /// Records in which every word of `text` begins a word, newest first, page by page. Case and
    /// accents do not matter. Nothing to look for finds nothing.
    pub fn search(&self, text: String, after: Option<RecordId>, limit: u16) -> Result<RecordPage, Error> {
        let page = |connection: &_| record::store::search(connection, &text, after.as_ref(), limit);
        practices::summaries(self.inner.database.read(page)?)
    }

    /// One check-in.
    pub fn entry(&self, id: RecordId) -> Result<Entry, Error> {
        self.inner.database.read(|connection| checkin::entry(connection, &id))
    }

    /// One record as it stands in lists.
    pub fn summary(&self, id: RecordId) -> Result<RecordSummary, Error> {
        let row = self.inner.database.read(|connection| record::store::get(connection, &id))?;
        practices::summary(&row)
    }

    /// One record as sentences, in reading order.
    pub fn story(&self, id: RecordId) -> Result<Vec<StoryLine>, Error> {
        self.inner.database.read(|connection| practices::story(connection, &id))
    }

    /// What a record said before it was changed, the oldest state first.
    pub fn versions(&self, id: RecordId) -> Result<Vec<EarlierVersion>, Error> {
        self.inner.database.read(|connection| practices::versions(connection, &id))
    }

    /// Moves a record to when it really was. `when` must not lie after `now`.
    pub fn backdate(&self, id: RecordId, when: Now, now: Now) -> Result<Changes, Error> {
        let (when, now) = (when.check()?, now.check()?);
        if when.utc_ms > now.utc_ms {
            return Err(Error::invalid(Field::Date, Reason::NotYet));
        }
        self.inner.database.write(|tx| practices::backdate(tx, &id, &when, &now))?;
        Ok(Changes::of([Area::Records]))
    }

    /// Deletes a record, and the notes that only make sense with it. It can be brought back with
    /// [`Self::undelete`] until [`Self::purge`], or until the journal is opened the next time.
    pub fn delete(&self, id: RecordId, now: Now) -> Result<Changes, Error> {
        let now = now.check()?;
        self.inner.database.write(|tx| practices::delete(tx, &id, &now))?;
        Ok(self.inner.changed(Changes::of([Area::Records, Area::Reminders, Area::Drafts])))
    }

    /// Brings back what was deleted with a record.
    pub fn undelete(&self, id: RecordId) -> Result<Changes, Error> {
        self.inner.database.write(|tx| practices::undelete(tx, &id))?;
        Ok(self.inner.changed(Changes::of([Area::Records, Area::Reminders, Area::Drafts])))
    }

    /// Makes every deletion final, at once: no byte of a deleted word stays in a file of the journal.
    pub fn purge(&self) -> Result<Changes, Error> {
        self.inner.database.write(record::store::purge)?;
        self.inner.database.scrub()?;
        // A file that cannot be written is gone, which is what was wanted.
        let _ = self.inner.settle_help();
        Ok(Changes::of([Area::Records]))
    }

    /// The person's own dated facts, those that fit the situation best first: at most `limit`.
    /// `event` is a kind of event, `text` what happened. Read-only: facts are never edited here.
    pub fn own_facts(&self, event: Option<String>, text: Words, now: Now, limit: u16) -> Result<Vec<OwnFact>, Error> {
        let now = now.check()?;
        let facts = self.inner.database.read(belief::facts)?;
        let situation = Situation { event: event.as_deref(), text: &text.text, tags: &[] };
        let mut found = belief::rank(&facts, &situation, &now);
        found.truncate(usize::from(limit));
        Ok(belief::found(found))
    }

    /// What stands ready when a thought is back; none until something was looked at closer.
    pub fn returning_thought(&self) -> Result<Option<ReturningThought>, Error> {
        self.inner.database.read(checkin::returning_thought)
    }

    /// All tags by name.
    pub fn tags(&self) -> Result<Vec<Tag>, Error> {
        self.inner.database.read(record::tags)
    }

    /// The tags of one record, by name.
    pub fn tags_of(&self, id: RecordId) -> Result<Vec<Words>, Error> {
        self.inner.database.read(|connection| record::tags_of(connection, &id))
    }

    /// Puts exactly these tags on a record: at most 12, of 1 to 40 characters each.
    pub fn set_tags(&self, id: RecordId, names: Vec<Words>, now: Now) -> Result<Changes, Error> {
        let now = now.check()?;
        self.inner.database.write(|tx| {
            record::store::get(tx, &id)?;
            record::set_tags(tx, &id, &names, &self.inner.ids, &now)
        })?;
        Ok(Changes::of([Area::Records]))
    }

    /// Gives a tag another name. A name that is `Taken` is refused: merge the two instead.
    pub fn rename_tag(&self, id: TagId, name: Words) -> Result<Changes, Error> {
        self.inner.database.write(|tx| record::rename_tag(tx, &id, &name))?;
        Ok(Changes::of([Area::Records]))
    }

    /// Makes two tags one: `from` is gone, its records have `into`.
    pub fn merge_tags(&self, from: TagId, into: TagId) -> Result<Changes, Error> {
        self.inner.database.write(|tx| record::merge_tags(tx, &from, &into))?;
        Ok(Changes::of([Area::Records]))
    }

    /// The region chosen for help.
    pub fn region(&self) -> Result<Option<String>, Error> {
        self.inner.database.read(settings::region)
    }

    /// Chooses the region for help (a code of [`super::regions`]), or none.
    pub fn set_region(&self, code: Option<String>) -> Result<Changes, Error> {
        let code = code.map(|code| safety::region_exists(&code)).transpose()?;
        self.inner.database.write(|tx| settings::set_region(tx, code.as_deref()))?;
        Ok(self.inner.changed(Changes::of([Area::Settings])))
    }

    /// The age band, if one was chosen.
    pub fn age_band(&self) -> Result<Option<AgeBand>, Error> {
        self.inner.database.read(settings::age_band)
    }

    /// Chooses the age band, or none.
    pub fn set_age_band(&self, band: Option<AgeBand>) -> Result<Changes, Error> {
        self.inner.database.write(|tx| settings::set_age_band(tx, band))?;
        Ok(self.inner.changed(Changes::of([Area::Settings])))
    }

    /// Everything stored, as canonical JSON: keys sorted, no white space, records by time. It holds
    /// what the person wrote; it is made for comparing journals, not for logs.
    pub fn canonical(&self) -> Result<String, Error> {
        let stored = self.inner.database.read(|connection| {
            let records: Vec<serde_json::Value> = record::store::all(connection)?
                .into_iter()
                .map(|row| {
                    let tags = record::tags_of(connection, &row.id)?;
                    Ok(json!({
                        "id": row.id, "practice": row.practice, "about": row.about, "at": row.at, "body": row.body,
                        "risk": row.risk, "tags": tags,
                    }))
                })
                .collect::<Result<_>>()?;
            let mut stored = json!({
                "records": records,
                "reminders": reminder::store::all(connection)?,
                "handled": handled(connection)?,
                "snoozed": snoozed(connection)?,
                "reminder_settings": reminder::store::settings(connection)?,
                "people": circle::all(connection)?,
                "region": settings::region(connection)?,
                "age_band": settings::age_band(connection)?,
            });
            // What nobody chose is not there.
            let shown = safety::shown_ids(connection)?;
            if !shown.is_empty() {
                stored["before_lock"] = json!(shown);
            }
            Ok(stored)
        })?;
        Ok(stored.to_string())
    }
}

/// What became of occurrences, by key.
fn handled(connection: &rusqlite::Connection) -> Result<BTreeMap<String, String>> {
    let handled = reminder::store::handled(connection)?;
    Ok(handled.into_iter().map(|(key, once)| (key, once.verb)).collect())
}

/// When what was put off comes again, by key.
fn snoozed(connection: &rusqlite::Connection) -> Result<BTreeMap<String, i64>> {
    let snoozed = reminder::store::snoozed(connection)?;
    Ok(snoozed.into_iter().map(|one| (one.key, one.fire_utc_ms)).collect())
}
