//! Own contacts: somebody to call, by the name and number that the person gives.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::own::dialable;
use crate::content::PromptWords;
use crate::error::{Error, Field, Reason, Result};
use crate::guide::{Answer, Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks};
use crate::id::RecordId;
use crate::record::store;
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Name = "name",
        Number = "number",
    }
}

/// The most characters of a name and of a number.
const NAME: u32 = 60;
const NUMBER: u32 = 40;
/// The most contacts that are shown.
const MOST: u32 = 50;

/// Somebody to call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reach {
    pub(crate) name: Option<Words>,
    pub(crate) number: Option<Words>,
}

pub(crate) struct Contact;

impl Form for Contact {
    type Ask = Ask;
    type Record = Reach;
    const GUIDE: &'static str = "contact";
    const FROM: &'static [&'static str] = &["home", "contact"];
    const FOR_HARD_HOURS: bool = true;

    fn open(_: &Opening<'_>) -> Result<Self> {
        Ok(Self)
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        ask == Ask::Name || known.has_answered(Ask::Name)
    }

    fn input(&self, _: &Known<'_>, ask: Ask, _: &PromptWords, _: &Moment) -> Given {
        let max_chars = if ask == Ask::Name { NAME } else { NUMBER };
        Input::Text { long: false, max_chars, scale: None }.into()
    }

    fn check(&self, _: &Known<'_>, ask: Ask, answer: &Answer, _: &Moment) -> Result<()> {
        match answer {
            Answer::Text { words, .. } if ask == Ask::Number && dialable(&words.text).is_none() => {
                Err(Error::invalid(Field::Phone, Reason::Malformed))
            }
            _ => Ok(()),
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Reach> {
        Some(Reach { name: Some(known.words(Ask::Name)?.clone()), number: known.words(Ask::Number).cloned() })
    }

    fn tell(contact: &Reach, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("name", contact.name.as_ref());
        story.words("number", contact.number.as_ref());
        story.lines
    }

    /// Who it is stands in Help, not in lists.
    fn headline(_: &Reach) -> Option<Words> {
        None
    }
}

/// Everybody to call, in the order in which they were noted.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(RecordId, Reach)>> {
    let mut rows = store::newest(connection, Contact::PRACTICE, MOST)?;
    rows.reverse();
    rows.into_iter().map(|row| Ok((row.id.clone(), row.typed()?))).collect()
}
