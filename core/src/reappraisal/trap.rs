//! From a reading to what a person is asked: at most two traps, each with the words that show it.

use super::reading::{TrapHit, read};
use crate::content::pack;
use crate::guide::{Piece, Suggestion};
use crate::text::Words;

/// At most two suggestions for a thought; often none.
pub(crate) fn suggest(thought: &Words) -> Vec<Suggestion> {
    read(&thought.text).shown.iter().filter_map(|hit| suggestion(hit, &thought.text)).collect()
}

fn suggestion(hit: &TrapHit, text: &str) -> Option<Suggestion> {
    let trap = pack().traps.iter().find(|trap| trap.id == hit.trap)?;
    let rule = trap.rule.iter().find(|rule| Some(&rule.id) == hit.rule.as_ref());
    Some(Suggestion {
        id: trap.id.clone(),
        label: trap.label.clone(),
        question: trap.question.clone(),
        why: rule.map_or_else(|| pack().chrome("reappraisal.weighed"), |rule| rule.why.clone()),
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
