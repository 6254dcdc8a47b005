//! The lint of exercises: a script that could not be followed, or not safely, never ships.

use std::collections::BTreeSet;

use super::{Cue, Exercise};
use crate::content::{CueWords, ExerciseWords};

const KINDS: [&str; 5] = ["breathing", "senses", "body", "words", "movement"];
const VARIANTS: [&str; 3] = ["no_hold", "seated", "no_motion"];
/// The parts of a breath in their order.
const BREATH: [&str; 5] = ["in", "top", "hold", "out", "rest"];
const HOLDS: [&str; 2] = ["hold", "rest"];
const MUSCLES: [&str; 2] = ["tense", "release"];
const HAPTICS: [&str; 4] = ["rise", "fall", "tick", "none"];
const NO_TRIAL: &str = "A widely taught exercise; no trial of it alone was found";
/// Beginnings of words that promise an effect.
const CLAIMS: [&str; 13] = [
    "reduc", "reliev", "lower ", "boost", "improv", "heal", "sooth", "eases", "calm", "relax", "anxi", "stress",
    "panic",
];

/// What is wrong with an exercise, in words; nothing if it is fit to ship.
pub(crate) fn complaints(words: &ExerciseWords) -> Vec<String> {
    let mut found = Found { at: words.id.clone(), complaints: Vec::new() };
    let exercise = Exercise::of(words);
    wording(&exercise, &mut found);
    choices(&exercise, &mut found);

    script(words, &words.cue, words.every_ms, &exercise.cues, &mut found);
    for (variant, variant_words) in exercise.variants.iter().zip(&words.variant) {
        found.at = format!("{}, {}", words.id, variant.id);
        script(words, &variant_words.cue, variant_words.every_ms, &variant.cues, &mut found);
    }
    found.complaints
}

/// Complaints, each once and with the place it is about.
struct Found {
    at: String,
    complaints: Vec<String>,
}

impl Found {
    fn unless(&mut self, fine: bool, complaint: &str) {
        let complaint = format!("{}: {complaint}", self.at);
        if !fine && !self.complaints.contains(&complaint) {
            self.complaints.push(complaint);
        }
    }
}

/// What stands around the script.
fn wording(exercise: &Exercise, found: &mut Found) {
    let texts = [
        ("label", &exercise.label, 40),
        ("about", &exercise.about, 170),
        ("caution", &exercise.caution, 170),
        ("source", &exercise.source, 170),
        ("close", &exercise.close, 170),
    ];
    for (name, text, most) in texts {
        found.unless(!text.trim().is_empty(), &format!("the {name} is missing"));
        found.unless(text.chars().count() <= most, &format!("the {name} is longer than {most} characters"));
    }
    for text in [&exercise.label, &exercise.about, &exercise.caution, &exercise.close] {
        let text = text.to_lowercase();
        found.unless(!CLAIMS.iter().any(|stem| text.contains(stem)), &format!("“{text}” promises an effect"));
    }
    let parts: Vec<&str> = exercise.source.split(|c: char| !c.is_ascii_digit()).collect();
    let has_year = parts.iter().any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    found.unless(has_year || exercise.source == NO_TRIAL, "the source has no year and does not say that there is none");
    found.unless(KINDS.contains(&exercise.kind.as_str()), "the kind is not known");
    found.unless((30_000..=600_000).contains(&exercise.duration_ms), "it takes less than 30 s or more than 10 min");
}

/// The ways out: nobody has to hold a breath or to move.
fn choices(exercise: &Exercise, found: &mut Found) {
    let ids: BTreeSet<&str> = exercise.variants.iter().map(|variant| variant.id.as_str()).collect();
    found.unless(ids.len() == exercise.variants.len(), "a variant is there twice");
    found.unless(ids.iter().all(|id| VARIANTS.contains(id)), "a variant is not known");
    found.unless(exercise.variants.iter().all(|variant| !variant.label.is_empty()), "a variant has no label");

    let scripts = || exercise.variants.iter().map(|variant| &variant.cues).chain([&exercise.cues]);
    let holds = scripts().any(|cues| has(cues, &HOLDS));
    found.unless(!holds || ids.contains("no_hold"), "it holds the breath and has no no_hold variant");
    let moves = exercise.kind == "movement" || scripts().any(|cues| has(cues, &MUSCLES));
    found.unless(!moves || ids.contains("no_motion"), "it moves and has no no_motion variant");
    for variant in &exercise.variants {
        let kept = match variant.id.as_str() {
            "no_hold" => !has(&variant.cues, &HOLDS),
            "no_motion" => variant.cues.iter().all(|cue| cue.cue == "step"),
            _ => true,
        };
        found.unless(kept, &format!("the {} variant is not what it says", variant.id));
    }
    let breathes = has(&exercise.cues, &BREATH);
    found.unless(breathes == (exercise.kind == "breathing"), "breaths and the kind breathing do not go together");
}

