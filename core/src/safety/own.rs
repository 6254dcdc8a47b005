//! The person's own lines in Help: contacts first, then the safety plan line by line. Which of them
//! show before the lock is chosen one by one; none is, until somebody chooses it.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};

use super::before_lock::Shown;
use super::{contact, plan};
use crate::content::pack;
use crate::error::{Error, Field, Reason, Result};
use crate::guide::Form;
use crate::hash::fingerprint;
use crate::id::RecordId;
use crate::settings;
use crate::text::{Words, show_only_id};

show_only_id!(OwnHelp by id);

/// One line of the person's own.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug, Display)]
pub struct OwnHelp {
    /// Stable as long as the line reads the same.
    pub id: String,
    /// `contact`, or the part of the plan: `warning_signs`, `coping`, `places`, `people`,
    /// `professionals`, `surroundings`, `reasons`.
    pub kind: String,
    /// What it is about, in words.
    pub label: String,
    /// The line.
    pub text: Words,
    /// The number in it, ready to dial, where there is one.
    pub number: Option<String>,
    /// The record it comes from; none before the lock.
    pub record: Option<RecordId>,
    /// Whether it shows before the lock.
    pub before_lock: bool,
}

/// The kind of lines that name somebody to call.
const CONTACT: &str = "contact";
/// Parts of the plan in which a number is somebody's.
const CALLED: &[&str] = &["people", "professionals"];
/// Which lines show before the lock, ids of [`OwnHelp`] as a JSON list.
const CHOSEN: &str = "help.before_lock";
/// The most lines before the lock.
const MOST: usize = 40;

/// What a line is about.
pub(super) fn label(kind: &str) -> String {
    let guide = if kind == CONTACT { contact::Contact::GUIDE } else { plan::SafetyPlan::GUIDE };
    let words = pack().guide(guide);
    if kind == CONTACT {
        words.name().to_owned()
    } else {
        words.story.get(kind).cloned().unwrap_or_else(|| kind.to_owned())
    }
}

/// Whether there is such a kind.
pub(super) fn is_kind(kind: &str) -> bool {
    kind == CONTACT || plan::Plan::default().parts().iter().any(|(part, _)| *part == kind)
}

/// A number as a phone dials it, if that is what the text is: digits, and what people set between them.
pub(crate) fn dialable(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '*' | '#' | ' ' | '-' | '(' | ')' | '.' | '/');
    let kept: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#')).collect();
    let plus = kept.char_indices().all(|(at, c)| c != '+' || at == 0);
    let digits = kept.bytes().filter(u8::is_ascii_digit).count();
    (text.chars().all(plain) && plus && (2..=20).contains(&digits)).then_some(kept)
}

/// The fewest digits of a number inside a sentence: fewer may be an hour or a house.
const IN_WORDS: usize = 5;

/// The first number inside a line.
fn number_in(line: &str) -> Option<String> {
    let parts = line.split(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '/')));
    let long = |number: &String| number.bytes().filter(u8::is_ascii_digit).count() >= IN_WORDS;
    parts.map(|part| part.trim_matches([' ', '-', '.', '/'])).filter_map(dialable).find(long)
}

fn line(kind: &str, text: &str, number: Option<String>, record: &RecordId, chosen: &BTreeSet<String>) -> OwnHelp {
    let id = fingerprint([kind, text, number.as_deref().unwrap_or_default()]);
    OwnHelp {
        before_lock: chosen.contains(&id),
        id,
        kind: kind.to_owned(),
        label: label(kind),
        text: Words::new(text),
        number,
        record: Some(record.clone()),
    }
}

/// Everything of the person's own, in order.
pub(crate) fn own_help(connection: &Connection) -> Result<Vec<OwnHelp>> {
    let chosen = chosen(connection)?;
    let mut lines = Vec::new();
    for (record, contact) in contact::all(connection)? {
        let Some(name) = contact.name else { continue };
        let number = contact.number.and_then(|number| dialable(&number.text));
        lines.push(line(CONTACT, &name.text, number, &record, &chosen));
    }
    if let Some((record, plan)) = plan::newest(connection)? {
        for (part, words) in plan.parts() {
            let texts = words.iter().flat_map(|words| words.text.split(['\n', ';'])).map(str::trim);
            for text in texts.filter(|text| text.contains(char::is_alphanumeric)) {
                let number = if CALLED.contains(&part) { number_in(text) } else { None };
                lines.push(line(part, text, number, &record, &chosen));
            }
        }
    }
    // The same line twice is one line.
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.id.clone()));
    Ok(lines)
}

/// Whether there is a safety plan.
pub(crate) fn has_plan(connection: &Connection) -> Result<bool> {
    Ok(plan::newest(connection)?.is_some())
}

fn chosen(connection: &Connection) -> Result<BTreeSet<String>> {
    let list = settings::value(connection, CHOSEN)?;
    Ok(list.and_then(|list| serde_json::from_str(&list).ok()).unwrap_or_default())
}

/// Shows exactly these lines before the lock. An id that is no line (any more) is refused.
pub(crate) fn choose(tx: &Transaction<'_>, ids: &[String]) -> Result<()> {
    let lines = own_help(tx)?;
    if ids.len() > MOST {
        return Err(Error::invalid(Field::Choice, Reason::TooMany));
    }
    if !ids.iter().all(|id| lines.iter().any(|line| line.id == *id)) {
        return Err(Error::invalid(Field::Choice, Reason::NotOffered));
    }
    let list = serde_json::to_string(ids)?;
    settings::set_value(tx, CHOSEN, (!ids.is_empty()).then_some(list.as_str()))
}

/// Whether lines were chosen that are not there any more.
pub(crate) fn has_gone(connection: &Connection) -> Result<bool> {
    Ok(shown_ids(connection)?.len() < chosen(connection)?.len())
}

/// Forgets that they were chosen: written again, they show only if they are chosen again.
pub(crate) fn forget_gone(tx: &Transaction<'_>) -> Result<()> {
    let left = shown_ids(tx)?;
    choose(tx, &left)
}

/// What stands outside the journal: the place, and the lines that were chosen and are still there.
pub(crate) fn to_show(connection: &Connection) -> Result<Shown> {
    let mut lines = own_help(connection)?;
    lines.retain(|line| line.before_lock);
    lines.truncate(MOST);
    Ok(Shown::of(settings::region(connection)?, settings::age_band(connection)?, &lines))
}

/// Ids of lines that show before the lock, in the order of Help.
pub(crate) fn shown_ids(connection: &Connection) -> Result<Vec<String>> {
    Ok(own_help(connection)?.into_iter().filter(|line| line.before_lock).map(|line| line.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(dialable("+64 21 555-0123").as_deref(), Some("+64215550123"));
        assert_eq!(dialable("(021) 555.0123").as_deref(), Some("0215550123"));
        assert_eq!(dialable("*31#111").as_deref(), Some("*31#111"));
        for none in ["", "1", "Lu", "021 555 x", "12+3", "１１１", "call 111", &"1".repeat(21)] {
            assert_eq!(dialable(none), None, "{none}");
        }
    }

    #[test]
    fn a_number_in_a_sentence_is_long_enough_to_be_one() {
        assert_eq!(number_in("Lu, 021 555 0123, after 18:00").as_deref(), Some("0215550123"));
        assert_eq!(number_in("Dr. Marama - 09/555 0199").as_deref(), Some("095550199"));
        for none in ["Lu after 18:00", "the bench at 12", "2026", ""] {
            assert_eq!(number_in(none), None, "{none}");
        }
    }
}
