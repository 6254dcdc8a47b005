//! Thinking traps by rules, each with the words that show it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use crate::content::{TrapWords, pack};
use crate::guide::{Piece, Suggestion};
use crate::text::{Pattern, Token, Words, overlap, tokens};

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

struct Rule {
    trap: &'static str,
    id: &'static str,
    weight: u16,
    patterns: Vec<Pattern>,
    unless: Vec<Pattern>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rules = |trap: &'static TrapWords| {
        trap.rule.iter().map(|rule| Rule {
            trap: &trap.id,
            id: &rule.id,
            weight: rule.weight,
            patterns: Pattern::parse_all(&rule.patterns),
            unless: Pattern::parse_all(&rule.unless),
        })
    };
    pack().traps.iter().flat_map(rules).collect()
});

/// Every suspected trap once, with its strongest rule, best first.
pub(crate) fn traps(text: &str) -> Vec<TrapHit> {
    let tokens = tokens(text);
    let mut best: BTreeMap<&str, TrapHit> = BTreeMap::new();
    for rule in RULES.iter() {
        let places = places(rule, &tokens);
        let Some(first) = places.iter().min_by_key(|place| place.start) else { continue };
        let further = u16::try_from(places.len().saturating_sub(1).min(2)).unwrap_or(0);
        let hit = TrapHit {
            trap: rule.trap.into(),
            rule: rule.id.into(),
            score: rule.weight + further,
            start: tokens[first.start].start,
            end: tokens[first.end - 1].end,
        };
        let stronger = best.get(rule.trap).is_none_or(|known| hit.score > known.score);
        if stronger {
            best.insert(rule.trap, hit);
        }
    }
    let mut hits: Vec<_> = best.into_values().collect();
    hits.sort_by(|a, b| b.score.cmp(&a.score).then(a.trap.cmp(&b.trap)));
    hits
}

/// Where a rule fits, less what its exceptions take away.
fn places(rule: &Rule, tokens: &[Token]) -> Vec<Range<usize>> {
    let except: Vec<_> = rule.unless.iter().flat_map(|pattern| pattern.find(tokens)).collect();
    let places = rule.patterns.iter().flat_map(|pattern| pattern.find(tokens));
    places.filter(|place| !except.iter().any(|other| overlap(place, other))).collect()
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
    fn every_pattern_is_valid() {
        for rule in pack().traps.iter().flat_map(|trap| &trap.rule) {
            for source in rule.patterns.iter().chain(&rule.unless) {
                assert!(Pattern::parse(source).is_some(), "{}: {source}", rule.id);
            }
        }
    }

    #[test]
    fn every_rule_fires_and_stays_silent_as_its_examples_say() {
        for trap in &pack().traps {
            for rule in &trap.rule {
                assert!(rule.fires.len() >= 3 && rule.silent.len() >= 2, "{} needs more examples", rule.id);
                let fires = |text: &String| traps(text).iter().any(|hit| hit.trap == trap.id);
                let missed: Vec<_> = rule.fires.iter().filter(|text| !fires(text)).collect();
                let wrong: Vec<_> = rule.silent.iter().filter(|text| fires(text)).collect();
                assert!(missed.is_empty() && wrong.is_empty(), "{}: missed {missed:?}, wrong {wrong:?}", rule.id);
            }
        }
    }

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
