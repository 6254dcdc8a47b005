//! `GoEmotions` (Demszky et al., 2020; CC BY 4.0): short comments with 27 emotions and neutral.

use std::fs;
use std::io;
use std::path::Path;

/// The 28 labels in the order of their numbers.
pub(crate) const LABELS: [&str; 28] = [
    "admiration",
    "amusement",
    "anger",
    "annoyance",
    "approval",
    "caring",
    "confusion",
    "curiosity",
    "desire",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "excitement",
    "fear",
    "gratitude",
    "grief",
    "joy",
    "love",
    "nervousness",
    "optimism",
    "pride",
    "realization",
    "relief",
    "remorse",
    "sadness",
    "surprise",
    "neutral",
];

/// A comment with the numbers of its labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    pub(crate) text: String,
    pub(crate) labels: Vec<usize>,
}

/// Reads one part: text, label numbers and an id, with tabs between.
pub(crate) fn comments(file: &Path) -> io::Result<Vec<Comment>> {
    let text = fs::read_to_string(file)?;
    let comment = |line: &str| {
        let mut parts = line.split('\t');
        let (text, labels) = (parts.next()?, parts.next()?);
        let labels = labels.split(',').map(|label| label.parse().ok().filter(|label| *label < LABELS.len()));
        Some(Comment { text: text.to_owned(), labels: labels.collect::<Option<_>>()? })
    };
    let rows = text.lines().map(|line| comment(line).ok_or_else(|| io::Error::other("a row without text and labels")));
    rows.collect()
}
