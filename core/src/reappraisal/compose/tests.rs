use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::reappraisal::unbalanced;

fn made(event: Option<&str>, line: Option<&str>, thought: &str) -> Vec<Alternative> {
    let line = line.map(Words::new);
    drafts(&Material { event, event_line: line.as_ref(), thought, ..Material::default() }, unbalanced)
}

fn texts(found: &[Alternative]) -> Vec<&str> {
    found.iter().map(|one| one.text.text.text.as_str()).collect()
}

fn sources(one: &Alternative) -> Vec<&str> {
    one.text.parts.iter().map(|part| part.source.as_str()).collect()
}

const SITUATIONS: &[(&str, &str)] = &[
    ("She didn't reply after our date on Saturday", "She must think I'm boring, and I'll never find someone"),
    ("they all went to the lake w/o me", "im a loser nobody wants me around"),
    ("MY BOSS YELLED AT ME IN FRONT OF EVERYONE", "I'M GOING TO GET FIRED"),
    ("talked over in the monday round", "u r so dumb, why even try"),
    ("My friends never invite me", "I'm too much"),
    ("- boss said \"do it again\"\n- everyone looked\n- I cried", "they all think im incompetent lol"),
    ("You messed up the order", "You're useless"),
    ("ich wurde ignoriert", "ich bin nichts wert"),
    ("😭😭", "💔"),
    ("", ""),
    ("My friend replied with just \"ok\"", "she's mad at me"),
    ("I have a presentation tomorrow", "I'm going to freeze and everyone will laugh"),
    ("why did nobody tell me??", "Why does this always happen to me?"),
    ("i texted him he didnt reply i must have said something wrong", "im the problem"),
];

#[test]
fn every_draft_passes_the_lint_and_is_its_parts() {
    for (line, thought) in SITUATIONS {
        let found = made(None, Some(line), thought);
        assert!((1..=MOST_DRAFTS).contains(&found.len()), "{line:?}");
        for one in &found {
            let parts: Vec<_> = one.text.parts.iter().map(|part| part.text.text.as_str()).collect();
            assert_eq!(one.text.text.text, parts.join(" "));
            assert!(one.lint.passes(), "{:?}: {:?}", one.text.text.text, one.lint);
            assert_eq!(one.lint, Lint::of(&one.text.text.text, true, unbalanced));
        }
    }
}

