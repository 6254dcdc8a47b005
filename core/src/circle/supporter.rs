//! Somebody of the circle, and what they are good for. Nobody is good for everything, and nobody
//! has to be.

use serde::{Deserialize, Serialize};

use super::set_good_for;
use crate::content::{PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Area, Closing, Form, Given, Input, Known, Names, Opening, Person, Settling, Story, StoryLine, asks, line, several,
};
use crate::id::PersonId;
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Who = "who",
        GoodFor = "good_for",
        Note = "note",
    }
}

/// What was noted about somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SupporterNote {
    pub(crate) who: Option<PersonId>,
    /// What they are good for, ids of the prompt.
    pub(crate) good_for: Vec<String>,
    /// The same, or anything else, in own words.
    pub(crate) note: Option<Words>,
}

pub(crate) struct SupporterForm {
    people: Vec<Person>,
}

impl Form for SupporterForm {
    type Ask = Ask;
    type Record = SupporterNote;
    const GUIDE: &'static str = "supporter";
    const FROM: &'static [&'static str] = &["home", "supporter"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        Ok(Self { people: super::people(opening.connection)? })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        ask == Ask::Who || known.has_answered(Ask::Who)
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Who => Input::Person { known: self.people.clone() }.into(),
            Ask::GoodFor => several(words),
            Ask::Note => line(),
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<SupporterNote> {
        Some(SupporterNote {
            who: Some(known.person(Ask::Who)?),
            good_for: known.all_chosen(Ask::GoodFor),
            note: known.words(Ask::Note).cloned(),
        })
    }

    fn tell(noted: &SupporterNote, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.person("who", noted.who.as_ref());
        story.choices("good_for", "good_for", &noted.good_for);
        story.words("note", noted.note.as_ref());
        story.lines
    }

    /// Without the name: somebody can be forgotten.
    fn headline(noted: &SupporterNote) -> Option<Words> {
        let options = &pack().guide(Self::GUIDE).prompt("good_for").options;
        let label = |id: &String| {
            let option = options.iter().find(|option| option.id == *id);
            option.map_or_else(|| pack().label(id), |option| option.label.clone())
        };
        let labels: Vec<String> = noted.good_for.iter().map(label).collect();
        if labels.is_empty() { noted.note.clone() } else { Some(Words::new(labels.join(", "))) }
    }

    fn settle(&self, known: &Known<'_>, noted: &SupporterNote, settling: &Settling<'_>) -> Result<Vec<Area>> {
        // Skipping the question leaves what was noted before.
        let Some(who) = noted.who.as_ref().filter(|_| known.has_answered(Ask::GoodFor)) else { return Ok(Vec::new()) };
        if super::get(settling.tx, who).is_err() {
            return Ok(Vec::new());
        }
        set_good_for(settling.tx, who, &noted.good_for)?;
        Ok(vec![Area::Circle])
    }
}
