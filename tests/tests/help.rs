//! Help, the safety plan, own contacts, and words in which risk was noticed: what shows where, and
//! what never comes back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use steppingstone_core::{
    AgeBand, Answer, Card, Config, Detail, Field, Help, Input, InsightWindow, Offer, Purpose, PurposeDetail, Reason,
    RecordId, ReminderSettings, Start, Step, Steppingstone, SteppingstoneError, StorageKind, help_before_lock, regions,
};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::{any_answer, at, noon, open, words};

/// Nobody writes this by chance, and no pack holds it.
const CANARY: &str = "quokkasong";

fn later(days: i64) -> steppingstone_core::Now {
    at(noon().utc_ms + days * 86_400_000)
}

/// Everything that a step shows, apart from the exercise and from help, which hold nothing of records.
fn shown(step: &Step) -> String {
    let mut all = Vec::new();
    match step {
        Step::Ask { prompt, in_sight, .. } => {
            all.extend([prompt.title.clone(), prompt.spoken.clone()]);
            all.extend(prompt.help.clone());
            all.extend(in_sight.as_ref().map(|words| words.text.clone()));
            match &prompt.input {
                Input::Choice { options, .. } | Input::Shares { parts: options } | Input::Info { options, .. } => {
                    all.extend(options.iter().map(|chip| chip.label.clone()));
                }
                Input::Lines { lines, .. } => all.extend(lines.iter().map(|line| line.text.text.clone())),
                Input::Suggestion { suggestions, .. } => {
                    for one in suggestions {
                        all.extend([one.label.clone(), one.question.clone(), one.why.clone()]);
                        all.extend(one.pieces.iter().map(|piece| piece.text.text.clone()));
                    }
                }
                Input::Compose { drafts, .. } => all.extend(drafts.iter().map(|draft| draft.text.text.clone())),
                _ => {}
            }
        }
        Step::Review { story, .. } => all.extend(story.iter().map(|line| line.text.text.clone())),
        Step::Occupied { draft } => all.extend(draft.in_sight.as_ref().map(|words| words.text.clone())),
        Step::Resting { .. } | Step::Ended { .. } => {}
    }
    all.join("\n")
}

/// Goes through a guide with `text` in every free text, "go on" at every card, and ends it. Returns the
/// record it left and what it showed.
fn walk(stone: &Steppingstone, start: &Start, text: &str, day: i64) -> (Option<RecordId>, String) {
    let (guides, mut seen) = (stone.guides(), String::new());
    let mut step = guides.start(start.clone(), later(day)).unwrap().step;
    for _ in 0..120 {
        seen += &shown(&step);
        step = match &step {
            Step::Ask { at, prompt, .. } => {
                let (draft, id) = (at.draft.clone(), prompt.id.clone());
                let answer = match &prompt.input {
                    Input::Info { card: Card::Help { .. }, options } if !options.is_empty() => {
                        Answer::Seen { choice: Some("safe".into()) }
                    }
                    _ => any_answer(prompt, text, 0),
                };
                // The two lines of a plan are words for help: they are meant to come back there.
                let skips = id.starts_with("plan_");
                match guides.answer(draft.clone(), id.clone(), at.seq, answer, later(day)) {
                    Ok(next) if !skips => next.step,
                    Ok(_) | Err(SteppingstoneError::Invalid { .. }) => {
                        guides.skip(draft, id, at.seq, later(day)).unwrap().step
                    }
                    Err(error) => panic!("{error} at {id}"),
                }
            }
            Step::Review { at, .. } => guides.finish(at.draft.clone(), at.seq, later(day)).unwrap().step,
            Step::Resting { draft, .. } => guides.resume(draft.clone(), later(day)).unwrap().step,
            Step::Ended { record, .. } => return (record.clone(), seen),
            Step::Occupied { draft } => guides.discard(draft.id.clone(), later(day)).unwrap().step,
        };
    }
    panic!("{} has no end", start.guide);
}

/// Guides whose words are meant to come back, in Help and nowhere else.
const FOR_HELP: [&str; 2] = ["safety_plan", "contact"];

fn offers(stone: &Steppingstone, about: Option<&RecordId>, day: i64) -> Vec<Offer> {
    let all = stone.guides().offers(about.cloned(), later(day)).unwrap();
    all.into_iter().filter(|offer| !FOR_HELP.contains(&offer.start.guide.as_str())).collect()
}

