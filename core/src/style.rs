//! The style guide, as a test. Each test is one rule that every sentence of a pack keeps; see
//! `packs/STYLE.md` for why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::Value;

use crate::content::{MACHINE_KEYS, pack};
use crate::grounding::complaints;
use crate::practices::PRACTICES;

/// Every string of the English pack with the file and key it stands at.
fn sentences() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["en", "en/guides", "en/traps"] {
        let files = fs::read_dir(packs().join(folder)).unwrap().map(|item| item.unwrap().path());
        for path in files.filter(|path| path.extension().is_some_and(|end| end == "toml")) {
            let source = fs::read_to_string(&path).unwrap();
            let stem = path.file_stem().unwrap().to_string_lossy();
            let name = if folder == "en/traps" { format!("traps.{stem}") } else { stem.into_owned() };
            walk(&name, &source.parse::<toml::Table>().unwrap().into(), &mut found);
        }
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
    let machine = |at: &String| {
        MACHINE_KEYS.iter().any(|key| is_key(at, key)) || (at.starts_with("grounding.") && is_key(at, "cue"))
    };
    let shown = |at: &String| !machine(at);
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
    let harmless = ["just enough", "just happened"];
    offenders("lecturing", |at, text| {
        let text = harmless.iter().fold(text.to_lowercase(), |text, phrase| text.replace(phrase, ""));
        !at.starts_with("traps") && phrases.iter().any(|phrase| text.contains(phrase))
    });
}

/// What the app is not, in the words that stand at the first run, in Help and in the README.
const STANDING: &str = "self-help, not therapy, diagnosis or emergency care";

/// Words of treatment, diagnosis and clinical scores in a text, apart from the standing sentence.
/// "treated me badly" is what somebody did, and what a test proves is proven.
fn claims(text: &str) -> Vec<String> {
    let stems = [
        "cure",
        "treat",
        "therap",
        "diagnos",
        "clinical",
        "symptom",
        "disorder",
        "patient",
        "guarantee",
        "relaps",
        "remission",
        "prescri",
        "medic",
        "screening",
    ];
    let whole = ["heal", "heals", "healing", "phq", "gad", "cutoff"];
    let lower = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = lower.replace(STANDING, "").replace("treated me badly", "").replace("cut-off", "cutoff");
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let claims = |word: &&str| stems.iter().any(|stem| word.starts_with(stem)) || whole.contains(word);
    let phrases = ["proven to", "scientifically", "risk score", "depression score", "anxiety score"];
    words
        .filter(claims)
        .map(str::to_owned)
        .chain(phrases.into_iter().filter(|one| lower.contains(one)).map(str::to_owned))
        .collect()
}

#[test]
fn nothing_claims_to_treat() {
    offenders("claims", |_, text| {
        !claims(text).is_empty()
            || text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("proven"))
    });
}

#[test]
fn a_claim_is_found_and_the_standing_sentence_is_none() {
    for claim in [
        "It treats depression",
        "A cure for loneliness",
        "Clinically proven",
        "Get your diagnosis",
        "It is proven to help",
        "Your PHQ-9 result",
        "Above the cut-off",
        "Therapy in your pocket",
        "Heals what hurts",
    ] {
        assert!(!claims(claim).is_empty(), "{claim}");
    }
    let standing = pack().chrome("help.standing");
    assert!(standing.contains(STANDING) && claims(&standing).is_empty());
    assert!(claims("It is self-help, not\ntherapy, diagnosis or emergency care. They treated me badly.").is_empty());
}

/// What is read outside the app: the README, what a phone shows of it in its own lists, and the texts of
/// a store, wherever a folder for them comes to be.
#[test]
fn nothing_outside_claims_to_treat() {
    let root = packs().join("../..");
    let named =
        ["README.md", "android/app/src/main/res/values/strings.xml", "core/Cargo.toml", "core/pocket/Cargo.toml"];
    let mut files: Vec<_> = named.iter().map(|file| root.join(file)).collect();
    for folder in ["store", "fastlane", "android/fastlane", "ios/fastlane", "android/app/src/main/play"] {
        texts_below(&root.join(folder), &mut files);
    }
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(claims(&text), Vec::<String>::new(), "{}", file.display());
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    assert!(readme.split_whitespace().collect::<Vec<_>>().join(" ").contains(STANDING));
}

