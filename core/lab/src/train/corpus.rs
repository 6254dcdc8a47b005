//! The project's own corpus, read from its files. The format is in `corpus/README.md`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A thought with its traps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Thought {
    pub(crate) text: String,
    /// The main trap first.
    pub(crate) traps: Vec<String>,
    /// Byte ranges of the words that show the main trap.
    pub(crate) spans: Vec<(usize, usize)>,
    /// A balanced rewrite.
    pub(crate) rewrite: Option<String>,
    /// Whether it is written as people write who are no writers (the files `crowd*`).
    pub(crate) ordinary: bool,
}

/// A text that must stay silent, and of what kind it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Silent {
    pub(crate) text: String,
    pub(crate) kind: String,
}

/// A text with families of core beliefs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CoreBelief {
    pub(crate) text: String,
    pub(crate) families: Vec<String>,
}

/// Everything in the corpus, in the order of its files.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    pub(crate) thoughts: Vec<Thought>,
    pub(crate) silent: Vec<Silent>,
    pub(crate) core_beliefs: Vec<CoreBelief>,
    /// The files, for their hash.
    pub(crate) files: Vec<PathBuf>,
}

/// Reads the corpus of one language.
pub(crate) fn read(root: &Path) -> io::Result<Corpus> {
    let mut corpus = Corpus::default();
    for (kind, file) in files(&root.join("traps"))? {
        let ordinary = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("crowd"));
        for row in rows(&file)? {
            let row = thought(&kind, &row).ok_or_else(|| malformed(&file))?;
            corpus.thoughts.push(Thought { ordinary, ..row });
        }
        corpus.files.push(file);
    }
    for (kind, file) in files(&root.join("silent"))? {
        corpus.silent.extend(rows(&file)?.into_iter().map(|text| Silent { text, kind: kind.clone() }));
        corpus.files.push(file);
    }
    for (kind, file) in files(&root.join("core_belief"))? {
        corpus.core_beliefs.extend(rows(&file)?.iter().map(|row| core_belief(&kind, row)));
        corpus.files.push(file);
    }
    Ok(corpus)
}

fn malformed(file: &Path) -> io::Error {
    io::Error::other(format!("a row of {} has no marked words", file.display()))
}

/// The files below a folder with the name of the folder they are in, in order.
fn files(root: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for kind in sorted(root)? {
        let name = kind.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.extend(sorted(&kind)?.into_iter().map(|file| (name.clone(), file)));
    }
    Ok(found)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn rows(file: &Path) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(file)?;
    let rows = text.lines().map(str::trim).filter(|row| !row.is_empty() && !row.starts_with('#'));
    Ok(rows.map(str::to_owned).collect())
}

/// `text with [its words] marked. {another_trap=its words} => a rewrite`
fn thought(trap: &str, row: &str) -> Option<Thought> {
    let (row, rewrite) = match row.split_once(" => ") {
        Some((row, rewrite)) => (row, Some(rewrite.trim().to_owned())),
        None => (row, None),
    };
    let (marked, further) = braces(row);
    let mut thought = Thought { rewrite, traps: vec![trap.to_owned()], ..Thought::default() };
    let mut opened = None;
    for letter in marked.chars() {
        match letter {
            '[' => opened = Some(thought.text.len()),
            ']' => thought.spans.push((opened.take()?, thought.text.len())),
            other => thought.text.push(other),
        }
    }
    thought.text.truncate(thought.text.trim_end().len());
    let further = further.iter().flat_map(|braces| braces.split(';'));
    for name in further.map(|part| part.split('=').next().unwrap_or_default().trim().to_owned()) {
        if !thought.traps.contains(&name) {
            thought.traps.push(name);
        }
    }
    (!thought.spans.is_empty() && !thought.text.is_empty()).then_some(thought)
}

fn core_belief(family: &str, row: &str) -> CoreBelief {
    let (text, further) = braces(row);
    let further = further.iter().flat_map(|part| part.split([',', ' '])).filter(|name| !name.is_empty());
    let families = std::iter::once(family).chain(further).map(str::to_owned).collect();
    CoreBelief { text: text.trim().to_owned(), families }
}

