//! A balanced thought from the person's own words and reviewed template parts.
//!
//! What happened, in their words · the thought, named as a thought · one hedged explanation that fits
//! the kind of event or the trap, or a dated fact of their own · a close in agency form. Expert reframes
//! hedge and rarely cheer (Sharma et al., 2023, as measured for this project); so do these. Every draft
//! is held against `lint` and offered only if it passes. Where somebody was treated badly, nothing is
//! explained away; where somebody is lost, nothing is reinterpreted.

mod grammar;
mod lint;
mod material;
mod shape;
mod vocabulary;

use std::collections::BTreeSet;

pub use lint::Lint;
pub(crate) use material::Material;

use chrono::NaiveDate;

use crate::content::{ChipWords, SentenceWords, ShapeWords, pack};
use crate::guide::ComposedText;
use crate::safety::scan;
use crate::text::Words;

use lint::Unbalanced;
use material::{Ground, Pieces};
use shape::{Filling, fill};

/// The most drafts to choose from.
const MOST_DRAFTS: usize = 4;
/// So many drafts are enough not to offer one without the person's thought in it.
const ENOUGH_DRAFTS: usize = 3;

/// A draft, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The draft, part by part.
    pub text: ComposedText,
    /// What the lint found.
    pub lint: Lint,
}

/// Drafts to choose from, best first.
pub(crate) fn compose(material: &Material<'_>) -> Vec<ComposedText> {
    drafts(material, super::unbalanced).into_iter().map(|draft| draft.text).collect()
}

/// Drafts for a thought from outside a check-in: for the lab. Each fact has its date, `YYYY-MM-DD`;
/// one without is left out. None where the texts speak of a risk to the person's own life: there the
/// engine stops.
pub fn alternatives(situation: Option<&str>, thought: &str, evidence: &[(String, String)]) -> Option<Vec<Alternative>> {
    let at_risk = |text: &str| scan(text).is_some_and(|finding| finding.is_own_risk());
    if at_risk(thought) || situation.is_some_and(at_risk) {
        return None;
    }
    let line = situation.map(Words::new);
    let dated = |(date, text): &'_ (String, String)| Some((date.get(..10)?.parse::<NaiveDate>().ok()?, text.clone()));
    let facts: Vec<(usize, (NaiveDate, String))> =
        evidence.iter().enumerate().filter_map(|(n, fact)| Some((n, dated(fact)?))).collect();
    let material = Material {
        event_line: line.as_ref(),
        thought,
        evidence: facts.iter().map(|(_, (date, text))| (*date, text.as_str())).collect(),
        ..Material::default()
    };
    let mut found = drafts(&material, super::unbalanced);
    // Facts are named by their place in what was given, those without a date included.
    for part in found.iter_mut().flat_map(|draft| &mut draft.text.parts) {
        let place = part.source.strip_prefix("evidence.").and_then(|n| n.parse::<usize>().ok());
        if let Some((given, _)) = place.and_then(|n| facts.get(n)) {
            part.source = format!("evidence.{given}");
        }
    }
    Some(found)
}

fn drafts(material: &Material<'_>, unbalanced: Unbalanced) -> Vec<Alternative> {
    let pieces = Pieces::of(material);
    let mut maker = Maker { seed: seed(material), used: BTreeSet::new(), hedges: Vec::new(), pieces, unbalanced };
    maker.hedges = maker.hedges_for(&material.explanations);
    let mut found: Vec<Alternative> = Vec::new();
    for shape in maker.shapes() {
        let bare = !shape.label.contains("{thought") && shape.group != "last";
        let enough = if bare && !maker.pieces.thoughts.is_empty() && !shape.label.contains("{naming") {
            ENOUGH_DRAFTS
        } else if shape.group == "last" {
            1
        } else {
            MOST_DRAFTS
        };
        if found.len() < enough {
            found.extend(maker.best(shape));
        }
    }
    found
}

/// A number that stays the same for the same words, so that people who write often do not read the
/// same sentences each time, and the same words give the same drafts.
fn seed(material: &Material<'_>) -> usize {
    let line = material.event_line.map_or("", |line| line.text.as_str());
    let bytes = material.thought.bytes().chain(line.bytes());
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 8) as usize
}

