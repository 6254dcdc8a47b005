//! Whether an answer fits the input it was given to.

use super::{
    Answer, Chip, GuessedLine, Input, Label, LabelFamily, Person, Share, SortedLine, Suggestion, Verdict, Who,
};
use crate::error::{Error, Field, Reason, Result};
use crate::text::{MAX_CHARS, Words};
use crate::time::{Moment, Repeat, When};

/// The most characters of an alias.
const MAX_ALIAS: u32 = 60;
/// The most characters of an optional note.
const MAX_NOTE: u32 = 2_000;
/// The most sentences a sorting may hold.
const MAX_LINES: usize = 200;

/// The answer, cleaned, if `input` takes it.
pub(crate) fn check(input: &Input, answer: &Answer, now: &Moment) -> Result<Answer> {
    match (input, answer) {
        (Input::Text { max_chars, scale, .. }, Answer::Text { words, rating }) => {
            Ok(Answer::Text { words: words.check(Field::Text, *max_chars)?, rating: rides(scale.is_some(), *rating)? })
        }
        (Input::Compose { max_chars, scale, .. }, Answer::Composed { words, rating }) => Ok(Answer::Composed {
            words: words.check(Field::Text, *max_chars)?,
            rating: rides(scale.is_some(), *rating)?,
        }),
        (Input::Scale { .. }, Answer::Rating { value }) => Ok(Answer::Rating { value: rating(*value)? }),
        (Input::Labels { families, apart, max }, Answer::Labels { labels }) => {
            check_labels(families, apart, *max, labels)
        }
        (Input::Choice { options, several, note }, Answer::Chosen { ids, note: words }) => {
            check_choice(options, *several, note.is_some(), ids, words.as_ref())
        }
        (Input::Lines { lines, .. }, Answer::Sorted { lines: sorted }) => check_lines(lines, sorted),
        (Input::Shares { parts }, Answer::Shares { shares }) => check_shares(parts, shares),
        (Input::Suggestion { suggestions, .. }, Answer::Judged { verdicts, other }) => {
            check_verdicts(suggestions, verdicts, other.as_ref())
        }
        (Input::When { repeats, .. }, Answer::When { when }) => check_when(*repeats, when, now),
        (Input::Person { known }, Answer::Person { who }) => check_person(known, who),
        (Input::Info { options, .. }, Answer::Seen { choice }) => check_seen(options, choice.as_deref()),
        _ => Err(Error::invalid(Field::Answer, Reason::WrongKind)),
    }
}

fn rating(value: u8) -> Result<u8> {
    if value <= 100 { Ok(value) } else { Err(Error::invalid(Field::Rating, Reason::OutOfRange)) }
}

/// A rating that rides on a text, where the prompt has a scale; it may be left out.
fn rides(expected: bool, value: Option<u8>) -> Result<Option<u8>> {
    match value {
        Some(_) if !expected => Err(Error::invalid(Field::Rating, Reason::WrongKind)),
        value => value.map(rating).transpose(),
    }
}

fn not_offered<T>() -> Result<T> {
    Err(Error::invalid(Field::Choice, Reason::NotOffered))
}

fn offered(options: &[Chip], id: &str) -> bool {
    options.iter().any(|option| option.id == id)
}

fn all_different<'a>(ids: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut seen: Vec<&str> = ids.collect();
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    if seen.len() == count { Ok(()) } else { Err(Error::invalid(Field::Choice, Reason::TooMany)) }
}

fn check_labels(families: &[LabelFamily], apart: &[Chip], max: u8, labels: &[Label]) -> Result<Answer> {
    all_different(labels.iter().map(|label| label.id.as_str()))?;
    let alone = labels.iter().any(|label| offered(apart, &label.id));
    if labels.is_empty() {
        return Err(Error::invalid(Field::Choice, Reason::Empty));
    }
    if labels.len() > usize::from(max) || (alone && labels.len() > 1) {
        return Err(Error::invalid(Field::Choice, Reason::TooMany));
    }
    for label in labels {
        if !offered(apart, &label.id) && !families.iter().any(|family| offered(&family.words, &label.id)) {
            return not_offered();
        }
        label.rating.map(rating).transpose()?;
    }
    Ok(Answer::Labels { labels: labels.to_vec() })
}

