//! Store floor: one SQLite file, opened carefully, read and written through closures.

mod open;

pub use open::Opened;
pub(crate) use open::open;

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Result;

/// The journal's one connection. One process, one connection: SQLite's rarest corruption bugs need two.
pub(crate) struct Database {
    connection: Mutex<Connection>,
}

impl Database {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection: Mutex::new(connection) }
    }

    /// Runs `reading` on a consistent view.
    pub(crate) fn read<T>(&self, reading: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let view = connection.transaction()?;
        reading(&view)
    }

    /// Runs `writing` in one transaction: all of it is on disk when this returns `Ok`, and none of it otherwise.
    pub(crate) fn write<T>(&self, writing: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = writing(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Folds the log into the file and empties it, so that what was deleted is in neither.
    pub(crate) fn scrub(&self) -> Result<()> {
        self.lock().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// A thread that panicked left its transaction rolled back (on drop), so the connection is sound.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts this opening, and says how many there were.
pub(crate) fn count_opening(tx: &Transaction<'_>) -> Result<u64> {
    let count = "INSERT INTO setting (key, value) VALUES ('openings', '1')
                 ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1
                 RETURNING CAST(value AS INTEGER)";
    let openings: i64 = tx.query_row(count, [], |row| row.get(0))?;
    Ok(openings.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> (tempfile::TempDir, Database) {
        let place = tempfile::tempdir().unwrap();
        let (database, _) = open(place.path()).unwrap();
        (place, database)
    }

    fn count(database: &Database) -> i64 {
        database.read(|c| Ok(c.query_row("SELECT count(*) FROM setting", [], |row| row.get(0))?)).unwrap()
    }

    const INSERT: &str = "INSERT INTO setting (key, value) VALUES ('region', 'NZ')";

    #[test]
    fn a_failed_write_leaves_nothing() {
        let (_place, database) = database();
        let failed: Result<()> = database.write(|tx| {
            tx.execute(INSERT, [])?;
            tx.execute("INSERT INTO setting (key, value) VALUES ('x', NULL)", [])?;
            Ok(())
        });
        assert!(failed.is_err());
        assert_eq!(count(&database), 0);
    }

    #[test]
    fn a_panic_while_writing_rolls_back_and_the_next_call_works() {
        let (_place, database) = database();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _: Result<()> = database.write(|tx| {
                tx.execute(INSERT, [])?;
                panic!("on purpose");
            });
        }));
        assert!(panicked.is_err());
        assert_eq!(count(&database), 0);
        database.write(|tx| Ok(tx.execute(INSERT, [])?)).unwrap();
        assert_eq!(count(&database), 1);
    }

    #[test]
    fn a_full_disk_is_a_typed_error_and_keeps_what_was_there() {
        use crate::error::{Error, StorageKind};
        let (_place, database) = database();
        database.write(|tx| Ok(tx.execute(INSERT, [])?)).unwrap();
        database.read(|c| Ok(c.pragma_update(None, "max_page_count", 1)?)).unwrap();
        let full = database.write(|tx| {
            let long = "x".repeat(100_000);
            Ok(tx.execute("INSERT INTO setting (key, value) VALUES ('long', ?1)", [long])?)
        });
        assert_eq!(full, Err(Error::storage(StorageKind::Full)));
        assert_eq!(count(&database), 1);
    }
}
