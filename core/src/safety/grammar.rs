//! The language of the scan's rules: patterns over words, with named parts, indexed by their first
//! word so that most of them are never tried.
//!
//! | element | matches |
//! | --- | --- |
//! | `word` | that word |
//! | `a\|b` | either word; `a\|<part>` where the part is a list of words |
//! | `<part>` | one of the phrases that stand under that name |
//! | `word?`, `<part>?` | that or nothing |
//! | `..3` | up to three words of any kind, not across the end of a sentence |
//! | `~3` | the same, but only words that patterns name: no strange noun stands between |
//!
//! It reads words as numbers of a lexicon: whatever no pattern names is one and the same unknown
//! word, and comparing costs nothing. A place is left as soon as a word does not fit, and no part
//! repeats, so what one place can cost is bounded by the pattern and not by the text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// A word of the lexicon.
pub(super) type Id = u16;

/// A word that no pattern names.
pub(super) const UNKNOWN: Id = 0;
/// The end of a sentence.
pub(super) const STOP: Id = 1;
/// A comma, a dash, a colon, a bracket: no pattern crosses it but in a gap.
pub(super) const PAUSE: Id = 2;
const FIRST_WORD: Id = 3;

/// Longest gap a pattern may ask for.
const MAX_GAP: usize = 6;

/// Every word that patterns name.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    ids: HashMap<String, Id>,
}

impl Lexicon {
    /// The word's number; `UNKNOWN` where no pattern names it.
    pub(super) fn id(&self, word: &str) -> Id {
        self.ids.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// The word's number; a new one where it is not known yet.
    pub(super) fn learn(&mut self, word: &str) -> Id {
        let next = FIRST_WORD + Id::try_from(self.ids.len()).unwrap_or(Id::MAX - FIRST_WORD);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    fn len(&self) -> usize {
        self.ids.len() + usize::from(FIRST_WORD)
    }
}

/// Words of which any will do.
#[derive(Debug, Clone, Default)]
pub(super) struct WordSet {
    ids: Box<[Id]>,
    /// One bit for each number from the first on: asked at nearly every step.
    bits: Box<[u64]>,
}

impl WordSet {
    fn new(mut ids: Vec<Id>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        let mut bits = Vec::new();
        for id in &ids {
            let (place, bit) = Self::bit(ids[0], *id);
            if bits.len() <= place {
                bits.resize(place + 1, 0);
            }
            bits[place] |= bit;
        }
        Self { ids: ids.into(), bits: bits.into() }
    }

    fn bit(first: Id, id: Id) -> (usize, u64) {
        let distance = id.wrapping_sub(first);
        (usize::from(distance / 64), 1 << (distance % 64))
    }

    #[inline]
    pub(super) fn has(&self, id: Id) -> bool {
        let Some(first) = self.ids.first() else { return false };
        let (place, bit) = Self::bit(*first, id);
        self.bits.get(place).is_some_and(|bits| bits & bit != 0)
    }
}

#[derive(Debug, Clone)]
enum Step {
    Words(WordSet),
    Phrases(Arc<[Sequence]>),
    Gap { width: usize, known: bool },
}

#[derive(Debug, Clone)]
struct Element {
    step: Step,
    optional: bool,
}

type Sequence = Box<[Element]>;

/// Reads patterns, and keeps the parts they may name.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub(super) lexicon: Lexicon,
    parts: BTreeMap<String, Arc<[Sequence]>>,
}

impl Grammar {
    /// Makes a part known. Parts may name those that were defined before them. Patterns that cannot
    /// be read are returned; the pack's test names them.
    pub(super) fn define<'a>(&mut self, id: &str, patterns: &'a [String]) -> Vec<&'a str> {
        let mut bad = Vec::new();
        let mut phrases = Vec::new();
        for source in patterns {
            match self.read(source) {
                Some(sequence) => phrases.push(sequence),
                None => bad.push(source.as_str()),
            }
        }
        self.parts.insert(id.to_owned(), phrases.into());
        bad
    }

    /// The single words of a part.
    pub(super) fn words(&self, part: &str) -> WordSet {
        let mut ids = Vec::new();
        for sequence in self.parts.get(part).into_iter().flat_map(|phrases| phrases.iter()) {
            if let [Element { step: Step::Words(words), optional: false }] = &**sequence {
                ids.extend_from_slice(&words.ids);
            }
        }
        WordSet::new(ids)
    }

    fn read(&mut self, source: &str) -> Option<Sequence> {
        let elements: Vec<Element> = source.split_whitespace().map(|one| self.element(one)).collect::<Option<_>>()?;
        let anchored = elements.first().is_some_and(|first| !first.optional && !matches!(first.step, Step::Gap { .. }));
        anchored.then(|| elements.into())
    }

    fn element(&mut self, source: &str) -> Option<Element> {
        if let Some((width, known)) = gap(source) {
            let width = width.parse().ok().filter(|width| (1..=MAX_GAP).contains(width))?;
            return Some(Element { step: Step::Gap { width, known }, optional: false });
        }
        let (body, optional) = source.strip_suffix('?').map_or((source, false), |body| (body, true));
        if let Some(part) = body.strip_prefix('<')
            && !part.contains('|')
        {
            let phrases = self.parts.get(part.strip_suffix('>')?)?;
            return Some(Element { step: Self::simplest(phrases), optional });
        }
        let mut ids = Vec::new();
        for word in body.split('|') {
            ids.extend(self.alternative(word)?);
        }
        Some(Element { step: Step::Words(WordSet::new(ids)), optional })
    }

    /// One of several words, or all the words of a part.
    fn alternative(&mut self, source: &str) -> Option<Vec<Id>> {
        if let Some(part) = source.strip_prefix('<') {
            let Step::Words(words) = Self::simplest(self.parts.get(part.strip_suffix('>')?)?) else { return None };
            return Some(words.ids.into_vec());
        }
        match source {
            "" => None,
            "," => Some(vec![PAUSE]),
            "." => Some(vec![STOP]),
            word if word.contains(['<', '>', '*']) => None,
            word => Some(vec![self.lexicon.learn(word)]),
        }
    }

    /// A part of single words is a set of words.
    fn simplest(phrases: &Arc<[Sequence]>) -> Step {
        let mut ids = Vec::new();
        for sequence in phrases.iter() {
            match &**sequence {
                [Element { step: Step::Words(words), optional: false }] => ids.extend_from_slice(&words.ids),
                _ => return Step::Phrases(Arc::clone(phrases)),
            }
        }
        Step::Words(WordSet::new(ids))
    }
}

