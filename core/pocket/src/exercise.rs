//! An exercise in a terminal: each cue on its own line at its time.

use steppingstone_core::Exercise;

use crate::ask::{Ask, Reply};
use crate::show;
use crate::words::word;

/// Offers an exercise and leads through it; the person may leave it out, and Ctrl-C always stops.
pub(crate) fn run(ask: &mut dyn Ask, exercise: &Exercise) {
    ask.say_all(&show::about(exercise));
    let options = [word("menu.ground"), word("action.skip")];
    if ask.pick(&exercise.label, &options) != Reply::Got(0) {
        return;
    }
    let mut at = 0;
    for cue in &exercise.cues {
        ask.wait(cue.at_ms - at);
        at = cue.at_ms;
        ask.say(&format!("  {}", cue.words));
    }
    ask.wait(exercise.duration_ms - at);
    ask.say(&exercise.close);
}
