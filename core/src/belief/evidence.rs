//! Own evidence: dated facts from everything a person did, ranked by situation, read-only.
//!
//! Never bare affirmations, which can hurt those who need them most (Wood et al., 2009): a fact has
//! a date and a record it comes from, and the reason why it is shown is shown with it.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::checkin::Entry;
use crate::content::{fill, pack};
use crate::error::Result;
use crate::guide::{Piece, Suggestion};
use crate::id::RecordId;
use crate::record::store;
use crate::text::{Token, Words, show_only_id, tokens};
use crate::time::Moment;

/// Something a person did, was told, or learned, with its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) record: RecordId,
    pub(crate) practice: String,
    pub(crate) at: Moment,
    pub(crate) text: Words,
    pub(crate) event: Option<String>,
    pub(crate) tags: Vec<String>,
    /// How believable the person found it, 0 to 100.
    pub(crate) believability: Option<u8>,
}

/// What facts are ranked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Situation<'a> {
    pub(crate) event: Option<&'a str>,
    pub(crate) text: &'a str,
    pub(crate) tags: &'a [String],
}

/// A fact that fits, and why.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) fact: Fact,
    pub(crate) score: u32,
    pub(crate) why: String,
}

show_only_id!(OwnFact by record);

/// An own fact, for a screen.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug, Display)]
pub struct OwnFact {
    /// The record it comes from.
    pub record: RecordId,
    /// What it says.
    pub text: Words,
    /// The practice it comes from, by name.
    pub label: String,
    /// The local date of it, `YYYY-MM-DD`.
    pub date: String,
    /// Why it is shown, in words.
    pub why: String,
}

/// How many facts are looked at; the newest ones.
const LOOKED_AT: u32 = 400;

