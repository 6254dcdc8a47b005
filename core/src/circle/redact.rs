//! Taking out of a text what would tell who it is about, before it is shared: names, dates, phone
//! numbers, addresses and links. It would rather take out too much: the person edits what is left.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::content::{is_plain_word, pack};
use crate::text::{Token, tokens};

/// What was found, in the order in which it wins where two overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Link,
    Address,
    Date,
    Number,
    Person,
}

impl Kind {
    fn words(self) -> String {
        match self {
            Self::Link => pack().chrome("redact.link"),
            Self::Address => pack().chrome("redact.address"),
            Self::Date => pack().chrome("redact.date"),
            Self::Number => pack().chrome("redact.number"),
            Self::Person => pack().chrome("redact.person"),
        }
    }
}

/// The finds so far: byte ranges that do not overlap.
#[derive(Default)]
struct Found(Vec<(Range<usize>, Kind)>);

impl Found {
    fn is_free(&self, range: &Range<usize>) -> bool {
        self.0.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start)
    }

    fn add(&mut self, range: Range<usize>, kind: Kind) {
        if !range.is_empty() && self.is_free(&range) {
            self.0.push((range, kind));
        }
    }
}

/// The text without what would tell who it is about. `names` are taken out as whole words, whatever
/// their case; two names in a row are one person.
pub(crate) fn redact(text: &str, names: &[String]) -> String {
    let mut found = Found::default();
    let tokens = tokens(text);
    find_addresses(text, &mut found);
    find_dates(&tokens, &mut found);
    find_numbers(text, &mut found);
    find_years(&tokens, &mut found);
    find_names(text, names, &mut found);
    find_initials(text, &tokens, &mut found);
    let mut spans = found.0;
    spans.sort_by_key(|(range, _)| range.start);
    replaced(text, &merged(text, spans))
}

/// First and last names side by side become one.
fn merged(text: &str, spans: Vec<(Range<usize>, Kind)>) -> Vec<(Range<usize>, Kind)> {
    let mut out: Vec<(Range<usize>, Kind)> = Vec::new();
    for (range, kind) in spans {
        match out.last_mut() {
            Some((last, Kind::Person)) if kind == Kind::Person && is_thin(&text[last.end..range.start]) => {
                last.end = range.end;
            }
            _ => out.push((range, kind)),
        }
    }
    out
}

fn is_thin(between: &str) -> bool {
    between.chars().count() <= 1 && between.chars().all(|c| c == ' ' || c == '-')
}

