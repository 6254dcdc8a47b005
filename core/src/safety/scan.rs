//! The scan: from text to at most one finding, the gravest.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::context::Subject;
use super::grammar::{Hit, STOP};
use super::reading::Reading;
use super::rules::{Guard, Owner, RULES, Rule, Rules};
use crate::content::pack;

/// Something noticed in a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// 1: own wish to die or recent self-harm. 2: passive wish, older, denied, or not sure. 3: about
    /// somebody else. 4: no risk to one's own life noticed, but somebody else is a danger. 5: neither,
    /// but help is wanted: somebody else may come to harm, or eating or a substance is an emergency.
    pub tier: u8,
    /// Id of the rule.
    pub pattern: &'static str,
    /// The reason in words.
    pub why: &'static str,
    /// Id of the rule that noticed a danger (tier 4 or 5), also where a lower tier stands above it.
    pub danger: Option<&'static str>,
}

/// The tier of rules about being in danger from somebody else. It and those after it are no tiers of
/// risk to oneself.
const DANGER: u8 = 4;
/// The tier of rules about other emergencies.
const EMERGENCY: u8 = 5;

impl Finding {
    /// Whether the app stops asking: the person's own life or body may be at risk.
    pub fn is_own_risk(&self) -> bool {
        self.tier <= 2
    }

    /// Whether it is another danger than to one's own or somebody's life: the person is explained
    /// nothing away.
    pub fn is_danger(&self) -> bool {
        self.tier >= DANGER
    }

    /// Whether the danger is one for which the help card is shown: harm to others, an eating or
    /// substance emergency. Danger *from* others has boundaries and help of its own.
    pub fn is_emergency(&self) -> bool {
        self.tier == EMERGENCY
    }
}

/// The gravest thing noticed in `text`, if any. It fails open: should the scan itself break, the
/// calm card is shown rather than nothing.
pub fn scan(text: &str) -> Option<Finding> {
    open_on_failure(|| look(&RULES, text).0)
}

fn open_on_failure(look: impl FnOnce() -> Option<Finding>) -> Option<Finding> {
    catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
        Some(Finding { tier: 2, pattern: "unreadable", why: &pack().safety.unreadable, danger: None })
    })
}

/// What is noticed, and how many steps of matching it took.
fn look(rules: &Rules, text: &str) -> (Option<Finding>, usize) {
    let reading = Reading::of(text, &rules.spelling, &rules.lexicon);
    let (hits, steps) = rules.index.find(&reading.words);
    let seen = Seen::new(rules, &reading, &hits);
    // The gravest counts, and of several the rule that stands first in the pack.
    let mut gravest: Option<(u8, u16)> = None;
    let mut danger: Option<(u8, u16)> = None;
    for hit in &hits {
        let Owner::Rule(n) = hit.owner else { continue };
        let tier = seen.tier(&rules.list[usize::from(n)], hit);
        if tier == 0 {
            continue;
        }
        gravest = Some(gravest.map_or((tier, n), |least| least.min((tier, n))));
        if tier >= DANGER {
            danger = Some(danger.map_or((tier, n), |least| least.min((tier, n))));
        }
    }
    let rule = |n: u16| &rules.list[usize::from(n)];
    let danger = danger.map(|(_, n)| rule(n).id);
    let finding = |(tier, n)| Finding { tier, pattern: rule(n).id, why: rule(n).why, danger };
    let together = rules.together;
    let several = || Finding { tier: together.tier, pattern: &together.id, why: &together.why, danger };
    let found = gravest.filter(|(tier, _)| *tier <= together.tier).map(finding);
    let found = found.or_else(|| seen.signs_come_together(&hits).then(several)).or_else(|| gravest.map(finding));
    (found, steps)
}

/// The matches in a text, with what stands around them.
struct Seen<'a> {
    rules: &'a Rules,
    reading: &'a Reading,
    idioms: Vec<&'a Range<usize>>,
    guards: Vec<(usize, &'a Range<usize>)>,
}

/// How far a guard reaches, in words: a time is named further off than what was done with a knife.
const GUARD_REACH: usize = 14;
const PLAIN_REACH: usize = 8;
/// No match is longer than this, in words.
const LONGEST_MATCH: usize = 24;

