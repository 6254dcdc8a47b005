//! Reminders and handled occurrences on disk.

use rusqlite::{Connection, Row, Transaction, params};

use super::{Handled, HandledAs, Reminder};
use crate::error::{Error, Result, Thing};
use crate::id::{RecordId, ReminderId};
use crate::time::Moment;

const COLUMNS: &str = "id, about, purpose, rule, policy, utc_ms, offset_seconds, zone";

/// All reminders, oldest first. One about a deleted record is silent as long as that is deleted.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Reminder>> {
    let condition = "NOT EXISTS (SELECT 1 FROM record WHERE record.id = reminder.about AND deleted_utc_ms IS NOT NULL)";
    select(connection, condition, &[])
}

/// Reminders about one record, oldest first.
pub(crate) fn about(connection: &Connection, record: &RecordId) -> Result<Vec<Reminder>> {
    select(connection, "about = ?1", &[record])
}

fn select(connection: &Connection, condition: &str, args: &[&dyn rusqlite::ToSql]) -> Result<Vec<Reminder>> {
    let sql = format!("SELECT {COLUMNS} FROM reminder WHERE {condition} ORDER BY utc_ms, id");
    let mut query = connection.prepare_cached(&sql)?;
    let mut rows = query.query(args)?;
    let mut reminders = Vec::new();
    while let Some(row) = rows.next()? {
        reminders.push(reminder(row)?);
    }
    Ok(reminders)
}

fn reminder(row: &Row<'_>) -> Result<Reminder> {
    Ok(Reminder {
        id: row.get(0)?,
        about: row.get(1)?,
        purpose: serde_json::from_str(&row.get::<_, String>(2)?)?,
        rule: serde_json::from_str(&row.get::<_, String>(3)?)?,
        policy: serde_json::from_str(&row.get::<_, String>(4)?)?,
        made: Moment { utc_ms: row.get(5)?, offset_seconds: row.get(6)?, zone: row.get(7)? },
    })
}

pub(crate) fn insert(tx: &Transaction<'_>, reminder: &Reminder) -> Result<()> {
    tx.prepare_cached(&format!("INSERT INTO reminder ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"))?.execute(
        params![
            reminder.id,
            reminder.about,
            serde_json::to_string(&reminder.purpose)?,
            serde_json::to_string(&reminder.rule)?,
            serde_json::to_string(&reminder.policy)?,
            reminder.made.utc_ms,
            reminder.made.offset_seconds,
            reminder.made.zone,
        ],
    )?;
    Ok(())
}

/// Removes every reminder about a record.
pub(crate) fn remove_about(tx: &Transaction<'_>, record: &RecordId) -> Result<()> {
    tx.prepare_cached("DELETE FROM reminder WHERE about = ?1")?.execute([record])?;
    Ok(())
}

pub(crate) fn remove(tx: &Transaction<'_>, id: &ReminderId) -> Result<()> {
    let changed = tx.prepare_cached("DELETE FROM reminder WHERE id = ?1")?.execute([id])?;
    if changed == 0 { Err(Error::NotFound { what: Thing::Reminder }) } else { Ok(()) }
}

/// Everything that was ever handled.
pub(crate) fn handled(connection: &Connection) -> Result<Handled> {
    let mut query = connection.prepare_cached("SELECT key, verb FROM handled")?;
    let rows = query.query_map([], |row| {
        let verb = match row.get::<_, String>(1)?.as_str() {
            "done" => HandledAs::Done,
            "skipped" => HandledAs::Skipped,
            _ => HandledAs::Shown,
        };
        Ok((row.get(0)?, verb))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes what became of an occurrence. Done and skipped are final; "shown" never undoes them.
pub(crate) fn handle(tx: &Transaction<'_>, key: &str, verb: HandledAs, now: &Moment) -> Result<()> {
    let Some((reminder, _date)) = key.rsplit_once('/') else { return Err(Error::NotFound { what: Thing::Reminder }) };
    let known: bool =
        tx.query_row("SELECT EXISTS (SELECT 1 FROM reminder WHERE id = ?1)", [reminder], |row| row.get(0))?;
    if !known {
        return Err(Error::NotFound { what: Thing::Reminder });
    }
    let name = match verb {
        HandledAs::Shown => "shown",
        HandledAs::Done => "done",
        HandledAs::Skipped => "skipped",
    };
    tx.prepare_cached(
        "INSERT INTO handled (key, reminder, verb, utc_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET verb = excluded.verb, utc_ms = excluded.utc_ms
         WHERE handled.verb = 'shown' AND excluded.verb <> 'shown'",
    )?
    .execute(params![key, reminder, name, now.utc_ms])?;
    Ok(())
}
