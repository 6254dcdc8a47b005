//! What a check-in needs to know of those before it.

use rusqlite::{Connection, params};

use super::draft::Recent;
use super::record::{Entry, ReturningThought};
use crate::belief;
use crate::content::fill;
use crate::error::Result;
use crate::guide::LineKind;
use crate::id::RecordId;
use crate::insight;
use crate::record::{CHECK_IN, store};
use crate::text::Words;
use crate::time::Moment;

/// One check-in.
pub(crate) fn entry(connection: &Connection, id: &RecordId) -> Result<Entry> {
    let row = store::get(connection, id)?;
    if row.practice == CHECK_IN {
        Entry::of(&row)
    } else {
        Err(crate::error::Error::NotFound { what: crate::error::Thing::Record })
    }
}

/// The latest check-in of the same local day, if there are two already.
pub(crate) fn third_of_the_day(connection: &Connection, now: &Moment) -> Result<Option<RecordId>> {
    let mut query = connection.prepare_cached(
        "SELECT id FROM record WHERE local_date = ?1 AND practice = 'check_in' AND deleted_utc_ms IS NULL
         ORDER BY place DESC LIMIT 2",
    )?;
    let ids: Vec<RecordId> =
        query.query_map([now.date().to_string()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(if ids.len() < 2 { None } else { ids.into_iter().next() })
}

/// How far back the same event is looked for, and in how many check-ins.
const RECENT_MS: i64 = 14 * 86_400 * 1000;
const RECENT: u32 = 20;

/// Recent check-ins by what happened and what was thought, newest first. Those with a risk mark
/// are left out: nothing leads back into them.
pub(crate) fn recent(connection: &Connection, now: &Moment) -> Result<Vec<Recent>> {
    let mut query = connection.prepare_cached(
        "SELECT id, event, coalesce(json_extract(body, '$.event_line'), '') || char(10)
                    || coalesce(json_extract(body, '$.thought'), '')
         FROM record
         WHERE practice = 'check_in' AND deleted_utc_ms IS NULL AND may_return AND place BETWEEN ?1 AND ?2
         ORDER BY place DESC LIMIT ?3",
    )?;
    let (from, to) = ((now.utc_ms - RECENT_MS).max(0) << 10, now.utc_ms << 10);
    let rows = query.query_map(params![from, to, RECENT], |row| {
        Ok(Recent { id: row.get(0)?, event: row.get(1)?, text: Words::new(row.get::<_, String>(2)?) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many of the latest offered re-ratings in a row were skipped.
pub(crate) fn skipped_reratings(connection: &Connection) -> Result<u32> {
    let mut query = connection.prepare_cached(
        "SELECT rerating FROM record WHERE rerating IS NOT NULL AND deleted_utc_ms IS NULL
         ORDER BY place DESC LIMIT 2",
    )?;
    let latest: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let skipped = latest.iter().take_while(|rerating| *rerating == "skipped").count();
    Ok(u32::try_from(skipped).unwrap_or(u32::MAX))
}

/// How long it took to ease the last times, as a sentence; none before there are three.
pub(crate) fn eased(connection: &Connection) -> Result<Option<String>> {
    let times = insight::easing_times(connection)?;
    let (Some(least), Some(most)) = (times.iter().min(), times.iter().max()) else { return Ok(None) };
    if times.len() < 3 {
        return Ok(None);
    }
    let places =
        [("n", times.len().to_string()), ("from", insight::duration(*least)), ("to", insight::duration(*most))];
    let places: Vec<(&str, &str)> = places.iter().map(|(place, text)| (*place, text.as_str())).collect();
    Ok(Some(fill("insight.eased", &places)))
}

/// How far back the newest usable balanced line is looked for.
const RETURNING: u32 = 50;

/// The person's newest balanced line with one fact of their own. Nothing comes back from a
/// check-in in which risk was noticed.
pub(crate) fn returning_thought(connection: &Connection) -> Result<Option<ReturningThought>> {
    let rows = store::select(
        connection,
        "balanced IS NOT NULL AND may_return AND practice = 'check_in' ORDER BY place DESC LIMIT ?1",
        params![RETURNING],
    )?;
    for row in rows {
        let entry = Entry::of(&row)?;
        if let Some(line) = entry.balanced.clone() {
            let seen = entry.lines.iter().find(|line| line.kind != LineKind::Guessed).map(|line| line.text.clone());
            let own = belief::counted(connection, &entry)?;
            return Ok(Some(ReturningThought { entry: entry.id, line, fact: own.or(seen) }));
        }
    }
    Ok(None)
}

/// What was written in the newest check-ins, to learn which names occur.
pub(crate) fn written(connection: &Connection, most: u32) -> Result<String> {
    let rows = store::newest(connection, CHECK_IN, most)?;
    let entries = rows.iter().map(Entry::of).collect::<Result<Vec<_>>>()?;
    let texts = entries.iter().flat_map(|entry| {
        let later = [&entry.balanced, &entry.learned, &entry.distanced, &entry.documented];
        entry.written().chain(later.into_iter().flatten()).map(|words| words.text.as_str())
    });
    Ok(texts.collect::<Vec<_>>().join("\n"))
}
