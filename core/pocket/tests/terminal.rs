//! The terminal shell as a person uses it: keys in, lines out, a journal on disk.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use steppingstone_core::{Answer, Config, Input, InsightWindow, Now, Start, Step, Steppingstone, Who, Words};
use steppingstone_pocket::demo;

fn pocket(arguments: &[&str], typed: &[u8]) -> Output {
    run(Command::new(env!("CARGO_BIN_EXE_steppingstone-pocket")).args(arguments), typed)
}

/// The same with another home folder, where the journal would be.
fn pocket_in(home: &Path, arguments: &[&str], typed: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_steppingstone-pocket"));
    command.args(arguments).env("HOME", home).env("XDG_DATA_HOME", home.join("data"));
    run(&mut command, typed)
}

fn run(command: &mut Command, typed: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(typed).unwrap();
    child.wait_with_output().unwrap()
}

fn live(journal: &Path, typed: &[u8]) -> String {
    // A first start may begin with a guide of its own; here it is not the first.
    drop(open(journal));
    first(journal, typed)
}

fn first(journal: &Path, typed: &[u8]) -> String {
    let output = pocket(&["--plain", "--journal", journal.to_str().unwrap()], typed);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// One line for each answer.
fn keys(answers: &[&str]) -> Vec<u8> {
    answers.iter().flat_map(|answer| format!("{answer}\n").into_bytes()).collect()
}

fn open(journal: &Path) -> std::sync::Arc<Steppingstone> {
    Steppingstone::open(Config { directory: journal.display().to_string(), seed: None }).unwrap()
}

fn now() -> Now {
    Now { utc_ms: 1_795_435_200_000, offset_seconds: 0, zone: "UTC".into() }
}

/// The latest headline, once an unfinished check-in is ended.
fn headline(journal: &Path) -> String {
    let stone = open(journal);
    for draft in stone.guides().drafts(now()).unwrap() {
        for seq in 0..20 {
            drop(stone.guides().enough_for_now(draft.id.clone(), seq, now()));
        }
    }
    let page = stone.journal().timeline(None, None, 1).unwrap();
    page.records[0].headline.clone().unwrap().text
}

fn records(journal: &Path) -> usize {
    open(journal).journal().timeline(None, None, 200).unwrap().records.len()
}

/// A line for myself, which is one prompt.
fn leave_line(journal: &Path, line: &str) {
    live(journal, &keys(&["Practise", "A line for myself", line, "Save", "Leave"]));
}

fn holds(said: &str, all: &[&str]) {
    for expected in all {
        assert!(said.contains(expected), "{expected:?} is missing in {said}");
    }
}

#[test]
fn the_first_start_says_what_it_is_and_every_list_may_be_empty() {
    let place = tempfile::tempdir().unwrap();
    let said = first(place.path(), b"");
    holds(&said, &["No account, no network", "self-help, not therapy", "1. Check in", "Ground me", "Practise"]);
    let typed = keys(&["Due", "The thought", "Look back", "Everything", "Look back", "Search", "tea", "Circle"]);
    let said = live(place.path(), &typed);
    holds(
        &said,
        &["Nothing is due.", "your own line waits here", "Nobody yet.", "Nothing here yet.", "Nothing was found"],
    );
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
    let said = live(place.path(), &keys(&["Check in", "1", "3", "1", "", &long, "/", "Close", "Leave"]));
    holds(&said, &["longer than fits"]);
    assert!(said.contains(&format!("({long})")), "the words are offered again");
}

#[test]
fn back_help_and_closing_work_at_every_prompt_and_the_draft_is_due() {
    let place = tempfile::tempdir().unwrap();
    // Check in; sad; aside: back; aside: help; aside: close; due: go on with it; aside: enough.
    let sad = (labels().iter().position(|label| label == "Sad").unwrap() + 1).to_string();
    let told = live(
        place.path(),
        &keys(&[
            "Check in",
            &sad,
            "/",
            "Back",
            "/",
            "Help",
            &sad,
            "3",
            "8",
            "Lunch",
            "They forgot me",
            "/",
            "Close",
            "Due",
            "Go on with it",
            "/",
            "Enough",
            "Look back",
            "Everything",
            "1",
            "Close",
            "/",
            "Leave",
        ]),
    );
    holds(
        &told,
        &["call now", "You wrote: They forgot me", "Saved.", "Felt: sad, 50 of 100", "Thought: They forgot me"],
    );
}

/// Feelings as the first prompt lists them.
fn labels() -> Vec<String> {
    let place = tempfile::tempdir().unwrap();
    let step = open(place.path()).guides().start(Start::of("check_in"), now()).unwrap().step;
    let Step::Ask { prompt, .. } = step else { panic!("a prompt") };
    let Input::Labels { families, .. } = prompt.input else { panic!("feelings") };
    families
        .iter()
        .flat_map(|family| family.words.iter().map(|chip| (chip.id == "sad", chip.label.clone())))
        .map(|(sad, label)| if sad { "Sad".to_owned() } else { label })
        .collect()
}

#[test]
fn an_if_then_is_made_and_tried_in_one_tap_and_told_more_of() {
    let place = tempfile::tempdir().unwrap();
    let made = keys(&[
        "Practise",
        "One if-then",
        "work",
        "In my own words",
        "If my point gets lost",
        "I say it once more",
        "/",
        "Skip",
        "Save",
        "Practise",
        "Tried it: If my point",
        "Say more",
        "a lot",
        "Kim wrote it down",
        "Save",
        "Practise",
        "Tried it: If my point",
        "Undo",
        "Practise",
        "Tried it: If my point",
        "Done",
        "Leave",
    ]);
    let said = live(place.path(), &made);
    holds(
        &said,
        &[
            "Implementation intentions: Gollwitzer, 1999",
            "Noted.",
            "Helped: 75 of 100",
            "What changed: Kim wrote it down",
        ],
    );
    let stored = open(place.path()).journal().timeline(Some("adjustment_try".into()), None, 10).unwrap();
    assert_eq!(stored.records.len(), 2, "one was taken back");
}

#[test]
fn what_was_written_is_found_again_and_changed() {
    let place = tempfile::tempdir().unwrap();
    leave_line(place.path(), "It passed last time, too");
    leave_line(place.path(), "Tea first");
    let said = live(
        place.path(),
        &keys(&[
            "Look back",
            "Search",
            "PASS",
            "1",
            "Tags",
            "evening, choir",
            "Change this",
            "It passed",
            "Save",
            "Earlier",
            "Change the date",
            "2026-01-02",
            "08:15",
            "Close",
            "/",
            "Look back",
            "Search",
            "nothing like it",
            "Leave",
        ]),
    );
    holds(
        &said,
        &["It passed last time, too", "Tags: choir, evening", "Until 20", "The date is changed.", "Nothing was found"],
    );
    assert!(said.contains("2026-01-02 08:15"), "the list shows the new date: {said}");
    let refused = live(
        place.path(),
        &keys(&["Look back", "Search", "tea", "1", "Change the date", "2026-02-30", "08:15", "Close", "/", "Leave"]),
    );
    holds(&refused, &["That cannot be taken as it is."]);
}

#[test]
fn a_deletion_can_be_undone_and_is_final_after_that() {
    let place = tempfile::tempdir().unwrap();
    leave_line(place.path(), "Zanzibar is far");
    let back = live(place.path(), &keys(&["Look back", "Everything", "1", "Delete", "Undo", "Close", "/", "Leave"]));
    holds(&back, &["It can be brought back now", "It is back."]);
    assert_eq!(records(place.path()), 1);
    let gone = live(place.path(), &keys(&["Look back", "Everything", "1", "Delete", "Done", "Leave"]));
    holds(&gone, &["Nothing here yet."]);
    assert_eq!(records(place.path()), 0);
    for file in fs::read_dir(place.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(8).any(|part| part == b"Zanzibar"), "a byte of it is left");
    }
}

