//! The rules for thinking traps over a text: what fires, where, and which words show it.
//!
//! A match counts unless
//! * it overlaps one of the rule's own exceptions (`unless`),
//! * a negation stands inside it that the pattern does not name ("I am **not** a failure"), or
//! * it directly follows one of the pack's turns ("**nobody said** they hate me"),
//! * the text says how the claim is known (`grounds`: "she hates me, **she told me so**").

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::content::{RuleWords, TrapWords, pack};
use crate::text::{Pattern, Token, overlap, tokens};

/// Words that turn a sentence into its opposite.
const NEGATIONS: &[&str] = &["not", "never", "no", "nobody", "nor", "hardly", "without"];

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleHit {
    /// The rule's number in the pack, from 0 to [`count`].
    pub(crate) rule: usize,
    /// The trap it speaks for.
    pub(crate) trap: &'static str,
    /// The rule's id.
    pub(crate) id: &'static str,
    /// How sure the rule is, 1 to 12.
    pub(crate) weight: u16,
    /// The words that show it, as a range of tokens that starts and ends with a word.
    pub(crate) place: Range<usize>,
}

struct Rule {
    trap: &'static str,
    id: &'static str,
    weight: u16,
    patterns: Vec<Guarded>,
    unless: Vec<Pattern>,
}

/// A pattern, and whether a negation inside its match takes the match away.
struct Guarded {
    pattern: Pattern,
    by_negation: bool,
}

/// The rules of one trap.
struct Trap {
    grounds: Vec<Pattern>,
    rules: Vec<Rule>,
}

struct Rules {
    traps: Vec<Trap>,
    turned: Vec<Pattern>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let trap = |trap: &'static TrapWords| Trap {
        grounds: Pattern::parse_all(&trap.grounds),
        rules: trap.rule.iter().map(|rule| compile(trap, rule)).collect(),
    };
    Rules { traps: pack().traps.iter().map(trap).collect(), turned: Pattern::parse_all(&pack().turned) }
});

fn compile(trap: &'static TrapWords, rule: &'static RuleWords) -> Rule {
    let guarded = |pattern: Pattern| Guarded { by_negation: !pattern.names_any(NEGATIONS), pattern };
    Rule {
        trap: &trap.id,
        id: &rule.id,
        weight: rule.weight,
        patterns: Pattern::parse_all(&trap.spelled_out(&rule.patterns)).into_iter().map(guarded).collect(),
        unless: Pattern::parse_all(&trap.spelled_out(&rule.unless)),
    }
}

/// How many rules there are.
#[cfg(test)]
pub(crate) fn count() -> usize {
    RULES.traps.iter().map(|trap| trap.rules.len()).sum()
}

/// Everything that fires, by rule and then by place; places of one rule do not overlap.
pub(crate) fn hits(tokens: &[Token]) -> Vec<RuleHit> {
    let tokens = &closed(tokens)[..];
    let turned = turned(tokens);
    let mut hits = Vec::new();
    let mut number = 0;
    for trap in &RULES.traps {
        let found = hits.len();
        for rule in &trap.rules {
            let (trap, id, weight) = (rule.trap, rule.id, rule.weight);
            let places = rule.places(tokens, &turned).into_iter();
            hits.extend(places.map(|place| RuleHit { rule: number, trap, id, weight, place }));
            number += 1;
        }
        if hits.len() > found && trap.grounds.iter().any(|pattern| !pattern.find(tokens).is_empty()) {
            hits.truncate(found);
        }
    }
    hits
}

/// The words that show a trap, by its surest rule.
pub(crate) struct Shown {
    pub(crate) trap: &'static str,
    /// First byte, and one past the last.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The traps that rules see in a text, each once, the surest first.
pub(crate) fn traps(text: &str) -> Vec<Shown> {
    let tokens = tokens(text);
    let mut hits = hits(&tokens);
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.weight), hit.rule, hit.place.start));
    let mut shown: Vec<Shown> = Vec::new();
    for RuleHit { trap, place, .. } in hits {
        if shown.iter().all(|known| known.trap != trap) {
            shown.push(Shown { trap, start: tokens[place.start].start, end: tokens[place.end - 1].end });
        }
    }
    shown
}

/// The tokens with a full stop at the end, where the writer left it out: some patterns end there.
fn closed(tokens: &[Token]) -> Cow<'_, [Token]> {
    match tokens.last() {
        Some(last) if !last.is_stop() => {
            let stop = Token { text: ".".into(), start: last.end, end: last.end };
            Cow::Owned(tokens.iter().cloned().chain([stop]).collect())
        }
        _ => Cow::Borrowed(tokens),
    }
}

/// For each token, whether a turn ends right before it.
fn turned(tokens: &[Token]) -> Vec<bool> {
    let mut ends = vec![false; tokens.len() + 1];
    for place in RULES.turned.iter().flat_map(|pattern| pattern.find(tokens)) {
        ends[place.end] = true;
    }
    ends
}

impl Rule {
    fn places(&self, tokens: &[Token], turned: &[bool]) -> Vec<Range<usize>> {
        let found = self.patterns.iter().flat_map(|guarded| guarded.find(tokens));
        let mut places: Vec<_> =
            found.filter(|place| !turned[place.start]).filter_map(|place| words_of(tokens, place)).collect();
        if places.is_empty() {
            return places;
        }
        let except: Vec<_> = self.unless.iter().flat_map(|pattern| pattern.find(tokens)).collect();
        places.retain(|place| !except.iter().any(|other| overlap(place, other)));
        merged(places)
    }
}

