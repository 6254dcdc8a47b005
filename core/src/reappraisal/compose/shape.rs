//! Fills the places of a shape with the pieces of a draft.

use super::Hedge;
use super::grammar::{capital, inner};
use super::material::{Note, Said};
use crate::content::{SentenceWords, ShapeWords, pack};
use crate::guide::ComposedPart;
use crate::text::Words;

/// What stands in the places of a shape.
pub(super) struct Filling<'a> {
    pub(super) event: &'a Said,
    pub(super) thought: Option<&'a str>,
    pub(super) naming: Option<&'static SentenceWords>,
    pub(super) note: Option<&'a Note>,
    pub(super) hedge: Option<&'a Hedge>,
    pub(super) bridge: Option<&'static SentenceWords>,
    pub(super) close: Option<&'static SentenceWords>,
    pub(super) owed: Option<&'static SentenceWords>,
    pub(super) safer: Option<&'static SentenceWords>,
}

impl Filling<'_> {
    /// The ids of the sentences that a shape uses up.
    pub(super) fn ids(&self, shape: &ShapeWords) -> Vec<&'static str> {
        let has = |place: &str| shape.label.contains(place);
        let sentences =
            [("{close", self.close), ("{owed", self.owed), ("{safer", self.safer), ("{bridge", self.bridge)];
        let used =
            sentences.into_iter().filter(|(place, _)| has(place)).filter_map(|(_, words)| Some(words?.id.as_str()));
        let hedge =
            self.hedge.filter(|_| has("{hedge")).into_iter().flat_map(|hedge| hedge.parts.iter().map(|(id, _)| *id));
        used.chain(hedge).collect()
    }
}

pub(super) fn part(text: impl Into<String>, source: impl Into<String>) -> ComposedPart {
    ComposedPart { text: Words::new(text), source: source.into() }
}

/// The parts of a draft; nothing, if a place cannot be filled.
pub(super) fn fill(shape: &ShapeWords, filling: &Filling<'_>) -> Option<Vec<ComposedPart>> {
    let mut parts: Vec<ComposedPart> = Vec::new();
    let mut rest = shape.label.as_str();
    while let Some((before, (place, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        push(&mut parts, before, &shape.id);
        let begins = parts.last().is_none_or(|part| part.text.text.ends_with(['.', '?', '!', '"']));
        let (name, mark) = place.split_at(place.trim_end_matches(['.', ',']).len());
        parts.extend(placed(name, mark, begins, filling)?);
        rest = after;
    }
    push(&mut parts, rest, &shape.id);
    (!parts.is_empty()).then_some(parts)
}

fn push(parts: &mut Vec<ComposedPart>, text: &str, source: &str) {
    if !text.trim().is_empty() {
        parts.push(part(text.trim(), source));
    }
}

/// What stands in one place. `begins` says whether a sentence begins with it.
fn placed(name: &str, mark: &str, begins: bool, filling: &Filling<'_>) -> Option<Vec<ComposedPart>> {
    let sentence = |words: Option<&'static SentenceWords>| {
        words.map(|words| vec![part(format!("{}.", words.label), words.id.clone())])
    };
    match name {
        "event" => event(filling.event, mark, begins),
        "thought" => Some(vec![part(quoted(filling.thought?, mark), "thought")]),
        "naming" => sentence(Some(filling.naming?)),
        "evidence" => Some(evidence(filling.note?)),
        "hedge" => Some(hedge(filling.hedge?)),
        "bridge" => sentence(Some(filling.bridge?)),
        "close" => Some(sentence(filling.close).unwrap_or_default()),
        "owed" => sentence(Some(filling.owed?)),
        "safer" => sentence(Some(filling.safer?)),
        _ => None,
    }
}

/// The event at the beginning of a draft, or after "what I know is that". Only a sentence can be a
/// part of a longer one.
fn event(event: &Said, mark: &str, begins: bool) -> Option<Vec<ComposedPart>> {
    let composer = &pack().composer;
    let alone = begins && mark == ".";
    let marked =
        |text: &str| if begins { format!("{}{mark}", capital(text)) } else { format!("{}{mark}", inner(text)) };
    match event {
        Said::Sentence(text) => Some(vec![part(marked(text), "event")]),
        Said::Kind { id, clause } => Some(vec![part(marked(clause), format!("event.{id}"))]),
        Said::Fragment(text) if alone => Some(vec![
            part(&composer.happened.label, &composer.happened.id),
            part(format!("{}.", inner(text)), "event"),
        ]),
        Said::Quoted(text) if alone => {
            Some(vec![part(&composer.in_my_words.label, &composer.in_my_words.id), part(quoted(text, "."), "event")])
        }
        Said::Unsaid if alone => Some(Vec::new()),
        _ => None,
    }
}

/// A piece in quotation marks; a full stop follows them, a question mark stays inside.
fn quoted(text: &str, mark: &str) -> String {
    let mark = if text.ends_with('?') { "" } else { mark };
    format!("\"{text}\"{mark}")
}

fn evidence(note: &Note) -> Vec<ComposedPart> {
    let source = format!("evidence.{}", note.nth);
    let frames = &pack().composer.noted;
    let frame = frames.get(note.text.len() % frames.len().max(1));
    let frame = frame.map(|frame| part(&frame.label, &frame.id));
    frame.into_iter().chain([part(format!("{}: {}", note.date, quoted(&note.text, ".")), source)]).collect()
}

fn hedge(hedge: &Hedge) -> Vec<ComposedPart> {
    let last = hedge.parts.len().saturating_sub(1);
    let mark = |n: usize, text: &str| if n == last { format!("{text}.") } else { text.to_owned() };
    hedge.parts.iter().enumerate().map(|(n, (id, text))| part(mark(n, text), *id)).collect()
}
