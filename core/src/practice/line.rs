//! A line for oneself, written when it no longer hurts much, read when it does: one line of a
//! self-compassionate letter. It costs one field and one query.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, line};
use crate::id::RecordId;
use crate::record::{CHECK_IN, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Text = "text",
    }
}

/// A line for oneself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LineForMyself {
    pub(crate) text: Option<Words>,
}

pub(crate) struct Line;

impl Form for Line {
    type Ask = Ask;
    type Record = LineForMyself;
    const GUIDE: &'static str = "line";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "line"];

    fn open(_: &Opening<'_>) -> Result<Self> {
        Ok(Self)
    }

    fn input(&self, _: &Known<'_>, _: Ask, _: &PromptWords, _: &Moment) -> Given {
        line()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<LineForMyself> {
        Some(LineForMyself { text: Some(known.words(Ask::Text)?.clone()) })
    }

    fn tell(line: &LineForMyself, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("text", line.text.as_ref());
        story.lines
    }

    fn headline(line: &LineForMyself) -> Option<Words> {
        line.text.clone()
    }
}

/// The newest line, for the next time it hurts.
pub(crate) fn newest_line(connection: &Connection) -> Result<Option<(RecordId, Words)>> {
    let rows = store::select(
        connection,
        "practice = 'line' AND may_return AND headline IS NOT NULL ORDER BY place DESC LIMIT 1",
        &[],
    )?;
    Ok(rows.into_iter().next().and_then(|row| Some((row.id, row.headline?))))
}
