//! The scan: from text to at most one finding, the gravest.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use crate::content::pack;
use crate::text::{Pattern, Token, overlap, tokens};

/// Something noticed in a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// 1: own wish to die or recent self-harm. 2: passive wish, or not sure. 3: about somebody else.
    /// 4: no risk to oneself noticed, but somebody else is a danger.
    pub tier: u8,
    /// Id of the rule.
    pub pattern: &'static str,
    /// The reason in words.
    pub why: &'static str,
}

/// The tier of rules about being in danger from somebody else.
const DANGER: u8 = 4;

impl Finding {
    /// Whether the app stops asking: the person's own life or body may be at risk.
    pub fn is_own_risk(&self) -> bool {
        self.tier <= 2
    }

    /// Whether somebody else seems to be a danger to the person.
    pub fn is_danger(&self) -> bool {
        self.tier == DANGER
    }
}

struct Rule {
    id: &'static str,
    tier: u8,
    negated: u8,
    why: &'static str,
    patterns: Vec<Pattern>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |words: &'static crate::content::RiskWords| Rule {
        id: &words.id,
        tier: words.tier,
        negated: words.negated,
        why: &words.why,
        patterns: Pattern::parse_all(&words.patterns),
    };
    pack().safety.rule.iter().map(rule).collect()
});

static IDIOMS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| Pattern::parse_all(pack().safety.idiom.iter().flat_map(|idiom| &idiom.patterns)));

/// The gravest thing noticed in `text`, if any. It fails open: should the scan itself break, the
/// calm card is shown rather than nothing.
pub fn scan(text: &str) -> Option<Finding> {
    open_on_failure(|| look(text))
}

fn open_on_failure(look: impl FnOnce() -> Option<Finding>) -> Option<Finding> {
    catch_unwind(AssertUnwindSafe(look))
        .unwrap_or_else(|_| Some(Finding { tier: 2, pattern: "unreadable", why: &pack().safety.unreadable }))
}

fn look(text: &str) -> Option<Finding> {
    let tokens = tokens(text);
    let figures: Vec<Range<usize>> = IDIOMS.iter().flat_map(|idiom| idiom.find(&tokens)).collect();
    let findings = RULES.iter().filter_map(|rule| {
        let tiers = rule.patterns.iter().flat_map(|pattern| tiers(rule, pattern, &tokens, &figures));
        let tier = tiers.filter(|tier| *tier > 0).min()?;
        Some(Finding { tier, pattern: rule.id, why: rule.why })
    });
    findings.min_by_key(|finding| finding.tier)
}

/// The tier of every place where a pattern fits outside figures of speech.
fn tiers(rule: &Rule, pattern: &Pattern, tokens: &[Token], figures: &[Range<usize>]) -> Vec<u8> {
    let meant = |place: &Range<usize>| !figures.iter().any(|figure| overlap(figure, place));
    let tier = |place: Range<usize>| if is_negated(pattern, tokens, &place) { rule.negated } else { rule.tier };
    pattern.find(tokens).into_iter().filter(meant).map(tier).collect()
}

/// How many words back a negation still reaches.
const REACH: usize = 4;
/// Words that turn a statement round.
const NEGATIONS: &[&str] = &["not", "never", "no", "without", "nor"];

/// A negation in the match or shortly before it, in the same sentence. A pattern that names a
/// negation itself ("do not want to live") is meant as it stands.
fn is_negated(pattern: &Pattern, tokens: &[Token], place: &Range<usize>) -> bool {
    let before = tokens[..place.start].iter().rev().take_while(|token| !token.is_stop()).take(REACH);
    let mut near = before.chain(&tokens[place.clone()]);
    !pattern.names_any(NEGATIONS) && near.any(|token| NEGATIONS.contains(&token.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_valid() {
        let safety = &pack().safety;
        let all = safety
            .rule
            .iter()
            .flat_map(|rule| &rule.patterns)
            .chain(safety.idiom.iter().flat_map(|idiom| &idiom.patterns));
        for source in all {
            assert!(Pattern::parse(source).is_some(), "{source}");
        }
        assert!(safety.idiom.iter().all(|idiom| !idiom.id.is_empty()));
    }

    #[test]
    fn every_rule_fires_and_stays_silent_as_its_examples_say() {
        for rule in &pack().safety.rule {
            assert!(rule.fires.len() >= 2 && rule.silent.len() >= 2, "{} needs two examples of each", rule.id);
            for text in &rule.fires {
                let found = scan(text);
                assert!(
                    found.as_ref().is_some_and(|f| f.tier <= rule.tier),
                    "{} should fire on {text:?}: {found:?}",
                    rule.id
                );
            }
            for text in &rule.silent {
                let found = scan(text);
                assert!(found.is_none(), "{} should be silent on {text:?}: {found:?}", rule.id);
            }
        }
    }

    #[test]
    fn a_negated_death_wish_is_lower_but_never_silent() {
        for text in ["I don't want to die", "I would never kill myself"] {
            assert_eq!(scan(text).map(|finding| finding.tier), Some(2), "{text}");
        }
    }

    #[test]
    fn a_broken_scan_shows_the_calm_card() {
        let found = open_on_failure(|| panic!("on purpose"));
        assert_eq!(found.map(|f| (f.tier, f.pattern)), Some((2, "unreadable")));
    }

    #[test]
    fn long_text_is_scanned_to_its_end() {
        let text = format!("{} i want to die", "it rained and we walked home. ".repeat(600));
        assert_eq!(scan(&text).map(|finding| finding.tier), Some(1));
    }
}
