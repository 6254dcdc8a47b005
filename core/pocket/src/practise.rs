//! Practising between hard moments: everything that is offered, and a try in one tap.

use steppingstone_core::{Offer, RecordId, Start};

use crate::home::{Done, Home};
use crate::words::{filled, word};

/// The groups that stand elsewhere: in the first menu, in the circle, beside a record.
const ELSEWHERE: [&str; 3] = ["now", "circle", "record"];

#[derive(Clone)]
enum Deed {
    Tried(RecordId),
    Begin(Box<Offer>),
}

impl Home<'_> {
    pub(crate) fn practise(&mut self) -> Done {
        let mut deeds = Vec::new();
        for plan in self.room.stone.practice().active()? {
            let words = plan.headline.map(|words| words.text).unwrap_or(plan.label);
            deeds.push((filled("action.tried", &[("plan", &words)]), Deed::Tried(plan.id)));
        }
        // What is practised first, then the longer path, then whatever a later version brings.
        let mut offers = self.offers(|offer| !ELSEWHERE.contains(&offer.group.as_str()))?;
        offers.sort_by_key(|offer| ["practise", "path"].iter().position(|group| offer.group == *group).unwrap_or(2));
        for offer in offers {
            deeds.push((format!("{}  · {}", offer.label, offer.about), Deed::Begin(Box::new(offer))));
        }
        if deeds.is_empty() {
            self.room.ask.say(&word("empty.practise"));
            return Ok(());
        }
        match self.room.choose(&word("menu.practise"), deeds) {
            Some(Deed::Tried(plan)) => self.tried(&plan),
            Some(Deed::Begin(offer)) => self.begin(&offer),
            None => Ok(()),
        }
    }

    /// Says where a practice comes from, and begins it.
    pub(crate) fn begin(&mut self, offer: &Offer) -> Done {
        self.room.ask.say(&format!("  {} ({})", offer.about, offer.source));
        self.room.start(&offer.start)
    }

    /// One tap notes the try. More can be said, or it is taken back.
    fn tried(&mut self, plan: &RecordId) -> Done {
        let note = self.room.stone.practice().tried(plan.clone(), self.room.clock.now())?.record;
        let ways = ["action.done", "action.more", "action.undo"];
        match self.room.choose(&word("notice.noted"), ways.map(|way| (word(way), way)).to_vec()) {
            Some("action.more") => self.room.start(&Start::about("adjustment_try", &note)),
            Some("action.undo") => {
                self.room.stone.journal().delete(note, self.room.clock.now())?;
                self.room.stone.journal().purge()?;
                self.room.ask.say(&word("notice.taken_back"));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
