//! What the safety scan is worth: disclosures that it should notice, harmless texts that it should
//! not, beside what bare keywords would do. The labels have one reader and no clinician.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use steppingstone_core::{Finding, scan};

/// Words that a list of bare keywords would look for: the trivial answer.
const KEYWORDS: &[&str] = &[
    "suicid",
    "kill",
    "die",
    "dying",
    "dead",
    "death",
    "end my life",
    "end it all",
    "hang myself",
    "overdos",
    "self harm",
    "self-harm",
    "cut my",
    "cutting",
    "hurt myself",
    "not wake up",
    "want to live",
    "better off without me",
];

/// A labelled sentence of the project's own corpus.
#[derive(Debug, PartialEq, Eq)]
struct Labelled {
    /// A tier, or the id of a danger.
    label: String,
    text: String,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    risk: u8,
}

/// How often the scan and bare keywords notice something in one set.
#[derive(Default)]
struct Count {
    of: usize,
    /// By tier: 1, 2, 3 and other danger.
    tiers: [usize; 4],
    keywords: usize,
}

impl Count {
    fn add(&mut self, text: &str) {
        self.of += 1;
        let lower = text.to_lowercase();
        self.keywords += usize::from(KEYWORDS.iter().any(|word| lower.contains(word)));
        if let Some(finding) = scan(text) {
            self.tiers[usize::from(finding.tier.clamp(1, 4)) - 1] += 1;
        }
    }

    fn own(&self) -> usize {
        self.tiers[0] + self.tiers[1]
    }

