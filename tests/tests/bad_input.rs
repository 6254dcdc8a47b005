//! Bad input gets a clear, typed error or a repaired state, and loses nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use steppingstone_core::{
    Answer, Answered, CivilMinute, Config, DraftId, Field, HandledAs, Label, NewReminder, Now, Purpose, Reason,
    RecordId, ReminderId, Repeat, Rule, Start, Step, Steppingstone, SteppingstoneError, Thing, When, ZonePolicy,
    post_action,
};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::{any_answer, at, noon, open, words};

fn fresh() -> (tempfile::TempDir, Arc<Steppingstone>) {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    (place, stone)
}

/// Answers until `prompt` is on screen, and returns the step.
fn until(stone: &Steppingstone, prompt: &str) -> Step {
    let mut step = stone.guides().start(Start::of("check_in"), noon()).unwrap().step;
    loop {
        let Step::Ask { at, prompt: asked, .. } = &step else { panic!("{prompt} never came") };
        if asked.id == prompt {
            return step;
        }
        let answer = any_answer(asked, "It rained", 0);
        step = stone.guides().answer(at.draft.clone(), asked.id.clone(), at.seq, answer, noon()).unwrap().step;
    }
}

fn give(stone: &Steppingstone, step: &Step, answer: Answer) -> Result<Answered, SteppingstoneError> {
    let Step::Ask { at, prompt, .. } = step else { panic!("nothing is asked") };
    stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, noon())
}

fn invalid(field: Field, reason: Reason) -> SteppingstoneError {
    SteppingstoneError::Invalid { field, reason }
}

#[test]
fn answers_that_do_not_fit_change_nothing() {
    let (_place, stone) = fresh();
    let step = until(&stone, "thought");
    let text = |text: &str| Answer::Text { words: words(text), rating: None };
    let cases = [
        (Answer::Rating { value: 5 }, invalid(Field::Answer, Reason::WrongKind)),
        (text(""), invalid(Field::Text, Reason::Empty)),
        (text(" \n\u{0}\u{7} "), invalid(Field::Text, Reason::Empty)),
        (text(&"word ".repeat(20_000)), invalid(Field::Text, Reason::TooLong)),
        (Answer::Text { words: words("x"), rating: Some(5) }, invalid(Field::Rating, Reason::WrongKind)),
    ];
    for (answer, error) in cases {
        assert_eq!(give(&stone, &step, answer), Err(error));
    }
    let next = give(&stone, &step, text("They left without me")).unwrap().step;
    assert!(matches!(next, Step::Ask { prompt, .. } if prompt.id == "about_me"));
}

#[test]
fn ratings_and_choices_outside_what_is_offered() {
    let (_place, stone) = fresh();
    let feeling = until(&stone, "feeling");
    let label = |id: &str, rating| Label { id: id.into(), rating };
    for (labels, error) in [
        (vec![], invalid(Field::Choice, Reason::Empty)),
        (vec![label("joy", None)], invalid(Field::Choice, Reason::NotOffered)),
        (vec![label("sad", Some(101))], invalid(Field::Rating, Reason::OutOfRange)),
        (vec![label("sad", None), label("sad", None)], invalid(Field::Choice, Reason::TooMany)),
        (vec![label("sad", None), label("numb", None)], invalid(Field::Choice, Reason::TooMany)),
        (
            ["sad", "hurt", "angry", "lonely"].map(|id| label(id, None)).to_vec(),
            invalid(Field::Choice, Reason::TooMany),
        ),
    ] {
        assert_eq!(give(&stone, &feeling, Answer::Labels { labels }), Err(error));
    }
    let intensity = give(&stone, &feeling, Answer::Labels { labels: vec![label("sad", Some(100))] }).unwrap().step;
    for value in [101, 255] {
        assert_eq!(give(&stone, &intensity, Answer::Rating { value }), Err(invalid(Field::Rating, Reason::OutOfRange)));
    }
    let event = give(&stone, &intensity, Answer::Rating { value: 20 }).unwrap().step;
    let chosen = |ids: &[&str]| Answer::Chosen { ids: ids.iter().map(ToString::to_string).collect(), note: None };
    assert_eq!(give(&stone, &event, chosen(&["party"])), Err(invalid(Field::Choice, Reason::NotOffered)));
    assert_eq!(give(&stone, &event, chosen(&["left_out", "other"])), Err(invalid(Field::Choice, Reason::TooMany)));
}