#[test]
fn insights_say_how_many_it_takes() {
    let place = tempfile::tempdir().unwrap();
    let said = live(
        place.path(),
        &keys(&[
            "Look back",
            "What shows",
            "The last 90",
            "How much it says",
            "How true the thought felt (",
            "/",
            "Leave",
        ]),
    );
    holds(&said, &["It takes 5 check-ins rated again after looking closer. So far: 0.", "Nothing to draw yet."]);
}

/// A check-in at noon that ends with a question to somebody new.
fn name_somebody(journal: &Path, alias: &str) {
    let guides = open(journal).guides();
    let mut step = guides.start(Start::of("check_in"), now()).unwrap().step;
    while let Step::Ask { at, prompt, .. } = &step {
        let answer = match prompt.id.as_str() {
            "now" => Some(Answer::Chosen { ids: vec!["ask".into()], note: None }),
            "ask_whom" => Some(Answer::Person { who: Who::New { alias: Words { text: alias.into() } } }),
            _ => None,
        };
        let (draft, id) = (at.draft.clone(), prompt.id.clone());
        step = match answer {
            Some(answer) => guides.answer(draft, id, at.seq, answer, now()).unwrap().step,
            None => guides.skip(draft, id, at.seq, now()).unwrap().step,
        };
    }
    let Step::Review { at, .. } = step else { panic!("a review") };
    guides.finish(at.draft, at.seq, now()).unwrap();
}

#[test]
fn settings_and_people_are_kept() {
    let place = tempfile::tempdir().unwrap();
    let said = live(
        place.path(),
        &keys(&["Settings", "Where you are", "Germany", "Age", "18 or over", "/", "Help", "Done", "Leave"]),
    );
    holds(&said, &["Where you are: Germany", "Age: 18 or over", "Germany: 110 · 112"]);
    name_somebody(place.path(), "K.");
    let said = live(place.path(), &keys(&["Circle", "K.", "Another name", "Kim", "Kim", "Forget", "Leave"]));
    holds(&said, &["1. Kim", "Forgotten.", "Nobody yet."]);
}

