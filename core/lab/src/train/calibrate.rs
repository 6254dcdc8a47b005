//! What a raw chance of a trap is worth: learned from texts that the half-way engine did not see.

use steppingstone_core::engine::{Engine, Head, Weights};

use super::corpus::{Corpus, Silent, Thought};
use super::goemotions::Comment;
use super::heads;
use crate::figures::count;

/// Equal steps from none to sure.
const STEPS: usize = 20;

/// Every other text teaches an engine; the rest say how often its chances come true. Emotions are learned from other
/// texts, so the half-way engine has those that ship, and with them the mood of a text.
pub(crate) fn table(corpus: &Corpus, comments: &[Comment], emotions: &[Head]) -> Vec<u32> {
    let (taught, asked) = halves(&corpus.thoughts);
    let (silent, asked_silent): (Vec<Silent>, Vec<Silent>) = halves(&corpus.silent);
    let mut weights = Weights { heads: heads::traps(&taught), ..Weights::default() };
    weights.heads.push(heads::unbalanced(&taught, &silent, comments));
    weights.heads.extend_from_slice(emotions);
    let Some(engine) = Engine::new(&weights) else { return Vec::new() };
    let mut cases = vec![(0usize, 0usize); STEPS + 1];
    let mut count_in = |text: &str, holds: &dyn Fn(&str) -> bool| {
        for one in engine.reappraise(text).traps {
            let cell = &mut cases[(one.chance as usize * STEPS + 500_000) / 1_000_000];
            cell.0 += usize::from(holds(&one.trap));
            cell.1 += 1;
        }
    };
    for Thought { text, traps, .. } in &asked {
        count_in(text, &|trap| traps.iter().any(|own| own == trap));
    }
    for Silent { text, .. } in &asked_silent {
        count_in(text, &|_| false);
    }
    rising(&cases)
}

fn halves<T: Clone>(all: &[T]) -> (Vec<T>, Vec<T>) {
    let part = |rest: usize| all.iter().skip(rest).step_by(2).cloned().collect();
    (part(0), part(1))
}

/// Shares of cases that never fall from step to step (pool adjacent violators; Ayer et al., 1955), in millionths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of a million")]
fn rising(cases: &[(usize, usize)]) -> Vec<u32> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (hits, of) in cases {
        // A case in a hundred keeps empty steps in line with their neighbours.
        pools.push((count(*hits), count(*of).max(0.01), 1));
        while let [.., before, last] = &pools[..] {
            if before.0 / before.1 <= last.0 / last.1 {
                break;
            }
            let joined = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    let step = |(hits, of, width): (f64, f64, usize)| std::iter::repeat_n((hits / of * 1e6).round() as u32, width);
    pools.into_iter().flat_map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn shares_never_fall() {
        assert_eq!(rising(&[(0, 10), (5, 10), (3, 10), (9, 10)]), [0, 400_000, 400_000, 900_000]);
    }
}