impl<'a> Seen<'a> {
    fn new(rules: &'a Rules, reading: &'a Reading, hits: &'a [Hit<Owner>]) -> Self {
        let mut idioms = Vec::new();
        let mut guards = Vec::new();
        for hit in hits {
            match hit.owner {
                Owner::Idiom => idioms.push(&hit.at),
                Owner::Guard(n) => guards.push((usize::from(n), &hit.at)),
                Owner::Rule(_) | Owner::Sign(_) => {}
            }
        }
        Self { rules, reading, idioms, guards }
    }

    /// The tier of one match; 0 where it means nothing.
    fn tier(&self, rule: &Rule, hit: &Hit<Owner>) -> u8 {
        let at = &hit.at;
        if self.is_figure(at) {
            return 0;
        }
        let markers = &self.rules.markers;
        let words = &self.reading.words;
        let mut tier = rule.tier;
        if let Some(of_others) = rule.of_others {
            if markers.tells_of_others(words, at) {
                return of_others;
            }
            match markers.subject(words, at) {
                Subject::Me => {}
                Subject::You => return 0,
                Subject::Other => return of_others,
                Subject::Unclear => tier = rule.of_unclear.unwrap_or(tier),
            }
        }
        let meant = self.rules.turned[usize::from(hit.pattern)];
        let denied = markers.is_negated(words, at) || (!meant && markers.turns_inside(words, at));
        if denied {
            tier = rule.when_negated;
        }
        if tier <= 2 && tier > 0 && markers.is_quoted(self.reading, at) {
            return 3;
        }
        let tier = if denied { self.lowered(&rule.denied, at, tier) } else { tier };
        self.lowered(&rule.lowered, at, tier)
    }

    /// Whether different signs close to each other weigh enough. Each counts once, and none that is
    /// denied, a figure of speech or somebody else's.
    fn signs_come_together(&self, hits: &[Hit<Owner>]) -> bool {
        let Rules { weights, together, .. } = self.rules;
        let signs: Vec<(usize, usize)> = hits.iter().filter_map(|hit| self.sign(hit)).collect();
        let mut last = vec![None; weights.len()];
        signs.iter().any(|(sign, at)| {
            last[*sign] = Some(*at);
            let near = |place: &Option<usize>| place.is_some_and(|place| place + together.within >= *at);
            let seen = last.iter().zip(weights).filter(|(place, _)| near(place));
            seen.map(|(_, weight)| weight).sum::<u32>() >= together.needed
        })
    }

    /// The sign of a match, and where it stands.
    fn sign(&self, hit: &Hit<Owner>) -> Option<(usize, usize)> {
        let Owner::Sign(n) = hit.owner else { return None };
        let (markers, words, at) = (&self.rules.markers, &self.reading.words, &hit.at);
        let counts = !self.is_figure(at)
            && !markers.is_negated(words, at)
            && (markers.names_writer(words, at) || markers.subject(words, at) != Subject::Other)
            && !markers.is_quoted(self.reading, at);
        counts.then_some((usize::from(n), at.start))
    }

    fn is_figure(&self, at: &Range<usize>) -> bool {
        let first = self.idioms.partition_point(|idiom| idiom.start + LONGEST_MATCH < at.start);
        let near = self.idioms[first..].iter().take_while(|idiom| idiom.start < at.end);
        near.into_iter().any(|idiom| idiom.end > at.start)
    }

    /// The tier after the guards of the same sentence.
    fn lowered(&self, guarded: &[Option<u8>], at: &Range<usize>, tier: u8) -> u8 {
        let back = self.near(at).any(|guard| guard == Guard::Back);
        let present = self.rules.markers.is_present(&self.reading.words, at);
        let counts = |guard: &usize| match self.rules.guards[*guard] {
            Guard::Plain => true,
            Guard::Past => !back && !present,
            Guard::Over => !back,
            Guard::Back => false,
        };
        let tiers = self.reaching(at).filter(counts).filter_map(|guard| guarded[guard]);
        tiers.fold(tier, |lowest, to| if lowest == 0 || to == 0 { 0 } else { lowest.max(to) })
    }

    fn near(&self, at: &Range<usize>) -> impl Iterator<Item = Guard> {
        self.reaching(at).map(|guard| self.rules.guards[guard])
    }

