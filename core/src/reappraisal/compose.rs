//! A balanced thought from the person's own words and reviewed template parts.
//!
//! Shape: what happened, in their words · the thought, named as a thought · one hedged explanation
//! that fits the kind of event · a close in agency form. Expert reframes hedge and rarely cheer
//! (Sharma et al., 2023, as measured for this project); so do these.

use crate::content::{ChipWords, pack};
use crate::guide::{ComposedPart, ComposedText};
use crate::text::Words;

use super::clauses;
use super::reading::read;

/// What a balanced thought is made of.
pub(crate) struct Material<'a> {
    pub(crate) event: Option<&'a str>,
    pub(crate) event_line: Option<&'a Words>,
    pub(crate) thought: &'a Words,
}

/// The most words of the person's own that are quoted in one part.
const MOST_QUOTED: usize = 10;
/// The most words of a draft: more than this is not read in a bad minute.
const MOST_WORDS: usize = 38;

/// Drafts to choose from, best first.
pub(crate) fn compose(material: &Material<'_>) -> Vec<ComposedText> {
    let composer = &pack().composer;
    let event_hedges = material.event.and_then(|id| pack().event(id)).map(|event| event.hedges.as_slice());
    let hedges = event_hedges.filter(|hedges| !hedges.is_empty()).unwrap_or(&composer.hedges);
    let drafts = hedges.iter().zip(composer.names.iter().cycle()).zip(composer.closes.iter().cycle());
    drafts.map(|((hedge, name), close)| fitting(material, name, hedge, close)).collect()
}

/// The draft with as many of the person's own words as fit, the first of these shapes.
fn fitting(material: &Material<'_>, name: &ChipWords, hedge: &ChipWords, close: &ChipWords) -> ComposedText {
    let template =
        |words: &ChipWords| ComposedPart { text: Words::new(sentence(&words.label)), source: words.id.clone() };
    let (kind, unquoted) = (kind_of_event(material), template(&pack().composer.unquoted));
    let event = own_event(material).unwrap_or_else(|| kind.clone());
    let thought = thought_part(material.thought, name);
    let (hedge, close) = (template(hedge), template(close));
    let shapes = [
        vec![&event, &thought, &hedge, &close],
        vec![&event, &thought, &hedge],
        vec![&kind, &thought, &hedge],
        vec![&event, &unquoted, &hedge],
    ];
    let mut drafts = shapes.into_iter().map(|parts| whole(parts.into_iter().cloned().collect()));
    drafts
        .find(|draft| draft.text.text.split_whitespace().count() <= MOST_WORDS)
        .unwrap_or_else(|| whole(vec![kind.clone(), unquoted.clone(), hedge.clone()]))
}

fn whole(parts: Vec<ComposedPart>) -> ComposedText {
    let text: Vec<&str> = parts.iter().map(|part| part.text.text.as_str()).collect();
    ComposedText { text: Words::new(text.join(" ")), parts }
}

/// The event in the person's own words, where they wrote any that fit.
fn own_event(material: &Material<'_>) -> Option<ComposedPart> {
    let line = quotable(&material.event_line?.text)?;
    Some(ComposedPart { text: Words::new(sentence(line)), source: "event".into() })
}

/// The plain clause of its kind.
fn kind_of_event(material: &Material<'_>) -> ComposedPart {
    let kind = material.event.unwrap_or("other");
    let clause = pack().event(kind).map_or("", |event| event.clause.as_str());
    ComposedPart { text: Words::new(sentence(clause)), source: format!("event.{kind}") }
}

/// The thought, named as a thought: quoted where it is short enough, or its telling clause.
fn thought_part(thought: &Words, name: &ChipWords) -> ComposedPart {
    let composer = &pack().composer;
    match quotable(&thought.text) {
        Some(quote) => {
            ComposedPart { text: Words::new(name.label.replace("{thought}", quote)), source: "thought".into() }
        }
        None => {
            ComposedPart { text: Words::new(composer.unquoted.label.clone()), source: composer.unquoted.id.clone() }
        }
    }
}

/// The whole text if it is short; else the clause that a trap rests on, or the first short one.
fn quotable(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches(['.', '!', '?', '…', ',']);
    let short = |part: &&str| {
        part.split_whitespace().count() <= MOST_QUOTED && part.chars().count() <= 80 && !part.contains(['"', '\n'])
    };
    if short(&text) {
        return (!text.is_empty()).then_some(text);
    }
    let told = read(text).shown.into_iter().next();
    let found = clauses(text);
    let telling =
        found.iter().find(|clause| told.as_ref().is_some_and(|hit| clause.start <= hit.start && hit.end <= clause.end));
    telling.into_iter().chain(&found).filter_map(|clause| text.get(clause.start..clause.end)).find(short)
}

/// A capital first letter and a full stop at the end.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let body = format!("{first}{}", chars.as_str());
    if body.ends_with(['.', '!', '?', '…']) { body } else { format!("{body}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    const HEDGES: &[&str] = &["may", "might", "could", "perhaps"];
    const ABSOLUTE: &[&str] =
        &["always", "never", "everyone", "nobody", "everything", "definitely", "amazing", "great", "wonderful", "love"];

    fn drafts(event: &str, line: Option<&str>, thought: &str) -> Vec<ComposedText> {
        let line = line.map(Words::new);
        compose(&Material { event: Some(event), event_line: line.as_ref(), thought: &Words::new(thought) })
    }

    #[test]
    fn every_kind_of_event_gives_hedged_drafts_of_at_most_38_words() {
        for event in &pack().events {
            for draft in drafts(
                &event.id,
                Some("She left without a word and took the bus home"),
                "I must have bored her the whole evening long",
            ) {
                let words = tokens(&draft.text.text);
                assert!(draft.text.text.split_whitespace().count() <= MOST_WORDS, "{:?}", draft.text.text);
                assert!(words.iter().any(|word| HEDGES.contains(&word.text.as_str())), "{:?}", draft.text.text);
            }
        }
    }

    #[test]
    fn template_parts_neither_cheer_nor_promise() {
        for draft in pack().events.iter().flat_map(|event| drafts(&event.id, None, "x")) {
            let cheer: Vec<_> =
                tokens(&draft.text.text).into_iter().filter(|word| ABSOLUTE.contains(&word.text.as_str())).collect();
            assert!(cheer.is_empty(), "{cheer:?}");
        }
    }

    #[test]
    fn parts_make_the_text_and_name_their_source() {
        let drafts = drafts("no_answer", Some("she didn't reply after our date"), "I'm unlovable");
        assert_eq!(
            drafts[0].text.text,
            "She didn't reply after our date. I notice the thought: \"I'm unlovable\". \
             There may be things going on at their end that I cannot see. I do not know yet."
        );
        let sources: Vec<_> = drafts[0].parts.iter().map(|part| part.source.as_str()).collect();
        assert_eq!(sources, ["event", "thought", "no_answer.busy", "close.unknown"]);
    }

    #[test]
    fn long_thoughts_are_quoted_by_their_telling_clause_or_not_at_all() {
        let long =
            "we sat there for an hour and talked about the holidays and the house and her work, and i am such an idiot";
        assert!(drafts("other", None, long)[0].text.text.contains("\"i am such an idiot\""));
        let endless = "word ".repeat(300);
        assert!(drafts("other", None, &endless)[0].text.text.contains("a hard thought"));
    }
}
