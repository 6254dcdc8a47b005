//! Grounding: exercises as timed cue scripts. They need no journal, so they work when it is
//! locked, newer, damaged, or the disk is full.
//!
//! `lint` holds what a script must keep so that it is safe to follow.

mod ground;
#[cfg(test)]
mod lint;

pub(crate) use ground::Ground;
#[cfg(test)]
pub(crate) use lint::complaints;

use crate::content::{CueWords, ExerciseWords, PromptWords, VariantWords, fill, pack};

/// An exercise to do now, with its cues in order.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Exercise {
    /// Stable id.
    pub id: String,
    /// What it works with: `breathing`, `senses`, `body`, `words` or `movement`.
    pub kind: String,
    /// Its everyday name.
    pub label: String,
    /// What one does, in at most 170 characters.
    pub about: String,
    /// When to leave it out or stop, in at most 170 characters; never empty.
    pub caution: String,
    /// Where the practice comes from (author, year), or that no trial was found; empty for a timer.
    pub source: String,
    /// How long it takes, in milliseconds: half a minute to ten minutes.
    pub duration_ms: u32,
    /// The script to play if nothing else is chosen, by time; the first cue is at 0, and the last
    /// ends with the exercise.
    pub cues: Vec<Cue>,
    /// Other scripts for the same exercise; none where the plain one suits everybody.
    pub variants: Vec<ExerciseVariant>,
    /// What to say at the end.
    pub close: String,
}

/// Another script of an exercise, of the same duration, for somebody who cannot follow the plain
/// one or would rather not.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ExerciseVariant {
    /// `no_hold`: no breath is held. `seated`: sitting down. `no_motion`: sitting or lying still,
    /// and nothing moves on the screen either, only words and counts.
    pub id: String,
    /// Its everyday name.
    pub label: String,
    /// Its cues, in place of those of the exercise; the same rules hold.
    pub cues: Vec<Cue>,
}

/// One cue of an exercise.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Cue {
    /// When, in milliseconds from the start: less than the duration of the exercise.
    pub at_ms: u32,
    /// How long until the next cue or the end, in milliseconds: at most 40 000. What a shape grows
    /// over, and what is counted.
    pub lasts_ms: u32,
    /// What happens. A breath is `in`, perhaps `top` (a second, smaller breath in) and `hold` (with
    /// full lungs), `out`, perhaps `rest` (a pause with empty lungs). Muscles `tense` and `release`.
    /// Anything else is a `step`. With reduced motion, show the words and count.
    pub cue: String,
    /// How the phone vibrates, if it may: `rise`, `fall`, `tick` or `none`.
    pub haptic: String,
    /// The words on screen, at most 40 characters.
    pub words: String,
    /// The words a screen reader says, at most 90 characters.
    pub spoken: String,
}

impl Exercise {
    fn of(words: &ExerciseWords) -> Self {
        Self {
            id: words.id.clone(),
            kind: words.kind.clone(),
            label: words.label.clone(),
            about: words.about.clone(),
            caution: words.caution.clone(),
            source: words.source.clone(),
            duration_ms: words.duration_ms,
            cues: script(&words.cue, words.every_ms, words.duration_ms),
            variants: words.variant.iter().map(|variant| ExerciseVariant::of(variant, words.duration_ms)).collect(),
            close: words.close.clone(),
        }
    }
}

impl ExerciseVariant {
    fn of(words: &VariantWords, duration_ms: u32) -> Self {
        Self { id: words.id.clone(), label: words.label.clone(), cues: script(&words.cue, words.every_ms, duration_ms) }
    }
}

/// The cues of one round, repeated every `every_ms` for as many whole rounds as fit.
fn script(round: &[CueWords], every_ms: Option<u32>, duration_ms: u32) -> Vec<Cue> {
    let every_ms = every_ms.unwrap_or(duration_ms).max(1);
    let rounds = (duration_ms / every_ms).max(1);
    let timed: Vec<(u32, &CueWords)> =
        (0..rounds).flat_map(|n| round.iter().map(move |cue| (cue.at_ms + n * every_ms, cue))).collect();
    let ends = timed.iter().skip(1).map(|(at_ms, _)| *at_ms).chain([duration_ms]);
    timed.iter().zip(ends).map(|((at_ms, words), end)| cue(words, *at_ms, end)).collect()
}

fn cue(words: &CueWords, at_ms: u32, end: u32) -> Cue {
    Cue {
        at_ms,
        lasts_ms: end.saturating_sub(at_ms),
        cue: words.cue.clone(),
        haptic: words.haptic.clone(),
        words: words.words.clone(),
        spoken: words.spoken.clone(),
    }
}

/// How often a timer says how much is left.
const TICK_MS: u32 = 30_000;

