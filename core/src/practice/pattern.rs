//! Words to say, composed from reviewed patterns and the person's own words, traceable part by part.

use crate::content::{ScriptWords, pack};
use crate::guide::{ComposedPart, ComposedText};
use crate::text::Words;

/// What a person said for the places of the patterns.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub(super) name: Option<&'a Words>,
    /// What it is about.
    pub(super) what: Option<&'a Words>,
    /// What they are interested in, where a mistake and an interest come together.
    pub(super) interest: Option<&'a Words>,
    /// What they would like.
    pub(super) need: Option<&'a Words>,
    /// When it could be, in words.
    pub(super) when: Option<&'a Words>,
}

impl Said<'_> {
    /// What stands at a place in a sentence of this kind, with the name of where it was said.
    fn at(&self, place: &str, kind: &str, joined: bool) -> Option<(&'static str, String)> {
        let (source, words) = match place {
            "what" if joined && kind == "interest" => ("interest", self.interest),
            "what" if joined && kind == "follow_up" && self.interest.is_some() => ("interest", self.interest),
            "what" => ("what", self.what),
            "need" => ("need", self.need),
            "when" => ("when", self.when),
            "name" => ("name", self.name),
            _ => return None,
        };
        Some((source, inline(words?)))
    }
}

/// Own words as they fit into a sentence: on one line, without a full stop.
fn inline(words: &Words) -> String {
    let line = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']).to_owned()
}

/// The patterns of a kind, in one style or in both.
pub(super) fn patterns(kind: &str, style: Option<&str>) -> impl Iterator<Item = &'static ScriptWords> {
    pack().shelf.scripts.iter().filter(move |one| one.kind == kind && style.is_none_or(|style| one.style == style))
}

/// Whether a pattern has a place of this name.
pub(super) fn has_place(pattern: &ScriptWords, place: &str) -> bool {
    pattern.text.contains(&format!("{{{place}}}"))
}

/// Drafts to choose from: one per pattern of the first kind that can be filled, each followed by a
/// sentence of every other kind. What a draft asks or offers once, it does not ask again.
pub(super) fn drafts(kinds: &[&str], style: Option<&str>, said: &Said<'_>) -> Vec<ComposedText> {
    let joined = kinds.len() > 1;
    let can = |pattern: &&ScriptWords| fills(pattern, said, joined) && !(joined && pattern.alone);
    let mut kinds = kinds.iter().filter(|kind| patterns(kind, style).any(|pattern| can(&pattern)));
    let Some(first) = kinds.next() else { return Vec::new() };
    let rest: Vec<&&str> = kinds.collect();
    let firsts = patterns(first, style).filter(can).enumerate();
    let draft = |(turn, pattern): (usize, &'static ScriptWords)| {
        let mut sentences = vec![pattern];
        for (n, kind) in rest.iter().enumerate() {
            let found = patterns(kind, Some(&pattern.style)).filter(can).collect();
            sentences.extend(next(found, &sentences, turn, n + 1 == rest.len()));
        }
        whole(&sentences, said, joined)
    };
    firsts.map(draft).collect()
}

/// The sentence that follows: one that repeats nothing. The moment is left for the last one.
fn next(
    found: Vec<&'static ScriptWords>,
    before: &[&ScriptWords],
    turn: usize,
    is_last: bool,
) -> Option<&'static ScriptWords> {
    let repeats = |pattern: &&ScriptWords| {
        ["need", "when"].iter().any(|place| has_place(pattern, place) && before.iter().any(|one| has_place(one, place)))
    };
    let fresh: Vec<_> = found.into_iter().filter(|pattern| !repeats(pattern)).collect();
    let timeless: Vec<_> = fresh.iter().copied().filter(|pattern| is_last || !has_place(pattern, "when")).collect();
    let from = if timeless.is_empty() { fresh } else { timeless };
    from.get(turn % from.len().max(1)).copied()
}

/// Whether every place but the name was filled.
fn fills(pattern: &ScriptWords, said: &Said<'_>, joined: bool) -> bool {
    ["what", "need", "when"]
        .iter()
        .all(|place| !has_place(pattern, place) || said.at(place, &pattern.kind, joined).is_some())
}

