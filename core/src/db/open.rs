//! Opening the journal: refuse what is newer, move aside what is damaged, migrate what is older.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite_migration::{M, Migrations};

use super::Database;
use crate::error::{Error, Result, StorageKind};

/// The journal's file in its directory.
const FILE: &str = "journal.sqlite";

/// Numbered SQL files, applied in order; the number reached is SQLite's `user_version`.
const FILES: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_init.sql")),
    M::up(include_str!("migrations/0002_records.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0003_reminders.sql")).foreign_key_check(),
];
static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| Migrations::from_slice(FILES));

/// The newest schema this build reads and writes.
pub(crate) const SCHEMA_VERSION: u32 = 3;

/// What opening found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Opened {
    /// Whether there was no journal before.
    pub fresh: bool,
    /// If the journal was damaged: the file name, in the same directory, under which it was kept.
    pub moved_aside: Option<String>,
}

/// Opens (or creates) the journal in `directory`.
pub(crate) fn open(directory: &Path) -> Result<(Database, Opened)> {
    fs::create_dir_all(directory)?;
    let path = directory.join(FILE);
    let fresh = !path.exists();
    match connect(&path) {
        Ok(connection) => Ok((Database::new(connection), Opened { fresh, moved_aside: None })),
        Err(Error::Storage { kind: StorageKind::Corrupt }) => {
            let moved_aside = Some(move_aside(&path)?);
            Ok((Database::new(connect(&path)?), Opened { fresh: false, moved_aside }))
        }
        Err(error) => Err(error),
    }
}

fn connect(path: &Path) -> Result<Connection> {
    whole_pages(path)?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    refuse_newer(&connection)?;
    configure(&connection)?;
    probe(&connection)?;
    // Tables can only be rebuilt while nothing cascades; each migration is checked instead.
    connection.pragma_update(None, "foreign_keys", false)?;
    MIGRATIONS.to_latest(&mut connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        _ => Error::storage(StorageKind::Other),
    })?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// A newer file must stay byte for byte as it is, so not even closing may fold its log into it.
fn refuse_newer(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > SCHEMA_VERSION {
        return Err(Error::TooNew { found, supported: SCHEMA_VERSION });
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

fn configure(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A few writes a day: a full sync on each is cheap, and an acknowledged answer is on disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "secure_delete", true)?;
    // Android has no temporary directory that SQLite could find.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// SQLite reads pages when it needs them, so a cut-off file would be noticed only much later.
fn whole_pages(path: &Path) -> Result<()> {
    let Ok(mut file) = fs::File::open(path) else { return Ok(()) };
    let length = file.metadata()?.len();
    let mut header = [0_u8; 100];
    if length == 0 {
        return Ok(());
    }
    let read = std::io::Read::read(&mut file, &mut header)?;
    let sound = read == header.len()
        && header.starts_with(b"SQLite format 3\0")
        && length >= pages_in(&header) * page_size(&header);
    // With a log beside it, the main file may lag behind its own header; SQLite then decides.
    let logged = fs::metadata(sidecar(path, "-wal")).is_ok_and(|log| log.len() > 0);
    if sound || (logged && read == header.len()) { Ok(()) } else { Err(Error::storage(StorageKind::Corrupt)) }
}

/// Bytes 16-17 of the header, where 1 stands for 65,536.
fn page_size(header: &[u8; 100]) -> u64 {
    match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    }
}

/// Bytes 28-31 of the header.
fn pages_in(header: &[u8; 100]) -> u64 {
    u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]))
}

/// Reads the schema and the roots of the tables, which finds a damaged file that still has its header.
fn probe(connection: &Connection) -> Result<()> {
    let mut names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for table in tables {
        connection.query_row(&format!("SELECT EXISTS (SELECT 1 FROM \"{table}\")"), [], |_| Ok(()))?;
    }
    Ok(())
}

/// Keeps the damaged file, and its log, under a name that is free. It is never deleted.
fn move_aside(path: &Path) -> Result<String> {
    let name = (1..10_000).map(|n| format!("damaged-{n}.sqlite")).find(|name| !path.with_file_name(name).exists());
    let name = name.ok_or_else(|| Error::storage(StorageKind::Other))?;
    let target = path.with_file_name(&name);
    for suffix in ["-wal", "-shm", ""] {
        let from = sidecar(path, suffix);
        if from.exists() {
            fs::rename(from, sidecar(&target, suffix))?;
        }
    }
    Ok(name)
}

fn sidecar(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSERT: &str = "INSERT INTO setting (key, value) VALUES (?1, 'v')";

    fn filled() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        let (database, opened) = open(place.path()).unwrap();
        assert_eq!(opened, Opened { fresh: true, moved_aside: None });
        database
            .write(|tx| {
                for key in 0..2000 {
                    tx.execute(INSERT, [format!("key {key}")])?;
                }
                Ok(())
            })
            .unwrap();
        place
    }

    #[test]
    fn migrations_are_valid_and_counted() {
        MIGRATIONS.validate().unwrap();
        assert_eq!(FILES.len(), SCHEMA_VERSION as usize);
    }

    #[test]
    fn settings_hold_after_opening() {
        let place = filled();
        let (database, opened) = open(place.path()).unwrap();
        assert_eq!(opened, Opened { fresh: false, moved_aside: None });
        let pragma = |name: &str| {
            database
                .read(|c| Ok(c.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))?))
                .unwrap()
        };
        assert_eq!(pragma("journal_mode"), rusqlite::types::Value::Text("wal".into()));
        for (name, value) in [("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0), ("secure_delete", 1)] {
            assert_eq!(pragma(name), rusqlite::types::Value::Integer(value), "{name}");
        }
    }

    #[test]
    fn a_newer_journal_is_refused_and_stays_as_it_is() {
        let place = filled();
        let path = place.path().join(FILE);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let before = fs::read(&path).unwrap();
        let refused = open(place.path()).map(|_| ());
        assert_eq!(refused, Err(Error::TooNew { found: 99, supported: SCHEMA_VERSION }));
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn damaged_journals_are_kept_aside() {
        for damage in [cut_in_half, overwrite_header, overwrite_pages] {
            let place = filled();
            let path = place.path().join(FILE);
            let damaged = damage(fs::read(&path).unwrap());
            fs::write(&path, &damaged).unwrap();
            let (database, opened) = open(place.path()).unwrap();
            assert_eq!(opened.moved_aside.as_deref(), Some("damaged-1.sqlite"));
            assert_eq!(fs::read(place.path().join("damaged-1.sqlite")).unwrap(), damaged);
            database.write(|tx| Ok(tx.execute(INSERT, ["new"])?)).unwrap();
        }
    }

    fn cut_in_half(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes.truncate(bytes.len() / 2);
        bytes
    }

    fn overwrite_header(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes[..16].fill(0x55);
        bytes
    }

    fn overwrite_pages(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes[100..].fill(0x55);
        bytes
    }
}
