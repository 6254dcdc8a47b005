//! What the engine is worth, on data that only measures: figures with n, an interval, and the trivial answer.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use steppingstone_core::Reappraisal;
use steppingstone_core::engine::Engine;

use crate::figures::{Share, auc, count, f1};
use crate::risk::risk;
use crate::train::{Comment, LABELS, comments};

/// A part of the exam that can be taken alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// What the safety scan notices
    Risk,
    /// What the engine sees
    Engine,
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

/// Prints the exam, or one part of it.
pub(crate) fn exam(engine: &Engine, data: &Path, only: Option<Part>, out: &mut impl Write) -> io::Result<()> {
    let mut rows: Vec<Row> = lines(&data.join("patternreframe/train.jsonl"))?;
    rows.extend(lines(&data.join("patternreframe/valid.jsonl"))?);
    if only != Some(Part::Risk) {
        thoughts(engine, &rows, data, out)?;
    }
    if only != Some(Part::Engine) {
        risk(data, rows.iter().map(|row| row.thought.as_str()), out)?;
    }
    Ok(())
}

fn thoughts(engine: &Engine, rows: &[Row], data: &Path, out: &mut impl Write) -> io::Result<()> {
    let thoughts: Vec<Reappraisal> = rows.iter().map(|row| engine.reappraise(&row.thought)).collect();
    traps(rows, &thoughts, out)?;
    by_trap(rows, &thoughts, out)?;
    balance(engine, rows, &thoughts, out)?;
    let dev = comments(&data.join("goemotions/dev.tsv"))?;
    let seen: Vec<Reappraisal> = dev.iter().map(|comment| engine.reappraise(&comment.text)).collect();
    silence(&seen, out)?;
    emotions(&dev, &seen, out)?;
    experts(engine, data, out)
}

pub(crate) fn lines<T: DeserializeOwned>(file: &Path) -> io::Result<Vec<T>> {
    let rows = fs::read_to_string(file)?;
    Ok(rows.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// The likeliest trap among those that the data set knows.
fn best<'a>(rows: &[Row], seen: &'a Reappraisal) -> Option<(&'a str, u32)> {
    let known = |trap: &str| rows.iter().any(|row| row.label == trap);
    seen.traps.iter().find(|one| known(&one.trap)).map(|one| (one.trap.as_str(), one.chance))
}

fn has_votes(row: &Row, trap: &str) -> bool {
    row.votes.get(trap).is_some_and(|votes| *votes >= 2)
}

/// How often the likeliest trap is the writer's (strict), or at least two of five annotators' (lenient).
fn traps(rows: &[Row], thoughts: &[Reappraisal], out: &mut impl Write) -> io::Result<()> {
    let said: Vec<(&Row, &str, u32)> = rows
        .iter()
        .zip(thoughts)
        .filter_map(|(row, seen)| best(rows, seen).map(|(trap, chance)| (row, trap, chance)))
        .collect();
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *labels.entry(&row.label).or_default() += 1;
    }
    let (commonest, _) = labels.iter().max_by_key(|(_, n)| **n).unwrap_or((&"", &0));
    writeln!(out, "PatternReframe, development part: measured only, never learned from")?;
    let strict = Share::of(said.iter().map(|(row, trap, _)| row.label == *trap));
    writeln!(out, "  best is the writer's trap        {}", strict.row())?;
    writeln!(out, "    always {commonest}      {}", Share::of(rows.iter().map(|row| row.label == **commonest)).row())?;
    let lenient = |part: &[(&Row, &str, u32)]| Share::of(part.iter().map(|(row, trap, _)| has_votes(row, trap)));
    writeln!(out, "  best has two votes of five       {}", lenient(&said).row())?;
    writeln!(out, "    always {commonest}      {}", Share::of(rows.iter().map(|row| has_votes(row, commonest))).row())?;
    let mut sure = said.clone();
    sure.sort_by_key(|(_, _, chance)| std::cmp::Reverse(*chance));
    for percent in [70, 50, 30] {
        let part = &sure[..sure.len() * percent / 100];
        writeln!(out, "  the same, surest {percent} %            {}", lenient(part).row())?;
    }
    let shown: Vec<_> = rows.iter().zip(thoughts).filter_map(|(row, seen)| Some((row, seen.shown.first()?))).collect();
    writeln!(
        out,
        "  suggests something               {}",
        Share::of(thoughts.iter().map(|seen| !seen.shown.is_empty())).row()
    )?;
    writeln!(
        out,
        "  what it suggests has two votes   {}",
        Share::of(shown.iter().map(|(row, hit)| has_votes(row, &hit.trap))).row()
    )
}

