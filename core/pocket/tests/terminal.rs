//! The terminal shell as a person uses it: keys in, lines out, a journal on disk.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use steppingstone_core::{Config, Now, Steppingstone};

fn pocket(arguments: &[&str], typed: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_steppingstone-pocket"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(typed).unwrap();
    child.wait_with_output().unwrap()
}

fn live(journal: &Path, typed: &[u8]) -> String {
    let output = pocket(&["--plain", "--journal", journal.to_str().unwrap()], typed);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn open(journal: &Path) -> std::sync::Arc<Steppingstone> {
    Steppingstone::open(Config { directory: journal.display().to_string(), seed: None }).unwrap()
}

/// The latest headline, once an unfinished check-in is ended.
fn headline(journal: &Path) -> String {
    let now = Now { utc_ms: 1_795_435_200_000, offset_seconds: 0, zone: "UTC".into() };
    let stone = open(journal);
    for draft in stone.guides().drafts(now.clone()).unwrap() {
        for seq in 0..20 {
            drop(stone.guides().enough_for_now(draft.id.clone(), seq, now.clone()));
        }
    }
    let page = stone.journal().timeline(None, 1).unwrap();
    page.entries[0].headline.clone().unwrap().text
}

#[test]
fn bytes_that_are_not_text_are_kept_as_far_as_they_are() {
    let place = tempfile::tempdir().unwrap();
    // Check in; hurt; quite; no answer, with a line of broken bytes; then the input ends.
    live(place.path(), b"1\n1\n3\n1\ncaf\xe9 \xf0\x28 closed\n");
    assert_eq!(headline(place.path()), "caf\u{fffd} \u{fffd}( closed");
}

#[test]
fn what_was_typed_survives_an_answer_that_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let long = "far too long ".repeat(2_000);
    let typed = format!("1\n1\n3\n1\n\n{long}\n/\n6\n7\n");
    let said = live(place.path(), typed.as_bytes());
    assert!(said.contains("longer than fits"), "{said}");
    assert!(said.contains(&format!("({long})")), "the words are offered again");
}

#[test]
fn back_help_and_closing_work_at_every_prompt_and_the_draft_is_due() {
    let place = tempfile::tempdir().unwrap();
    // Check in; sad; aside: back; aside: help; aside: close; due: go on with it; aside: enough; look back.
    let said =
        live(place.path(), b"1\n13\n/\n2\n/\n5\n13\n3\n8\nLunch\nThey forgot me\n/\n6\n4\n1\n/\n4\n5\n1\n1\n7\n");
    for expected in
        ["call now", "You wrote: They forgot me", "Saved.", "Felt: sad, 50 of 100", "Thought: They forgot me"]
    {
        assert!(said.contains(expected), "{expected:?} is missing in {said}");
    }
}

#[test]
fn a_journey_that_differs_ends_with_one() {
    let journeys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/journeys");
    let good = journeys.join("ghosted.json");
    let played = pocket(&["play", good.to_str().unwrap()], b"");
    assert!(played.status.success(), "{}", String::from_utf8_lossy(&played.stderr));
    assert!(String::from_utf8_lossy(&played.stdout).contains("Is there a fairer way to say it?"));
    let place = tempfile::tempdir().unwrap();
    let wrong = place.path().join("wrong.json");
    fs::write(&wrong, fs::read_to_string(good).unwrap().replacen("\"ask\":\"intensity\"", "\"ask\":\"thought\"", 1))
        .unwrap();
    let refused = pocket(&["play", wrong.to_str().unwrap()], b"");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("move 1 (answer)"));
}

#[test]
fn help_needs_no_journal() {
    let help = pocket(&["help", "--region", "NZ"], b"");
    assert!(String::from_utf8_lossy(&help.stdout).contains("New Zealand: 111"));
    let nowhere = pocket(&["help"], b"");
    assert!(nowhere.status.success() && String::from_utf8_lossy(&nowhere.stdout).contains("Choose where you are"));
}