    fn line(&self, what: &str, out: &mut impl Write) -> io::Result<()> {
        let [one, two, three, danger] = self.tiers;
        let (low, high) = wilson(self.own(), self.of);
        writeln!(
            out,
            "  {what:<42} {:.4} [{low:.4}, {high:.4}]  n = {:<6} tier 1 {one:<4} 2 {two:<4} 3 {three:<4} danger {danger:<4} keywords {:.4}",
            share(self.own(), self.of),
            self.of,
            share(self.keywords, self.of),
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
fn share(hits: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { hits as f64 / of as f64 }
}

/// The 95 % interval of a share after Wilson.
#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
fn wilson(hits: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, p, z) = (of as f64, share(hits, of), 1.96_f64);
    let middle = p + z * z / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    (((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0))
}

/// Prints what the scan notices: the sets in `data`, the thoughts given, and the project's corpus.
pub(crate) fn risk<'a>(data: &Path, thoughts: impl Iterator<Item = &'a str>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Risk, development part (labels: one reader, no clinician)")?;
    writeln!(out, "  noticed as own risk (tiers 1 and 2) of all, with the 95 % interval; beside it bare keywords")?;
    for set in ["risk_openai/dev", "risk_goemotions/train", "risk_goemotions/dev", "xstest/dev"] {
        let mut by_risk: [Count; 4] = Default::default();
        for line in fs::read_to_string(data.join(format!("{set}.jsonl")))?.lines() {
            let row: Row = serde_json::from_str(line)?;
            by_risk[usize::from(row.risk.min(3))].add(&row.text);
        }
        for (risk, what) in [(2, "own risk"), (1, "unclear"), (3, "somebody else"), (0, "harmless")] {
            if by_risk[risk].of > 0 {
                by_risk[risk].line(&format!("{set}: {what}"), out)?;
            }
        }
    }
    let mut comments = Count::default();
    for part in ["train", "dev"] {
        for line in fs::read_to_string(data.join(format!("goemotions/{part}.tsv")))?.lines() {
            comments.add(line.split('\t').next().unwrap_or_default());
        }
    }
    comments.line("GoEmotions: ordinary comments", out)?;
    let mut distorted = Count::default();
    thoughts.for_each(|thought| distorted.add(thought));
    distorted.line("PatternReframe: distorted thoughts", out)?;
    let per = |count: &Count| 10_000.0 * share(count.own(), count.of);
    writeln!(out, "  per 10,000: comments {:.1}, distorted thoughts {:.1}", per(&comments), per(&distorted))?;
    own_corpus(out)
}

fn own_corpus(out: &mut impl Write) -> io::Result<()> {
    let mut all = 0;
    let mut right = 0;
    let mut own = Count::default();
    let mut harmless = Count::default();
    for file in corpus_files()? {
        for row in rows(&fs::read_to_string(file)?) {
            all += 1;
            right += usize::from(is_right(&row.label, scan(&row.text).as_ref()));
            match row.label.as_str() {
                "1" | "2" => own.add(&row.text),
                "0" => harmless.add(&row.text),
                _ => {}
            }
        }
    }
    own.line("own corpus: own risk", out)?;
    harmless.line("own corpus: harmless", out)?;
    writeln!(out, "  own corpus: {right} of {all} right, tier and kind of danger")
}

fn corpus_files() -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/en/safety");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

fn rows(text: &str) -> Vec<Labelled> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let row =
        |line: &str| line.split_once(' ').map(|(label, text)| Labelled { label: label.into(), text: text.into() });
    lines.filter_map(row).collect()
}

/// Whether what was noticed is what the label says: the tier, or the kind of danger.
fn is_right(label: &str, found: Option<&Finding>) -> bool {
    match label.parse::<u8>() {
        Ok(0) => found.is_none(),
        Ok(tier) => found.is_some_and(|finding| finding.tier == tier),
        Err(_) => found.is_some_and(|finding| finding.is_danger() && finding.danger == Some(label)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn corpus() -> Vec<(String, Labelled)> {
        let files = corpus_files().expect("the corpus stands beside the lab");
        let named = |file: PathBuf| {
            let text = fs::read_to_string(&file).expect("a readable file");
            let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
            rows(&text).into_iter().map(move |row| (name.clone(), row)).collect::<Vec<_>>()
        };
        files.into_iter().flat_map(named).collect()
    }

    #[test]
    fn every_sentence_of_the_corpus_is_read_as_it_is_labelled() {
        let mut wrong = Vec::new();
        for (file, row) in corpus() {
            let found = scan(&row.text);
            if !is_right(&row.label, found.as_ref()) {
                let got = found.map_or((0, "nothing"), |finding| (finding.tier, finding.pattern));
                wrong.push(format!("{file}: {} is read as {got:?}: {}", row.label, row.text));
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn the_corpus_is_large_varied_and_without_doubles() {
        let corpus = corpus();
        let labels: BTreeSet<&str> = corpus.iter().map(|(_, row)| row.label.as_str()).collect();
        let known = ["0", "1", "2", "3", "afraid_of_someone", "eating", "substance", "threat_to_others"];
        assert_eq!(labels, BTreeSet::from(known));
        let texts: BTreeSet<&str> = corpus.iter().map(|(_, row)| row.text.as_str()).collect();
        assert_eq!(texts.len(), corpus.len(), "a sentence stands there twice");
        assert!(corpus.len() >= 1_400);
        assert!(corpus.iter().filter(|(_, row)| row.label == "0").count() >= 500);
    }

    #[test]
    fn a_sentence_keeps_its_tier_in_a_longer_message() {
        for (file, row) in corpus().into_iter().filter(|(_, row)| row.label == "1") {
            let text =
                format!("Work was long today. {}. We had soup for dinner.", row.text.trim_end_matches(['.', '?', '!']));
            let tier = scan(&text).map(|finding| finding.tier);
            assert!(tier.is_some_and(|tier| tier <= 2), "{file}: {tier:?}: {text}");
        }
    }

    #[test]
    fn the_interval_is_wilsons() {
        let (low, high) = wilson(14, 14);
        assert!((low - 0.7847).abs() < 1e-3 && (high - 1.0).abs() < 1e-9);
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }
}