#[test]
fn drafts_differ_in_shape_and_in_explanation() {
    for event in pack().events.iter().filter(|event| event.id != "other") {
        let found = made(Some(&event.id), Some("She left without me and took the bus home"), "I must have bored her");
        assert!(found.len() >= 3, "{}: {:?}", event.id, texts(&found));
        let frames: BTreeSet<_> = found
            .iter()
            .map(|one| {
                one.text
                    .parts
                    .iter()
                    .filter(|part| part.source.starts_with("shape."))
                    .map(|part| &part.text.text)
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(frames.len(), found.len(), "{:?}", texts(&found));
        let own = |source: &&str| {
            !source.starts_with("shape.")
                && !["event", "thought", "hedge.to_do_with", "hedge.or_with"].contains(source)
                && !source.starts_with("event.")
        };
        let said: Vec<_> = found
            .iter()
            .flat_map(|one| sources(one).into_iter().filter(own).map(String::from).collect::<BTreeSet<_>>())
            .collect();
        assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len(), "a sentence twice: {:?}", texts(&found));
    }
}

#[test]
fn own_words_stand_in_sentences_of_their_own() {
    let found = made(None, Some("she didnt reply after our date"), "im unlovable");
    let all = texts(&found).join("\n");
    assert!(
        all.contains("She didn't reply after our date.") || all.contains("She didn't reply after our date,"),
        "{all}"
    );
    assert!(all.contains("\"I'm unlovable\""), "{all}");
    let fragment = texts(&made(None, Some("no answer since saturday"), "I'm a burden")).join("\n");
    assert!(fragment.contains("What happened: no answer since Saturday."), "{fragment}");
    let claim = texts(&made(None, Some("Everyone at work hates me"), "I'm a burden")).join("\n");
    assert!(claim.contains("In my words: \"Everyone at work hates me\"."), "{claim}");
    let self_talk = texts(&made(None, Some("You messed up the order"), "You're useless")).join("\n");
    assert!(self_talk.contains("I messed up the order") && self_talk.contains("\"You're useless\""), "{self_talk}");
}

#[test]
fn every_content_word_is_the_persons_the_facts_or_a_templates() {
    let date = NaiveDate::from_ymd_opt(2026, 5, 3).unwrap();
    for (line, thought) in SITUATIONS {
        let words = Words::new(*line);
        let fact = "In the meeting they used my plan";
        let material =
            Material { event_line: Some(&words), thought, evidence: vec![(date, fact)], ..Material::default() };
        let own = grammar::words(&format!("{line} {thought} {fact} may 3 2026"));
        // What is mended has no content of its own: "w/o", "u", "r".
        let mended = ["without", "you", "are", "i", "my", "am", "is", "not"];
        for part in drafts(&material, unbalanced).into_iter().flat_map(|one| one.text.parts) {
            let from_person =
                ["event", "thought"].contains(&part.source.as_str()) || part.source.starts_with("evidence.0");
            if from_person {
                let foreign: Vec<_> = grammar::words(&part.text.text)
                    .into_iter()
                    .filter(|word| !own.contains(word) && !mended.contains(&word.as_str()))
                    .collect();
                assert!(foreign.is_empty(), "{foreign:?} in {:?}", part.text.text);
            } else {
                let text = part.text.text.trim_end_matches(['.', ',']).to_lowercase();
                assert!(
                    template(&part.source).to_lowercase().contains(&text),
                    "{:?} of {}",
                    part.text.text,
                    part.source
                );
            }
        }
    }
}

/// The wording of a template by its id.
fn template(id: &str) -> String {
    let composer = &pack().composer;
    let lists = [
        &composer.bridges,
        &composer.namings,
        &composer.readings,
        &composer.hedges,
        &composer.closes,
        &composer.owed,
        &composer.safer,
    ];
    let events = pack().events.iter();
    let clauses = events.clone().map(|event| (format!("event.{}", event.id), event.clause.clone()));
    let hedges = events.flat_map(|event| &event.hedges);
    let sentences = lists.into_iter().flatten().chain(hedges).map(|words| (words.id.clone(), words.label.clone()));
    let rows = pack().shelf.explanations.iter().flat_map(|words| &words.explanations);
    let frames = [&composer.happened, &composer.in_my_words, &composer.to_do_with, &composer.or_with];
    let chips = rows.chain(frames).chain(&composer.noted).map(|chip| (chip.id.clone(), chip.label.clone()));
    let shapes = composer.shapes.iter().map(|shape| (shape.id.clone(), shape.label.clone()));
    let found = sentences.chain(chips).chain(clauses).chain(shapes).find(|(known, _)| known == id);
    found.unwrap_or_else(|| panic!("no template {id}")).1
}

#[test]
fn templates_hold_no_word_that_no_draft_may_hold() {
    let composer = &pack().composer;
    let lists = [
        &composer.bridges,
        &composer.namings,
        &composer.readings,
        &composer.hedges,
        &composer.closes,
        &composer.owed,
        &composer.safer,
    ];
    let sentences = lists.into_iter().flatten().chain(pack().events.iter().flat_map(|event| &event.hedges));
    let mut ids = BTreeSet::new();
    for words in sentences {
        assert!(lint::is_clean(&words.label), "{}", words.label);
        assert!(ids.insert(&words.id), "{} twice", words.id);
        assert!(words.label.split(' ').count() <= 16, "{}", words.label);
    }
    for shape in &composer.shapes {
        assert!(lint::is_clean(&shape.label), "{}", shape.label);
        assert!(["plain", "loss", "mistreated", "last"].contains(&shape.group.as_str()), "{}", shape.id);
    }
    for list in [&composer.readings, &composer.hedges, &composer.bridges, &composer.safer] {
        for words in list {
            let label = words.label.to_lowercase();
            assert!(
                ["may", "might", "could"].iter().any(|hedge| label.split(' ').any(|word| word == *hedge)),
                "{label}"
            );
        }
    }
    for trap in &pack().traps {
        let answered = |list: &[SentenceWords]| list.iter().any(|words| words.applies.as_deref() == Some(&trap.id));
        assert!(answered(&composer.namings) && answered(&composer.readings), "{}", trap.id);
    }
    assert_eq!(composer.months.len(), 12);
}

/// Where nothing else fits there is still a draft, and it passes with any of its sentences.
#[test]
fn the_last_resort_passes() {
    let composer = &pack().composer;
    let last = composer.shapes.iter().find(|shape| shape.group == "last").unwrap();
    for hedge in composer.hedges.iter().filter(|hedge| !hedge.past) {
        for close in composer.closes.iter().filter(|close| close.events.is_empty()) {
            let text = last
                .label
                .replace("{hedge.}", &format!("{}.", hedge.label))
                .replace("{close.}", &format!("{}.", close.label));
            let lint = Lint::of(&text, true, unbalanced);
            assert!(lint.passes(), "{text}: {lint:?}");
        }
    }
    for thought in ["", "💔", &"word ".repeat(400), "...", "\u{301}\u{301}"] {
        assert!(!made(None, None, thought).is_empty(), "{thought:?}");
    }
}

#[test]
fn mistreatment_is_not_explained_away() {
    let explained = |source: &&str| {
        source.starts_with("hedge.")
            || source.starts_with("reading.")
            || pack().events.iter().any(|event| source.starts_with(&format!("{}.", event.id)))
    };
    for (event, line, thought) in [
        (Some("mistreated"), "They hid my bag again", "I deserve it"),
        (None, "He hits me when he drinks", "It's my fault"),
        (None, "They make jokes about my accent", "I don't belong here"),
        (Some("no_answer"), "my partner threatened to hurt me", "I made him angry"),
    ] {
        let found = made(event, Some(line), thought);
        assert!(found.len() >= 3, "{line}: {:?}", texts(&found));
        for one in &found {
            let sources = sources(one);
            assert!(!sources.iter().any(&explained), "{sources:?}");
            assert!(sources.iter().any(|source| source.starts_with("owed.")), "{sources:?}");
            assert!(sources.iter().any(|source| source.starts_with("safer.")), "{sources:?}");
        }
    }
}

#[test]
fn a_loss_is_not_reinterpreted() {
    for (line, thought) in [
        ("My grandfather died on Friday night", "I should have called him more"),
        ("We ended it on Friday", "It's my fault, I'll be alone forever"),
    ] {
        let found = made(None, Some(line), thought);
        assert!(found.len() >= 3, "{:?}", texts(&found));
        let reread = |source: &&str| {
            source.starts_with("reading.") || source.starts_with("naming.") || source.starts_with("hedge.to")
        };
        assert!(found.iter().all(|one| !sources(one).iter().any(&reread)), "{:?}", texts(&found));
    }
}

#[test]
fn own_facts_stand_with_their_dates_and_what_was_chosen_comes_first() {
    let line = Words::new("She didn't reply to my letter");
    let material = Material {
        event: Some("no_answer"),
        event_line: Some(&line),
        thought: "I bore everyone",
        explanations: vec!["no_answer.buried".into()],
        evidence: vec![(NaiveDate::from_ymd_opt(2026, 5, 3).unwrap(), "Two people laughed at my story")],
        is_mistreated: false,
    };
    let found = drafts(&material, unbalanced);
    let all = texts(&found).join("\n");
    assert!(all.contains("3 May 2026: \"Two people laughed at my story\"."), "{all}");
    assert!(all.contains("It may have to do with a message buried under many others."), "{all}");
    let risky = Material { evidence: vec![(NaiveDate::MIN, "I want to die")], ..material };
    assert!(!texts(&drafts(&risky, unbalanced)).join("\n").contains("die"));
}

#[test]
fn the_same_words_give_the_same_drafts_and_others_other_ones() {
    let once = made(Some("no_answer"), None, "I'm boring");
    assert_eq!(once, made(Some("no_answer"), None, "I'm boring"));
    let openings: BTreeSet<String> = ["I'm boring", "I'm too much", "I scare people off", "It's over", "I'm a burden"]
        .iter()
        .map(|thought| {
            made(Some("no_answer"), None, thought)[0].text.text.text.split('"').next().unwrap_or_default().to_owned()
        })
        .collect();
    assert!(openings.len() > 1, "{openings:?}");
}

#[test]
fn a_text_of_risk_gives_nothing_and_facts_keep_their_places() {
    assert!(alternatives(None, "I want to die", &[]).is_none());
    assert!(alternatives(Some("I want to kill myself"), "It's over", &[]).is_none());
    let facts = [(String::new(), "undated".to_owned()), ("2026-05-03".into(), "They used my plan".into())];
    let found = alternatives(Some("He talked over me"), "I'm invisible", &facts).unwrap();
    assert!(found.iter().flat_map(sources).any(|source| source == "evidence.1"));
    assert!(!found.iter().flat_map(sources).any(|source| source == "evidence.0"));
}

#[test]
fn very_long_texts_are_composed_for_in_time() {
    for text in
        ["i ".repeat(50_000), "she ignored me and ".repeat(6_000), "\"no\" ".repeat(20_000), "a".repeat(100_000)]
    {
        for one in made(None, Some(&text), &text) {
            assert!(one.lint.passes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_words_give_drafts_that_pass(
        line in "(\\PC|[ ,.!?'\"\n]|she |i |ignored |me |so |because |you ){0,40}",
        thought in "(\\PC|[ ,.!?'\"\n]|i am |never |they |hate |me |a |loser ){0,40}",
    ) {
        let line = Words::new(line);
        let material = Material { event_line: Some(&line), thought: &thought, ..Material::default() };
        let found = drafts(&material, unbalanced);
        prop_assert!(!found.is_empty() && found.len() <= MOST_DRAFTS);
        for one in found {
            let parts: Vec<_> = one.text.parts.iter().map(|part| part.text.text.clone()).collect();
            prop_assert!(one.lint.passes());
            prop_assert_eq!(one.text.text.text, parts.join(" "));
        }
    }
}
