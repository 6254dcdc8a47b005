//! Whether a text is in the language that the engine was taught.

use crate::text::Token;

/// Small words of English that are rare in other languages.
const ENGLISH: &[&str] = &[
    "the", "and", "to", "of", "is", "my", "it", "that", "with", "for", "not", "you", "are", "have", "he", "she",
    "they", "we", "but", "be", "would", "will", "just", "at", "this", "what", "when", "because", "from", "who", "how",
    "your", "our", "their", "am", "i", "been", "should", "never", "always", "do", "did", "can", "if", "or", "as", "by",
    "all", "him", "her", "them", "me", "too", "about", "than", "then", "there", "has", "had", "could", "go", "get",
    "like", "know", "think", "people", "one", "no", "so", "up", "out", "was", "on", "an",
];

/// Small words of other languages in Latin letters.
const OTHER: &[&str] = &[
    "ich", "nicht", "und", "der", "die", "das", "ist", "mich", "mir", "sie", "ein", "eine", "dass", "zu", "auf", "que",
    "el", "la", "los", "las", "yo", "mi", "es", "por", "para", "una", "un", "je", "ne", "pas", "est", "les", "des",
    "et", "moi", "elle", "il", "che", "non", "mi", "sono", "di", "per", "não", "eu", "uma", "ik", "niet", "het", "een",
    "van", "jag", "inte", "och", "är", "det", "att", "ikke", "jeg", "og", "nie", "mnie", "moja", "jest", "się", "że",
    "ja", "na", "to", "ve", "bir", "ben", "de", "da", "en", "em", "nu", "si", "hogy", "nem", "az", "mina", "ei", "se",
    "on", "ne",
];

/// Fewer words than this say nothing of a language.
const FEW: usize = 4;

/// Whether the words are English, or too few to say. A few slangy words may hold no small word at all, a long
/// text in another language a few that look English: what is rarer than one in eight does not count.
pub(crate) fn is_english(tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens.iter().filter(|token| token.is_word()).map(|token| token.text.as_str()).collect();
    if words.is_empty() {
        return false;
    }
    let latin = words.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii())).count();
    let english = words.iter().filter(|word| ENGLISH.contains(word)).count();
    let other = words.iter().filter(|word| OTHER.contains(word)).count();
    if words.len() < FEW {
        return latin == words.len() && other <= english;
    }
    (english > other || other == 0) && (english * 8 >= words.len() || english > 0 && words.len() < 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn english_is_told_from_others() {
        for text in [
            "Everybody hates me",
            "im so stupid lol",
            "she didnt text back, guess im boring",
            "loser",
            "THEY ALL LAUGHED AT ME",
            "My abuela said la familia comes first and I was not there",
            "worst day ever and everyone saw it",
        ] {
            assert!(is_english(&tokens(text)), "{text}");
        }
        for text in [
            "",
            "💔💔💔",
            "Ich bin so dumm und alle hassen mich",
            "Todo el mundo me odia y es por mi culpa",
            "Je suis nul, elle ne m'aime pas",
            "Nessuno mi vuole bene, sono un fallito",
            "Никто меня не любит",
            "誰も私のことが好きじゃない",
            "Nikt mnie nie lubi i to moja wina",
            "لا أحد يحبني",
            "Ingen gillar mig och det är mitt fel",
        ] {
            assert!(!is_english(&tokens(text)), "{text}");
        }
    }
}