/// The width of a gap, and whether only known words may stand in it.
fn gap(source: &str) -> Option<(&str, bool)> {
    source
        .strip_prefix("..")
        .map(|width| (width, false))
        .or_else(|| source.strip_prefix('~').map(|width| (width, true)))
}

/// Patterns with what they belong to, by their first word.
#[derive(Debug)]
pub(super) struct Index<T> {
    patterns: Vec<(Sequence, T)>,
    /// For each word of the lexicon, the patterns that may begin with it.
    by_first: Vec<Box<[u16]>>,
}

/// Where a pattern fits.
#[derive(Debug, Clone)]
pub(super) struct Hit<T> {
    pub(super) owner: T,
    /// The pattern's place in the index.
    pub(super) pattern: u16,
    pub(super) at: Range<usize>,
}

impl<T: Copy> Index<T> {
    /// Compiles the patterns of many owners. Those that cannot be read are left out and returned.
    pub(super) fn new<'a>(
        grammar: &mut Grammar,
        sources: impl IntoIterator<Item = (T, &'a String)>,
    ) -> (Self, Vec<&'a str>) {
        let mut patterns = Vec::new();
        let mut bad = Vec::new();
        for (owner, source) in sources {
            match grammar.read(source) {
                Some(sequence) => patterns.push((sequence, owner)),
                None => bad.push(source.as_str()),
            }
        }
        let mut by_first = vec![Vec::new(); grammar.lexicon.len()];
        for (n, (sequence, _)) in patterns.iter().enumerate() {
            let mut first = BTreeSet::new();
            first_words(sequence, &mut first);
            for id in first {
                by_first[usize::from(id)].push(u16::try_from(n).unwrap_or(u16::MAX));
            }
        }
        (Self { patterns, by_first: by_first.into_iter().map(Vec::into_boxed_slice).collect() }, bad)
    }

    /// For each pattern, whether it names one of `words` itself.
    pub(super) fn naming(&self, words: &WordSet) -> Vec<bool> {
        self.patterns.iter().map(|(sequence, _)| names_any(sequence, words)).collect()
    }

    /// Every place where a pattern fits, at most one for each pattern and first word, in the order
    /// of the text, and how many steps it took.
    pub(super) fn find(&self, words: &[Id]) -> (Vec<Hit<T>>, usize) {
        let mut hits = Vec::new();
        let mut search = Search { words, steps: 0 };
        for (at, id) in words.iter().enumerate() {
            for n in self.by_first.get(usize::from(*id)).into_iter().flatten() {
                let (sequence, owner) = &self.patterns[usize::from(*n)];
                if let Some(end) = search.end(sequence, at, None) {
                    hits.push(Hit { owner: *owner, pattern: *n, at: at..end });
                }
            }
        }
        (hits, search.steps)
    }
}

