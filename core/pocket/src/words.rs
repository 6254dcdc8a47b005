//! The words around the prompts, from the core's pack.

use std::collections::HashMap;
use std::sync::LazyLock;

use steppingstone_core::{SteppingstoneError, chrome, error_key};

static CHROME: LazyLock<HashMap<String, String>> = LazyLock::new(chrome);

/// The words under a key; the key itself where the pack has none.
pub fn word(key: &str) -> String {
    CHROME.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// An error as a sentence for a person.
pub fn sentence(error: &SteppingstoneError) -> String {
    word(&error_key(error.clone()))
}
