//! Just enough grammar to put a person's words into a sentence without changing what they say:
//! marks, capitals and apostrophes are mended, words stay. What cannot be a sentence is told apart.

use super::vocabulary::{
    ABOUT_NOUNS, ADVERBS, ASIDES, AUXILIARIES, BEFORE_NOUNS, DETERMINERS, ENGLISH, LEADS, MANY, OPENERS, OPENINGS,
    PLURAL, PRONOUNS, QUESTIONS, SAME_PAST, SHORT, SMALL, TELLING, VERBS,
};
use crate::content::is_plain_word;
use crate::reappraisal::verb::is_past;
use crate::text::{Token, tokens};

/// When what is told was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
}

/// How well a piece can stand by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A sentence.
    Sentence,
    /// Part of one: "no reply since Saturday".
    Fragment,
    /// Something that can only be quoted.
    Other,
}

/// A piece of text on one line, with its marks, capitals and apostrophes mended, without the marks
/// at its end. Nothing, if nothing is left.
pub(super) fn tidy(text: &str) -> Option<String> {
    let plain = spaced(&kept(text));
    let calm = if is_shouted(&plain) { plain.to_lowercase() } else { plain };
    let words: Vec<&str> = without_asides(calm.split(' ').collect());
    let mended: Vec<String> = words.iter().enumerate().map(|(at, word)| mended(word, words.get(at + 1))).collect();
    let mut text = quotes(&mended.join(" "));
    let end = |c: char| matches!(c, '.' | '!' | ',' | ';' | ':' | '…' | '-' | '–' | ' ' | '/' | '\'');
    if text.ends_with('?') {
        text.truncate(text.trim_end_matches(|c: char| c == '?' || end(c)).len());
        text.push('?');
    }
    let text = text.trim_start_matches(|c: char| end(c) || matches!(c, '?' | '’')).trim_end_matches(end);
    let text = text.replace(['‘', '’'], "'").split_whitespace().collect::<Vec<_>>().join(" ");
    text.contains(char::is_alphanumeric).then(|| capital(&capitals(&text)))
}

/// A capital after each mark that ends a sentence.
fn capitals(text: &str) -> String {
    let mut parts = text
        .split_inclusive(". ")
        .flat_map(|part| part.split_inclusive("? "))
        .flat_map(|part| part.split_inclusive("! "));
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + &capital(part))
}

/// Marks that belong to lists, stars and links.
const STRAY: &str = "()[]{}*_#~<>|^=+•";

/// Without pictures, bullets, stars and stray marks; at most one accent on a letter.
fn kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letter = false;
    for c in text.chars() {
        let accent = matches!(c, '\u{300}'..='\u{30c}' | '\u{323}' | '\u{327}' | '\u{328}');
        let own = match c {
            '’' | 'ʼ' | '`' | '´' | '‘' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '\t' | '\n' | '\r' | '\u{a0}' => ' ',
            other if STRAY.contains(other) => ' ',
            '—' | '–' => '–',
            other => other,
        };
        let keeps = own.is_alphanumeric()
            || own.is_ascii() && !own.is_ascii_control()
            || matches!(own, '…' | '–' | '€' | '£')
            || accent && letter;
        if keeps {
            out.push(own);
        }
        letter = own.is_alphabetic() && !accent;
    }
    out
}

