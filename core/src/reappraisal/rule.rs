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

use crate::content::pack;
use crate::text::{Pattern, Patterns, Token, overlap, tokens};

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
    /// The number of its trap in the pack.
    trap: usize,
    name: &'static str,
    id: &'static str,
    weight: u16,
}

/// Whose a pattern is, and what it says there.
#[derive(Clone, Copy)]
enum Owner {
    /// It shows the words of a rule; whether a negation inside takes the match away.
    Shows { rule: usize, by_negation: bool },
    /// It is an exception of a rule.
    Unless { rule: usize },
    /// It says how a claim of a trap is known.
    Grounds { trap: usize },
    /// It turns what follows.
    Turns,
}

struct Rules {
    all: Vec<Rule>,
    /// Every pattern, and whose it is.
    patterns: Patterns,
    owners: Vec<Owner>,
    traps: usize,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let (mut rules, mut patterns, mut owners) = (Vec::new(), Vec::new(), Vec::new());
    let mut own = |source: &[String], owner: &dyn Fn(&Pattern) -> Owner| {
        for pattern in Pattern::parse_all(source) {
            owners.push(owner(&pattern));
            patterns.push(pattern);
        }
    };
    for (number, trap) in pack().traps.iter().enumerate() {
        own(&trap.grounds, &|_| Owner::Grounds { trap: number });
        for words in &trap.rule {
            let rule = rules.len();
            let shows = |pattern: &Pattern| Owner::Shows { rule, by_negation: !pattern.names_any(NEGATIONS) };
            own(&trap.spelled_out(&words.patterns), &shows);
            own(&trap.spelled_out(&words.unless), &|_| Owner::Unless { rule });
            rules.push(Rule { trap: number, name: &trap.id, id: &words.id, weight: words.weight });
        }
    }
    own(&pack().turned, &|_| Owner::Turns);
    Rules { all: rules, patterns: Patterns::new(patterns), owners, traps: pack().traps.len() }
});

/// What fits in a text.
struct Found {
    /// By rule: where its words stand, and its exceptions.
    places: Vec<Vec<Range<usize>>>,
    except: Vec<Vec<Range<usize>>>,
    /// By trap: whether the text says how it is known.
    grounded: Vec<bool>,
    /// By token: whether a turn ends right before it.
    turned: Vec<bool>,
}

impl Found {
    fn of(rules: &Rules, tokens: &[Token]) -> Self {
        let nothing = || vec![Vec::new(); rules.all.len()];
        let (grounded, turned) = (vec![false; rules.traps], vec![false; tokens.len() + 1]);
        let mut found = Self { places: nothing(), except: nothing(), grounded, turned };
        let negated =
            |place: &Range<usize>| tokens[place.clone()].iter().any(|token| NEGATIONS.contains(&token.text.as_str()));
        for (pattern, place) in rules.patterns.find(tokens) {
            match rules.owners[pattern] {
                Owner::Shows { by_negation: true, .. } if negated(&place) => {}
                Owner::Shows { rule, .. } => found.places[rule].push(place),
                Owner::Unless { rule } => found.except[rule].push(place),
                Owner::Grounds { trap } => found.grounded[trap] = true,
                Owner::Turns => found.turned[place.end] = true,
            }
        }
        found
    }

    /// Where a rule's words count, in order.
    fn counting(&self, rule: usize, tokens: &[Token]) -> Vec<Range<usize>> {
        let kept = |place: &&Range<usize>| !self.turned[place.start];
        let words = self.places[rule].iter().filter(kept).filter_map(|place| words_of(tokens, place.clone()));
        merged(words.filter(|place| !self.except[rule].iter().any(|other| overlap(place, other))).collect())
    }
}

/// How many rules there are.
#[cfg(test)]
pub(crate) fn count() -> usize {
    RULES.all.len()
}

/// Everything that fires, by rule and then by place; places of one rule do not overlap.
pub(crate) fn hits(tokens: &[Token]) -> Vec<RuleHit> {
    let tokens = &closed(tokens)[..];
    let found = Found::of(&RULES, tokens);
    let of_rule = |(number, rule): (usize, &'static Rule)| {
        let hit = move |place| RuleHit { rule: number, trap: rule.name, id: rule.id, weight: rule.weight, place };
        let places = if found.grounded[rule.trap] { Vec::new() } else { found.counting(number, tokens) };
        places.into_iter().map(hit)
    };
    RULES.all.iter().enumerate().flat_map(of_rule).collect()
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