fn texts_below(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = item.path();
        if path.is_dir() {
            texts_below(&path, files);
        } else if path.extension().is_some_and(|end| end == "txt" || end == "md" || end == "xml") {
            files.push(path);
        }
    }
}

#[test]
fn the_standing_sentence_is_said_at_the_first_run_and_in_help() {
    let first = pack().guide("welcome").prompt("is_not").help.clone().unwrap();
    assert!(first.contains("{standing}"));
    let help = steppingstone_help();
    assert!(help.standing.contains(STANDING) && !help.discretion.is_empty());
}

fn steppingstone_help() -> crate::safety::Help {
    crate::safety::help(crate::safety::Asked::default(), Vec::new())
}

/// What is said where a life may be at risk: no urging, no promise, nothing made small.
#[test]
fn words_for_the_hard_hour_neither_urge_nor_promise_nor_belittle() {
    let bad = [
        "will get better",
        "promise",
        "will be fine",
        "will pass",
        "don't worry",
        "not that bad",
        "others have it",
        "only you",
        "before it is too late",
        "last chance",
        "hurry",
        "immediately",
        "selfish",
        "think of your",
        "secret",
        "at least",
        "attention",
        "successful",
        "failed attempt",
    ];
    let hard = |at: &str| {
        at.starts_with("prompts.safety")
            || at.starts_with("prompts.plan")
            || at.starts_with("chrome.help.")
            || at.starts_with("safety_plan.")
            || at.starts_with("contact.")
            || at.starts_with("safety.rule.why")
            || at.starts_with("safety.together.why")
    };
    assert!(on_screen().iter().filter(|(at, _)| hard(at)).count() > 60);
    // "It need not stay a secret" is the one sentence that names one.
    offenders("the hard hour", |at, text| {
        let text = text.to_lowercase().replace("need not stay a secret", "");
        hard(at) && bad.iter().any(|phrase| text.contains(phrase))
    });
    let cards = ["safety", "safety_other", "safety_danger", "safety_threat", "safety_body"];
    for card in cards {
        let options: Vec<&str> = pack().prompt(card).options.iter().map(|option| option.id.as_str()).collect();
        assert_eq!(options, ["help", "not_meant", "safe"], "{card}");
    }
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
    // Wordings that a form chooses between, and words of a story that no prompt asks for.
    let variants: BTreeMap<&str, &[&str]> = BTreeMap::from([
        (
            "check_in",
            [
                "ally_whom",
                "ally_question",
                "belief_loss",
                "cue_no_checking",
                "response_no_checking",
                "distance_own_name",
                "distance_friend",
            ]
            .as_slice(),
        ),
        ("mood", &["distance_own_name", "distance_friend"]),
        ("grace_end", &["goal_own"]),
        ("perspective", &["own_ally"]),
        ("find_group", &["step_together"]),
        ("challenge", &["action_next"]),
        ("adjustment", &["state"]),
        ("viewpoint", &["question_capped"]),
        ("stance", &["stance_mistreated", "stance_after_no", "words_for_me"]),
    ]);
    for practice in PRACTICES.iter().filter(|one| one.guide != "look_closer") {
        let words = pack().guide(practice.guide);
        let used = (practice.asks)()
            .into_iter()
            .chain(variants.get(practice.guide).into_iter().flat_map(|v| v.iter().copied()));
        let used: BTreeSet<&str> = used.collect();
        let written: BTreeSet<&str> = words.prompt.keys().map(String::as_str).collect();
        assert_eq!(used, written, "{}", practice.guide);
        assert!(words.prompt.values().all(|prompt| !prompt.title.is_empty()), "{}", practice.guide);
        assert!(!words.label.is_empty() && !words.about.is_empty() && !words.source.is_empty(), "{}", practice.guide);
        assert!(
            ["now", "practise", "path", "circle", "help", "record"].contains(&words.group.as_str()),
            "{}",
            practice.guide
        );
    }
    let shared: BTreeSet<&str> = pack().prompts.keys().map(String::as_str).collect();
    assert_eq!(
        shared,
        BTreeSet::from([
            "safety",
            "safety_other",
            "safety_danger",
            "safety_threat",
            "safety_body",
            "help_card",
            "plan_person",
            "plan_place"
        ])
    );
}