/// One space between words, none before a mark, no mark twice.
fn spaced(text: &str) -> String {
    let joined =
        text.split_whitespace().filter(|word| !matches!(*word, "-" | "--" | "." | "..")).collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(joined.len());
    for c in joined.chars() {
        let mark = matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…');
        if mark && out.ends_with(' ') {
            out.pop();
        }
        let after = out.chars().next_back();
        let doubled = mark && after.is_some_and(|last| matches!(last, '.' | ',' | '!' | ';' | ':' | '…' | '?'));
        if doubled {
            // A question among them is a question.
            if c == '?' {
                out.pop();
                out.push(c);
            }
            continue;
        }
        let glued = c.is_alphabetic() && matches!(after, Some(',' | '!' | '?' | ';'));
        if glued {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Mostly capitals, over more than one word.
fn is_shouted(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    upper > 4 && upper > lower * 2 && text.contains(' ')
}

fn without_asides(mut words: Vec<&str>) -> Vec<&str> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is = |list: &[&str], word: &&str| {
        !word.contains('"') && (list.contains(&bare(word).as_str()) || bare(word).is_empty())
    };
    while words.len() > 1 && words.last().is_some_and(|word| is(ASIDES, word)) {
        words.pop();
    }
    while words.len() > 2 && (is(ASIDES, &words[0]) || OPENINGS.contains(&bare(words[0]).as_str())) {
        words.remove(0);
    }
    words
}

/// A word with its apostrophe and capital, if it is one that people shorten.
fn mended(word: &str, next: Option<&&str>) -> String {
    let core = word.trim_matches(|c: char| matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '"' | '…'));
    let (lower, then) = (core.to_lowercase(), next.map(|next| next.to_lowercase()).unwrap_or_default());
    let then = then.trim_matches(|c: char| !c.is_alphanumeric());
    let short = SHORT.iter().find(|(short, _)| *short == lower).map(|(_, long)| *long);
    let told =
        || TELLING.iter().find(|(short, _, after)| *short == lower && after.contains(&then)).map(|found| found.1);
    let plain = || (lower == "ur").then_some("your");
    match short.or_else(told).or_else(plain) {
        // A shortened word that begins with a capital keeps it.
        Some(long) if core.starts_with(char::is_uppercase) && !core.eq_ignore_ascii_case(long) => {
            word.replacen(core, &capital(long), 1)
        }
        Some(long) if !core.is_empty() => word.replacen(core, long, 1),
        _ => word.to_owned(),
    }
}

/// Quotations inside become single ones, without a mark at their end; a quotation mark without its
/// other half goes. They are told from apostrophes until the ends are trimmed.
fn quotes(text: &str) -> String {
    if text.matches('"').count() % 2 == 1 {
        return text.replace('"', "");
    }
    let mut out = String::with_capacity(text.len());
    for (n, part) in text.split('"').enumerate() {
        out.push_str(if n % 2 == 1 { part.trim_end_matches(['.', ',', '!']) } else { part });
        out.push(if n % 2 == 0 { '‘' } else { '’' });
    }
    out.pop();
    out
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let at = text.find(char::is_alphanumeric).unwrap_or(0);
    let mut rest = text[at..].chars();
    let first = rest.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{}{first}{}", &text[..at], rest.as_str())
}

/// As it stands inside a sentence: small where it is no name.
pub(super) fn inner(text: &str) -> String {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let small = first.to_lowercase();
    let plain = SMALL.contains(&small.as_str()) || is_past(&small) || is_plain_word(&small) && small != "i";
    if plain { format!("{small}{}", &text[first.len()..]) } else { text.to_owned() }
}

pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect()
}

/// Whether a word has no content of its own.
pub(super) fn is_empty(word: &str) -> bool {
    [
        "i", "you", "he", "she", "they", "we", "it", "this", "that", "am", "is", "are", "was", "were", "be", "will",
        "would", "never", "and", "so", "to", "the", "a", "do", "did", "know",
    ]
    .contains(&word)
}