/// A row without what stands in braces, and that.
fn braces(row: &str) -> (String, Vec<&str>) {
    let (mut text, mut found, mut rest) = (String::new(), Vec::new(), row);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, left)) = after.split_once('}') else { break };
        text.push_str(before.trim_end());
        found.push(inside.trim());
        rest = left;
    }
    text.push_str(rest);
    (text, found)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashMap};

    use steppingstone_core::engine::TRAPS;

    use super::*;

    fn own() -> Corpus {
        read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/en"))).expect("the corpus is read")
    }

    type Trigrams = BTreeSet<[String; 3]>;

    fn trigrams(text: &str) -> Trigrams {
        let lower = text.to_lowercase().replace('’', "'");
        let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        words.windows(3).map(|three| [three[0].clone(), three[1].clone(), three[2].clone()]).collect()
    }

    /// Pairs that share more than 60 in 100 of the trigrams of the shorter one.
    fn alike<'a>(texts: &[&'a str]) -> Vec<(&'a str, &'a str)> {
        let sets: Vec<Trigrams> = texts.iter().map(|text| trigrams(text)).collect();
        let mut by_trigram: HashMap<&[String; 3], Vec<usize>> = HashMap::new();
        let mut found = Vec::new();
        for (number, set) in sets.iter().enumerate() {
            let mut common: BTreeMap<usize, usize> = BTreeMap::new();
            for other in set.iter().filter_map(|three| by_trigram.get(three)).flatten() {
                *common.entry(*other).or_default() += 1;
            }
            let near =
                |(other, n): (&usize, &usize)| (n * 100 > 60 * set.len().min(sets[*other].len())).then_some(*other);
            found.extend(common.iter().filter_map(near).map(|other| (texts[other], texts[number])));
            for three in set {
                by_trigram.entry(three).or_default().push(number);
            }
        }
        found
    }

    #[test]
    fn no_two_rows_say_the_same() {
        let corpus = own();
        let thoughts = corpus.thoughts.iter().map(|thought| thought.text.as_str());
        let silent = corpus.silent.iter().map(|silent| silent.text.as_str());
        let beliefs = corpus.core_beliefs.iter().map(|belief| belief.text.as_str());
        let texts: Vec<&str> = thoughts.chain(silent).chain(beliefs).collect();
        let rewrites: Vec<&str> = corpus.thoughts.iter().filter_map(|thought| thought.rewrite.as_deref()).collect();
        for all in [texts, rewrites] {
            let found = alike(&all);
            assert!(found.is_empty(), "{} pairs, for instance {:?}", found.len(), &found[..found.len().min(5)]);
        }
        assert_eq!(alike(&["i went to the big shop", "so i went to the big shop again"]).len(), 1);
    }

    #[test]
    fn the_corpus_is_as_large_and_as_well_marked_as_its_readme_says() {
        let corpus = own();
        let rewritten = corpus.thoughts.iter().filter(|thought| thought.rewrite.is_some()).count();
        assert!(corpus.thoughts.len() >= 18_000 && rewritten * 2 >= corpus.thoughts.len());
        assert!(corpus.silent.len() >= 2_000 && corpus.core_beliefs.len() >= 600);
        for thought in &corpus.thoughts {
            assert!(thought.traps.iter().all(|trap| TRAPS.contains(&trap.as_str())), "{thought:?}");
            assert!(thought.spans.iter().all(|(start, end)| start < end), "{thought:?}");
        }
        for trap in TRAPS {
            assert!(corpus.thoughts.iter().filter(|thought| thought.traps[0] == trap).count() >= 500, "{trap}");
        }
    }

    #[test]
    fn a_row_is_a_text_with_marks_further_traps_and_a_rewrite() {
        let row = "They left early, [it's my fault]. {labeling=x y; blaming} {should} => They left early. I may ask.";
        let read = thought("personalization", row).expect("a row");
        assert_eq!(read.text, "They left early, it's my fault.");
        assert_eq!(read.traps, ["personalization", "labeling", "blaming", "should"]);
        assert_eq!(&read.text[read.spans[0].0..read.spans[0].1], "it's my fault");
        assert_eq!(read.rewrite.as_deref(), Some("They left early. I may ask."));
        assert_eq!(thought("should", "nothing is marked"), None);
    }

    #[test]
    fn families_of_core_beliefs_stand_in_braces() {
        assert_eq!(
            core_belief("helpless", "I can't. {worthless, unlovable}").families,
            ["helpless", "worthless", "unlovable"]
        );
    }
}