#[test]
fn a_stale_place_returns_where_the_person_stands() {
    let (_place, stone) = fresh();
    let step = until(&stone, "thought");
    let Step::Ask { at, .. } = &step else { panic!() };
    for seq in [0, at.seq - 1, at.seq + 1, u32::MAX] {
        let late =
            stone.guides().answer(at.draft.clone(), "thought".into(), seq, Answer::Seen { choice: None }, noon());
        assert_eq!(late.unwrap().step, step);
    }
    let other =
        stone.guides().answer(at.draft.clone(), "feeling".into(), at.seq, Answer::Seen { choice: None }, noon());
    assert_eq!(other.unwrap().step, step);
}

#[test]
fn things_that_are_not_there() {
    let (_place, stone) = fresh();
    let gone = |what| SteppingstoneError::NotFound { what };
    let draft = DraftId("nope".into());
    assert_eq!(stone.guides().resume(draft.clone(), noon()), Err(gone(Thing::Draft)));
    assert_eq!(stone.guides().discard(draft, noon()), Err(gone(Thing::Draft)));
    assert_eq!(
        stone.guides().start(Start::about("look_closer", &RecordId("nope".into())), noon()),
        Err(gone(Thing::Record))
    );
    assert_eq!(stone.journal().entry(RecordId("nope".into())), Err(gone(Thing::Record)));
    assert_eq!(stone.reminders().remove(ReminderId("nope".into())), Err(gone(Thing::Reminder)));
    assert_eq!(stone.reminders().handle(vec!["no key".into()], HandledAs::Done, noon()), Err(gone(Thing::Reminder)));
    assert_eq!(stone.journal().set_region(Some("ZZ".into())), Err(gone(Thing::Region)));
    for limit in [0, 201] {
        assert_eq!(stone.journal().timeline(None, None, limit), Err(invalid(Field::Page, Reason::OutOfRange)));
    }
}

#[test]
fn clocks_that_are_wrong_or_impossible() {
    let (_place, stone) = fresh();
    for utc_ms in [0, 253_402_214_399_999] {
        let started = stone.guides().start(Start::of("check_in"), at(utc_ms)).unwrap().step;
        let Step::Ask { at: place, prompt, .. } = &started else { panic!("{started:?}") };
        let answer = any_answer(prompt, "x", 3);
        stone.guides().answer(place.draft.clone(), prompt.id.clone(), place.seq, answer, at(utc_ms)).unwrap();
        stone.guides().enough_for_now(place.draft.clone(), 1, at(utc_ms)).unwrap();
        stone.reminders().plan(at(utc_ms), BundledZones::new()).unwrap();
    }
    assert_eq!(stone.journal().timeline(None, None, 10).unwrap().records.len(), 2);
    for utc_ms in [-1, i64::MIN, i64::MAX, 253_402_214_400_000] {
        let refused = stone.guides().start(Start::of("check_in"), at(utc_ms));
        assert_eq!(refused, Err(invalid(Field::Now, Reason::OutOfRange)));
    }
    let nowhere = Now { zone: String::new(), ..noon() };
    assert_eq!(stone.guides().start(Start::of("check_in"), nowhere), Err(invalid(Field::Zone, Reason::Malformed)));
}