#[test]
fn suggested_feelings_are_words_of_the_vocabulary() {
    let feelings = &pack().feelings;
    let words: BTreeSet<&str> =
        feelings.family.iter().flat_map(|family| &family.words).map(|w| w.id.as_str()).collect();
    let heads: BTreeSet<String> =
        crate::reappraisal::reappraise("They left").emotions.into_iter().map(|(id, _)| id).collect();
    for (label, word) in &feelings.suggested {
        assert!(heads.contains(label) && words.contains(word.as_str()), "{label}: {word}");
    }
    assert!(feelings.suggested.len() >= 10 && heads.len() == 28);
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

/// Everything that can be chosen and then stands in a record, by id and label.
fn chosen() -> BTreeMap<&'static str, Vec<(&'static str, &'static str)>> {
    let (pack, shelf) = (pack(), &pack().shelf);
    let pair = |chip: &'static crate::content::ChipWords| (chip.id.as_str(), chip.label.as_str());
    let families = pack.feelings.family.iter().flat_map(|family| &family.words).chain(&pack.feelings.apart);
    BTreeMap::from([
        ("feelings", families.map(pair).collect()),
        (
            "events",
            pack.events
                .iter()
                .filter(|event| event.offered)
                .map(|event| (event.id.as_str(), event.label.as_str()))
                .collect(),
        ),
        ("traps", pack.traps.iter().map(|trap| (trap.id.as_str(), trap.label.as_str())).collect()),
        ("exercises", pack.exercises.iter().map(|one| (one.id.as_str(), one.label.as_str())).collect()),
        ("explanations", shelf.explanations.iter().flat_map(|words| words.explanations.iter().map(pair)).collect()),
        ("contexts", shelf.challenges.contexts.iter().map(pair).collect()),
        ("safety behaviours", shelf.challenges.safety_behaviours.iter().map(pair).collect()),
        ("ideas", shelf.challenges.idea.iter().map(|idea| (idea.id.as_str(), idea.label.as_str())).collect()),
        ("adjustments", shelf.adjustments.iter().map(|one| (one.id.as_str(), one.cue.as_str())).collect()),
        ("if-thens", shelf.if_then.iter().map(|one| (one.id.as_str(), one.cue.as_str())).collect()),
        ("drills", shelf.drills.iter().map(|drill| (drill.id.as_str(), drill.label.as_str())).collect()),
        ("scripts", shelf.scripts.iter().map(|script| (script.id.as_str(), script.text.as_str())).collect()),
        ("questions", shelf.questions.iter().map(|one| (one.id.as_str(), one.label.as_str())).collect()),
        ("strengths", shelf.strengths.strengths.iter().map(pair).collect()),
        ("values", shelf.strengths.values.iter().map(pair).collect()),
        ("facts", shelf.facts.iter().map(|fact| (fact.id.as_str(), fact.text.as_str())).collect()),
    ])
}

#[test]
fn there_is_enough_to_choose_from_and_nothing_twice() {
    let chosen = chosen();
    for (group, least) in [
        ("feelings", 60),
        ("explanations", 60),
        ("ideas", 100),
        ("adjustments", 60),
        ("drills", 15),
        ("scripts", 15),
        ("questions", 30),
        ("if-thens", 30),
        ("exercises", 10),
        ("facts", 5),
    ] {
        assert!(chosen[group].len() >= least, "{group}: {}", chosen[group].len());
    }
    for (group, items) in &chosen {
        let ids: BTreeSet<_> = items.iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), items.len(), "{group}");
        let plain =
            |id: &str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.');
        assert!(items.iter().all(|(id, _)| plain(id)), "{group}");
    }
    for group in ["feelings", "ideas", "drills", "scripts", "questions", "strengths", "values", "facts"] {
        let labels: BTreeSet<_> = chosen[group].iter().map(|(_, label)| label).collect();
        assert_eq!(labels.len(), chosen[group].len(), "{group}: a label twice");
    }
    assert!(pack().feelings.family.len() >= 8);
    let explained = pack().shelf.explanations.iter().filter(|words| !words.explanations.is_empty()).count();
    assert!(explained >= 10, "{explained} kinds of events");
}