fn replaced(text: &str, spans: &[(Range<usize>, Kind)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, kind) in spans {
        out.push_str(&text[at..range.start]);
        let words = kind.words();
        let starts = out.trim_end().chars().last().is_none_or(|c| matches!(c, '.' | '!' | '?'));
        out.push_str(&if starts { capitalised(&words) } else { words });
        at = range.end;
    }
    out + &text[at..]
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

// Addresses and links: pieces between spaces.

/// Ends of host names that are not also English words.
const HOSTS: &[&str] =
    &["com", "org", "net", "edu", "gov", "io", "app", "dev", "info", "de", "uk", "eu", "fr", "ch", "nl", "au", "ca"];

fn find_addresses(text: &str, found: &mut Found) {
    for piece in text.split_whitespace() {
        let marks = |c: char| !(c.is_alphanumeric() || matches!(c, '@' | '_' | '/' | '+' | '#'));
        let bare = piece.trim_matches(marks);
        let start = bare.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + bare.len();
        if is_link(bare) {
            found.add(range, Kind::Link);
        } else if is_address(bare) {
            found.add(range, Kind::Address);
        }
    }
}

/// An e-mail address or a handle.
fn is_address(piece: &str) -> bool {
    piece.split_once('@').is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn is_link(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let (host, path) = lower.split_once('/').map_or((lower.as_str(), false), |(host, _)| (host, true));
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let Some(last) = labels.last().filter(|_| labels.len() > 1 && labels.iter().all(|label| plain(label))) else {
        return false;
    };
    HOSTS.contains(last) || (path && last.len() > 1 && last.chars().all(char::is_alphabetic))
}

// Dates.

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

fn number(token: &Token) -> Option<u32> {
    if token.text.len() > 4 || !token.text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    token.text.parse().ok()
}

/// A day of a month, also as "24th".
fn day(token: &Token) -> bool {
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|end| token.text.strip_suffix(end)).unwrap_or(&token.text);
    plain.len() <= 2 && plain.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_year(token: &Token) -> bool {
    number(token).is_some_and(|year| (1900..2100).contains(&year))
}

fn is_month(token: &Token) -> bool {
    MONTHS.contains(&token.text.as_str())
}

fn find_dates(tokens: &[Token], found: &mut Found) {
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let rest = &tokens[at..];
        let taken = numeric_date(rest).or_else(|| day_first(rest)).or_else(|| month_first(rest));
        if let Some(last) = taken.and_then(|taken| rest.get(taken - 1)) {
            found.add(first.start..last.end, Kind::Date);
        }
        at += taken.unwrap_or(1);
    }
}

/// `24.11.2026`, `2026-11-24`, `11/24/26`, `24.11.`, `11/24`: how many tokens it takes.
fn numeric_date(tokens: &[Token]) -> Option<usize> {
    let [a, mark, b, ..] = tokens else { return None };
    let (first, second) = (number(a)?, number(b)?);
    let mark = mark.text.as_str();
    // The mark, and perhaps a space after it.
    let close = |from: &Token, to: &Token| to.start <= from.end + 2;
    if !matches!(mark, "." | "/" | "-") || !close(a, b) {
        return None;
    }
    if let Some([again, c]) = tokens.get(3..5) {
        let year = number(c).is_some_and(|year| year < 100 || is_year(c)) || is_year(a);
        let parts = [first, second, number(c).unwrap_or(u32::MAX)];
        let small = parts.iter().filter(|part| (1..=31).contains(*part)).count();
        if again.text == mark && close(b, c) && year && small >= 2 {
            return Some(5);
        }
    }
    let days = (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
    let dotted = mark == "." && tokens.get(3).is_some_and(|end| end.text == "." && end.start == b.end);
    match mark {
        "/" if days => Some(3),
        "." if days && dotted => Some(4),
        _ => None,
    }
}

/// `24 November 2026`, `24th of November`.
fn day_first(tokens: &[Token]) -> Option<usize> {
    if !day(tokens.first()?) {
        return None;
    }
    let filler = tokens.get(1).is_some_and(|token| matches!(token.text.as_str(), "of" | "."));
    let month = if filler { 2 } else { 1 };
    tokens.get(month).filter(|token| is_month(token))?;
    Some(with_year(tokens, month + 1))
}

/// `November 24th, 2026`, `Nov. 24`, `November 2026`.
fn month_first(tokens: &[Token]) -> Option<usize> {
    if !is_month(tokens.first()?) {
        return None;
    }
    let next = if tokens.get(1).is_some_and(|token| token.text == ".") { 2 } else { 1 };
    let token = tokens.get(next)?;
    if is_year(token) { Some(next + 1) } else { day(token).then(|| with_year(tokens, next + 1)) }
}

/// How many tokens a date takes with the year that may follow at `end`.
fn with_year(tokens: &[Token], end: usize) -> usize {
    let comma = tokens.get(end).is_some_and(|token| matches!(token.text.as_str(), "," | "."));
    let year = if comma { end + 1 } else { end };
    if tokens.get(year).is_some_and(is_year) { year + 1 } else { end }
}

fn find_years(tokens: &[Token], found: &mut Found) {
    for token in tokens.iter().filter(|token| is_year(token)) {
        found.add(token.start..token.end, Kind::Date);
    }
}

// Numbers: seven digits or more, whatever stands between them.

const DIGITS: usize = 7;

fn find_numbers(text: &str, found: &mut Found) {
    // Where a run starts, where its last digit ends, and how many digits it has.
    let mut run: Option<(usize, usize, usize)> = None;
    let ends = |run: Option<(usize, usize, usize)>, found: &mut Found| {
        if let Some((start, end, DIGITS..)) = run {
            found.add(start..end, Kind::Number);
        }
    };
    for (at, c) in text.char_indices() {
        let free = found.is_free(&(at..at + c.len_utf8()));
        run = match run {
            Some((start, _, digits)) if free && c.is_ascii_digit() => Some((start, at + 1, digits + 1)),
            Some(run) if free && matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}') => Some(run),
            None if free && c.is_ascii_digit() => Some((at, at + 1, 1)),
            None if free && c == '+' => Some((at, at + 1, 0)),
            other => {
                ends(other, found);
                None
            }
        };
    }
    ends(run, found);
}

// Names.

/// Names that are also everyday words: they are taken out only as they are written.
const ALSO_WORDS: &[&str] = &[
    "will", "may", "mark", "hope", "joy", "grace", "bill", "rob", "sue", "pat", "drew", "rich", "art", "guy", "rose",
    "faith", "april", "june", "summer", "dawn", "frank", "jack", "max", "miles", "penny", "robin", "ray", "an",
];

fn find_names(text: &str, names: &[String], found: &mut Found) {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let starts = c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric());
        if starts {
            let ends = names.iter().filter_map(|name| Some(at + length(&text[at..], name)?));
            if let Some(end) = ends.max() {
                found.add(at..end, Kind::Person);
            }
        }
        before = Some(c);
    }
}

/// How many bytes of `text` are this name as a whole word.
fn length(text: &str, name: &str) -> Option<usize> {
    let exact = name.chars().count() == 1 || ALSO_WORDS.contains(&name.to_lowercase().as_str());
    let same = |a: char, b: char| a == b || (!exact && a.to_lowercase().eq(b.to_lowercase()));
    let mut rest = text.chars();
    if !name.chars().all(|c| rest.next().is_some_and(|other| same(c, other))) {
        return None;
    }
    let end = text.len() - rest.as_str().len();
    let whole = !name.ends_with(char::is_alphanumeric) || !rest.next().is_some_and(char::is_alphanumeric);
    whole.then_some(end)
}

