//! People on disk.

use rusqlite::{Connection, Row, Transaction, params};

use super::Supporter;
use crate::content::pack;
use crate::error::{Error, Field, Result, Thing};
use crate::guide::{Names, Person};
use crate::id::PersonId;
use crate::text::Words;

/// The most characters of an alias.
const MAX_ALIAS: u32 = 60;

/// Everybody known, by alias.
pub(crate) fn people(connection: &Connection) -> Result<Vec<Person>> {
    Ok(all(connection)?.into_iter().map(|supporter| supporter.person).collect())
}

/// Everybody known, by alias, with what they are good for.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Supporter>> {
    let mut query = connection.prepare_cached("SELECT id, alias, good_for FROM person ORDER BY alias, id")?;
    query.query_map([], supporter)?.map(|found| found?).collect()
}

/// One of them.
pub(crate) fn get(connection: &Connection, id: &PersonId) -> Result<Supporter> {
    let mut query = connection.prepare_cached("SELECT id, alias, good_for FROM person WHERE id = ?1")?;
    let found = query.query_map([id], supporter)?.next();
    found.ok_or(Error::NotFound { what: Thing::Person })??
}

fn supporter(row: &Row<'_>) -> rusqlite::Result<Result<Supporter>> {
    let person = Person { id: row.get(0)?, alias: Words::new(row.get::<_, String>(1)?) };
    let Ok(good_for) = serde_json::from_str::<Vec<String>>(&row.get::<_, String>(2)?) else {
        return Ok(Err(Error::storage(crate::error::StorageKind::Corrupt)));
    };
    let options = &pack().guide("supporter").prompt("good_for").options;
    let word = |id: &String| {
        options.iter().find(|option| option.id == *id).map_or_else(|| pack().label(id), |option| option.label.clone())
    };
    let good_for_words = good_for.iter().map(word).collect::<Vec<_>>().join(", ");
    Ok(Ok(Supporter { person, good_for, good_for_words }))
}

/// Aliases by id.
pub(crate) fn names(connection: &Connection) -> Result<Names> {
    Ok(people(connection)?.into_iter().map(|person| (person.id, person.alias)).collect())
}

/// Remembers somebody new.
pub(crate) fn insert(tx: &Transaction<'_>, id: &PersonId, alias: &Words) -> Result<()> {
    tx.prepare_cached("INSERT INTO person (id, alias) VALUES (?1, ?2)")?.execute(params![id, alias.text])?;
    Ok(())
}

/// Gives somebody another alias.
pub(crate) fn rename(tx: &Transaction<'_>, id: &PersonId, alias: &Words) -> Result<()> {
    let alias = alias.check(Field::Text, MAX_ALIAS)?;
    changed(tx.execute("UPDATE person SET alias = ?2 WHERE id = ?1", params![id, alias.text])?)
}

/// Notes what somebody is good for.
pub(crate) fn set_good_for(tx: &Transaction<'_>, id: &PersonId, good_for: &[String]) -> Result<()> {
    let list = serde_json::to_string(good_for)?;
    changed(tx.execute("UPDATE person SET good_for = ?2 WHERE id = ?1", params![id, list])?)
}

/// Makes two people one: every record that names `from` names `into` from now on.
pub(crate) fn merge(tx: &Transaction<'_>, from: &PersonId, into: &PersonId) -> Result<()> {
    get(tx, from)?;
    get(tx, into)?;
    if from == into {
        return Ok(());
    }
    // Ids are unique strings: they stand in bodies and answers as they are, and nowhere else.
    for (table, column) in [("record", "body"), ("record_version", "body"), ("answer", "answer")] {
        let sql = format!("UPDATE {table} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1) > 0");
        tx.execute(&sql, params![from, into])?;
    }
    remove(tx, from)
}

/// Forgets somebody. Records keep what was asked and answered, without the name.
pub(crate) fn remove(tx: &Transaction<'_>, id: &PersonId) -> Result<()> {
    changed(tx.execute("DELETE FROM person WHERE id = ?1", [id])?)
}

fn changed(rows: usize) -> Result<()> {
    if rows == 0 { Err(Error::NotFound { what: Thing::Person }) } else { Ok(()) }
}