/// One script: `round` as it is written, `cues` as they are given.
fn script(words: &ExerciseWords, round: &[CueWords], every_ms: Option<u32>, cues: &[Cue], found: &mut Found) {
    let every_ms = every_ms.unwrap_or(words.duration_ms);
    found.unless(every_ms > 0 && words.duration_ms.is_multiple_of(every_ms), "the rounds do not end with the exercise");
    found.unless(round.iter().all(|cue| cue.at_ms < every_ms), "a cue comes after the end of its round");
    found.unless(cues.first().is_some_and(|cue| cue.at_ms == 0), "the first cue is not at 0");
    found.unless(cues.is_sorted_by(|one, next| one.at_ms < next.at_ms), "the cues are out of order");
    found.unless(cues.iter().all(|cue| cue.at_ms < words.duration_ms), "a cue comes at the end or after it");
    found.unless(cues.iter().all(|cue| cue.lasts_ms <= 40_000), "nothing is said for more than 40 s");
    for cue in cues {
        let known = cue.cue == "step" || [&BREATH[..], &MUSCLES].concat().contains(&cue.cue.as_str());
        found.unless(known, "a cue is not known");
        found.unless(HAPTICS.contains(&cue.haptic.as_str()), "a haptic is not known");
        found.unless(
            (1..=40).contains(&cue.words.trim().chars().count()),
            "a cue has no words or more than 40 characters",
        );
        found.unless(
            (1..=90).contains(&cue.spoken.trim().chars().count()),
            "a cue has no spoken words or more than 90 characters",
        );
        let lasts = match cue.cue.as_str() {
            "tense" => 5000..=7000,
            "release" => 20_000..=40_000,
            _ => 0..=u32::MAX,
        };
        found.unless(lasts.contains(&cue.lasts_ms), "muscles tense other than 5-7 s or rest other than 20-40 s");
    }
    if has(cues, &BREATH) {
        found.unless(cues.iter().all(|cue| BREATH.contains(&cue.cue.as_str())), "breaths and steps are mixed");
        found.unless(cues.first().is_some_and(|cue| cue.cue == "in"), "it does not start with a breath in");
        cues.chunk_by(|_, next| next.cue != "in").for_each(|breath| self::breath(breath, found));
    }
}

/// One breath, from one `in` to the next: four to ten a minute.
fn breath(cues: &[Cue], found: &mut Found) {
    let lasts = |kinds: &[&str]| -> u32 {
        cues.iter().filter(|cue| kinds.contains(&cue.cue.as_str())).map(|cue| cue.lasts_ms).sum()
    };
    let place = |cue: &Cue| BREATH.iter().position(|part| *part == cue.cue);
    found.unless(cues.is_sorted_by(|one, next| place(one) < place(next)), "the parts of a breath are out of order");
    found.unless(has(cues, &["out"]), "a breath in is not followed by a breath out");
    found.unless((6000..=15_000).contains(&lasts(&BREATH)), "fewer than four or more than ten breaths a minute");
    found.unless((3000..=6000).contains(&lasts(&["in", "top"])), "a breath in takes less than 3 s or more than 6 s");
    found.unless(lasts(&["out"]) >= lasts(&["in", "top"]), "a breath out is shorter than the breath in");
    found.unless(lasts(&["hold"]) <= 5000 && lasts(&["rest"]) <= 5000, "a breath is held for more than 5 s");
    let felt = |kind: &str| cues.iter().find(|cue| cue.cue == kind).map(|cue| cue.haptic.as_str());
    found.unless(felt("in") != felt("out"), "in and out feel the same in the hand");
}

