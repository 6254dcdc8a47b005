//! A check-in after another until it is killed: prints a line for each answer that was acknowledged.
//! `tests/tests/kill.rs` runs it, kills it, and looks for what it said was saved.

use std::io::Write;

use steppingstone_core::{Start, Step};
use steppingstone_tests::{NOON, any_answer, at, open};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(place), Some(round)) = (arguments.next(), arguments.next()) else { return };
    let stone = open(std::path::Path::new(&place));
    let mut said = std::io::stdout().lock();
    for n in 0.. {
        let now = at(NOON + n);
        let text = format!("round {round} answer {n}");
        let started = stone.guides().start(Start::of("check_in"), now.clone());
        let mut step = match started.map(|answered| answered.step) {
            Ok(Step::Occupied { draft }) => match stone.guides().resume(draft.id, now.clone()) {
                Ok(answered) => answered.step,
                Err(_) => return,
            },
            Ok(step) => step,
            Err(_) => return,
        };
        while let Step::Ask { at: place, prompt, .. } = &step {
            let answer = any_answer(prompt, &text, usize::try_from(n).unwrap_or(0));
            let Ok(answered) =
                stone.guides().answer(place.draft.clone(), prompt.id.clone(), place.seq, answer, now.clone())
            else {
                return;
            };
            // "Same event? Continue it" leads to another draft and leaves none of its own.
            if prompt.id != "same_event" {
                let line = format!("answer {} {}\n", place.draft.0, place.seq);
                if said.write_all(line.as_bytes()).and_then(|()| said.flush()).is_err() {
                    return;
                }
            }
            step = answered.step;
        }
        if let Step::Review { at: place, .. } = &step {
            if stone.guides().finish(place.draft.clone(), place.seq, now.clone()).is_err() {
                return;
            }
            let line = format!("finish {} {}\n", place.draft.0, place.seq);
            if said.write_all(line.as_bytes()).and_then(|()| said.flush()).is_err() {
                return;
            }
        }
    }
}
