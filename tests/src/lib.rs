//! What the tests of this package share: a journal in a directory of its own, and a person who
//! answers whatever is asked.

pub mod ten_years;
pub mod vector;

use std::path::Path;
use std::sync::Arc;

use steppingstone_core::{
    Answer, CivilMinute, Config, Input, Label, Now, Prompt, Repeat, Share, SortedLine, Steppingstone, Verdict, When,
    Who, Words,
};

/// Noon on 23 November 2026, UTC.
pub const NOON: i64 = 1_795_435_200_000;

/// A moment in UTC.
pub fn at(utc_ms: i64) -> Now {
    Now { utc_ms, offset_seconds: 0, zone: "UTC".into() }
}

/// Noon on 23 November 2026.
pub fn noon() -> Now {
    at(NOON)
}

/// Opens the journal in `place` with a fixed seed.
///
/// # Panics
/// If it cannot be opened.
pub fn open(place: &Path) -> Arc<Steppingstone> {
    let config = Config { directory: place.display().to_string(), seed: Some(7) };
    Steppingstone::open(config).unwrap_or_else(|error| panic!("{error}"))
}

/// Words.
pub fn words(text: &str) -> Words {
    Words { text: text.into() }
}

/// An answer of the right kind for any prompt, with `text` wherever words are asked; `pick` chooses
/// among what is offered.
pub fn any_answer(prompt: &Prompt, text: &str, pick: usize) -> Answer {
    let value = u8::try_from(pick % 101).unwrap_or(0);
    match &prompt.input {
        Input::Text { .. } => Answer::Text { words: words(text), rating: None },
        Input::Scale { .. } => Answer::Rating { value },
        Input::Labels { families, .. } => {
            let all: Vec<_> = families.iter().flat_map(|family| &family.words).collect();
            Answer::Labels { labels: vec![Label { id: all[pick % all.len()].id.clone(), rating: Some(value) }] }
        }
        Input::Choice { options, note, .. } => Answer::Chosen {
            ids: vec![options[pick % options.len()].id.clone()],
            note: note.as_ref().map(|_| words(text)),
        },
        Input::Lines { lines, .. } => {
            let sorted = lines.iter().map(|line| SortedLine { text: line.text.clone(), kind: line.guess });
            Answer::Sorted { lines: sorted.collect() }
        }
        Input::Shares { parts } => {
            let percent = |n| if n == 0 { 100 } else { 0 };
            let shares = parts.iter().enumerate().map(|(n, part)| Share { id: part.id.clone(), percent: percent(n) });
            Answer::Shares { shares: shares.collect() }
        }
        Input::Suggestion { suggestions, .. } => {
            let verdict = |id: &String| Verdict { id: id.clone(), accepted: pick.is_multiple_of(2) };
            Answer::Judged {
                verdicts: suggestions.iter().map(|one| verdict(&one.id)).collect(),
                other: Some(words(text)),
            }
        }
        Input::Compose { scale, .. } => Answer::Composed { words: words(text), rating: scale.as_ref().map(|_| value) },
        Input::When { picks, .. } => {
            let later = CivilMinute { date: "2099-12-31".into(), minute: 540 };
            let first = picks.get(pick % picks.len().max(1)).map_or(later, |one| one.when.first.clone());
            Answer::When { when: When { first, repeat: Repeat::Once } }
        }
        Input::Person { .. } => {
            let alias: String = text.chars().take(60).collect();
            Answer::Person { who: Who::New { alias: words(&alias) } }
        }
        Input::Info { options, .. } => {
            let choice = (!options.is_empty()).then(|| options[pick % options.len()].id.clone());
            Answer::Seen { choice }
        }
    }
}
