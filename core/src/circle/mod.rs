//! The person's circle: people by alias, kept on the phone.

use rusqlite::{Connection, Transaction, params};

use crate::error::Result;
use crate::guide::Person;
use crate::id::PersonId;
use crate::text::Words;

/// Everybody known, by alias.
pub(crate) fn people(connection: &Connection) -> Result<Vec<Person>> {
    let mut query = connection.prepare_cached("SELECT id, alias FROM person ORDER BY alias, id")?;
    let rows =
        query.query_map([], |row| Ok(Person { id: row.get(0)?, alias: Words::new(row.get::<_, String>(1)?) }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Remembers somebody new.
pub(crate) fn insert(tx: &Transaction<'_>, id: &PersonId, alias: &Words) -> Result<()> {
    tx.prepare_cached("INSERT INTO person (id, alias) VALUES (?1, ?2)")?.execute(params![id, alias.text])?;
    Ok(())
}
