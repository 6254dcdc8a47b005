//! A micro-adjustment: one if-then (implementation intention; Gollwitzer, 1999), tried and watched.

use serde::{Deserialize, Serialize};

use crate::content::{PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Answer, Area, Chip, Closing, Form, Given, Input, Known, Names, Opening, Prompts, Settling, Story, StoryLine, asks,
    choice, choice_of, if_then, line, note_answers, sentences, tomorrow_first,
};
use crate::id::RecordId;
use crate::record::{CHECK_IN, Row, store};
use crate::reminder::{self, Purpose};
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Context = "context",
        Pattern = "pattern",
        Cue = "cue",
        Response = "response",
        Other = "other",
        When = "when",
    }
}

/// An adjustment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct IfThenPlan {
    pub(crate) context: Option<String>,
    /// The pattern it came from.
    pub(crate) pattern: Option<String>,
    /// If this happens …
    pub(crate) cue: Option<Words>,
    /// … then I will do this.
    pub(crate) response: Option<Words>,
    /// The kind of event it was made after.
    pub(crate) event: Option<String>,
    /// `active` or `resting`; one is active at a time unless the person wants more.
    pub(crate) state: String,
}

const ACTIVE: &str = "active";
const RESTING: &str = "resting";
/// The most patterns on one screen.
const MOST: usize = 10;

pub(crate) struct Adjustment {
    /// The one that is active now.
    active: Option<Row>,
}

/// The adjustment that is active, if there is one.
pub(crate) fn active(connection: &rusqlite::Connection) -> Result<Option<Row>> {
    Ok(all_active(connection)?.into_iter().next())
}

/// Every adjustment that is active, newest first: more than one where the person wanted both.
pub(crate) fn all_active(connection: &rusqlite::Connection) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for row in store::newest(connection, Adjustment::PRACTICE, 50)? {
        if row.typed::<IfThenPlan>()?.state == ACTIVE {
            rows.push(row);
        }
    }
    Ok(rows)
}

impl Form for Adjustment {
    type Ask = Ask;
    type Record = IfThenPlan;
    const GUIDE: &'static str = "adjustment";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "adjustment", "debrief"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let changed = opening.about.as_ref().map(|row| row.id.clone());
        let active = active(opening.connection)?.filter(|row| Some(&row.id) != changed.as_ref());
        Ok(Self { active })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Cue | Ask::Response => pattern(known).is_none(),
            Ask::Other => self.active.is_some(),
            Ask::When => Self::is_active(known),
            _ => true,
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Context => choice_of(pack().shelf.challenges.contexts.iter().map(Chip::from).collect(), words),
            Ask::Pattern => {
                let context = known.chosen(Ask::Context);
                let fits =
                    pack().shelf.adjustments.iter().filter(|one| context.is_none_or(|place| one.context == place));
                let chip = |one: &crate::content::AdjustmentWords| Chip {
                    id: one.id.clone(),
                    label: if_then(&one.cue, &one.response),
                };
                choice_of(fits.take(MOST).map(chip).chain(words.options.iter().map(Chip::from)).collect(), words)
            }
            Ask::Cue | Ask::Response => line(),
            Ask::Other => choice(words),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: true }.into(),
        }
    }

    fn places(&self, _: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        let headline = self.active.as_ref().and_then(|row| row.headline.clone());
        if ask == Ask::Other {
            vec![("plan", headline.map(|words| words.text).unwrap_or_default())]
        } else {
            Vec::new()
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<IfThenPlan> {
        let pattern = pattern(known);
        let cue = pattern.map(|one| Words::new(one.cue.clone())).or_else(|| known.words(Ask::Cue).cloned());
        let response =
            pattern.map(|one| Words::new(one.response.clone())).or_else(|| known.words(Ask::Response).cloned());
        Some(IfThenPlan {
            context: known.chosen(Ask::Context).map(String::from),
            pattern: pattern.map(|one| one.id.clone()),
            cue: Some(cue?),
            response: Some(response?),
            event: None,
            state: if Self::is_active(known) { ACTIVE } else { RESTING }.to_owned(),
        })
    }

    fn tell(plan: &IfThenPlan, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("plan", Self::headline(plan).as_ref());
        story.choice("state", "state", Some(&plan.state));
        story.lines
    }

    fn headline(plan: &IfThenPlan) -> Option<Words> {
        Some(Words::new(if_then(&plan.cue.as_ref()?.text, &plan.response.as_ref()?.text)))
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        let when = known.when(Ask::When).filter(|_| Self::is_active(known));
        when.map(|when| (Purpose::AdjustmentTry, when)).into_iter().collect()
    }

    /// One at a time: the other one rests, unless the person wants both.
    fn settle(&self, known: &Known<'_>, plan: &IfThenPlan, settling: &Settling<'_>) -> Result<Vec<Area>> {
        match &self.active {
            Some(other) if plan.state == ACTIVE && known.chosen(Ask::Other) != Some("both") => rest(settling, other)?,
            _ => {}
        }
        Ok(Vec::new())
    }
}

impl Adjustment {
    fn is_active(known: &Known<'_>) -> bool {
        known.chosen(Ask::Other) != Some("keep")
    }
}

fn pattern(known: &Known<'_>) -> Option<&'static crate::content::AdjustmentWords> {
    let chosen = known.chosen(Ask::Pattern)?;
    pack().shelf.adjustments.iter().find(|one| one.id == chosen)
}

/// What rests is not reminded of.
fn rest(settling: &Settling<'_>, other: &Row) -> Result<()> {
    let plan = IfThenPlan { state: RESTING.to_owned(), ..other.typed()? };
    reminder::store::remove_about(settling.tx, &other.id)?;
    let row = Row { body: serde_json::to_value(&plan)?, ..other.clone() };
    store::put(settling.tx, &row, &sentences(&Adjustment::tell(&plan, &Names::new())), settling.now)
}

/// Makes the if-then that a check-in ended with the active one.
pub(crate) fn plan_adjustment(
    settling: &Settling<'_>,
    cue: &Words,
    response: &Words,
    event: Option<&str>,
) -> Result<()> {
    if let Some(other) = active(settling.tx)? {
        rest(settling, &other)?;
    }
    let plan = IfThenPlan {
        cue: Some(cue.clone()),
        response: Some(response.clone()),
        event: event.map(String::from),
        state: ACTIVE.to_owned(),
        ..IfThenPlan::default()
    };
    let row = Row {
        id: RecordId(settling.ids.next(settling.now.utc_ms)),
        practice: Adjustment::PRACTICE.to_owned(),
        about: Some(settling.row.id.clone()),
        at: settling.now.clone(),
        body: serde_json::to_value(&plan)?,
        risk: Vec::new(),
        headline: Adjustment::headline(&plan),
        fact: None,
    };
    store::put(settling.tx, &row, &sentences(&Adjustment::tell(&plan, &Names::new())), settling.now)?;
    let answers =
        vec![(Ask::Cue.name(), Some(Answer::text(cue))), (Ask::Response.name(), Some(Answer::text(response)))];
    note_answers(settling, Adjustment::GUIDE, &row.id, answers)
}
