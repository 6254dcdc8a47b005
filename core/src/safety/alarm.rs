//! What a finding calls for, and what "not what I meant" silences.

use super::{Finding, scan};
use crate::text::{Token, tokens};

/// Whom or what help is for. Each has words of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Concern {
    /// The person's own life.
    #[default]
    Own,
    /// Somebody else's life.
    Friend,
    /// Somebody who is a danger to the person.
    Danger,
    /// Somebody whom the person might hurt.
    Others,
    /// The person's body: eating, or what was taken.
    Body,
}

impl Concern {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 5] = [Self::Own, Self::Friend, Self::Danger, Self::Others, Self::Body];

    /// Its name in the packs.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Friend => "friend",
            Self::Danger => "danger",
            Self::Others => "others",
            Self::Body => "body",
        }
    }

    /// The prompt of its card.
    pub(crate) fn card(self) -> &'static str {
        match self {
            Self::Own => "safety",
            Self::Friend => "safety_other",
            Self::Danger => "safety_danger",
            Self::Others => "safety_threat",
            Self::Body => "safety_body",
        }
    }

    /// What can be done now, as keys of the chrome.
    pub(super) fn suggestions(self) -> &'static [&'static str] {
        match self {
            Self::Own => &["help.suggestion_1", "help.suggestion_2", "help.suggestion_3"],
            Self::Friend => &["help.friend_1", "help.friend_2", "help.friend_3"],
            Self::Danger => &["help.suggestion_1", "help.suggestion_2", "help.danger_3"],
            Self::Others => &["help.others_1", "help.suggestion_2", "help.others_3"],
            Self::Body => &["help.body_1", "help.suggestion_1", "help.body_3"],
        }
    }
}

/// Rules that are about no risk to one's own life are told apart by how their id begins.
const OTHERS: &[&str] = &["threat"];
const BODY: &[&str] = &["eating", "substance"];

impl Concern {
    /// By the tier and the id of a rule. What is not named in the fourth tier is danger from somebody
    /// else; in those after it, something that the body cannot take.
    fn of(tier: u8, rule: &str) -> Self {
        let begins = |names: &[&str]| names.iter().any(|name| rule.starts_with(name));
        match tier {
            ..=2 => Self::Own,
            3 => Self::Friend,
            _ if begins(OTHERS) => Self::Others,
            4 if !begins(BODY) => Self::Danger,
            _ => Self::Body,
        }
    }
}

impl Finding {
    /// What it calls for.
    pub(crate) fn concern(&self) -> Concern {
        Concern::of(self.tier, self.pattern)
    }

    /// Whether somebody else seems to be a danger to the person, also where something graver stands above it.
    pub(crate) fn tells_of_danger(&self) -> bool {
        let begins = |names: &[&str], rule: &str| names.iter().any(|name| rule.starts_with(name));
        self.concern() == Concern::Danger
            || self.danger.is_some_and(|rule| !begins(OTHERS, rule) && !begins(BODY, rule))
    }

    /// Whether the app stops asking, and the words never come back by themselves.
    pub(crate) fn stops(&self) -> bool {
        matches!(self.concern(), Concern::Own | Concern::Others | Concern::Body)
    }
}

/// A sentence in which something was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alarm {
    pub(crate) finding: Finding,
    /// The sentence, as words without case and marks.
    words: Vec<String>,
    /// The sentence with the one before and the one after it.
    around: Vec<String>,
}

/// A text with more such sentences than this counts as one.
const MOST: usize = 50;

/// What was noticed in a text, sentence by sentence, the gravest first. What only the text as a
/// whole says counts as one sentence.
pub(crate) fn alarms(text: &str) -> Vec<Alarm> {
    let Some(whole) = scan(text) else { return Vec::new() };
    let sentences: Vec<&str> = text.split(['.', '!', '?', '…', '\n']).filter(|part| !part.trim().is_empty()).collect();
    let words: Vec<Vec<String>> = sentences.iter().map(|sentence| word_for_word(sentence)).collect();
    let alarm = |(n, sentence): (usize, &&str)| {
        // Without the rest a sentence may sound graver than it is: the whole text was read first.
        let finding = scan(sentence).filter(|finding| finding.tier >= whole.tier)?;
        let near = n.saturating_sub(1)..(n + 2).min(words.len());
        Some(Alarm { finding, words: words[n].clone(), around: words[near].concat() })
    };
    let mut alarms: Vec<Alarm> = sentences.iter().enumerate().filter_map(alarm).take(MOST + 1).collect();
    if alarms.len() > MOST {
        alarms.clear();
    }
    if !alarms.iter().any(|alarm| alarm.finding.pattern == whole.pattern && alarm.finding.tier == whole.tier) {
        let words = word_for_word(text);
        alarms.push(Alarm { finding: whole, around: words.clone(), words });
    }
    alarms.sort_by_key(|alarm| alarm.finding.tier);
    alarms
}

/// Words that turn a statement round, or bring it nearer.
const TURNS: &[&str] =
    &["not", "never", "no", "without", "now", "today", "tonight", "tomorrow", "soon", "again", "really"];

