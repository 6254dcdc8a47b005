//! The check-in as a guide: opened with its context, committed as one record.

use rusqlite::{Connection, Transaction};

use super::ask::Ask;
use super::draft::{Context, Draft};
use super::{flow, prompts, store, story};
use crate::circle;
use crate::error::Result;
use crate::guide::{Area, Asked, Committed, DraftRow, Ended, Guide, Library, Next, StoryLine, Trail};
use crate::id::{EntryId, IdSource, PersonId, ReminderId};
use crate::reminder::{self, Reminder, ZonePolicy};
use crate::settings;
use crate::text::Words;
use crate::time::Moment;

/// Where check-ins come from.
pub(crate) struct CheckIns;

impl Library for CheckIns {
    fn open(&self, connection: &Connection, draft: &DraftRow, now: &Moment) -> Result<Box<dyn Guide>> {
        let base = draft.about.as_ref().map(|entry| store::entry(connection, entry)).transpose()?;
        let context = Context {
            same_day: store::third_of_the_day(connection, now)?,
            skipped_reratings: store::skipped_reratings(connection)?,
            opened_utc_ms: draft.opened_utc_ms,
            people: circle::people(connection)?,
            region: settings::region(connection)?,
            base,
        };
        Ok(Box::new(CheckIn { context }))
    }
}

struct CheckIn {
    context: Context,
}

impl CheckIn {
    fn draft<'a>(&'a self, trail: &'a Trail) -> Draft<'a> {
        Draft::fold(trail, &self.context)
    }
}

impl Guide for CheckIn {
    fn knows(&self, prompt: &str) -> bool {
        Ask::of(prompt).is_some()
    }

    fn next(&self, trail: &Trail, now: &Moment) -> Next {
        flow::next(&self.draft(trail), now)
    }

    fn ask(&self, trail: &Trail, prompt: &str, now: &Moment) -> Option<Asked> {
        Some(prompts::prompt(&self.draft(trail), Ask::of(prompt)?, now))
    }

    fn in_sight(&self, trail: &Trail) -> Option<Words> {
        self.draft(trail).in_sight()
    }

    fn left(&self, trail: &Trail, now: &Moment) -> Option<u8> {
        flow::left(&self.draft(trail), now)
    }

    fn rests(&self, trail: &Trail) -> bool {
        trail.last() == Some(Ask::Steady.name()) && self.draft(trail).chosen(Ask::Steady) == Some("pause")
    }

    fn review(&self, trail: &Trail, now: &Moment) -> Vec<StoryLine> {
        let draft = self.draft(trail);
        let entry = draft.entry(EntryId(String::new()), now.clone(), true);
        let wanted: Vec<Reminder> = reminders(&draft, &entry.id, now, &IdSource::seeded(0));
        story::tell(&entry, &wanted)
    }

    fn commit(&self, tx: &Transaction<'_>, trail: &Trail, ended: Ended<'_>) -> Result<Committed> {
        let draft = self.draft(trail);
        let (ids, now) = (ended.ids, ended.now);
        let old = self.context.base.as_ref();
        let id = old.map_or_else(|| EntryId(ids.next(ended.draft.started.utc_ms)), |entry| entry.id.clone());
        let at = old.map_or_else(|| ended.draft.started.clone(), |entry| entry.at.clone());
        let mut entry = draft.entry(id, at, ended.whole);
        let mut areas = vec![Area::Entries];
        if let Some(alias) = draft.new_person() {
            let person = PersonId(ids.next(now.utc_ms));
            circle::insert(tx, &person, alias)?;
            entry.asked_person = Some(person);
            areas.push(Area::Circle);
        }
        store::put(tx, &entry)?;
        let reminders = reminders(&draft, &entry.id, now, ids);
        for reminder in &reminders {
            reminder::store::insert(tx, reminder)?;
        }
        if !reminders.is_empty() {
            areas.push(Area::Reminders);
        }
        Ok(Committed { entry: entry.id, areas })
    }
}

/// The reminders a check-in makes. None where risk was noticed: nothing more is asked then.
fn reminders(draft: &Draft<'_>, entry: &EntryId, now: &Moment, ids: &IdSource) -> Vec<Reminder> {
    let wanted = if draft.is_at_risk() { Vec::new() } else { draft.reminders() };
    let make = |(purpose, rule)| Reminder {
        id: ReminderId(ids.next(now.utc_ms)),
        entry: Some(entry.clone()),
        purpose,
        rule,
        policy: ZonePolicy::Floating,
        made: now.clone(),
    };
    wanted.into_iter().map(make).collect()
}
