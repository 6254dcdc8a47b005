//! Help: numbers first, then the person's own lines, the safety plan, contacts, and what shows before
//! the lock.

use steppingstone_core::{OwnHelp, RecordId, Start};

use crate::ask::Reply;
use crate::home::{Done, Home, ground};
use crate::show;
use crate::words::{filled, word};

#[derive(Clone)]
enum Way {
    Leave,
    Region,
    Ground,
    /// A guide that stands here, or a change of the plan.
    Begin(Start),
    Contact(Box<OwnHelp>, RecordId),
    BeforeLock,
}

impl Home<'_> {
    /// Help, until the person goes back.
    pub(crate) fn help(&mut self) -> Done {
        loop {
            self.room.say_help();
            let ways = self.ways()?;
            match self.room.choose(&word("help.title"), ways) {
                Some(Way::Region) => drop(self.choose_region()?),
                Some(Way::Ground) => ground(self.room.ask),
                Some(Way::Begin(start)) => self.room.start(&start)?,
                Some(Way::Contact(line, record)) => self.contact(&line, &record)?,
                Some(Way::BeforeLock) => self.choose_before_lock()?,
                Some(Way::Leave) | None => return Ok(()),
            }
        }
    }

    fn ways(&self) -> Result<Vec<(String, Way)>, steppingstone_core::SteppingstoneError> {
        let mut ways = vec![
            (word("action.done"), Way::Leave),
            (word("action.choose_region"), Way::Region),
            (word("menu.ground"), Way::Ground),
        ];
        let offers = self.offers(|offer| offer.group == "help")?;
        ways.extend(offers.into_iter().map(|offer| (offer.label, Way::Begin(offer.start))));
        let own = self.room.stone.journal().own_help()?;
        if let Some(plan) = own.iter().find(|line| line.kind != "contact").and_then(|line| line.record.clone()) {
            ways.push((word("help.change_plan"), Way::Begin(Start::about("safety_plan", &plan))));
        }
        for line in own.iter().filter(|line| line.kind == "contact") {
            if let Some(record) = &line.record {
                ways.push((show::own(line), Way::Contact(Box::new(line.clone()), record.clone())));
            }
        }
        if !own.is_empty() {
            ways.push((word("help.before_lock"), Way::BeforeLock));
        }
        Ok(ways)
    }

    fn contact(&mut self, line: &OwnHelp, record: &RecordId) -> Done {
        let deeds = vec![(word("offer.change"), false), (word("action.delete"), true)];
        match self.room.choose(&show::own(line), deeds) {
            Some(false) => self.room.start(&Start::about("contact", record)),
            Some(true) => {
                self.room.stone.journal().delete(record.clone(), self.room.clock.now())?;
                self.room.ask.say(&word("notice.deleted"));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Line by line, and none at all is one of the answers.
    fn choose_before_lock(&mut self) -> Done {
        let own = self.room.stone.journal().own_help()?;
        let labels: Vec<String> = own.iter().map(show::own).collect();
        let Reply::Got(places) = self.room.ask.pick_some(&word("help.before_lock_ask"), &labels) else { return Ok(()) };
        let ids: Vec<String> =
            places.into_iter().filter_map(|place| own.get(place)).map(|line| line.id.clone()).collect();
        let count = ids.len();
        self.room.stone.journal().show_before_lock(ids)?;
        let said = if count == 0 {
            word("help.before_lock_none")
        } else {
            filled("help.before_lock_some", &[("n", &count.to_string())])
        };
        self.room.ask.say(&said);
        Ok(())
    }
}