fn has(cues: &[Cue], kinds: &[&str]) -> bool {
    cues.iter().any(|cue| kinds.contains(&cue.cue.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r#"
        id = "square"
        kind = "breathing"
        label = "A square"
        about = "In, hold, out, wait."
        caution = "Stop if you feel dizzy."
        source = "Somebody et al., 2001"
        duration_ms = 60000
        every_ms = 12000
        close = "That was it."
        cue = [
            { at_ms = 0, cue = "in", haptic = "rise", words = "In", spoken = "Breathe in" },
            { at_ms = 3000, cue = "hold", haptic = "tick", words = "Hold", spoken = "Hold" },
            { at_ms = 6000, cue = "out", haptic = "fall", words = "Out", spoken = "Breathe out" },
            { at_ms = 9000, cue = "rest", haptic = "none", words = "Wait", spoken = "Wait" },
        ]
        [[variant]]
        id = "no_hold"
        label = "Without holding"
        every_ms = 10000
        cue = [
            { at_ms = 0, cue = "in", haptic = "rise", words = "In", spoken = "Breathe in" },
            { at_ms = 4000, cue = "out", haptic = "fall", words = "Out", spoken = "Breathe out, slowly" },
        ]
    "#;

    const FISTS: &str = r#"
        id = "fists"
        kind = "body"
        label = "Fists"
        about = "Tense and let go."
        caution = "Leave out what hurts."
        source = "A widely taught exercise; no trial of it alone was found"
        duration_ms = 30000
        close = "That was it."
        cue = [
            { at_ms = 0, cue = "tense", haptic = "rise", words = "Fists", spoken = "Make fists" },
            { at_ms = 6000, cue = "release", haptic = "fall", words = "Let go", spoken = "Let go" },
        ]
        [[variant]]
        id = "no_motion"
        label = "Without moving"
        cue = [{ at_ms = 0, cue = "step", haptic = "tick", words = "Hands", spoken = "Notice your hands" }]
    "#;

    fn lint(source: &str) -> Vec<String> {
        complaints(&toml::from_str(source).unwrap())
    }

    /// Plants each mistake in a good exercise and expects the complaint about it.
    fn planted(good: &str, mistakes: &[(&str, &str, &str)]) {
        assert_eq!(lint(good), [""; 0]);
        for (from, to, complaint) in mistakes {
            assert!(good.contains(from), "{from}");
            let found = lint(&good.replacen(from, to, 1));
            assert!(found.iter().any(|one| one.contains(complaint)), "{from} -> {to}: {complaint}, not {found:?}");
        }
    }

    #[test]
    fn a_script_that_does_not_fit_is_caught() {
        planted(
            SQUARE,
            &[
                ("at_ms = 0, cue = \"in\"", "at_ms = 500, cue = \"in\"", "the first cue is not at 0"),
                ("at_ms = 3000", "at_ms = 7000", "the cues are out of order"),
                ("at_ms = 3000", "at_ms = 6000", "the cues are out of order"),
                ("at_ms = 9000", "at_ms = 12000", "after the end of its round"),
                ("every_ms = 12000", "every_ms = 11000", "the rounds do not end with the exercise"),
                ("every_ms = 10000", "every_ms = 0", "square, no_hold: the rounds do not end"),
                ("duration_ms = 60000", "duration_ms = 24000", "less than 30 s"),
                ("cue = \"hold\"", "cue = \"pause\"", "a cue is not known"),
                ("haptic = \"rise\"", "haptic = \"buzz\"", "a haptic is not known"),
            ],
        );
        planted(
            FISTS,
            &[
                ("at_ms = 6000", "at_ms = 30000", "a cue comes at the end or after it"),
                ("at_ms = 6000", "at_ms = 31000", "a cue comes at the end or after it"),
                ("duration_ms = 30000", "duration_ms = 50000", "nothing is said for more than 40 s"),
            ],
        );
    }

    #[test]
    fn missing_words_and_promises_are_caught() {
        planted(
            SQUARE,
            &[
                ("Stop if you feel dizzy.", "", "the caution is missing"),
                ("Somebody et al., 2001", " ", "the source is missing"),
                ("Somebody et al., 2001", "Everybody knows it", "the source has no year"),
                ("That was it.", "", "the close is missing"),
                ("In, hold, out, wait.", "", "the about is missing"),
                ("In, hold, out, wait.", "It reduces fear.", "promises an effect"),
                ("spoken = \"Hold\"", "spoken = \"\"", "no spoken words"),
                ("spoken = \"Breathe out, slowly\"", "spoken = \"\"", "square, no_hold: a cue has no spoken words"),
                (
                    "words = \"Hold\"",
                    "words = \"Hold it and hold it and hold it and hold it\"",
                    "more than 40 characters",
                ),
                ("kind = \"breathing\"", "kind = \"magic\"", "the kind is not known"),
                ("kind = \"breathing\"", "kind = \"body\"", "do not go together"),
            ],
        );
    }

    #[test]
    fn breathing_out_of_bounds_is_caught() {
        planted(
            SQUARE,
            &[
                ("every_ms = 12000", "every_ms = 20000", "square: fewer than four or more than ten breaths a minute"),
                ("every_ms = 10000", "every_ms = 5000", "square, no_hold: fewer than four or more than ten"),
                ("at_ms = 3000", "at_ms = 2000", "a breath in takes less than 3 s"),
                ("at_ms = 4000", "at_ms = 7000", "square, no_hold: a breath in takes less than 3 s or more than 6 s"),
                ("at_ms = 9000", "at_ms = 8000", "a breath out is shorter"),
                ("every_ms = 12000", "every_ms = 15000", "held for more than 5 s"),
                ("cue = \"hold\"", "cue = \"step\"", "breaths and steps are mixed"),
                ("cue = \"hold\"", "cue = \"out\"", "the parts of a breath are out of order"),
                ("haptic = \"fall\"", "haptic = \"rise\"", "feel the same"),
            ],
        );
    }

    #[test]
    fn a_box_of_four_seconds_a_side_is_too_slow() {
        let sides =
            [("every_ms = 12000", 16_000), ("at_ms = 3000", 4000), ("at_ms = 6000", 8000), ("at_ms = 9000", 12_000)];
        let start = SQUARE.replacen("duration_ms = 60000", "duration_ms = 80000", 1);
        let slow = sides.iter().fold(start, |source, (from, to)| {
            let name = from.split(' ').next().unwrap();
            source.replacen(from, &format!("{name} = {to}"), 1)
        });
        assert_eq!(lint(&slow), ["square: fewer than four or more than ten breaths a minute"]);
    }

    #[test]
    fn two_breaths_in_count_as_one() {
        let sigh = SQUARE.replacen("cue = \"hold\"", "cue = \"top\"", 1).replacen("at_ms = 6000", "at_ms = 4500", 1);
        assert_eq!(lint(&sigh), [""; 0]);
        planted(&sigh, &[("at_ms = 4500", "at_ms = 7000", "a breath in takes less than 3 s or more than 6 s")]);
    }

    #[test]
    fn a_hold_or_a_movement_without_a_way_around_it_is_caught() {
        planted(
            SQUARE,
            &[
                ("id = \"no_hold\"", "id = \"seated\"", "it holds the breath and has no no_hold variant"),
                ("id = \"no_hold\"", "id = \"faster\"", "a variant is not known"),
                ("\"Without holding\"", "\"\"", "a variant has no label"),
            ],
        );
        let whole = SQUARE.split("[[variant]]").next().unwrap();
        assert_eq!(lint(whole), ["square: it holds the breath and has no no_hold variant"]);
        let moving = FISTS.split("[[variant]]").next().unwrap();
        assert_eq!(lint(moving), ["fists: it moves and has no no_motion variant"]);
        let steps = moving.replace("\"tense\"", "\"step\"").replace("\"release\"", "\"step\"");
        assert_eq!(lint(&steps), [""; 0]);
        let walk = steps.replace("kind = \"body\"", "kind = \"movement\"");
        assert_eq!(lint(&walk), ["fists: it moves and has no no_motion variant"]);
        planted(
            FISTS,
            &[
                ("cue = \"step\"", "cue = \"tense\"", "the no_motion variant is not what it says"),
                ("at_ms = 6000", "at_ms = 9000", "muscles tense other than 5-7 s"),
                ("at_ms = 6000", "at_ms = 11000", "rest other than 20-40 s"),
            ],
        );
    }
}
