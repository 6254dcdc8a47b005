//! Words of another length and direction: every guide still asks, tells and finishes, and the
//! words are those of the locale. One test, because the choice holds for the whole process.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use steppingstone_core::{Start, Step, StoryLine, chrome, grounding_exercises, speak};
use steppingstone_tests::{any_answer, noon, open};

/// Runs a guide to its end and returns every title and label on the way.
fn walk(guide: &str) -> Vec<String> {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    let mut seen = Vec::new();
    let mut step = stone.guides().start(Start::of(guide), noon()).unwrap().step;
    for _ in 0..80 {
        step = match &step {
            Step::Ask { at, prompt, .. } => {
                seen.push(prompt.title.clone());
                seen.extend(prompt.help.clone());
                let answer = any_answer(prompt, "They went quiet", 0);
                let (draft, id) = (at.draft.clone(), prompt.id.clone());
                let given = stone.guides().answer(draft.clone(), id.clone(), at.seq, answer, noon());
                given.unwrap_or_else(|_| stone.guides().skip(draft, id, at.seq, noon()).unwrap()).step
            }
            Step::Review { at, story, .. } => {
                seen.extend(story.iter().map(|line: &StoryLine| line.label.clone()));
                stone.guides().finish(at.draft.clone(), at.seq, noon()).unwrap().step
            }
            _ => return seen,
        };
    }
    panic!("{guide} has no end");
}

#[test]
fn every_guide_speaks_the_locale() {
    let place = tempfile::tempdir().unwrap();
    let offers = open(place.path()).guides().offers(None, noon()).unwrap();
    let plain: Vec<Vec<String>> = offers.iter().map(|offer| walk(&offer.start.guide)).collect();
    assert_eq!(speak("en-XA".into()), "en-XA");
    for (offer, plain) in offers.iter().zip(&plain) {
        let long = walk(&offer.start.guide);
        assert_eq!(long.len(), plain.len(), "{}", offer.start.guide);
        for (long, plain) in long.iter().zip(plain) {
            assert!(long.chars().count() * 10 >= plain.chars().count() * 13, "{plain}: {long}");
        }
    }
    assert!(grounding_exercises().iter().all(|exercise| exercise.label.contains('~')));
    assert_eq!(speak("ar-xb".into()), "ar-XB");
    assert!(chrome()["menu.help"].starts_with('\u{202e}'));
    for offer in &offers {
        assert!(walk(&offer.start.guide).iter().any(|text| text.contains('\u{202e}')), "{}", offer.start.guide);
    }
    // A language that is not there yet is English.
    assert_eq!(speak("sw-KE".into()), "en");
    assert_eq!(chrome()["menu.help"], "Help");
}
