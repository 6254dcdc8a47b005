//! Drafts and answers on disk.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::Answer;
use crate::error::{Error, Result, Thing};
use crate::id::{DraftId, RecordId};
use crate::time::Moment;

/// What a person did at a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Answer,
    Skip,
    Back,
}

impl Verb {
    fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Skip => "skip",
            Self::Back => "back",
        }
    }
}

/// One row of the append-only answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) seq: u32,
    pub(crate) verb: Verb,
    pub(crate) prompt: String,
    pub(crate) answer: Option<Answer>,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    Aside,
    /// Its record is made; its answers stay, with what was shown beside them.
    Finished,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Aside => "aside",
            Self::Finished => "finished",
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "aside" => Self::Aside,
            "finished" => Self::Finished,
            _ => Self::Open,
        }
    }
}

/// A draft as stored.
#[derive(Debug, Clone)]
pub(crate) struct DraftRow {
    pub(crate) id: DraftId,
    pub(crate) guide: String,
    /// The record it starts from.
    pub(crate) about: Option<RecordId>,
    /// The record it left.
    pub(crate) left: Option<RecordId>,
    pub(crate) state: State,
    pub(crate) asked: Option<String>,
    pub(crate) started: Moment,
    pub(crate) opened_utc_ms: i64,
}

const COLUMNS: &str = "id, guide, about, left_record, state, asked, utc_ms, offset_seconds, zone, opened_utc_ms";

fn draft_row(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    let state: String = row.get(4)?;
    Ok(DraftRow {
        id: row.get(0)?,
        guide: row.get(1)?,
        about: row.get(2)?,
        left: row.get(3)?,
        state: State::named(&state),
        asked: row.get(5)?,
        started: Moment { utc_ms: row.get(6)?, offset_seconds: row.get(7)?, zone: row.get(8)? },
        opened_utc_ms: row.get(9)?,
    })
}

/// Drafts that are not finished, newest first. One that starts from a deleted record waits with it.
pub(crate) fn drafts(connection: &Connection) -> Result<Vec<DraftRow>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM draft
         WHERE state IN ('open', 'aside')
           AND NOT EXISTS (SELECT 1 FROM record WHERE record.id = draft.about AND deleted_utc_ms IS NOT NULL)
         ORDER BY opened_utc_ms DESC, id DESC"
    ))?;
    let rows = query.query_map([], draft_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// One draft with its moves.
pub(crate) fn draft(connection: &Connection, id: &DraftId) -> Result<(DraftRow, Vec<Move>)> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM draft WHERE id = ?1"))?;
    let row = query.query_row([id], draft_row).optional()?.ok_or(Error::NotFound { what: Thing::Draft })?;
    Ok((row, moves(connection, id)?))
}

/// Everything ever answered for a record, draft by draft, in the order in which they left it.
pub(crate) fn moves_of(connection: &Connection, record: &RecordId) -> Result<Vec<Vec<Move>>> {
    let mut query = connection.prepare_cached("SELECT id FROM draft WHERE left_record = ?1 ORDER BY utc_ms, id")?;
    let drafts: Vec<DraftId> = query.query_map([record], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    drafts.iter().map(|draft| moves(connection, draft)).collect()
}

/// The moves of a draft. A row whose answer no longer parses counts as a skip of that prompt
/// rather than blocking everything after it; the row itself stays.
fn moves(connection: &Connection, id: &DraftId) -> Result<Vec<Move>> {
    let mut query =
        connection.prepare_cached("SELECT seq, verb, prompt, answer FROM answer WHERE draft = ?1 ORDER BY seq")?;
    let rows = query.query_map([id], |row| {
        let verb: String = row.get(1)?;
        let answer: Option<String> = row.get(3)?;
        let answer = answer.and_then(|json| serde_json::from_str(&json).ok());
        let verb = match (verb.as_str(), &answer) {
            ("back", _) => Verb::Back,
            ("answer", Some(_)) => Verb::Answer,
            _ => Verb::Skip,
        };
        Ok(Move { seq: row.get(0)?, verb, prompt: row.get(2)?, answer })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Number of moves in a draft; none if the draft is gone.
pub(crate) fn seq(connection: &Connection, id: &DraftId) -> Result<Option<u32>> {
    let mut query = connection.prepare_cached(
        "SELECT (SELECT coalesce(max(seq) + 1, 0) FROM answer WHERE draft = ?1) FROM draft WHERE id = ?1",
    )?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

pub(crate) fn insert(
    tx: &Transaction<'_>,
    id: &DraftId,
    guide: &str,
    about: Option<&RecordId>,
    now: &Moment,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO draft (id, guide, about, state, utc_ms, offset_seconds, zone, opened_utc_ms)
         VALUES (?1, ?2, ?3, 'open', ?4, ?5, ?6, ?4)",
    )?
    .execute(params![id, guide, about, now.utc_ms, now.offset_seconds, now.zone])?;
    Ok(())
}

/// Appends a move; the caller has made sure that `done.seq` is the next one.
pub(crate) fn append(
    tx: &Transaction<'_>,
    id: &DraftId,
    done: &Move,
    shown: Option<&serde_json::Value>,
    now: &Moment,
) -> Result<()> {
    let answer = done.answer.as_ref().map(serde_json::to_string).transpose()?;
    let shown = shown.map(ToString::to_string);
    tx.prepare_cached(
        "INSERT INTO answer (draft, seq, verb, prompt, answer, shown, utc_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![id, done.seq, done.verb.name(), done.prompt, answer, shown, now.utc_ms])?;
    Ok(())
}

/// Notes which prompt is on screen.
pub(crate) fn set_asked(tx: &Transaction<'_>, id: &DraftId, asked: Option<&str>) -> Result<()> {
    tx.prepare_cached("UPDATE draft SET asked = ?2 WHERE id = ?1")?.execute(params![id, asked])?;
    Ok(())
}

/// Sets a draft aside, or marks it finished with the record it left.
pub(crate) fn set_state(tx: &Transaction<'_>, id: &DraftId, state: State, left: Option<&RecordId>) -> Result<()> {
    let mut update =
        tx.prepare_cached("UPDATE draft SET state = ?2, left_record = coalesce(?3, left_record) WHERE id = ?1")?;
    let changed = update.execute(params![id, state.name(), left])?;
    if changed == 0 { Err(Error::NotFound { what: Thing::Draft }) } else { Ok(()) }
}

/// Hands a draft with its answers over to another guide.
pub(crate) fn turn_into(tx: &Transaction<'_>, id: &DraftId, guide: &str, about: Option<&RecordId>) -> Result<()> {
    tx.prepare_cached("UPDATE draft SET guide = ?2, about = ?3 WHERE id = ?1")?.execute(params![id, guide, about])?;
    Ok(())
}

/// Opens a draft again, and starts its clock anew.
pub(crate) fn reopen(tx: &Transaction<'_>, id: &DraftId, now: &Moment) -> Result<()> {
    tx.prepare_cached("UPDATE draft SET state = 'open', opened_utc_ms = ?2 WHERE id = ?1")?
        .execute(params![id, now.utc_ms])?;
    Ok(())
}

/// Removes a draft with its answers, because the person discarded it or nothing was answered.
pub(crate) fn remove(tx: &Transaction<'_>, id: &DraftId) -> Result<()> {
    let changed = tx.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id])?;
    if changed == 0 { Err(Error::NotFound { what: Thing::Draft }) } else { Ok(()) }
}
