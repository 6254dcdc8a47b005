//! Writes what comes into journeys and vectors; their moves stay as they are. Run it after a deliberate
//! change, with or without names of files, and read the difference line by line before it is committed:
//!
//!     cargo run -p steppingstone-tests --bin write-expectations NAME.json
#![allow(clippy::unwrap_used, reason = "a tool for developers that stops where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use steppingstone_pocket::journey::{Journey, Player};
use steppingstone_tests::vector::{Vector, play};

fn main() {
    for path in files("journeys") {
        write(&path, journey);
    }
    for path in files("vectors/reminders") {
        write(&path, vector);
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let files = listed.map(|item| item.unwrap().path());
    let is_one = |path: &PathBuf| path.extension().is_some_and(|end| end == "json") && !path.ends_with("schema.json");
    files.filter(is_one).collect()
}

fn write(path: &Path, played: fn(Value) -> String) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if !asked.is_empty() && !asked.contains(&name) {
        return;
    }
    // Where a file cannot be played to its end, the last name that is printed is its own.
    println!("{name}");
    let value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fs::write(path, played(value)).unwrap();
}

fn vector(mut value: Value) -> String {
    let vector: Vector = serde_json::from_value(value.clone()).unwrap();
    let place = tempfile::tempdir().unwrap();
    expect(&mut value, play(&vector, place.path()));
    serde_json::to_string_pretty(&value).unwrap() + "\n"
}

fn journey(mut value: Value) -> String {
    let journey: Journey = serde_json::from_value(value.clone()).unwrap();
    let place = tempfile::tempdir().unwrap();
    let mut player = Player::new(&journey, place.path()).unwrap();
    let found = journey.moves.iter().map(|written| player.make(written, &mut |_| {}).unwrap()).collect();
    expect(&mut value, found);
    value["records"] = parsed(&player.records().unwrap());
    value["plan"] = parsed(&player.plan().unwrap());
    laid_out(&value)
}

fn expect(value: &mut Value, found: Vec<Option<String>>) {
    for (one, found) in value["moves"].as_array_mut().unwrap().iter_mut().zip(found) {
        let one = one.as_object_mut().unwrap();
        match found {
            Some(json) => drop(one.insert("expect".into(), parsed(&json))),
            None => drop(one.remove("expect")),
        }
    }
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

/// One line for each move and one for what comes of it, so that a difference can be read.
fn laid_out(journey: &Value) -> String {
    let mut moves = Vec::new();
    for one in journey["moves"].as_array().unwrap() {
        let mut one = one.as_object().unwrap().clone();
        let expected = one.remove("expect").map(|value| format!(",\n     \"expect\": {value}")).unwrap_or_default();
        let act = one.remove("do").unwrap();
        let rest: Vec<String> = one.iter().map(|(key, value)| format!(",\"{key}\":{value}")).collect();
        let rest = rest.concat();
        moves.push(format!("    {{\"do\":{act}{rest}{expected}}}"));
    }
    let header = ["title", "covers", "seed", "now"].map(|key| format!("  \"{key}\": {},\n", journey[key])).concat();
    let pretty = |key: &str| serde_json::to_string_pretty(&journey[key]).unwrap().replace('\n', "\n  ");
    let (records, plan) = (pretty("records"), pretty("plan"));
    format!(
        "{{\n{header}  \"moves\": [\n{}\n  ],\n  \"records\": {records},\n  \"plan\": {plan}\n}}\n",
        moves.join(",\n")
    )
}
