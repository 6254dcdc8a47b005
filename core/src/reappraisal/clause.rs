//! From text to clauses, and from a clause to a guess how it is known.
//!
//! What a camera would see is an event: reports, times, numbers, what somebody said. Predictions,
//! rules, verdicts, other people's minds and feelings taken as proof are thoughts. The words that
//! tell, and their weights, are in `packs/en/clauses.toml`.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::verb::{is_past, is_time};
use crate::content::pack;
use crate::guide::LineKind;
use crate::text::{Token, tokens};

/// What a clause seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// Something that happened.
    Event,
    /// Something concluded, predicted or judged.
    Thought,
}

/// One clause with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it seems to be.
    pub kind: ClauseKind,
}

/// Words before which a new clause begins.
const JOINTS: &[&str] = &[
    "so",
    "because",
    "but",
    "which",
    "since",
    "cause",
    "cuz",
    "coz",
    "bc",
    "therefore",
    "although",
    "though",
    "hence",
];
/// Words that, after "and", a comma or a dash, begin a new clause.
const SUBJECTS: &[&str] = &[
    "i",
    "he",
    "she",
    "they",
    "we",
    "you",
    "it",
    "nobody",
    "everyone",
    "everybody",
    "people",
    "this",
    "that",
    "now",
    "then",
    "there",
    "my",
    "your",
    "his",
    "her",
    "our",
    "their",
    "someone",
    "somebody",
    "maybe",
    "what",
];
/// Marks and words after which a subject begins a new clause.
const LINKS: &[&str] = &[",", "and", "–", "—", "-"];
/// Where marks are missing, one of these …
const BARE_SUBJECTS: &[&str] = &["i", "he", "she", "they", "we"];
/// … before one of these begins a new clause …
const STRONG: &[&str] = &["am", "must", "should", "will", "always", "never"];
/// Verbs that need a subject.
const FINITE: &[&str] =
    &["am", "is", "are", "have", "has", "do", "does", "will", "would", "can", "could", "must", "never", "always"];
/// … unless the word before goes on to it: "I think she must", "all I am".
const GOES_ON: &[&str] = &[
    "think",
    "thinks",
    "thought",
    "said",
    "says",
    "say",
    "know",
    "knows",
    "knew",
    "feel",
    "feels",
    "felt",
    "hope",
    "guess",
    "wish",
    "swear",
    "bet",
    "that",
    "if",
    "when",
    "than",
    "as",
    "who",
    "where",
    "how",
    "why",
    "or",
    "until",
    "unless",
    "while",
    "before",
    "after",
    "sure",
    "told",
    "tell",
    "all",
    "everything",
    "anything",
    "whatever",
    "person",
    "way",
    "like",
    "and",
    "what",
];
/// Words that end what is said of somebody, so that the next subject begins anew: "i texted him he didnt reply" …
const ENDS: &[&str] =
    &["me", "him", "them", "us", "back", "again", "yet", "today", "yesterday", "tonight", "anymore", "alone", "away"];
/// … unless it is what somebody was told.
const TELLS: &[&str] =
    &["told", "tell", "tells", "asked", "asks", "showed", "convinced", "reminded", "promised", "warned"];
/// A subject of two has no more words than this before "and I".
const MOST_OF_A_SUBJECT: usize = 5;
/// A clause has so many words before another begins without a mark.
const LEAST_BEFORE: usize = 2;
/// A quotation of more tokens than this is no quotation but a forgotten mark.
const LONGEST_QUOTE: usize = 60;
/// A clause of so many words is more likely a report.
const LONG: usize = 10;

/// An address has no more parts than this.
const LONGEST_ADDRESS: usize = 12;

/// Words for what somebody said or wrote.
const SPEECH_WORDS: &[&str] = &[
    "said",
    "told",
    "asked",
    "wrote",
    "texted",
    "replied",
    "answered",
    "called",
    "shouted",
    "messaged",
    "says",
    "whispered",
    "emailed",
    "yelled",
];
/// Words that say nobody spoke.
const UNSAID: &[&str] = &["nobody", "no", "never", "not", "nothing"];
/// Numbers in words.
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "fifty", "hundred", "thousand", "once", "twice", "second", "third", "half",
];

/// The clauses of a text, in order; spans are trimmed and lie on character boundaries.
pub(crate) fn clauses(text: &str) -> Vec<Clause> {
    let tokens = tokens(text);
    let bytes = |(place, kind): (Range<usize>, ClauseKind)| Clause {
        start: tokens[place.start].start,
        end: tokens[place.end - 1].end,
        kind,
    };
    parts(&tokens).into_iter().map(bytes).collect()
}

