//! A thought seen from somewhere else (self-distancing; Kross and Ayduk, 2017), one question at a
//! time. A question that was asked twice about the same thing is left out: people are not capped.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::core_belief::{Belief, CoreBelief};
use crate::checkin::Entry;
use crate::content::{PromptWords, QuestionWords, pack};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Known, Names, Opening, Prompts, Story, StoryLine, asks, choice_of, long_text, rating,
};
use crate::id::RecordId;
use crate::record::{CHECK_IN, Ratings, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Thought = "thought",
        Before = "before",
        Question = "question",
        Answer = "answer",
        After = "after",
    }
}

/// A thought, and what it looked like from there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct View {
    pub(crate) thought: Option<Words>,
    /// The question, an id of kind `view` in `questions.toml`.
    pub(crate) question: Option<String>,
    pub(crate) answer: Option<Words>,
    /// Belief in the thought, 0 to 100.
    pub(crate) belief: Ratings,
}

/// A question is asked this often about the same thing, and not again.
const CAP: usize = 2;
/// The most questions on one screen.
const MOST: usize = 8;
/// How many earlier views are looked at.
const LOOKED_AT: u32 = 400;

/// An earlier view: what it was about, and which question it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Earlier {
    about: Option<RecordId>,
    thought: Option<Words>,
    question: String,
}

pub(crate) struct Viewpoint {
    /// The record that this is about.
    about: Option<RecordId>,
    /// The thought it starts from.
    thought: Option<Words>,
    /// Whether it is a thought to be looked at: not where risk was noticed, not mistreatment, not a loss.
    open: bool,
    earlier: Vec<Earlier>,
}

impl Viewpoint {
    fn thought(&self, known: &Known<'_>) -> Option<Words> {
        self.thought.clone().or_else(|| known.words(Ask::Thought).cloned())
    }

    fn used(&self, known: &Known<'_>, question: &str) -> usize {
        let thought = self.thought(known);
        uses(&self.earlier, self.about.as_ref(), thought.as_ref(), question)
    }

    /// Questions that are left. One that is used up makes room for another.
    fn questions(&self, known: &Known<'_>) -> Vec<&'static QuestionWords> {
        views().filter(|question| self.used(known, &question.id) < CAP).take(MOST).collect()
    }

    fn is_capped(&self, known: &Known<'_>) -> bool {
        views().any(|question| self.used(known, &question.id) >= CAP)
    }
}

fn views() -> impl Iterator<Item = &'static QuestionWords> {
    pack().shelf.questions.iter().filter(|question| question.kind == "view")
}

/// How often a question was asked about a record or, where there is none, about the same words.
fn uses(earlier: &[Earlier], about: Option<&RecordId>, thought: Option<&Words>, question: &str) -> usize {
    let same = |one: &&Earlier| match about {
        Some(about) => one.about.as_ref() == Some(about),
        None => one.about.is_none() && thought.is_some() && one.thought.as_ref() == thought,
    };
    earlier.iter().filter(same).filter(|one| one.question == question).count()
}

/// Every earlier view but the one that is being changed.
fn earlier(connection: &Connection, changed: Option<&RecordId>) -> Result<Vec<Earlier>> {
    let rows = store::newest(connection, Viewpoint::PRACTICE, LOOKED_AT)?;
    let mut found = Vec::new();
    for row in rows.into_iter().filter(|row| Some(&row.id) != changed) {
        let view: View = row.typed()?;
        if let Some(question) = view.question {
            found.push(Earlier { about: row.about, thought: view.thought, question });
        }
    }
    Ok(found)
}

