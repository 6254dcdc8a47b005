//! What is known in a guide: the answers that stand, and what safety noticed in them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Label, Share, SortedLine, Trail, Verdict, Who};
use crate::id::PersonId;
use crate::record::RiskMark;
use crate::safety::{Finding, scan};
use crate::text::{Token, Words, tokens};
use crate::time::When;

/// The prompts of one guide by name. A name is what is stored with an answer: it is never reused
/// for something else.
pub(crate) trait Prompts: Copy + Eq + 'static {
    /// Every prompt in the order in which it may come.
    const ALL: &'static [Self];
    /// Its stable name, which is also its key in the pack.
    fn name(self) -> &'static str;

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ask| ask.name() == name)
    }
}

/// Declares the prompts of a guide in the order in which they may come.
macro_rules! asks {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        $vis enum $name { $($variant),+ }

        impl $crate::guide::Prompts for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}
pub(crate) use asks;

/// The prefix of safety cards; the rest is the prompt at which something was noticed.
const CARD: &str = "safety.";

/// The prompt at which a safety card's words were written.
pub(crate) fn card_about(prompt: &str) -> Option<&str> {
    prompt.strip_prefix(CARD)
}

pub(crate) fn card_for(prompt: &str) -> String {
    format!("{CARD}{prompt}")
}

/// The answers that stand in a guide. Everything a person wrote has been read by safety first.
pub(crate) struct Known<'a> {
    trail: &'a Trail,
    /// The answers given when the record was made, where it is being changed: they stand until
    /// they are replaced.
    base: Option<&'a Trail>,
    /// What was noticed, by the prompt it was written at, in the order of writing.
    findings: Vec<(String, Finding)>,
    /// Texts about which the person said "not what I meant", word for word.
    not_meant: BTreeSet<(String, Vec<String>)>,
    /// Ids of people who were named for the first time here.
    pub(crate) newcomers: BTreeMap<String, PersonId>,
}

impl<'a> Known<'a> {
    pub(crate) fn fold(trail: &'a Trail, base: Option<&'a Trail>) -> Self {
        let standing = base
            .into_iter()
            .flat_map(Trail::answered)
            .filter(|(id, _)| trail.answer(id).is_none())
            .chain(trail.answered());
        let findings = standing.filter_map(|(id, answer)| Some((id.to_owned(), scan(&words_in(answer)?)?))).collect();
        let given = base.into_iter().flat_map(Trail::given).chain(trail.given());
        let newcomer = |(id, answer): (&str, &Answer)| match answer {
            Answer::Person { who: Who::New { .. } } => Some((id.to_owned(), PersonId(format!("new.{id}")))),
            _ => None,
        };
        Self {
            trail,
            base,
            findings,
            not_meant: not_meant(given),
            newcomers: trail.answered().filter_map(newcomer).collect(),
        }
    }

    // Answers.

    pub(crate) fn has_passed(&self, ask: impl Prompts) -> bool {
        self.trail.has_passed(ask.name())
    }

    pub(crate) fn has_answered(&self, ask: impl Prompts) -> bool {
        self.answer(ask).is_some()
    }

    pub(crate) fn skipped(&self, ask: impl Prompts) -> bool {
        self.trail.skipped(ask.name())
    }

    pub(crate) fn answer(&self, ask: impl Prompts) -> Option<&Answer> {
        self.at(ask.name())
    }

    fn at(&self, prompt: &str) -> Option<&Answer> {
        self.trail.answer(prompt).or_else(|| self.base.and_then(|base| base.answer(prompt)))
    }

    /// The answers given when the record was made, to start from.
    pub(crate) fn before(&self, prompt: &str) -> Option<&Answer> {
        self.base.and_then(|base| base.answer(prompt))
    }

    /// The one id chosen at a choice or a card.
    pub(crate) fn chosen(&self, ask: impl Prompts) -> Option<&str> {
        chosen_in(self.answer(ask)?)
    }

    /// All ids chosen.
    pub(crate) fn all_chosen(&self, ask: impl Prompts) -> Vec<String> {
        match self.answer(ask) {
            Some(Answer::Chosen { ids, .. }) => ids.clone(),
            _ => Vec::new(),
        }
    }

    /// Own words, wherever they were written: a text, a note, something else.
    pub(crate) fn words(&self, ask: impl Prompts) -> Option<&Words> {
        match self.answer(ask)? {
            Answer::Text { words, .. } | Answer::Composed { words, .. } => Some(words),
            Answer::Chosen { note, .. } => note.as_ref(),
            Answer::Judged { other, .. } => other.as_ref(),
            _ => None,
        }
    }

    /// 0 to 100.
    pub(crate) fn rating(&self, ask: impl Prompts) -> Option<u8> {
        match self.answer(ask)? {
            Answer::Rating { value } => Some(*value),
            Answer::Composed { rating, .. } | Answer::Text { rating, .. } => *rating,
            _ => None,
        }
    }

