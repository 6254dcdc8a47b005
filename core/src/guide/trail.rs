//! The fold: from everything a person did in a draft to where they stand.

use super::{Answer, Move, Verb};

/// Where a person stands in a draft.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trail {
    /// Prompts passed, in order, with their answer (none where skipped).
    passed: Vec<(String, Option<Answer>)>,
    /// Every answer ever given, in order, those gone back over included.
    given: Vec<(String, Answer)>,
    /// Number of moves.
    seq: u32,
}

impl Trail {
    /// Folds the moves. `known` says whether a prompt still exists: answers to prompts that an
    /// update removed stay in the file and count as moves, but lead nowhere.
    pub(crate) fn fold(moves: &[Move], known: impl Fn(&str) -> bool) -> Self {
        let mut trail = Self::default();
        for done in moves {
            trail.seq = trail.seq.max(done.seq.saturating_add(1));
            if known(&done.prompt) {
                trail.apply(done);
            }
        }
        trail
    }

    /// The answers of a later draft over these: what was skipped there stands as it stood here.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.passed.extend(later.passed.into_iter().filter(|(_, answer)| answer.is_some()));
        self.given.extend(later.given);
        self.seq = later.seq;
        self
    }

    fn apply(&mut self, done: &Move) {
        match done.verb {
            // Cards were read on the way; going back leads to what was asked before them.
            Verb::Back => {
                while matches!(self.passed.last(), Some((_, Some(Answer::Seen { .. })))) {
                    self.passed.pop();
                }
                self.passed.pop();
            }
            Verb::Skip => self.passed.push((done.prompt.clone(), None)),
            Verb::Answer => {
                if let Some(answer) = &done.answer {
                    self.given.push((done.prompt.clone(), answer.clone()));
                    self.passed.push((done.prompt.clone(), Some(answer.clone())));
                }
            }
        }
    }

    /// The answer that stands for a prompt, if it was answered.
    pub(crate) fn answer(&self, prompt: &str) -> Option<&Answer> {
        self.passed.iter().rev().find(|(id, _)| id == prompt).and_then(|(_, answer)| answer.as_ref())
    }

    /// Whether a prompt was answered or skipped.
    pub(crate) fn has_passed(&self, prompt: &str) -> bool {
        self.passed.iter().any(|(id, _)| id == prompt)
    }

    /// Whether a prompt was skipped.
    pub(crate) fn skipped(&self, prompt: &str) -> bool {
        self.has_passed(prompt) && self.answer(prompt).is_none()
    }

    /// The last answer ever given to a prompt.
    pub(crate) fn earlier(&self, prompt: &str) -> Option<&Answer> {
        self.given().filter(|(id, _)| *id == prompt).last().map(|(_, answer)| answer)
    }

    /// Every answer ever given, in order, those gone back over included.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.given.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// The prompt that was passed last.
    pub(crate) fn last(&self) -> Option<&str> {
        self.passed.last().map(|(id, _)| id.as_str())
    }

    /// Prompts with a standing answer, in the order given.
    pub(crate) fn answered(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.passed.iter().filter_map(|(id, answer)| Some((id.as_str(), answer.as_ref()?)))
    }

    /// Whether nothing was said: cards without a choice may have been read, and that is all.
    pub(crate) fn holds_nothing(&self) -> bool {
        self.given.iter().all(|(_, answer)| matches!(answer, Answer::Seen { choice: None }))
    }

    pub(crate) fn seq(&self) -> u32 {
        self.seq
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.answered().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(seq: u32, verb: Verb, prompt: &str, value: Option<u8>) -> Move {
        Move { seq, verb, prompt: prompt.into(), answer: value.map(|value| Answer::Rating { value }) }
    }

    #[test]
    fn back_undoes_one_step_and_keeps_the_answer_to_start_from() {
        let moves = [
            done(0, Verb::Answer, "a", Some(10)),
            done(1, Verb::Skip, "b", None),
            done(2, Verb::Answer, "c", Some(30)),
            done(3, Verb::Back, "c", None),
            done(4, Verb::Back, "b", None),
        ];
        let trail = Trail::fold(&moves, |_| true);
        assert_eq!(trail.last(), Some("a"));
        assert!(!trail.has_passed("b") && !trail.has_passed("c"));
        assert_eq!(trail.earlier("c"), Some(&Answer::Rating { value: 30 }));
        assert_eq!(trail.seq(), 5);
    }

    #[test]
    fn back_passes_over_cards() {
        let card = Move { answer: Some(Answer::Seen { choice: None }), ..done(1, Verb::Answer, "card", None) };
        let moves = [done(0, Verb::Answer, "a", Some(10)), card, done(2, Verb::Back, "card", None)];
        assert!(Trail::fold(&moves, |_| true).is_empty());
    }

    #[test]
    fn what_a_change_skips_stands_through_every_later_change() {
        let fold = |moves: &[Move]| Trail::fold(moves, |_| true);
        let made = fold(&[done(0, Verb::Answer, "a", Some(10)), done(1, Verb::Answer, "b", Some(20))]);
        let changed = fold(&[done(0, Verb::Skip, "a", None), done(1, Verb::Answer, "b", Some(30))]);
        let again = fold(&[done(0, Verb::Skip, "a", None), done(1, Verb::Skip, "b", None)]);
        let trail = made.then(changed).then(again);
        assert_eq!(trail.answer("a"), Some(&Answer::Rating { value: 10 }));
        assert_eq!(trail.answer("b"), Some(&Answer::Rating { value: 30 }));
    }

    #[test]
    fn answers_to_removed_prompts_lead_nowhere() {
        let moves = [done(0, Verb::Answer, "a", Some(10)), done(1, Verb::Answer, "gone", Some(20))];
        let trail = Trail::fold(&moves, |prompt| prompt != "gone");
        assert_eq!((trail.last(), trail.seq()), (Some("a"), 2));
    }

    #[test]
    fn more_steps_back_than_forward_is_the_beginning() {
        let moves = [done(0, Verb::Back, "a", None), done(1, Verb::Back, "a", None)];
        assert!(Trail::fold(&moves, |_| true).is_empty());
    }
}
