//! The menu: check in, the thought is back, ground me, due, look back, help.

use std::sync::Arc;

use steppingstone_core::{
    EntryId, EntrySummary, HandledAs, Start, Steppingstone, SteppingstoneError, grounding_exercises, help, regions,
};

use crate::ask::{Ask, Reply};
use crate::clock::{BundledZones, Clock};
use crate::exercise;
use crate::guide::Room;
use crate::show;
use crate::words::{sentence, word};

/// Records on one page of looking back.
const PAGE: u16 = 10;

/// The app, until the person leaves.
pub fn run(stone: &Steppingstone, ask: &mut dyn Ask, clock: &dyn Clock) {
    if let Some(file) = stone.opened().moved_aside {
        ask.say(&word("notice.moved_aside").replace("{file}", &file));
    }
    ask.say(&word("app.tagline"));
    if stone.opened().fresh {
        ask.say(&word("welcome.privacy"));
        ask.say(&word("help.standing"));
    }
    ask.say(&ask.way_aside());
    let mut home = Home { room: Room { stone, ask, clock }, zones: BundledZones::new() };
    while home.menu() {}
}

struct Home<'a> {
    room: Room<'a>,
    zones: Arc<BundledZones>,
}

impl Home<'_> {
    /// One turn of the menu; false when the person leaves.
    fn menu(&mut self) -> bool {
        let keys = ["check_in", "thought_back", "ground", "due", "look_back", "help", "leave"];
        let options = keys.map(|key| word(&format!("menu.{key}")));
        self.room.ask.say("");
        let done = match self.room.ask.pick(&word("app.name"), &options) {
            Reply::Got(0) => self.room.start(&Start::CheckIn),
            Reply::Got(1) => self.thought_is_back(),
            Reply::Got(2) => {
                self.ground();
                Ok(())
            }
            Reply::Got(3) => self.due(),
            Reply::Got(4) => self.look_back(),
            Reply::Got(5) => self.help(),
            Reply::Got(_) | Reply::Aside | Reply::Gone => return false,
        };
        if let Err(error) = done {
            self.room.ask.say(&sentence(&error));
        }
        true
    }

    /// Nothing to fill in, no analysis.
    fn thought_is_back(&mut self) -> Result<(), SteppingstoneError> {
        let Some(found) = self.room.stone.journal().returning_thought()? else {
            self.room.ask.say(&word("empty.thought_back"));
            return Ok(());
        };
        self.room.ask.say(&format!("{}:\n  {}", word("thought_back.line"), found.line.text));
        if let Some(fact) = found.fact {
            self.room.ask.say(&format!("{}:\n  {}", word("thought_back.fact"), fact.text));
        }
        Ok(())
    }

    fn ground(&mut self) {
        let exercises = grounding_exercises();
        let names: Vec<String> = exercises.iter().map(|exercise| exercise.label.clone()).collect();
        if let Reply::Got(place) = self.room.ask.pick(&word("menu.ground"), &names) {
            exercise::run(self.room.ask, &exercises[place]);
        }
    }

    /// Drafts to go on with, and reminders that have come.
    fn due(&mut self) -> Result<(), SteppingstoneError> {
        let now = self.room.clock.now();
        let drafts = self.room.stone.guides().drafts(now.clone())?;
        let due = self.room.stone.reminders().due(now.clone(), self.zones.clone())?;
        if drafts.is_empty() && due.is_empty() {
            self.room.ask.say(&word("empty.due"));
            return Ok(());
        }
        let headline = |words: Option<&steppingstone_core::Words>| {
            words.map(|words| format!(": {}", words.text)).unwrap_or_default()
        };
        let resume =
            drafts.iter().map(|draft| format!("{}{}", word("action.resume"), headline(draft.in_sight.as_ref())));
        let options: Vec<String> =
            resume.chain(due.iter().map(|one| format!("{} ({})", one.public_text, one.at.date))).collect();
        let Reply::Got(place) = self.room.ask.pick(&word("menu.due"), &options) else { return Ok(()) };
        if let Some(draft) = drafts.get(place) {
            return self.room.resume(&draft.id);
        }
        let Some(one) = due.get(place - drafts.len()) else { return Ok(()) };
        let entry = self
            .room
            .stone
            .reminders()
            .all()?
            .into_iter()
            .find(|reminder| reminder.id == one.reminder)
            .and_then(|r| r.entry);
        if let Some(entry) = entry {
            self.tell(&entry)?;
        }
        let outcome = match self.room.ask.pick(&one.public_text, &[word("action.done"), word("action.skip")]) {
            Reply::Got(0) => HandledAs::Done,
            Reply::Got(_) => HandledAs::Skipped,
            Reply::Aside | Reply::Gone => return Ok(()),
        };
        self.room.stone.reminders().handle(one.key.clone(), outcome, now).map(|_| ())
    }

    fn look_back(&mut self) -> Result<(), SteppingstoneError> {
        let mut after = None;
        loop {
            let page = self.room.stone.journal().timeline(after, PAGE)?;
            if page.entries.is_empty() {
                self.room.ask.say(&word("empty.look_back"));
                return Ok(());
            }
            let more = page.next.iter().map(|_| word("action.go_on"));
            let options: Vec<String> = page.entries.iter().map(headline).chain(more).collect();
            let Reply::Got(place) = self.room.ask.pick(&word("menu.look_back"), &options) else { return Ok(()) };
            match page.entries.get(place) {
                Some(entry) => return self.entry(entry),
                None => after = page.next,
            }
        }
    }

    fn entry(&mut self, entry: &EntrySummary) -> Result<(), SteppingstoneError> {
        self.tell(&entry.id)?;
        let options = [word("action.close").clone(), word("action.look_closer")];
        match self.room.ask.pick(&headline(entry), &options) {
            Reply::Got(1) => self.room.start(&Start::LookCloser { entry: entry.id.clone() }),
            _ => Ok(()),
        }
    }

    fn tell(&mut self, entry: &EntryId) -> Result<(), SteppingstoneError> {
        let story = self.room.stone.journal().story(entry.clone())?;
        self.room.ask.say_all(&show::story(&story));
        Ok(())
    }

    /// Help, and where the person is.
    fn help(&mut self) -> Result<(), SteppingstoneError> {
        let region = self.room.stone.journal().region()?;
        self.room.ask.say_all(&show::help(&help(region)));
        let options = [word("action.done"), word("action.choose_region")];
        if self.room.ask.pick(&word("help.title"), &options) != Reply::Got(1) {
            return Ok(());
        }
        let regions = regions();
        let names: Vec<String> = regions.iter().map(|region| region.name.clone()).collect();
        let Reply::Got(place) = self.room.ask.pick(&word("action.choose_region"), &names) else { return Ok(()) };
        self.room.stone.journal().set_region(Some(regions[place].code.clone()))?;
        self.room.ask.say_all(&show::help(&help(Some(regions[place].code.clone()))));
        Ok(())
    }
}

/// A record in one line.
fn headline(entry: &EntrySummary) -> String {
    let words = entry.headline.as_ref().map(|words| words.text.as_str()).unwrap_or_default();
    let seconds = entry.at.utc_ms.div_euclid(1000) + i64::from(entry.at.offset_seconds);
    let date =
        jiff::Timestamp::from_second(seconds).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    [date.as_str(), &entry.feelings, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}
