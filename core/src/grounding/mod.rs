//! Grounding: exercises as timed cue scripts. They need no journal, so they work when it is
//! locked, newer, damaged, or the disk is full.

use crate::content::{CueWords, ExerciseWords, pack};

/// An exercise to do now, with its cues in order.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Exercise {
    /// Stable id.
    pub id: String,
    /// Its everyday name.
    pub label: String,
    /// What it is, in a sentence or two.
    pub about: String,
    /// When to leave it out or stop.
    pub caution: String,
    /// Where the practice comes from (author, year), or that no trial was found.
    pub source: String,
    /// How long it takes, in milliseconds.
    pub duration_ms: u32,
    /// The cues, by time; the first is at 0.
    pub cues: Vec<Cue>,
    /// What to say at the end.
    pub close: String,
}

/// One cue of an exercise.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Cue {
    /// When, in milliseconds from the start.
    pub at_ms: u32,
    /// What happens: `in`, `out`, `hold` or `step`. With reduced motion, show the words and count.
    pub cue: String,
    /// How the phone vibrates, if it may: `rise`, `fall`, `tick` or `none`.
    pub haptic: String,
    /// The words on screen.
    pub words: String,
    /// The words a screen reader says.
    pub spoken: String,
}

impl Cue {
    fn of(words: &CueWords, shift: u32) -> Self {
        Self {
            at_ms: words.at_ms + shift,
            cue: words.cue.clone(),
            haptic: words.haptic.clone(),
            words: words.words.clone(),
            spoken: words.spoken.clone(),
        }
    }
}

impl Exercise {
    fn of(words: &ExerciseWords) -> Self {
        Self {
            id: words.id.clone(),
            label: words.label.clone(),
            about: words.about.clone(),
            caution: words.caution.clone(),
            source: words.source.clone(),
            duration_ms: words.duration_ms,
            cues: cues(words),
            close: words.close.clone(),
        }
    }
}

/// The cues of one round, repeated every `every_ms` for as many whole rounds as fit.
fn cues(words: &ExerciseWords) -> Vec<Cue> {
    let round = words.every_ms.unwrap_or(words.duration_ms).max(1);
    let rounds = (words.duration_ms / round).max(1);
    (0..rounds).flat_map(|n| words.cue.iter().map(move |cue| Cue::of(cue, n * round))).collect()
}

/// All exercises; the first is the one to start with.
pub(crate) fn exercises() -> Vec<Exercise> {
    pack().exercises.iter().map(Exercise::of).collect()
}

/// The exercise offered when it is too much right now.
pub(crate) fn first() -> Exercise {
    exercises().swap_remove(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_fit_their_exercise_and_go_forward() {
        for exercise in exercises() {
            assert_eq!(exercise.cues.first().map(|cue| cue.at_ms), Some(0), "{}", exercise.id);
            assert!(exercise.cues.is_sorted_by_key(|cue| cue.at_ms), "{}", exercise.id);
            assert!(exercise.cues.iter().all(|cue| cue.at_ms < exercise.duration_ms), "{}", exercise.id);
            assert!((30_000..=600_000).contains(&exercise.duration_ms), "{}", exercise.id);
        }
    }

    #[test]
    fn breathing_stays_between_four_and_ten_breaths_a_minute() {
        let mut seen = 0;
        for exercise in exercises() {
            let breaths = exercise.cues.iter().filter(|cue| cue.cue == "in").count();
            if breaths > 0 {
                let per_minute = breaths * 60_000 / exercise.duration_ms as usize;
                assert!((4..=10).contains(&per_minute), "{}: {per_minute}", exercise.id);
                seen += 1;
            }
        }
        assert!(seen > 0);
    }
}
