//! The check-in as a guide: opened with its context, committed as one record.

use super::ask::Ask;
use super::draft::{Context, Draft};
use super::record::Entry;
use super::{flow, prompts, store, story};
use crate::belief;
use crate::circle;
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{Area, Closing, Form, Given, Known, Names, Opening, Settling, Start, StoryLine};
use crate::practice;
use crate::record::{self, CHECK_IN};
use crate::reminder::Purpose;
use crate::text::Words;
use crate::time::{Moment, When};

/// The guide that goes on with a saved check-in: what it has is kept, the rest is asked.
pub(crate) const LOOK_CLOSER: &str = "look_closer";

/// The check-in, new, gone on with, or changed.
pub(crate) struct CheckIn {
    context: Context,
}

impl CheckIn {
    fn draft<'a>(&'a self, known: &'a Known<'a>) -> Draft<'a> {
        Draft { known, context: &self.context }
    }
}

impl Form for CheckIn {
    type Ask = Ask;
    type Record = Entry;
    const GUIDE: &'static str = CHECK_IN;
    const FROM: &'static [&'static str] = &["home", CHECK_IN];
    const MEETS_DANGER: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let (connection, now) = (opening.connection, opening.now);
        let base = opening.about.as_ref().map(Entry::of).transpose()?;
        let tags = opening.about.as_ref().map(|row| record::tags_of(connection, &row.id)).transpose()?;
        let context = Context {
            tags: tags.unwrap_or_default().into_iter().map(|name| name.text).collect(),
            changes: base.is_some() && opening.guide == CHECK_IN,
            same_day: store::third_of_the_day(connection, now)?,
            recent: if base.is_some() { Vec::new() } else { store::recent(connection, now)? },
            skipped_reratings: store::skipped_reratings(connection)?,
            opened_utc_ms: opening.opened_utc_ms,
            people: circle::people(connection)?,
            own_line: practice::newest_line(connection)?,
            eased: store::eased(connection)?,
            facts: belief::facts(connection)?,
            base,
        };
        Ok(Self { context })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, now: &Moment) -> bool {
        flow::wanted(ask, &self.draft(known), now)
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        prompts::input(&self.draft(known), ask, words, now)
    }

    fn wording(&self, known: &Known<'_>, ask: Ask) -> &'static str {
        flow::wording(ask, &self.draft(known))
    }

    fn places(&self, _known: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        if ask != Ask::OwnLine {
            return Vec::new();
        }
        let line = self.context.own_line.as_ref().map(|(_, line)| line.text.clone()).unwrap_or_default();
        vec![("line", line), ("eased", self.context.eased.clone().unwrap_or_default())]
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        self.draft(known).in_sight()
    }

    fn is_stopped(&self, known: &Known<'_>) -> bool {
        self.draft(known).is_at_risk_already() || known.chosen(Ask::EnoughOffer) == Some("stop")
    }

    fn asks_for_help(&self, known: &Known<'_>) -> bool {
        let draft = self.draft(known);
        draft.is_at_risk_already() || draft.now() == Some("help")
    }

    fn is_in_danger(&self, known: &Known<'_>) -> bool {
        self.draft(known).is_mistreated()
    }

    fn rests(&self, known: &Known<'_>, last: Ask) -> bool {
        last == Ask::Steady && known.chosen(Ask::Steady) == Some("pause")
    }

    fn switch(&self, known: &Known<'_>) -> Option<Start> {
        if self.context.base.is_some() {
            return None;
        }
        let goes_on = |ask| known.chosen(ask) == Some("continue");
        let again = || self.draft(known).same_again().cloned();
        let entry = match () {
            () if goes_on(Ask::SameEvent) => self.context.same_day.clone(),
            () if goes_on(Ask::SameAgain) => again(),
            () => None,
        };
        entry.map(|entry| Start::about(LOOK_CLOSER, &entry))
    }

    fn record(&self, known: &Known<'_>, closing: Closing<'_>) -> Option<Entry> {
        Some(self.draft(known).entry(closing.whole))
    }

    fn tell(entry: &Entry, names: &Names) -> Vec<StoryLine> {
        story::tell(entry, names)
    }

    fn headline(entry: &Entry) -> Option<Words> {
        entry.thought.clone().or_else(|| entry.event_line.clone()).or_else(|| entry.held_line.clone())
    }

    fn fact(entry: &Entry) -> Option<Words> {
        entry.learned.clone()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        self.draft(known).reminders()
    }

    /// The one thing that was planned becomes a practice of its own, so that tries and what really
    /// happened can be noted.
    fn settle(&self, known: &Known<'_>, entry: &Entry, settling: &Settling<'_>) -> Result<Vec<Area>> {
        let draft = self.draft(known);
        if known.is_at_risk() || self.context.changes {
            return Ok(Vec::new());
        }
        if let Some(plan) = draft.if_then() {
            practice::plan_adjustment(settling, &plan.cue, &plan.response, entry.event.as_deref())?;
        }
        if let Some(action) = known.words(Ask::Challenge) {
            practice::plan_challenge(settling, action, known.words(Ask::Feared), known.rating(Ask::Feared))?;
        }
        Ok(Vec::new())
    }
}
