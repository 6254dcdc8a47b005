//! The end of a grace period, on time or early: how it is now, and one small concrete goal.

use serde::{Deserialize, Serialize};

use super::grace::{Grace, GracePeriod};
use crate::checkin::Entry;
use crate::content::{PromptWords, fill};
use crate::error::Result;
use crate::guide::{
    Area, Closing, Form, Given, Input, Known, Names, Opening, Settling, Story, StoryLine, asks, line, rating,
    tomorrow_first,
};
use crate::record::{CHECK_IN, Row, store};
use crate::reminder::{self, Purpose};
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Hurt = "hurt",
        Goal = "goal",
        When = "when",
    }
}

/// How a grace period ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct GraceEnd {
    /// How long it really took.
    pub(crate) minutes: Option<u32>,
    /// Whether it ended before the time that was set. That is as good.
    pub(crate) early: bool,
    /// How much it hurts now, 0 to 100.
    pub(crate) hurt: Option<u8>,
    /// One small goal for the next encounter.
    pub(crate) goal: Option<Words>,
}

pub(crate) struct Ending {
    /// When the period started, and when it was meant to end.
    grace: Option<(Moment, Option<When>)>,
    /// How it ended, where that is being changed.
    ended: Option<GraceEnd>,
    /// Nothing is planned towards somebody who said no.
    is_a_no: bool,
}

impl Ending {
    fn minutes(&self, now: &Moment) -> Option<u32> {
        let (start, _) = self.grace.as_ref()?;
        u32::try_from((now.utc_ms - start.utc_ms) / 60_000).ok()
    }

    fn is_early(&self, now: &Moment) -> bool {
        let until = self.grace.as_ref().and_then(|(_, until)| until.as_ref());
        until.and_then(|until| until.first.check().ok()).is_some_and(|until| now.local() < until)
    }
}

impl Form for Ending {
    type Ask = Ask;
    type Record = GraceEnd;
    const GUIDE: &'static str = "grace_end";
    const FROM: &'static [&'static str] = &["grace", "grace_end"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let about = opening.needs_about()?;
        let ended = (about.practice == Self::PRACTICE).then(|| about.typed()).transpose()?;
        let grace = opening.about_of(Grace::PRACTICE)?;
        let event = grace.as_ref().and_then(|row| row.about.as_ref());
        let event = event.and_then(|id| store::get(opening.connection, id).ok()).filter(|row| row.practice == CHECK_IN);
        let is_a_no = event.map(|row| Entry::of(&row)).transpose()?.is_some_and(|entry| entry.is_a_no());
        let grace = grace.map(|row| -> Result<_> { Ok((row.at.clone(), row.typed::<GracePeriod>()?.until)) });
        Ok(Self { grace: grace.transpose()?, ended, is_a_no })
    }

    /// It ends once.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let about = opening.needs_about()?;
        let changes = about.practice == Self::PRACTICE;
        Ok(changes || store::about(opening.connection, Self::PRACTICE, &about.id)?.is_empty())
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        ask != Ask::When || known.has_answered(Ask::Goal)
    }

    fn input(&self, _: &Known<'_>, ask: Ask, _: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Hurt => rating("intensity"),
            Ask::Goal => line(),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
        }
    }

    fn wording(&self, _: &Known<'_>, ask: Ask) -> &'static str {
        use crate::guide::Prompts;
        if ask == Ask::Goal && self.is_a_no { "goal_own" } else { ask.name() }
    }

    fn record(&self, known: &Known<'_>, closing: Closing<'_>) -> Option<GraceEnd> {
        let old = self.ended.as_ref();
        Some(GraceEnd {
            minutes: old.map_or_else(|| self.minutes(closing.now), |old| old.minutes),
            early: old.map_or_else(|| self.is_early(closing.now), |old| old.early),
            hurt: known.rating(Ask::Hurt),
            goal: known.words(Ask::Goal).cloned(),
        })
    }

    fn tell(end: &GraceEnd, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.text("minutes", end.minutes.map(|n| fill("story.minutes", &[("n", &n.to_string())])));
        story.rating("hurt", end.hurt);
        story.words("goal", end.goal.as_ref());
        story.lines
    }

    fn headline(end: &GraceEnd) -> Option<Words> {
        end.goal.clone()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::When).map(|when| (Purpose::SmallStep, when)).into_iter().collect()
    }

    /// What has ended needs no reminder that it ends.
    fn settle(&self, _: &Known<'_>, _: &GraceEnd, settling: &Settling<'_>) -> Result<Vec<Area>> {
        let Row { about: Some(grace), .. } = settling.row else { return Ok(Vec::new()) };
        reminder::store::remove_about(settling.tx, grace)?;
        Ok(vec![Area::Reminders])
    }
}
