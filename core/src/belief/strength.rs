//! A strength with the moment in which it showed: which one, seen where, by whom. A dated fact, never
//! a bare affirmation (Wood et al., 2009); what it is worth is for the person to say.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::checkin::Entry;
use crate::circle;
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Input, Known, Names, Opening, Person, Story, StoryLine, asks, choice_of, long_text,
    rating,
};
use crate::id::PersonId;
use crate::record::{CHECK_IN, Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Happened = "happened",
        Strength = "strength",
        Place = "place",
        Whom = "whom",
        Believability = "believability",
    }
}

/// A strength as it showed once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// What happened.
    pub(crate) happened: Option<Words>,
    /// An id of `strengths.toml`, or `own`.
    pub(crate) strength: Option<String>,
    /// The same in own words.
    pub(crate) strength_note: Option<Words>,
    /// Where, an id of the contexts in `challenges.toml`, or `elsewhere`.
    pub(crate) place: Option<String>,
    pub(crate) place_note: Option<Words>,
    /// Who saw it.
    pub(crate) seen_by: Option<PersonId>,
    /// How much the person believes it, 0 to 100.
    pub(crate) believability: Option<u8>,
    /// The kind of event of the check-in it was noted after: facts are ranked by it.
    pub(crate) event: Option<String>,
}

impl Shown {
    /// The strength by name, own words first.
    fn name(&self) -> Option<Words> {
        let chosen = || self.strength.as_ref().filter(|id| *id != OWN).map(|id| Words::new(pack().label(id)));
        self.strength_note.clone().or_else(chosen)
    }
}

const OWN: &str = "own";

pub(crate) struct Strength {
    people: Vec<Person>,
    event: Option<String>,
}

impl Form for Strength {
    type Ask = Ask;
    type Record = Shown;
    const GUIDE: &'static str = "strength";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "strength"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let event = match &opening.about {
            Some(row) if row.practice == CHECK_IN => Entry::of(row)?.event,
            Some(row) => row.typed::<Shown>()?.event,
            None => None,
        };
        Ok(Self { people: circle::people(opening.connection)?, event })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(super::is_free(opening, Self::PRACTICE))
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        let lists = &pack().shelf;
        match ask {
            Ask::Happened => long_text(),
            Ask::Strength => choice_of(with_own(lists.strengths.strengths.iter().map(Chip::from), words), words),
            Ask::Place => choice_of(with_own(lists.challenges.contexts.iter().map(Chip::from), words), words),
            Ask::Whom => Input::Person { known: self.people.clone() }.into(),
            Ask::Believability => rating("belief"),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        known.words(Ask::Happened).cloned()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Shown> {
        let shown = Shown {
            happened: known.words(Ask::Happened).cloned(),
            strength: known.chosen(Ask::Strength).map(String::from),
            strength_note: known.words(Ask::Strength).cloned(),
            place: known.chosen(Ask::Place).map(String::from),
            place_note: known.words(Ask::Place).cloned(),
            seen_by: known.person(Ask::Whom),
            believability: known.rating(Ask::Believability),
            event: self.event.clone(),
        };
        (shown.happened.is_some() || shown.strength.is_some()).then_some(shown)
    }

    fn tell(shown: &Shown, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("happened", shown.happened.as_ref());
        story.words("strength", shown.name().as_ref());
        story.choice("place", "place", shown.place.as_deref());
        story.words("place_note", shown.place_note.as_ref());
        story.person("seen_by", shown.seen_by.as_ref());
        story.rating("believability", shown.believability);
        story.lines
    }

    fn headline(shown: &Shown) -> Option<Words> {
        shown.happened.clone().or_else(|| shown.name())
    }

    /// A strength without a moment in which it showed would be an affirmation, and is no evidence.
    fn fact(shown: &Shown) -> Option<Words> {
        let happened = shown.happened.as_ref()?;
        let Some(name) = shown.name() else { return Some(happened.clone()) };
        Some(Words::new(fill("strength.fact", &[("happened", &happened.text), ("strength", &name.text)])))
    }
}

/// Strengths that were noted with a moment in which they showed, newest first.
pub(crate) fn noted_strengths(connection: &Connection) -> Result<Vec<String>> {
    let rows = store::newest(connection, Strength::PRACTICE, 200)?;
    let shown = rows.iter().filter(|row| row.may_return()).map(Row::typed::<Shown>).collect::<Result<Vec<_>>>()?;
    Ok(shown.into_iter().filter(|shown| shown.happened.is_some()).filter_map(|shown| shown.strength).collect())
}

/// What the shelf has, then the prompt's own way out of it.
fn with_own(chips: impl Iterator<Item = Chip>, words: &PromptWords) -> Vec<Chip> {
    chips.chain(words.options.iter().map(Chip::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strength_with_its_moment_is_evidence() {
        let named = Shown { strength: Some("listens".into()), ..Shown::default() };
        assert_eq!(Strength::fact(&named), None);
        let shown = Shown { happened: Some(Words::new("Ana told me about her exam for an hour")), ..named };
        let fact = Strength::fact(&shown).unwrap();
        assert_eq!(fact.text, "Ana told me about her exam for an hour (listens to the end)");
    }

    #[test]
    fn a_strength_that_an_update_removed_still_has_a_name() {
        let gone = Shown { strength: Some("walks_backwards".into()), ..Shown::default() };
        assert_eq!(gone.name().unwrap().text, "walks backwards");
    }
}