fn check_choice(
    options: &[Chip],
    several: bool,
    takes_note: bool,
    ids: &[String],
    note: Option<&Words>,
) -> Result<Answer> {
    all_different(ids.iter().map(String::as_str))?;
    let note = note.filter(|words| !words.text.trim().is_empty());
    let note = note.map(|words| words.check(Field::Text, MAX_NOTE)).transpose()?;
    if note.is_some() && !takes_note {
        return Err(Error::invalid(Field::Text, Reason::WrongKind));
    }
    if ids.is_empty() {
        return Err(Error::invalid(Field::Choice, Reason::Empty));
    }
    if ids.len() > 1 && !several {
        return Err(Error::invalid(Field::Choice, Reason::TooMany));
    }
    if !ids.iter().all(|id| offered(options, id)) {
        return not_offered();
    }
    Ok(Answer::Chosen { ids: ids.to_vec(), note })
}

/// Every offered sentence must come back, so that nothing the person wrote drops out unseen.
fn check_lines(offered: &[GuessedLine], sorted: &[SortedLine]) -> Result<Answer> {
    if sorted.len() > MAX_LINES {
        return Err(Error::invalid(Field::Text, Reason::TooMany));
    }
    let lines: Vec<SortedLine> = sorted
        .iter()
        .map(|line| Ok(SortedLine { text: line.text.check(Field::Text, MAX_CHARS)?, kind: line.kind }))
        .collect::<Result<_>>()?;
    if offered.iter().any(|line| !lines.iter().any(|kept| kept.text == line.text)) {
        return not_offered();
    }
    Ok(Answer::Sorted { lines })
}

fn check_shares(parts: &[Chip], shares: &[Share]) -> Result<Answer> {
    let same = parts.len() == shares.len() && parts.iter().zip(shares).all(|(part, share)| part.id == share.id);
    if !same {
        return not_offered();
    }
    for share in shares {
        rating(share.percent)?;
    }
    let sum: u32 = shares.iter().map(|share| u32::from(share.percent)).sum();
    if sum != 100 {
        return Err(Error::invalid(Field::Rating, Reason::NotAHundred));
    }
    Ok(Answer::Shares { shares: shares.to_vec() })
}

fn check_verdicts(suggestions: &[Suggestion], verdicts: &[Verdict], other: Option<&Words>) -> Result<Answer> {
    all_different(verdicts.iter().map(|verdict| verdict.id.as_str()))?;
    let known = |verdict: &Verdict| suggestions.iter().any(|suggestion| suggestion.id == verdict.id);
    if !verdicts.iter().all(known) {
        return not_offered();
    }
    let other = other.filter(|words| !words.text.trim().is_empty());
    let other = other.map(|words| words.check(Field::Text, MAX_NOTE)).transpose()?;
    if verdicts.is_empty() && other.is_none() {
        return Err(Error::invalid(Field::Answer, Reason::Empty));
    }
    Ok(Answer::Judged { verdicts: verdicts.to_vec(), other })
}

fn check_when(repeats: bool, when: &When, now: &Moment) -> Result<Answer> {
    when.check()?;
    let first = when.first.check()?;
    if !repeats && when.repeat != Repeat::Once {
        return Err(Error::invalid(Field::Answer, Reason::WrongKind));
    }
    if when.repeat == Repeat::Once && first <= now.local() {
        return Err(Error::invalid(Field::Date, Reason::OutOfRange));
    }
    Ok(Answer::When { when: when.clone() })
}

fn check_person(known: &[Person], who: &Who) -> Result<Answer> {
    let who = match who {
        Who::Known { id } if known.iter().any(|person| person.id == *id) => who.clone(),
        Who::Known { .. } => return not_offered(),
        Who::New { alias } => Who::New { alias: alias.check(Field::Text, MAX_ALIAS)? },
    };
    Ok(Answer::Person { who })
}

fn check_seen(options: &[Chip], choice: Option<&str>) -> Result<Answer> {
    let fits = match choice {
        Some(id) => offered(options, id),
        None => options.is_empty(),
    };
    if fits { Ok(Answer::Seen { choice: choice.map(String::from) }) } else { not_offered() }
}
