//! `kill -9` at any point of a check-in loses no answer that was acknowledged.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use steppingstone_core::{DraftId, Step};
use steppingstone_tests::{noon, open};

const KILLS: usize = 120;

/// What a run said was saved, by draft: the answers so far, and whether it was finished.
type Said = BTreeMap<String, (u32, bool)>;

/// Runs the endless check-ins, kills them after `lines` lines, and returns what they said.
fn run_and_kill(place: &Path, round: usize, lines: usize) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_check-in-forever"))
        .args([place.as_os_str(), round.to_string().as_ref()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the check-ins start");
    let mut output = BufReader::new(child.stdout.take().expect("their output is piped"));
    let mut said = Said::new();
    for _ in 0..lines {
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        note(&mut said, &line);
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    // Lines that were written before the kill count as acknowledged, too.
    for line in output.lines().map_while(Result::ok) {
        note(&mut said, &line);
    }
    said
}

fn note(said: &mut Said, line: &str) {
    let mut parts = line.split_whitespace();
    if let (Some(verb), Some(draft), Some(Ok(seq))) = (parts.next(), parts.next(), parts.next().map(str::parse::<u32>))
    {
        let (count, finished) = if verb == "finish" { (seq, true) } else { (seq + 1, false) };
        said.insert(draft.to_owned(), (count, finished));
    }
}

#[test]
fn no_acknowledged_answer_is_lost() {
    let place = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 0..KILLS {
        // From one line on, so that kills fall everywhere in a check-in and between two.
        let said = run_and_kill(place.path(), round, 1 + round % 23);
        let stone = open(place.path());
        assert_eq!(stone.opened().moved_aside, None, "round {round}");
        for (draft, (count, finished)) in &said {
            let found = stone.guides().resume(DraftId(draft.clone()), noon()).unwrap().step;
            match found {
                Step::Ended { record, .. } => assert!(record.is_some(), "round {round}: finished without a record"),
                Step::Ask { at, .. } | Step::Review { at, .. } => {
                    assert!(!finished, "round {round}: a finished check-in is open again");
                    assert!(at.seq >= *count, "round {round}: {} of {count} answers", at.seq);
                }
                other => panic!("round {round}: {other:?}"),
            }
            acknowledged += u64::from(*count);
        }
    }
    assert!(acknowledged > KILLS as u64, "{acknowledged} answers are too few to prove anything");
}
