//! Whether the words were used, and what came of it: what was planned beside what came.

use serde::{Deserialize, Serialize};

use super::script::{Script, WordsForNextTime};
use crate::content::{PromptWords, fill};
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
        Used = "used",
        Came = "came",
        Effect = "effect",
    }
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Used {
    /// The words, copied as they were then.
    pub(crate) text: Option<Words>,
    /// `yes`, `partly` or `not_yet`.
    pub(crate) said: Option<String>,
    pub(crate) came: Option<Words>,
    /// How much it helped to have them ready, 0 to 100.
    pub(crate) effect: Option<u8>,
}

pub(crate) struct ScriptUsed {
    script: Option<RecordId>,
    text: Option<Words>,
}

/// The words of a script, as they stand.
pub(super) fn text_of(script: Option<&Row>) -> Result<Option<Words>> {
    Ok(script.map(Row::typed::<WordsForNextTime>).transpose()?.and_then(|script| script.text))
}

/// Whether there are words to use or to rehearse, and none in which risk was noticed.
pub(super) fn is_ready(opening: &Opening<'_>) -> Result<bool> {
    let about = opening.needs_about()?;
    Ok(about.may_return() && (about.practice != Script::PRACTICE || text_of(Some(about))?.is_some()))
}

fn was_said(used: Option<&str>) -> bool {
    matches!(used, Some("yes" | "partly"))
}

impl Form for ScriptUsed {
    type Ask = Ask;
    type Record = Used;
    const GUIDE: &'static str = "script_used";
    const FROM: &'static [&'static str] = &["script", "script_used"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let script = opening.about_of(Script::PRACTICE)?;
        Ok(Self { text: text_of(script.as_ref())?, script: script.map(|row| row.id) })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        is_ready(opening)
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        ask == Ask::Used || was_said(known.chosen(Ask::Used))
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Used => choice(words),
            Ask::Came => long_text(),
            Ask::Effect => rating("effect"),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.text.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Used> {
        let used = known.chosen(Ask::Used)?;
        let done = was_said(Some(used));
        Some(Used {
            text: self.text.clone(),
            said: Some(used.to_owned()),
            came: known.words(Ask::Came).filter(|_| done).cloned(),
            effect: known.rating(Ask::Effect).filter(|_| done),
        })
    }

    fn tell(used: &Used, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("text", used.text.as_ref());
        story.choice("used", "used", used.said.as_deref());
        story.words("came", used.came.as_ref());
        story.rating("effect", used.effect);
        story.lines
    }

    fn headline(used: &Used) -> Option<Words> {
        used.came.clone().or_else(|| used.text.clone())
    }

    /// Having said it is the evidence, whatever came of it.
    fn fact(used: &Used) -> Option<Words> {
        let text = &used.text.as_ref()?.text;
        let fact = match used.said.as_deref()? {
            "yes" => fill("script.fact", &[("text", text)]),
            "partly" => fill("script.fact_partly", &[("text", text)]),
            _ => return None,
        };
        let came = used.came.as_ref().map(|came| format!(" {}", came.text)).unwrap_or_default();
        Some(Words::new(fact + &came))
    }

    /// What was said needs no reminder any more.
    fn settle(&self, _: &Known<'_>, used: &Used, settling: &Settling<'_>) -> Result<Vec<Area>> {
        match &self.script {
            Some(script) if was_said(used.said.as_deref()) => {
                reminder::store::remove_about(settling.tx, script)?;
                Ok(vec![Area::Reminders])
            }
            _ => Ok(Vec::new()),
        }
    }
}
