//! What stands around a match: a negation that reaches it, whose wish it is, in whose mouth it is.

use std::ops::Range;

use super::grammar::{Grammar, Id, PAUSE, STOP, WordSet};
use super::reading::Reading;

/// The words that are looked for around a match; each set is a part of the pack.
#[derive(Debug)]
pub(super) struct Markers {
    not: WordSet,
    /// A negation that counts inside a match, where its pattern does not name one itself.
    denial: WordSet,
    why: WordSet,
    /// Words a negation reaches over on its way to the match.
    chain: WordSet,
    /// "Whether or not to" denies nothing.
    or: WordSet,
    able: WordSet,
    /// "Can't get it out of my head" denies nothing.
    get: WordSet,
    /// "Would not it be" asks and denies nothing.
    asks: WordSet,
    me: WordSet,
    other: WordSet,
    /// "Does anyone else …" asks about oneself.
    asked: WordSet,
    too: WordSet,
    you: WordSet,
    /// People that are named by a noun: they are the subject only right before the match.
    person: WordSet,
    /// What may stand between such a noun and the match.
    auxiliary: WordSet,
    /// What may open a sentence whose "I" is left out.
    light: WordSet,
    /// After these, what follows may lack its subject.
    and: WordSet,
    says: WordSet,
    present: WordSet,
}

/// Whose wish, act or thought it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The writer's, said or left out.
    Me,
    You,
    Other,
    /// A thing's, or it cannot be told.
    Unclear,
}

/// How many words back a negation still reaches.
const NEGATION_REACH: usize = 9;
/// How many words back a subject is looked for.
const SUBJECT_REACH: usize = 14;
/// How far around a quotation its speaker is looked for.
const SPEAKER_REACH: usize = 7;
/// How many words before a match still say its tense.
const TENSE_REACH: usize = 3;

impl Markers {
    pub(super) fn new(grammar: &Grammar) -> Self {
        Self {
            not: grammar.words("not"),
            denial: grammar.words("denial"),
            why: grammar.words("why"),
            chain: grammar.words("chain"),
            or: grammar.words("or"),
            able: grammar.words("able"),
            get: grammar.words("get"),
            asks: grammar.words("asks"),
            me: grammar.words("me"),
            other: grammar.words("other"),
            asked: grammar.words("asked"),
            too: grammar.words("too"),
            you: grammar.words("you"),
            person: grammar.words("person"),
            auxiliary: grammar.words("auxiliary"),
            light: grammar.words("light"),
            and: grammar.words("and"),
            says: grammar.words("says"),
            present: grammar.words("present"),
        }
    }

    /// Whether a negation reaches the match: nothing but helping words stands between. "Why don't I"
    /// denies nothing, and "I can't stop thinking of it" is broken off by its verb.
    pub(super) fn is_negated(&self, words: &[Id], at: &Range<usize>) -> bool {
        for n in (0..at.start).rev().take(NEGATION_REACH) {
            if self.not.has(words[n]) {
                let before = &words[n.saturating_sub(3)..n];
                let asked = before.iter().any(|id| self.why.has(*id));
                let held = before.last().is_some_and(|id| self.able.has(*id))
                    && words.get(n + 1).is_some_and(|id| self.get.has(*id));
                let weighed = before.last().is_some_and(|id| self.or.has(*id));
                let inverted = words.get(n + 1).is_some_and(|id| self.asks.has(*id));
                return !asked && !held && !weighed && !inverted;
            }
            if !self.chain.has(words[n]) {
                return false;
            }
        }
        false
    }

    /// Words by which a pattern says that it is meant as it stands.
    pub(super) fn denials(&self) -> &WordSet {
        &self.denial
    }

    /// Whether a negation stands in the match itself.
    pub(super) fn turns_inside(&self, words: &[Id], at: &Range<usize>) -> bool {
        words[at.clone()].iter().any(|id| self.denial.has(*id))
    }

    /// Whether a match that begins with the writer ("my … suicide") has somebody else in it.
    pub(super) fn tells_of_others(&self, words: &[Id], at: &Range<usize>) -> bool {
        let inside = &words[at.clone()];
        inside.first().is_some_and(|id| self.me.has(*id))
            && inside.iter().any(|id| self.other.has(*id) || self.person.has(*id))
    }

    /// The nearest subject before the match, in its sentence. A match that begins with the writer is
    /// the writer's, whoever was spoken of before.
    pub(super) fn subject(&self, words: &[Id], at: &Range<usize>) -> Subject {
        if words.get(at.start).is_some_and(|id| self.me.has(*id)) {
            return Subject::Me;
        }
        let before = &words[at.start.saturating_sub(SUBJECT_REACH)..at.start];
        let clause = before.rsplit(|id| *id == STOP || *id == PAUSE).next().unwrap_or_default();
        if clause.windows(2).any(|pair| self.asked.has(pair[0]) && self.too.has(pair[1])) {
            return Subject::Me;
        }
        let mut adjacent = true;
        let elided = before.last().is_some_and(|id| self.and.has(*id));
        let mut bare = true;
        for id in clause.iter().rev().copied() {
            if self.me.has(id) {
                return Subject::Me;
            }
            if self.other.has(id) || (adjacent && self.person.has(id)) {
                return Subject::Other;
            }
            if self.you.has(id) {
                return Subject::You;
            }
            adjacent = adjacent && self.auxiliary.has(id);
            bare = bare && (self.light.has(id) || self.auxiliary.has(id));
        }
        if elided || bare { Subject::Me } else { Subject::Unclear }
    }

    /// Whether the writer is named in the sentence of the match.
    pub(super) fn names_writer(&self, words: &[Id], at: &Range<usize>) -> bool {
        let near = |id: &&Id| **id != STOP;
        let before = words[..at.start].iter().rev().take(SUBJECT_REACH).take_while(near);
        let after = words[at.start..].iter().take(SUBJECT_REACH).take_while(near);
        before.chain(after).any(|id| self.me.has(*id))
    }

    /// Whether the match stands in somebody else's quoted words.
    pub(super) fn is_quoted(&self, reading: &Reading, at: &Range<usize>) -> bool {
        let words = &reading.words;
        let first = reading.quotes.partition_point(|quote| quote.end <= at.start);
        let Some(quote) = reading.quotes.get(first).filter(|quote| quote.start <= at.start) else { return false };
        let before = &words[quote.start.saturating_sub(SPEAKER_REACH)..quote.start];
        let before = before.rsplit(|id| *id == STOP).next().unwrap_or_default();
        let after = &words[quote.end..words.len().min(quote.end + SPEAKER_REACH)];
        let after = after.split(|id| *id == STOP).next().unwrap_or_default();
        [before, after].into_iter().any(|near| {
            let says = near.iter().any(|id| self.says.has(*id));
            let other = near.iter().any(|id| self.other.has(*id) || self.person.has(*id));
            says && other
        })
    }

    /// Whether the match speaks of now.
    pub(super) fn is_present(&self, words: &[Id], at: &Range<usize>) -> bool {
        let before = words[..at.start].iter().rev().take(TENSE_REACH).take_while(|id| **id != STOP && **id != PAUSE);
        before.chain(&words[at.clone()]).any(|id| self.present.has(*id))
    }
}
