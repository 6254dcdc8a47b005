//! What somebody answered, and what the person makes of it.

use serde::{Deserialize, Serialize};

use super::perspective::{Asked, Perspective};
use crate::checkin::Entry;
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Area, Closing, Form, Given, Known, Names, Opening, Settling, Story, StoryLine, asks, choice, line, long_text,
    rating,
};
use crate::id::PersonId;
use crate::record::{CHECK_IN, Row, store};
use crate::reminder;
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Answer = "answer",
        Meaning = "meaning",
        Action = "action",
        Keep = "keep",
        Belief = "belief",
        AboutMe = "about_me",
    }
}

/// An answer. Ratings are 0 to 100, about the check-in it started from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PerspectiveAnswered {
    /// Who was asked, and what.
    pub(crate) who: Option<PersonId>,
    pub(crate) question: Option<Words>,
    /// What they said.
    pub(crate) answer: Option<Words>,
    /// What the person makes of it.
    pub(crate) meaning: Option<Words>,
    /// What they will do with it.
    pub(crate) action: Option<Words>,
    /// Whether the answer may come back as evidence: `yes`, or `no`.
    pub(crate) keep: Option<String>,
    /// How true the thought feels now.
    pub(crate) belief: Option<u8>,
    /// How much it says about the person now.
    pub(crate) about_me: Option<u8>,
    /// The kind of event it is about.
    pub(crate) event: Option<String>,
}

pub(crate) struct PerspectiveAnswer {
    asked: Asked,
    entry: Entry,
}

impl Form for PerspectiveAnswer {
    type Ask = Ask;
    type Record = PerspectiveAnswered;
    const GUIDE: &'static str = "perspective_answer";
    const FROM: &'static [&'static str] = &["perspective", "perspective_answer"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let row = opening.about_of(Perspective::PRACTICE)?;
        let entry = row.as_ref().and_then(|row| row.about.as_ref());
        let entry = entry.and_then(|id| store::get(opening.connection, id).ok()).filter(|row| row.practice == CHECK_IN);
        Ok(Self {
            asked: row.as_ref().map(Row::typed).transpose()?.unwrap_or_default(),
            entry: entry.as_ref().map(Entry::of).transpose()?.unwrap_or_default(),
        })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        // Nothing is rated where risk was noticed, and nothing is weighed after mistreatment.
        let rates = self.entry.may_return() && !self.entry.is_mistreated() && !known.is_in_danger();
        match ask {
            Ask::Answer => true,
            Ask::Meaning | Ask::Action | Ask::Keep => known.has_answered(Ask::Answer),
            Ask::Belief => rates && self.entry.belief.before.is_some(),
            Ask::AboutMe => rates && self.entry.about_me.before.is_some(),
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Answer | Ask::Meaning => long_text(),
            Ask::Action => line(),
            Ask::Keep => choice(words),
            Ask::Belief => rating("belief"),
            Ask::AboutMe => rating("about_me"),
        }
    }

    /// The thought stands where it is rated; before that, the question.
    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        let thought = self.entry.thought.clone().filter(|_| known.has_passed(Ask::Answer) && self.entry.may_return());
        let rates = known.has_passed(Ask::Keep);
        thought.filter(|_| rates).or_else(|| self.asked.text.clone())
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<PerspectiveAnswered> {
        Some(PerspectiveAnswered {
            who: self.asked.who.clone(),
            question: self.asked.text.clone(),
            answer: known.words(Ask::Answer).cloned(),
            meaning: known.words(Ask::Meaning).cloned(),
            action: known.words(Ask::Action).cloned(),
            keep: known.chosen(Ask::Keep).map(String::from),
            belief: known.rating(Ask::Belief),
            about_me: known.rating(Ask::AboutMe),
            event: self.asked.event.clone(),
        })
    }

    fn tell(answered: &PerspectiveAnswered, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.person("who", answered.who.as_ref());
        story.words("question", answered.question.as_ref());
        story.words("answer", answered.answer.as_ref());
        story.words("meaning", answered.meaning.as_ref());
        story.words("action", answered.action.as_ref());
        story.rating("belief", answered.belief);
        story.rating("about_me", answered.about_me);
        story.lines
    }

    fn headline(answered: &PerspectiveAnswered) -> Option<Words> {
        answered.answer.clone().or_else(|| answered.question.clone())
    }

    /// What somebody else saw is evidence, unless the person would rather not meet it again.
    fn fact_naming(answered: &PerspectiveAnswered, names: &Names) -> Option<Words> {
        let answer = answered.answer.as_ref().filter(|_| answered.keep.as_deref() != Some("no"))?;
        let name = answered.who.as_ref().and_then(|who| names.get(who)).map(|alias| alias.text.clone());
        let name = name.unwrap_or_else(|| pack().chrome("perspective.somebody"));
        Some(Words::new(fill("perspective.fact", &[("name", &name), ("answer", &answer.text)])))
    }

    /// Who was asked need not be asked again.
    fn settle(&self, _: &Known<'_>, _: &PerspectiveAnswered, settling: &Settling<'_>) -> Result<Vec<Area>> {
        let Row { about: Some(asked), .. } = settling.row else { return Ok(Vec::new()) };
        reminder::store::remove_about(settling.tx, asked)?;
        Ok(vec![Area::Reminders])
    }
}
