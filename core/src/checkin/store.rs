//! Check-in records on disk.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::{Value, json};

use super::draft::feeling_names;
use super::record::{
    EndedAs, Entry, EntryPage, EntrySummary, IfThen, Ratings, Rerating, ReturningThought, RiskMark, TrapMark,
};
use crate::circle;
use crate::error::{Error, Field, Reason, Result, Thing};
use crate::guide::{Label, LineKind, SortedLine};
use crate::id::EntryId;
use crate::reminder;
use crate::settings;
use crate::text::Words;
use crate::time::Moment;

const COLUMNS: &str =
    "id, utc_ms, offset_seconds, zone, ended, intensity, held_line, steadied, event, event_line, thought,
    about_me_before, about_me_after, next_step, asked_person, asked_question, boundary, documented, belief_before,
    belief_after, other_trap, balanced, believability, rerating, reopened";

/// Writes a record, new or gone on with, as a whole.
pub(crate) fn put(tx: &Transaction<'_>, entry: &Entry) -> Result<()> {
    put_row(tx, entry)?;
    for table in ["entry_feeling", "entry_line", "entry_trap", "risk_mark", "if_then"] {
        tx.execute(&format!("DELETE FROM {table} WHERE entry = ?1"), [&entry.id])?;
    }
    for (position, label) in entry.feelings.iter().zip(0_u32..).map(|(part, position)| (position, part)) {
        tx.prepare_cached("INSERT INTO entry_feeling (entry, position, feeling, rating) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![entry.id, position, label.id, label.rating])?;
    }
    for (position, line) in entry.lines.iter().zip(0_u32..).map(|(part, position)| (position, part)) {
        tx.prepare_cached("INSERT INTO entry_line (entry, position, text, kind) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![entry.id, position, line.text.text, kind_name(line.kind)])?;
    }
    for (position, mark) in entry.traps.iter().zip(0_u32..).map(|(part, position)| (position, part)) {
        tx.prepare_cached("INSERT INTO entry_trap (entry, position, trap, accepted) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![entry.id, position, mark.trap, mark.accepted])?;
    }
    for mark in &entry.risk {
        tx.prepare_cached(
            "INSERT INTO risk_mark (entry, prompt, tier, pattern, dismissed) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![entry.id, mark.prompt, mark.tier, mark.pattern, mark.dismissed])?;
    }
    if let Some(plan) = &entry.if_then {
        tx.prepare_cached("INSERT INTO if_then (entry, cue, response) VALUES (?1, ?2, ?3)")?.execute(params![
            entry.id,
            plan.cue.text,
            plan.response.text
        ])?;
    }
    Ok(())
}

fn put_row(tx: &Transaction<'_>, entry: &Entry) -> Result<()> {
    let words = |words: &Option<Words>| words.as_ref().map(|words| words.text.clone());
    let ended = match entry.ended {
        EndedAs::Whole => "whole",
        EndedAs::Enough => "enough",
    };
    let rerating = entry.rerating.map(|rerating| match rerating {
        Rerating::Given => "given",
        Rerating::Skipped => "skipped",
    });
    // An update in place: replacing the row would cascade to everything that hangs on it.
    let updates: Vec<String> =
        COLUMNS.split(',').map(str::trim).skip(1).map(|name| format!("{name} = excluded.{name}")).collect();
    let sql = format!(
        "INSERT INTO entry ({COLUMNS}, local_date) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
        (1..=26).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", "),
        updates.join(", ")
    );
    tx.prepare_cached(&sql)?.execute(params![
        entry.id,
        entry.at.utc_ms,
        entry.at.offset_seconds,
        entry.at.zone,
        ended,
        entry.intensity,
        words(&entry.held_line),
        entry.steadied,
        entry.event,
        words(&entry.event_line),
        words(&entry.thought),
        entry.about_me.before,
        entry.about_me.after,
        entry.next_step,
        entry.asked_person,
        words(&entry.asked_question),
        words(&entry.boundary),
        words(&entry.documented),
        entry.belief.before,
        entry.belief.after,
        words(&entry.other_trap),
        words(&entry.balanced),
        entry.believability,
        rerating,
        entry.reopened,
        entry.at.date().to_string(),
    ])?;
    Ok(())
}

fn kind_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Saw => "saw",
        LineKind::Heard => "heard",
        LineKind::Guessed => "guessed",
    }
}

fn kind_named(name: &str) -> LineKind {
    match name {
        "saw" => LineKind::Saw,
        "heard" => LineKind::Heard,
        _ => LineKind::Guessed,
    }
}

/// One record, whole.
pub(crate) fn entry(connection: &Connection, id: &EntryId) -> Result<Entry> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM entry WHERE id = ?1"))?;
    let row = query.query_row([id], entry_row).optional()?.ok_or(Error::NotFound { what: Thing::Entry })?;
    with_parts(connection, row)
}

