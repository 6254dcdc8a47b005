//! What can go wrong, in one small public enum. No variant carries anything a person wrote.

use rusqlite::ErrorCode;

/// The result of the core's own functions.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;
pub(crate) use SteppingstoneError as Error;

/// Every error a shell can meet. Each variant calls for a different thing on screen; nothing in it
/// is private, so it may be logged as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum SteppingstoneError {
    /// The thing is gone (deleted, discarded, or never there). Go back and refresh.
    #[error("{what:?} not found")]
    NotFound {
        /// What kind of thing was asked for.
        what: Thing,
    },
    /// The input cannot be taken as it is. Keep it on screen and say why; nothing was changed.
    #[error("{field:?} is invalid: {reason:?}")]
    Invalid {
        /// The part of the input at fault.
        field: Field,
        /// What is wrong with it.
        reason: Reason,
    },
    /// The journal was written by a newer version of the app. It was not touched: update the app.
    #[error("the journal has version {found}, this app reads up to {supported}")]
    TooNew {
        /// The journal's schema version.
        found: u32,
        /// The newest schema version this app knows.
        supported: u32,
    },
    /// Another process holds the journal. Try again.
    #[error("the journal is in use")]
    Locked,
    /// The disk refused. What was saved before is safe; the last call changed nothing.
    #[error("storage failed: {kind:?}")]
    Storage {
        /// In which way.
        kind: StorageKind,
    },
}

/// Kinds of things that can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Thing {
    /// A guide in progress.
    Draft,
    /// A kind of guide.
    Guide,
    /// A record.
    Record,
    /// A tag.
    Tag,
    /// A reminder.
    Reminder,
    /// A person of the circle.
    Person,
    /// A country or territory.
    Region,
}

/// Parts of the input that can be at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Field {
    /// The moment of the call.
    Now,
    /// A time zone's name.
    Zone,
    /// A calendar date.
    Date,
    /// A minute of the day.
    Minute,
    /// How long something takes.
    Span,
    /// The answer as a whole: not the kind this prompt takes.
    Answer,
    /// Words.
    Text,
    /// A value from 0 to 100.
    Rating,
    /// One of the offered ids.
    Choice,
    /// How a rule repeats.
    Days,
    /// How many.
    Count,
    /// The key of an occurrence.
    Key,
    /// How a page of a list is cut.
    Page,
    /// A phone number.
    Phone,
    /// The number of the app's lock.
    Pin,
    /// Random bytes.
    Salt,
    /// The place of the journal.
    Directory,
    /// A piece of JSON.
    Json,
}

/// What is wrong with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Reason {
    /// There is nothing in it.
    Empty,
    /// Longer than allowed (texts: 20,000 characters, or what the prompt says).
    TooLong,
    /// Below or above the allowed range.
    OutOfRange,
    /// Later than now.
    NotYet,
    /// Not written the way it must be.
    Malformed,
    /// Not the kind of answer this prompt takes.
    WrongKind,
    /// An id that was not offered.
    NotOffered,
    /// More of them than allowed.
    TooMany,
    /// The parts do not add up to 100.
    NotAHundred,
    /// Something else has that name already.
    Taken,
}

/// Ways in which the disk can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum StorageKind {
    /// The disk is full: make room and try again.
    Full,
    /// The place cannot be written.
    ReadOnly,
    /// The file is damaged.
    Corrupt,
    /// Reading or writing failed.
    Io,
    /// Anything else; a bug if it happens.
    Other,
}

impl SteppingstoneError {
    pub(crate) fn invalid(field: Field, reason: Reason) -> Self {
        Self::Invalid { field, reason }
    }

    pub(crate) fn storage(kind: StorageKind) -> Self {
        Self::Storage { kind }
    }
}

/// SQLite's messages can quote data, so only the code survives.
impl From<rusqlite::Error> for SteppingstoneError {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                return Self::Locked;
            }
            Some(ErrorCode::DiskFull) => StorageKind::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => StorageKind::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StorageKind::Corrupt,
            Some(ErrorCode::SystemIoFailure) => StorageKind::Io,
            _ => StorageKind::Other,
        };
        Self::Storage { kind }
    }
}

/// Stored JSON that does not parse means a damaged row.
impl From<serde_json::Error> for SteppingstoneError {
    fn from(_: serde_json::Error) -> Self {
        Self::storage(StorageKind::Corrupt)
    }
}

impl From<std::io::Error> for SteppingstoneError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        Self::storage(match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StorageKind::Full,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StorageKind::ReadOnly,
            _ => StorageKind::Io,
        })
    }
}