/// The clauses of some tokens, as ranges of them that begin and end with a word.
pub(super) fn parts(tokens: &[Token]) -> Vec<(Range<usize>, ClauseKind)> {
    let quoted = quoted(tokens);
    let mut found = Vec::new();
    let (mut begin, mut words) = (0, 0);
    for at in 0..=tokens.len() {
        if at == tokens.len() || starts_clause(tokens, &quoted, at, words) {
            found.extend(clause(tokens, begin..at));
            (begin, words) = (at, 0);
        }
        words += usize::from(tokens.get(at).is_some_and(Token::is_word));
    }
    found
}

/// For each token, whether it stands in quotation marks that are closed again.
fn quoted(tokens: &[Token]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let closing = closing_mark(&tokens[at].text);
        let rest = tokens[at + 1..].iter().take(LONGEST_QUOTE);
        let width =
            closing.and_then(|mark| rest.map(|token| token.text.as_str()).position(|text| mark.contains(&text)));
        if let Some(width) = width {
            inside[at..at + width + 2].fill(true);
            at += width + 1;
        }
        at += 1;
    }
    inside
}

/// The marks that end a quotation which begins with this one.
fn closing_mark(opening: &str) -> Option<&'static [&'static str]> {
    Some(match opening {
        "\"" => &["\""],
        "“" => &["”", "“", "\""],
        "„" => &["“", "”", "\""],
        "«" => &["»"],
        _ => return None,
    })
}

/// Whether a clause begins at this token, after so many words of the one before.
fn starts_clause(tokens: &[Token], quoted: &[bool], at: usize, words: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return false };
    // Both halves of an opened contraction stay together, and so does what somebody said.
    if before.start == tokens[at].start || quoted[at] && quoted[at - 1] {
        return false;
    }
    let word = tokens[at].text.as_str();
    let then = tokens.get(at + 1).map_or("", |token| token.text.as_str());
    let is_in = |list: &[&str], word: &str| list.contains(&word);
    // "My friend and I" is one subject.
    let both = word == "i" && before.text == "and" && words <= MOST_OF_A_SUBJECT && !has_verb(&tokens[..at - 1], words);
    before.is_stop() && !tokens[at].is_stop() && !is_inner_dot(tokens, at - 1)
        || is_in(JOINTS, word) && words > 1 && joins(word, &before.text, then)
        || is_in(SUBJECTS, word) && is_in(LINKS, &before.text) && words > 1 && !both && !is_hyphen(tokens, at - 1)
        || is_in(BARE_SUBJECTS, word) && before.is_word() && words > LEAST_BEFORE && {
            let told = at > 1 && is_in(TELLS, &tokens[at - 2].text);
            let verb = is_in(FINITE, then) || is_past(then);
            is_in(STRONG, then) && !is_in(GOES_ON, &before.text) && !told || verb && is_in(ENDS, &before.text) && !told
        }
}

/// Whether a full stop stands inside a number or an address: "3.5", "www.example.org".
pub(super) fn is_inner_dot(tokens: &[Token], at: usize) -> bool {
    let touches =
        |left: usize| tokens.get(left).zip(tokens.get(left + 1)).is_some_and(|(one, other)| one.end == other.start);
    let digit = |at: usize| tokens.get(at).is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()));
    if tokens[at].text != "." || at == 0 || !touches(at - 1) || !touches(at) {
        return false;
    }
    let address = |at: &usize| ["www", "http", "https", "@"].contains(&tokens[*at].text.as_str());
    let run = (at.saturating_sub(LONGEST_ADDRESS)..at).rev().take_while(|at| touches(*at));
    digit(at - 1) && digit(at + 1) || run.into_iter().any(|at| address(&at))
}

/// "So tired" and "because of the rain" join nothing.
fn joins(word: &str, before: &str, then: &str) -> bool {
    (word != "so" || SUBJECTS.contains(&then) || before == ",") && then != "of"
}

/// Whether a mark stands between two words without a space: "thank-you".
fn is_hyphen(tokens: &[Token], at: usize) -> bool {
    let close = |left: Option<&Token>, right: Option<&Token>| {
        left.zip(right).is_some_and(|(left, right)| left.end == right.start)
    };
    tokens[at].text == "-"
        && close(at.checked_sub(1).map(|at| &tokens[at]), tokens.get(at))
        && close(tokens.get(at), tokens.get(at + 1))
}

/// Whether one of the last so many words is a verb.
fn has_verb(tokens: &[Token], words: usize) -> bool {
    tokens.iter().rev().take(words).any(|token| is_past(&token.text) || FINITE.contains(&token.text.as_str()))
}

/// A clause without the marks and joining words around it.
fn clause(tokens: &[Token], place: Range<usize>) -> Option<(Range<usize>, ClauseKind)> {
    let inside = &tokens[place.clone()];
    let first = inside.iter().position(Token::is_word)?;
    let last = inside.iter().rposition(|token| token.is_word() && token.text != "and")?;
    (first <= last).then(|| (place.start + first..place.start + last + 1, kind(inside)))
}