fn entry_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let words = |at: usize| row.get::<_, Option<String>>(at).map(|text| text.map(Words::new));
    Ok(Entry {
        id: row.get(0)?,
        at: Moment { utc_ms: row.get(1)?, offset_seconds: row.get(2)?, zone: row.get(3)? },
        ended: if row.get::<_, String>(4)? == "whole" { EndedAs::Whole } else { EndedAs::Enough },
        intensity: row.get(5)?,
        held_line: words(6)?,
        steadied: row.get(7)?,
        event: row.get(8)?,
        event_line: words(9)?,
        thought: words(10)?,
        about_me: Ratings { before: row.get(11)?, after: row.get(12)? },
        next_step: row.get(13)?,
        asked_person: row.get(14)?,
        asked_question: words(15)?,
        boundary: words(16)?,
        documented: words(17)?,
        belief: Ratings { before: row.get(18)?, after: row.get(19)? },
        other_trap: words(20)?,
        balanced: words(21)?,
        believability: row.get(22)?,
        rerating: row
            .get::<_, Option<String>>(23)?
            .map(|name| if name == "given" { Rerating::Given } else { Rerating::Skipped }),
        reopened: row.get(24)?,
        feelings: Vec::new(),
        lines: Vec::new(),
        traps: Vec::new(),
        if_then: None,
        risk: Vec::new(),
    })
}

fn with_parts(connection: &Connection, mut entry: Entry) -> Result<Entry> {
    entry.feelings = parts(
        connection,
        "SELECT feeling, rating FROM entry_feeling WHERE entry = ?1 ORDER BY position",
        &entry.id,
        |row| Ok(Label { id: row.get(0)?, rating: row.get(1)? }),
    )?;
    entry.lines =
        parts(connection, "SELECT text, kind FROM entry_line WHERE entry = ?1 ORDER BY position", &entry.id, |row| {
            Ok(SortedLine { text: Words::new(row.get::<_, String>(0)?), kind: kind_named(&row.get::<_, String>(1)?) })
        })?;
    entry.traps = parts(
        connection,
        "SELECT trap, accepted FROM entry_trap WHERE entry = ?1 ORDER BY position",
        &entry.id,
        |row| Ok(TrapMark { trap: row.get(0)?, accepted: row.get(1)? }),
    )?;
    entry.risk = parts(
        connection,
        "SELECT prompt, tier, pattern, dismissed FROM risk_mark WHERE entry = ?1 ORDER BY prompt",
        &entry.id,
        |row| Ok(RiskMark { prompt: row.get(0)?, tier: row.get(1)?, pattern: row.get(2)?, dismissed: row.get(3)? }),
    )?;
    entry.if_then = parts(connection, "SELECT cue, response FROM if_then WHERE entry = ?1", &entry.id, |row| {
        Ok(IfThen { cue: Words::new(row.get::<_, String>(0)?), response: Words::new(row.get::<_, String>(1)?) })
    })?
    .pop();
    Ok(entry)
}

fn parts<T>(
    connection: &Connection,
    sql: &str,
    id: &EntryId,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut query = connection.prepare_cached(sql)?;
    Ok(query.query_map([id], read)?.collect::<rusqlite::Result<_>>()?)
}

/// The most records on one page.
const MAX_PAGE: u16 = 200;

