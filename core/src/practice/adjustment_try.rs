//! One try of an if-then: noted in one tap, rated if one likes.

use serde::{Deserialize, Serialize};

use super::adjustment::Adjustment;
use crate::content::{PromptWords, fill, pack};
use crate::error::{Error, Result, Thing};
use crate::guide::{Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, line, rating, sentences};
use crate::id::{IdSource, RecordId};
use crate::record::{Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Effect = "effect",
        Changed = "changed",
    }
}

/// A try.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Try {
    /// The if-then, copied as it was then.
    pub(crate) plan: Option<Words>,
    /// How much it helped, 0 to 100.
    pub(crate) effect: Option<u8>,
    /// What it changed.
    pub(crate) changed: Option<Words>,
}

pub(crate) struct AdjustmentTry {
    plan: Option<Words>,
}

/// An effect of this much makes a try a fact of one's own.
const HELPED: u8 = 50;

impl Form for AdjustmentTry {
    type Ask = Ask;
    type Record = Try;
    const GUIDE: &'static str = "adjustment_try";
    const FROM: &'static [&'static str] = &["adjustment", "adjustment_try"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        Ok(Self { plan: opening.about_of(Adjustment::PRACTICE)?.and_then(|row| row.headline) })
    }

    fn input(&self, _: &Known<'_>, ask: Ask, _: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Effect => rating("effect"),
            Ask::Changed => line(),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.plan.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Try> {
        Some(Try {
            plan: self.plan.clone(),
            effect: known.rating(Ask::Effect),
            changed: known.words(Ask::Changed).cloned(),
        })
    }

    fn tell(tried: &Try, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("plan", tried.plan.as_ref());
        story.rating("effect", tried.effect);
        story.words("changed", tried.changed.as_ref());
        story.lines
    }

    fn headline(tried: &Try) -> Option<Words> {
        tried.changed.clone().or_else(|| tried.plan.clone())
    }

    fn fact(tried: &Try) -> Option<Words> {
        let helped = tried.effect.is_some_and(|effect| effect >= HELPED);
        let plan = tried.plan.as_ref().filter(|_| helped)?;
        let changed = tried.changed.as_ref().map(|words| format!(" {}", words.text)).unwrap_or_default();
        Some(Words::new(fill("adjustment.fact", &[("plan", &plan.text)]) + &changed))
    }
}

/// Notes a try in one tap; it can be rated later.
pub(crate) fn tried(
    tx: &rusqlite::Transaction<'_>,
    adjustment: &RecordId,
    ids: &IdSource,
    now: &Moment,
) -> Result<RecordId> {
    let about = store::get(tx, adjustment)?;
    if about.practice != Adjustment::PRACTICE {
        return Err(Error::NotFound { what: Thing::Record });
    }
    let tried = Try { plan: about.headline, ..Try::default() };
    let row = Row {
        id: RecordId(ids.next(now.utc_ms)),
        practice: AdjustmentTry::PRACTICE.to_owned(),
        about: Some(adjustment.clone()),
        at: now.clone(),
        body: serde_json::to_value(&tried)?,
        risk: Vec::new(),
        headline: AdjustmentTry::headline(&tried)
            .or_else(|| Some(Words::new(pack().guide(AdjustmentTry::GUIDE).label.clone()))),
        fact: None,
    };
    store::put(tx, &row, &sentences(&AdjustmentTry::tell(&tried, &Names::new())), now)?;
    Ok(row.id)
}
