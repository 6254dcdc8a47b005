//! Thinking traps by rules, each with the words that show it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rule;
use crate::content::pack;
use crate::guide::{Piece, Suggestion};
use crate::text::{Words, tokens};

/// The most suggestions shown at once.
const MOST_SHOWN: usize = 2;
/// A second suggestion is shown only if it scores this close to the first.
const CLOSE: u16 = 2;

/// A suspected trap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrapHit {
    /// The trap's id.
    pub trap: String,
    /// The rule that saw it.
    pub rule: String,
    /// The rule's weight plus one per further place; higher is surer.
    pub score: u16,
    /// First byte of the words that show it.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
}

/// Every suspected trap once, with its strongest rule, best first.
pub(crate) fn traps(text: &str) -> Vec<TrapHit> {
    let tokens = tokens(text);
    let mut best: BTreeMap<&str, TrapHit> = BTreeMap::new();
    for places in rule::hits(&tokens).chunk_by(|a, b| a.rule == b.rule) {
        let first = &places[0];
        let further = u16::try_from((places.len() - 1).min(2)).unwrap_or(0);
        let hit = TrapHit {
            trap: first.trap.into(),
            rule: first.id.into(),
            score: first.weight + further,
            start: tokens[first.place.start].start,
            end: tokens[first.place.end - 1].end,
        };
        let stronger = best.get(first.trap).is_none_or(|known| hit.score > known.score);
        if stronger {
            best.insert(first.trap, hit);
        }
    }
    let mut hits: Vec<_> = best.into_values().collect();
    hits.sort_by(|a, b| b.score.cmp(&a.score).then(a.trap.cmp(&b.trap)));
    hits
}

/// Those of the (sorted) hits that are worth a question.
pub(crate) fn shown(hits: &[TrapHit]) -> impl Iterator<Item = &TrapHit> {
    let top = hits.first().map_or(0, |hit| hit.score);
    hits.iter().take(MOST_SHOWN).filter(move |hit| hit.score + CLOSE >= top)
}

/// At most two suggestions for a thought; often none.
pub(crate) fn suggest(thought: &Words) -> Vec<Suggestion> {
    let hits = traps(&thought.text);
    shown(&hits).filter_map(|hit| suggestion(hit, &thought.text)).collect()
}

fn suggestion(hit: &TrapHit, text: &str) -> Option<Suggestion> {
    let trap = pack().traps.iter().find(|trap| trap.id == hit.trap)?;
    let rule = trap.rule.iter().find(|rule| rule.id == hit.rule)?;
    Some(Suggestion {
        id: trap.id.clone(),
        label: trap.label.clone(),
        question: trap.question.clone(),
        why: rule.why.clone(),
        pieces: pieces(text, hit),
    })
}

fn pieces(text: &str, hit: &TrapHit) -> Vec<Piece> {
    let cuts = [(0, hit.start, false), (hit.start, hit.end, true), (hit.end, text.len(), false)];
    let piece = |(start, end, marked): (usize, usize, bool)| {
        let text = text.get(start..end).filter(|piece| !piece.is_empty())?;
        Some(Piece { text: Words::new(text), marked })
    };
    cuts.into_iter().filter_map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn silence_is_normal() {
        for text in ["", "💔", "She left early", "It rained on the way home", "Twelve refused, so I expect another no"]
        {
            assert!(suggest(&Words::new(text)).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn pieces_are_the_whole_text_with_the_words_marked() {
        let text = "ok, everybody hates me now";
        let suggestions = suggest(&Words::new(text));
        let whole: String = suggestions[0].pieces.iter().map(|piece| piece.text.text.as_str()).collect();
        let marked: String = suggestions[0].pieces.iter().filter(|p| p.marked).map(|p| p.text.text.as_str()).collect();
        assert_eq!((whole.as_str(), marked.as_str()), (text, "everybody hates me"));
    }

    proptest! {
        #[test]
        fn any_text_gives_at_most_two_suggestions_on_character_boundaries(text in "(\\PC|i am |never |hates me |[ .’']){0,60}") {
            let words = Words::new(text.clone());
            let suggestions = suggest(&words);
            prop_assert!(suggestions.len() <= 2);
            for suggestion in suggestions {
                let whole: String = suggestion.pieces.iter().map(|piece| piece.text.text.as_str()).collect();
                prop_assert_eq!(&whole, &text);
            }
        }
    }
}
