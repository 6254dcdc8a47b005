//! A goal with a number and a date (goal setting; Locke and Latham, 2002), cut into milestones, for
//! something that matters or a theme that was found.

use serde::{Deserialize, Serialize};

use super::theme::{Judged, Theme, accepted_themes};
use super::themes;
use super::values::{Alignment, Values};
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, choice, choice_of, line,
    long_text, weekly, weeks_ahead,
};
use crate::record::{Row, store};
use crate::reminder::Purpose;
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Serves = "serves",
        Text = "text",
        Number = "number",
        By = "by",
        Milestones = "milestones",
        Reminder = "reminder",
    }
}

/// A goal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Plan {
    /// The value (an id of `strengths.toml`) or the theme it serves, or `own`.
    pub(crate) serves: Option<String>,
    pub(crate) serves_note: Option<Words>,
    pub(crate) text: Option<Words>,
    /// How many times, where it is counted.
    pub(crate) number: Option<u32>,
    /// How it is counted, in own words.
    pub(crate) number_note: Option<Words>,
    /// The local date by which, `YYYY-MM-DD`.
    pub(crate) by: Option<String>,
    /// Steps on the way.
    pub(crate) milestones: Vec<Words>,
}

const OWN: &str = "own";
/// The most milestones that are kept apart; what is written below them stays with the last one.
const MOST_MILESTONES: usize = 20;
/// The largest number that is read from own words.
const MOST: u32 = 10_000;

pub(crate) struct Goal {
    /// Values and themes it can serve, the likeliest first.
    serves: Vec<String>,
}

impl Form for Goal {
    type Ask = Ask;
    type Record = Plan;
    const GUIDE: &'static str = "goal";
    const FROM: &'static [&'static str] = &["home", Theme::PRACTICE, Values::PRACTICE, "goal"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let connection = opening.connection;
        let from = |practice: &str| opening.about.as_ref().filter(|row| row.practice == practice);
        let themes = match from(Theme::PRACTICE) {
            Some(row) => row.typed::<Judged>()?.accepted().map(String::from).collect(),
            None => accepted_themes(connection)?,
        };
        let newest = store::newest(connection, Values::PRACTICE, 1)?;
        let own = from(Values::PRACTICE).or(newest.first());
        let mut values = own.map(Row::typed::<Alignment>).transpose()?.unwrap_or_default().values;
        values.retain(|id| id != OWN);
        if values.is_empty() {
            values = pack().shelf.strengths.values.iter().map(|value| value.id.clone()).collect();
        }
        let serves = if from(Values::PRACTICE).is_some() { [values, themes] } else { [themes, values] };
        Ok(Self { serves: serves.concat() })
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Serves => {
                let chip = |id: &String| Chip { id: id.clone(), label: named(id) };
                choice_of(self.serves.iter().map(chip).chain(words.options.iter().map(Chip::from)).collect(), words)
            }
            Ask::Text => line(),
            Ask::Number => choice(words),
            Ask::By => Input::When { picks: weeks_ahead(now), repeats: false }.into(),
            Ask::Milestones => long_text(),
            Ask::Reminder => Input::When { picks: weekly(now), repeats: true }.into(),
        }
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Serves | Ask::Text => true,
            _ => known.has_answered(Ask::Text),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        known.words(Ask::Text).cloned()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Plan> {
        let number_note = known.words(Ask::Number).cloned();
        let number = match known.chosen(Ask::Number) {
            Some(OWN) => number_note.as_ref().and_then(|words| number_in(&words.text)),
            chosen => chosen.and_then(number_in),
        };
        Some(Plan {
            serves: known.chosen(Ask::Serves).map(String::from),
            serves_note: known.words(Ask::Serves).cloned(),
            text: Some(known.words(Ask::Text)?.clone()),
            number,
            number_note,
            by: known.when(Ask::By).map(|when| when.first.date),
            milestones: known.words(Ask::Milestones).map(|words| steps(&words.text)).unwrap_or_default(),
        })
    }

    fn tell(plan: &Plan, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("text", plan.text.as_ref());
        let serves = plan.serves.as_ref().filter(|id| *id != OWN || plan.serves_note.is_none());
        story.text("serves", serves.map(|id| named(id)));
        story.words("serves_note", plan.serves_note.as_ref());
        let counted = plan.number.filter(|_| plan.number_note.is_none());
        story.text("number", counted.map(|n| fill("goal.times", &[("n", &n.to_string())])));
        story.words("number_note", plan.number_note.as_ref());
        story.text("by", plan.by.clone());
        for milestone in &plan.milestones {
            story.words("milestone", Some(milestone));
        }
        story.lines
    }

    fn headline(plan: &Plan) -> Option<Words> {
        plan.text.clone()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::Reminder).map(|when| (Purpose::Routine, when)).into_iter().collect()
    }
}

/// What a goal serves by name: a theme, a value, or something of one's own.
fn named(id: &str) -> String {
    if id == OWN { pack().chrome("goal.own") } else { themes::label(id) }
}

/// The first number in a text, if it is one that can be counted to.
fn number_in(text: &str) -> Option<u32> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(6).collect();
    digits.parse().ok().filter(|n| (1..=MOST).contains(n))
}

/// One milestone per line.
fn steps(text: &str) -> Vec<Words> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut steps: Vec<Words> = lines.by_ref().take(MOST_MILESTONES).map(Words::new).collect();
    for line in lines {
        // Nothing that was written is dropped.
        if let Some(last) = steps.last_mut() {
            last.text.push('\n');
            last.text.push_str(line);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_own_words() {
        assert_eq!(number_in("10"), Some(10));
        assert_eq!(number_in("about 30 pages in 2 weeks"), Some(30));
        assert_eq!([number_in("often"), number_in("0"), number_in("99999999999")], [None; 3]);
    }

    #[test]
    fn each_line_is_a_milestone_and_none_is_lost() {
        let text: Vec<String> = steps(" Write to the group \n\n Go once\n").into_iter().map(|step| step.text).collect();
        assert_eq!(text, ["Write to the group", "Go once"]);
        let many = steps(&"step\n".repeat(50));
        assert_eq!(many.len(), MOST_MILESTONES);
        assert_eq!(many.iter().map(|step| step.text.lines().count()).sum::<usize>(), 50);
    }
}