/// "K." and "K": a letter alone stands for somebody, unless it is "I" or "A".
fn find_initials(text: &str, tokens: &[Token], found: &mut Found) {
    for token in tokens {
        let written = &text[token.start..token.end];
        let mut chars = written.chars();
        let (Some(letter), None) = (chars.next(), chars.next()) else { continue };
        if !letter.is_uppercase() || matches!(letter, 'I' | 'A') {
            continue;
        }
        let rest = &text[token.end..];
        // The full stop belongs to the letter where the sentence goes on.
        let goes_on = rest.strip_prefix('.').is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
        found.add(token.start..token.end + usize::from(goes_on), Kind::Person);
    }
}

/// Capitals that name nobody.
const NOBODY: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that look like names: with a capital in the middle of a sentence, or at its start where
/// the word is neither a plain one nor written small anywhere in the text.
pub(crate) fn names_in(text: &str) -> BTreeSet<String> {
    let tokens = tokens(text);
    let cut = |token: &Token| text[token.start..token.end].split(['\'', '’', 'ʼ']).next().unwrap_or("").to_owned();
    let small: BTreeSet<String> = tokens.iter().map(cut).filter(|word| word.starts_with(char::is_lowercase)).collect();
    let mut names = BTreeSet::new();
    let mut starts = true;
    for token in &tokens {
        let word = cut(token);
        let lower = word.to_lowercase();
        let is_name = || {
            let plain = is_plain_word(&lower) || small.contains(&lower);
            word.chars().count() > 1
                && word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
                && !NOBODY.contains(&lower.as_str())
                && !(starts && plain)
        };
        if token.is_word() && is_name() {
            names.insert(word.clone());
        }
        starts = !token.is_word() && (token.is_stop() || matches!(token.text.as_str(), ":" | "\"" | "“" | "(" | "-"));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn out(text: &str) -> String {
        redact(text, &["Lu".into(), "Anna Meier".into(), "Will".into()])
    }

    #[test]
    fn names_are_taken_out_as_whole_words() {
        assert_eq!(out("Lu said no, and lu's friend laughed."), "Someone said no, and someone's friend laughed.");
        assert_eq!(out("I had luck with ANNA MEIER today"), "I had luck with someone today");
        assert_eq!(out("Will will come"), "Someone will come");
        assert_eq!(out("K. spoke over me. Then K left."), "Someone spoke over me. Then someone left.");
    }

    #[test]
    fn dates_numbers_addresses_and_links_are_taken_out() {
        for text in [
            "24.11.2026",
            "2026-11-24",
            "11/24/26",
            "24.11.",
            "24 November",
            "24th of November 2026",
            "Nov. 24",
            "November 24th, 2026",
            "November 2026",
            "2026",
        ] {
            assert_eq!(out(&format!("It was {text} and rain")), "It was [date] and rain", "{text}");
        }
        for text in ["+49 170 1234567", "(030) 123 45 67", "0170/1234567", "01701234567"] {
            let found = out(&format!("Call {text}, please"));
            assert!(found.contains("[number]") && !found.contains("123"), "{text}: {found}");
        }
        for text in ["kim.b+x@mail.example.org", "@kim_b", "kim@home"] {
            assert_eq!(out(&format!("Write to {text}.")), "Write to [address].", "{text}");
        }
        for text in ["https://a.example/x?y=1", "www.group.example", "chat.example.com", "chat.xyz/g/12"] {
            assert_eq!(out(&format!("See ({text}) then")), "See ([link]) then", "{text}");
        }
    }

    #[test]
    fn everyday_numbers_stay() {
        for text in ["We were 12 people.", "At 10:30 he left, after 3.5 hours", "24 of them, 7 days", "I may go"] {
            assert_eq!(out(text), text);
        }
    }

    #[test]
    fn capitals_in_a_sentence_are_names_and_plain_words_at_its_start_are_not() {
        let names =
            names_in("Yesterday Mirela asked Tom. Everybody laughed. Mirela's friend Jo went. On Monday I left.");
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["Jo", "Mirela", "Tom"]);
        assert!(names_in("Zofia laughed at me").contains("Zofia"));
    }

    proptest! {
        #[test]
        fn nothing_breaks_and_no_name_stays(text in "\\PC{0,60}", name in "[A-Z][a-z]{3,8}") {
            let shared = redact(&format!("{text} {name}, {text}"), std::slice::from_ref(&name));
            prop_assert!(!tokens(&shared).iter().any(|token| shared[token.start..token.end] == name));
            prop_assert_eq!(redact(&shared, std::slice::from_ref(&name)), shared.clone());
            names_in(&text);
        }
    }
}
