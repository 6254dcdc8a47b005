//! The inbox: what a person did on a notification or a widget while the journal was closed. One
//! small file per action, written whole or not at all, read once.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::HandledAs;
use crate::error::{Error, Field, Reason, Result};
use crate::file;
use crate::hash::fingerprint;
use crate::time::Now;

/// The folder beside the journal.
const FOLDER: &str = "inbox";
/// The ending of an action, and of what was none.
const ACTION: &str = "json";
const JUNK: &str = "junk";
/// More than any action needs; anything larger is none.
const MOST_BYTES: u64 = 16 * 1024;
const MOST_KEYS: usize = 60;
const MOST_KEY_CHARS: usize = 100;

/// An action as it lies in the inbox. It holds no words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Posted {
    pub(crate) keys: Vec<String>,
    pub(crate) verb: HandledAs,
    pub(crate) utc_ms: i64,
}

impl Posted {
    pub(crate) fn check(&self) -> Result<()> {
        let is_key =
            |key: &String| (1..=MOST_KEY_CHARS).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        if self.keys.is_empty() || self.keys.len() > MOST_KEYS || !self.keys.iter().all(is_key) {
            return Err(Error::invalid(Field::Key, Reason::Malformed));
        }
        Now { utc_ms: self.utc_ms, offset_seconds: 0, zone: "UTC".into() }.check()?;
        self.verb.check()
    }
}

/// Leaves an action for the next opening. When this returns, it survives a power cut.
pub(crate) fn post(directory: &Path, action: &Posted) -> Result<()> {
    action.check()?;
    let folder = directory.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let written = serde_json::to_string(action)?;
    // The same action posted twice is the same file.
    let name = format!("{:015}-{}", action.utc_ms, fingerprint([written.as_str()]));
    let unfinished = folder.join(format!("{name}.tmp"));
    Ok(file::replace(&folder.join(format!("{name}.{ACTION}")), &unfinished, written.as_bytes())?)
}

/// The actions that wait, oldest first, with their files. What is no action is put aside, once.
pub(crate) fn waiting(directory: &Path) -> Vec<(PathBuf, Posted)> {
    let Ok(listed) = fs::read_dir(directory.join(FOLDER)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = listed.filter_map(|item| Some(item.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == ACTION));
    files.sort();
    let mut actions = Vec::new();
    for path in files {
        match read(&path) {
            Some(action) => actions.push((path, action)),
            // Unreadable now is unreadable for ever; it must not be met at every opening.
            None => drop(fs::rename(&path, path.with_extension(JUNK))),
        }
    }
    actions
}

/// Takes actions out that are in the journal now. Should this fail, they are taken again: that changes nothing.
pub(crate) fn take<'a>(files: impl IntoIterator<Item = &'a PathBuf>) {
    for path in files {
        let _ = fs::remove_file(path);
    }
}

fn read(path: &Path) -> Option<Posted> {
    parse(&file::read_small(path, MOST_BYTES)?)
}

/// Whether bytes are an action.
pub fn is_action(bytes: &[u8]) -> bool {
    parse(bytes).is_some()
}

/// An action from its bytes; none if they are none.
fn parse(bytes: &[u8]) -> Option<Posted> {
    let action: Posted = serde_json::from_slice(bytes).ok()?;
    action.check().is_ok().then_some(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(utc_ms: i64, verb: HandledAs) -> Posted {
        Posted { keys: vec!["r/2026-11-24".into()], verb, utc_ms }
    }

    #[test]
    fn actions_come_back_in_order_and_once() {
        let place = tempfile::tempdir().unwrap();
        for one in [action(20, HandledAs::Done), action(3, HandledAs::Shown), action(20, HandledAs::Done)] {
            post(place.path(), &one).unwrap();
        }
        let found = waiting(place.path());
        let order: Vec<_> = found.iter().map(|(_, one)| (one.utc_ms, one.verb)).collect();
        assert_eq!(order, [(3, HandledAs::Shown), (20, HandledAs::Done)]);
        take(found.iter().map(|(path, _)| path));
        assert!(waiting(place.path()).is_empty());
    }

    #[test]
    fn junk_is_put_aside_and_met_once() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(FOLDER);
        fs::create_dir_all(folder.join("a-folder.json")).unwrap();
        for (name, bytes) in [("1.json", &b"{"[..]), ("2.json", &[0xff; 64]), ("3.tmp", b"half"), ("4.json", b"")] {
            fs::write(folder.join(name), bytes).unwrap();
        }
        fs::write(folder.join("5.json"), vec![b' '; 20_000]).unwrap();
        post(place.path(), &action(7, HandledAs::Skipped)).unwrap();
        assert_eq!(waiting(place.path()).len(), 1);
        let junk = fs::read_dir(&folder)
            .unwrap()
            .filter(|item| item.as_ref().unwrap().path().extension().is_some_and(|end| end == JUNK));
        assert_eq!(junk.count(), 5);
    }

    #[test]
    fn an_action_that_cannot_be_meant_is_refused() {
        let place = tempfile::tempdir().unwrap();
        for bad in [
            Posted { keys: vec![], ..action(1, HandledAs::Done) },
            Posted { keys: vec!["a b".into()], ..action(1, HandledAs::Done) },
            action(-1, HandledAs::Done),
            action(1, HandledAs::Later { minutes: 0 }),
        ] {
            assert!(post(place.path(), &bad).is_err(), "{bad:?}");
        }
        assert!(waiting(place.path()).is_empty());
    }
}
