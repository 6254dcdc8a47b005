//! How people write what the rules listen for: misspelt, stretched, starred, with digits for
//! letters, letter by letter, or in one word. What is not understood stays an unknown word.

use std::collections::{HashMap, HashSet};

use super::grammar::{Id, Lexicon};

/// What a word stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spelt {
    /// Says nothing by itself ("really", "honestly"): patterns are read over it.
    Filler,
    /// These words of the lexicon.
    Words(Vec<Id>),
    /// Nothing that a pattern names.
    Unknown,
}

/// Other ways of writing the lexicon's words.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    filler: HashSet<String>,
    /// A way of writing and the words it stands for.
    also: HashMap<String, Vec<String>>,
    /// Words that are long and peculiar enough to be known by all letters but one.
    near: Vec<String>,
    /// Words that people hide behind stars, digits and spaces.
    hidden: HashSet<String>,
    /// Words that are written together, the longest first.
    glued: Vec<String>,
}

/// Longest word that is looked at closely; nobody hides a word among forty letters.
const LONGEST: usize = 40;
/// Shortest word in which others may be written together.
const SHORTEST_GLUED: usize = 7;
/// What an apostrophe can shorten.
const ENDINGS: &[(&str, &str)] =
    &[("n't", "not"), ("'d", "would"), ("'ll", "will"), ("'ve", "have"), ("'re", "are"), ("'s", "'s")];

impl Spelling {
    pub(super) fn new(
        filler: impl IntoIterator<Item = String>,
        also: impl IntoIterator<Item = (String, Vec<String>)>,
        near: impl IntoIterator<Item = String>,
        hidden: impl IntoIterator<Item = String>,
        glued: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut glued: Vec<String> = glued.into_iter().collect();
        glued.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self {
            filler: filler.into_iter().collect(),
            also: also.into_iter().collect(),
            near: near.into_iter().collect(),
            hidden: hidden.into_iter().collect(),
            glued,
        }
    }

    /// What a word stands for.
    pub(super) fn read(&self, word: &str, lexicon: &Lexicon) -> Spelt {
        if self.filler.contains(word) {
            return Spelt::Filler;
        }
        if let Some(words) = self.also.get(word) {
            return self.all(words, lexicon);
        }
        let id = lexicon.id(word);
        if id != super::grammar::UNKNOWN {
            return Spelt::Words(vec![id]);
        }
        if word.len() > LONGEST {
            return Spelt::Unknown;
        }
        self.shortened(word, lexicon)
            .or_else(|| self.stretched(word, lexicon))
            .or_else(|| self.unmasked(word, lexicon))
            .or_else(|| self.nearly(word).map(|known| Spelt::Words(vec![lexicon.id(known)])))
            .or_else(|| self.apart(word, lexicon))
            .unwrap_or(Spelt::Unknown)
    }

    fn all(&self, words: &[String], lexicon: &Lexicon) -> Spelt {
        let meant = words.iter().filter(|word| !self.filler.contains(*word));
        Spelt::Words(meant.map(|word| lexicon.id(word)).collect())
    }

    /// "everyone'd", "life's".
    fn shortened(&self, word: &str, lexicon: &Lexicon) -> Option<Spelt> {
        let (stem, full) = ENDINGS.iter().find_map(|(end, full)| Some((word.strip_suffix(end)?, *full)))?;
        let mut ids = match self.read(stem, lexicon) {
            Spelt::Words(ids) => ids,
            Spelt::Filler => Vec::new(),
            Spelt::Unknown => vec![super::grammar::UNKNOWN],
        };
        ids.push(lexicon.id(full));
        Some(Spelt::Words(ids))
    }