#[test]
fn reminders_that_cannot_be() {
    let (_place, stone) = fresh();
    let new = |date: &str, minute, repeat| NewReminder {
        purpose: Purpose::Routine,
        rule: Rule::Wall { when: When { first: CivilMinute { date: date.into(), minute }, repeat } },
        ends: None,
        policy: ZonePolicy::Floating,
    };
    for (reminder, error) in [
        (new("2026-02-30", 540, Repeat::Daily), invalid(Field::Date, Reason::Malformed)),
        (new("2026-12-01", 1440, Repeat::Daily), invalid(Field::Minute, Reason::OutOfRange)),
        (new("2026-12-01", 540, Repeat::Weekdays { days: vec![] }), invalid(Field::Days, Reason::OutOfRange)),
        (new("2026-11-22", 540, Repeat::Once), invalid(Field::Date, Reason::OutOfRange)),
    ] {
        assert_eq!(stone.reminders().add(reminder, noon()).map(|_| ()), Err(error));
    }
    let lost =
        NewReminder { policy: ZonePolicy::Fixed { zone: "Mars/Base".into() }, ..new("2026-12-01", 540, Repeat::Daily) };
    stone.reminders().add(lost, noon()).unwrap();
    let plan = stone.reminders().plan(noon(), BundledZones::new()).unwrap();
    assert_eq!((plan.planned.len(), plan.held.len()), (0, 1));
}

#[test]
fn a_draft_of_a_removed_prompt_goes_on() {
    let (place, stone) = fresh();
    let step = until(&stone, "thought");
    let Step::Ask { at, .. } = &step else { panic!() };
    drop(stone);
    // An older app asked something that this one no longer knows, and left an answer of a kind that is gone.
    let file = place.path().join("journal.sqlite");
    sqlite(&file, &format!(
        "UPDATE draft SET asked = 'moon_phase';
         INSERT INTO answer (draft, seq, verb, prompt, answer, utc_ms) VALUES ('{0}', {1}, 'answer', 'moon_phase', '{{\"kind\":\"rating\",\"value\":3}}', 0);
         INSERT INTO answer (draft, seq, verb, prompt, answer, utc_ms) VALUES ('{0}', {2}, 'answer', 'thought', '{{\"kind\":\"dance\"}}', 0);",
        at.draft.0, at.seq, at.seq + 1
    ));
    let stone = open(place.path());
    let Step::Ask { at: now_at, prompt, .. } = stone.guides().resume(at.draft.clone(), noon()).unwrap().step else {
        panic!()
    };
    assert_eq!((prompt.id.as_str(), now_at.seq), ("about_me", at.seq + 2));
    let answer = Answer::Rating { value: 10 };
    stone.guides().answer(now_at.draft.clone(), prompt.id, now_at.seq, answer, noon()).unwrap();
    stone.guides().enough_for_now(now_at.draft, now_at.seq + 1, noon()).unwrap();
    assert_eq!(stone.journal().timeline(None, None, 1).unwrap().records.len(), 1);
}

