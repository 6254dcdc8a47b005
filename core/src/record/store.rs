//! Records on disk: one table, one row per record, bodies as JSON.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, Transaction, params};

use super::search::query_for;
use super::{Row, may_return};
use crate::error::{Error, Field, Reason, Result, Thing};
use crate::id::RecordId;
use crate::text::Words;
use crate::time::Moment;

const COLUMNS: &str = "id, practice, about, utc_ms, offset_seconds, zone, body, risk, headline, fact";

fn row(row: &SqlRow<'_>) -> rusqlite::Result<Result<Row>> {
    let words = |at: usize| row.get::<_, Option<String>>(at).map(|text| text.map(Words::new));
    let (body, risk): (String, String) = (row.get(6)?, row.get(7)?);
    let (Ok(body), Ok(risk)) = (serde_json::from_str(&body), serde_json::from_str(&risk)) else {
        return Ok(Err(Error::storage(crate::error::StorageKind::Corrupt)));
    };
    Ok(Ok(Row {
        id: row.get(0)?,
        practice: row.get(1)?,
        about: row.get(2)?,
        at: Moment { utc_ms: row.get(3)?, offset_seconds: row.get(4)?, zone: row.get(5)? },
        body,
        risk,
        headline: words(8)?,
        fact: words(9)?,
    }))
}

/// One record.
pub(crate) fn get(connection: &Connection, id: &RecordId) -> Result<Row> {
    find(connection, id)?.ok_or(Error::NotFound { what: Thing::Record })
}

/// One record, if it is there.
pub(crate) fn find(connection: &Connection, id: &RecordId) -> Result<Option<Row>> {
    let sql = format!("SELECT {COLUMNS} FROM record WHERE id = ?1 AND deleted_utc_ms IS NULL");
    connection.prepare_cached(&sql)?.query_row([id], row).optional()?.transpose()
}

/// Records chosen by a condition, in an order.
pub(crate) fn select(connection: &Connection, rest: &str, args: &[&dyn rusqlite::ToSql]) -> Result<Vec<Row>> {
    let sql = format!("SELECT {COLUMNS} FROM record WHERE deleted_utc_ms IS NULL AND {rest}");
    let mut query = connection.prepare_cached(&sql)?;
    query.query_map(args, row)?.map(|found| found?).collect()
}

/// The newest records of a practice, newest first.
pub(crate) fn newest(connection: &Connection, practice: &str, most: u32) -> Result<Vec<Row>> {
    select(connection, "practice = ?1 ORDER BY place DESC LIMIT ?2", params![practice, most])
}

/// Records of a practice that are about another record, newest first.
pub(crate) fn about(connection: &Connection, practice: &str, about: &RecordId) -> Result<Vec<Row>> {
    select(connection, "about = ?2 AND practice = ?1 ORDER BY place DESC", params![practice, about])
}

/// Writes a record, new or changed, with the sentences that search reads. What a changed record
/// said before is kept beside it.
pub(crate) fn put(tx: &Transaction<'_>, record: &Row, sentences: &str, now: &Moment) -> Result<()> {
    let body = record.body.to_string();
    let old: Option<(i64, String, i64)> = tx
        .prepare_cached("SELECT place, body, utc_ms FROM record WHERE id = ?1")?
        .query_row([&record.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let place = match &old {
        Some((place, _, utc_ms)) if *utc_ms == record.at.utc_ms => *place,
        _ => free_place(tx, record.at.utc_ms)?,
    };
    if let Some((old_place, old_body, _)) = &old {
        if *old_body != body {
            keep_version(tx, &record.id, old_body, now)?;
        }
        tx.prepare_cached("DELETE FROM record_words WHERE rowid = ?1")?.execute([old_place])?;
    }
    tx.prepare_cached(
        "INSERT INTO record (place, id, practice, about, utc_ms, offset_seconds, zone, local_date, body, risk,
             may_return, headline, fact)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET place = excluded.place, about = excluded.about, utc_ms = excluded.utc_ms,
             offset_seconds = excluded.offset_seconds, zone = excluded.zone, local_date = excluded.local_date,
             body = excluded.body, risk = excluded.risk, may_return = excluded.may_return,
             headline = excluded.headline, fact = excluded.fact",
    )?
    .execute(params![
        place,
        record.id,
        record.practice,
        record.about,
        record.at.utc_ms,
        record.at.offset_seconds,
        record.at.zone,
        record.at.date().to_string(),
        body,
        serde_json::to_string(&record.risk)?,
        may_return(&record.risk),
        record.headline.as_ref().map(|words| &words.text),
        record.fact.as_ref().map(|words| &words.text),
    ])?;
    tx.prepare_cached("INSERT INTO record_words (rowid, text) VALUES (?1, ?2)")?.execute(params![place, sentences])?;
    Ok(())
}

/// Moments share a millisecond rarely, and 1,024 times never by hand.
fn free_place(connection: &Connection, utc_ms: i64) -> Result<i64> {
    let (from, to) = (utc_ms << 10, (utc_ms << 10) | 1023);
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(place) FROM record WHERE place BETWEEN ?1 AND ?2")?
        .query_row([from, to], |row| row.get(0))?;
    match last {
        None => Ok(from),
        Some(last) if last < to => Ok(last + 1),
        Some(_) => Err(Error::invalid(Field::Now, Reason::TooMany)),
    }
}

fn keep_version(tx: &Transaction<'_>, id: &RecordId, body: &str, now: &Moment) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO record_version (record, utc_ms, n, body)
         SELECT ?1, ?2, (SELECT count(*) FROM record_version WHERE record = ?1), ?3",
    )?
    .execute(params![id, now.utc_ms, body])?;
    Ok(())
}

