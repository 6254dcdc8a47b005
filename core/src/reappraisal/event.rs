//! What kind of event a text tells of, by rules, for finding explanations that fit.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::verb::opened;
use crate::content::{EventRuleWords, EventWords, pack};
use crate::text::{Pattern, Token, tokens};

/// The kind of event that nothing is explained away of.
pub(crate) const MISTREATED: &str = "mistreated";

struct Rule {
    event: &'static str,
    weight: u16,
    patterns: Vec<Pattern>,
    unless: Vec<Pattern>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let compiled = |(event, rule): (&'static EventWords, &'static EventRuleWords)| Rule {
        event: &event.id,
        weight: rule.weight,
        patterns: Pattern::parse_all(&rule.patterns),
        unless: Pattern::parse_all(&rule.unless),
    };
    pack().events.iter().flat_map(|event| event.rule.iter().map(move |rule| (event, rule))).map(compiled).collect()
});

/// The kind of event a text tells of, an id of `events.toml`. Silence where nothing shows, or where
/// two kinds show alike.
pub fn event_type(text: &str) -> Option<&'static str> {
    told(text).map(|told| told.event)
}

/// A kind of event, and the words that show it.
pub(super) struct Told {
    pub(super) event: &'static str,
    /// Bytes of the first words that show it.
    pub(super) span: Range<usize>,
}

pub(super) fn told(text: &str) -> Option<Told> {
    let tokens = opened(tokens(text));
    let mut best: BTreeMap<&str, (u16, Range<usize>)> = BTreeMap::new();
    for rule in RULES.iter() {
        let Some(place) = first_place(rule, &tokens) else { continue };
        let span = tokens[place.start].start..tokens[place.end - 1].end;
        let stronger = best.get(rule.event).is_none_or(|(weight, _)| rule.weight > *weight);
        if stronger {
            best.insert(rule.event, (rule.weight, span));
        }
    }
    let top = best.values().map(|(weight, _)| *weight).max()?;
    let mut first = best.into_iter().filter(|(_, (weight, _))| *weight == top);
    let (event, (_, span)) = first.next()?;
    first.next().is_none().then_some(Told { event, span })
}

/// Where a rule fits first, less what its exceptions take away.
fn first_place(rule: &Rule, tokens: &[Token]) -> Option<Range<usize>> {
    let places: Vec<_> = rule.patterns.iter().flat_map(|pattern| pattern.find(tokens)).collect();
    if places.is_empty() {
        return None;
    }
    // Marked token by token, so that many matches and many exceptions together stay linear.
    let mut excepted = vec![false; tokens.len()];
    for place in rule.unless.iter().flat_map(|pattern| pattern.find(tokens)) {
        excepted[place].fill(true);
    }
    let counts = |place: &Range<usize>| !excepted[place.clone()].contains(&true) && !is_supposed(tokens, place.start);
    places.into_iter().filter(counts).min_by_key(|place| place.start)
}

/// How many words back a supposition reaches, and the words for it.
const REACH: usize = 5;
const SUPPOSED: &[&str] = &["if", "unless", "will", "might", "may", "whether", "gonna", "going", "until"];

/// Whether something is only supposed or expected: "if they do not invite me".
fn is_supposed(tokens: &[Token], at: usize) -> bool {
    let before = tokens[..at].iter().rev().take_while(|token| !token.is_stop()).take(REACH);
    before.into_iter().any(|token| SUPPOSED.contains(&token.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_pattern_is_valid() {
        for rule in pack().events.iter().flat_map(|event| &event.rule) {
            for source in rule.patterns.iter().chain(&rule.unless) {
                assert!(Pattern::parse(source).is_some(), "{}: {source}", rule.id);
            }
        }
    }

    #[test]
    fn every_rule_fires_and_stays_silent_as_its_examples_say() {
        for event in &pack().events {
            for rule in &event.rule {
                assert!(rule.fires.len() >= 3 && rule.silent.len() >= 3, "{} needs more examples", rule.id);
                let missed: Vec<_> = rule
                    .fires
                    .iter()
                    .map(|text| (text, event_type(text)))
                    .filter(|(_, found)| *found != Some(&event.id))
                    .collect();
                let wrong: Vec<_> = rule.silent.iter().filter(|text| event_type(text) == Some(&event.id)).collect();
                assert!(missed.is_empty() && wrong.is_empty(), "{}: missed {missed:?}, wrong {wrong:?}", rule.id);
            }
        }
    }

    #[test]
    fn nothing_is_said_where_nothing_shows() {
        for text in [
            "",
            "💔",
            "I went for a walk",
            "If they don't invite me I'll stay",
            "I'm going to be left out",
            "...",
            "Ich bin müde",
            "It rained on the way home",
        ] {
            assert_eq!(event_type(text), None, "{text:?}");
        }
    }

    /// Ordinary talk of the corpus tells of no such event.
    #[test]
    fn ordinary_talk_is_no_event() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lab/corpus/en/silent/chat");
        let files =
            std::fs::read_dir(folder).unwrap().map(|item| std::fs::read_to_string(item.unwrap().path()).unwrap());
        let rows: Vec<String> = files.flat_map(|text| text.lines().map(String::from).collect::<Vec<_>>()).collect();
        let heard: Vec<_> = rows.iter().filter(|row| event_type(row).is_some()).collect();
        assert!(rows.len() > 200 && heard.len() * 100 <= rows.len(), "{heard:?}");
    }

    #[test]
    fn exceptions_cost_no_more_than_the_text_is_long() {
        let text = "ignored me ignored my ".repeat(5_000);
        assert!(event_type(&text).is_some());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(\\PC|no |reply |ignored |me |left |out |[ .’'\n]){0,80}") {
            if let Some(told) = told(&text) {
                prop_assert!(text.get(told.span).is_some_and(|span| !span.is_empty()));
            }
        }
    }
}
