//! The words around the prompts, from the core's pack.

use std::collections::HashMap;
use std::sync::LazyLock;

use steppingstone_core::{SteppingstoneError, chrome, error_key};

static CHROME: LazyLock<HashMap<String, String>> = LazyLock::new(chrome);

/// The words under a key; the key itself where the pack has none.
pub fn word(key: &str) -> String {
    CHROME.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// The words under a key with their places filled, each once: what is filled in stays as it is.
pub fn filled(key: &str, places: &[(&str, &str)]) -> String {
    let words = word(key);
    let mut out = String::new();
    let mut rest = words.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(places.iter().find(|(place, _)| *place == name).map_or("", |(_, text)| text));
        rest = tail;
    }
    out + rest
}

/// An error as a sentence for a person.
pub fn sentence(error: &SteppingstoneError) -> String {
    word(&error_key(error.clone()))
}

/// The language setting of this session, as the system names it, for instance `en_NZ.UTF-8`.
pub fn locale() -> Option<String> {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)
}
