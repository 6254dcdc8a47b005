//! Asking somebody trusted one specific question. Asked for advice, people say more that can be
//! used (Yoon et al.); asked for the same comfort again and again, both sides grow tired (Starr
//! and Davila, 2008). So a question is offered twice about one event and no more. People are not
//! capped, questions are.

use serde::{Deserialize, Serialize};

use crate::checkin::Entry;
use crate::content::{PromptWords, QuestionWords, pack};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Input, Known, Names, Opening, Person, Story, StoryLine, asks, chips, choice_of, line,
    notice, tomorrow_first,
};
use crate::id::PersonId;
use crate::record::{CHECK_IN, Row, store};
use crate::reminder::Purpose;
use crate::safety::word_for_word;
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Who = "who",
        Enough = "enough",
        Question = "question",
        Own = "own",
        Another = "another",
        When = "when",
    }
}

/// A question to somebody trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) who: Option<PersonId>,
    /// The question it came from, an id of `questions.toml`; none where it is in own words.
    pub(crate) question: Option<String>,
    /// What is asked.
    pub(crate) text: Option<Words>,
    /// The kind of event it is about.
    pub(crate) event: Option<String>,
}

/// How often one question may be asked about one check-in.
const MOST: usize = 2;

pub(crate) struct Perspective {
    people: Vec<Person>,
    entry: Option<Entry>,
    /// Every question that was asked about this check-in so far.
    asked: Vec<Words>,
}

impl Perspective {
    /// Whether a question has been asked often enough, whatever its marks and capitals.
    fn is_capped(&self, question: &str) -> bool {
        let question = word_for_word(question);
        self.asked.iter().filter(|asked| word_for_word(&asked.text) == question).count() >= MOST
    }

    /// The first question that has been asked often enough, to be named once.
    fn capped(&self) -> Option<&Words> {
        self.asked.iter().find(|asked| self.is_capped(&asked.text))
    }

    /// Questions about one's own part are not offered after mistreatment.
    fn is_mistreated(&self, known: &Known<'_>) -> bool {
        known.is_in_danger() || self.entry.as_ref().is_some_and(Entry::is_mistreated)
    }

    fn options(&self) -> impl Iterator<Item = &'static QuestionWords> {
        let asks = pack().shelf.questions.iter().filter(|question| question.kind == "ask");
        asks.filter(|question| !self.is_capped(&question.label))
    }

    fn chosen(&self, known: &Known<'_>) -> Option<&'static QuestionWords> {
        let id = known.chosen(Ask::Question)?;
        self.options().find(|question| question.id == id)
    }

    /// What is asked: a question that was offered, or own words that were not asked twice already.
    fn question(&self, known: &Known<'_>) -> Option<Words> {
        let offered = self.chosen(known).map(|question| Words::new(question.label.clone()));
        let own = |ask| known.words(ask).filter(|words| !self.is_capped(&words.text)).cloned();
        offered.or_else(|| own(Ask::Own)).or_else(|| own(Ask::Another))
    }
}

/// Everything that was asked about a check-in, in the check-in itself and afterwards; without the
/// record that is being changed.
fn asked_about(opening: &Opening<'_>, entry: &Entry) -> Result<Vec<Words>> {
    let here = opening.about.as_ref().map(|row| &row.id);
    let rows = store::about(opening.connection, Perspective::PRACTICE, &entry.id)?;
    let others = rows.iter().filter(|row| Some(&row.id) != here);
    let texts = others.map(|row| Ok(row.typed::<Asked>()?.text)).collect::<Result<Vec<_>>>()?;
    Ok(texts.into_iter().flatten().chain(entry.asked_question.clone()).collect())
}

impl Form for Perspective {
    type Ask = Ask;
    type Record = Asked;
    const GUIDE: &'static str = "perspective";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "perspective"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let entry = opening.about_of(CHECK_IN)?.map(|row| Entry::of(&row)).transpose()?;
        let asked = entry.as_ref().map(|entry| asked_about(opening, entry)).transpose()?;
        Ok(Self { people: crate::circle::people(opening.connection)?, entry, asked: asked.unwrap_or_default() })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.about.as_ref().is_none_or(Row::may_return))
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Enough => self.capped().is_some(),
            Ask::Question => !self.is_mistreated(known),
            Ask::Own => self.is_mistreated(known) || known.chosen(Ask::Question) == Some("own"),
            Ask::Another => known.words(Ask::Own).is_some_and(|words| self.is_capped(&words.text)),
            _ => true,
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Who => Input::Person { known: self.people.clone() }.into(),
            Ask::Enough => notice(words),
            Ask::Question => {
                let offered = self.options().map(|one| Chip { id: one.id.clone(), label: one.label.clone() });
                choice_of(chips(words).into_iter().chain(offered).collect(), words)
            }
            Ask::Own | Ask::Another => line(),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
        }
    }

    fn wording(&self, known: &Known<'_>, ask: Ask) -> &'static str {
        use crate::guide::Prompts;
        if ask == Ask::Own && self.is_mistreated(known) { "own_ally" } else { ask.name() }
    }

    fn places(&self, _: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        let capped = self.capped().map(|words| words.text.clone()).unwrap_or_default();
        if ask == Ask::Enough { vec![("question", capped)] } else { Vec::new() }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        let entry = || self.entry.as_ref().filter(|entry| entry.may_return());
        self.question(known).or_else(|| entry().and_then(|entry| entry.event_line.clone()))
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Asked> {
        let (who, text) = (known.person(Ask::Who), self.question(known));
        if who.is_none() && text.is_none() {
            return None;
        }
        let question = self.chosen(known).map(|question| question.id.clone());
        Some(Asked { who, question, text, event: self.entry.as_ref().and_then(|entry| entry.event.clone()) })
    }

    fn tell(asked: &Asked, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.person("who", asked.who.as_ref());
        story.words("question", asked.text.as_ref());
        story.lines
    }

    fn headline(asked: &Asked) -> Option<Words> {
        asked.text.clone()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::When).map(|when| (Purpose::FollowUp, when)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(questions: &[&str]) -> Perspective {
        let asked = questions.iter().map(|text| Words::new(*text)).collect();
        Perspective { people: Vec::new(), entry: None, asked }
    }

    #[test]
    fn the_third_time_a_question_is_not_offered() {
        let label = &pack().shelf.questions.iter().find(|one| one.kind == "ask").unwrap().label;
        let offers = |form: &Perspective| form.options().any(|one| one.label == *label);
        assert!(offers(&asked(&[])) && offers(&asked(&[label])));
        let twice = asked(&[label, "Something else", &label.to_uppercase()]);
        assert!(!offers(&twice));
        assert_eq!(twice.capped().map(|words| &words.text), Some(label));
        assert!(twice.options().count() > 5, "other questions stay");
    }

    #[test]
    fn own_words_are_the_same_question_whatever_their_marks() {
        let form = asked(&["Was I too loud?", "was I too loud"]);
        assert!(form.is_capped("Was I too loud??") && !form.is_capped("Was I too quiet?"));
    }
}