#[test]
fn what_an_update_removed_still_has_words_in_old_records() {
    let (place, stone) = fresh();
    let at = noon();
    drop(stone);
    sqlite(
        &place.path().join("journal.sqlite"),
        r#"INSERT INTO record (place, id, practice, utc_ms, offset_seconds, zone, local_date, body, headline) VALUES
           (1024, 'a', 'check_in', 1, 0, 'UTC', '1970-01-01',
            '{"feelings":[{"id":"moon_sick","rating":null}],"event":"club.left_early","next_step":"call_home",
              "traps":[{"trap":"old_trap","accepted":true}],"curious":["weather_change"],"field_of_tomorrow":1}', NULL),
           (2048, 'b', 'challenge', 2, 0, 'UTC', '1970-01-01', '{"action":"Wave","safety_behaviours":["hat_on"]}', 'Wave'),
           (3072, 'c', 'practice_of_tomorrow', 3, 0, 'UTC', '1970-01-01', '{"x":1}', 'Tomorrow')"#,
    );
    let stone = open(place.path());
    let told = |id: &str| {
        let story = stone.journal().story(RecordId(id.into())).unwrap();
        story.into_iter().map(|line| line.text.text).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(told("a"), "moon sick; left early; weather change; old trap; call home");
    assert_eq!(told("b"), "Wave; hat on");
    assert_eq!(told("c"), "");
    let records = stone.journal().timeline(None, None, 10).unwrap().records;
    assert_eq!(records.len(), 3, "a record of a newer practice stays on the timeline");
    assert_eq!(records[0].label, "practice of tomorrow");
    assert!(stone.guides().offers(Some(RecordId("c".into())), at).unwrap().is_empty());
}

/// Runs SQL on a journal that is closed, as an older or a broken app might have.
fn sqlite(file: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(file).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_newer_journal_is_refused_untouched_and_help_still_works() {
    let (place, stone) = fresh();
    drop(stone);
    let file = place.path().join("journal.sqlite");
    sqlite(&file, "PRAGMA user_version = 77");
    let before = std::fs::read(&file).unwrap();
    let config = Config { directory: place.path().display().to_string(), seed: None };
    let refused = Steppingstone::open(config).map(|_| ()).unwrap_err();
    assert_eq!(refused, SteppingstoneError::TooNew { found: 77, supported: 3 });
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert!(steppingstone_core::help(Some("NZ".into()), None, noon()).emergency.is_some());
    assert!(!steppingstone_core::grounding_exercises().is_empty());
}

#[test]
fn a_truncated_journal_is_kept_aside() {
    let (place, stone) = fresh();
    until(&stone, "thought");
    drop(stone);
    let file = place.path().join("journal.sqlite");
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 3]).unwrap();
    let stone = open(place.path());
    let kept = stone.opened().moved_aside.unwrap();
    assert_eq!(std::fs::read(place.path().join(kept)).unwrap(), &whole[..whole.len() / 3]);
    until(&stone, "thought");
}

/// Runs `hostile-place` in mounts of its own.
#[cfg(target_os = "linux")]
fn in_mounts(mount: &str, what: &str) {
    // Somebody who is not root needs a user namespace as well.
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let place = tempfile::tempdir().unwrap();
    let output = Command::new("unshare")
        .args([if root { "-m" } else { "-rm" }, "sh", "-euc", &format!("{mount}; exec \"$@\""), "sh"])
        .args([env!("CARGO_BIN_EXE_hostile-place"), what])
        .arg(place.path())
        .env("PLACE", place.path())
        .output()
        .expect("unshare runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), format!("{what}: held"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_read_only_place_is_a_typed_error() {
    in_mounts("mount --bind \"$PLACE\" \"$PLACE\"; mount -o remount,bind,ro \"$PLACE\"", "read-only");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_loses_nothing_that_was_saved() {
    in_mounts("mount -t tmpfs -o size=600k tmpfs \"$PLACE\"", "full");
}

/// The journal opens, and the action stays where it is until it can be written.
#[test]
fn an_inbox_that_cannot_be_taken_in_keeps_nothing_shut() {
    let place = tempfile::tempdir().unwrap();
    let config = || Config { directory: place.path().display().to_string(), seed: None };
    let stone = Steppingstone::open(config()).unwrap();
    let first = CivilMinute { date: "2026-11-24".into(), minute: 540 };
    let rule = Rule::Wall { when: When { first, repeat: Repeat::Once } };
    let new = NewReminder { purpose: Purpose::Routine, rule, policy: ZonePolicy::Floating, ends: None };
    stone.reminders().add(new, noon()).unwrap();
    let keys = stone.reminders().plan(noon(), BundledZones::new()).unwrap().planned[0].keys.clone();
    drop(stone);
    post_action(config().directory, keys, HandledAs::Done, noon().utc_ms).unwrap();
    let other = rusqlite::Connection::open(place.path().join("journal.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let stone = Steppingstone::open(config()).unwrap();
    assert_eq!(stone.reminders().plan(noon(), BundledZones::new()).unwrap().planned.len(), 1);
    other.execute_batch("ROLLBACK").unwrap();
    stone.reminders().take_inbox().unwrap();
    assert!(stone.reminders().plan(noon(), BundledZones::new()).unwrap().planned.is_empty());
}
