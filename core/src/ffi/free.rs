//! Functions that need no journal: they work when it is locked, newer, damaged, or the disk is full.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::content::pack;
use crate::error::{Error, Field, Reason, Result, StorageKind};
use crate::grounding::{self, Exercise};
use crate::guide::{Card, Chip, ComposedText, Input, Step, rhythm};
use crate::reminder::{Diff, HandledAs, NewReminder, Plan, Reminder, ReminderSettings};
use crate::safety::{self, Asked, Concern, Help, Region};
use crate::settings::AgeBand;
use crate::time::Now;

/// Help for a region (ISO 3166-1 alpha-2 code) that the person picked. Without one, or with one that
/// is not known, it holds everything but numbers. Those under 18, and those who would rather not
/// say, see lines for children first. Never fails: where `now` cannot be, rows do not say their age.
#[uniffi::export]
pub fn help(region: Option<String>, age_band: Option<AgeBand>, now: Now) -> Help {
    let asked = Asked { region: region.as_deref(), band: age_band, concern: Concern::Own, today: day(&now) };
    safety::help(asked, Vec::new())
}

/// Help before the lock, or where the journal in `directory` (that of [`super::Config`]) is locked,
/// newer, damaged or cannot be opened: for the region and age band that were chosen, with exactly
/// those of the person's own lines that they chose for this ([`super::Journal::show_before_lock`]).
/// It reads one small file and opens no journal. Never fails.
#[uniffi::export]
pub fn help_before_lock(directory: String, now: Now) -> Help {
    let shown = safety::read_shown(Path::new(&directory));
    let (region, band) = (shown.region.as_deref(), shown.age_band);
    safety::help(Asked { region, band, concern: Concern::Own, today: day(&now) }, shown.own())
}

fn day(now: &Now) -> Option<chrono::NaiveDate> {
    now.check().ok().map(|now| now.date())
}

/// The region that a locale such as `en-NZ` speaks of: something to offer first, never to choose by
/// itself. None where it names no place, or one without a number.
#[uniffi::export]
pub fn suggested_region(locale: String) -> Option<Region> {
    safety::suggested_region(&locale)
}

/// Regions with an emergency number, by name.
#[uniffi::export]
pub fn regions() -> Vec<Region> {
    safety::regions()
}

/// Grounding exercises as timed cue scripts; start with the first.
#[uniffi::export]
pub fn grounding_exercises() -> Vec<Exercise> {
    grounding::exercises()
}

/// Chooses the words of the whole process by a language tag such as `en-GB`, and returns the tag
/// that is spoken from now on: English where there is no such pack. Two locales are there to try
/// screens with: `en-XA` (accents, 40 per cent longer) and `ar-XB` (from right to left).
#[uniffi::export]
pub fn speak(tag: String) -> String {
    crate::content::speak(&tag).to_owned()
}

/// All words around the prompts (buttons, headings, errors), by key.
#[uniffi::export]
pub fn chrome() -> HashMap<String, String> {
    pack().chrome.iter().map(|(key, words)| (key.clone(), words.clone())).collect()
}

/// The key of the words (in [`chrome`]) that tell a person about an error.
#[uniffi::export]
pub fn error_key(error: Error) -> String {
    let key = match error {
        Error::NotFound { .. } => "error.not_found",
        Error::Invalid { reason: Reason::TooLong, .. } => "error.too_long",
        Error::Invalid { field: Field::Rating, reason: Reason::OutOfRange } => "error.out_of_range",
        Error::Invalid { field: Field::Date, reason: Reason::NotYet } => "error.not_yet",
        Error::Invalid { field: Field::Date, reason: Reason::OutOfRange } => "error.in_the_past",
        Error::Invalid { field: Field::Span, .. } => "error.span",
        Error::Invalid { field: Field::Phone, .. } => "error.phone",
        Error::Invalid { field: Field::Pin, .. } => "error.pin",
        Error::Invalid { .. } => "error.invalid",
        Error::TooNew { .. } => "error.too_new",
        Error::Locked => "error.locked",
        Error::Storage { kind: StorageKind::Full } => "error.full",
        Error::Storage { kind: StorageKind::ReadOnly } => "error.read_only",
        Error::Storage { kind: StorageKind::Corrupt } => "error.corrupt",
        Error::Storage { .. } => "error.storage",
    };
    key.to_owned()
}

/// When a reminder comes, in words: "every day at 09:00".
#[uniffi::export]
pub fn reminder_rhythm(reminder: Reminder) -> String {
    rhythm(&reminder.as_asked())
}

/// A step by its ids, as canonical JSON: what journeys compare in three languages. Wording is left
/// out, composed and suggested texts are in.
#[uniffi::export]
pub fn canonical_step(step: Step) -> String {
    let value = match &step {
        Step::Ask { at, prompt, in_sight, left, earlier } => json!({
            "ask": prompt.id, "seq": at.seq, "back": at.can_go_back, "in_sight": in_sight, "left": left,
            "earlier": earlier, "input": input(&prompt.input),
        }),
        Step::Review { story, .. } => {
            json!({ "review": story.iter().map(|line| json!([line.id, line.text])).collect::<Vec<_>>() })
        }
        Step::Resting { .. } => json!({ "resting": true }),
        Step::Occupied { draft } => json!({ "occupied": draft.in_sight }),
        Step::Ended { record, .. } => json!({ "ended": record }),
    };
    value.to_string()
}