fn words_everywhere(stone: &Steppingstone, day: i64) -> String {
    let (journal, reminders) = (stone.journal(), stone.reminders());
    let mut all = String::new();
    for event in [None, Some("no_answer".to_owned()), Some("left_out".to_owned())] {
        for fact in journal.own_facts(event, words(CANARY), later(day), 50).unwrap() {
            all += &fact.text.text;
        }
    }
    if let Some(found) = journal.returning_thought().unwrap() {
        all += &found.line.text;
        all += &found.fact.map(|fact| fact.text).unwrap_or_default();
    }
    for window in [InsightWindow::Days30, InsightWindow::Days90, InsightWindow::Days365] {
        for insight in stone.insights().all(window, later(day)).unwrap() {
            all.extend([insight.title, insight.sentence]);
        }
    }
    let zones = BundledZones::new();
    let planned = reminders.plan(later(day), zones.clone()).unwrap().planned;
    for one in planned.into_iter().chain(reminders.due(later(day + 40), zones).unwrap()) {
        all += &one.public_text;
        all += &one.text.map(|words| words.text).unwrap_or_default();
    }
    for draft in stone.guides().drafts(later(day)).unwrap() {
        all += &draft.in_sight.map(|words| words.text).unwrap_or_default();
    }
    for one in stone.practice().active().unwrap() {
        all += &one.headline.map(|words| words.text).unwrap_or_default();
    }
    for offer in stone.guides().offers(None, later(day)).unwrap() {
        all.extend([offer.label, offer.about]);
    }
    all
}

/// Own words in reminders, for every purpose.
fn say_all(stone: &Steppingstone) {
    let old = stone.reminders().settings().unwrap();
    let details = Purpose::ALL.map(|purpose| PurposeDetail { purpose, detail: Detail::Words });
    stone.reminders().set_settings(ReminderSettings { details: details.to_vec(), ..old }).unwrap();
}

#[test]
fn words_in_which_risk_was_noticed_are_found_by_search_and_come_back_nowhere() {
    for risk in ["I want to die, it is the quokkasong again", "They'd be better off without me, the quokkasong says"] {
        let place = tempfile::tempdir().unwrap();
        let stone = open(place.path());
        stone.journal().set_age_band(Some(AgeBand::Adult)).unwrap();
        say_all(&stone);
        let (clean, _) = walk(&stone, &Start::of("check_in"), "They went without me", 0);
        let clean = clean.unwrap();
        let mut marked: Vec<(String, RecordId)> = Vec::new();
        let mut day = 1;
        let starts =
            offers(&stone, None, 1).into_iter().chain(offers(&stone, Some(&clean), 1)).map(|offer| offer.start);
        for start in starts.collect::<Vec<_>>() {
            day += 1;
            // What changes the clean record would mark it; it stays as it is.
            if start.about.is_some() && start.guide == "check_in" || start.guide == "look_closer" {
                continue;
            }
            if let (Some(record), _) = walk(&stone, &start, risk, day) {
                marked.push((start.guide.clone(), record));
            }
        }
        assert!(marked.len() > 20, "{}", marked.len());
        let found = stone.journal().search(CANARY.into(), None, 200).unwrap().records;
        assert!(found.len() > 15, "search shows what was written: {}", found.len());
        let everywhere = words_everywhere(&stone, day);
        assert!(everywhere.len() > 100 && !everywhere.contains(CANARY), "{risk}");
        // Every guide from home, from the clean record and from each marked one, with harmless words.
        let mut reached = BTreeSet::new();
        for about in std::iter::once(None).chain([Some(&clean)]).chain(marked.iter().map(|(_, record)| Some(record))) {
            for offer in offers(&stone, about, day) {
                let own = marked.iter().find(|(_, record)| about == Some(record)).map(|(guide, _)| guide.clone());
                // Changing a record, or a note that hangs on it, shows what stands in it; so does the review of
                // a check-in that is gone on with.
                let same = |own: &String| offer.start.guide.starts_with(own.as_str());
                let changes = own.as_ref().is_some_and(|own| same(own) || offer.start.guide == "look_closer");
                if changes || (own.is_some() && !reached.insert((own, offer.start.guide.clone()))) {
                    continue;
                }
                day += 1;
                let (_, seen) = walk(&stone, &offer.start, "They went without me", day);
                let at = seen.find(CANARY).map(|at| seen[at.saturating_sub(60)..at].to_owned());
                assert_eq!(at, None, "{} shows it again ({risk})", offer.start.guide);
            }
        }
    }
}