impl Form for Viewpoint {
    type Ask = Ask;
    type Record = View;
    const GUIDE: &'static str = "viewpoint";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, CoreBelief::PRACTICE, "viewpoint"];
    const LOOKS_AGAIN: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let changed = opening.about.as_ref().filter(|row| row.practice == Self::PRACTICE);
        let (about, thought) = match &opening.about {
            Some(row) if row.practice == CHECK_IN => (Some(row.id.clone()), Entry::of(row)?.thought),
            Some(row) if row.practice == CoreBelief::PRACTICE => (Some(row.id.clone()), row.typed::<Belief>()?.old),
            // One that is being changed keeps what it was about; without a record the words may change, too.
            Some(row) => {
                let view: View = row.typed()?;
                (row.about.clone(), view.thought.filter(|_| row.about.is_some()))
            }
            None => (None, None),
        };
        let open = is_open(opening)?;
        let thought = thought.filter(|_| open);
        let earlier = earlier(opening.connection, changed.map(|row| &row.id))?;
        Ok(Self { about, thought, open, earlier })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        is_open(opening)
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        self.open
            && match ask {
                Ask::Thought => self.thought.is_none(),
                Ask::Before => self.thought(known).is_some(),
                Ask::Question => self.thought(known).is_some() && !self.questions(known).is_empty(),
                Ask::Answer => known.has_answered(Ask::Question),
                Ask::After => known.has_answered(Ask::Answer) && known.has_answered(Ask::Before),
            }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Thought | Ask::Answer => long_text(),
            Ask::Before | Ask::After => rating("belief"),
            Ask::Question => {
                let chip = |one: &QuestionWords| Chip { id: one.id.clone(), label: one.label.clone() };
                choice_of(self.questions(known).into_iter().map(chip).collect(), words)
            }
        }
    }

    fn wording(&self, known: &Known<'_>, ask: Ask) -> &'static str {
        if ask == Ask::Question && self.is_capped(known) { "question_capped" } else { ask.name() }
    }

    fn places(&self, known: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        let question = known.chosen(Ask::Question).filter(|_| ask == Ask::Answer);
        question.map(|id| ("question", pack().label(id))).into_iter().collect()
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        self.thought(known)
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<View> {
        let said = [Ask::Thought, Ask::Before, Ask::Answer].into_iter().any(|ask| known.has_answered(ask));
        let answer = known.words(Ask::Answer).cloned();
        said.then(|| View {
            thought: self.thought(known),
            // A question that was only looked at has not been asked.
            question: known.chosen(Ask::Question).filter(|_| answer.is_some()).map(String::from),
            answer,
            belief: Ratings { before: known.rating(Ask::Before), after: known.rating(Ask::After) },
        })
    }

    fn tell(view: &View, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("thought", view.thought.as_ref());
        story.text("question", view.question.as_ref().map(|id| pack().label(id)));
        story.words("answer", view.answer.as_ref());
        story.change("belief", view.belief);
        story.lines
    }

    fn headline(view: &View) -> Option<Words> {
        view.answer.clone().or_else(|| view.thought.clone())
    }
}

fn is_open(opening: &Opening<'_>) -> Result<bool> {
    Ok(match &opening.about {
        Some(row) if row.practice == CHECK_IN => row.may_return() && !super::is_spared(&Entry::of(row)?),
        Some(row) if row.practice == CoreBelief::PRACTICE => row.may_return() && row.typed::<Belief>()?.old.is_some(),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(about: Option<&str>, thought: &str, question: &str) -> Earlier {
        Earlier {
            about: about.map(|id| RecordId(id.into())),
            thought: Some(Words::new(thought)),
            question: question.into(),
        }
    }

    #[test]
    fn questions_are_counted_for_the_same_record_or_the_same_words() {
        let earlier = [
            view(Some("a"), "I'm boring", "view.film"),
            view(Some("a"), "I'm boring", "view.film"),
            view(Some("b"), "I'm boring", "view.film"),
            view(None, "I'm boring", "view.film"),
            view(Some("a"), "I'm boring", "view.referee"),
        ];
        let (a, thought) = (RecordId("a".into()), Words::new("I'm boring"));
        assert_eq!(uses(&earlier, Some(&a), Some(&thought), "view.film"), 2);
        assert_eq!(uses(&earlier, Some(&a), Some(&thought), "view.referee"), 1);
        assert_eq!(uses(&earlier, None, Some(&thought), "view.film"), 1);
        assert_eq!(uses(&earlier, None, None, "view.film"), 0);
    }
}