/// Help by its parts, as canonical JSON: the numbers, whom the first helpline is for, and the person's
/// own lines. Names and numbers of helplines are left out: they are corrected in another rhythm.
#[uniffi::export]
pub fn canonical_help(help: Help) -> String {
    let own = help.own.iter().map(|line| json!([line.kind, line.text, line.number])).collect::<Vec<_>>();
    let first = help.lines.first().map(|line| &line.for_ids);
    json!({ "numbers": help.emergency.map(|found| found.numbers), "first": first, "own": own }).to_string()
}

/// What would come (or is due), as canonical JSON.
#[uniffi::export]
pub fn canonical_plan(plan: Plan) -> String {
    json!(plan).to_string()
}

/// What a phone must change in its list, as canonical JSON.
#[uniffi::export]
pub fn canonical_diff(diff: Diff) -> String {
    json!(diff).to_string()
}

/// A reminder as it is written in JSON, for instance in the vectors that all shells play.
#[uniffi::export]
pub fn written_reminder(json: String) -> Result<NewReminder, Error> {
    written(&json)
}

/// Reminder settings as they are written in JSON.
#[uniffi::export]
pub fn written_reminder_settings(json: String) -> Result<ReminderSettings, Error> {
    written(&json)
}

/// What became of an occurrence, as it is written in JSON: `"done"`, `{"later": {"minutes": 60}}` …
#[uniffi::export]
pub fn written_outcome(json: String) -> Result<HandledAs, Error> {
    written(&json)
}

fn written<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|_| Error::invalid(Field::Json, Reason::Malformed))
}

/// JSON text with its keys sorted and no white space, so that texts written by different
/// languages compare byte for byte. Numbers must be whole: fractions are written differently
/// everywhere, and nothing the core stores has any.
#[uniffi::export]
pub fn canonical_json(json: String) -> Result<String, Error> {
    let malformed = Error::invalid(Field::Json, Reason::Malformed);
    let value: Value = serde_json::from_str(&json).map_err(|_| malformed.clone())?;
    if is_whole(&value) { Ok(value.to_string()) } else { Err(malformed) }
}

fn is_whole(value: &Value) -> bool {
    match value {
        Value::Number(number) => !number.is_f64(),
        Value::Array(items) => items.iter().all(is_whole),
        Value::Object(fields) => fields.values().all(is_whole),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

fn ids(chips: &[Chip]) -> Vec<&str> {
    chips.iter().map(|chip| chip.id.as_str()).collect()
}

fn texts(drafts: &[ComposedText]) -> Vec<&str> {
    drafts.iter().map(|draft| draft.text.text.as_str()).collect()
}

fn input(input: &Input) -> Value {
    match input {
        Input::Text { long, scale, .. } => json!({ "text": { "long": long, "scale": scale.is_some() } }),
        Input::Scale { scale } => json!({ "scale": scale.words.len() }),
        Input::Labels { families, apart, max } => {
            json!({ "labels": { "families": families.len(), "apart": ids(apart), "max": max } })
        }
        Input::Choice { options, several, note } => {
            json!({ "choice": ids(options), "several": several, "note": note.is_some() })
        }
        Input::Lines { lines, .. } => json!({ "lines": lines }),
        Input::Shares { parts } => json!({ "shares": ids(parts) }),
        Input::Suggestion { suggestions, .. } => {
            json!({ "suggestions": suggestions.iter().map(|one| &one.id).collect::<Vec<_>>() })
        }
        Input::Compose { drafts, scale, .. } => json!({ "compose": texts(drafts), "scale": scale.is_some() }),
        Input::When { picks, repeats } => {
            json!({ "when": picks.iter().map(|pick| &pick.when.first).collect::<Vec<_>>(), "repeats": repeats })
        }
        Input::Person { known } => json!({ "person": known.len() }),
        Input::Info { card, options } => json!({ "card": card_name(card), "options": ids(options) }),
    }
}

fn card_name(card: &Card) -> String {
    match card {
        Card::Notice => "notice".into(),
        Card::Help { help, .. } => {
            let region = help.emergency.as_ref().map_or("none", |emergency| emergency.region.code.as_str());
            format!("help/{region}")
        }
        Card::Grounding { exercise } => format!("grounding/{}", exercise.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_json_sorts_and_refuses_fractions() {
        let canonical = |json: &str| canonical_json(json.to_owned());
        assert_eq!(canonical("{ \"b\": [1, -2], \"a\": \"ä/\\u00e4\" }").unwrap(), "{\"a\":\"ä/ä\",\"b\":[1,-2]}");
        // Found by fuzzing: a number this large is read as a fraction and does not come back the same.
        for bad in ["66666666666666666666666666666666666668.0", "[1.5]", "{\"a\": 1e3}", "", "{"] {
            assert!(canonical(bad).is_err(), "{bad}");
        }
    }
}
