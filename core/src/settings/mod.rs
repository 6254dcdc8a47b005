//! The few things a person sets, and the welcome that offers them.

mod welcome;

pub(crate) use welcome::Welcome;

use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};

use crate::error::Result;

const REGION: &str = "region";
const AGE_BAND: &str = "age_band";

/// Which age band a person chose. Nothing about them is concluded from anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// Under 18: no challenges with strangers.
    Minor,
    /// 18 or over.
    Adult,
    /// Rather not say: treated like under 18.
    Unsaid,
}

/// The region chosen for help, if one was chosen.
pub(crate) fn region(connection: &Connection) -> Result<Option<String>> {
    value(connection, REGION)
}

/// Chooses the region, or none.
pub(crate) fn set_region(tx: &Transaction<'_>, code: Option<&str>) -> Result<()> {
    set_value(tx, REGION, code)
}

/// The age band, if one was chosen.
pub(crate) fn age_band(connection: &Connection) -> Result<Option<AgeBand>> {
    Ok(value(connection, AGE_BAND)?.map(|name| match name.as_str() {
        "adult" => AgeBand::Adult,
        "minor" => AgeBand::Minor,
        _ => AgeBand::Unsaid,
    }))
}

/// Chooses the age band, or none.
pub(crate) fn set_age_band(tx: &Transaction<'_>, band: Option<AgeBand>) -> Result<()> {
    let name = band.map(|band| match band {
        AgeBand::Minor => "minor",
        AgeBand::Adult => "adult",
        AgeBand::Unsaid => "unsaid",
    });
    set_value(tx, AGE_BAND, name)
}

/// A setting of another area, as that area wrote it.
pub(crate) fn value(connection: &Connection, key: &str) -> Result<Option<String>> {
    let mut query = connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(query.query_row([key], |row| row.get(0)).optional()?)
}

/// Writes a setting, or forgets it.
pub(crate) fn set_value(tx: &Transaction<'_>, key: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => tx.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )?,
        None => tx.execute("DELETE FROM setting WHERE key = ?1", [key])?,
    };
    Ok(())
}