/// A timer of so many minutes for something that is not an exercise of its own, with the prompt's words.
pub(crate) fn timer(minutes: u8, words: &PromptWords) -> Exercise {
    let duration_ms = u32::from(minutes.max(1)) * 60_000;
    let cue = |at_ms: u32| {
        let left = duration_ms - at_ms;
        let said = match (at_ms, left / 60_000) {
            (0, _) => pack().chrome("timer.begin"),
            (_, 0) => pack().chrome("timer.half_minute"),
            (_, 1) => pack().chrome("timer.minute"),
            (_, left) => fill("timer.left", &[("n", &left.to_string())]),
        };
        let haptic = if at_ms == 0 || left <= TICK_MS { "tick" } else { "none" };
        Cue { at_ms, lasts_ms: TICK_MS, cue: "step".into(), haptic: haptic.into(), spoken: said.clone(), words: said }
    };
    Exercise {
        id: "timer".into(),
        kind: "words".into(),
        label: words.title.clone(),
        about: words.help.clone().unwrap_or_default(),
        caution: pack().chrome("timer.caution"),
        source: String::new(),
        duration_ms,
        cues: (0..duration_ms / TICK_MS).map(|n| cue(n * TICK_MS)).collect(),
        variants: Vec::new(),
        close: pack().chrome("timer.close"),
    }
}

/// All exercises; the first is the one to start with.
pub(crate) fn exercises() -> Vec<Exercise> {
    pack().exercises.iter().map(Exercise::of).collect()
}

/// One of them, in one of its variants if it has that; none if no exercise has this id.
pub(crate) fn exercise(id: &str, variant: Option<&str>) -> Option<Exercise> {
    let mut exercise = exercises().into_iter().find(|exercise| exercise.id == id)?;
    let chosen = exercise.variants.iter().position(|one| Some(one.id.as_str()) == variant);
    if let Some(place) = chosen {
        // What was chosen is what is named and played; nothing is left to choose.
        let variant = exercise.variants.swap_remove(place);
        exercise.label = fill("story.part", &[("part", &exercise.label), ("text", &variant.label)]);
        exercise.cues = variant.cues;
        exercise.variants.clear();
    }
    Some(exercise)
}

/// The exercise offered when it is too much right now.
pub(crate) fn first() -> Exercise {
    exercises().swap_remove(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_says_what_is_left_and_ends_on_time() {
        let exercise = timer(2, pack().guide("script_rehearsal").prompt("timer"));
        let said: Vec<&str> = exercise.cues.iter().map(|cue| cue.words.as_str()).collect();
        assert_eq!(said, ["Begin when you like", "About a minute left", "About a minute left", "Half a minute left"]);
        assert_eq!(exercise.cues.last().map(|cue| cue.at_ms + cue.lasts_ms), Some(exercise.duration_ms));
    }

    fn exercise(id: &str) -> Exercise {
        exercises().into_iter().find(|exercise| exercise.id == id).unwrap()
    }

    #[test]
    fn there_is_a_choice_of_at_least_twelve_in_every_kind() {
        let all = exercises();
        assert!(all.len() >= 12);
        for kind in ["breathing", "senses", "body", "words", "movement"] {
            assert!(all.iter().any(|exercise| exercise.kind == kind), "{kind}");
        }
    }

    #[test]
    fn the_first_needs_no_choice_and_holds_nothing() {
        let first = first();
        assert_eq!(first.id, "slow_breathing");
        assert!(first.variants.is_empty());
        assert!(first.cues.iter().all(|cue| cue.cue == "in" || cue.cue == "out"));
    }

    #[test]
    fn rounds_repeat_to_the_end_and_each_cue_knows_how_long_it_lasts() {
        let slow = exercise("slow_breathing");
        let times: Vec<_> = slow.cues.iter().map(|cue| (cue.at_ms, cue.lasts_ms)).collect();
        assert_eq!(times[..3], [(0, 4000), (4000, 6000), (10_000, 4000)]);
        assert_eq!(times.last(), Some(&(54_000, 6000)));
    }

    #[test]
    fn a_variant_takes_as_long_as_its_exercise() {
        for exercise in exercises() {
            for cues in exercise.variants.iter().map(|variant| &variant.cues).chain([&exercise.cues]) {
                let total: u32 = cues.iter().map(|cue| cue.lasts_ms).sum();
                assert_eq!(total, exercise.duration_ms, "{}", exercise.id);
            }
        }
    }

    #[test]
    fn a_variant_that_was_chosen_is_the_one_that_plays() {
        let seated = super::exercise("movement_reset", Some("seated")).unwrap();
        assert_eq!(seated.label, "Shake it out: Sitting down");
        assert!(seated.variants.is_empty() && seated.cues[0].words == "Shake out your hands");
        let plain = super::exercise("movement_reset", Some("gone")).unwrap();
        assert_eq!(plain, exercise("movement_reset"));
        assert!(super::exercise("gone", None).is_none());
    }

    #[test]
    fn the_box_can_be_breathed_without_holding() {
        let free = exercise("box_breathing").variants.swap_remove(0);
        assert_eq!(free.id, "no_hold");
        assert!(free.cues.iter().all(|cue| cue.cue == "in" || cue.cue == "out"));
    }
}