/// A hedged explanation: one sentence, or rows of the responsibility pie.
#[derive(Debug, Clone)]
pub(super) struct Hedge {
    parts: Vec<(&'static str, String)>,
    past: bool,
    /// Whether it fits anything, and so says little.
    general: bool,
}

impl Hedge {
    fn of(words: &'static SentenceWords, general: bool) -> Self {
        Self { parts: vec![(&words.id, words.label.clone())], past: words.past, general }
    }
}

/// Puts drafts together, each of other sentences than those before.
struct Maker {
    seed: usize,
    used: BTreeSet<&'static str>,
    hedges: Vec<Hedge>,
    pieces: Pieces,
    unbalanced: Unbalanced,
}

impl Maker {
    /// The shapes to try, in order: where there is a dated fact, one of the first shows it; what quotes
    /// nothing comes last.
    fn shapes(&self) -> Vec<&'static ShapeWords> {
        let group = match self.pieces.ground {
            Ground::Plain => "plain",
            Ground::Loss => "loss",
            Ground::Mistreated => "mistreated",
        };
        let all = &pack().composer.shapes;
        let fits = |shape: &&ShapeWords| {
            let trap = self.pieces.trap.as_ref();
            shape.group == group && (shape.applies.is_empty() || trap.is_some_and(|trap| shape.applies.contains(trap)))
        };
        let noted = |shape: &&ShapeWords| shape.label.contains("{evidence");
        let quotes = |shape: &&ShapeWords| shape.label.contains("{thought") || shape.label.contains("{naming");
        let mut own: Vec<_> = all.iter().filter(fits).filter(|shape| quotes(shape) && !noted(shape)).collect();
        let turn = self.seed % own.len().max(1);
        own.rotate_left(turn);
        // The first one quotes the thought.
        if own.first().is_some_and(|shape| shape.label.contains("{naming")) {
            own.rotate_left(1);
        }
        if !self.pieces.notes.is_empty() {
            let place = own.len().min(1);
            own.splice(place..place, all.iter().filter(fits).filter(noted));
        }
        own.extend(all.iter().filter(fits).filter(|shape| !quotes(shape) && !noted(shape)));
        own.extend(all.iter().filter(|shape| shape.group == "last" && group != "mistreated"));
        own
    }

    /// Hedged explanations, best first: what the person gave a share in the pie, then by turns what fits
    /// the kind of event and what answers the trap, then what fits anything.
    fn hedges_for(&self, chosen: &[String]) -> Vec<Hedge> {
        let composer = &pack().composer;
        let sentence = |words: &'static SentenceWords| Hedge::of(words, false);
        let event = self.pieces.kind.and_then(|id| pack().event(id));
        let of_event: Vec<Hedge> = self.turned(
            event
                .map(|event| {
                    event.hedges.iter().filter(|words| self.pieces.shown || !words.narrow).map(sentence).collect()
                })
                .unwrap_or_default(),
        );
        if self.pieces.ground != Ground::Plain {
            return of_event;
        }
        let answers = |words: &&SentenceWords| words.applies.is_some() && words.applies == self.pieces.trap;
        let of_trap: Vec<Hedge> = self.turned(composer.readings.iter().filter(answers).map(sentence).collect());
        let of_any: Vec<Hedge> = self.turned(composer.hedges.iter().map(|words| Hedge::of(words, true)).collect());
        let rows = self.rows();
        let given: Vec<&ChipWords> = chosen.iter().filter_map(|id| row(id)).take(2).collect();
        let own = to_do_with(&given).into_iter().chain(given.iter().filter_map(|row| to_do_with(&[row])));
        let mut rest = [of_event, of_trap].map(Vec::into_iter);
        let mut mixed: Vec<Hedge> = own.collect();
        for turn in 0..4 {
            mixed.extend(rest.iter_mut().filter_map(Iterator::next));
            if given.is_empty() {
                mixed.extend(rows.get(turn).and_then(|row| to_do_with(&[row])));
            }
        }
        mixed.into_iter().chain(of_any).collect()
    }