/// Answers the check-in up to the thought, and gives this one.
fn thought(stone: &Steppingstone, text: &str) -> Step {
    let mut step = stone.guides().start(Start::of("check_in"), noon()).unwrap().step;
    loop {
        let Step::Ask { at, prompt, .. } = &step else { panic!("the thought never came") };
        let answer = any_answer(prompt, if prompt.id == "thought" { text } else { "It rained" }, 0);
        let (last, draft, id, seq) = (prompt.id == "thought", at.draft.clone(), prompt.id.clone(), at.seq);
        step = stone.guides().answer(draft, id, seq, answer, noon()).unwrap().step;
        if last {
            return step;
        }
    }
}

fn card(step: &Step) -> Option<&Help> {
    match step {
        Step::Ask { prompt, .. } => match &prompt.input {
            Input::Info { card: Card::Help { help, .. }, .. } => Some(help),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn what_was_written_is_saved_before_the_card_is_shown() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    stone.journal().set_region(Some("NZ".into())).unwrap();
    let step = thought(&stone, "I want to die");
    assert_eq!(card(&step).unwrap().emergency.as_ref().unwrap().numbers, ["111"]);
    drop(stone);
    let stone = open(place.path());
    let draft = stone.guides().drafts(noon()).unwrap().remove(0);
    assert_eq!(draft.in_sight, None, "and not pinned anywhere");
    let again = stone.guides().resume(draft.id, noon()).unwrap().step;
    assert!(card(&again).is_some());
    let Step::Ask { at, .. } = again else { panic!() };
    stone.guides().enough_for_now(at.draft, at.seq, noon()).unwrap();
    assert_eq!(stone.journal().search("die".into(), None, 5).unwrap().records.len(), 1);
}

#[test]
fn worry_about_somebody_else_has_words_of_its_own_and_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let friend = thought(&stone, "My friend said she wants to die");
    let said = card(&friend).unwrap().suggestions.clone();
    let Step::Ask { at, prompt, .. } = &friend else { panic!() };
    let answer = Answer::Seen { choice: Some("safe".into()) };
    let next = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, noon()).unwrap().step;
    assert!(matches!(next, Step::Ask { ref prompt, .. } if prompt.id == "about_me"));
    stone.guides().discard(at.draft.clone(), noon()).unwrap();
    let own = thought(&stone, "I want to die");
    assert_ne!(card(&own).unwrap().suggestions, said);
}

fn plan(stone: &Steppingstone) -> RecordId {
    let mut step = stone.guides().start(Start::of("safety_plan"), noon()).unwrap().step;
    let texts =
        ["I stop answering", "music; the quokkasong", "the library", "Lu, 021 555 0123", "a clinic", "-", "the dog"];
    for text in texts {
        let Step::Ask { at, prompt, .. } = &step else { panic!("{step:?}") };
        let answer = Answer::Text { words: words(text), rating: None };
        step = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, noon()).unwrap().step;
    }
    let Step::Review { at, .. } = &step else { panic!("{step:?}") };
    match stone.guides().finish(at.draft.clone(), at.seq, noon()).unwrap().step {
        Step::Ended { record: Some(record), .. } => record,
        other => panic!("{other:?}"),
    }
}

fn directory(place: &Path) -> String {
    place.display().to_string()
}

fn before_lock(place: &Path) -> Vec<String> {
    help_before_lock(directory(place), noon()).own.into_iter().map(|line| line.text.text).collect()
}

fn holds(place: &Path, word: &str) -> bool {
    let files = fs::read_dir(place).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_file());
    files.map(|path| fs::read(path).unwrap()).any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
}

