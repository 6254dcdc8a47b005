//! Looking back: everything page by page, search, and one record with what can be done about it.

use steppingstone_core::{Offer, RecordId, RecordPage, RecordSummary, SteppingstoneError, Words};

use crate::ask::Reply;
use crate::home::{Done, Home};
use crate::show;
use crate::words::{filled, word};

/// Records on one page.
const PAGE: u16 = 10;

#[derive(Clone)]
enum Place {
    Records,
    Search,
    Insights,
}

/// What can be done about a record.
#[derive(Clone)]
enum Deed {
    Begin(Box<Offer>),
    Versions,
    Tags,
    Move,
    Delete,
    Close,
}

#[derive(Clone)]
enum Choice {
    Record(Box<RecordSummary>),
    Older(RecordId),
}

impl Home<'_> {
    pub(crate) fn look_back(&mut self) -> Done {
        let places = vec![
            (word("menu.records"), Place::Records),
            (word("menu.search"), Place::Search),
            (word("menu.insights"), Place::Insights),
        ];
        match self.room.choose(&word("menu.look_back"), places) {
            Some(Place::Records) => self.pages("menu.records", "empty.look_back", |home, after| {
                home.room.stone.journal().timeline(None, after, PAGE)
            }),
            Some(Place::Search) => self.search(),
            Some(Place::Insights) => self.insights(),
            None => Ok(()),
        }
    }

    fn search(&mut self) -> Done {
        let Reply::Got(text) = self.room.ask.line(&word("ask.search"), "", "") else { return Ok(()) };
        self.pages("menu.search", "empty.search", |home, after| {
            home.room.stone.journal().search(text.clone(), after, PAGE)
        })
    }

    /// Pages of records, until the person has seen enough. Back from a record is the same page.
    fn pages(
        &mut self,
        title: &str,
        empty: &str,
        page: impl Fn(&Self, Option<RecordId>) -> Result<RecordPage, SteppingstoneError>,
    ) -> Done {
        let mut after = None;
        loop {
            let found = page(self, after.clone())?;
            if found.records.is_empty() {
                self.room.ask.say(&word(empty));
                return Ok(());
            }
            let records = found.records.into_iter().map(|one| (show::headline(&one), Choice::Record(Box::new(one))));
            let older = found.next.map(|next| (word("action.older"), Choice::Older(next)));
            match self.room.choose(&word(title), records.chain(older).collect()) {
                Some(Choice::Older(next)) => after = Some(next),
                // The page may have begun after the record that is gone.
                Some(Choice::Record(record)) if !self.record(&record)? => after = None,
                Some(Choice::Record(_)) => {}
                None => return Ok(()),
            }
        }
    }

    /// One record as a story, with its offers. False if it is there no more.
    pub(crate) fn record(&mut self, record: &RecordSummary) -> Result<bool, SteppingstoneError> {
        loop {
            self.tell(&record.id)?;
            let deeds = self.deeds(record)?;
            match self.room.choose(&show::headline(record), deeds) {
                Some(Deed::Begin(offer)) => self.begin(&offer)?,
                Some(Deed::Versions) => self.versions(&record.id)?,
                Some(Deed::Tags) => self.tags(&record.id)?,
                Some(Deed::Move) => self.tell_trouble(|home| home.move_to(record)),
                Some(Deed::Delete) if self.delete(&record.id)? => return Ok(false),
                Some(Deed::Delete) => {}
                Some(Deed::Close) | None => return Ok(true),
            }
        }
    }

    fn deeds(&self, record: &RecordSummary) -> Result<Vec<(String, Deed)>, SteppingstoneError> {
        let offers = self.room.stone.guides().offers(Some(record.id.clone()), self.room.clock.now())?;
        let offers = offers.into_iter().map(|offer| (offer.label.clone(), Deed::Begin(Box::new(offer))));
        let fixed = [
            ("action.versions", Deed::Versions),
            ("action.tags", Deed::Tags),
            ("action.move", Deed::Move),
            ("action.delete", Deed::Delete),
            ("action.close", Deed::Close),
        ];
        Ok(offers.chain(fixed.map(|(key, deed)| (word(key), deed))).collect())
    }

    /// A record in sentences, with its tags.
    pub(crate) fn tell(&mut self, record: &RecordId) -> Done {
        let story = self.room.stone.journal().story(record.clone())?;
        self.room.ask.say_all(&show::story(&story));
        let tags = self.tag_line(record)?;
        if !tags.is_empty() {
            self.room.ask.say(&format!("  {}: {tags}", word("record.tags")));
        }
        Ok(())
    }

    fn tag_line(&self, record: &RecordId) -> Result<String, SteppingstoneError> {
        let tags = self.room.stone.journal().tags_of(record.clone())?;
        Ok(tags.into_iter().map(|tag| tag.text).collect::<Vec<_>>().join(", "))
    }

    fn versions(&mut self, record: &RecordId) -> Done {
        let versions = self.room.stone.journal().versions(record.clone())?;
        if versions.is_empty() {
            self.room.ask.say(&word("empty.versions"));
        }
        let offset = self.room.clock.now().offset_seconds;
        for version in versions {
            let date = show::minute(version.replaced_utc_ms, offset);
            self.room.ask.say(&filled("record.replaced", &[("date", &date)]));
            self.room.ask.say_all(&show::story(&version.story));
        }
        Ok(())
    }

    fn tags(&mut self, record: &RecordId) -> Done {
        let now = self.tag_line(record)?;
        let Reply::Got(line) = self.room.ask.line(&word("ask.tags"), "", &now) else { return Ok(()) };
        let names = line.split(',').map(str::trim).filter(|name| !name.is_empty());
        let names = names.map(|name| Words { text: name.to_owned() }).collect();
        self.tell_trouble(|home| {
            home.room.stone.journal().set_tags(record.clone(), names, home.room.clock.now())?;
            home.room.ask.say(&word("notice.tagged"));
            Ok(())
        });
        Ok(())
    }

    /// Another date and time. One that does not exist is refused in a sentence.
    fn move_to(&mut self, record: &RecordSummary) -> Done {
        let was = show::minute(record.at.utc_ms, record.at.offset_seconds);
        let (date, time) = was.split_once(' ').unwrap_or_default();
        let Reply::Got(date) = self.room.ask.line(&word("when.date"), "", date) else { return Ok(()) };
        let Reply::Got(time) = self.room.ask.line(&word("when.time"), "", time) else { return Ok(()) };
        let now = self.room.clock.now();
        let Some(when) = self.zones.at(&date, &time, &now.zone) else {
            self.room.ask.say(&word("error.invalid"));
            return Ok(());
        };
        self.room.stone.journal().backdate(record.id.clone(), when, now)?;
        self.room.ask.say(&word("notice.moved"));
        Ok(())
    }

    /// Deletes it; true if it stays deleted. Then no byte of it is kept.
    fn delete(&mut self, record: &RecordId) -> Result<bool, SteppingstoneError> {
        let journal = self.room.stone.journal();
        journal.delete(record.clone(), self.room.clock.now())?;
        let ways = vec![(word("action.done"), false), (word("action.undo"), true)];
        if self.room.choose(&word("notice.deleted"), ways) == Some(true) {
            journal.undelete(record.clone())?;
            self.room.ask.say(&word("notice.restored"));
            return Ok(false);
        }
        journal.purge()?;
        Ok(true)
    }
}