/// A cue in words, its weight, and whether it counts at the beginning only.
struct Cue {
    rest: Vec<&'static str>,
    weight: i32,
    first: bool,
}

/// Cues by their first word.
static CUES: LazyLock<HashMap<&'static str, Vec<Cue>>> = LazyLock::new(|| {
    let mut cues: HashMap<&str, Vec<Cue>> = HashMap::new();
    for group in &pack().clauses.cue {
        for pattern in &group.patterns {
            let bare = pattern.strip_prefix('^').unwrap_or(pattern);
            let mut words = bare.split(' ');
            let head = words.next().unwrap_or_default();
            let cue = Cue { rest: words.collect(), weight: group.weight, first: bare.len() < pattern.len() };
            cues.entry(head).or_default().push(cue);
        }
    }
    cues
});

fn kind(tokens: &[Token]) -> ClauseKind {
    if score(tokens) > 0 { ClauseKind::Thought } else { ClauseKind::Event }
}

/// How much a text looks like a thought; 0 and less is an event.
pub(super) fn weight(text: &str) -> i32 {
    score(&tokens(text))
}

/// How much a clause looks like a thought; 0 and less is an event.
fn score(tokens: &[Token]) -> i32 {
    let weights = &pack().clauses;
    let quoted = quoted(tokens);
    let own: Vec<&str> = tokens
        .iter()
        .zip(&quoted)
        .filter(|(token, quoted)| token.is_word() && !**quoted)
        .map(|(t, _)| t.text.as_str())
        .collect();
    let any = |is: &dyn Fn(&str) -> bool, weight: i32| if own.iter().any(|word| is(word)) { weight } else { 0 };
    weights.start
        + cues(&own)
        + any(&is_past, weights.past)
        + any(&is_time, weights.time)
        + any(&|word| NUMBERS.contains(&word), weights.number)
        + any(&|word| word.starts_with(|c: char| c.is_ascii_digit()), weights.digits)
        + if quoted.contains(&true) { weights.quote } else { 0 }
        + if own.len() >= LONG { weights.long } else { 0 }
}

/// The weights of all cues in these words, each once.
fn cues(words: &[&str]) -> i32 {
    let mut seen = BTreeSet::new();
    let mut sum = 0;
    for (at, word) in words.iter().enumerate() {
        let Some(cues) = CUES.get(word) else { continue };
        for (n, cue) in cues.iter().enumerate() {
            let rest = words.get(at + 1..=at + cue.rest.len());
            let fits = (!cue.first || at == 0) && rest.is_some_and(|rest| rest == cue.rest.as_slice());
            if fits && seen.insert((*word, n)) {
                sum += cue.weight;
            }
        }
    }
    sum
}

