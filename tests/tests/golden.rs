//! What is kept on disk can be read for ever: golden files of every persisted shape.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use steppingstone_core::help_data::lines_in;
use steppingstone_core::planner::is_action;
use steppingstone_core::{
    Answer, HandledAs, Purpose, RecordId, ReminderSettings, Rule, When, ZonePolicy, help_before_lock,
};
use steppingstone_tests::{noon, open};

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
    holds::<When>(&golden["moments"]);
    holds::<Rule>(&golden["rules"]);
    holds::<ZonePolicy>(&golden["policies"]);
    holds::<Purpose>(&golden["purposes"]);
    holds::<ReminderSettings>(&golden["settings"]);
    holds::<HandledAs>(&golden["outcomes"]);
    for action in golden["inbox"].as_array().unwrap() {
        assert!(is_action(action.to_string().as_bytes()), "{action}");
    }
}

/// The file outside the journal: each form is read, with every line in it, and shown by help.
#[test]
fn the_file_that_help_reads_before_the_lock() {
    let place = tempfile::tempdir().unwrap();
    for (file, lines) in json("golden/help.json").as_array().unwrap().iter().zip([0, 1, 7]) {
        assert_eq!(lines_in(file.to_string().as_bytes()), Some(lines), "{file}");
        fs::write(place.path().join("help.json"), file.to_string()).unwrap();
        let help = help_before_lock(place.path().display().to_string(), noon());
        assert_eq!(help.own.len(), lines);
        let region = help.emergency.map(|found| found.region.code);
        assert_eq!(region.as_deref(), file["region"].as_str());
    }
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
    assert_eq!(stored, json("golden/journal-1.json"));
    let found = stone.journal().search("boring".into(), None, 10).unwrap().records;
    assert_eq!(found.len(), 1, "what was written before there was a search is found");
}

/// Guides without records of their own: one goes on with a check-in, the other sets things.
const WITHOUT_RECORDS: [&str; 2] = ["look_closer", "welcome"];

#[test]
fn stored_records_of_every_practice() {
    let golden = json("golden/records.json");
    let place = tempfile::tempdir().unwrap();
    drop(open(place.path()));
    let connection = rusqlite::Connection::open(place.path().join("journal.sqlite")).unwrap();
    for (number, (practice, body)) in (0_u32..).zip(golden.as_object().unwrap()) {
        let sql = "INSERT INTO record (place, id, practice, utc_ms, offset_seconds, zone, local_date, body)
                   VALUES (?1 * 1024, ?2, ?2, ?1, 0, 'UTC', '1970-01-01', ?3)";
        connection.execute(sql, rusqlite::params![number, practice, body.to_string()]).unwrap();
    }
    drop(connection);
    let stone = open(place.path());
    for practice in golden.as_object().unwrap().keys() {
        let story =
            stone.journal().story(RecordId(practice.clone())).unwrap_or_else(|error| panic!("{practice}: {error}"));
        assert!(!story.is_empty(), "{practice} tells nothing");
    }
    let listed = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/packs/en/guides")).unwrap();
    let guides = listed.map(|item| item.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
    let missing: Vec<String> =
        guides.filter(|guide| golden.get(guide).is_none() && !WITHOUT_RECORDS.contains(&guide.as_str())).collect();
    assert!(missing.is_empty(), "every practice has a golden record: {missing:?}");
}