/// For each trap how often it is found, and what is said in its place.
fn by_trap(rows: &[Row], thoughts: &[Reappraisal], out: &mut impl Write) -> io::Result<()> {
    let mut found: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (row, seen) in rows.iter().zip(thoughts) {
        if let Some((trap, _)) = best(rows, seen) {
            *found.entry(&row.label).or_default().entry(trap).or_default() += 1;
        }
    }
    for (trap, said) in found {
        let mut said: Vec<_> = said.into_iter().collect();
        said.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
        let said: Vec<String> = said.iter().take(4).map(|(name, n)| format!("{name} {n}")).collect();
        writeln!(out, "    {trap:<24} {}", said.join(", "))?;
    }
    Ok(())
}

/// How often a thought reads less balanced than its own rewrites, and what is said of rewrites.
fn balance(engine: &Engine, rows: &[Row], thoughts: &[Reappraisal], out: &mut impl Write) -> io::Result<()> {
    let (mut pairs, mut speaks, mut scores) = (Share::default(), Share::default(), Vec::new());
    for (row, thought) in rows.iter().zip(thoughts) {
        scores.push((thought.unbalanced, true));
        for reframe in &row.reframes {
            let seen = engine.reappraise(&reframe.text);
            pairs.add(thought.unbalanced > seen.unbalanced);
            speaks.add(!seen.shown.is_empty());
            scores.push((seen.unbalanced, false));
        }
    }
    writeln!(out, "  thought above its own rewrite    {}   AUC {:.3}", pairs.row(), auc(scores).unwrap_or(0.0))?;
    writeln!(out, "  suggests something for a rewrite {}", speaks.row())
}

/// How often ordinary comments get a suggestion.
fn silence(seen: &[Reappraisal], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "GoEmotions, development part")?;
    writeln!(
        out,
        "  suggests something               {}",
        Share::of(seen.iter().map(|seen| !seen.shown.is_empty())).row()
    )
}

/// The mean over 28 labels of F1, a label holding from one half on.
fn emotions(dev: &[Comment], seen: &[Reappraisal], out: &mut impl Write) -> io::Result<()> {
    let of = |label: usize| {
        dev.iter().zip(seen).map(move |(comment, seen)| {
            let says = seen.emotions.iter().any(|(name, chance)| name == LABELS[label] && *chance >= 500_000);
            (says, comment.labels.contains(&label))
        })
    };
    let each: Vec<f64> = (0..LABELS.len()).map(|label| f1(of(label))).collect();
    let always: Vec<f64> = (0..LABELS.len()).map(|label| f1(of(label).map(|(_, holds)| (true, holds)))).collect();
    let mean = |all: &[f64]| all.iter().sum::<f64>() / count(all.len());
    writeln!(
        out,
        "  emotions, macro F1               {:.3}   always all: {:.3} (n = {})",
        mean(&each),
        mean(&always),
        dev.len()
    )
}

#[derive(Deserialize)]
struct Expert {
    thoughts: String,
    #[serde(default)]
    core_belief_major: Vec<String>,
    #[serde(default)]
    distortions: Vec<String>,
}

/// CBT-Bench's small development part: experts' labels.
fn experts(engine: &Engine, data: &Path, out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Expert> = lines(&data.join("cbtbench/core_major_dev.jsonl"))?;
    let seen: Vec<Reappraisal> = rows.iter().map(|row| engine.reappraise(&row.thoughts)).collect();
    writeln!(out, "CBT-Bench, development part: measured only")?;
    let mut areas = Vec::new();
    for (number, (family, _)) in
        seen.first().map(|seen| seen.core_beliefs.clone()).unwrap_or_default().iter().enumerate()
    {
        let said = rows
            .iter()
            .zip(&seen)
            .map(|(row, seen)| (seen.core_beliefs[number].1, row.core_belief_major.contains(family)));
        areas.extend(auc(said.collect()));
    }
    let mean = areas.iter().sum::<f64>() / count(areas.len().max(1));
    writeln!(out, "  core belief families, macro AUC  {mean:.3}   by chance: 0.500 (n = {})", rows.len())?;
    let rows: Vec<Expert> = lines(&data.join("cbtbench/distortions_dev.jsonl"))?;
    let hit = |row: &Expert| {
        let seen = engine.reappraise(&row.thoughts);
        let known: Vec<&str> = row.distortions.iter().filter_map(|name| named(name)).collect();
        seen.traps.first().is_some_and(|one| known.contains(&one.trap.as_str()))
    };
    writeln!(out, "  best trap is one of the experts' {}", Share::of(rows.iter().map(hit)).row())
}

/// The experts' name for one of our traps.
fn named(label: &str) -> Option<&'static str> {
    Some(match label {
        "all-or-nothing thinking" => "all_or_nothing",
        "overgeneralization" => "overgeneralization",
        "mental filter" => "mental_filter",
        "mind reading" => "mind_reading",
        "fortune-telling" => "fortune_telling",
        "magnification" => "catastrophizing",
        "emotional reasoning" => "emotional_reasoning",
        "should statements" => "should",
        "labeling" => "labeling",
        "personalization" => "personalization",
        _ => return None,
    })
}
