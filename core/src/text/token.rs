//! Text to tokens: lower-case words with the place they came from.

/// One word or mark. Contractions become two tokens with the same span, so that one rule reads
/// "I'm", "im" and "I am" alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Lower case, straight apostrophes.
    pub(crate) text: String,
    /// Byte range in the original text, on character boundaries.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    /// Whether the token ends a sentence.
    pub(crate) fn is_stop(&self) -> bool {
        matches!(self.text.as_str(), "." | "!" | "?" | ";" | "\n" | "…")
    }

    /// Whether the token is a word (and not a mark).
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }
}

/// Contractions, with and without the apostrophe that people leave out.
const CONTRACTIONS: &[(&str, &[&str])] = &[
    ("i'm", &["i", "am"]),
    ("im", &["i", "am"]),
    ("i've", &["i", "have"]),
    ("ive", &["i", "have"]),
    ("i'll", &["i", "will"]),
    ("i'd", &["i", "would"]),
    ("can't", &["can", "not"]),
    ("cant", &["can", "not"]),
    ("cannot", &["can", "not"]),
    ("won't", &["will", "not"]),
    ("wont", &["will", "not"]),
    ("don't", &["do", "not"]),
    ("dont", &["do", "not"]),
    ("didn't", &["did", "not"]),
    ("didnt", &["did", "not"]),
    ("doesn't", &["does", "not"]),
    ("doesnt", &["does", "not"]),
    ("isn't", &["is", "not"]),
    ("isnt", &["is", "not"]),
    ("wasn't", &["was", "not"]),
    ("wasnt", &["was", "not"]),
    ("aren't", &["are", "not"]),
    ("wouldn't", &["would", "not"]),
    ("wouldnt", &["would", "not"]),
    ("couldn't", &["could", "not"]),
    ("shouldn't", &["should", "not"]),
    ("haven't", &["have", "not"]),
    ("hasn't", &["has", "not"]),
    ("they're", &["they", "are"]),
    ("he's", &["he", "is"]),
    ("she's", &["she", "is"]),
    ("it's", &["it", "is"]),
    ("that's", &["that", "is"]),
    ("thats", &["that", "is"]),
    ("there's", &["there", "is"]),
    ("they'd", &["they", "would"]),
    ("he'd", &["he", "would"]),
    ("she'd", &["she", "would"]),
    ("we'd", &["we", "would"]),
    ("you'd", &["you", "would"]),
    ("we're", &["we", "are"]),
    ("you're", &["you", "are"]),
    ("they've", &["they", "have"]),
    ("we've", &["we", "have"]),
    ("they'll", &["they", "will"]),
    ("he'll", &["he", "will"]),
    ("she'll", &["she", "will"]),
    ("nobody'll", &["nobody", "will"]),
    ("wanna", &["want", "to"]),
    ("gonna", &["going", "to"]),
    ("gotta", &["have", "to"]),
];

/// The tokens of `text` in order. Linear in the length of the text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if c.is_alphanumeric() {
            let mut end = start;
            while let Some(&(at, c)) = chars.peek() {
                if !(c.is_alphanumeric() || is_apostrophe(c) || c == '*' && at > start) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            push_word(&mut out, text, start, end);
        } else {
            chars.next();
            if !c.is_whitespace() || c == '\n' {
                out.push(Token { text: c.to_string(), start, end: start + c.len_utf8() });
            }
        }
    }
    out
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn push_word(out: &mut Vec<Token>, text: &str, start: usize, end: usize) {
    let raw = text[start..end].trim_end_matches(is_apostrophe);
    let end = start + raw.len();
    let word: String =
        raw.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).flat_map(char::to_lowercase).collect();
    match CONTRACTIONS.iter().find(|(short, _)| *short == word) {
        Some((_, parts)) => out.extend(parts.iter().map(|part| Token { text: (*part).into(), start, end })),
        None => out.push(Token { text: word, start, end }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn contractions_open_up() {
        assert_eq!(
            words("I’m sure she's out, im fine"),
            ["i", "am", "sure", "she", "is", "out", ",", "i", "am", "fine"]
        );
    }

    #[test]
    fn spans_are_cut_on_characters() {
        let text = "Ä’ß 💔 ‘naïve’ i̇";
        for token in tokens(text) {
            assert!(text.get(token.start..token.end).is_some());
        }
    }
}
