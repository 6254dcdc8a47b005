//! The circle: people by alias, and the guides that lean on them.

use steppingstone_core::{Offer, PersonId, Supporter, Words};

use crate::ask::Reply;
use crate::home::{Done, Home};
use crate::words::{filled, word};

#[derive(Clone)]
enum Choice {
    Begin(Box<Offer>),
    Person(Box<Supporter>),
}

#[derive(Clone)]
enum Deed {
    Rename,
    Merge,
    Forget,
}

impl Home<'_> {
    pub(crate) fn circle(&mut self) -> Done {
        loop {
            let people = self.room.stone.circle().people()?;
            if people.is_empty() {
                self.room.ask.say(&word("empty.circle"));
            }
            let offers = self.offers(|offer| offer.group == "circle")?;
            let offers = offers
                .into_iter()
                .map(|offer| (format!("{}  · {}", offer.label, offer.about), Choice::Begin(Box::new(offer))));
            let people = people.into_iter().map(|one| (name(&one), Choice::Person(Box::new(one))));
            let choices: Vec<_> = people.chain(offers).collect();
            if choices.is_empty() {
                return Ok(());
            }
            match self.room.choose(&word("menu.circle"), choices) {
                Some(Choice::Begin(offer)) => return self.begin(&offer),
                Some(Choice::Person(person)) => self.tell_trouble(|home| home.person(&person)),
                None => return Ok(()),
            }
        }
    }

    fn person(&mut self, one: &Supporter) -> Done {
        let deeds = vec![
            (word("action.rename"), Deed::Rename),
            (word("action.merge"), Deed::Merge),
            (word("action.forget"), Deed::Forget),
        ];
        let (circle, id) = (self.room.stone.circle(), one.person.id.clone());
        match self.room.choose(&name(one), deeds) {
            Some(Deed::Rename) => {
                let Reply::Got(text) = self.room.ask.line(&word("ask.alias"), "", &one.person.alias.text) else {
                    return Ok(());
                };
                circle.rename(id, Words { text }).map(drop)
            }
            Some(Deed::Merge) => match self.other(&id)? {
                Some(other) => circle.merge(id, other).map(drop),
                None => Ok(()),
            },
            Some(Deed::Forget) => {
                circle.remove(id)?;
                self.room.ask.say(&word("notice.forgotten"));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Somebody else of the circle.
    fn other(&mut self, id: &PersonId) -> Result<Option<PersonId>, steppingstone_core::SteppingstoneError> {
        let others = self.room.stone.circle().people()?.into_iter().filter(|other| other.person.id != *id);
        let others: Vec<_> = others.map(|other| (name(&other), other.person.id)).collect();
        if others.is_empty() {
            self.room.ask.say(&word("empty.circle"));
            return Ok(None);
        }
        Ok(self.room.choose(&word("action.merge"), others))
    }
}

fn name(one: &Supporter) -> String {
    let alias = &one.person.alias.text;
    if one.good_for_words.is_empty() {
        return alias.clone();
    }
    filled("circle.good_for", &[("name", alias), ("good_for", &one.good_for_words)])
}