/// The sentences as one text. The name stands at the beginning or nowhere, and what was named in
/// the sentence before is "it".
fn whole(sentences: &[&ScriptWords], said: &Said<'_>, joined: bool) -> ComposedText {
    let mut parts: Vec<ComposedPart> = Vec::new();
    let mut topic = None;
    for (n, pattern) in sentences.iter().enumerate() {
        let template = if n == 0 && said.name.is_some() { pattern.text.clone() } else { nameless(&pattern.text) };
        let template = if n == 0 { template } else { format!(" {template}") };
        let mut rest = template.as_str();
        while let Some((before, (place, tail))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            push(&mut parts, before, &pattern.id);
            if let Some((source, text)) = said.at(place, &pattern.kind, joined) {
                if place == "what" && topic == Some(source) {
                    push(&mut parts, &pack().chrome("script.it"), &pattern.id);
                } else {
                    push(&mut parts, &text, source);
                }
                topic = if place == "what" { Some(source) } else { topic };
            }
            rest = tail;
        }
        push(&mut parts, rest, &pattern.id);
    }
    let text: String = parts.iter().map(|part| part.text.text.as_str()).collect();
    ComposedText { text: Words::new(text), parts }
}

fn push(parts: &mut Vec<ComposedPart>, text: &str, source: &str) {
    if !text.is_empty() {
        parts.push(ComposedPart { text: Words::new(text), source: source.to_owned() });
    }
}

/// A pattern without the name it begins with.
fn nameless(text: &str) -> String {
    let Some(rest) = text.strip_prefix("{name}, ") else { return text.to_owned() };
    let mut chars = rest.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    first + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: &[&str] = &["acknowledge", "interest", "follow_up", "repair", "boundary"];

    fn words(text: &str) -> Words {
        Words::new(text)
    }

    #[test]
    fn every_pattern_can_be_filled_and_every_part_says_where_it_comes_from() {
        let (what, need, when, name) =
            (words("the {name} mix-up."), words("to begin again"), words("soon"), words("Mo"));
        let said = Said { name: Some(&name), what: Some(&what), interest: None, need: Some(&need), when: Some(&when) };
        for kind in KINDS {
            let made = drafts(&[kind], None, &said);
            assert_eq!(made.len(), patterns(kind, None).count(), "{kind}");
            for draft in made {
                let joined: String = draft.parts.iter().map(|part| part.text.text.as_str()).collect();
                assert_eq!(joined, draft.text.text);
                // Own words that look like a place stay words.
                assert!(draft.text.text.contains("the {name} mix-up") || !draft.text.text.contains('{'), "{joined}");
                assert!(!draft.text.text.contains("mix-up.."), "{joined}");
            }
        }
    }

    #[test]
    fn without_a_name_a_sentence_begins_with_a_capital() {
        let what = words("the dates");
        let said = Said { what: Some(&what), ..Said::default() };
        let made: Vec<_> = KINDS.iter().flat_map(|kind| drafts(&[kind], None, &said)).collect();
        assert!(made.iter().any(|draft| draft.text.text.starts_with("About the dates: that was my part")));
        assert!(made.iter().all(|draft| draft.text.text.starts_with(char::is_uppercase)));
    }

    #[test]
    fn what_was_not_said_is_not_made_up() {
        for kind in KINDS {
            assert!(drafts(&[kind], None, &Said::default()).is_empty());
        }
        let what = words("the dates");
        let made = drafts(&["follow_up"], Some("direct"), &Said { what: Some(&what), ..Said::default() });
        assert!(made.is_empty(), "all of them need a moment");
    }

    #[test]
    fn a_balanced_text_asks_once_and_names_things_once() {
        let (what, interest, need, when) =
            (words("the dates"), words("the reading group"), words("to come along once"), words("on Friday"));
        let said =
            Said { name: None, what: Some(&what), interest: Some(&interest), need: Some(&need), when: Some(&when) };
        for style in [None, Some("direct"), Some("indirect")] {
            let made = drafts(&["acknowledge", "interest", "follow_up"], style, &said);
            assert!(made.len() >= 3);
            for draft in &made {
                for own in ["the dates", "the reading group", "to come along once", "on Friday"] {
                    assert!(draft.text.text.matches(own).count() <= 1, "{}", draft.text.text);
                }
                assert!(draft.text.text.contains("the reading group"), "{}", draft.text.text);
                assert!(!draft.text.text.contains("need not answer"), "{}", draft.text.text);
            }
        }
    }
}