/// The person's own facts, newest first. Nothing comes from a record in which risk was noticed.
pub(crate) fn facts(connection: &Connection) -> Result<Vec<Fact>> {
    let mut query = connection.prepare_cached(
        "SELECT id, practice, utc_ms, offset_seconds, zone, fact, event,
             (SELECT group_concat(name, char(10)) FROM record_tag JOIN tag ON tag.id = tag WHERE record = record.id),
             json_extract(body, '$.believability')
         FROM record
         WHERE fact IS NOT NULL AND deleted_utc_ms IS NULL AND may_return
         ORDER BY place DESC LIMIT ?1",
    )?;
    let rows = query.query_map(params![LOOKED_AT], |row| {
        let tags: Option<String> = row.get(7)?;
        Ok(Fact {
            record: row.get(0)?,
            practice: row.get(1)?,
            at: Moment { utc_ms: row.get(2)?, offset_seconds: row.get(3)?, zone: row.get(4)? },
            text: Words::new(row.get::<_, String>(5)?),
            event: row.get(6)?,
            tags: tags.map(|tags| tags.lines().map(String::from).collect()).unwrap_or_default(),
            believability: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Points of the ranking. A fact about the same kind of event fits best, then shared tags and words.
const SAME_EVENT: u32 = 40;
const SAME_TAG: u32 = 25;
const SAME_WORD: u32 = 12;
const MOST_WORDS: u32 = 3;
const RECENT: u32 = 5;
const RECENT_MS: i64 = 60 * 86_400 * 1000;

/// The facts that fit a situation, best first; among equals the newest first.
pub(crate) fn rank(facts: &[Fact], situation: &Situation<'_>, now: &Moment) -> Vec<Found> {
    let here = content_words(situation.text);
    let mut found: Vec<Found> = facts.iter().map(|fact| score(fact, situation, &here, now)).collect();
    found.sort_by(|a, b| b.score.cmp(&a.score).then(b.fact.at.utc_ms.cmp(&a.fact.at.utc_ms)));
    found
}

fn score(fact: &Fact, situation: &Situation<'_>, here: &BTreeSet<String>, now: &Moment) -> Found {
    let same_event = situation.event.filter(|event| fact.event.as_deref() == Some(*event));
    let tag = fact.tags.iter().find(|tag| situation.tags.contains(tag));
    let common: Vec<String> = content_words(&fact.text.text).intersection(here).cloned().collect();
    let words = u32::try_from(common.len()).unwrap_or(u32::MAX).min(MOST_WORDS);
    let recent = (0..RECENT_MS).contains(&(now.utc_ms - fact.at.utc_ms));
    let believed = u32::from(fact.believability.unwrap_or(50)) / 10;
    let points = |fits: bool, points| if fits { points } else { 0 };
    let score = points(same_event.is_some(), SAME_EVENT)
        + points(tag.is_some(), SAME_TAG)
        + words * SAME_WORD
        + points(recent, RECENT)
        + believed;
    let why = match (same_event, tag, common.first()) {
        (Some(event), _, _) => fill("evidence.same_event", &[("event", &pack().label(event))]),
        (None, Some(tag), _) => fill("evidence.same_tag", &[("tag", tag)]),
        (None, None, Some(word)) => fill("evidence.same_word", &[("word", word)]),
        (None, None, None) => pack().chrome("evidence.recent"),
    };
    Found { fact: fact.clone(), score, why }
}

/// A fact as a card to accept or leave. It can be read, not changed.
pub(crate) fn suggestion(found: &Found) -> Suggestion {
    let fact = &found.fact;
    Suggestion {
        id: fact.record.0.clone(),
        label: fill(
            "evidence.label",
            &[("date", &fact.at.date().to_string()), ("practice", &pack().practice_name(&fact.practice))],
        ),
        question: pack().chrome("evidence.question"),
        why: found.why.clone(),
        pieces: vec![Piece { text: fact.text.clone(), marked: false }],
    }
}

/// Found facts for a screen.
pub(crate) fn found(found: Vec<Found>) -> Vec<OwnFact> {
    let own = |found: Found| OwnFact {
        record: found.fact.record,
        text: found.fact.text,
        label: pack().practice_name(&found.fact.practice),
        date: found.fact.at.date().to_string(),
        why: found.why,
    };
    found.into_iter().map(own).collect()
}

/// The first own fact of which the person said, in this check-in, that it counts.
pub(crate) fn counted(connection: &Connection, entry: &Entry) -> Result<Option<Words>> {
    for mark in entry.evidence.iter().filter(|mark| mark.counts) {
        if let Some(row) = store::find(connection, &mark.record)?
            && row.may_return()
            && row.fact.is_some()
        {
            return Ok(row.fact);
        }
    }
    Ok(None)
}

/// Words that carry no content of their own, beside all of fewer than four letters.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "again",
    "because",
    "been",
    "before",
    "being",
    "could",
    "does",
    "doing",
    "down",
    "each",
    "even",
    "ever",
    "feel",
    "felt",
    "from",
    "have",
    "having",
    "here",
    "into",
    "just",
    "like",
    "made",
    "make",
    "more",
    "most",
    "much",
    "myself",
    "never",
    "nobody",
    "only",
    "other",
    "over",
    "really",
    "said",
    "says",
    "should",
    "some",
    "someone",
    "something",
    "still",
    "such",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "think",
    "this",
    "those",
    "very",
    "want",
    "wanted",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "would",
    "your",
];

/// The words of a text that say what it is about, without their endings.
pub(crate) fn content_words(text: &str) -> BTreeSet<String> {
    let words = tokens(text).into_iter().filter(Token::is_word).map(|token| token.text);
    words.filter(|word| word.chars().count() >= 4 && !EMPTY.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// Without a plain English ending, so that "meeting" and "meetings" are the same word.
fn stem(word: &str) -> String {
    let endings = ["ings", "ing", "ies", "ed", "es", "s"];
    let cut = endings.iter().find_map(|end| word.strip_suffix(end)).filter(|rest| rest.chars().count() >= 4);
    cut.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(id: &str, text: &str, event: Option<&str>, utc_ms: i64) -> Fact {
        Fact {
            record: RecordId(id.into()),
            practice: "strength".into(),
            at: Moment { utc_ms, offset_seconds: 0, zone: "UTC".into() },
            text: Words::new(text),
            event: event.map(String::from),
            tags: Vec::new(),
            believability: None,
        }
    }

    fn order(facts: &[Fact], situation: &Situation<'_>) -> Vec<String> {
        let now = Moment { utc_ms: 10_000, offset_seconds: 0, zone: "UTC".into() };
        rank(facts, situation, &now).into_iter().map(|found| found.fact.record.0).collect()
    }

    #[test]
    fn the_same_kind_of_event_comes_first_then_tags_then_words_then_what_is_new() {
        let mut tagged = fact("tag", "The neighbours invited me", None, 1);
        tagged.tags.push("choir".into());
        let facts = [
            fact("old", "I made soup", None, 2),
            fact("new", "I made bread", None, 3),
            fact("word", "In the meeting they used my plan", None, 1),
            tagged,
            fact("event", "I asked and they said yes", Some("talked_over"), 1),
        ];
        let tags = ["choir".to_owned()];
        let situation = Situation { event: Some("talked_over"), text: "Talked over in two meetings", tags: &tags };
        assert_eq!(order(&facts, &situation), ["event", "tag", "word", "new", "old"]);
    }

    #[test]
    fn the_reason_is_the_strongest_one() {
        let now = Moment { utc_ms: 10_000, offset_seconds: 0, zone: "UTC".into() };
        let situation = Situation { event: Some("left_out"), text: "", tags: &[] };
        let found = rank(&[fact("a", "x", Some("left_out"), 1)], &situation, &now);
        assert!(found[0].why.contains("left out"), "{}", found[0].why);
    }

    #[test]
    fn content_words_leave_out_what_says_nothing() {
        let words = content_words("They would never have asked me to the meetings because I'm new");
        assert_eq!(words.into_iter().collect::<Vec<_>>(), ["asked", "meet"]);
    }
}
