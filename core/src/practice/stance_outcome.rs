//! What became of a stance: sent or not, what came, and how it sits.

use serde::{Deserialize, Serialize};

use super::stance::{Chosen, Stance};
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, choice, long_text, rating};
use crate::record::Row;
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Sent = "sent",
        Came = "came",
        Settled = "settled",
    }
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Outcome {
    /// The words, copied as they were then.
    pub(crate) words: Option<Words>,
    /// `sent`, `said` or `not_sent`.
    pub(crate) sent: Option<String>,
    pub(crate) came: Option<Words>,
    /// How settled it feels, 0 to 100.
    pub(crate) settled: Option<u8>,
}

pub(crate) struct StanceOutcome {
    stance: Chosen,
}

impl Form for StanceOutcome {
    type Ask = Ask;
    type Record = Outcome;
    const GUIDE: &'static str = "stance_outcome";
    const FROM: &'static [&'static str] = &["stance", "stance_outcome"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let stance = opening.about_of(Stance::PRACTICE)?.as_ref().map(Row::typed).transpose()?;
        Ok(Self { stance: stance.unwrap_or_default() })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.needs_about()?.may_return())
    }

    /// Whether it was sent is asked only of words that were meant for somebody.
    fn wanted(&self, _: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        ask != Ask::Sent || (self.stance.words.is_some() && !self.stance.is_for_me())
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Sent => choice(words),
            Ask::Came => long_text(),
            Ask::Settled => rating("settled"),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.stance.words.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Outcome> {
        Some(Outcome {
            words: self.stance.words.clone(),
            sent: known.chosen(Ask::Sent).map(String::from),
            came: known.words(Ask::Came).cloned(),
            settled: known.rating(Ask::Settled),
        })
    }

    fn tell(outcome: &Outcome, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("words", outcome.words.as_ref());
        story.choice("sent", "sent", outcome.sent.as_deref());
        story.words("came", outcome.came.as_ref());
        story.rating("settled", outcome.settled);
        story.lines
    }

    fn headline(outcome: &Outcome) -> Option<Words> {
        outcome.came.clone().or_else(|| outcome.words.clone())
    }
}
