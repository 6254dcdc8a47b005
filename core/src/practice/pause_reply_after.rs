//! Looking again at a reply that waited: as it is, changed, or not at all.

use serde::{Deserialize, Serialize};

use super::pause_reply::{PauseReply, Waiting};
use crate::content::{PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Area, Closing, Form, Given, Known, Names, Opening, Settling, Story, StoryLine, asks, choice, long_text, rating,
};
use crate::id::RecordId;
use crate::record::Row;
use crate::reminder;
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Chosen = "chosen",
        Changed = "changed",
        Relief = "relief",
    }
}

/// What became of a reply that waited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct After {
    /// The reply, copied as it was then.
    pub(crate) reply: Option<Words>,
    /// `as_is`, `changed` or `not_sent`.
    pub(crate) chosen: Option<String>,
    /// What was said instead.
    pub(crate) changed: Option<Words>,
    /// How much of a relief the pause was, 0 to 100.
    pub(crate) relief: Option<u8>,
}

/// A relief of this much makes the pause a fact of one's own.
const RELIEVED: u8 = 50;

pub(crate) struct PauseReplyAfter {
    waiting: Option<RecordId>,
    reply: Option<Words>,
}

impl Form for PauseReplyAfter {
    type Ask = Ask;
    type Record = After;
    const GUIDE: &'static str = "pause_reply_after";
    const FROM: &'static [&'static str] = &["pause_reply", "pause_reply_after"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let row = opening.about_of(PauseReply::PRACTICE)?;
        let waiting: Option<Waiting> = row.as_ref().map(Row::typed).transpose()?;
        Ok(Self { reply: waiting.and_then(|waiting| waiting.reply), waiting: row.map(|row| row.id) })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.needs_about()?.may_return())
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Chosen => true,
            Ask::Changed => known.chosen(Ask::Chosen) == Some("changed"),
            Ask::Relief => known.has_answered(Ask::Chosen),
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Chosen => choice(words),
            Ask::Changed => long_text(),
            Ask::Relief => rating("relief"),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.reply.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<After> {
        let chosen = known.chosen(Ask::Chosen)?;
        Some(After {
            reply: self.reply.clone(),
            chosen: Some(chosen.to_owned()),
            changed: known.words(Ask::Changed).filter(|_| chosen == "changed").cloned(),
            relief: known.rating(Ask::Relief),
        })
    }

    fn tell(after: &After, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("reply", after.reply.as_ref());
        story.choice("chosen", "chosen", after.chosen.as_deref());
        story.words("changed", after.changed.as_ref());
        story.rating("relief", after.relief);
        story.lines
    }

    fn headline(after: &After) -> Option<Words> {
        after.changed.clone().or_else(|| after.reply.clone())
    }

    /// The waiting is the evidence; what would have been said need not come back.
    fn fact(after: &After) -> Option<Words> {
        after.relief.filter(|relief| *relief >= RELIEVED).map(|_| Words::new(pack().chrome("pause.fact")))
    }

    /// What has been decided needs no reminder any more.
    fn settle(&self, _: &Known<'_>, _: &After, settling: &Settling<'_>) -> Result<Vec<Area>> {
        let Some(waiting) = &self.waiting else { return Ok(Vec::new()) };
        reminder::store::remove_about(settling.tx, waiting)?;
        Ok(vec![Area::Reminders])
    }
}