    /// The guards close by, with no end of a sentence between.
    fn reaching(&self, at: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.guards.partition_point(|(_, guard)| guard.start + GUARD_REACH + LONGEST_MATCH < at.start);
        let near = self.guards[first..].iter().take_while(move |(_, guard)| guard.start <= at.end + GUARD_REACH);
        let reaches = move |n: usize, guard: &Range<usize>| {
            let reach = if self.rules.guards[n] == Guard::Plain { PLAIN_REACH } else { GUARD_REACH };
            let start = guard.end.min(at.start);
            let between = if guard.start >= at.end { at.end..guard.start } else { start..at.start };
            between.len() <= reach && !self.reading.words[between].contains(&STOP)
        };
        near.filter(move |(n, guard)| reaches(*n, guard)).map(|(n, _)| *n)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every rule that notices something.
    fn noticed(text: &str) -> Vec<(u8, &'static str)> {
        let reading = Reading::of(text, &RULES.spelling, &RULES.lexicon);
        let (hits, _) = RULES.index.find(&reading.words);
        let seen = Seen::new(&RULES, &reading, &hits);
        let rules = hits.iter().filter_map(|hit| match hit.owner {
            Owner::Rule(n) => Some((&RULES.list[usize::from(n)], hit)),
            Owner::Idiom | Owner::Guard(_) | Owner::Sign(_) => None,
        });
        rules.map(|(rule, hit)| (seen.tier(rule, hit), rule.id)).filter(|(tier, _)| *tier > 0).collect()
    }

    #[test]
    fn every_pattern_can_be_read() {
        assert_eq!(Rules::read(&pack().safety).1, Vec::<&str>::new());
        let safety = &pack().safety;
        let guards: Vec<&str> = safety.guard.iter().map(|guard| guard.id.as_str()).collect();
        for rule in &safety.rule {
            for guard in rule.lowered.keys() {
                assert!(guards.contains(&guard.as_str()), "{}: there is no guard {guard}", rule.id);
            }
        }
    }

    #[test]
    fn no_pattern_waits_for_a_word_that_is_read_over() {
        let safety = &pack().safety;
        let filler = safety.part.iter().find(|part| part.id == "filler").expect("there are fillers");
        let filler: Vec<&str> = filler.patterns.iter().flat_map(|line| line.split('|')).collect();
        let parts = safety.part.iter().filter(|part| part.id != "filler" && part.id != "glued");
        let all = parts
            .map(|part| (&part.id, &part.patterns))
            .chain(safety.idiom.iter().map(|idiom| (&idiom.id, &idiom.patterns)))
            .chain(safety.guard.iter().map(|guard| (&guard.id, &guard.patterns)))
            .chain(safety.rule.iter().map(|rule| (&rule.id, &rule.patterns)))
            .chain(safety.sign.iter().map(|sign| (&sign.id, &sign.patterns)));
        let mut wrong = Vec::new();
        for (id, patterns) in all {
            let words = patterns.iter().flat_map(|pattern| pattern.split([' ', '|', '?']));
            wrong.extend(words.filter(|word| filler.contains(word)).map(|word| format!("{id}: {word}")));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn no_pattern_ends_in_something_that_may_be_missing() {
        let safety = &pack().safety;
        let guards = safety.idiom.iter().chain(&safety.guard).flat_map(|guard| &guard.patterns);
        let signs = safety.sign.iter().flat_map(|sign| &sign.patterns);
        let all = guards.chain(safety.rule.iter().flat_map(|rule| &rule.patterns)).chain(signs);
        let loose = |pattern: &&String| {
            let last = pattern.rsplit(' ').next().unwrap_or_default();
            last.ends_with('?') || last.starts_with("..") || last.starts_with('~')
        };
        let loose: Vec<&String> = all.filter(loose).collect();
        assert!(loose.is_empty(), "{loose:#?}");
    }

    #[test]
    fn every_rule_fires_stays_silent_and_turns_as_its_examples_say() {
        let mut wrong = Vec::new();
        for rule in &pack().safety.rule {
            assert!(rule.fires.len() >= 2 && rule.silent.len() >= 2, "{} needs two examples of each", rule.id);
            assert!(!rule.negated.is_empty(), "{} needs a negated example", rule.id);
            for text in &rule.fires {
                let found = noticed(text);
                if !found.iter().any(|(tier, id)| *id == rule.id && *tier <= rule.tier) {
                    wrong.push(format!("{} should fire on {text:?}: {found:?}", rule.id));
                }
            }
            for text in &rule.silent {
                let found = noticed(text);
                if !found.is_empty() {
                    wrong.push(format!("{} should be silent on {text:?}: {found:?}", rule.id));
                }
            }
            for example in &rule.negated {
                let (tier, text) = example.split_once(' ').expect("a tier and a text");
                let found = noticed(text);
                let gravest = found.iter().map(|(tier, _)| *tier).min().unwrap_or(0);
                if gravest.to_string() != tier {
                    wrong.push(format!("{} on {text:?} should be {tier}: {found:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_guard_and_idiom_says_why() {
        let safety = &pack().safety;
        assert!(safety.idiom.iter().all(|idiom| !idiom.id.is_empty() && !idiom.why.is_empty()));
        assert!(safety.guard.iter().all(|guard| !guard.id.is_empty() && !guard.why.is_empty()));
        assert!(safety.rule.iter().all(|rule| !rule.why.is_empty()));
        assert!(safety.sign.iter().all(|sign| !sign.id.is_empty() && !sign.why.is_empty()));
    }

    #[test]
    fn signs_are_noticed_together_and_none_alone() {
        let safety = &pack().safety;
        let together = &safety.together;
        assert!(safety.sign.iter().all(|sign| (1..together.needed).contains(&sign.weight)));
        for text in &together.fires {
            let found = scan(text).map(|finding| (finding.tier, finding.pattern));
            assert_eq!(found, Some((together.tier, together.id.as_str())), "{text}");
        }
        for text in &together.silent {
            assert_eq!(scan(text), None, "{text}");
        }
        let apart = format!("The pills are here. {} I'm sorry mum.", "It rained and we walked home. ".repeat(8));
        assert_eq!(scan(&apart), None);
    }

    #[test]
    fn whose_it_is() {
        for (text, tier) in [
            ("Does anyone else want to die", 1),
            ("He keeps saying that I should leave this world", 2),
            ("Wouldn't it be nice to not exist", 2),
            ("My brother struggles with suicidal thoughts", 3),
            ("My friend with suicidal thoughts", 3),
        ] {
            assert_eq!(scan(text).map(|finding| finding.tier), Some(tier), "{text}");
        }
    }

    #[test]
    fn a_negated_death_wish_is_lower_but_never_silent() {
        for text in ["I don't want to die", "I would never kill myself"] {
            assert_eq!(scan(text).map(|finding| finding.tier), Some(2), "{text}");
        }
    }

    #[test]
    fn a_danger_is_not_lost_behind_somebody_elses_risk() {
        let found = scan("My husband hits me. He says he wants to die.").expect("something is noticed");
        assert_eq!((found.tier, found.danger), (3, Some("afraid_of_someone")));
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

    proptest! {
        #[test]
        fn a_wish_is_heard_after_any_text(
            text in proptest::collection::vec(
                prop_oneof!["\\PC{0,12}", "not|never|he|she said|\"|“|k.i|d i e|i want|\\n|game|when i was|[.,*!-]{1,3}"],
                0..24,
            )
        ) {
            let text = text.join(" ");
            prop_assert!(scan(&text).is_none_or(|found| (1..=5).contains(&found.tier) && found.pattern != "unreadable"));
            let after = scan(&format!("{text}\n\nI want to die"));
            prop_assert!(after.is_some_and(|found| found.tier <= 2));
        }
    }

    #[test]
    fn the_work_grows_with_the_text_and_not_faster() {
        let awkward = [
            "i want to want to think about not wanting to be ",
            "my i my i not not no i i to to kill ",
            "i cut my i cut my arm and ",
            "why would i not be so tired of \"being\" ",
            "nobody would care if i ",
            "d i e d i k.i.l ",
        ];
        for text in awkward {
            let steps = |times: usize| look(&RULES, &text.repeat(times)).1;
            let (short, long) = (steps(200), steps(2_000));
            assert!(long <= short * 11, "{text}: {short} steps, ten times as long {long}");
            let words = 2_000 * text.split(' ').count();
            assert!(long / words < 1_000, "{text}: {} steps for a word", long / words);
        }
    }
}
