//! The words around the prompts, from the core's pack.

use std::collections::HashMap;
use std::sync::LazyLock;

use steppingstone_core::{Field, Reason, SteppingstoneError, StorageKind, chrome};

static CHROME: LazyLock<HashMap<String, String>> = LazyLock::new(chrome);

/// The words under a key; the key itself where the pack has none.
pub fn word(key: &str) -> String {
    CHROME.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// An error as a sentence for a person.
pub fn sentence(error: &SteppingstoneError) -> String {
    word(match error {
        SteppingstoneError::NotFound { .. } => "error.not_found",
        SteppingstoneError::Invalid { reason: Reason::TooLong, .. } => "error.too_long",
        SteppingstoneError::Invalid { field: Field::Rating, reason: Reason::OutOfRange } => "error.out_of_range",
        SteppingstoneError::Invalid { field: Field::Date, reason: Reason::OutOfRange } => "error.in_the_past",
        SteppingstoneError::Invalid { .. } => "error.invalid",
        SteppingstoneError::TooNew { .. } => "error.too_new",
        SteppingstoneError::Locked => "error.locked",
        SteppingstoneError::Storage { kind: StorageKind::Full } => "error.full",
        SteppingstoneError::Storage { kind: StorageKind::ReadOnly } => "error.read_only",
        SteppingstoneError::Storage { kind: StorageKind::Corrupt } => "error.corrupt",
        SteppingstoneError::Storage { .. } => "error.storage",
    })
}