/// What a record said before it was changed, oldest first, with when each was replaced.
pub(crate) fn versions(connection: &Connection, id: &RecordId) -> Result<Vec<(i64, serde_json::Value)>> {
    let mut query =
        connection.prepare_cached("SELECT utc_ms, body FROM record_version WHERE record = ?1 ORDER BY n")?;
    let rows = query.query_map([id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|found| found.map_err(Error::from).and_then(|(at, body)| Ok((at, serde_json::from_str(&body)?)))).collect()
}

/// A page, newest first: at most `most` records from after the record `after` on, and whether
/// there are more. `practice` narrows it.
pub(crate) fn page(
    connection: &Connection,
    practice: Option<&str>,
    after: Option<&RecordId>,
    most: u16,
) -> Result<(Vec<Row>, bool)> {
    if !(1..=200).contains(&most) {
        return Err(Error::invalid(Field::Page, Reason::OutOfRange));
    }
    let from = after.map_or(Ok(i64::MAX), |id| place_of(connection, id))?;
    let wanted = u32::from(most) + 1;
    let mut rows = match practice {
        Some(practice) => select(
            connection,
            "practice = ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3",
            params![practice, from, wanted],
        )?,
        None => select(connection, "place < ?1 ORDER BY place DESC LIMIT ?2", params![from, wanted])?,
    };
    let more = rows.len() > usize::from(most);
    rows.truncate(usize::from(most));
    Ok((rows, more))
}

fn place_of(connection: &Connection, id: &RecordId) -> Result<i64> {
    let mut query = connection.prepare_cached("SELECT place FROM record WHERE id = ?1")?;
    query.query_row([id], |row| row.get(0)).optional()?.ok_or(Error::NotFound { what: Thing::Record })
}

/// Records in which every word of `text` begins a word, newest first.
pub(crate) fn search(
    connection: &Connection,
    text: &str,
    after: Option<&RecordId>,
    most: u16,
) -> Result<(Vec<Row>, bool)> {
    if !(1..=200).contains(&most) {
        return Err(Error::invalid(Field::Page, Reason::OutOfRange));
    }
    let Some(matching) = query_for(text) else { return Ok((Vec::new(), false)) };
    let from = after.map_or(Ok(i64::MAX), |id| place_of(connection, id))?;
    // The index is in order of time already: only as many records are read as are shown.
    let mut rows = select(
        connection,
        "place IN (SELECT rowid FROM record_words WHERE record_words MATCH ?1 AND rowid < ?2
                   ORDER BY rowid DESC LIMIT ?3) ORDER BY place DESC",
        params![matching, from, u32::from(most) + 1],
    )?;
    let more = rows.len() > usize::from(most);
    rows.truncate(usize::from(most));
    Ok((rows, more))
}

/// Hides a record and what belongs to it, so that it can be brought back until it is purged.
/// Search forgets it at once. Returns how many were hidden.
pub(crate) fn delete(tx: &Transaction<'_>, ids: &[RecordId], now: &Moment) -> Result<()> {
    for id in ids {
        let place = place_of(tx, id)?;
        tx.prepare_cached("UPDATE record SET deleted_utc_ms = ?2 WHERE id = ?1 AND deleted_utc_ms IS NULL")?
            .execute(params![id, now.utc_ms])?;
        tx.prepare_cached("DELETE FROM record_words WHERE rowid = ?1")?.execute([place])?;
    }
    Ok(())
}

/// Records that are hidden, the ones hidden together with `id`, itself included.
pub(crate) fn deleted_with(connection: &Connection, id: &RecordId) -> Result<Vec<Row>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM record
         WHERE deleted_utc_ms = (SELECT deleted_utc_ms FROM record WHERE id = ?1)
           AND (id = ?1 OR about = ?1)"
    );
    let rows: Vec<Row> =
        connection.prepare_cached(&sql)?.query_map([id], row)?.map(|found| found?).collect::<Result<_>>()?;
    if rows.is_empty() { Err(Error::NotFound { what: Thing::Record }) } else { Ok(rows) }
}

/// Brings one hidden record back.
pub(crate) fn restore(tx: &Transaction<'_>, id: &RecordId) -> Result<()> {
    tx.prepare_cached("UPDATE record SET deleted_utc_ms = NULL WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Adds a record to the search index with the sentences that search reads.
pub(crate) fn index(tx: &Transaction<'_>, id: &RecordId, sentences: &str) -> Result<()> {
    let place = place_of(tx, id)?;
    tx.prepare_cached("INSERT INTO record_words (rowid, text) VALUES (?1, ?2)")?.execute(params![place, sentences])?;
    Ok(())
}

/// Whether there are records and none of them is in the search index.
pub(crate) fn is_unindexed(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM record WHERE deleted_utc_ms IS NULL)
                  AND NOT EXISTS (SELECT 1 FROM record_words)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Whether there are hidden records.
pub(crate) fn has_deleted(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM record WHERE deleted_utc_ms IS NOT NULL)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Removes every hidden record for good, with its answers and reminders.
pub(crate) fn purge(tx: &Transaction<'_>) -> Result<()> {
    tx.execute(
        "DELETE FROM draft WHERE state <> 'finished'
            AND about IN (SELECT id FROM record WHERE deleted_utc_ms IS NOT NULL)",
        [],
    )?;
    tx.execute("DELETE FROM record WHERE deleted_utc_ms IS NOT NULL", [])?;
    Ok(())
}

/// All records, oldest first, deleted ones left out.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Row>> {
    select(connection, "1 ORDER BY place", &[])
}
