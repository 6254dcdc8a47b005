//! Rehearsing a script: in the mind or aloud, alone or with somebody, kindly. Three times at most,
//! because over-scripting is a safety behaviour.

use serde::{Deserialize, Serialize};

use super::script::Script;
use super::script_used::{is_ready, text_of};
use crate::circle;
use crate::content::PromptWords;
use crate::error::Result;
use crate::grounding;
use crate::guide::{
    Card, Closing, Form, Given, Input, Known, Names, Opening, Person, Story, StoryLine, asks, chips, choice, line,
    notice, rating,
};
use crate::id::PersonId;
use crate::record::{Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Enough = "enough",
        How = "how",
        Person = "person",
        Minutes = "minutes",
        Timer = "timer",
        Ease = "ease",
        KindWord = "kind_word",
    }
}

/// One rehearsal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Rehearsal {
    /// The words, copied as they were then.
    pub(crate) text: Option<Words>,
    /// `mental`, `aloud` or `with_someone`.
    pub(crate) how: Option<String>,
    pub(crate) person: Option<PersonId>,
    /// How many minutes the timer ran.
    pub(crate) minutes: Option<u8>,
    /// How easy it felt, 0 to 100.
    pub(crate) ease: Option<u8>,
    /// One kind word to oneself.
    pub(crate) kind_word: Option<Words>,
}

/// The most rehearsals of one script.
const MOST: usize = 3;

pub(crate) struct ScriptRehearsal {
    text: Option<Words>,
    people: Vec<Person>,
    /// With whom it was, where a rehearsal is changed: somebody who was new then has an id by now.
    person: Option<PersonId>,
    /// Whether it was rehearsed often enough.
    enough: bool,
}

fn minutes(known: &Known<'_>) -> Option<u8> {
    known.chosen(Ask::Minutes).and_then(|minutes| minutes.parse().ok())
}

/// Whether another rehearsal would be one too many. Changing one that was noted is not.
fn is_enough(opening: &Opening<'_>) -> Result<bool> {
    let about = opening.needs_about()?;
    let fresh = about.practice == Script::PRACTICE;
    Ok(fresh && store::about(opening.connection, ScriptRehearsal::PRACTICE, &about.id)?.len() >= MOST)
}

impl Form for ScriptRehearsal {
    type Ask = Ask;
    type Record = Rehearsal;
    const GUIDE: &'static str = "script_rehearsal";
    const FROM: &'static [&'static str] = &["script", "script_rehearsal"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let noted = opening.about.as_ref().filter(|row| row.practice == Self::PRACTICE);
        let noted: Option<Rehearsal> = noted.map(Row::typed).transpose()?;
        Ok(Self {
            enough: is_enough(opening)?,
            person: noted.and_then(|noted| noted.person),
            text: text_of(opening.about_of(Script::PRACTICE)?.as_ref())?,
            people: circle::people(opening.connection)?,
        })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(is_ready(opening)? && !is_enough(opening)?)
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Enough => self.enough,
            Ask::Timer => !self.enough && minutes(known).is_some(),
            Ask::Person => !self.enough && known.chosen(Ask::How) == Some("with_someone"),
            _ => !self.enough,
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Timer => {
                let exercise = grounding::timer(minutes(known).unwrap_or(1), words);
                Input::Info { card: Card::Grounding { exercise }, options: chips(words) }.into()
            }
            Ask::Enough => notice(words),
            Ask::How | Ask::Minutes => choice(words),
            Ask::Person => Input::Person { known: self.people.clone() }.into(),
            Ask::Ease => rating("ease"),
            Ask::KindWord => line(),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.text.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Rehearsal> {
        let how = known.chosen(Ask::How);
        (!self.enough).then(|| Rehearsal {
            text: self.text.clone(),
            how: how.map(String::from),
            person: known.person(Ask::Person).or_else(|| self.person.clone()).filter(|_| how == Some("with_someone")),
            minutes: minutes(known),
            ease: known.rating(Ask::Ease),
            kind_word: known.words(Ask::KindWord).cloned(),
        })
    }

    fn tell(rehearsal: &Rehearsal, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("text", rehearsal.text.as_ref());
        story.choice("how", "how", rehearsal.how.as_deref());
        story.person("person", rehearsal.person.as_ref());
        story.choice("minutes", "minutes", rehearsal.minutes.map(|minutes| minutes.to_string()).as_deref());
        story.rating("ease", rehearsal.ease);
        story.words("kind_word", rehearsal.kind_word.as_ref());
        story.lines
    }

    fn headline(rehearsal: &Rehearsal) -> Option<Words> {
        rehearsal.kind_word.clone().or_else(|| rehearsal.text.clone())
    }
}
