//! What every draft is held against before it is offered.

use super::grammar;
use crate::content::pack;
use crate::text::{Token, tokens};

/// Says how unbalanced a text is, 0 to 1000.
pub(crate) type Unbalanced = fn(&str) -> u16;

/// The most words of a draft: more than this is not read in a bad minute.
pub(super) const MOST_WORDS: usize = 38;
/// From here on a text reads like a thought and not like its balanced rewrite.
const BALANCED_BELOW: u16 = 500;

/// Words that hedge. "Not know" counts, too.
const HEDGES: &[&str] = &["may", "might", "could", "perhaps"];
/// Words that leave no exception.
const ABSOLUTIST: &[&str] = &[
    "absolutely",
    "always",
    "completely",
    "constantly",
    "definitely",
    "entirely",
    "everybody",
    "everyone",
    "everything",
    "forever",
    "never",
    "nobody",
    "none",
    "nothing",
    "totally",
    "certainly",
    "undoubtedly",
];
/// The same, where they do not count or measure. A report may hold them ("she slept all day"), a template not.
const MEASURES: &[&str] = &["all", "complete", "constant", "entire", "ever", "every", "full", "must", "whole"];
/// Words that cheer.
const CHEER: &[&str] = &[
    "amazing",
    "amazingly",
    "awesome",
    "awesomely",
    "wonderful",
    "wonderfully",
    "fantastic",
    "perfect",
    "perfectly",
    "great",
    "greatest",
    "excellent",
    "brilliant",
    "brilliantly",
    "incredible",
    "incredibly",
    "best",
    "beautiful",
    "beautifully",
    "love",
    "loved",
    "lovely",
    "loves",
    "happy",
    "happiness",
    "joy",
    "joyful",
    "proud",
    "proudly",
    "blessed",
    "thrilled",
    "delighted",
    "delightful",
    "superb",
    "marvellous",
    "terrific",
    "outstanding",
    "glorious",
    "excited",
    "exciting",
    "magnificent",
    "succeed",
    "successful",
    "grateful",
    "thankful",
    "confident",
    "win",
    "winner",
];
/// Others, of whom a draft says nothing that cannot be seen.
const OTHERS: &[&str] =
    &["he", "she", "they", "someone", "somebody", "people", "everyone", "everybody", "nobody", "who"];
/// What goes on in a mind; the forms on the right are plain only after one of the others.
const MINDS: &[&str] = &[
    "thinks", "hates", "likes", "loves", "wants", "feels", "knows", "believes", "cares", "despises", "regrets",
    "intends", "hopes", "wishes", "prefers",
];
const MINDS_AFTER: &[&str] = &[
    "think",
    "thought",
    "hate",
    "hated",
    "like",
    "liked",
    "love",
    "loved",
    "want",
    "wanted",
    "feel",
    "felt",
    "know",
    "knew",
    "believe",
    "believed",
    "care",
    "cared",
    "mean",
    "means",
    "meant",
    "despise",
    "intended",
    "hoped",
    "wished",
    "preferred",
    "pity",
    "resent",
];
/// What was said can be told, and what is hedged is no claim.
const SAID: &[&str] =
    &["said", "says", "told", "wrote", "texted", "asked", "replied", "may", "might", "could", "cannot"];
const SECOND_PERSON: &[&str] = &["you", "your", "yours", "yourself", "u", "ur"];
const MENDS: usize = 3;

/// What was found in a draft. What stands in quotation marks are the person's words and not looked at,
/// except for length and form.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one named check of a list")]
pub struct Lint {
    /// All its words.
    pub words: usize,
    /// Whether they are few enough.
    pub short: bool,
    /// How unbalanced it reads, 0 to 1000.
    pub unbalanced: u16,
    /// Whether that is little.
    pub balanced: bool,
    /// Whether it hedges.
    pub hedged: bool,
    /// Absolutist words.
    pub absolutist: usize,
    /// Strongly positive words.
    pub cheer: usize,
    /// Claims about what somebody else thinks, feels or wants.
    pub minds: usize,
    /// Whether what is said of the event fits the time it was.
    pub tense: bool,
    /// Whether it speaks in the first person.
    pub person: bool,
    /// Whether capitals, marks and quotation marks are in order.
    pub form: bool,
}

impl Lint {
    /// Looks at a draft; `tense` says whether its sentences fit the time of the event.
    pub(super) fn of(text: &str, tense: bool, unbalanced: Unbalanced) -> Self {
        let own = unquoted(text);
        let words = words(&own);
        let count = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
        let score = unbalanced(&own);
        let length = text.split_whitespace().count();
        Self {
            words: length,
            short: length <= MOST_WORDS,
            unbalanced: score,
            balanced: score < BALANCED_BELOW,
            hedged: is_hedged(&own),
            absolutist: count(ABSOLUTIST),
            cheer: count(CHEER),
            minds: minds(&own),
            tense,
            person: count(SECOND_PERSON) == 0,
            form: is_well_formed(text),
        }
    }

    /// Whether the draft may be offered.
    pub fn passes(&self) -> bool {
        let clean = self.absolutist + self.cheer + self.minds == 0;
        self.short && self.balanced && self.hedged && clean && self.tense && self.person && self.form
    }
}

/// Whether the templates are in the language of these lists. Those of the pseudo-locales, which exist
/// to try screens with, are not; there a draft is offered unread.
pub(super) fn reads_templates() -> bool {
    pack().composer.hedges.first().is_some_and(|hedge| is_hedged(&hedge.label))
}