    /// Rows of the pie for this kind of event.
    fn rows(&self) -> Vec<&'static ChipWords> {
        let of = |id: &str| pack().shelf.explanations.iter().find(|words| words.id == id);
        let own = self.pieces.kind.filter(|id| *id != "other" && self.pieces.shown).and_then(of);
        let rows = own.map(|words| words.explanations.iter().filter(|row| lint::is_clean(&row.label)).collect());
        self.turned(rows.unwrap_or_default())
    }

    /// The list, begun at a place that depends on the words.
    fn turned<T>(&self, mut list: Vec<T>) -> Vec<T> {
        let turn = self.seed % list.len().max(1);
        list.rotate_left(turn);
        list
    }

    /// The best draft of this shape that is short enough and passes: with the person's own words, the
    /// explanation that fits best, and a close. What has to give way costs something.
    fn best(&mut self, shape: &'static ShapeWords) -> Option<Alternative> {
        let has = |place: &str| shape.label.contains(place);
        let only = |place: &str, n: usize| if has(place) { n } else { 1 };
        let (hedges, closes) = (self.free_hedges(), self.closes(shape));
        let counts = [
            only("{event", self.pieces.events.len()),
            only("{thought", self.pieces.thoughts.len()),
            only("{evidence", self.pieces.notes.len()),
            only("{hedge", hedges.len()),
            closes.len(),
        ];
        let choices = choices(counts, &|[event, thought, note, hedge, close]| {
            let general = hedges.get(hedge).is_some_and(|hedge| hedge.general);
            let unclosed = has("{close") && closes.get(close).is_some_and(Option::is_none);
            event * 4
                + thought * 2
                + note
                + hedge
                + usize::from(general) * 4
                + if unclosed { 3 } else { usize::from(close > 0) }
        });
        for [event, thought, note, hedge, close] in choices {
            let filling = Filling {
                event: self.pieces.events.get(event)?,
                thought: self.pieces.thoughts.get(thought).map(String::as_str),
                naming: self.naming(),
                note: self.pieces.notes.get(note),
                hedge: hedges.get(hedge),
                bridge: self.free(&pack().composer.bridges).into_iter().next(),
                close: closes.get(close).copied().flatten(),
                owed: self.free(&pack().composer.owed).into_iter().next(),
                safer: self.free(&pack().composer.safer).into_iter().next(),
            };
            if let Some((alternative, used)) = self.tried(shape, &filling) {
                self.used.extend(used);
                return Some(alternative);
            }
        }
        None
    }

    /// The draft, and the sentences it uses up, if it is short enough and passes.
    fn tried(&self, shape: &ShapeWords, filling: &Filling<'_>) -> Option<(Alternative, Vec<&'static str>)> {
        if shape.statement && filling.thought.is_some_and(|thought| thought.ends_with('?')) {
            return None;
        }
        let parts = fill(shape, filling)?;
        let texts: Vec<&str> = parts.iter().map(|part| part.text.text.as_str()).collect();
        let text = texts.join(" ");
        if text.split_whitespace().count() > lint::MOST_WORDS {
            return None;
        }
        let speaks_of_past = shape.label.contains("{hedge") && filling.hedge.is_some_and(|hedge| hedge.past);
        let tense = filling.event.is_past() || !speaks_of_past;
        let lint = Lint::of(&text, tense, self.unbalanced);
        let used = filling.ids(shape);
        (lint.passes() || !lint::reads_templates())
            .then(|| (Alternative { text: ComposedText { text: Words::new(text), parts }, lint }, used))
    }

    /// Hedges of which no part stands in a draft before.
    fn free_hedges(&self) -> Vec<Hedge> {
        let used = |hedge: &&Hedge| hedge.parts.iter().any(|(id, _)| self.used.contains(id) && !is_frame(id));
        self.hedges.iter().filter(|hedge| !used(hedge)).cloned().collect()
    }

    fn naming(&self) -> Option<&'static SentenceWords> {
        let named = |words: &&SentenceWords| words.applies.is_some() && words.applies == self.pieces.trap;
        self.free(&pack().composer.namings).into_iter().find(named)
    }

    /// Closes that fit the kind of event and were not used yet, those made for it first; none at the end.
    fn closes(&self, shape: &ShapeWords) -> Vec<Option<&'static SentenceWords>> {
        if !shape.label.contains("{close") {
            return vec![None];
        }
        let all = &pack().composer.closes;
        let for_it =
            |words: &&SentenceWords| self.pieces.kind.is_some_and(|kind| words.events.iter().any(|id| id == kind));
        let own = all.iter().filter(for_it);
        let any = self.turned(all.iter().filter(|words| words.events.is_empty()).collect());
        let twice = |id: &str| shape.label.contains("It stings") && id == "close.next";
        let free = own.chain(any).filter(|words| !self.used.contains(words.id.as_str()) && !twice(&words.id));
        free.map(Some).chain([None]).collect()
    }

    /// Sentences of a list that were not used yet.
    fn free(&self, list: &'static [SentenceWords]) -> Vec<&'static SentenceWords> {
        self.turned(list.iter().collect()).into_iter().filter(|words| !self.used.contains(words.id.as_str())).collect()
    }
}

/// All choices of one out of each list, the cheapest first.
fn choices(counts: [usize; 5], cost: &dyn Fn([usize; 5]) -> usize) -> Vec<[usize; 5]> {
    let mut all = vec![[0; 5]];
    for (place, count) in counts.into_iter().enumerate() {
        let with = |choice: &[usize; 5], n: usize| {
            let mut choice = *choice;
            choice[place] = n;
            choice
        };
        all = all.iter().flat_map(|choice| (0..count).map(move |n| with(choice, n))).collect();
    }
    all.sort_by_key(|choice| cost(*choice));
    all
}

/// Parts that may stand in more than one draft.
fn is_frame(id: &str) -> bool {
    let composer = &pack().composer;
    [&composer.to_do_with.id, &composer.or_with.id].iter().any(|frame| *frame == id)
}

/// A row of the pie by its id.
fn row(id: &str) -> Option<&'static ChipWords> {
    let rows = pack().shelf.explanations.iter().flat_map(|words| &words.explanations);
    rows.into_iter().find(|row| row.id == id)
}

/// "It may have to do with a message buried under many others, or with …".
fn to_do_with(rows: &[&'static ChipWords]) -> Option<Hedge> {
    let composer = &pack().composer;
    let first = rows.first()?;
    let mut parts = vec![(composer.to_do_with.id.as_str(), composer.to_do_with.label.clone())];
    match rows.get(1) {
        None => parts.push((&first.id, first.label.clone())),
        Some(second) => parts.extend([
            (first.id.as_str(), format!("{},", first.label)),
            (composer.or_with.id.as_str(), composer.or_with.label.clone()),
            (second.id.as_str(), second.label.clone()),
        ]),
    }
    Some(Hedge { parts, past: false, general: false })
}

#[cfg(test)]
mod tests;
