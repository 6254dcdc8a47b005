//! Reminders, handled occurrences, settings and the delivery log on disk.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::occurrence::{again, reminder_of};
use super::{
    DeliveryLine, Detail, Handled, HandledAs, HandledOnce, Planned, Purpose, Reminder, ReminderSettings, Snoozed,
};
use crate::error::{Error, Result, Thing};
use crate::id::{RecordId, ReminderId};
use crate::settings;
use crate::text::Words;
use crate::time::Moment;

const COLUMNS: &str = "id, about, purpose, rule, policy, utc_ms, offset_seconds, zone, ends, rests_until";
/// The log is kept this long.
const LOG_MS: i64 = 30 * 86_400_000;
const SETTING: &str = "reminders";

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
        ends: row.get(8)?,
        rests_until: row.get(9)?,
    })
}

pub(crate) fn insert(tx: &Transaction<'_>, reminder: &Reminder) -> Result<()> {
    let sql = format!("INSERT INTO reminder ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    tx.prepare_cached(&sql)?.execute(params![
        reminder.id,
        reminder.about,
        serde_json::to_string(&reminder.purpose)?,
        serde_json::to_string(&reminder.rule)?,
        serde_json::to_string(&reminder.policy)?,
        reminder.made.utc_ms,
        reminder.made.offset_seconds,
        reminder.made.zone,
        reminder.ends,
        reminder.rests_until,
    ])?;
    Ok(())
}

/// Removes every reminder about a record.
pub(crate) fn remove_about(tx: &Transaction<'_>, record: &RecordId) -> Result<()> {
    tx.prepare_cached("DELETE FROM reminder WHERE about = ?1")?.execute([record])?;
    Ok(())
}

/// Removes the reminders of one purpose about a record.
pub(crate) fn remove_purpose(tx: &Transaction<'_>, record: &RecordId, purpose: Purpose) -> Result<()> {
    let sql = "DELETE FROM reminder WHERE about = ?1 AND purpose = ?2";
    tx.prepare_cached(sql)?.execute(params![record, serde_json::to_string(&purpose)?])?;
    Ok(())
}

pub(crate) fn remove(tx: &Transaction<'_>, id: &ReminderId) -> Result<()> {
    found(tx.prepare_cached("DELETE FROM reminder WHERE id = ?1")?.execute([id])?)
}

/// Lets a reminder rest until a date, or not.
pub(crate) fn rest(tx: &Transaction<'_>, id: &ReminderId, until: Option<&str>) -> Result<()> {
    found(tx.prepare_cached("UPDATE reminder SET rests_until = ?2 WHERE id = ?1")?.execute(params![id, until])?)
}

fn found(changed: usize) -> Result<()> {
    if changed == 0 { Err(Error::NotFound { what: Thing::Reminder }) } else { Ok(()) }
}

/// What a person set about all reminders.
pub(crate) fn settings(connection: &Connection) -> Result<ReminderSettings> {
    let written = settings::value(connection, SETTING)?;
    Ok(written.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default())
}

pub(crate) fn set_settings(tx: &Transaction<'_>, wanted: &ReminderSettings) -> Result<()> {
    settings::set_value(tx, SETTING, Some(&serde_json::to_string(wanted)?))
}

/// The person's own words about each reminder, where they chose to see them. What must not come
/// back to them does not come on a lock screen either.
pub(crate) fn words(
    connection: &Connection,
    reminders: &[Reminder],
    settings: &ReminderSettings,
) -> Result<BTreeMap<ReminderId, Words>> {
    let mut query = connection.prepare_cached("SELECT headline FROM record WHERE id = ?1 AND may_return")?;
    let mut words = BTreeMap::new();
    for reminder in reminders.iter().filter(|one| settings.detail(one.purpose) == Detail::Words) {
        let headline: Option<String> = query.query_row([&reminder.about], |row| row.get(0)).optional()?.flatten();
        if let Some(headline) = headline {
            words.insert(reminder.id.clone(), Words::new(headline));
        }
    }
    Ok(words)
}

