//! The sentence about oneself that keeps coming back, in the person's own words. Pure.

use std::collections::BTreeSet;

use super::content_words;
use crate::guide::LineKind;
use crate::reappraisal::{clauses, guess};
use crate::text::{Token, Words, tokens};
use crate::time::Moment;

/// What a person says of themselves in several check-ins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// One sentence as it was written last, or several that lean the same way, newest first.
    pub(crate) words: Vec<Words>,
    /// In which check-ins it stands, newest first.
    pub(crate) at: Vec<Moment>,
}

/// A sentence that stands in this many check-ins comes back.
const TIMES: usize = 3;
/// The most sentences of one thought that are compared, and the most characters of one: what is
/// longer than a line is a story and no belief.
const MOST_SENTENCES: usize = 6;
const MOST_CHARS: usize = 300;
/// The share of the shorter sentence's words that must be in the longer one …
const SAME_WORDING: usize = 60;
/// … and the share of all words with content that both have.
const SAME_CONTENT: usize = 50;
/// A sentence of this many words counts as the same where a longer one holds all of them.
const CONTAINED: usize = 3;

/// A sentence about oneself, ready to be compared.
pub(super) struct Statement {
    pub(super) text: String,
    words: BTreeSet<String>,
    content: BTreeSet<String>,
    negated: bool,
}

const SELF: &[&str] = &["i", "me", "my", "mine", "myself"];
const NEGATIONS: &[&str] = &["not", "never", "no", "nobody", "nothing", "none", "without"];

impl Statement {
    fn of(text: &str) -> Option<Self> {
        let words: BTreeSet<String> = tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect();
        let about_self = SELF.iter().any(|word| words.contains(*word));
        let fits = about_self && text.chars().count() <= MOST_CHARS && guess(text) == LineKind::Guessed;
        let negated = NEGATIONS.iter().any(|word| words.contains(*word));
        fits.then(|| Self { text: text.to_owned(), content: content_words(text), words, negated })
    }

    /// Whether both say the same of the person. "I am boring" and "I am not boring" do not.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let common = self.words.intersection(&other.words).count();
        let shorter = self.words.len().min(other.words.len());
        let content = self.content.intersection(&other.content).count();
        let all = self.content.union(&other.content).count();
        let contained = shorter >= CONTAINED && common == shorter;
        let alike = common * 100 >= SAME_WORDING * shorter && content * 100 >= SAME_CONTENT * all;
        self.negated == other.negated && (contained || alike)
    }
}

/// The self-statement that stands in the most of these thoughts (newest first), if it stands in
/// three or more; among equals the newest. Beliefs that are held already are not found again.
pub(crate) fn repeated_thought(thoughts: &[(Moment, Words)], held: &[Words]) -> Option<Repeated> {
    let held: Vec<Statement> = held.iter().flat_map(|words| statements(&words.text)).collect();
    let new = |statement: &Statement| !held.iter().any(|belief| belief.is_like(statement));
    let kept = |words: &Words| statements(&words.text).into_iter().filter(new).collect::<Vec<_>>();
    let said: Vec<(&Moment, Vec<Statement>)> = thoughts.iter().map(|(at, words)| (at, kept(words))).collect();
    let mut best: Option<Repeated> = None;
    for statement in said.iter().flat_map(|(_, statements)| statements) {
        let stands = said.iter().filter(|(_, others)| others.iter().any(|other| statement.is_like(other)));
        let at: Vec<Moment> = stands.map(|(at, _)| (*at).clone()).collect();
        if at.len() >= TIMES && best.as_ref().is_none_or(|best| at.len() > best.at.len()) {
            best = Some(Repeated { words: vec![Words::new(statement.text.clone())], at });
        }
    }
    best
}

pub(super) fn statements(text: &str) -> Vec<Statement> {
    let spans = clauses(text).into_iter().filter_map(|clause| text.get(clause.start..clause.end));
    spans.filter_map(Statement::of).take(MOST_SENTENCES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(thoughts: &[&str]) -> Option<(String, usize)> {
        let at = |n: i64| Moment { utc_ms: 1000 - n, offset_seconds: 0, zone: "UTC".into() };
        let thoughts: Vec<_> = (0..).zip(thoughts).map(|(n, text)| (at(n), Words::new(*text))).collect();
        repeated_thought(&thoughts, &[]).map(|found| (found.words[0].text.clone(), found.at.len()))
    }

    #[test]
    fn the_same_sentence_in_three_check_ins_comes_back() {
        let same = ["I'm too much for people", "They left early. I am too much for people", "im too much for people"];
        assert_eq!(repeated(&same), Some(("I'm too much for people".into(), 3)));
        assert_eq!(repeated(&same[..2]), None);
    }

    #[test]
    fn wording_may_differ_and_the_newest_is_shown() {
        let thoughts =
            ["She must think I'm boring", "I'm boring", "It was a long day", "I am boring, and they know it"];
        assert_eq!(repeated(&thoughts), Some(("She must think I'm boring".into(), 3)));
    }

    #[test]
    fn other_sentences_about_oneself_and_denials_do_not_count() {
        assert_eq!(repeated(&["I'm boring", "I'm too loud", "I'm going to be alone"]), None);
        assert_eq!(repeated(&["I'm boring", "I'm boring", "I'm not boring"]), None);
        assert_eq!(repeated(&["I'm not enough", "I've had enough of this", "I ate enough"]), None);
        assert_eq!(repeated(&["They are always late", "They are always late", "They are always late"]), None);
    }

    #[test]
    fn a_sentence_twice_in_one_check_in_is_one_check_in() {
        assert_eq!(repeated(&["I'm boring. I'm boring. I'm boring.", "I'm boring"]), None);
    }

    #[test]
    fn a_belief_that_is_held_already_is_not_found_again() {
        let at = |n| Moment { utc_ms: n, offset_seconds: 0, zone: "UTC".into() };
        let said: Vec<_> = (0..3).map(|n| (at(n), Words::new("They left. I'm too loud"))).collect();
        assert!(repeated_thought(&said, &[Words::new("I'm boring")]).is_some());
        assert_eq!(repeated_thought(&said, &[Words::new("I am too loud for most people")]), None);
    }

    #[test]
    fn long_and_strange_texts_are_looked_at_in_time() {
        let long = "I am boring and so ".repeat(1000);
        assert_eq!(repeated(&vec![long.as_str(); 60]).map(|(_, times)| times), Some(60));
        assert_eq!(repeated(&["", "…", "\n\n"]), None);
    }
}
