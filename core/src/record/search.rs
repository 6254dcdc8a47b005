//! From what somebody types into the search field to a query of the full-text index.

use crate::text::tokens;

/// The most words of a search that are looked at.
const MOST_WORDS: usize = 12;

/// Every word must begin a word of the record. None where there is no word to look for.
///
/// Words are quoted, so nothing a person types is read as the index's own query language.
pub(crate) fn query_for(text: &str) -> Option<String> {
    let words = tokens(text).into_iter().filter(crate::text::Token::is_word).map(|token| token.text);
    let terms: Vec<String> =
        words.flat_map(|word| parts(&word)).take(MOST_WORDS).map(|part| format!("\"{part}\"*")).collect();
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// The index splits at everything that is neither letter nor digit; so does this.
fn parts(word: &str) -> Vec<String> {
    word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_and_begin_words() {
        assert_eq!(query_for("Tea par").as_deref(), Some("\"tea\"* \"par\"*"));
        assert_eq!(query_for("  \"*()- ").as_deref(), None);
        for odd in ["NEAR(a b)", "a AND \"b", "text:x", "don't", "^a", "-a", "a*"] {
            let query = query_for(odd).unwrap();
            assert!(query.split(' ').all(|term| term.starts_with('"') && term.ends_with("\"*")), "{query}");
        }
    }
}
