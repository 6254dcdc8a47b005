//! The style guide, as a test. Each test is one rule that every sentence of a pack keeps; see
//! `packs/STYLE.md` for why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::Value;

use crate::checkin::wordings;
use crate::content::pack;

/// Every string of the English pack with the file and key it stands at.
fn sentences() -> Vec<(String, String)> {
    let files = ["prompts", "scales", "feelings", "events", "traps", "composer", "safety", "grounding", "chrome"];
    let mut found = Vec::new();
    for file in files {
        let source = fs::read_to_string(packs().join(format!("en/{file}.toml"))).unwrap();
        walk(file, &source.parse::<toml::Table>().unwrap().into(), &mut found);
    }
    found
}

fn packs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs")
}

fn walk(at: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((at.to_owned(), text.clone())),
        Value::Array(items) => items.iter().for_each(|item| walk(at, item, found)),
        Value::Table(table) => table.iter().for_each(|(key, item)| walk(&format!("{at}.{key}"), item, found)),
        _ => {}
    }
}

/// Strings that a person reads: not ids, patterns, or the examples that prove a rule.
fn on_screen() -> Vec<(String, String)> {
    let hidden = ["id", "patterns", "unless", "fires", "silent", "cue", "haptic"];
    let shown = |at: &String| !hidden.iter().any(|key| is_key(at, key));
    sentences().into_iter().filter(|(at, _)| shown(at)).collect()
}

fn offenders(what: &str, bad: impl Fn(&str, &str) -> bool) {
    let found: Vec<_> = on_screen().into_iter().filter(|(at, text)| bad(at, text)).collect();
    assert!(found.is_empty(), "{what}: {found:#?}");
}

/// The last part of a place in a pack, for instance `title`.
fn is_key(at: &str, key: &str) -> bool {
    at.rsplit('.').next() == Some(key)
}

fn has_word(text: &str, word: &str) -> bool {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

#[test]
fn there_is_something_to_read() {
    assert!(on_screen().len() > 250);
}

#[test]
fn nothing_shouts_or_cheers() {
    offenders("exclamation marks", |_, text| text.contains('!'));
    let cheer = ["awesome", "amazing", "great", "congratulations", "yay", "wonderful", "positive", "streak"];
    offenders("cheer", |_, text| cheer.iter().any(|word| has_word(text, word)));
}

#[test]
fn nothing_lectures_or_belittles() {
    let phrases = [
        "calm down",
        "just ",
        "simply",
        "get over",
        "you should",
        "you must",
        "at least you",
        "cheer up",
        "act normal",
        "eye contact",
    ];
    // "Just happened" and "just enough" speak of time and measure, not of ease.
    let harmless = ["just enough"];
    offenders("lecturing", |at, text| {
        let text = harmless.iter().fold(text.to_lowercase(), |text, phrase| text.replace(phrase, ""));
        !at.starts_with("traps") && phrases.iter().any(|phrase| text.contains(phrase))
    });
}

#[test]
fn nothing_claims_to_treat() {
    let stems =
        ["cure", "treat", "therap", "diagnos", "clinical", "symptom", "disorder", "patient", "proven", "guarantee"];
    offenders("claims", |at, text| {
        let lower = text.to_lowercase().replace("treated me badly", "");
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        // The standing sentence says what this is not; "treated me badly" is what somebody did.
        at != "chrome.help.standing" && words.any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    });
}

#[test]
fn no_method_and_no_crime_is_named_on_a_screen() {
    let words = ["suicide", "kill", "overdose", "hang", "cut", "pills", "gun", "commit", "jump"];
    offenders("methods", |at, text| {
        !at.starts_with("safety.idiom") && words.iter().any(|word| has_word(text, word)) && !text.contains("cut off")
    });
}

#[test]
fn questions_fit_a_small_screen() {
    offenders("titles over 70 characters", |at, text| is_key(at, "title") && text.chars().count() > 70);
    offenders("chips over 50 characters", |at, text| {
        at.starts_with("prompts") && is_key(at, "label") && text.chars().count() > 50
    });
    offenders("help over 170 characters", |at, text| is_key(at, "help") && text.chars().count() > 170);
    assert!(pack().chrome("reminder.public").chars().count() <= 40);
}

#[test]
fn every_prompt_has_its_wording_and_no_wording_is_left_over() {
    let used: BTreeSet<&str> = wordings().into_iter().collect();
    let written: BTreeSet<&str> = pack().prompts.keys().map(String::as_str).collect();
    assert_eq!(used, written);
    assert!(pack().prompts.values().all(|prompt| !prompt.title.is_empty()));
}

#[test]
fn ids_are_unique_and_plain() {
    let pack = pack();
    let groups: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        (
            "feelings",
            pack.feelings
                .family
                .iter()
                .flat_map(|f| &f.words)
                .chain(&pack.feelings.apart)
                .map(|w| w.id.as_str())
                .collect(),
        ),
        ("events", pack.events.iter().map(|event| event.id.as_str()).collect()),
        ("traps", pack.traps.iter().map(|trap| trap.id.as_str()).collect()),
        ("rules", pack.traps.iter().flat_map(|trap| &trap.rule).map(|rule| rule.id.as_str()).collect()),
        ("risk rules", pack.safety.rule.iter().map(|rule| rule.id.as_str()).collect()),
        ("exercises", pack.exercises.iter().map(|exercise| exercise.id.as_str()).collect()),
    ]);
    for (group, ids) in groups {
        let different: BTreeSet<_> = ids.iter().collect();
        assert_eq!(different.len(), ids.len(), "{group}");
        let plain =
            |id: &&str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.');
        assert!(ids.iter().all(plain), "{group}");
    }
}

