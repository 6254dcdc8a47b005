//! The few things a person sets.

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::error::Result;

const REGION: &str = "region";

/// The region chosen for help, if one was chosen.
pub(crate) fn region(connection: &Connection) -> Result<Option<String>> {
    let mut query = connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(query.query_row([REGION], |row| row.get(0)).optional()?)
}

/// Chooses the region, or none.
pub(crate) fn set_region(tx: &Transaction<'_>, code: Option<&str>) -> Result<()> {
    match code {
        Some(code) => tx.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [REGION, code],
        )?,
        None => tx.execute("DELETE FROM setting WHERE key = ?1", [REGION])?,
    };
    Ok(())
}
