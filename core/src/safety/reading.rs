//! A text as the rules read it: the numbers of its words, sentence ends and pauses, without fillers.

use std::ops::Range;

use super::grammar::{Id, Lexicon, PAUSE, STOP, UNKNOWN};
use super::spelling::{Spelling, Spelt};
use crate::text::{Token, tokens};

/// The text's words in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) words: Vec<Id>,
    /// What stands in quotation marks, as ranges of words.
    pub(super) quotes: Vec<Range<usize>>,
}

/// Fewest letters standing apart that may be a word.
const FEWEST_APART: usize = 3;
/// Most letters standing apart that are tried as one word.
const MOST_APART: usize = 24;

impl Reading {
    pub(super) fn of(text: &str, spelling: &Spelling, lexicon: &Lexicon) -> Self {
        let tokens = tokens(text);
        let mut reader = Reader { text, tokens: &tokens, spelling, lexicon, out: Self::default(), open: None };
        let mut at = 0;
        while at < tokens.len() {
            at += reader.step(at);
        }
        reader.close();
        reader.push_once(STOP);
        reader.out
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    spelling: &'a Spelling,
    lexicon: &'a Lexicon,
    out: Reading,
    /// Where the open quotation began.
    open: Option<usize>,
}

impl Reader<'_> {
    /// Reads on from a token; returns how many were read.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if !token.is_word() {
            return self.mark(at);
        }
        if let Some(read) = self.apart(at).or_else(|| self.joined(at)) {
            return read;
        }
        let word = token.text.trim_matches(['*', '\'']);
        match self.spelling.read(word, self.lexicon) {
            Spelt::Filler => {}
            Spelt::Words(ids) => self.out.words.extend(ids),
            Spelt::Unknown => self.out.words.push(UNKNOWN),
        }
        1
    }

    fn mark(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        match token.text.as_str() {
            "." if self.tokens.get(at + 1).is_some_and(|next| next.text == ".") => {
                let dots = self.tokens[at..].iter().take_while(|token| token.text == ".");
                return dots.count();
            }
            "…" => {}
            "\n" => {
                self.close();
                self.push_once(STOP);
            }
            "-" if self.stands_inside(at) => {}
            _ if token.is_stop() => self.push_once(STOP),
            "," | ":" | "(" | ")" | "–" | "—" | "/" | "-" => self.push_once(PAUSE),
            "&" => self.out.words.push(self.lexicon.id("and")),
            "”" => self.close(),
            "\"" if self.open.is_some() => self.close(),
            "“" | "\"" => self.open = Some(self.out.words.len()),
            _ => {}
        }
        1
    }

    /// Whether a mark stands between two words without a space.
    fn stands_inside(&self, at: usize) -> bool {
        let before = at.checked_sub(1).is_some_and(|before| self.tokens[before].end == self.tokens[at].start);
        before && self.tokens.get(at + 1).is_some_and(|next| next.start == self.tokens[at].end && next.is_word())
    }

    fn push_once(&mut self, mark: Id) {
        if self.out.words.last() != Some(&mark) {
            self.out.words.push(mark);
        }
    }

    fn close(&mut self) {
        if let Some(start) = self.open.take()
            && start < self.out.words.len()
        {
            self.out.quotes.push(start..self.out.words.len());
        }
    }

    /// "k i l l": letters with spaces between them.
    fn apart(&mut self, at: usize) -> Option<usize> {
        let single = |token: &&Token| token.is_word() && token.text.chars().nth(1).is_none();
        let run = self.tokens[at..].iter().take(MOST_APART).take_while(single).count();
        if run < FEWEST_APART {
            return None;
        }
        let letters: String = self.tokens[at..at + run].iter().map(|token| token.text.as_str()).collect();
        let Spelt::Words(ids) = self.spelling.hidden_word(&letters, self.lexicon)? else { return None };
        self.out.words.extend(ids);
        Some(run)
    }

    /// "sui-cide", "d!e", "k.m.s", "self-harm": words and marks without spaces between them. The
    /// whole is tried first, then two words with one mark between them.
    fn joined(&mut self, at: usize) -> Option<usize> {
        let touches = |pair: &[Token]| pair[0].end == pair[1].start && pair[1].text != "\n";
        let all = 1 + self.tokens[at..].windows(2).take(MOST_APART).take_while(|pair| touches(pair)).count();
        let ends_in_word = |len: &usize| self.tokens[at + len - 1].is_word();
        let whole = (2..=all).rev().find(ends_in_word)?;
        let lengths = [whole, 3];
        let tries = lengths.iter().take(if whole > 3 { 2 } else { 1 });
        for len in tries.filter(|len| ends_in_word(len)) {
            let masked = &self.text[self.tokens[at].start..self.tokens[at + len - 1].end];
            if let Some(Spelt::Words(ids)) = self.spelling.unmasked(masked, self.lexicon) {
                self.out.words.extend(ids);
                return Some(*len);
            }
        }
        None
    }
}
