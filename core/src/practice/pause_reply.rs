//! A pause before replying: the reply is written where nothing is sent, and waits.

use serde::{Deserialize, Serialize};

use super::between::Between;
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{
    Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, long_text, notice, soon_first,
};
use crate::record::CHECK_IN;
use crate::reminder::Purpose;
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Closed = "closed",
        Reply = "reply",
        When = "when",
    }
}

/// A reply that waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Waiting {
    /// What the reply would have been; nothing says it was sent.
    pub(crate) reply: Option<Words>,
}

pub(crate) struct PauseReply {
    between: Between,
}

impl Form for PauseReply {
    type Ask = Ask;
    type Record = Waiting;
    const GUIDE: &'static str = "pause_reply";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "pause_reply"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        Ok(Self { between: Between::of(opening)? })
    }

    /// Not towards somebody who said no, or who is a danger.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let between = Between::of(opening)?;
        Ok(!between.is_a_no() && !between.mistreated && !between.at_risk)
    }

    fn wanted(&self, _: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        (ask == Ask::Closed) == self.between.is_a_no()
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Closed => notice(words),
            Ask::Reply => long_text(),
            Ask::When => Input::When { picks: soon_first(now), repeats: false }.into(),
        }
    }

    fn is_stopped(&self, _: &Known<'_>) -> bool {
        self.between.at_risk
    }

    fn asks_for_help(&self, _: &Known<'_>) -> bool {
        self.between.at_risk
    }

    fn is_in_danger(&self, known: &Known<'_>) -> bool {
        self.between.is_mistreated(known)
    }

    /// A pause without words is a pause, too.
    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Waiting> {
        let reply = known.words(Ask::Reply).cloned();
        (reply.is_some() || known.when(Ask::When).is_some()).then_some(Waiting { reply })
    }

    fn tell(waiting: &Waiting, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("reply", waiting.reply.as_ref());
        story.lines
    }

    fn headline(waiting: &Waiting) -> Option<Words> {
        waiting.reply.clone()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        let when = known.when(Ask::When).filter(|_| !self.between.is_a_no());
        when.map(|when| (Purpose::PausedReply, when)).into_iter().collect()
    }
}
