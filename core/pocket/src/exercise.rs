//! An exercise in a terminal: each cue on its own line at its time.

use steppingstone_core::{Cue, Exercise};

use crate::ask::{Ask, Reply};
use crate::show;
use crate::words::word;

/// Leads through an exercise at once, as it is: no question stands before it. Ctrl-C always stops.
pub(crate) fn run(ask: &mut dyn Ask, exercise: &Exercise) {
    ask.say_all(&show::about(exercise));
    play(ask, &exercise.cues, &exercise.close);
}

/// Says what an exercise is and where it comes from, and leads through it the way the person
/// chooses; they may leave it out.
pub(crate) fn offer(ask: &mut dyn Ask, exercise: &Exercise) {
    ask.say_all(&show::about(exercise));
    ask.say(&format!("  {}", exercise.source));
    let mut ways = vec![(word("menu.ground"), &exercise.cues)];
    ways.extend(exercise.variants.iter().map(|variant| (variant.label.clone(), &variant.cues)));
    let labels = ways.iter().map(|(label, _)| label.clone());
    let options: Vec<String> = labels.chain([word("action.skip")]).collect();
    if let Reply::Got(place) = ask.pick(&exercise.label, &options)
        && let Some((_, cues)) = ways.get(place)
    {
        play(ask, cues, &exercise.close);
    }
}

fn play(ask: &mut dyn Ask, cues: &[Cue], close: &str) {
    for cue in cues {
        ask.say(&line(cue));
        ask.wait(cue.lasts_ms);
    }
    ask.say(close);
}

/// A cue as a line. What is timed by the second (a breath, a tensed muscle) says how many.
fn line(cue: &Cue) -> String {
    match cue.cue.as_str() {
        "step" => format!("  {}", cue.words),
        _ => format!("  {} ({})", cue.words, cue.lasts_ms / 1000),
    }
}

#[cfg(test)]
mod tests {
    use steppingstone_core::grounding_exercises;

    use super::*;
    use crate::ask::Lines;

    fn exercise(id: &str) -> Exercise {
        grounding_exercises().into_iter().find(|exercise| exercise.id == id).unwrap()
    }

    fn said(input: &str, lead: impl Fn(&mut dyn Ask)) -> String {
        let mut output = Vec::new();
        lead(&mut Lines::new(input.as_bytes(), &mut output).hurried());
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn in_a_check_in_it_starts_without_a_question() {
        let box_breathing = exercise("box_breathing");
        let said = said("", |ask| run(ask, &box_breathing));
        assert!(!said.contains("> "), "{said}");
        assert!(said.contains("  In (3)\n  Hold (3)\n  Out (3)\n  Wait (3)\n"), "{said}");
        assert!(said.trim_end().ends_with(&box_breathing.close), "{said}");
    }

    #[test]
    fn from_the_menu_the_way_is_chosen_first() {
        let box_breathing = exercise("box_breathing");
        let without_holding = said("2\n", |ask| offer(ask, &box_breathing));
        assert!(without_holding.contains("  In (4)\n  Out (4)\n"), "{without_holding}");
        assert!(!without_holding.contains("Hold ("), "{without_holding}");
        for way_out in ["3\n", "/\n", ""] {
            let said = said(way_out, |ask| offer(ask, &box_breathing));
            assert!(!said.contains("In (") && !said.contains(&box_breathing.close), "{said}");
        }
    }

    #[test]
    fn a_step_is_said_without_counting() {
        let said = said("1\n", |ask| offer(ask, &exercise("five_senses")));
        assert!(said.contains("  Five things you see\n  Four things you can touch\n"), "{said}");
    }
}
