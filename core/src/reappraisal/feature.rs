//! From tokens to hashed features: word n-grams, character n-grams, and the rules that fit.
//!
//! The lab learns weights for exactly these features, so that what is learned is what is read on a
//! phone. Everything is an integer.

use std::ops::Range;

use super::rule::RuleHit;
use crate::text::Token;

/// Features fall into two to this power buckets.
pub const BITS: u32 = 18;

/// How much a word n-gram, a character n-gram and a rule count beside each other.
const WORDS: u32 = 16;
const LETTERS: u32 = 6;
const RULE: u32 = 24;

/// The longest run of words, and the shortest and longest run of letters.
const MOST_WORDS: usize = 3;
const LETTER_RUNS: std::ops::RangeInclusive<usize> = 3..=5;
/// Of a word longer than this only the beginning is cut into letters.
const MOST_LETTERS: usize = 24;

/// One thing that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// Its bucket.
    pub id: u32,
    /// How much it counts.
    pub value: u32,
    /// First byte of the words it was seen in.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
}

/// What stands in a text, each bucket once, and how long the whole is as a vector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features {
    /// By bucket, ascending.
    pub all: Vec<Feature>,
    /// The square of the vector's length.
    pub norm_squared: u64,
}

/// The features of a text with the rules that fit it.
pub(crate) fn features(tokens: &[Token], hits: &[RuleHit]) -> Features {
    of(tokens, hits.iter().map(|hit| hit.id), hits.iter().map(|hit| hit.place.clone()))
}

/// The features of some tokens, and of rules with their places in them. Linear, but for one sort.
pub(crate) fn of<'a>(
    tokens: &[Token],
    rules: impl Iterator<Item = &'a str>,
    places: impl Iterator<Item = Range<usize>>,
) -> Features {
    let mut found = Vec::with_capacity(tokens.len() * 16);
    let words: Vec<String> = tokens.iter().map(|token| plain(&token.text)).collect();
    let told = told(tokens);
    // What happened differs from life to life; what is made of it repeats.
    let scale = |value: u32, at: usize| if told[at] { value / 2 } else { value };
    for at in 0..words.len() {
        let mut hash = Hash::new(1);
        for (more, word) in words[at..].iter().take(MOST_WORDS).enumerate() {
            hash.write(word.as_bytes());
            found.push(feature(hash.bucket(), scale(WORDS, at), tokens, &(at..at + more + 1)));
        }
        letters(&words[at], |bucket| found.push(feature(bucket, scale(LETTERS, at), tokens, &(at..at + 1))));
    }
    for (id, place) in rules.zip(places) {
        let mut hash = Hash::new(3);
        hash.write(id.as_bytes());
        found.push(feature(hash.bucket(), RULE, tokens, &place));
    }
    // The heavier kind wins a bucket that two share; where it was seen first counts.
    found.sort_unstable_by_key(|feature| (feature.id, std::cmp::Reverse(feature.value), feature.start, feature.end));
    found.dedup_by_key(|feature| feature.id);
    let norm_squared = found.iter().map(|feature| u64::from(feature.value).pow(2)).sum();
    Features { all: found, norm_squared }
}

/// Which tokens stand in a clause that tells what happened, where there is one that says what it means.
fn told(tokens: &[Token]) -> Vec<bool> {
    let mut told = vec![false; tokens.len()];
    let clauses = super::clause::parts(tokens);
    if clauses.iter().any(|(_, kind)| *kind == super::ClauseKind::Thought) {
        for (place, kind) in clauses {
            if kind == super::ClauseKind::Event {
                told[place].fill(true);
            }
        }
    }
    told
}

fn feature(id: u32, value: u32, tokens: &[Token], place: &Range<usize>) -> Feature {
    let (start, end) = (tokens[place.start].start, tokens[place.end - 1].end);
    Feature { id, value, start, end }
}

/// The runs of letters of a word, its edges marked.
fn letters(word: &str, mut found: impl FnMut(u32)) {
    if !word.starts_with(char::is_alphabetic) {
        return;
    }
    let marked: Vec<char> = std::iter::once('<').chain(word.chars().take(MOST_LETTERS)).chain(['>']).collect();
    for length in LETTER_RUNS {
        // A whole short word is a word already.
        for run in marked.windows(length).filter(|run| run.len() < marked.len()) {
            let mut hash = Hash::new(2);
            for letter in run {
                hash.write(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
            found(hash.bucket());
        }
    }
}

/// A word as it counts: figures are one figure, and a letter stands at most twice in a row.
fn plain(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return "0".into();
    }
    let mut out = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for letter in word.chars() {
        run = if last == Some(letter) { run + 1 } else { 1 };
        last = Some(letter);
        if run <= 2 {
            out.push(letter);
        }
    }
    out
}

/// FNV-1a with a seed for each kind of feature, folded to a bucket.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    fn new(kind: u8) -> Self {
        let mut hash = Self(0x811c_9dc5);
        hash.write(&[kind]);
        hash
    }

    /// Adds a part and the gap after it.
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0x1f]) {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }

    fn bucket(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(0x85eb_ca6b);
        (mixed ^ (mixed >> 13)) & ((1 << BITS) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;
    use proptest::prelude::*;

    fn of(text: &str) -> Features {
        features(&tokens(text), &[])
    }

    #[test]
    fn spelling_that_says_the_same_is_the_same() {
        assert_eq!(plain("sooooo"), "soo");
        let ids = |text: &str| of(text).all.iter().map(|feature| feature.id).collect::<Vec<_>>();
        assert_eq!(ids("I’m SO done in 2019"), ids("im so done in 7"));
        assert_ne!(ids("she left me"), ids("me left she"));
    }

    proptest! {
        #[test]
        fn each_bucket_once_on_character_boundaries(text in "(\\PC|i am |never |[ .’'])*") {
            let found = of(&text);
            prop_assert!(found.all.windows(2).all(|pair| pair[0].id < pair[1].id));
            for feature in &found.all {
                prop_assert!(feature.id < 1 << BITS && text.get(feature.start..feature.end).is_some());
            }
        }
    }
}
