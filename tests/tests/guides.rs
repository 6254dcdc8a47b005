//! What holds for every guide there is, present and future: what a person writes is found again,
//! is in no debug text, and is gone without a trace when it is deleted.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use steppingstone_core::{AgeBand, Answer, Offer, RecordId, Start, Step, Steppingstone, SteppingstoneError, Words};
use steppingstone_tests::{any_answer, at, noon, open, words};

/// Nobody writes this by chance, and no pack holds it.
const CANARY: &str = "quokkasong";

/// A day later, so that what is asked once a day is asked again.
fn later(days: i64) -> steppingstone_core::Now {
    at(noon().utc_ms + days * 86_400_000)
}

/// Goes through a guide with the canary in every text, skipping what does not take the answer.
/// Returns the record it left and everything that could be printed on the way.
fn walk(stone: &Steppingstone, start: &Start, tap: usize, day: i64) -> (Option<RecordId>, String, bool) {
    use std::fmt::Write;
    let (guides, mut printed, mut wrote) = (stone.guides(), String::new(), false);
    let mut step = guides.start(start.clone(), later(day)).unwrap().step;
    for _ in 0..90 {
        write!(printed, "{step:?}").unwrap();
        step = match &step {
            Step::Ask { at, prompt, .. } => {
                let answer = any_answer(prompt, &format!("It was about the {CANARY} again"), tap);
                write!(printed, "{answer:?}").unwrap();
                let (draft, id) = (at.draft.clone(), prompt.id.clone());
                match guides.answer(draft.clone(), id.clone(), at.seq, answer.clone(), later(day)) {
                    Ok(next) => {
                        wrote |= is_written(&answer);
                        next.step
                    }
                    Err(SteppingstoneError::Invalid { .. }) => guides.skip(draft, id, at.seq, later(day)).unwrap().step,
                    Err(error) => panic!("{error} at {id}"),
                }
            }
            Step::Review { at, .. } => guides.finish(at.draft.clone(), at.seq, later(day)).unwrap().step,
            Step::Resting { draft, .. } => guides.resume(draft.clone(), later(day)).unwrap().step,
            Step::Ended { record, .. } => return (record.clone(), printed, wrote),
            Step::Occupied { draft } => panic!("{draft:?} is still open"),
        };
    }
    panic!("{} has no end", start.guide);
}

/// Whether the answer holds words that must be found later. Sorted lines and names are looked up
/// elsewhere.
fn is_written(answer: &Answer) -> bool {
    matches!(answer, Answer::Text { .. } | Answer::Composed { .. })
}

/// Every guide that is offered from home, then from each record those left.
fn everything(stone: &Steppingstone, tap: usize, mut see: impl FnMut(&Offer, Option<RecordId>, &str, bool)) {
    stone.journal().set_age_band(Some(AgeBand::Adult)).unwrap();
    let mut waiting: Vec<Offer> = stone.guides().offers(None, noon()).unwrap();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut day = 0;
    while let Some(offer) = waiting.pop() {
        day += 1;
        let (record, printed, wrote) = walk(stone, &offer.start, tap, day);
        see(&offer, record.clone(), &printed, wrote);
        let Some(record) = record else { continue };
        for next in stone.guides().offers(Some(record), later(day)).unwrap() {
            if seen.insert((offer.start.guide.clone(), next.start.guide.clone())) {
                waiting.push(next);
            }
        }
    }
}

#[test]
fn what_a_person_writes_is_found_again_and_printed_nowhere() {
    let mut reached: BTreeMap<String, bool> = BTreeMap::new();
    for tap in [0, 1, 2, 5] {
        let place = tempfile::tempdir().unwrap();
        let stone = open(place.path());
        everything(&stone, tap, |offer, record, printed, wrote| {
            let guide = &offer.start.guide;
            assert!(!printed.contains(CANARY), "{guide} prints what was written");
            *reached.entry(guide.clone()).or_default() |= wrote;
            let Some(record) = record else { return };
            let told = stone.journal().story(record.clone()).unwrap();
            assert!(!format!("{told:?}").contains(CANARY));
            let found = stone.journal().search(CANARY.into(), None, 200).unwrap().records;
            if wrote {
                assert!(
                    told.iter().any(|line| line.text.text.contains(CANARY)),
                    "{guide} does not tell what was written"
                );
                assert!(found.iter().any(|one| one.id == record), "{guide} is not found");
            }
        });
        let facts = stone.journal().own_facts(None, words(CANARY), noon(), 50).unwrap();
        assert!(!format!("{facts:?}").contains(CANARY));
        assert!(!format!("{:?}", stone.circle().people().unwrap()).contains(CANARY));
    }
    assert!(reached.len() >= 30, "only {:?}", reached.keys());
    assert!(reached.values().filter(|wrote| **wrote).count() >= 20, "{reached:?}");
}

#[test]
fn what_is_deleted_leaves_no_byte() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let mut records = Vec::new();
    everything(&stone, 0, |_, record, _, _| records.extend(record));
    assert!(holds(place.path(), CANARY));
    for record in records {
        // What belonged to one that is deleted already is gone with it.
        match stone.journal().delete(record, noon()) {
            Ok(_) | Err(SteppingstoneError::NotFound { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    let left = stone.journal().timeline(None, None, 200).unwrap().records;
    for record in left {
        stone.journal().delete(record.id, noon()).unwrap();
    }
    for person in stone.circle().people().unwrap() {
        stone.circle().remove(person.person.id).unwrap();
    }
    assert!(stone.journal().search(CANARY.into(), None, 10).unwrap().records.is_empty());
    stone.journal().purge().unwrap();
    assert!(!holds(place.path(), CANARY), "a deleted word is still in a file");
}

fn holds(place: &Path, word: &str) -> bool {
    let files = std::fs::read_dir(place).unwrap().map(|item| std::fs::read(item.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes())))
}

/// Words that look like the index's own language are words.
#[test]
fn search_reads_words_and_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let (record, ..) = walk(&stone, &Start::of("line"), 0, 0);
    assert!(record.is_some());
    let found = |text: &str| stone.journal().search(text.into(), None, 10).unwrap().records.len();
    assert_eq!(found("QUOKKAS"), 1);
    assert_eq!(found("quokkasong agâin"), 1);
    for nothing in ["", "  ", "\"", "quokkasong zebra", "NOT", "text:quokka*zebra"] {
        assert_eq!(found(nothing), 0, "{nothing}");
    }
    assert_eq!(found("quokkasong\" OR \"again"), 0, "no operator is read");
    drop(Words { text: String::new() });
}