impl Guarded {
    fn find<'a>(&'a self, tokens: &'a [Token]) -> impl Iterator<Item = Range<usize>> + 'a {
        let negated = |token: &Token| NEGATIONS.contains(&token.text.as_str());
        let counts = move |place: &Range<usize>| !(self.by_negation && tokens[place.clone()].iter().any(negated));
        self.pattern.find(tokens).into_iter().filter(counts)
    }
}

/// A place less the marks at its ends.
fn words_of(tokens: &[Token], place: Range<usize>) -> Option<Range<usize>> {
    let inside = &tokens[place.clone()];
    let first = inside.iter().position(Token::is_word)?;
    let last = inside.iter().rposition(Token::is_word)?;
    Some(place.start + first..place.start + last + 1)
}

/// Places in order, those that overlap joined to one.
fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for place in places {
        match out.last_mut() {
            Some(last) if overlap(last, &place) => last.end = last.end.max(place.end),
            _ => out.push(place),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn ids(text: &str) -> Vec<&'static str> {
        hits(&tokens(text)).iter().map(|hit| hit.id).collect()
    }

    fn words(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        let words = |hit: &RuleHit| text[tokens[hit.place.start].start..tokens[hit.place.end - 1].end].to_owned();
        hits(&tokens).iter().map(words).collect()
    }

    #[test]
    fn every_pattern_is_valid_and_every_list_is_known() {
        assert!(pack().turned.iter().all(|source| Pattern::parse(source).is_some()));
        for trap in &pack().traps {
            for rule in &trap.rule {
                for source in trap.spelled_out(rule.patterns.iter().chain(&rule.unless).chain(&trap.grounds)) {
                    assert!(Pattern::parse(&source).is_some() && !source.contains('<'), "{}: {source}", rule.id);
                    let last = source.split_whitespace().last().unwrap_or_default();
                    assert!(!last.starts_with(".."), "{}: a gap at the end says nothing: {source}", rule.id);
                }
            }
        }
    }

    #[test]
    fn every_rule_fires_and_stays_silent_as_its_examples_say() {
        let mut wrong = Vec::new();
        for trap in &pack().traps {
            for rule in &trap.rule {
                let counts = (rule.fires.len(), rule.silent.len(), rule.negated.len());
                assert!(counts.0 >= 3 && counts.1 >= 2 && counts.2 >= 1, "{} needs more examples", rule.id);
                assert!((1..=12).contains(&rule.weight) && rule.id.starts_with(trap.id.as_str()), "{}", rule.id);
                let missed = rule.fires.iter().filter(|text| !ids(text).contains(&rule.id.as_str()));
                let speaks = |text: &&String| hits(&tokens(text)).iter().any(|hit| hit.trap == trap.id);
                let loud = rule.silent.iter().chain(&rule.negated).filter(speaks);
                wrong.extend(missed.map(|text| format!("{} misses {text:?}", rule.id)));
                wrong.extend(loud.map(|text| format!("{} must not fire: {text:?} {:?}", rule.id, ids(text))));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn no_example_stands_twice() {
        let rules = || pack().traps.iter().flat_map(|trap| &trap.rule);
        let all: Vec<_> = rules().flat_map(|rule| rule.fires.iter().chain(&rule.silent).chain(&rule.negated)).collect();
        let different: BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), different.len());
    }

    #[test]
    fn numbers_are_stable_and_in_the_order_of_the_pack() {
        let listed: Vec<_> = pack().traps.iter().flat_map(|trap| &trap.rule).map(|rule| rule.id.as_str()).collect();
        assert_eq!(count(), listed.len());
        for hit in hits(&tokens("I'm such an idiot, they think I'm boring and it's all my fault")) {
            assert_eq!(listed[hit.rule], hit.id);
        }
    }

    #[test]
    fn a_negation_takes_the_match_away_unless_the_pattern_names_it() {
        assert!(ids("I am a failure").contains(&"labeling.i_am_a"));
        for turned in
            ["I am not a failure", "I am no failure", "nobody said I am a failure", "it is not that I am a failure"]
        {
            assert_eq!(ids(turned), Vec::<&str>::new(), "{turned}");
        }
        assert!(ids("if I can not win I quit").contains(&"all_or_nothing.if_not_all"));
    }

    #[test]
    fn only_the_words_that_show_it_are_marked() {
        assert_eq!(words("ok, they think I'm boring."), ["they think I'm"]);
        assert_eq!(words("Well. It's all my fault, I know."), ["my fault"]);
    }

    #[test]
    fn facts_and_justified_worries_are_silent() {
        for text in [
            "",
            "💔",
            "She left early",
            "It rained on the way home",
            "Twelve refused, so I expect another no",
            "Twelve refused, so I expect a refusal",
            "The letter says that the job went to someone else",
            "I have failed the test twice and the third one is on Monday",
            "She told me she does not want to see me again",
            "My doctor thinks it is a strain",
            "He said he needs a week to himself",
            "I miss her",
        ] {
            assert_eq!(ids(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn places_lie_in_the_text_and_begin_and_end_with_a_word(text in "(\\PC|i am |never |hates me |a loser|my fault|[ .,’']){0,60}") {
            let tokens = tokens(&text);
            let hits = hits(&tokens);
            for hit in &hits {
                prop_assert!(hit.rule < count() && hit.place.start < hit.place.end && hit.place.end <= tokens.len());
                prop_assert!(tokens[hit.place.start].is_word() && tokens[hit.place.end - 1].is_word());
            }
            for pair in hits.windows(2) {
                prop_assert!(pair[0].rule < pair[1].rule || pair[0].rule == pair[1].rule && pair[0].place.end <= pair[1].place.start);
            }
        }
    }
}