    pub(crate) fn labels(&self, ask: impl Prompts) -> Vec<Label> {
        match self.answer(ask) {
            Some(Answer::Labels { labels }) => labels.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn lines(&self, ask: impl Prompts) -> Vec<SortedLine> {
        match self.answer(ask) {
            Some(Answer::Sorted { lines }) => lines.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn shares(&self, ask: impl Prompts) -> Vec<Share> {
        match self.answer(ask) {
            Some(Answer::Shares { shares }) => shares.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn verdicts(&self, ask: impl Prompts) -> Vec<Verdict> {
        match self.answer(ask) {
            Some(Answer::Judged { verdicts, .. }) => verdicts.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn when(&self, ask: impl Prompts) -> Option<When> {
        match self.answer(ask)? {
            Answer::When { when } => Some(when.clone()),
            _ => None,
        }
    }

    /// Somebody of the circle; somebody new has a passing id until the guide ends.
    pub(crate) fn person(&self, ask: impl Prompts) -> Option<PersonId> {
        match self.answer(ask)? {
            Answer::Person { who: Who::Known { id } } => Some(id.clone()),
            Answer::Person { who: Who::New { .. } } => self.newcomers.get(ask.name()).cloned(),
            _ => None,
        }
    }

    /// People named here for the first time, by the prompt at which they were named.
    pub(crate) fn new_people(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.trail.answered().filter_map(|(id, answer)| match answer {
            Answer::Person { who: Who::New { alias } } => Some((id, alias)),
            _ => None,
        })
    }

    // Safety.

    /// What was noticed at a prompt.
    pub(crate) fn finding(&self, prompt: &str) -> Option<&Finding> {
        self.findings.iter().find(|(id, _)| id == prompt).map(|(_, finding)| finding)
    }

    /// Whether somebody else seems to be a danger to the person.
    pub(crate) fn is_in_danger(&self) -> bool {
        self.findings.iter().any(|(_, finding)| finding.is_danger())
    }

    /// A text written here whose card has not been answered yet. Danger has no card of its own.
    pub(crate) fn open_card(&self) -> Option<&str> {
        let mut carded = self.findings.iter().filter(|(_, finding)| !finding.is_danger());
        let open = |prompt: &str| {
            self.trail.answer(prompt).is_some()
                && !self.trail.has_passed(&card_for(prompt))
                && !self.is_dismissed(prompt)
        };
        carded.find(|(prompt, _)| open(prompt)).map(|(prompt, _)| prompt.as_str())
    }

    /// "Not what I meant" holds for those words; other words are a new question.
    fn is_dismissed(&self, prompt: &str) -> bool {
        if self.trail.has_passed(&card_for(prompt)) {
            return self.card_choice(prompt) == Some("not_meant");
        }
        let said = self.at(prompt).and_then(words_in).map(|text| word_for_word(&text));
        said.is_some_and(|said| self.not_meant.contains(&(prompt.to_owned(), said)))
    }

    fn card_choice(&self, prompt: &str) -> Option<&str> {
        self.trail.answer(&card_for(prompt)).and_then(chosen_in)
    }

    /// Whether risk was noticed in what was written here, and not taken back.
    pub(crate) fn is_at_risk(&self) -> bool {
        let here = |prompt: &str| self.trail.answer(prompt).is_some() && !self.is_dismissed(prompt);
        self.findings.iter().any(|(prompt, finding)| finding.is_own_risk() && here(prompt))
    }

    /// Whether help was asked for on a safety card.
    pub(crate) fn asks_for_help(&self) -> bool {
        self.findings.iter().any(|(prompt, _)| self.card_choice(prompt) == Some("help"))
    }

    /// What was noticed, as it is kept with the record, over the marks that it had.
    pub(crate) fn marks(&self, old: &[RiskMark]) -> Vec<RiskMark> {
        let standing = |mark: &&RiskMark| self.at(&mark.prompt).is_none();
        let mut marks: Vec<RiskMark> = old.iter().filter(standing).cloned().collect();
        for (prompt, finding) in self.findings.iter().filter(|(_, finding)| !finding.is_danger()) {
            marks.push(RiskMark {
                prompt: prompt.clone(),
                tier: finding.tier,
                pattern: finding.pattern.into(),
                dismissed: self.is_dismissed(prompt),
            });
        }
        marks.sort_by(|a, b| a.prompt.cmp(&b.prompt));
        marks
    }
}

fn chosen_in(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Chosen { ids, .. } => ids.first().map(String::as_str),
        Answer::Seen { choice } => choice.as_deref(),
        _ => None,
    }
}

/// The texts that stood there whenever a card was answered with "not what I meant".
fn not_meant<'a>(given: impl Iterator<Item = (&'a str, &'a Answer)>) -> BTreeSet<(String, Vec<String>)> {
    let mut said: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for (id, answer) in given {
        match (card_about(id), answer) {
            (Some(prompt), Answer::Seen { choice }) if choice.as_deref() == Some("not_meant") => {
                found.extend(said.get(prompt).map(|words| (prompt.to_owned(), words.clone())));
            }
            _ => said.extend(words_in(answer).map(|text| (id, word_for_word(&text)))),
        }
    }
    found
}

/// The words of a text without case, marks and spaces: a comma more is not another meaning.
pub(crate) fn word_for_word(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect()
}

/// Everything written in an answer, for the scan.
fn words_in(answer: &Answer) -> Option<String> {
    let texts: Vec<&str> = match answer {
        Answer::Text { words, .. } | Answer::Composed { words, .. } => vec![&words.text],
        Answer::Chosen { note, .. } => note.iter().map(|note| note.text.as_str()).collect(),
        Answer::Judged { other, .. } => other.iter().map(|other| other.text.as_str()).collect(),
        Answer::Sorted { lines } => lines.iter().map(|line| line.text.text.as_str()).collect(),
        Answer::Person { who: Who::New { alias } } => vec![&alias.text],
        _ => Vec::new(),
    };
    (!texts.is_empty()).then(|| texts.join("\n"))
}
