//! Calls across the FFI: few, never a panic, never a word of a person in what is printed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use steppingstone_core::{
    Answer, DraftId, HandledAs, Now, PersonId, RecordId, Start, Step, TagId, Words, canonical_json, canonical_step,
    chrome, grounding_exercises, help, help_before_lock, regions, suggested_region,
};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::{any_answer, noon, open, words};

const CANARY: &str = "canary-7f3a";

fn print(printed: &mut String, text: std::fmt::Arguments<'_>) {
    std::fmt::Write::write_fmt(printed, text).unwrap();
}

#[test]
fn what_a_person_wrote_is_in_no_debug_text() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let mut step = stone.guides().start(Start::of("check_in"), noon()).unwrap().step;
    let mut printed = String::new();
    let mut prompts = 0;
    while let Step::Ask { at, prompt, .. } = &step {
        // The first choice everywhere leads through looking closer.
        let answer = any_answer(prompt, &format!("I am such an idiot, {CANARY}, and she left"), 0);
        print(&mut printed, format_args!("{step:?} {answer:?}"));
        step = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, noon()).unwrap().step;
        prompts += 1;
    }
    print(&mut printed, format_args!("{step:?}"));
    let Step::Review { at, .. } = &step else { panic!("{step:?}") };
    stone.guides().finish(at.draft.clone(), at.seq, noon()).unwrap();
    let page = stone.journal().timeline(Some("check_in".into()), None, 5).unwrap();
    let id = page.records[0].id.clone();
    print(&mut printed, format_args!("{page:?} {:?}", stone.journal().entry(id.clone()).unwrap()));
    assert_eq!(stone.journal().summary(id.clone()).unwrap(), page.records[0]);
    print(
        &mut printed,
        format_args!("{:?} {:?}", stone.journal().story(id).unwrap(), stone.journal().returning_thought().unwrap()),
    );
    let wrong = stone.guides().answer(
        DraftId(CANARY.into()),
        CANARY.into(),
        0,
        Answer::Seen { choice: Some(CANARY.into()) },
        noon(),
    );
    print(&mut printed, format_args!("{:?} {}", wrong, wrong.clone().unwrap_err()));
    assert!(prompts > 12, "only {prompts} prompts");
    assert!(stone.journal().canonical().unwrap().contains(CANARY), "the canary was never stored");
    assert!(!printed.contains(CANARY), "a person's words are in a debug text");
}

/// Six prompts, start and finish: the shells count the same with their own proxies.
#[test]
fn a_short_check_in_takes_few_calls() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let mut calls = 1;
    let mut step = stone.guides().start(Start::of("check_in"), noon()).unwrap().step;
    while let Step::Ask { at, prompt, .. } = &step {
        let mut answer = any_answer(prompt, "It rained", 25);
        if prompt.id == "now" {
            answer = Answer::Chosen { ids: vec!["tomorrow".into()], note: None };
        }
        let guides = stone.guides();
        step = match prompt.id.as_str() {
            "when" => guides.skip(at.draft.clone(), prompt.id.clone(), at.seq, noon()),
            _ => guides.answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, noon()),
        }
        .unwrap()
        .step;
        calls += 1;
    }
    let Step::Review { at, .. } = &step else { panic!("{step:?}") };
    stone.guides().finish(at.draft.clone(), at.seq, noon()).unwrap();
    assert_eq!(calls + 1, 9, "six prompts, the reminder's, start and finish; 20 are allowed");
}

fn any_now() -> impl Strategy<Value = Now> {
    (any::<i64>(), any::<i32>(), "\\PC{0,12}").prop_map(|(utc_ms, offset_seconds, zone)| Now {
        utc_ms,
        offset_seconds,
        zone,
    })
}