/// When the event was.
pub(super) fn tense(text: &str) -> Tense {
    let words = words(text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if words.iter().any(|word| is_past(word)) || has(SAME_PAST) {
        Tense::Past
    } else if has(&["will", "tomorrow", "going"]) || has(&["next"]) {
        Tense::Future
    } else if has(&["has", "have"]) || !has(AUXILIARIES) && form(text) == Form::Fragment {
        Tense::Past
    } else {
        Tense::Present
    }
}

/// Whether a tidied piece is a sentence, part of one, or neither.
pub(super) fn form(text: &str) -> Form {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().filter(|token| token.is_word()).map(|token| token.text.as_str()).collect();
    let is_in = |list: &[&str], word: &str| list.contains(&word);
    let odd =
        text.ends_with('?') || text.starts_with('\'') || text.contains(['@', '/', '\\', ':']) || has_long_run(text);
    let english = words.iter().any(|word| is_in(ENGLISH, word));
    let opens = words.first().is_none_or(|word| is_in(QUESTIONS, word));
    if odd || !english || opens || words.len() < 2 || is_run_on(&words) {
        return Form::Other;
    }
    let first_comma = tokens.iter().position(|token| token.text == ",").unwrap_or(tokens.len());
    let before_comma = tokens[..first_comma].iter().filter(|token| token.is_word()).count();
    let later = |at: usize| is_in(PRONOUNS, words[at]) && is_clause(&words[at..], words.len());
    let opened = is_in(OPENERS, words[0]) && (1..words.len().min(9)).any(later);
    if opened || is_clause(&words, before_comma) {
        Form::Sentence
    } else if is_in(PRONOUNS, words[0]) && words.len() > 2 && !is_in(DETERMINERS, words[0]) {
        // "He so mean": something is missing, and no place is safe for it.
        Form::Other
    } else {
        Form::Fragment
    }
}

/// "soooo": written to be heard.
fn has_long_run(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(4).any(|four| four.iter().all(|c| *c == four[0]) && !four[0].is_ascii_digit())
        || text.split(' ').any(|word| word.chars().count() > 24)
}

/// The verb of a sentence stands among its first so many words.
const FARTHEST_VERB: usize = 7;

/// Whether the words begin with a subject and its verb.
fn is_clause(words: &[&str], before_comma: usize) -> bool {
    let is_in = |list: &[&str], word: &str| list.contains(&word);
    let Some(first) = words.first() else { return false };
    let verb_at = |at: usize, subject: &str| {
        let skipped = words[at..]
            .iter()
            .take_while(|word| is_in(ADVERBS, word) && !is_in(&["keep", "keeps", "kept"], word))
            .count();
        words.get(at + skipped).is_some_and(|word| is_verb(word, subject))
    };
    if is_in(PRONOUNS, first) && verb_at(1, first) {
        return true;
    }
    let named = !is_in(OPENERS, first) && !is_verb(first, "it") && !first.ends_with("ing") && !is_in(VERBS, first);
    let noun = is_in(DETERMINERS, first) || named && !is_in(PRONOUNS, first) && !is_in(QUESTIONS, first);
    noun && has_its_verb(&words[..words.len().min(before_comma).min(FARTHEST_VERB)])
}

/// Whether the verb of a noun at the beginning follows, before anything about the noun begins.
fn has_its_verb(words: &[&str]) -> bool {
    let verb = |at: usize| {
        let many = words[..at].iter().any(|word| word.ends_with('s') && word.len() > 3 || MANY.contains(word));
        let noun = BEFORE_NOUNS.contains(&words[at - 1]);
        is_finite(words[at]) || many && !noun && VERBS.contains(&words[at])
    };
    let reach = words.iter().skip(1).take_while(|word| !ABOUT_NOUNS.contains(word)).count();
    (1..=reach).any(verb)
}

/// A verb that fits the subject.
fn is_verb(word: &str, subject: &str) -> bool {
    let plural = PLURAL.contains(&subject);
    AUXILIARIES.contains(&word)
        || is_past(word)
        || SAME_PAST.contains(&word)
        || if plural { VERBS.contains(&word) } else { is_third(word) }
}

/// A verb form that needs a subject: not a plain form, which may be a noun.
fn is_finite(word: &str) -> bool {
    AUXILIARIES.contains(&word)
        || is_past(word)
        || SAME_PAST.contains(&word)
        || is_third(word)
        || ["keep", "want", "think", "hate", "say", "ignore", "get"].contains(&word)
}

/// "hits", "tries", "watches".
fn is_third(word: &str) -> bool {
    let plain = word.strip_suffix('s').is_some_and(|stem| VERBS.contains(&stem));
    let es = word.strip_suffix("es").is_some_and(|stem| VERBS.contains(&stem));
    plain
        || es
        || word.strip_suffix("ies").is_some_and(|stem| VERBS.iter().any(|verb| verb.strip_suffix('y') == Some(stem)))
}

/// Two sentences without a mark between them: a second subject with its verb, and nothing that
/// leads on to it.
fn is_run_on(words: &[&str]) -> bool {
    let subject = |word: &str| ["i", "he", "she", "they", "we"].contains(&word);
    let verbs_before = |at: usize| words[..at].iter().any(|word| is_finite(word));
    (2..words.len().saturating_sub(1)).any(|at| {
        let told = ["me", "him", "them"].contains(&words[at - 1])
            && !["told", "tell", "tells", "asked", "showed"].contains(&words[at - 2]);
        subject(words[at])
            && (told || !LEADS.contains(&words[at - 1]))
            && verbs_before(at)
            && words[at + 1..].iter().find(|word| !ADVERBS.contains(word)).is_some_and(|verb| is_verb(verb, words[at]))
            && !words[..at].iter().any(|word| {
                ["when", "while", "after", "before", "once", "as", "if", "since", "because", "although"].contains(word)
            })
    })
}

/// What somebody says to themselves with "you", with "I". Only where "you" is the one who acts and
/// nobody else is spoken to; else nothing.
pub(super) fn first_person(text: &str) -> Option<String> {
    let words = words(text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if !has(&["you", "your", "yourself", "yours"]) {
        return Some(text.to_owned());
    }
    if has(&["i", "me", "my", "we", "us"]) || !["you", "your"].contains(&words.first()?.as_str()) {
        return None;
    }
    let changed: Vec<String> = text.split(' ').map(turned).collect();
    let joined = changed
        .join(" ")
        .replace("I are ", "I am ")
        .replace("I were ", "I was ")
        .replace("I weren't ", "I wasn't ")
        .replace("I aren't ", "I'm not ");
    // "You" that is not the subject would have to be "me"; such a sentence stays a quotation.
    let mut at = joined.split(' ').enumerate().filter(|(_, word)| *word == "I").map(|(at, _)| at);
    (at.next().is_none_or(|at| at == 0) && at.next().is_none()).then(|| capital(&joined))
}

fn turned(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "you" => "I".into(),
        "your" => "my".into(),
        "yourself" => "myself".into(),
        "yours" => "mine".into(),
        "you're" => "I'm".into(),
        "you've" => "I've".into(),
        "you'll" => "I'll".into(),
        "you'd" => "I'd".into(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tidied(text: &str) -> String {
        tidy(text).unwrap_or_default()
    }

    #[test]
    fn typing_is_mended_and_words_stay() {
        for (typed, mended) in [
            ("she didnt text back!!! 😭", "She didn't text back"),
            ("SHE IGNORED ME AGAIN", "She ignored me again"),
            ("- no reply since saturday...", "No reply since Saturday"),
            ("omg so i messed up lol", "I messed up"),
            ("im the problem ,its me", "I'm the problem, it's me"),
            ("u r so dumb", "You are so dumb"),
            ("ur a joke", "You're a joke"),
            ("He said \"you talk too much\"", "He said 'you talk too much'"),
            ("She said \"no", "She said no"),
            ("why does nobody like me???", "Why does nobody like me?"),
            ("i̶̢͝ ̸am l̷ost", "I am lost"),
        ] {
            assert_eq!(tidied(typed), mended, "{typed:?}");
        }
        for nothing in ["", "  ", "!!!", "💔💔", "\u{301}\u{301}"] {
            assert_eq!(tidy(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn sentences_and_parts_of_them() {
        use Form::{Fragment, Other, Sentence};
        for (text, expected) in [
            ("She didn't reply after our date", Sentence),
            ("My boss criticised my report in front of the team", Sentence),
            ("Jonas cut in twice while I told about the trip", Sentence),
            ("They went for lunch without me", Sentence),
            ("Yesterday at lunch nobody sat with me", Sentence),
            ("He keeps ignoring my messages", Sentence),
            ("I got fired", Sentence),
            ("Two days and no reply from Ines", Fragment),
            ("Talked over in the Monday round", Fragment),
            ("No answer since Saturday", Fragment),
            ("Photos from the lake, everyone was there without me", Fragment),
            ("Got left on read", Fragment),
            ("Why did she leave?", Other),
            ("Ich bin so müde", Other),
            ("I texted him he didn't reply", Other),
            ("So so so", Other),
        ] {
            assert_eq!(form(text), expected, "{text:?}");
        }
    }

    #[test]
    fn self_talk_in_the_second_person_becomes_the_first() {
        assert_eq!(first_person("You messed up your talk").as_deref(), Some("I messed up my talk"));
        assert_eq!(first_person("You were late").as_deref(), Some("I was late"));
        assert_eq!(first_person("You ignored me"), None);
        assert_eq!(first_person("She told you off"), None);
        assert_eq!(first_person("She left").as_deref(), Some("She left"));
    }

    #[test]
    fn names_keep_their_capital_inside_a_sentence() {
        assert_eq!(inner("She left"), "she left");
        assert_eq!(inner("Jo left"), "Jo left");
        assert_eq!(inner("I left"), "I left");
    }

    proptest! {
        #[test]
        fn any_text_can_be_tidied(text in "(\\PC|[ ,.!?'\"\n]|u |im |so ){0,60}") {
            if let Some(tidy) = tidy(&text) {
                prop_assert!(!tidy.contains('"') && !tidy.contains('\n') && !tidy.contains("  "));
                let _ = (form(&tidy), tense(&tidy), first_person(&tidy), inner(&tidy));
            }
        }
    }
}