#[test]
fn the_demo_is_marked_everywhere_and_leaves_the_journal_alone() {
    let home = tempfile::tempdir().unwrap();
    let typed = keys(&[
        "Look back",
        "What shows",
        "The last year",
        "How true the thought felt (",
        "/",
        "Look back",
        "Everything",
        "1",
        "Close",
        "/",
        "Leave",
    ]);
    let output = pocket_in(home.path(), &["--plain", "--demo"], &typed);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    holds(&said, &["somebody who does not exist", "After looking closer the thought felt less true in"]);
    let questions = said.matches("\n> ").count();
    assert!(questions >= 10, "{said}");
    assert_eq!(said.matches("[Demo: an invented person]").count(), questions, "{said}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing was written at home");
    let refused = pocket_in(home.path(), &["--demo", "--journal", "elsewhere"], b"");
    assert!(!refused.status.success());
}

#[test]
fn the_invented_year_is_full_and_the_same_each_time() {
    let year = |seed| {
        let place = tempfile::tempdir().unwrap();
        let config = Config { directory: place.path().display().to_string(), seed: Some(seed) };
        let stone = Steppingstone::open(config).unwrap();
        demo::live(&stone, &now()).unwrap();
        (stone.journal().canonical().unwrap(), stone.insights().all(InsightWindow::Days365, now()).unwrap(), place)
    };
    let (stored, told, _place) = year(demo::SEED);
    assert_eq!(stored, year(demo::SEED).0);
    for id in ["about_me", "belief", "belief_next_day", "recovery", "calibration", "distress", "reaction", "distancing"]
    {
        let insight = told.iter().find(|insight| insight.id == id).unwrap();
        assert!(insight.n >= insight.minimum, "{id}: {}", insight.sentence);
    }
    assert!(told.iter().filter(|insight| insight.id.starts_with("adjustment/")).all(|one| one.n >= one.minimum));
    let stored: serde_json::Value = serde_json::from_str(&stored).unwrap();
    let records = stored["records"].as_array().unwrap();
    let number = |practice: &str| records.iter().filter(|record| record["practice"] == practice).count();
    assert_eq!((number("check_in"), number("challenge_debrief"), number("adjustment")), (60, 14, 2));
    let marks = records.iter().filter(|record| !record["risk"].as_array().unwrap().is_empty()).count();
    assert_eq!(marks, 0, "nothing the invented person writes is a reason to worry");
    let last = now().utc_ms;
    assert!(records.iter().all(|record| record["at"]["utc_ms"].as_i64().unwrap() <= last));
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
    let home = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        let output = pocket_in(home.path(), arguments, b"");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let here = said(&["help", "--region", "NZ"]);
    holds(
        &here,
        &["New Zealand: 111", "Helplines", "No answer? Call 111.", "Calls and texts can show", "self-help, not"],
    );
    assert!(said(&["help"]).contains("Choose where you are"));
    assert!(said(&["help", "--region", "ZZ"]).contains("No number is known here"));
    let first = |text: &str| text.lines().position(|line| line.contains("for children and young people"));
    assert!(first(&said(&["help", "--region", "NZ", "--age", "minor"])) < first(&here));
}

#[test]
fn rows_that_are_too_old_are_listed() {
    let check = |on: &str| pocket(&["help", "--stale", "--on", on], b"");
    let old = check("2099-01-01");
    assert!(!old.status.success() && String::from_utf8_lossy(&old.stdout).contains("https://"));
    assert!(check("2020-01-01").status.success());
    assert!(String::from_utf8_lossy(&check("soon").stderr).contains("YYYY-MM-DD"));
}

#[test]
fn a_plan_and_contacts_are_made_in_help_and_show_before_the_lock_as_chosen() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().to_str().unwrap();
    let typed = keys(&[
        "Help",
        "Make a safety plan",
        "I stop answering",
        "music; a walk",
        "/",
        "Skip",
        "/",
        "Skip",
        "/",
        "Skip",
        "/",
        "Skip",
        "the dog",
        "Save",
        "Add someone to call",
        "Lu",
        "no number",
        "021 555 0123",
        "Save",
        "What shows",
        "1",
        "Done",
        "Leave",
    ]);
    let said = live(place.path(), &typed);
    holds(
        &said,
        &["Who could help put distance", "A number has digits", "Someone to call: Lu: 0215550123", "1 of your lines"],
    );
    let locked = || String::from_utf8(pocket(&["help", "--journal", folder], b"").stdout).unwrap();
    assert!(locked().contains("Lu: 0215550123") && !locked().contains("music"));
    let typed = keys(&["Help", "Change the safety plan", "/", "Enough", "Someone to call", "Delete", "Done", "Leave"]);
    let said = live(place.path(), &typed);
    holds(&said, &["What I can do by myself: a walk", "Deleted."]);
    assert!(!locked().contains("Lu"));
}

#[test]
fn help_is_two_steps_from_every_menu() {
    let place = tempfile::tempdir().unwrap();
    for menu in ["Practise", "Look back", "Circle", "Settings"] {
        let said = live(place.path(), &keys(&[menu, "Help", "/", "Leave"]));
        holds(&said, &["Choose where you are", "self-help, not therapy"]);
    }
}