fn any_json_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        ("\\PC{0,40}", any::<Option<u8>>()).prop_map(|(text, rating)| Answer::Text { words: Words { text }, rating }),
        any::<u8>().prop_map(|value| Answer::Rating { value }),
        prop::collection::vec("\\PC{0,8}", 0..4).prop_map(|ids| Answer::Chosen { ids, note: None }),
        any::<Option<String>>().prop_map(|choice| Answer::Seen { choice }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_export_panics(now in any_now(), id in "\\PC{0,40}", answer in any_json_answer(), seq in any::<u32>(), limit in any::<u16>()) {
        let place = tempfile::tempdir().unwrap();
        let stone = open(place.path());
        let started = stone.guides().start(Start::of("check_in"), noon()).unwrap();
        let Step::Ask { at, prompt, .. } = &started.step else { panic!() };
        let calm = catch_unwind(AssertUnwindSafe(|| {
            let guides = stone.guides();
            let draft = DraftId(id.clone());
            drop(guides.answer(at.draft.clone(), prompt.id.clone(), at.seq, answer.clone(), noon()));
            drop(guides.answer(at.draft.clone(), id.clone(), seq, answer.clone(), now.clone()));
            drop(guides.skip(draft.clone(), id.clone(), seq, now.clone()));
            drop(guides.back(at.draft.clone(), seq, now.clone()));
            drop(guides.resume(draft.clone(), now.clone()));
            drop(guides.set_aside(draft.clone(), now.clone()));
            drop(guides.enough_for_now(draft.clone(), seq, now.clone()));
            drop(guides.finish(at.draft.clone(), seq, noon()));
            drop(guides.discard(draft, now.clone()));
            drop(guides.drafts(now.clone()));
            drop(guides.start(Start::about("look_closer", &RecordId(id.clone())), now.clone()));
            let journal = stone.journal();
            drop(journal.timeline(None, Some(RecordId(id.clone())), limit));
            drop(journal.entry(RecordId(id.clone())));
            drop(journal.story(RecordId(id.clone())));
            drop(journal.summary(RecordId(id.clone())));
            drop(journal.set_region(Some(id.clone())));
            drop(journal.search(id.clone(), Some(RecordId(id.clone())), limit));
            drop(journal.search(id.clone(), None, limit));
            drop(journal.versions(RecordId(id.clone())));
            drop(journal.backdate(RecordId(id.clone()), now.clone(), now.clone()));
            drop(journal.delete(RecordId(id.clone()), now.clone()));
            drop(journal.undelete(RecordId(id.clone())));
            drop(journal.own_facts(Some(id.clone()), words(&id), now.clone(), limit));
            drop(journal.set_tags(RecordId(id.clone()), vec![words(&id)], now.clone()));
            drop(journal.tags_of(RecordId(id.clone())));
            drop(journal.rename_tag(TagId(id.clone()), words(&id)));
            drop(journal.merge_tags(TagId(id.clone()), TagId(id.clone())));
            let circle = stone.circle();
            drop(circle.rename(PersonId(id.clone()), words(&id)));
            drop(circle.merge(PersonId(id.clone()), PersonId(id.clone())));
            drop(circle.remove(PersonId(id.clone())));
            drop(stone.practice().tried(RecordId(id.clone()), now.clone()));
            drop(guides.offers(Some(RecordId(id.clone())), now.clone()));
            drop(guides.start(Start::of(&id), now.clone()));
            drop(journal.canonical());
            let reminders = stone.reminders();
            drop(reminders.plan(now.clone(), BundledZones::new()));
            drop(reminders.due(now.clone(), BundledZones::new()));
            drop(reminders.handle(vec![id.clone()], HandledAs::Shown, now.clone()));
            drop(help(Some(id.clone()), None, now.clone()));
            drop(help_before_lock(id.clone(), now.clone()));
            drop(suggested_region(id.clone()));
            drop(journal.help(now.clone()));
            drop(journal.show_before_lock(vec![id.clone()]));
            drop(canonical_json(id.clone()));
            drop(canonical_step(started.step.clone()));
        }));
        prop_assert!(calm.is_ok());
    }
}

#[test]
fn free_functions_answer_without_a_journal() {
    assert!(regions().len() > 200);
    assert!(chrome().len() > 50);
    assert!(grounding_exercises().len() >= 2);
    assert_eq!(help(None, None, noon()).emergency, None);
    assert_eq!(words("x").text, "x");
}
