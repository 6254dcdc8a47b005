//! The first menu: check in, ground me, the thought is back, due, and the doors to the other menus.

use std::sync::Arc;

use steppingstone_core::{
    HandledAs, Offer, Planned, RecordSummary, Start, Steppingstone, SteppingstoneError, grounding_exercises,
};

use crate::ask::{Ask, Reply};
use crate::clock::{BundledZones, Clock};
use crate::exercise;
use crate::guide::Room;
use crate::show;
use crate::words::{filled, sentence, word};

/// The app, until the person leaves.
pub fn run(stone: &Steppingstone, ask: &mut dyn Ask, clock: &dyn Clock) {
    if let Some(file) = stone.opened().moved_aside {
        ask.say(&word("notice.moved_aside").replace("{file}", &file));
    }
    ask.say(&word("app.tagline"));
    let fresh = stone.opened().fresh;
    if fresh {
        ask.say(&word("welcome.privacy"));
        ask.say(&word("help.standing"));
    }
    ask.say(&ask.way_aside());
    let mut home = Home { room: Room { stone, ask, clock }, zones: BundledZones::new() };
    if fresh {
        home.welcome();
    }
    while home.menu() {}
}

/// An exercise to choose and do, without a journal: also where that is locked, newer, or the disk is full.
pub fn ground(ask: &mut dyn Ask) {
    let exercises = grounding_exercises();
    let labels: Vec<String> = exercises.iter().map(|exercise| exercise.label.clone()).collect();
    if let Reply::Got(place) = ask.pick(&word("menu.ground"), &labels) {
        exercise::offer(ask, &exercises[place]);
    }
}

pub(crate) struct Home<'a> {
    pub(crate) room: Room<'a>,
    pub(crate) zones: Arc<BundledZones>,
}

pub(crate) type Done = Result<(), SteppingstoneError>;

/// Where the first menu leads.
#[derive(Clone)]
enum Door {
    Begin(Start),
    ThoughtBack,
    Due,
    Practise,
    LookBack,
    Circle,
    Help,
    Settings,
    Leave,
}

impl Home<'_> {
    /// The first start: a guide of its own, where there is one.
    fn welcome(&mut self) {
        let offers = self.offers(|offer| offer.start.guide == "welcome").unwrap_or_default();
        for offer in offers {
            self.tell_trouble(|home| home.room.start(&offer.start));
        }
    }

    /// What may be begun from here, of the kind that is wanted.
    pub(crate) fn offers(&self, wanted: impl Fn(&Offer) -> bool) -> Result<Vec<Offer>, SteppingstoneError> {
        let mut offers = self.room.stone.guides().offers(None, self.room.clock.now())?;
        offers.retain(wanted);
        Ok(offers)
    }

    /// One turn of the menu; false when the person leaves.
    fn menu(&mut self) -> bool {
        let doors = self.doors();
        self.room.ask.say("");
        let Some(door) = self.room.choose(&word("app.name"), doors) else { return false };
        self.tell_trouble(|home| match &door {
            Door::Begin(start) => home.room.start(start),
            Door::ThoughtBack => home.thought_is_back(),
            Door::Due => home.due(),
            Door::Practise => home.practise(),
            Door::LookBack => home.look_back(),
            Door::Circle => home.circle(),
            Door::Help => home.help(),
            Door::Settings => home.settings(),
            Door::Leave => Ok(()),
        });
        !matches!(door, Door::Leave)
    }

    /// What is for the hard minute first, then everything else.
    fn doors(&self) -> Vec<(String, Door)> {
        let now = self.offers(|offer| offer.group == "now").unwrap_or_default();
        let mut doors: Vec<_> = now.into_iter().map(|offer| (offer.label, Door::Begin(offer.start))).collect();
        let door = |key: &str, door: Door| (word(&format!("menu.{key}")), door);
        doors.extend([
            door("thought_back", Door::ThoughtBack),
            door("due", Door::Due),
            door("practise", Door::Practise),
            door("look_back", Door::LookBack),
            door("circle", Door::Circle),
            door("help", Door::Help),
            door("settings", Door::Settings),
            door("leave", Door::Leave),
        ]);
        doors
    }

    /// An error is a sentence, and the menu comes again.
    pub(crate) fn tell_trouble(&mut self, deed: impl FnOnce(&mut Self) -> Done) {
        if let Err(error) = deed(self) {
            self.room.ask.say(&sentence(&error));
        }
    }

    /// Nothing to fill in, no analysis.
    fn thought_is_back(&mut self) -> Done {
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

    /// Drafts to go on with, a grace period that runs, and reminders that have come.
    fn due(&mut self) -> Done {
        let now = self.room.clock.now();
        let mut waiting = Vec::new();
        for draft in self.room.stone.guides().drafts(now.clone())? {
            let words = draft.in_sight.as_ref().map_or(draft.label.as_str(), |words| &words.text);
            waiting.push((format!("{}: {words}", word("action.resume")), Waiting::Draft(draft.id.clone())));
        }
        if let Some(record) = self.running()? {
            let label = filled("due.running", &[("label", &show::headline(&record))]);
            waiting.push((label, Waiting::Running(Box::new(record))));
        }
        for one in self.room.stone.reminders().due(now, self.zones.clone())? {
            waiting.push((format!("{} ({})", one.public_text, one.at.date), Waiting::Reminder(one)));
        }
        if waiting.is_empty() {
            self.room.ask.say(&word("empty.due"));
            return Ok(());
        }
        match self.room.choose(&word("menu.due"), waiting) {
            Some(Waiting::Draft(draft)) => self.room.resume(&draft),
            Some(Waiting::Running(record)) => self.record(&record).map(|_| ()),
            Some(Waiting::Reminder(one)) => self.reminder(&one),
            None => Ok(()),
        }
    }

    /// The newest grace period, as long as its end is still offered.
    fn running(&self) -> Result<Option<RecordSummary>, SteppingstoneError> {
        let newest = self.room.stone.journal().timeline(Some("grace".to_owned()), None, 1)?.records.into_iter().next();
        let Some(record) = newest else { return Ok(None) };
        let offers = self.room.stone.guides().offers(Some(record.id.clone()), self.room.clock.now())?;
        Ok(offers.iter().any(|offer| offer.start.guide == "grace_end").then_some(record))
    }

    fn reminder(&mut self, one: &Planned) -> Done {
        if let Some(about) = &one.about {
            self.tell(about)?;
        }
        let ways = vec![
            (word("reminder.action.done"), HandledAs::Done),
            (word("reminder.action.later"), HandledAs::Later { minutes: AN_HOUR }),
            (word("reminder.action.skip"), HandledAs::Skipped),
        ];
        let Some(outcome) = self.room.choose(&one.public_text, ways) else { return Ok(()) };
        self.room.stone.reminders().handle(one.keys.clone(), outcome, self.room.clock.now()).map(drop)
    }
}

/// How long "later" is.
const AN_HOUR: u16 = 60;

/// What can be due.
#[derive(Clone)]
enum Waiting {
    Draft(steppingstone_core::DraftId),
    Running(Box<RecordSummary>),
    Reminder(Planned),
}