#[test]
fn scales_have_five_different_words() {
    for (id, scale) in &pack().scales {
        let words: BTreeSet<_> = scale.words.iter().collect();
        assert_eq!((scale.words.len(), words.len()), (5, 5), "{id}");
    }
}

#[test]
fn explanations_hedge_and_never_say_what_someone_thinks() {
    let pack = pack();
    for hedge in pack.events.iter().flat_map(|event| &event.hedges).chain(&pack.composer.hedges) {
        assert!(["may", "might", "could"].iter().any(|word| has_word(&hedge.label, word)), "{}", hedge.label);
        assert!(
            !["thinks", "hates", "likes", "loves", "wanted"].iter().any(|word| has_word(&hedge.label, word)),
            "{}",
            hedge.label
        );
    }
    let mistreated = pack.event("mistreated").map(|event| event.hedges.len());
    assert_eq!(mistreated, Some(0), "mistreatment is not explained away");
}

#[test]
fn every_cue_is_spoken_and_every_exercise_has_a_source_and_a_caution() {
    for exercise in &pack().exercises {
        assert!(
            !exercise.source.is_empty() && !exercise.caution.is_empty() && !exercise.close.is_empty(),
            "{}",
            exercise.id
        );
        assert!(exercise.cue.iter().all(|cue| !cue.spoken.is_empty() && !cue.words.is_empty()), "{}", exercise.id);
        assert!(
            exercise.cue.iter().all(|cue| ["in", "out", "hold", "step"].contains(&cue.cue.as_str())),
            "{}",
            exercise.id
        );
        assert!(
            exercise.cue.iter().all(|cue| ["rise", "fall", "tick", "none"].contains(&cue.haptic.as_str())),
            "{}",
            exercise.id
        );
    }
}

#[test]
fn every_key_the_code_asks_for_is_in_the_chrome() {
    let mut asked = Vec::new();
    read_keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut asked);
    assert!(asked.len() > 20);
    let missing: Vec<_> = asked.into_iter().filter(|key| !pack().chrome.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn read_keys(place: &Path, asked: &mut Vec<String>) {
    for item in fs::read_dir(place).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            read_keys(&path, asked);
        } else {
            let source = fs::read_to_string(&path).unwrap();
            for call in ["chrome(\"", "fill(\"", "(\"when."] {
                let prefix = if call == "(\"when." { "when." } else { "" };
                let keys = source.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                asked.extend(keys.filter(|key| !key.contains('{')).map(|key| format!("{prefix}{key}")));
            }
        }
    }
}