/// A page of records, newest first, from after the record `after` on.
pub(crate) fn page(connection: &Connection, after: Option<&EntryId>, limit: u16) -> Result<EntryPage> {
    if !(1..=MAX_PAGE).contains(&limit) {
        return Err(Error::invalid(Field::Page, Reason::OutOfRange));
    }
    let (from_ms, from_id) = match after {
        Some(id) => (entry(connection, id)?.at.utc_ms, id.0.clone()),
        None => (i64::MAX, String::new()),
    };
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM entry WHERE (utc_ms, id) < (?1, ?2) ORDER BY utc_ms DESC, id DESC LIMIT ?3"
    ))?;
    let rows = query.query_map(params![from_ms, from_id, u32::from(limit) + 1], entry_row)?;
    let mut entries = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let more = entries.len() > usize::from(limit);
    entries.truncate(usize::from(limit));
    let entries =
        entries.into_iter().map(|row| Ok(summary(&with_parts(connection, row)?))).collect::<Result<Vec<_>>>()?;
    let next = entries.last().filter(|_| more).map(|entry| entry.id.clone());
    Ok(EntryPage { entries, next })
}

fn summary(entry: &Entry) -> EntrySummary {
    EntrySummary {
        id: entry.id.clone(),
        at: entry.at.clone(),
        feelings: feeling_names(&entry.feelings),
        intensity: entry.intensity,
        headline: entry.thought.clone().or_else(|| entry.event_line.clone()).or_else(|| entry.held_line.clone()),
        looked_closer: entry.belief.before.is_some() || entry.balanced.is_some(),
    }
}

/// The latest check-in of the same local day, if there are two already.
pub(crate) fn third_of_the_day(connection: &Connection, now: &Moment) -> Result<Option<EntryId>> {
    let mut query = connection
        .prepare_cached("SELECT id FROM entry WHERE local_date = ?1 ORDER BY utc_ms DESC, id DESC LIMIT 2")?;
    let ids: Vec<EntryId> =
        query.query_map([now.date().to_string()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(if ids.len() < 2 { None } else { ids.into_iter().next() })
}

/// How many of the latest offered re-ratings in a row were skipped.
pub(crate) fn skipped_reratings(connection: &Connection) -> Result<u32> {
    let mut query = connection.prepare_cached(
        "SELECT rerating FROM entry WHERE rerating IS NOT NULL ORDER BY utc_ms DESC, id DESC LIMIT 2",
    )?;
    let latest: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let skipped = latest.iter().take_while(|rerating| *rerating == "skipped").count();
    Ok(u32::try_from(skipped).unwrap_or(u32::MAX))
}

/// How far back the newest usable balanced line is looked for.
const RETURNING: u16 = 50;

/// The person's newest balanced line with a fact of the same check-in. Nothing comes back from a
/// check-in in which risk was noticed.
pub(crate) fn returning_thought(connection: &Connection) -> Result<Option<ReturningThought>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM entry WHERE balanced IS NOT NULL ORDER BY utc_ms DESC, id DESC LIMIT ?1"
    ))?;
    let rows = query.query_map([RETURNING], entry_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    for row in rows {
        let entry = with_parts(connection, row)?;
        if let (true, Some(line)) = (entry.may_return(), entry.balanced.clone()) {
            let fact = entry.lines.into_iter().find(|line| line.kind != LineKind::Guessed).map(|line| line.text);
            return Ok(Some(ReturningThought { entry: entry.id, line, fact }));
        }
    }
    Ok(None)
}

/// Everything stored, as canonical JSON: keys sorted, no white space, records by time.
pub(crate) fn canonical(connection: &Connection) -> Result<Value> {
    let mut query = connection.prepare("SELECT id FROM entry ORDER BY utc_ms, id")?;
    let ids: Vec<EntryId> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let entries: Vec<Entry> = ids.iter().map(|id| entry(connection, id)).collect::<Result<_>>()?;
    Ok(json!({
        "entries": entries,
        "reminders": reminder::store::all(connection)?,
        "handled": reminder::store::handled(connection)?,
        "people": circle::people(connection)?,
        "region": settings::region(connection)?,
    }))
}