/// Whether a template holds nothing that no draft may hold.
pub(super) fn is_clean(text: &str) -> bool {
    let words = words(text);
    let clean =
        |word: &String| ![CHEER, SECOND_PERSON, ABSOLUTIST, MEASURES].iter().any(|list| list.contains(&word.as_str()));
    words.iter().all(clean) && minds(text) == 0
}

/// Whether a report can stand as it is, outside quotation marks.
pub(super) fn is_plain_report(text: &str) -> bool {
    let text = &unquoted(text);
    let words = words(text);
    let strict = |word: &String| {
        let word = word.as_str();
        [CHEER, SECOND_PERSON, ABSOLUTIST].iter().any(|list| list.contains(&word))
    };
    !words.iter().any(strict) && minds(text) == 0
}

/// The words of a text; "best friend" is a name and no praise.
fn words(text: &str) -> Vec<String> {
    let mut words = grammar::words(text);
    let friends: Vec<usize> = words
        .windows(2)
        .enumerate()
        .filter(|(_, two)| two[0] == "best" && two[1].starts_with("friend"))
        .map(|(at, _)| at)
        .collect();
    for at in friends.into_iter().rev() {
        words.remove(at);
    }
    words
}

/// The text without what stands in quotation marks, in single ones too (those inside a person's own
/// sentence: what somebody said to them).
fn unquoted(text: &str) -> String {
    let outer = text.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    let mut rest = outer.as_str();
    while let Some((before, (_, after))) =
        rest.split_once(" '").and_then(|(before, speech)| Some((before, speech.split_once('\'')?)))
    {
        out.push_str(before);
        rest = after;
    }
    out + rest
}

/// A hedge that is no date ("3 May 2026").
fn is_hedged(text: &str) -> bool {
    let tokens = tokens(text);
    let digits =
        |token: Option<&Token>| token.is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()));
    let hedge = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        HEDGES.contains(&tokens[at].text.as_str()) && !digits(before)
    };
    let unknown = tokens.windows(2).any(|two| two[0].text == "not" && two[1].text == "know");
    unknown || (0..tokens.len()).any(hedge)
}

/// Claims about minds: somebody else and what goes on in them, with nobody saying so and no hedge.
fn minds(text: &str) -> usize {
    let tokens = tokens(text);
    let sentences = tokens.split(Token::is_stop);
    let claims = |sentence: &[Token]| {
        let word = |at: usize| sentence[at].text.as_str();
        let told = |at: usize| (0..at).any(|before| SAID.contains(&word(before)));
        let others = |at: usize| (at.saturating_sub(MENDS)..at).any(|before| OTHERS.contains(&word(before)));
        let like = |at: usize| word(at) == "like" && at > 0 && !OTHERS.contains(&word(at - 1)) && word(at - 1) != "not";
        // "God didn't want me to": whoever it is, unless it is oneself.
        let denied = |at: usize| {
            at > 2
                && word(at - 1) == "not"
                && ["do", "does", "did"].contains(&word(at - 2))
                && !["i", "we"].contains(&word(at - 3))
        };
        let inner = |at: usize| MINDS_AFTER.contains(&word(at)) && (others(at) && !like(at) || denied(at));
        let claim = |at: &usize| (MINDS.contains(&word(*at)) || inner(*at)) && !told(*at);
        (0..sentence.len()).filter(claim).count()
    };
    sentences.map(claims).sum()
}

fn is_well_formed(text: &str) -> bool {
    let first = text.trim_start_matches(['"', '\'']).chars().next();
    let ends = text.ends_with(['.', '?', '!']) || text.ends_with("?\"") || text.ends_with("!\"");
    let broken = ["  ", " .", " ,", "..", ",.", ",,", ".,", "?.", "\n", "{", "}", ":."];
    !first.is_some_and(char::is_lowercase)
        && ends
        && text.matches('"').count().is_multiple_of(2)
        && !broken.iter().any(|broken| text.contains(broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lint(text: &str) -> Lint {
        Lint::of(text, true, |_| 0)
    }

    #[test]
    fn each_check_can_fail() {
        assert!(lint("She left. I notice the thought: \"I'm always a joke\". There may be more to it.").passes());
        assert!(!lint("She left. I am sad.").hedged);
        assert_eq!(lint("She never called. It may be late.").absolutist, 1);
        assert_eq!(lint("It may be a great day.").cheer, 1);
        assert_eq!(lint("She hates me. It may be late.").minds, 1);
        assert_eq!(lint("They think that it may be late.").minds, 1);
        assert_eq!(lint("She said that she hates rain. It may be late.").minds, 0);
        assert_eq!(lint("They might not want that.").minds, 0);
        assert!(!lint("You may be late.").person);
        assert!(!lint("it may be late.").form);
        assert!(!lint("It may be late").form);
        assert!(!lint("It may be \"late.").form);
        assert!(!lint(&format!("It may be late{}.", " again".repeat(MOST_WORDS))).short);
        assert!(!Lint::of("It may be late.", false, |_| 0).passes());
        assert!(!Lint::of("It may be late.", true, |_| BALANCED_BELOW).passes());
    }

    #[test]
    fn a_month_is_no_hedge() {
        assert!(!lint("I also noted on 3 May 2026: \"They laughed\".").hedged);
        assert!(lint("It may be so.").hedged && lint("I do not know yet.").hedged);
    }
}