impl Alarm {
    fn is_same_rule(&self, other: &Self) -> bool {
        self.finding.pattern == other.finding.pattern && self.finding.tier == other.finding.tier
    }

    /// Whether "not what I meant", said of `other` at the same prompt, holds for this: the same rule,
    /// and not a word changed in the sentence or in the ones beside it. A word is all it takes to
    /// turn a denial, a time or a person into another, and a sentence beside it may say "I mean it".
    pub(crate) fn is_silenced_by(&self, other: &Self) -> bool {
        self.is_same_rule(other) && self.around == other.around
    }

    /// The same where the app itself put the sentence there, alone or in quotes: beside it stands
    /// nothing that denies it, times it, or sets off the scan.
    pub(crate) fn is_quoted_from(&self, other: &Self) -> bool {
        let length = other.words.len();
        let Some(at) = self.words.windows(length.max(1)).position(|part| part == other.words.as_slice()) else {
            return false;
        };
        let rest = [&self.words[..at], &self.words[at + length..]].concat();
        self.is_same_rule(other)
            && !rest.iter().any(|word| TURNS.contains(&word.as_str()))
            && scan(&rest.join(" ")).is_none()
    }
}

/// The words of a text without case, marks and spaces: a comma more is not another meaning.
pub(crate) fn word_for_word(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "They'd be better off without me in the band";

    fn first(text: &str) -> Alarm {
        alarms(text).into_iter().next().unwrap_or_else(|| panic!("nothing was noticed in {text:?}"))
    }

    fn silenced(new: &str, said: &str) -> bool {
        let said = alarms(said);
        alarms(new).iter().all(|alarm| said.iter().any(|other| alarm.is_silenced_by(other)))
    }

    #[test]
    fn the_same_words_stay_silent_whatever_their_marks() {
        for same in [
            SAID,
            "they'd be better off without me, in the band!",
            "  They would be better off without me in the band ",
        ] {
            assert!(silenced(same, SAID), "{same}");
        }
    }

    #[test]
    fn another_rule_or_another_word_near_it_arms_it_again() {
        for new in [
            "I want to die",
            "They'd be better off without me in the band. I want to die",
            "They'd be better off without me tonight in the band",
            "They'd be better off without me in this life",
            "They'd be better off without me in the band. I mean it",
            "Really. They'd be better off without me in the band",
            "They'd not be worse off. They'd be better off without me in the band",
        ] {
            assert!(!silenced(new, SAID), "{new}");
        }
    }

    #[test]
    fn a_sentence_far_away_is_another_matter() {
        let long = "We played. They'd be better off without me in the band. So I left. It rained. I took the bus.";
        assert!(silenced(&long.replace("the bus", "a train"), long));
        assert!(!silenced(&long.replace("So I left", "So I mean it"), long));
        assert!(!silenced(
            &long.replace("a train", "a train, and I want to die").replace("the bus", "a bus. I want to die"),
            long
        ));
    }

    #[test]
    fn a_negation_taken_away_or_another_person_is_another_statement() {
        for (said, new) in [
            ("I don't want to die", "I want to die"),
            ("I would never kill myself", "I would kill myself"),
            ("I used to cut myself", "I cut myself"),
            ("My friend said she wants to die", "My friend said I want to die"),
        ] {
            assert!(!silenced(new, said), "{said} → {new}");
        }
    }

    #[test]
    fn quoted_by_the_app_it_stays_silent_and_beside_new_words_it_does_not() {
        let quoted = |text: &str| alarms(text).iter().all(|alarm| alarm.is_quoted_from(&first(SAID)));
        assert!(quoted(
            "I notice the thought: \"They'd be better off without me in the band\". There may be more to it."
        ));
        assert!(quoted("It rained\nThey'd be better off without me in the band"));
        assert!(!quoted("Tonight: \"They'd be better off without me in the band\""));
        assert!(!quoted("They'd be better off without me"));
        assert!(!quoted("They'd be better off without me in the band and I want to die"));
    }

    #[test]
    fn concerns_by_tier_and_name() {
        for (tier, rule, concern) in [
            (1, "x", Concern::Own),
            (2, "unreadable", Concern::Own),
            (3, "someone_else", Concern::Friend),
            (4, "afraid_of_someone", Concern::Danger),
            (4, "threat_to_others", Concern::Others),
            (4, "eating", Concern::Body),
            (5, "threat_to_others", Concern::Others),
            (5, "substance_emergency", Concern::Body),
        ] {
            assert_eq!(Concern::of(tier, rule), concern, "{tier} {rule}");
        }
    }

    #[test]
    fn long_texts_of_many_sentences_are_read_in_time() {
        let text = "I want to die. It rained. ".repeat(700);
        assert_eq!(alarms(&text).len(), 1);
        assert!(silenced(&text, &text) && !silenced(&format!("{text} Now."), &text));
        assert!(alarms("").is_empty() && alarms("…\n!").is_empty());
    }
}
