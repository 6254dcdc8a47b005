//! What is kept on disk can be read for ever: golden files of every persisted shape.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use steppingstone_core::{Answer, Purpose, When, ZonePolicy};
use steppingstone_tests::open;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn json(file: &str) -> Value {
    serde_json::from_str(&read(file)).unwrap()
}

/// Each value reads as `T` and is written back as it was.
fn holds<T: DeserializeOwned + Serialize>(values: &Value) {
    let values = values.as_array().unwrap();
    assert!(!values.is_empty());
    for value in values {
        let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(&serde_json::to_value(read).unwrap(), value);
    }
}

#[test]
fn stored_answers() {
    let golden = json("golden/answers.json");
    holds::<Answer>(&golden);
    let kinds: std::collections::BTreeSet<_> =
        golden.as_array().unwrap().iter().map(|answer| answer["kind"].clone().to_string()).collect();
    assert_eq!(kinds.len(), 11, "every kind of answer has a golden form");
}

#[test]
fn stored_reminders() {
    let golden = json("golden/reminders.json");
    holds::<When>(&golden["rules"]);
    holds::<ZonePolicy>(&golden["policies"]);
    holds::<Purpose>(&golden["purposes"]);
}

#[test]
fn a_journal_of_version_1_opens_with_everything_in_it() {
    let place = tempfile::tempdir().unwrap();
    let connection = rusqlite::Connection::open(place.path().join("journal.sqlite")).unwrap();
    connection.execute_batch(&read("golden/journal-1.sql")).unwrap();
    drop(connection);
    let stone = open(place.path());
    assert_eq!(stone.opened().moved_aside, None);
    let stored: Value = serde_json::from_str(&stone.journal().canonical().unwrap()).unwrap();
    assert_eq!(stored, json("journeys/ghosted.json")["records"]);
}