/// A guess how a sentence is known, for the person to correct.
pub(crate) fn guess(sentence: &str) -> LineKind {
    let words = tokens(sentence);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.text.as_str()));
    // What was not said cannot have been heard.
    let said = has(SPEECH_WORDS) && !has(UNSAID);
    if said || sentence.contains(['"', '“', '„', '«']) {
        LineKind::Heard
    } else if kind(&words) == ClauseKind::Thought {
        LineKind::Guessed
    } else {
        LineKind::Saw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(&str, ClauseKind)> {
        clauses(text).into_iter().map(|clause| (&text[clause.start..clause.end], clause.kind)).collect()
    }

    #[test]
    fn events_and_thoughts_part() {
        use ClauseKind::{Event, Thought};
        assert_eq!(
            cut("She didn't reply all weekend, so I must have bored her. I'm not good enough"),
            [
                ("She didn't reply all weekend", Event),
                ("so I must have bored her", Thought),
                ("I'm not good enough", Thought)
            ]
        );
        assert_eq!(cut("we talked and i laughed"), [("we talked", Event), ("i laughed", Event)]);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        for empty in ["", "   ", "...", "💔💔", "\n\n", ",,,"] {
            assert!(cut(empty).is_empty(), "{empty:?}");
        }
    }

    #[test]
    fn guesses() {
        assert_eq!(guess("She left the table"), LineKind::Saw);
        assert_eq!(guess("He said it was boring"), LineKind::Heard);
        assert_eq!(guess("They must think I'm boring"), LineKind::Guessed);
        assert_eq!(guess("She did not reply and never called"), LineKind::Guessed);
        assert_eq!(guess("We went to lunch and he asked no one"), LineKind::Saw);
    }

    #[test]
    fn what_was_said_stays_together_and_bare_typing_parts() {
        use ClauseKind::{Event, Thought};
        assert_eq!(
            cut("He said, \"You talk too much. You always do,\" and I went quiet"),
            [("He said, \"You talk too much. You always do", Event), ("I went quiet", Event)]
        );
        assert_eq!(
            cut("i texted him he didnt reply i must have bored him"),
            [("i texted him", Event), ("he didnt reply", Event), ("i must have bored him", Thought)]
        );
        assert_eq!(cut("I told him he was late"), [("I told him he was late", Event)]);
    }

    #[test]
    fn everyday_clauses() {
        use ClauseKind::{Event, Thought};
        for (text, expected) in [
            ("No reply since Saturday", Event),
            ("My boss criticised my report in front of the team", Event),
            ("They went for lunch without me on Tuesday", Event),
            ("She said she was too tired to come", Event),
            ("We argued about the dishes", Event),
            ("They must think I'm weird", Thought),
            ("I'll never find anyone", Thought),
            ("Everyone hates me", Thought),
            ("I'm such a loser", Thought),
            ("I should have known better", Thought),
            ("It means that I'm not good enough", Thought),
            ("She probably found someone better", Thought),
            ("It's all my fault", Thought),
            ("because I'm too much for people", Thought),
        ] {
            assert_eq!(kind(&tokens(text)), expected, "{text:?}");
        }
    }

    /// Clauses of the corpus by hand: marked words are thoughts, plain facts are events. Every second row (by
    /// a sum over its bytes) fitted the weights; the others judge them.
    #[test]
    fn clauses_of_the_corpus_are_told_apart() {
        let (mut right, mut of) = ([0_u32; 2], [0_u32; 2]);
        for (text, marked) in corpus().into_iter().filter(|(text, _)| text.bytes().map(u32::from).sum::<u32>() % 2 == 1)
        {
            for clause in clauses(&text) {
                let inside =
                    |(start, end): &(usize, usize)| clause.end.min(*end).saturating_sub(clause.start.max(*start));
                let share = marked.iter().map(inside).sum::<usize>() * 10 / (clause.end - clause.start);
                // Clauses that are half marked are neither.
                let expected = match share {
                    0..=3 => ClauseKind::Event,
                    7.. => ClauseKind::Thought,
                    _ => continue,
                };
                let kind = usize::from(expected == ClauseKind::Thought);
                of[kind] += 1;
                right[kind] += u32::from(clause.kind == expected);
            }
        }
        let percent = |kind: usize| right[kind] * 100 / of[kind];
        let all = (right[0] + right[1]) * 100 / (of[0] + of[1]);
        assert!(of[0] > 5_000 && of[1] > 5_000, "{of:?}");
        assert!(
            all >= 76 && percent(0) >= 74 && percent(1) >= 76,
            "{all}: events {}, thoughts {}",
            percent(0),
            percent(1)
        );
    }

    /// Texts with the bytes that are marked as a thought.
    fn corpus() -> Vec<(String, Vec<(usize, usize)>)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lab/corpus/en");
        let mut rows = Vec::new();
        for folder in std::fs::read_dir(root.join("traps")).unwrap().map(|item| item.unwrap().path()) {
            rows.extend(lines(&folder).iter().map(|line| marked(line)));
        }
        rows.extend(lines(&root.join("silent/fact")).into_iter().map(|line| (line, Vec::new())));
        rows
    }

    fn lines(folder: &std::path::Path) -> Vec<String> {
        let files =
            std::fs::read_dir(folder).unwrap().map(|item| std::fs::read_to_string(item.unwrap().path()).unwrap());
        let rows = files.flat_map(|text| text.lines().map(String::from).collect::<Vec<_>>());
        rows.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    }

    /// A row without its rewrite, its further traps and its brackets.
    fn marked(line: &str) -> (String, Vec<(usize, usize)>) {
        let row = line.split(" => ").next().unwrap_or_default();
        let row = row.split(" {").next().unwrap_or_default();
        let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
        for c in row.chars() {
            match c {
                '[' => open = text.len(),
                ']' => spans.push((open, text.len())),
                c => text.push(c),
            }
        }
        (text, spans)
    }

    #[test]
    fn long_texts_take_their_time_once() {
        for text in ["so ".repeat(33_000), "i am ".repeat(20_000), "\"".repeat(100_000), "he said \"no ".repeat(9_000)]
        {
            assert!(clauses(&text).iter().all(|clause| text.get(clause.start..clause.end).is_some()));
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_on_characters(text in "(\\PC|[ ,.!?\n]|so |and i |because ){0,80}") {
            let mut at = 0;
            for clause in clauses(&text) {
                prop_assert!(at <= clause.start && clause.start < clause.end);
                prop_assert!(text.get(clause.start..clause.end).is_some());
                at = clause.end;
            }
        }
    }
}
