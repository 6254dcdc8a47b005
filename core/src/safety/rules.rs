//! The rules of the pack, compiled once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::context::Markers;
use super::grammar::{Grammar, Index, Lexicon};
use super::spelling::Spelling;
use crate::content::{RiskWords, SafetyWords, Together, pack};

/// What a pattern belongs to, by its place in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Idiom,
    Guard(u16),
    Rule(u16),
    Sign(u16),
}

/// A rule without its patterns.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: &'static str,
    pub(super) why: &'static str,
    pub(super) tier: u8,
    pub(super) when_negated: u8,
    /// What it is where somebody else is the subject; none where the pattern itself says whose it is.
    pub(super) of_others: Option<u8>,
    /// What it is where the subject cannot be told.
    pub(super) of_unclear: Option<u8>,
    /// For each guard the tier it lowers to, by the guard's place.
    pub(super) lowered: Vec<Option<u8>>,
    /// The same where it is denied.
    pub(super) denied: Vec<Option<u8>>,
}

/// What is special about a guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// It lowers what it stands by.
    Plain,
    /// It lowers what is not said of now, unless it has come back.
    Past,
    /// It lowers what was before, unless it has come back.
    Over,
    /// What was over has come back.
    Back,
}

/// Everything that the scan needs.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) lexicon: Lexicon,
    pub(super) spelling: Spelling,
    pub(super) markers: Markers,
    pub(super) list: Vec<Rule>,
    /// For each pattern, whether it names a negation itself and is meant as it stands.
    pub(super) turned: Vec<bool>,
    /// What is special about each guard.
    pub(super) guards: Vec<Guard>,
    /// How much each sign weighs.
    pub(super) weights: Vec<u32>,
    /// When signs are enough.
    pub(super) together: &'static Together,
    pub(super) index: Index<Owner>,
}

pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(&pack().safety).0);

impl Guard {
    fn named(id: &str) -> Self {
        match id {
            "past" => Self::Past,
            "long_over" => Self::Over,
            "back_again" => Self::Back,
            _ => Self::Plain,
        }
    }
}

impl Rules {
    /// Compiles the pack; what cannot be read is left out and returned.
    pub(super) fn read(words: &'static SafetyWords) -> (Self, Vec<&'static str>) {
        let mut grammar = Grammar::default();
        let mut bad = Vec::new();
        for part in &words.part {
            bad.extend(grammar.define(&part.id, &part.patterns));
        }
        let guards = words.guard.iter().enumerate().map(|(n, guard)| (Owner::Guard(place(n)), &guard.patterns));
        let rules = words.rule.iter().enumerate().map(|(n, rule)| (Owner::Rule(place(n)), &rule.patterns));
        let signs = words.sign.iter().enumerate().map(|(n, sign)| (Owner::Sign(place(n)), &sign.patterns));
        let sources = words
            .idiom
            .iter()
            .map(|idiom| (Owner::Idiom, &idiom.patterns))
            .chain(guards)
            .chain(rules)
            .chain(signs)
            .flat_map(|(owner, patterns)| patterns.iter().map(move |source| (owner, source)));
        let (index, unread) = Index::new(&mut grammar, sources);
        bad.extend(unread);
        let guard_ids: Vec<&str> = words.guard.iter().map(|guard| guard.id.as_str()).collect();
        let markers = Markers::new(&grammar);
        let read = Self {
            spelling: spelling(words),
            turned: index.naming(markers.denials()),
            markers,
            list: words.rule.iter().map(|rule| Rule::new(rule, &guard_ids)).collect(),
            guards: guard_ids.iter().map(|id| Guard::named(id)).collect(),
            weights: words.sign.iter().map(|sign| sign.weight).collect(),
            together: &words.together,
            index,
            lexicon: grammar.lexicon,
        };
        (read, bad)
    }
}

impl Rule {
    fn new(words: &'static RiskWords, guards: &[&str]) -> Self {
        Self {
            id: &words.id,
            why: &words.why,
            tier: words.tier,
            when_negated: words.when_negated,
            of_others: words.of_others,
            of_unclear: words.of_unclear,
            lowered: guards.iter().map(|guard| words.lowered.get(*guard).copied()).collect(),
            denied: guards.iter().map(|guard| words.denied.get(*guard).copied()).collect(),
        }
    }
}

fn place(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn spelling(words: &SafetyWords) -> Spelling {
    let parts: BTreeMap<&str, &[String]> =
        words.part.iter().map(|part| (part.id.as_str(), part.patterns.as_slice())).collect();
    let list = |id: &str| {
        let lines = parts.get(id).copied().unwrap_or_default().iter();
        lines.flat_map(|line| line.split('|')).map(str::to_owned).collect::<Vec<_>>()
    };
    let also = words.spelling.iter().flat_map(|spelling| {
        let meant: Vec<String> = spelling.id.split(' ').map(str::to_owned).collect();
        let written = spelling.patterns.iter().flat_map(|line| line.split(' '));
        written.map(move |written| (written.to_owned(), meant.clone()))
    });
    Spelling::new(list("filler"), also, list("near"), list("hidden"), list("glued"))
}