fn names_any(sequence: &[Element], words: &WordSet) -> bool {
    sequence.iter().any(|element| match &element.step {
        Step::Words(own) => own.ids.iter().any(|id| words.has(*id)),
        Step::Phrases(phrases) => phrases.iter().any(|phrase| names_any(phrase, words)),
        Step::Gap { .. } => false,
    })
}

/// The words a sequence may begin with; whether it may be passed without any.
fn first_words(sequence: &[Element], into: &mut BTreeSet<Id>) -> bool {
    for element in sequence {
        let passable = match &element.step {
            Step::Words(words) => {
                into.extend(words.ids.iter().copied());
                false
            }
            Step::Phrases(phrases) => {
                let mut open = false;
                for phrase in phrases.iter() {
                    open |= first_words(phrase, into);
                }
                open
            }
            // No pattern begins with a gap.
            Step::Gap { .. } => false,
        };
        if !(passable || element.optional) {
            return false;
        }
    }
    true
}

/// What still has to fit after a part.
#[derive(Clone, Copy)]
struct Then<'a> {
    rest: &'a [Element],
    next: Option<&'a Then<'a>>,
}

struct Search<'a> {
    words: &'a [Id],
    steps: usize,
}

impl Search<'_> {
    /// The end of the match of `elements` and what follows them, starting at `at`, if they fit.
    fn end(&mut self, elements: &[Element], at: usize, then: Option<&Then<'_>>) -> Option<usize> {
        self.steps += 1;
        let Some((first, rest)) = elements.split_first() else {
            return match then {
                Some(then) => self.end(then.rest, at, then.next),
                None => Some(at),
            };
        };
        let taken = match &first.step {
            Step::Words(words) => {
                let fits = self.words.get(at).is_some_and(|id| words.has(*id));
                if fits { self.end(rest, at + 1, then) } else { None }
            }
            Step::Phrases(phrases) => {
                let after = Then { rest, next: then };
                phrases.iter().find_map(|phrase| self.end(phrase, at, Some(&after)))
            }
            Step::Gap { width, known } => self.after_gap(*width, *known, rest, at, then),
        };
        taken.or_else(|| if first.optional { self.end(rest, at, then) } else { None })
    }

    fn after_gap(
        &mut self,
        width: usize,
        known: bool,
        rest: &[Element],
        at: usize,
        then: Option<&Then<'_>>,
    ) -> Option<usize> {
        let closed = |id: Id| id == STOP || (known && id == UNKNOWN);
        for skip in 0..=width {
            if skip > 0 && self.words.get(at + skip - 1).is_none_or(|id| closed(*id)) {
                return None;
            }
            if let Some(end) = self.end(rest, at + skip, then) {
                return Some(end);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(parts: &[(&str, &[&str])], pattern: &str, text: &str) -> Vec<Range<usize>> {
        let mut grammar = Grammar::default();
        for (id, patterns) in parts {
            let patterns: Vec<String> = patterns.iter().map(|one| (*one).to_owned()).collect();
            assert!(grammar.define(id, &patterns).is_empty());
        }
        let source = pattern.to_owned();
        let (index, bad) = Index::new(&mut grammar, [((), &source)]);
        assert!(bad.is_empty(), "{bad:?}");
        let words: Vec<Id> = text
            .split(' ')
            .map(|word| match word {
                "." => STOP,
                word => grammar.lexicon.id(word),
            })
            .collect();
        index.find(&words).0.into_iter().map(|hit| hit.at).collect()
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "one place is meant")]
    fn elements() {
        assert_eq!(hits(&[], "a|b ..2 c", "x a y z c a . c"), [1..5]);
        assert_eq!(hits(&[], "a b? c", "a c a b c a b"), [0..2, 2..5]);
        assert_eq!(hits(&[], "a b?", "a b a"), [0..2, 2..3]);
        assert_eq!(hits(&[], "a ~2 c|d", "a d c a x c"), [0..2]);
    }

    #[test]
    fn parts_stand_for_their_phrases_and_may_name_each_other() {
        let parts: &[(&str, &[&str])] = &[("self", &["myself", "my self"]), ("end", &["kill <self>", "end it"])];
        assert_eq!(hits(parts, "want to <end> now", "want to kill my self now want to end it now"), [0..6, 6..11]);
        assert_eq!(hits(parts, "to <end>? all", "to all to end it all"), [0..2, 2..6]);
    }

    #[test]
    fn malformed_patterns_are_refused() {
        let mut grammar = Grammar::default();
        for bad in
            ["", "   ", "a||b", "a ..0 b", "a ..99 b", "..3 a", "a? b", "a <nothing>", "a b*", "<a", "~2 a", "a ~9 b"]
        {
            assert!(grammar.read(bad).is_none(), "{bad:?}");
        }
    }
}