    /// "dieeee": three letters of a kind are one or two.
    fn stretched(&self, word: &str, lexicon: &Lexicon) -> Option<Spelt> {
        let letters: Vec<char> = word.chars().collect();
        if !letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
            return None;
        }
        [1, 2].into_iter().find_map(|keep| {
            let squeezed = squeezed(&letters, keep);
            match lexicon.id(&squeezed) {
                super::grammar::UNKNOWN => self.also.get(&squeezed).map(|words| self.all(words, lexicon)),
                id => Some(Spelt::Words(vec![id])),
            }
        })
    }

    /// "k1ll", "s*icide", "sui-cide": `masked` may hold marks.
    pub(super) fn unmasked(&self, masked: &str, lexicon: &Lexicon) -> Option<Spelt> {
        let plain = |c: char| c.is_alphabetic() || c == '\'';
        let letters = masked.chars().filter(|c| c.is_alphabetic()).count();
        if masked.len() > LONGEST || letters == 0 || masked.chars().all(plain) {
            return None;
        }
        ['i', 'l'].into_iter().find_map(|one| {
            let open = unmask(masked, one);
            if open.contains('*') {
                let stars = open.matches('*').count();
                let seen = self.hidden.iter().find(|word| letters > stars && fits_stars(&open, word));
                return seen.map(|word| Spelt::Words(vec![lexicon.id(word)]));
            }
            self.hidden_word(&open, lexicon)
        })
    }

    /// Letters that stood apart, as one word or several.
    pub(super) fn hidden_word(&self, letters: &str, lexicon: &Lexicon) -> Option<Spelt> {
        if self.hidden.contains(letters) {
            return Some(Spelt::Words(vec![lexicon.id(letters)]));
        }
        self.apart(letters, lexicon)
    }

    /// A peculiar word with one letter wrong, missing, too many or swapped with its neighbour.
    fn nearly(&self, word: &str) -> Option<&String> {
        let first = word.chars().next();
        self.near.iter().find(|known| known.chars().next() == first && is_one_slip(known.as_bytes(), word.as_bytes()))
    }

    /// "iwanttodie": words written together, one of them hidden often.
    fn apart(&self, word: &str, lexicon: &Lexicon) -> Option<Spelt> {
        if word.len() < SHORTEST_GLUED {
            return None;
        }
        let mut found = Vec::new();
        let grave = |word: &&str| self.hidden.contains(*word);
        if !self.split(word, &mut found) || !found.iter().any(grave) {
            return None;
        }
        let mut ids = Vec::new();
        for word in found.iter().rev() {
            match self.also.get(*word).map(|words| self.all(words, lexicon)) {
                Some(Spelt::Words(several)) => ids.extend(several),
                _ if self.filler.contains(*word) => {}
                _ => ids.push(lexicon.id(word)),
            }
        }
        Some(Spelt::Words(ids))
    }

    /// Splits `word` into known words, the last of them first. Words of the list are at most ten
    /// letters long and `word` at most forty, so this is bounded.
    fn split<'a>(&'a self, word: &str, found: &mut Vec<&'a str>) -> bool {
        if word.is_empty() {
            return true;
        }
        for known in &self.glued {
            if let Some(rest) = word.strip_prefix(known.as_str())
                && self.split(rest, found)
            {
                found.push(known);
                return true;
            }
        }
        false
    }
}

/// Runs of three and more cut down to `keep`.
fn squeezed(letters: &[char], keep: usize) -> String {
    let mut out = String::new();
    for run in letters.chunk_by(|a, b| a == b) {
        let keep = if run.len() > 2 { keep } else { run.len() };
        out.extend(&run[..keep]);
    }
    out
}

/// Digits and marks as the letters they stand for; stars stay, what stands for nothing goes.
fn unmask(masked: &str, one: char) -> String {
    let letter = |c: char| match c {
        '0' => Some('o'),
        '1' | '!' | '|' | '¡' => Some(one),
        '3' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' | '+' => Some('t'),
        '*' | '#' => Some('*'),
        c if c.is_alphabetic() => c.to_lowercase().next(),
        _ => None,
    };
    masked.chars().filter_map(letter).collect()
}

/// Whether `word` is `starred` with letters for its stars.
fn fits_stars(starred: &str, word: &str) -> bool {
    starred.chars().count() == word.chars().count()
        && starred.chars().zip(word.chars()).all(|(star, letter)| star == '*' || star == letter)
}

/// Whether `slip` is `word` with one letter changed, left out, put in, or swapped with the next.
fn is_one_slip(word: &[u8], slip: &[u8]) -> bool {
    if word.len().abs_diff(slip.len()) > 1 || word == slip {
        return false;
    }
    let head = word.iter().zip(slip).take_while(|(a, b)| a == b).count();
    let (word, slip) = (&word[head..], &slip[head..]);
    let swapped =
        word.len() >= 2 && slip.len() >= 2 && word[0] == slip[1] && word[1] == slip[0] && word[2..] == slip[2..];
    match word.len().cmp(&slip.len()) {
        std::cmp::Ordering::Equal => word.get(1..) == slip.get(1..) || swapped,
        std::cmp::Ordering::Less => Some(word) == slip.get(1..),
        std::cmp::Ordering::Greater => word.get(1..) == Some(slip),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip() {
        for slip in ["sucide", "suicde", "suiicide", "siucide", "suicibe", "suicid", "suicidee"] {
            assert!(is_one_slip(b"suicide", slip.as_bytes()), "{slip}");
        }
        for other in ["suicide", "decide", "sucid", "sushi"] {
            assert!(!is_one_slip(b"suicide", other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn masks() {
        assert_eq!(unmask("k1ll", 'i'), "kill");
        assert_eq!(unmask("k!ll", 'i'), "kill");
        assert_eq!(unmask("sui-c1de", 'i'), "suicide");
        assert!(fits_stars("s*icide", "suicide") && !fits_stars("s*icide", "suicidal"));
        assert_eq!(squeezed(&"dieeee".chars().collect::<Vec<_>>(), 1), "die");
    }
}
