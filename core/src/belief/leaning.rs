//! Which family of core beliefs (helpless, unlovable, worthless; after Beck) a person's own sentences lean towards, over
//! entries: each adds what the engine sees in it, and what it added fades with time. Pure.
//!
//! It is only ever a reason to ask. No family is named to the person: they see their own sentences.

use super::repeated::{Repeated, Statement, statements};
use crate::reappraisal::core_family;
use crate::text::Words;
use crate::time::Moment;

/// Newest thoughts that are read; what is older has faded.
const READ: usize = 20;
/// A sentence adds to a family from this chance on, in millionths.
const CLEAR: u32 = 800_000;
/// What was added is half as much after this time.
const HALF_LIFE_MS: i64 = 30 * 86_400 * 1000;
/// A family is worth a question from this sum on (two sentences that are certain and new, or three that are clear and
/// a fortnight old), in millionths …
const ENOUGH: u64 = 1_700_000;
/// … in this many check-ins.
const TIMES: usize = 3;
/// Sentences that are shown.
const SHOWN: usize = 3;

/// What stands for one family.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leaning {
    family: &'static str,
    /// The sum after decay, in millionths.
    evidence: u64,
    /// A sentence of each check-in, newest first.
    said: Vec<(Moment, Words)>,
}

/// The sentences that lean towards one family, where there is enough of them; of several families the one with most.
/// Thoughts come newest first; sentences like a belief that is held already do not count.
pub(super) fn leaning(thoughts: &[(Moment, Words)], held: &[Words], now: &Moment) -> Option<Repeated> {
    let held: Vec<Statement> = held.iter().flat_map(|words| statements(&words.text)).collect();
    let mut found: Vec<Leaning> = Vec::new();
    for (at, words) in thoughts.iter().take(READ) {
        let Some((family, chance, text)) = clearest(&words.text, &held) else { continue };
        let evidence = faded(chance, now.utc_ms.saturating_sub(at.utc_ms));
        let said = (at.clone(), Words::new(text));
        match found.iter_mut().find(|leaning| leaning.family == family) {
            Some(leaning) => {
                leaning.evidence += evidence;
                leaning.said.push(said);
            }
            None => found.push(Leaning { family, evidence, said: vec![said] }),
        }
    }
    let enough = found.into_iter().filter(|leaning| leaning.evidence >= ENOUGH && leaning.said.len() >= TIMES);
    enough.max_by_key(|leaning| leaning.evidence).map(|leaning| {
        let words = leaning.said.iter().take(SHOWN).map(|(_, words)| words.clone()).collect();
        Repeated { words, at: leaning.said.into_iter().map(|(at, _)| at).collect() }
    })
}

/// The sentence about oneself in one thought that says most clearly one family.
fn clearest(thought: &str, held: &[Statement]) -> Option<(&'static str, u32, String)> {
    let new = statements(thought).into_iter().filter(|statement| !held.iter().any(|belief| belief.is_like(statement)));
    let read = new.filter_map(|statement| {
        let (family, chance) = core_family(&statement.text, CLEAR)?;
        Some((family, chance, statement.text))
    });
    read.max_by_key(|(_, chance, _)| *chance)
}

/// What is left after a time: half after each half-life, in a straight line between. A clock that was set back counts
/// as no time.
fn faded(amount: u32, passed_ms: i64) -> u64 {
    let passed = u64::try_from(passed_ms).unwrap_or(0);
    let half_life = HALF_LIFE_MS.unsigned_abs();
    let (halvings, rest) = (passed / half_life, passed % half_life);
    let whole = u64::from(amount).checked_shr(u32::try_from(halvings).unwrap_or(u32::MAX)).unwrap_or(0);
    whole - whole * rest / half_life / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400 * 1000;

    fn at(day: i64) -> Moment {
        Moment { utc_ms: 1_767_261_600_000 + day * DAY, offset_seconds: 0, zone: "UTC".into() }
    }

    fn found(days_and_thoughts: &[(i64, &str)], held: &[&str], today: i64) -> Option<Vec<String>> {
        let thoughts: Vec<_> = days_and_thoughts.iter().map(|(day, text)| (at(*day), Words::new(*text))).collect();
        let held: Vec<_> = held.iter().map(|text| Words::new(*text)).collect();
        let found = leaning(&thoughts, &held, &at(today))?;
        Some(found.words.into_iter().map(|words| words.text).collect())
    }

    const ALONE: [(i64, &str); 3] = [
        (9, "Nobody wants me around"),
        (6, "They left early. People always leave me"),
        (2, "Nobody could ever love me"),
    ];

    #[test]
    fn sentences_in_other_words_that_lean_the_same_way_come_together() {
        let said = found(&ALONE, &[], 10).unwrap();
        assert_eq!(said, ["Nobody wants me around", "People always leave me", "Nobody could ever love me"]);
        assert_eq!(found(&ALONE[..2], &[], 10), None, "two are too few");
    }

    #[test]
    fn it_fades() {
        assert!(found(&ALONE, &[], 12).is_some());
        assert_eq!(found(&ALONE, &[], 60), None);
        let half = faded(1_000_000, HALF_LIFE_MS);
        assert_eq!((faded(1_000_000, 0), half, faded(1_000_000, 2 * HALF_LIFE_MS)), (1_000_000, 500_000, 250_000));
        assert_eq!(
            (faded(1_000_000, HALF_LIFE_MS / 2), faded(1_000_000, -5), faded(9, i64::MAX)),
            (750_000, 1_000_000, 0)
        );
    }

    #[test]
    fn facts_others_and_beliefs_that_are_held_do_not_count() {
        let facts = [(9, "I was late"), (8, "I asked twice and they did not answer"), (7, "I ate enough")];
        assert_eq!(found(&facts, &[], 10), None);
        assert_eq!(found(&[(9, "He is worthless"), (8, "They are idiots"), (7, "She is unlovable")], &[], 10), None);
        assert_eq!(found(&ALONE, &["Nobody wants me around"], 10), None);
    }

    #[test]
    fn one_check_in_counts_once() {
        let once = (9, "Nobody wants me around. People always leave me. Nobody could ever love me");
        assert_eq!(found(&[once, (8, "Nobody likes me")], &[], 10), None);
    }
}
