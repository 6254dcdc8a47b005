//! What the rules are worth, on data that only measures: figures with n and the trivial answer
//! beside them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;
use steppingstone_core::reappraise;

use crate::risk::risk;

/// A part of the exam that can be taken alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// What the safety scan notices
    Risk,
}

#[derive(Deserialize)]
struct Row {
    thought: String,
    label: String,
    votes: BTreeMap<String, u32>,
    reframes: Vec<Reframe>,
}

#[derive(Deserialize)]
struct Reframe {
    text: String,
}

/// A count of hits among cases.
#[derive(Default)]
struct Share {
    hits: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    /// The share with a 95 % interval (normal approximation).
    #[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
    fn row(&self) -> String {
        if self.of == 0 {
            return "–".into();
        }
        let (n, p) = (self.of as f64, self.hits as f64 / self.of as f64);
        format!("{p:.3} ± {:.3} (n = {})", 1.96 * (p * (1.0 - p) / n).sqrt(), self.of)
    }
}

/// Prints the exam, or one part of it.
pub(crate) fn exam(data: &Path, only: Option<Part>, out: &mut impl Write) -> io::Result<()> {
    let mut thoughts = Vec::new();
    for part in ["train", "valid"] {
        let text = fs::read_to_string(data.join(format!("patternreframe/{part}.jsonl")))?;
        let rows = text.lines().map(serde_json::from_str::<Row>);
        thoughts.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    if only.is_none() {
        traps(&thoughts, out)?;
        silence(&thoughts, out)?;
        comments(data, out)?;
    }
    risk(data, thoughts.iter().map(|row| row.thought.as_str()), out)
}

/// How often the best trap is the writer's (strict), or at least two of five annotators' (lenient).
fn traps(thoughts: &[Row], out: &mut impl Write) -> io::Result<()> {
    let (mut seen, mut strict, mut lenient, mut covered) = <(Share, Share, Share, Share)>::default();
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for row in thoughts {
        let best = reappraise(&row.thought).shown.into_iter().next();
        let voted = |trap: &String| row.votes.get(trap).is_some_and(|votes| *votes >= 2);
        seen.add(best.is_some());
        strict.add(best.as_ref() == Some(&row.label));
        lenient.add(best.as_ref().is_some_and(voted));
        if let Some(trap) = &best {
            covered.add(voted(trap));
        }
        *labels.entry(&row.label).or_default() += 1;
    }
    let trivial = Share { hits: labels.values().copied().max().unwrap_or(0), of: thoughts.len() };
    writeln!(out, "PatternReframe, development part (never trained on)")?;
    writeln!(out, "  suggests something          {}", seen.row())?;
    writeln!(out, "  best is the writer's trap   {}   always the commonest: {}", strict.row(), trivial.row())?;
    writeln!(out, "  best has two votes of five  {}", lenient.row())?;
    writeln!(out, "  the same, where it speaks   {}", covered.row())
}

/// How often a balanced rewrite still gets a suggestion.
fn silence(thoughts: &[Row], out: &mut impl Write) -> io::Result<()> {
    let mut speaks = Share::default();
    for reframe in thoughts.iter().flat_map(|row| &row.reframes) {
        speaks.add(!reappraise(&reframe.text).shown.is_empty());
    }
    writeln!(out, "  speaks on balanced rewrites {}", speaks.row())
}

/// How often ordinary comments get a suggestion.
fn comments(data: &Path, out: &mut impl Write) -> io::Result<()> {
    let text = fs::read_to_string(data.join("goemotions/dev.tsv"))?;
    let mut speaks = Share::default();
    for line in text.lines() {
        speaks.add(!reappraise(line.split('\t').next().unwrap_or_default()).shown.is_empty());
    }
    writeln!(out, "GoEmotions, development part")?;
    writeln!(out, "  speaks on ordinary comments {}", speaks.row())
}