#[test]
fn challenges_rise_in_every_place_also_without_strangers() {
    let challenges = &pack().shelf.challenges;
    for context in &challenges.contexts {
        let ideas: Vec<_> = challenges.idea.iter().filter(|idea| idea.context == context.id).collect();
        let (least, most) =
            (ideas.iter().map(|idea| idea.distress).min(), ideas.iter().map(|idea| idea.distress).max());
        assert!(least <= Some(20) && most >= Some(70) && most <= Some(100), "{}", context.id);
        assert!(ideas.iter().filter(|idea| !idea.strangers).count() >= 10, "{}", context.id);
        assert!(ideas.iter().all(|idea| idea.variants.len() >= 2), "{}", context.id);
    }
    assert!(challenges.idea.iter().all(|idea| challenges.contexts.iter().any(|context| context.id == idea.context)));
}

#[test]
fn nothing_is_explained_or_asked_where_it_must_not_be() {
    for event in ["ended", "died", "mistreated"] {
        assert!(!pack().shelf.explanations.iter().any(|words| words.id == event), "{event}");
    }
    for pattern in &pack().shelf.if_then {
        assert!(pattern.events.iter().all(|event| pack().event(event).is_some()), "{}", pattern.id);
        let safe = pattern.events.iter().any(|event| event == "mistreated");
        assert!(!safe || pattern.events.len() == 1, "{}: what is for danger is for nothing else", pattern.id);
    }
}

#[test]
fn places_in_braces_are_known() {
    let places = ["what", "need", "when", "name"];
    for script in &pack().shelf.scripts {
        let used: Vec<_> = script.text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        assert!(!used.is_empty() && used.iter().all(|place| places.contains(place)), "{}", script.id);
    }
}

#[test]
fn sources_are_named() {
    let dated = |source: &str| source.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    let plain = |source: &str| source.contains("no trial of it alone was found");
    let sources =
        pack().shelf.drills.iter().map(|drill| &drill.source).chain(pack().shelf.facts.iter().map(|fact| &fact.source));
    let guides = PRACTICES.iter().map(|one| &pack().guide(one.guide).source);
    let unnamed: Vec<_> = sources.chain(guides).filter(|source| !dated(source) && !plain(source)).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// Old records go on naming what was chosen, also after an update took it off the screen: every id
/// that was ever offered has a label. The list only grows; what is removed goes to `retired.toml`.
#[test]
fn whatever_was_ever_offered_has_a_label() {
    let listed = include_str!("../../tests/golden/offered.txt");
    let listed: BTreeSet<&str> = listed.lines().filter(|line| !line.is_empty()).collect();
    let chosen = chosen();
    let stored = [
        "feelings",
        "events",
        "traps",
        "exercises",
        "explanations",
        "contexts",
        "safety behaviours",
        "ideas",
        "drills",
        "scripts",
        "strengths",
        "values",
    ];
    let offered: BTreeSet<&str> = stored.iter().flat_map(|group| chosen[group].iter().map(|(id, _)| *id)).collect();
    let unlisted: Vec<_> = offered.difference(&listed).collect();
    assert!(unlisted.is_empty(), "add to tests/golden/offered.txt: {unlisted:?}");
    let nameless: Vec<_> = listed.iter().filter(|id| !pack().has_label(id)).collect();
    assert!(nameless.is_empty(), "give a label in retired.toml to {nameless:?}");
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
fn insights_name_no_causes_and_each_series_has_its_words() {
    let causal = ["because", "cause", "lead to", "leads to", "due to", "makes you", "thanks to", "as a result"];
    let spoken = |at: &str| at.starts_with("insights.") || at.starts_with("chrome.insight.");
    offenders("causes", |at, text| spoken(at) && causal.iter().any(|phrase| text.to_lowercase().contains(phrase)));
    assert!(on_screen().iter().filter(|(at, _)| spoken(at)).count() > 40);
    for kind in crate::insight::KINDS {
        let words = pack().insight(kind);
        assert!(!words.title.is_empty() && !words.what.is_empty() && words.say.contains_key("main"), "{kind}");
    }
}

/// What is looked at, and that each rule can fail, is in `grounding/lint.rs`.
#[test]
fn every_exercise_can_be_followed_safely() {
    let found: Vec<_> = pack().exercises.iter().flat_map(complaints).collect();
    assert!(found.is_empty(), "{found:#?}");
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
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            for call in ["chrome(\"", "fill(\"", "(\"when."] {
                let prefix = if call == "(\"when." { "when." } else { "" };
                let keys = source.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                asked.extend(keys.filter(|key| !key.contains('{')).map(|key| format!("{prefix}{key}")));
            }
        }
    }
}
