//! One guide, from its first prompt to its record.

use steppingstone_core::{Answered, DraftId, Place, Prompt, Start, Step, Steppingstone, SteppingstoneError};

use crate::ask::{Ask, Reply};
use crate::clock::Clock;
use crate::inputs;
use crate::show;
use crate::words::{sentence, word};

/// What a guide needs: the journal, somebody to ask, the time.
pub(crate) struct Room<'a> {
    pub(crate) stone: &'a Steppingstone,
    pub(crate) ask: &'a mut dyn Ask,
    pub(crate) clock: &'a dyn Clock,
}

/// What the person does at a prompt.
enum Deed {
    Next(Box<Answered>),
    Leave,
    Again,
}

impl Room<'_> {
    /// Asks for one of several, each with what it stands for; none if the person turns away. Help
    /// stands last in every menu that has none of its own.
    pub(crate) fn choose<T>(&mut self, question: &str, choices: Vec<(String, T)>) -> Option<T> {
        let (mut labels, mut values): (Vec<String>, Vec<T>) = choices.into_iter().unzip();
        let help = word("menu.help");
        if !labels.contains(&help) {
            labels.push(help);
        }
        loop {
            match self.ask.pick(question, &labels) {
                Reply::Got(place) if place < values.len() => return Some(values.swap_remove(place)),
                Reply::Got(_) => self.say_help(),
                Reply::Aside | Reply::Gone => return None,
            }
        }
    }

    /// Help as it stands; what needs no journal where the journal does not answer.
    pub(crate) fn say_help(&mut self) {
        let now = self.clock.now();
        let help = self.stone.journal().help(now.clone());
        self.ask.say_all(&show::help(&help.unwrap_or_else(|_| steppingstone_core::help(None, None, now))));
    }

    /// Begins a guide and runs it to its end, or until the person closes it.
    pub(crate) fn start(&mut self, start: &Start) -> Result<(), SteppingstoneError> {
        let answered = self.stone.guides().start(start.clone(), self.clock.now())?;
        if let Step::Occupied { draft } = &answered.step {
            self.ask.say_all(&show::step(&answered.step));
            let options = [word("action.resume"), word("action.set_aside"), word("action.discard")];
            let now = self.clock.now();
            match self.ask.pick(&word("guide.occupied"), &options) {
                Reply::Got(0) => return self.resume(&draft.id),
                Reply::Got(1) => self.stone.guides().set_aside(draft.id.clone(), now)?,
                Reply::Got(_) => self.stone.guides().discard(draft.id.clone(), now)?,
                Reply::Aside | Reply::Gone => return Ok(()),
            };
            return self.start(start);
        }
        self.run(answered)
    }

    /// Goes on with a draft.
    pub(crate) fn resume(&mut self, draft: &DraftId) -> Result<(), SteppingstoneError> {
        let answered = self.stone.guides().resume(draft.clone(), self.clock.now())?;
        self.run(answered)
    }

    fn run(&mut self, mut answered: Answered) -> Result<(), SteppingstoneError> {
        // What was typed at this prompt before the core refused it.
        let mut typed = String::new();
        loop {
            let deed = match &answered.step {
                Step::Ask { at, prompt, earlier, .. } => {
                    let initial = if typed.is_empty() {
                        earlier.as_ref().and_then(inputs::typed).unwrap_or_default().to_owned()
                    } else {
                        typed.clone()
                    };
                    self.head(&answered.step);
                    self.prompt(at, prompt, &initial, &mut typed)?
                }
                Step::Review { at, .. } => {
                    self.ask.say_all(&show::step(&answered.step));
                    self.review(at)?
                }
                Step::Resting { words, .. } | Step::Ended { words, .. } => {
                    self.ask.say(words);
                    return Ok(());
                }
                Step::Occupied { .. } => return Ok(()),
            };
            match deed {
                Deed::Next(next) => {
                    typed.clear();
                    answered = *next;
                }
                Deed::Leave => return Ok(()),
                Deed::Again => {}
            }
        }
    }

    /// What stands above a prompt: the thought in sight, how far it is, a word of help.
    fn head(&mut self, step: &Step) {
        let Step::Ask { prompt, in_sight, left, .. } = step else { return };
        self.ask.say("");
        if let Some(words) = in_sight {
            self.ask.say(&format!("  {}: {}", word("guide.in_sight"), words.text));
        }
        if let Some(progress) = left.map(show::progress) {
            self.ask.say(&format!("  ({progress})"));
        }
        if let Some(help) = &prompt.help {
            self.ask.say(&format!("  {help}"));
        }
    }

    fn prompt(
        &mut self,
        at: &Place,
        prompt: &Prompt,
        initial: &str,
        typed: &mut String,
    ) -> Result<Deed, SteppingstoneError> {
        // What was typed elsewhere belongs there.
        drop(self.ask.left_behind());
        let answer = match inputs::answer(self.ask, prompt, initial) {
            Reply::Got(answer) => answer,
            Reply::Aside => {
                // Words that were typed, or half typed, are there again after a look at help.
                if let Some(left) = self.ask.left_behind() {
                    *typed = left;
                }
                return self.aside(at, prompt);
            }
            Reply::Gone => return Ok(Deed::Leave),
        };
        let given =
            self.stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, answer.clone(), self.clock.now());
        match given {
            Ok(next) => Ok(Deed::Next(Box::new(next))),
            // Nothing is lost: the same prompt again, with what was typed in it.
            Err(
                error @ (SteppingstoneError::Invalid { .. }
                | SteppingstoneError::Storage { .. }
                | SteppingstoneError::Locked),
            ) => {
                self.ask.say(&sentence(&error));
                inputs::typed(&answer).unwrap_or_default().clone_into(typed);
                Ok(Deed::Again)
            }
            Err(error) => Err(error),
        }
    }

    /// Back, skip, help, enough, close: they work at every prompt.
    fn aside(&mut self, at: &Place, prompt: &Prompt) -> Result<Deed, SteppingstoneError> {
        let keys = ["action.go_on", "action.back", "action.skip", "action.enough", "menu.help", "action.close"];
        let options = keys.map(word);
        let (guides, now) = (self.stone.guides(), self.clock.now());
        match self.ask.pick(&prompt.title, &options) {
            Reply::Got(1) => guides.back(at.draft.clone(), at.seq, now).map(Box::new).map(Deed::Next),
            Reply::Got(2) => {
                guides.skip(at.draft.clone(), prompt.id.clone(), at.seq, now).map(Box::new).map(Deed::Next)
            }
            Reply::Got(3) => guides.enough_for_now(at.draft.clone(), at.seq, now).map(Box::new).map(Deed::Next),
            Reply::Got(4) => {
                self.say_help();
                Ok(Deed::Again)
            }
            Reply::Got(5) | Reply::Gone => Ok(Deed::Leave),
            Reply::Got(_) | Reply::Aside => Ok(Deed::Again),
        }
    }

    fn review(&mut self, at: &Place) -> Result<Deed, SteppingstoneError> {
        let options = [word("action.save"), word("action.back"), word("action.close")];
        let (guides, now) = (self.stone.guides(), self.clock.now());
        match self.ask.pick(&word("action.save"), &options) {
            Reply::Got(0) => guides.finish(at.draft.clone(), at.seq, now).map(Box::new).map(Deed::Next),
            Reply::Got(1) | Reply::Aside => guides.back(at.draft.clone(), at.seq, now).map(Box::new).map(Deed::Next),
            Reply::Got(_) | Reply::Gone => Ok(Deed::Leave),
        }
    }
}