#[test]
fn own_lines_show_before_the_lock_only_as_chosen_and_taking_back_removes_the_bytes() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let record = plan(&stone);
    let own = stone.journal().own_help().unwrap();
    let texts: Vec<&str> = own.iter().map(|line| line.text.text.as_str()).collect();
    assert_eq!(
        texts,
        ["I stop answering", "music", "the quokkasong", "the library", "Lu, 021 555 0123", "a clinic", "the dog"]
    );
    assert_eq!(own[4].number.as_deref(), Some("0215550123"));
    assert!(own.iter().all(|line| !line.before_lock), "none is chosen by itself");
    assert!(before_lock(place.path()).is_empty() && !place.path().join("help.json").exists());
    stone.journal().show_before_lock(vec![own[2].id.clone(), own[4].id.clone()]).unwrap();
    assert_eq!(before_lock(place.path()), ["the quokkasong", "Lu, 021 555 0123"]);
    let file = fs::read_to_string(place.path().join("help.json")).unwrap();
    assert!(!file.contains("music") && !file.contains("the dog"), "only what was chosen");
    // Taken back.
    stone.journal().show_before_lock(vec![own[4].id.clone()]).unwrap();
    assert!(!fs::read_to_string(place.path().join("help.json")).unwrap().contains(CANARY));
    // Deleted with the plan, brought back with it.
    stone.journal().show_before_lock(vec![own[2].id.clone()]).unwrap();
    stone.journal().delete(record.clone(), noon()).unwrap();
    assert!(!place.path().join("help.json").exists());
    stone.journal().undelete(record.clone()).unwrap();
    assert_eq!(before_lock(place.path()), ["the quokkasong"]);
    stone.journal().delete(record, noon()).unwrap();
    stone.journal().purge().unwrap();
    // Written again word for word, it shows only if it is chosen again.
    let again = plan(&stone);
    assert!(before_lock(place.path()).is_empty());
    stone.journal().delete(again, noon()).unwrap();
    stone.journal().purge().unwrap();
    drop(stone);
    assert!(!holds(place.path(), CANARY), "a deleted word is still in a file");
}

#[test]
fn a_file_that_was_left_behind_is_put_right_at_the_next_opening() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    plan(&stone);
    let own = stone.journal().own_help().unwrap();
    stone.journal().show_before_lock(vec![own[0].id.clone()]).unwrap();
    drop(stone);
    let stale = r#"{"version":1,"lines":[{"kind":"reasons","text":"taken back long ago"}]}"#;
    fs::write(place.path().join("help.json"), stale).unwrap();
    fs::write(place.path().join("help.tmp"), "half").unwrap();
    drop(open(place.path()));
    assert_eq!(before_lock(place.path()), ["I stop answering"]);
    assert!(!place.path().join("help.tmp").exists());
}

#[test]
fn help_stands_whatever_has_become_of_the_journal() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    stone.journal().set_region(Some("NZ".into())).unwrap();
    stone.journal().set_age_band(Some(AgeBand::Minor)).unwrap();
    plan(&stone);
    let own = stone.journal().own_help().unwrap();
    stone.journal().show_before_lock(vec![own[4].id.clone()]).unwrap();
    drop(stone);
    let whole = |what: &str| {
        let help = help_before_lock(directory(place.path()), noon());
        assert_eq!(help.emergency.unwrap().numbers, ["111"], "{what}");
        assert_eq!(help.lines[0].for_ids, ["under_18"], "{what}: lines for children come first");
        assert_eq!(help.own.len(), 1, "{what}");
    };
    let journal = place.path().join("journal.sqlite");
    let other = rusqlite::Connection::open(&journal).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    whole("locked");
    other.execute_batch("ROLLBACK; PRAGMA user_version = 77").unwrap();
    drop(other);
    let config = Config { directory: directory(place.path()), seed: None };
    assert!(matches!(Steppingstone::open(config), Err(SteppingstoneError::TooNew { .. })));
    whole("newer");
    fs::write(&journal, "no journal at all").unwrap();
    whole("damaged");
    fs::remove_file(&journal).unwrap();
    whole("gone");
    // The file itself: damaged, newer, too large, or no file. The numbers are there as soon as a place is picked.
    for bytes in [b"{".to_vec(), b"{\"version\":9,\"region\":\"NZ\"}".to_vec(), vec![0xff; 300_000]] {
        fs::write(place.path().join("help.json"), bytes).unwrap();
        let help = help_before_lock(directory(place.path()), noon());
        assert!(help.emergency.is_none() && help.without_number.is_some() && help.own.is_empty());
        assert!(!help.suggestions.is_empty());
    }
    let nowhere = help_before_lock("/no/such\0place".into(), at(-1));
    assert!(nowhere.emergency.is_none() && !nowhere.standing.is_empty());
}