/// Everything that was ever handled.
pub(crate) fn handled(connection: &Connection) -> Result<Handled> {
    let mut query = connection.prepare_cached("SELECT key, verb, utc_ms FROM handled")?;
    let rows = query.query_map([], |row| {
        let verb: String = row.get(1)?;
        Ok((row.get(0)?, HandledOnce { is_open: verb == "shown", verb, utc_ms: row.get(2)? }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Everything that was put off, by key.
pub(crate) fn snoozed(connection: &Connection) -> Result<Vec<Snoozed>> {
    let mut query = connection.prepare_cached("SELECT key, reminder, fire_utc_ms FROM snooze ORDER BY key")?;
    let rows =
        query.query_map([], |row| Ok(Snoozed { key: row.get(0)?, reminder: row.get(1)?, fire_utc_ms: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes what became of occurrences that were one notification. Some of their reminders may be gone;
/// if all are, there is nothing to note.
pub(crate) fn handle(tx: &Transaction<'_>, keys: &[String], verb: HandledAs, utc_ms: i64) -> Result<()> {
    let mut known = 0;
    for key in keys {
        known += usize::from(handle_one(tx, key, verb, utc_ms)?);
    }
    found(known)
}

/// Done, skipped and later are final; "shown" never undoes them.
fn handle_one(tx: &Transaction<'_>, key: &str, verb: HandledAs, utc_ms: i64) -> Result<bool> {
    let Some(reminder) = reminder_of(key) else { return Ok(false) };
    let mut query = tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM reminder WHERE id = ?1)")?;
    if !query.query_row([reminder], |row| row.get::<_, bool>(0))? {
        return Ok(false);
    }
    let changed = tx
        .prepare_cached(
            "INSERT INTO handled (key, reminder, verb, utc_ms) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (key) DO UPDATE SET verb = excluded.verb
             WHERE handled.verb = 'shown' AND excluded.verb <> 'shown'",
        )?
        .execute(params![key, reminder, verb.name(), utc_ms])?;
    if changed == 0 {
        return Ok(true);
    }
    if let HandledAs::Later { minutes } = verb {
        let fire_utc_ms = utc_ms + i64::from(minutes) * 60_000;
        tx.prepare_cached("INSERT OR IGNORE INTO snooze (key, reminder, fire_utc_ms) VALUES (?1, ?2, ?3)")?
            .execute(params![again(key), reminder, fire_utc_ms])?;
    }
    note_in_log(tx, key, verb, utc_ms)?;
    Ok(true)
}

fn note_in_log(tx: &Transaction<'_>, key: &str, verb: HandledAs, utc_ms: i64) -> Result<()> {
    let sql = match verb {
        HandledAs::Shown => "UPDATE delivery SET shown_utc_ms = coalesce(shown_utc_ms, ?2) WHERE key = ?1 AND ?3 <> ''",
        _ => "UPDATE delivery SET handled = ?3, handled_utc_ms = ?2 WHERE key = ?1",
    };
    tx.prepare_cached(sql)?.execute(params![key, utc_ms, verb.name()])?;
    Ok(())
}

/// Notes that the phone was told of these, and forgets what is older than 30 days.
pub(crate) fn note_armed(tx: &Transaction<'_>, armed: &[Planned], now: &Moment) -> Result<()> {
    let mut upsert = tx.prepare_cached(
        "INSERT INTO delivery (key, reminder, fire_utc_ms, armed_utc_ms)
         SELECT ?1, id, ?3, ?4 FROM reminder WHERE id = ?2
         ON CONFLICT (key) DO UPDATE SET fire_utc_ms = excluded.fire_utc_ms, armed_utc_ms = excluded.armed_utc_ms",
    )?;
    for one in armed {
        for key in &one.keys {
            let reminder = reminder_of(key).unwrap_or_default();
            upsert.execute(params![key, reminder, one.fire_utc_ms, now.utc_ms])?;
        }
    }
    tx.execute("DELETE FROM delivery WHERE max(fire_utc_ms, armed_utc_ms) < ?1", [now.utc_ms - LOG_MS])?;
    Ok(())
}

/// The log, newest first.
pub(crate) fn log(connection: &Connection) -> Result<Vec<DeliveryLine>> {
    let mut query = connection.prepare_cached(
        "SELECT key, purpose, fire_utc_ms, armed_utc_ms, shown_utc_ms, handled, handled_utc_ms
         FROM delivery JOIN reminder ON reminder.id = delivery.reminder ORDER BY fire_utc_ms DESC, key",
    )?;
    let mut rows = query.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (fire_utc_ms, shown_utc_ms): (i64, Option<i64>) = (row.get(2)?, row.get(4)?);
        lines.push(DeliveryLine {
            key: row.get(0)?,
            purpose: serde_json::from_str(&row.get::<_, String>(1)?)?,
            fire_utc_ms,
            armed_utc_ms: row.get(3)?,
            shown_utc_ms,
            late_ms: shown_utc_ms.map(|shown| (shown - fire_utc_ms).max(0)),
            handled: row.get(5)?,
            handled_utc_ms: row.get(6)?,
        });
    }
    Ok(lines)
}
