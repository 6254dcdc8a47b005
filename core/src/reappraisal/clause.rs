//! From text to clauses, and from a clause to a guess how it is known.

use serde::Serialize;

use crate::guide::LineKind;
use crate::text::{Token, tokens};

/// What a clause seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// Something that happened.
    Event,
    /// Something concluded, predicted or judged.
    Thought,
}

/// One clause with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it seems to be.
    pub kind: ClauseKind,
}

/// Words before which a new clause begins.
const JOINTS: &[&str] = &["so", "because", "but", "which", "since", "cause", "cuz"];
/// Words that, after "and" or a comma, begin a new clause.
const SUBJECTS: &[&str] = &[
    "i",
    "he",
    "she",
    "they",
    "we",
    "you",
    "it",
    "nobody",
    "everyone",
    "everybody",
    "people",
    "this",
    "that",
    "now",
    "then",
];

/// Words that judge, conclude or predict.
const THOUGHT_WORDS: &[&str] = &[
    "must",
    "should",
    "always",
    "never",
    "probably",
    "obviously",
    "clearly",
    "everyone",
    "everybody",
    "nobody",
    "will",
    "would",
    "means",
    "fault",
    "hate",
    "hates",
    "think",
    "thinks",
    "feel",
    "feels",
    "because",
    "maybe",
    "worst",
    "ruined",
];
/// Words for what somebody said or wrote.
const SPEECH_WORDS: &[&str] = &[
    "said",
    "told",
    "asked",
    "wrote",
    "texted",
    "replied",
    "answered",
    "called",
    "shouted",
    "messaged",
    "says",
    "whispered",
];

/// Words that say nobody spoke.
const UNSAID: &[&str] = &["nobody", "no", "never", "not", "nothing"];

/// The clauses of a text, in order; spans are trimmed and lie on character boundaries.
pub(crate) fn clauses(text: &str) -> Vec<Clause> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut begin = 0;
    for at in 0..=tokens.len() {
        if at == tokens.len() || starts_clause(&tokens, at) {
            found.extend(clause(text, &tokens[begin..at]));
            begin = at;
        }
    }
    found
}

/// Whether a clause begins at this token.
fn starts_clause(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return false };
    // Both halves of an opened contraction stay together.
    if before.start == tokens[at].start {
        return false;
    }
    let word = tokens[at].text.as_str();
    let subject = SUBJECTS.contains(&word);
    before.is_stop() && !tokens[at].is_stop()
        || JOINTS.contains(&word) && tokens[..at].iter().rev().take_while(|token| !token.is_stop()).count() > 1
        || subject && matches!(before.text.as_str(), "," | "and" | "–" | "—" | "-")
}

/// A clause from its tokens, without the marks and joining words around it.
fn clause(text: &str, tokens: &[Token]) -> Option<Clause> {
    let first = tokens.iter().position(Token::is_word)?;
    let last = tokens.iter().rposition(|token| token.is_word() && token.text != "and")?;
    let words = tokens.get(first..=last)?;
    let (start, end) = (words.first()?.start, words.last()?.end);
    debug_assert!(text.get(start..end).is_some());
    Some(Clause { start, end, kind: kind(words) })
}

fn kind(words: &[Token]) -> ClauseKind {
    let judged = words.iter().any(|word| THOUGHT_WORDS.contains(&word.text.as_str()));
    let about_self = words.windows(2).any(|pair| pair[0].text == "i" && pair[1].text == "am");
    if judged || about_self { ClauseKind::Thought } else { ClauseKind::Event }
}

/// A guess how a sentence is known, for the person to correct.
pub(crate) fn guess(sentence: &str) -> LineKind {
    let words = tokens(sentence);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.text.as_str()));
    // What was not said cannot have been heard.
    let said = has(SPEECH_WORDS) && !has(UNSAID);
    if said || sentence.contains(['"', '“', '„', '«']) {
        LineKind::Heard
    } else if kind(&words) == ClauseKind::Thought {
        LineKind::Guessed
    } else {
        LineKind::Saw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(&str, ClauseKind)> {
        clauses(text).into_iter().map(|clause| (&text[clause.start..clause.end], clause.kind)).collect()
    }

    #[test]
    fn events_and_thoughts_part() {
        use ClauseKind::{Event, Thought};
        assert_eq!(
            cut("She didn't reply all weekend, so I must have bored her. I'm not good enough"),
            [
                ("She didn't reply all weekend", Event),
                ("so I must have bored her", Thought),
                ("I'm not good enough", Thought)
            ]
        );
        assert_eq!(cut("we talked and i laughed"), [("we talked", Event), ("i laughed", Event)]);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        for empty in ["", "   ", "...", "💔💔", "\n\n", ",,,"] {
            assert!(cut(empty).is_empty(), "{empty:?}");
        }
    }

    #[test]
    fn guesses() {
        assert_eq!(guess("She left the table"), LineKind::Saw);
        assert_eq!(guess("He said it was boring"), LineKind::Heard);
        assert_eq!(guess("They must think I'm boring"), LineKind::Guessed);
        assert_eq!(guess("She did not reply and never called"), LineKind::Guessed);
        assert_eq!(guess("We went to lunch and he asked no one"), LineKind::Saw);
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_on_characters(text in "(\\PC|[ ,.!?\n]|so |and i |because ){0,80}") {
            let mut at = 0;
            for clause in clauses(&text) {
                prop_assert!(at <= clause.start && clause.start < clause.end);
                prop_assert!(text.get(clause.start..clause.end).is_some());
                at = clause.end;
            }
        }
    }
}
