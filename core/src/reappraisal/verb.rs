//! What words tell of time: past tenses, and when something was.

use crate::text::Token;

/// Past forms that do not end in "ed".
const IRREGULAR: &[&str] = &[
    "was", "were", "had", "did", "went", "came", "said", "told", "got", "took", "gave", "made", "saw", "left", "sent",
    "wrote", "sat", "stood", "fell", "broke", "lost", "won", "found", "kept", "met", "paid", "ran", "sang", "sold",
    "spoke", "spent", "stole", "swam", "taught", "threw", "woke", "wore", "forgot", "heard", "held", "knew", "led",
    "began", "bought", "brought", "built", "caught", "chose", "drank", "drew", "drove", "ate", "felt", "fought", "flew",
    "grew", "hid", "hung", "laid", "lent", "rang", "rose", "shook", "shot", "slept", "slid", "stuck", "swore", "tore",
    "thought", "understood", "became", "bit", "blew", "burnt", "dealt", "dug", "fed", "froze", "shone", "sank", "spilt",
    "struck", "swept", "meant", "built", "rode", "forgave", "misheard", "overslept", "hasn't", "weren't", "hadn't",
];
/// Words that end in "ed" and are no past tense.
const NO_PAST: &[&str] = &[
    "need", "feed", "speed", "seed", "weed", "bleed", "breed", "indeed", "exceed", "proceed", "succeed", "tired",
    "bored", "scared", "hundred", "sled", "shed", "deed", "reed", "heed", "naked", "wicked", "sacred", "embed", "supposed",
];
/// Words for a time.
const TIMES: &[&str] = &[
    "today", "yesterday", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "morning",
    "afternoon", "evening", "night", "week", "weekend", "month", "year", "years", "weeks", "months", "days", "hour",
    "hours", "minute", "minutes", "ago", "since", "o'clock", "christmas", "easter", "summer", "winter", "spring",
    "autumn", "noon", "midnight",
];

/// Whether a word (in small letters) is a past form.
pub(super) fn is_past(word: &str) -> bool {
    IRREGULAR.contains(&word) || word.len() > 3 && word.ends_with("ed") && !NO_PAST.contains(&word)
}

/// Whether a word tells when something was.
pub(super) fn is_time(word: &str) -> bool {
    TIMES.contains(&word)
}

/// Denials that are not opened when words are read, with and without their apostrophe.
const DENIALS: &[(&str, &str)] = &[
    ("hasnt", "has"), ("havent", "have"), ("werent", "were"), ("weren't", "were"), ("arent", "are"), ("hadnt", "had"),
    ("hadn't", "had"), ("shouldnt", "should"), ("couldnt", "could"), ("aint", "is"), ("ain't", "is"),
];

/// The words with denials opened: "hasnt" is "has not". Both halves have the place of the whole.
pub(super) fn opened(tokens: Vec<Token>) -> Vec<Token> {
    let open = |token: Token| {
        let verb = DENIALS.iter().find(|(short, _)| *short == token.text).map(|(_, verb)| *verb);
        let half = |text: &str| Token { text: text.into(), ..token.clone() };
        verb.map_or_else(|| vec![token.clone()], |verb| vec![half(verb), half("not")])
    };
    tokens.into_iter().flat_map(open).collect()
}
