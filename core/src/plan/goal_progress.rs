//! How far a goal is. Writing progress down is what helps (Harkin et al., 2016); nothing is owed.

use serde::{Deserialize, Serialize};

use super::goal::{Goal, Plan};
use crate::content::{PromptWords, fill};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, choice_of, long_text, rating, several_of,
};
use crate::record::{Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Done = "done",
        HowFar = "how_far",
        Milestones = "milestones",
        Note = "note",
    }
}

/// One look at a goal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Progress {
    /// How many times so far, of `of`, where that is counted.
    pub(crate) done: Option<u32>,
    pub(crate) of: Option<u32>,
    /// How far it is, 0 to 100, rated or counted.
    pub(crate) percent: Option<u8>,
    /// Milestones that were reached since the last look.
    pub(crate) reached: Vec<Words>,
    pub(crate) note: Option<Words>,
    /// The goal, copied as it was then; a goal is deleted with its progress.
    pub(crate) goal: Option<Words>,
}

/// Up to this number it is counted on chips; more is rated.
const MOST_CHIPS: u32 = 10;

pub(crate) struct GoalProgress {
    plan: Plan,
    /// Milestones that were reached before.
    reached: Vec<Words>,
}

impl GoalProgress {
    fn counted(&self) -> Option<u32> {
        self.plan.number.filter(|number| *number <= MOST_CHIPS)
    }

    /// Milestones that are left, by their place in the goal.
    fn left(&self) -> impl Iterator<Item = (String, &Words)> {
        let all = self.plan.milestones.iter().enumerate();
        all.filter(|(_, step)| !self.reached.contains(step)).map(|(n, step)| (n.to_string(), step))
    }
}

impl Form for GoalProgress {
    type Ask = Ask;
    type Record = Progress;
    const GUIDE: &'static str = "goal_progress";
    const FROM: &'static [&'static str] = &[Goal::PRACTICE, "goal_progress"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let about = opening.needs_about()?;
        let goal = opening.about_of(Goal::PRACTICE)?.filter(Row::may_return);
        let Some(goal) = goal else { return Ok(Self { plan: Plan::default(), reached: Vec::new() }) };
        let looks = store::about(opening.connection, Self::PRACTICE, &goal.id)?;
        let others = looks.iter().filter(|row| row.id != about.id);
        let looks = others.map(Row::typed::<Progress>).collect::<Result<Vec<_>>>()?;
        Ok(Self { plan: goal.typed()?, reached: looks.into_iter().flat_map(|look| look.reached).collect() })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.needs_about()?.may_return())
    }

    fn wanted(&self, _: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        self.plan.text.is_some()
            && match ask {
                Ask::Done => self.counted().is_some(),
                Ask::HowFar => self.counted().is_none(),
                Ask::Milestones => self.left().next().is_some(),
                Ask::Note => true,
            }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Done => {
                let chip = |n: u32| Chip { id: n.to_string(), label: n.to_string() };
                choice_of((0..=self.counted().unwrap_or_default()).map(chip).collect(), words)
            }
            Ask::HowFar => rating("progress"),
            Ask::Milestones => {
                several_of(self.left().map(|(id, step)| Chip { id, label: step.text.clone() }).collect(), words)
            }
            Ask::Note => long_text(),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.plan.text.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Progress> {
        let chosen = known.all_chosen(Ask::Milestones);
        let reached: Vec<Words> =
            self.left().filter(|(id, _)| chosen.contains(id)).map(|(_, step)| step.clone()).collect();
        let done = known.chosen(Ask::Done).and_then(|id| id.parse().ok());
        let note = known.words(Ask::Note).cloned();
        let percent = known.rating(Ask::HowFar).or_else(|| share(done?, self.plan.number?));
        let said = percent.is_some() || !reached.is_empty() || note.is_some();
        let of = self.plan.number.filter(|_| done.is_some());
        said.then(|| Progress { done, of, percent, reached, note, goal: self.plan.text.clone() })
    }

    fn tell(progress: &Progress, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("goal", progress.goal.as_ref());
        match progress.done.zip(progress.of) {
            Some((done, of)) => {
                let places = [("done", done.to_string()), ("of", of.to_string())];
                let places: Vec<(&str, &str)> = places.iter().map(|(place, text)| (*place, text.as_str())).collect();
                story.text("done", Some(fill("goal.done", &places)));
            }
            None => story.rating("how_far", progress.percent),
        }
        for step in &progress.reached {
            story.words("reached", Some(step));
        }
        story.words("note", progress.note.as_ref());
        story.lines
    }

    fn headline(progress: &Progress) -> Option<Words> {
        progress.note.clone().or_else(|| progress.reached.first().cloned()).or_else(|| progress.goal.clone())
    }

    /// A milestone that was reached, or the whole number, is a fact of one's own.
    fn fact(progress: &Progress) -> Option<Words> {
        let whole = progress.percent == Some(100);
        let steps = progress.reached.iter().chain(progress.goal.iter().filter(|_| whole));
        let steps: Vec<&str> = steps.map(|step| step.text.as_str()).collect();
        (!steps.is_empty()).then(|| Words::new(fill("goal.fact", &[("steps", &steps.join("; "))])))
    }
}

/// How much of it is done, 0 to 100.
fn share(done: u32, of: u32) -> Option<u8> {
    u8::try_from((done * 100).checked_div(of)?.min(100)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_reached_is_a_fact_and_what_was_not_is_none() {
        let goal = Some(Words::new("Say one thing in the choir break"));
        let progress = |percent, reached: &[&str]| Progress {
            percent: Some(percent),
            reached: reached.iter().map(|step| Words::new(*step)).collect(),
            goal: goal.clone(),
            ..Progress::default()
        };
        assert_eq!(GoalProgress::fact(&progress(60, &[])), None);
        let fact = |progress: &Progress| GoalProgress::fact(progress).unwrap().text;
        assert_eq!(fact(&progress(60, &["Stayed for tea"])), "I got there: Stayed for tea");
        assert_eq!(fact(&progress(100, &[])), "I got there: Say one thing in the choir break");
    }

    #[test]
    fn a_count_is_a_share_of_the_whole() {
        assert_eq!([share(0, 5), share(3, 5), share(7, 5), share(1, 0)], [Some(0), Some(60), Some(100), None]);
    }
}
