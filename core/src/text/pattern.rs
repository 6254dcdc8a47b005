//! A tiny pattern language over tokens, for rules that people can read and check.
//!
//! | element | matches |
//! | --- | --- |
//! | `word` | that token |
//! | `a\|b` | either token |
//! | `hat*` | a token that starts with `hat` |
//! | `word?` | that token or nothing |
//! | `..3` | up to three tokens of any kind, not across the end of a sentence |
//!
//! No regular expressions: they would cost a megabyte in the app, and a rule that a reviewer
//! cannot read aloud is a rule nobody checks.

use std::collections::HashMap;
use std::ops::Range;

use super::Token;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
}

#[derive(Debug, Clone)]
enum Element {
    One { words: Vec<Word>, optional: bool },
    Gap(usize),
}

#[derive(Debug, Clone)]
enum Word {
    Exact(String),
    Prefix(String),
}

/// Whether two token ranges share a token.
pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Longest gap a pattern may ask for: keeps matching linear in the text.
const MAX_GAP: usize = 6;

impl Pattern {
    /// Compiles a pattern; `None` if it is empty, has an empty element or too wide a gap.
    pub(crate) fn parse(source: &str) -> Option<Self> {
        let elements: Vec<_> = source.split_whitespace().map(Element::parse).collect::<Option<_>>()?;
        let anchored = matches!(elements.first(), Some(Element::One { optional: false, .. }));
        anchored.then_some(Self { elements })
    }

    /// Compiles many; those that do not compile are left out (the packs' tests name them).
    pub(crate) fn parse_all<'a>(sources: impl IntoIterator<Item = &'a String>) -> Vec<Self> {
        sources.into_iter().filter_map(|source| Self::parse(source)).collect()
    }

    /// Whether one of `words` is written in the pattern itself.
    pub(crate) fn names_any(&self, words: &[&str]) -> bool {
        self.elements.iter().any(|element| match element {
            Element::One { words: own, .. } => own.iter().any(|word| words.iter().any(|other| word.fits(other))),
            Element::Gap(_) => false,
        })
    }

    /// Every place where the pattern fits, as token ranges, at most one per starting token.
    pub(crate) fn find(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        (0..tokens.len()).filter_map(|start| match_from(&self.elements, tokens, start).map(|end| start..end)).collect()
    }
}

impl Element {
    fn parse(source: &str) -> Option<Self> {
        if let Some(width) = source.strip_prefix("..") {
            let width: usize = width.parse().ok()?;
            return (1..=MAX_GAP).contains(&width).then_some(Self::Gap(width));
        }
        let (body, optional) =
            source.strip_suffix('?').filter(|b| !b.is_empty()).map_or((source, false), |body| (body, true));
        let words = body.split('|').map(Word::parse).collect::<Option<_>>()?;
        Some(Self::One { words, optional })
    }
}

impl Word {
    fn parse(source: &str) -> Option<Self> {
        if source.is_empty() {
            return None;
        }
        Some(match source.strip_suffix('*') {
            Some(stem) if stem.len() > 2 => Self::Prefix(stem.into()),
            _ => Self::Exact(source.into()),
        })
    }

    fn fits(&self, token: &str) -> bool {
        match self {
            Self::Exact(word) => word == token,
            Self::Prefix(stem) => token.starts_with(stem.as_str()),
        }
    }
}

/// The end of the match of `elements` starting at `at`, if they fit.
fn match_from(elements: &[Element], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(at) };
    match first {
        Element::One { words, optional } => {
            let taken = tokens.get(at).filter(|token| words.iter().any(|word| word.fits(&token.text)));
            taken
                .and_then(|_| match_from(rest, tokens, at + 1))
                .or_else(|| if *optional { match_from(rest, tokens, at) } else { None })
        }
        Element::Gap(width) => (0..=*width)
            .take_while(|skip| *skip == 0 || tokens.get(at + skip - 1).is_some_and(|token| !token.is_stop()))
            .find_map(|skip| match_from(rest, tokens, at + skip)),
    }
}

/// Many patterns at once: those that cannot begin at a word are never tried there.
pub(crate) struct Patterns {
    all: Vec<Pattern>,
    /// By the word that a pattern begins with.
    by_word: HashMap<String, Vec<usize>>,
    /// Those that begin with a part of a word.
    by_part: Vec<usize>,
}

impl Patterns {
    pub(crate) fn new(all: Vec<Pattern>) -> Self {
        let (mut by_word, mut by_part) = (HashMap::<String, Vec<usize>>::new(), Vec::new());
        for (number, pattern) in all.iter().enumerate() {
            let Some(Element::One { words, .. }) = pattern.elements.first() else { continue };
            if words.iter().any(|word| matches!(word, Word::Prefix(_))) {
                by_part.push(number);
                continue;
            }
            for word in words {
                let Word::Exact(word) = word else { continue };
                let own = by_word.entry(word.clone()).or_default();
                if own.last() != Some(&number) {
                    own.push(number);
                }
            }
        }
        Self { all, by_word, by_part }
    }

    /// Every place where a pattern fits with its number, at most one per pattern and starting token.
    pub(crate) fn find(&self, tokens: &[Token]) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let exact = self.by_word.get(&token.text).map_or(&[][..], Vec::as_slice);
            for number in exact.iter().chain(&self.by_part) {
                if let Some(end) = match_from(&self.all[*number].elements, tokens, at) {
                    found.push((*number, at..end));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn hits(pattern: &str, text: &str) -> usize {
        Pattern::parse(pattern).expect("a valid pattern").find(&tokens(text)).len()
    }

    #[test]
    fn elements() {
        assert_eq!(hits("nobody|everyone ..2 hat*", "Everyone at school hates me"), 1);
        assert_eq!(hits("nobody|everyone ..2 hat*", "Everyone left. She hates rain"), 0);
        assert_eq!(hits("i am so? stupid", "im stupid, I am so stupid"), 2);
        assert_eq!(hits("die", "I studied the audience and my diet"), 0);
    }

    #[test]
    fn many_at_once_find_what_each_finds() {
        let sources = ["nobody|everyone ..2 hat*", "hat* me", "me", "she left|hates|hates"];
        let one: Vec<Pattern> = sources.iter().filter_map(|source| Pattern::parse(source)).collect();
        let tokens = tokens("Everyone here hates me. She hates me, and she left me");
        let mut found = Patterns::new(one.clone()).find(&tokens);
        found.sort_by_key(|(number, place)| (*number, place.start));
        let each = one
            .iter()
            .enumerate()
            .flat_map(|(number, pattern)| pattern.find(&tokens).into_iter().map(move |place| (number, place)));
        assert_eq!(found, each.collect::<Vec<_>>());
    }

    #[test]
    fn malformed_patterns_are_refused() {
        for bad in ["", "   ", "a||b", "..0 a", "..99 a", "..3 a", "a? b"] {
            assert!(Pattern::parse(bad).is_none(), "{bad:?}");
        }
    }
}