/// A damaged journal is moved aside and a new one begun: what showed before the lock came from the old one.
#[test]
fn with_a_new_journal_nothing_old_shows() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    plan(&stone);
    let own = stone.journal().own_help().unwrap();
    stone.journal().show_before_lock(vec![own[0].id.clone()]).unwrap();
    drop(stone);
    fs::write(place.path().join("journal.sqlite"), "no journal at all").unwrap();
    let stone = open(place.path());
    assert!(stone.opened().moved_aside.is_some());
    assert!(before_lock(place.path()).is_empty());
}

#[test]
fn lines_that_are_not_there_cannot_be_chosen_and_a_folder_that_refuses_is_told() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    plan(&stone);
    let refused = |field, reason| Err(SteppingstoneError::Invalid { field, reason });
    let choose = |ids: Vec<String>| stone.journal().show_before_lock(ids).map(drop);
    assert_eq!(choose(vec!["nope".into()]), refused(Field::Choice, Reason::NotOffered));
    let own = stone.journal().own_help().unwrap();
    assert_eq!(choose(vec![own[0].id.clone(); 41]), refused(Field::Choice, Reason::TooMany));
    fs::create_dir(place.path().join("help.tmp")).unwrap();
    fs::write(place.path().join("help.tmp/x"), "").unwrap();
    let error = choose(vec![own[0].id.clone()]).unwrap_err();
    assert!(matches!(error, SteppingstoneError::Storage { kind: StorageKind::Io | StorageKind::ReadOnly }), "{error}");
    assert!(before_lock(place.path()).is_empty());
}

#[test]
fn a_contact_has_a_number_that_can_be_dialled() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let text = |text: &str| Answer::Text { words: words(text), rating: None };
    let step = stone.guides().start(Start::of("contact"), noon()).unwrap().step;
    let Step::Ask { at, prompt, .. } = &step else { panic!() };
    let step = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, text("Lu"), noon()).unwrap().step;
    let Step::Ask { at, prompt, .. } = &step else { panic!() };
    for bad in ["Lu", "12-a", "+", "1"] {
        let given = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, text(bad), noon());
        assert_eq!(
            given.map(drop),
            Err(SteppingstoneError::Invalid { field: Field::Phone, reason: Reason::Malformed })
        );
    }
    let given = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, text("(021) 555-0123"), noon());
    let Step::Review { at, .. } = given.unwrap().step else { panic!() };
    stone.guides().finish(at.draft, at.seq, noon()).unwrap();
    let own = stone.journal().own_help().unwrap();
    assert_eq!((own[0].kind.as_str(), own[0].number.as_deref()), ("contact", Some("0215550123")));
    assert!(stone.journal().timeline(None, None, 5).unwrap().records.iter().all(|one| one.headline.is_none()));
}

/// The plan is the person's own list for a hard hour: no other screen lives off it.
#[test]
fn a_safety_plan_is_in_help_and_in_no_evidence_insight_or_reminder() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    stone.journal().set_age_band(Some(AgeBand::Adult)).unwrap();
    say_all(&stone);
    plan(&stone);
    assert!(stone.journal().help(noon()).unwrap().own.iter().any(|line| line.text.text.contains(CANARY)));
    assert!(!words_everywhere(&stone, 1).contains(CANARY));
    let mut day = 1;
    for offer in offers(&stone, None, 1) {
        day += 1;
        let (_, seen) = walk(&stone, &offer.start, "They went without me", day);
        assert!(!seen.contains(CANARY), "{}", offer.start.guide);
    }
}

#[test]
fn every_place_with_a_number_has_a_whole_help_screen() {
    for region in regions() {
        let help = steppingstone_core::help(Some(region.code.clone()), None, noon());
        assert_eq!(help.emergency.as_ref().map(|found| &found.region), Some(&region));
        assert_eq!(help.lines.is_empty(), help.without_lines.is_some(), "{}", region.code);
        let first = &help.emergency.unwrap().numbers[0];
        assert!(help.lines.iter().all(|line| line.source.ends_with(&format!("Call {first}."))), "{}", region.code);
        assert!(help.lines.iter().all(|line| line.spoken.starts_with(&line.name)));
    }
}
