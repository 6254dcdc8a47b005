//! Grounding as a guide: the exercise comes first, without a question. How it is, is asked
//! afterwards, and how it was before that is asked last.

use serde::{Deserialize, Serialize};

use super::{Exercise, exercise, exercises, first};
use crate::content::{PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Card, Chip, Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, chips, choice_of, rating,
};
use crate::record::{CHECK_IN, Ratings, Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Card = "card",
        Which = "which",
        Variant = "variant",
        Chosen = "chosen",
        Now = "now",
        Before = "before",
    }
}

/// An exercise that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Grounded {
    /// Which, an id of `grounding.toml`; none where no exercise was done.
    pub(crate) exercise: Option<String>,
    /// `no_hold`, `seated` or `no_motion`; none for the plain script.
    pub(crate) variant: Option<String>,
    /// Stopping early is as good as finishing.
    pub(crate) stopped_early: bool,
    /// Distress, 0 to 100.
    pub(crate) distress: Ratings,
}

pub(crate) struct Ground {
    /// The exercise to begin with: the last one used, or the first of all.
    exercise: String,
    variant: Option<String>,
}

impl Ground {
    fn takes_another(known: &Known<'_>) -> bool {
        known.chosen(Ask::Card) == Some("another")
    }

    /// The exercise on the card, and its variant.
    fn on_card(&self, known: &Known<'_>) -> (Option<String>, Option<String>) {
        if Self::takes_another(known) {
            let variant = known.chosen(Ask::Variant).filter(|variant| *variant != PLAIN);
            (known.chosen(Ask::Which).map(String::from), variant.map(String::from))
        } else {
            (Some(self.exercise.clone()), self.variant.clone())
        }
    }

    /// How the exercise ended, if one was done.
    fn done<'a>(known: &'a Known<'_>) -> Option<&'a str> {
        known.chosen(if Self::takes_another(known) { Ask::Chosen } else { Ask::Card })
    }
}

/// An exercise that an update removed makes room for the first one.
fn card(exercise: Option<Exercise>, options: Vec<Chip>) -> Given {
    Input::Info { card: Card::Grounding { exercise: exercise.unwrap_or_else(first) }, options }.into()
}

/// The chip for an exercise as it stands.
const PLAIN: &str = "plain";

/// The last exercise done before this guide was started that still exists.
fn last_used(opening: &Opening<'_>) -> Result<Option<Grounded>> {
    if let Some(row) = opening.about.as_ref().filter(|row| row.practice == Ground::PRACTICE) {
        return row.typed().map(Some);
    }
    let rows = store::select(
        opening.connection,
        "practice = ?1 AND utc_ms < ?2 ORDER BY place DESC LIMIT 20",
        &[&Ground::PRACTICE, &opening.started_utc_ms],
    )?;
    let used = rows.iter().map(Row::typed::<Grounded>).collect::<Result<Vec<_>>>()?;
    Ok(used.into_iter().find(|one| one.exercise.as_deref().is_some_and(|id| exercise(id, None).is_some())))
}

fn variants(id: Option<&str>) -> Vec<Chip> {
    let found = id.and_then(|id| exercise(id, None)).map(|exercise| exercise.variants).unwrap_or_default();
    found.into_iter().map(|variant| Chip { id: variant.id, label: variant.label }).collect()
}

impl Form for Ground {
    type Ask = Ask;
    type Record = Grounded;
    const GUIDE: &'static str = "ground";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "ground"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let last = last_used(opening)?.unwrap_or_default();
        Ok(Self { exercise: last.exercise.unwrap_or_else(|| first().id), variant: last.variant })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Which => Self::takes_another(known),
            Ask::Variant => Self::takes_another(known) && !variants(known.chosen(Ask::Which)).is_empty(),
            Ask::Chosen => Self::takes_another(known) && known.has_answered(Ask::Which),
            Ask::Before => known.has_answered(Ask::Now),
            _ => true,
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Card => card(exercise(&self.exercise, self.variant.as_deref()), chips(words)),
            Ask::Chosen => {
                let (id, variant) = self.on_card(known);
                card(id.and_then(|id| exercise(&id, variant.as_deref())), chips(words))
            }
            Ask::Which => {
                choice_of(exercises().into_iter().map(|one| Chip { id: one.id, label: one.label }).collect(), words)
            }
            Ask::Variant => {
                choice_of(chips(words).into_iter().chain(variants(known.chosen(Ask::Which))).collect(), words)
            }
            Ask::Now | Ask::Before => rating("distress"),
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Grounded> {
        let done = Self::done(known);
        let distress = Ratings { before: known.rating(Ask::Before), after: known.rating(Ask::Now) };
        if done.is_none() && distress == Ratings::default() {
            return None;
        }
        let (exercise, variant) = if done.is_some() { self.on_card(known) } else { (None, None) };
        Some(Grounded { exercise, variant, stopped_early: done == Some("stopped"), distress })
    }

    fn tell(grounded: &Grounded, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.text("exercise", grounded.exercise.as_deref().map(|id| pack().label(id)));
        let variant = grounded.variant.as_deref();
        let label = variant.map(|id| {
            let found = variants(grounded.exercise.as_deref()).into_iter().find(|chip| chip.id == id);
            found.map_or_else(|| pack().label(id), |chip| chip.label)
        });
        story.text("variant", label);
        story.choice("ended", "card", grounded.stopped_early.then_some("stopped"));
        story.change("distress", grounded.distress);
        story.lines
    }

    fn headline(grounded: &Grounded) -> Option<Words> {
        grounded.exercise.as_deref().map(|id| Words::new(pack().label(id)))
    }
}
