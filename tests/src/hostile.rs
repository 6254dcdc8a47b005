//! A journal where it cannot live well: a place that cannot be written, or a disk that fills.
//! `tests/tests/bad_input.rs` runs it inside mounts of its own; it says `held` or panics.

use std::io::Write;
use std::path::Path;

use steppingstone_core::{
    Config, DraftId, Start, Step, Steppingstone, SteppingstoneError, StorageKind, help_before_lock,
};
use steppingstone_tests::{NOON, any_answer, at, noon, open};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(what), Some(place)) = (arguments.next(), arguments.next()) else { panic!("what, and where?") };
    match what.as_str() {
        "read-only" => read_only(&place),
        "full" => full(Path::new(&place)),
        other => panic!("no such place: {other}"),
    }
    let said = writeln!(std::io::stdout(), "{what}: held");
    assert!(said.is_ok());
}

fn read_only(place: &str) {
    let opened = Steppingstone::open(Config { directory: place.to_owned(), seed: None });
    assert_eq!(opened.err(), Some(SteppingstoneError::Storage { kind: StorageKind::ReadOnly }));
    assert!(!help_before_lock(place.to_owned(), noon()).suggestions.is_empty());
}

/// Checks in day after day until the disk is full, then looks for everything that was acknowledged.
fn full(place: &Path) {
    let stone = open(place);
    stone.journal().set_region(Some("NZ".into())).unwrap_or_else(|error| panic!("{error}"));
    let mut saved = 0;
    let Some((error, draft, seq)) = (0..200).find_map(|day| check_in(&stone, day, &mut saved)) else {
        panic!("the disk never filled")
    };
    assert_eq!(error, SteppingstoneError::Storage { kind: StorageKind::Full });
    assert!(saved > 5, "{saved} answers are too few to prove anything");
    let help = help_before_lock(place.display().to_string(), noon());
    assert!(help.emergency.is_some(), "help knows the place on a full disk");
    drop(stone);
    let stone = open(place);
    assert_eq!(stone.opened().moved_aside, None);
    match stone.guides().resume(draft.clone(), noon()) {
        Ok(answered) => {
            let found = match &answered.step {
                Step::Ask { at, .. } | Step::Review { at, .. } => Some(at.seq),
                _ => None,
            };
            assert_eq!(found, Some(seq));
        }
        // Opening a draft again writes as well; then it must at least still be there to read.
        Err(error) => {
            assert_eq!(error, SteppingstoneError::Storage { kind: StorageKind::Full });
            let drafts = stone.guides().drafts(noon()).unwrap_or_default();
            assert!(drafts.iter().any(|kept| kept.id == draft));
        }
    }
}

/// One whole check-in; the error that stopped it, with where it stood.
fn check_in(stone: &Steppingstone, day: i64, saved: &mut u32) -> Option<(SteppingstoneError, DraftId, u32)> {
    let (guides, now) = (stone.guides(), at(NOON + day * 86_400_000));
    let mut step = guides.start(Start::of("check_in"), now.clone()).ok()?.step;
    while let Step::Ask { at, prompt, .. } = &step {
        let answer = any_answer(prompt, &"It rained on the way. ".repeat(13), 0);
        match guides.answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, now.clone()) {
            Ok(answered) => step = answered.step,
            Err(error) => return Some((error, at.draft.clone(), at.seq)),
        }
        *saved += 1;
    }
    let Step::Review { at, .. } = &step else { return None };
    let ended = guides.finish(at.draft.clone(), at.seq, now);
    ended.err().map(|error| (error, at.draft.clone(), at.seq))
}
