//! The next day: belief and about-me again. Unchanged is a signal, not a failure.

use serde::{Deserialize, Serialize};

use super::line::{Line, LineForMyself};
use crate::checkin::Entry;
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{
    Answer, Area, Closing, Form, Given, Known, Names, Opening, Prompts, Settling, Story, StoryLine, asks, line,
    note_answers, rating, sentences,
};
use crate::id::RecordId;
use crate::insight::EASED;
use crate::record::{CHECK_IN, Row, store};
use crate::reminder::{self, Purpose};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Hurt = "hurt",
        Belief = "belief",
        AboutMe = "about_me",
        Line = "line",
    }
}

/// How it is a day later. Ratings are 0 to 100.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DayLater {
    /// How much it hurts now.
    pub(crate) intensity: Option<u8>,
    pub(crate) belief: Option<u8>,
    pub(crate) about_me: Option<u8>,
    pub(crate) line: Option<Words>,
}

pub(crate) struct NextDay {
    entry: Entry,
}

impl Form for NextDay {
    type Ask = Ask;
    type Record = DayLater;
    const GUIDE: &'static str = "next_day";
    const FROM: &'static [&'static str] = &[CHECK_IN, "next_day"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let entry = opening.about_of(CHECK_IN)?.map(|row| Entry::of(&row)).transpose()?;
        Ok(Self { entry: entry.unwrap_or_default() })
    }

    /// Nothing is rated again in a check-in in which risk was noticed.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.needs_about()?.may_return())
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        if !self.entry.may_return() {
            return false;
        }
        match ask {
            Ask::Hurt => true,
            Ask::Belief => self.entry.belief.before.is_some(),
            Ask::AboutMe => self.entry.about_me.before.is_some(),
            Ask::Line => known.rating(Ask::Hurt).is_some_and(|hurt| hurt < EASED),
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, _: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Hurt => rating("intensity"),
            Ask::Belief => rating("belief"),
            Ask::AboutMe => rating("about_me"),
            Ask::Line => line(),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.entry.thought.clone().filter(|_| self.entry.may_return())
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<DayLater> {
        Some(DayLater {
            intensity: known.rating(Ask::Hurt),
            belief: known.rating(Ask::Belief),
            about_me: known.rating(Ask::AboutMe),
            line: known.words(Ask::Line).cloned(),
        })
    }

    fn tell(later: &DayLater, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.rating("hurt", later.intensity);
        story.rating("belief", later.belief);
        story.rating("about_me", later.about_me);
        story.words("line", later.line.as_ref());
        story.lines
    }

    fn headline(later: &DayLater) -> Option<Words> {
        later.line.clone()
    }

    /// What was rated again needs no reminder of it. The line is kept by itself, to be found when it
    /// hurts again.
    fn settle(&self, known: &Known<'_>, later: &DayLater, settling: &Settling<'_>) -> Result<Vec<Area>> {
        if let Some(entry) = &settling.row.about {
            reminder::store::remove_purpose(settling.tx, entry, Purpose::ReRating)?;
        }
        let Some(text) = later.line.clone().filter(|_| known.has_passed(Ask::Line)) else {
            return Ok(vec![Area::Reminders]);
        };
        let line = LineForMyself { text: Some(text) };
        let row = Row {
            id: RecordId(settling.ids.next(settling.now.utc_ms)),
            practice: Line::PRACTICE.to_owned(),
            about: settling.row.about.clone(),
            at: settling.now.clone(),
            body: serde_json::to_value(&line)?,
            risk: settling.row.risk.clone(),
            headline: line.text.clone(),
            fact: None,
        };
        store::put(settling.tx, &row, &sentences(&Line::tell(&line, &Names::new())), settling.now)?;
        let answer = line.text.as_ref().map(Answer::text);
        note_answers(settling, Line::GUIDE, &row.id, vec![(super::line::Ask::Text.name(), answer)])?;
        Ok(vec![Area::Reminders])
    }
}
