//! Tags: the person's own words for what belongs together, such as "work" or "choir".

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::error::{Error, Field, Reason, Result, Thing};
use crate::id::{IdSource, RecordId, TagId};
use crate::text::Words;
use crate::time::Moment;

/// The most characters of a tag.
const MAX_NAME: u32 = 40;
/// The most tags of one record.
const MOST: usize = 12;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Tag {
    /// Stable id.
    pub id: TagId,
    /// The person's own word, 1 to 40 characters; case does not tell two tags apart.
    pub name: Words,
    /// On how many records it stands.
    pub records: u32,
}

/// All tags by name.
pub(crate) fn tags(connection: &Connection) -> Result<Vec<Tag>> {
    let mut query = connection.prepare_cached(
        "SELECT id, name, (SELECT count(*) FROM record_tag JOIN record ON record.id = record
                           WHERE tag = tag.id AND deleted_utc_ms IS NULL)
         FROM tag ORDER BY name, id",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Tag { id: row.get(0)?, name: Words::new(row.get::<_, String>(1)?), records: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tags of one record, by name.
pub(crate) fn tags_of(connection: &Connection, record: &RecordId) -> Result<Vec<Words>> {
    let mut query = connection
        .prepare_cached("SELECT name FROM tag JOIN record_tag ON tag.id = tag WHERE record = ?1 ORDER BY name")?;
    let rows = query.query_map([record], |row| row.get::<_, String>(0).map(Words::new))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts exactly these tags on a record; new words become new tags.
pub(crate) fn set_tags(
    tx: &Transaction<'_>,
    record: &RecordId,
    names: &[Words],
    ids: &IdSource,
    now: &Moment,
) -> Result<()> {
    if names.len() > MOST {
        return Err(Error::invalid(Field::Text, Reason::TooMany));
    }
    tx.prepare_cached("DELETE FROM record_tag WHERE record = ?1")?.execute([record])?;
    for name in names {
        let name = name.check(Field::Text, MAX_NAME)?;
        let tag = if let Some(tag) = named(tx, &name)? {
            tag
        } else {
            let id = TagId(ids.next(now.utc_ms));
            tx.prepare_cached("INSERT INTO tag (id, name) VALUES (?1, ?2)")?.execute(params![id, name.text])?;
            id
        };
        tx.prepare_cached("INSERT OR IGNORE INTO record_tag (record, tag) VALUES (?1, ?2)")?
            .execute(params![record, tag])?;
    }
    Ok(())
}

fn named(connection: &Connection, name: &Words) -> Result<Option<TagId>> {
    let mut query = connection.prepare_cached("SELECT id FROM tag WHERE name = ?1")?;
    Ok(query.query_row([&name.text], |row| row.get(0)).optional()?)
}

/// Gives a tag another name. A name that another tag has already is refused: merge them instead.
pub(crate) fn rename_tag(tx: &Transaction<'_>, tag: &TagId, name: &Words) -> Result<()> {
    let name = name.check(Field::Text, MAX_NAME)?;
    if named(tx, &name)?.is_some_and(|other| other != *tag) {
        return Err(Error::invalid(Field::Text, Reason::Taken));
    }
    let changed = tx.execute("UPDATE tag SET name = ?2 WHERE id = ?1", params![tag, name.text])?;
    if changed == 0 { Err(Error::NotFound { what: Thing::Tag }) } else { Ok(()) }
}

/// Makes two tags one: every record of `from` gets `into`, and `from` is gone.
pub(crate) fn merge_tags(tx: &Transaction<'_>, from: &TagId, into: &TagId) -> Result<()> {
    for tag in [from, into] {
        let known: bool = tx.query_row("SELECT EXISTS (SELECT 1 FROM tag WHERE id = ?1)", [tag], |row| row.get(0))?;
        if !known {
            return Err(Error::NotFound { what: Thing::Tag });
        }
    }
    if from == into {
        return Ok(());
    }
    tx.execute(
        "INSERT OR IGNORE INTO record_tag (record, tag) SELECT record, ?2 FROM record_tag WHERE tag = ?1",
        params![from, into],
    )?;
    tx.execute("DELETE FROM tag WHERE id = ?1", [from])?;
    Ok(())
}
