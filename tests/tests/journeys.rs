//! Every journey plays as written, and a planted wrong expectation fails.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use steppingstone_pocket::journey::{Journey, Trouble, play};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys")
}

fn files() -> Vec<PathBuf> {
    let all = fs::read_dir(folder()).unwrap().map(|item| item.unwrap().path());
    let mut files: Vec<_> = all
        .filter(|path| {
            path.extension().is_some_and(|end| end == "json")
                && path.file_name().is_some_and(|name| name != "schema.json")
        })
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn play_value(value: &Value) -> Result<(), Trouble> {
    let journey: Journey = serde_json::from_value(value.clone()).unwrap();
    let place = tempfile::tempdir().unwrap();
    play(&journey, place.path(), &mut |_| {})
}

#[test]
fn every_journey_plays_as_written() {
    let files = files();
    assert!(files.len() >= 8, "only {} journeys", files.len());
    for path in files {
        if let Err(trouble) = play_value(&read(&path)) {
            panic!("{}: {trouble}", path.file_name().unwrap().to_string_lossy());
        }
    }
}

#[test]
fn every_journey_fits_the_schema() {
    let schema = read(&folder().join("schema.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for path in files() {
        let errors: Vec<String> = validator.iter_errors(&read(&path)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
    assert!(!validator.is_valid(&json!({ "title": "no moves" })));
}

#[test]
fn a_planted_wrong_expectation_fails() {
    let good = read(&folder().join("ghosted.json"));
    for (what, pointer, wrong) in [
        ("another prompt", "/moves/1/expect/ask", json!("thought")),
        ("a number in a record", "/records/entries/0/about_me/after", json!(26)),
        ("a key more", "/records/surplus", json!(true)),
        ("a composed sentence", "/moves/9/expect/input/compose/0", json!("It was nothing.")),
    ] {
        let mut bad = good.clone();
        match bad.pointer_mut(pointer) {
            Some(place) => *place = wrong,
            None => drop(bad["records"].as_object_mut().unwrap().insert("surplus".into(), wrong)),
        }
        assert!(matches!(play_value(&bad), Err(Trouble::Different { .. })), "{what} went unnoticed");
    }
    let mut silent = good;
    silent["moves"][1].as_object_mut().unwrap().remove("expect");
    assert!(matches!(play_value(&silent), Err(Trouble::Different { .. })), "a missing expectation went unnoticed");
}

/// What the product must help a person do has a life that shows it, named by its id; so has every
/// guide, and every exercise.
#[test]
fn every_ability_guide_and_exercise_has_a_journey() {
    let journeys: Vec<Value> = files().iter().map(|path| read(path)).collect();
    let names: Vec<String> =
        files().iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let ids = (1..=18).map(|n| format!("s{n:02}-")).chain((1..=3).map(|n| format!("d{n}-")));
    for id in ids {
        assert!(names.iter().any(|name| name.starts_with(&id)), "{id}");
    }
    for exercise in steppingstone_core::grounding_exercises() {
        assert!(names.contains(&format!("ground-{}", exercise.id)), "{}", exercise.id);
    }
    let moves = journeys.iter().flat_map(|journey| journey["moves"].as_array().unwrap());
    let started: std::collections::BTreeSet<&str> = moves.filter_map(|one| one["guide"].as_str()).collect();
    let listed = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/packs/en/guides")).unwrap();
    for item in listed {
        let guide = item.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        assert!(started.contains(guide.as_str()), "no journey starts {guide}");
    }
}
