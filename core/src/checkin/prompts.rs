//! What takes the answer to each prompt of a check-in.

use serde_json::json;

use super::ask::Ask;
use super::draft::Draft;
use super::flow::{plans, ways_on};
use crate::belief::{Situation, rank, suggestion};
use crate::content::{PatternWords, PromptWords, pack};
use crate::grounding;
use crate::guide::{
    Card, Chip, Given, Input, QuickPick, chips, choice, choice_of, if_then, labels, line, long_text, notice, offered,
    rated_line, rating, scale, several, soon_first, tomorrow_first,
};
use crate::reappraisal::{Material, compose};
use crate::text::{MAX_CHARS, Words};
use crate::time::Moment;

/// The most own facts that are shown at once.
const MOST_FACTS: usize = 3;
/// The most if-thens to choose from.
const MOST_PATTERNS: usize = 6;
/// The most rows of the pie; the own part comes on top.
const MOST_PARTS: usize = 5;

pub(crate) fn input(draft: &Draft<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
    match ask {
        Ask::SameEvent | Ask::SameAgain | Ask::EnoughOffer | Ask::Steady | Ask::BoundaryCost | Ask::EvidenceOffer => {
            choice(words)
        }
        Ask::Perspective | Ask::Differently => choice(words),
        Ask::OwnLine | Ask::BoundaryHelp => notice(words),
        Ask::Curious => several(words),
        Ask::Now => choice_of(offered(words, ways_on(draft, now)), words),
        Ask::Plan => choice_of(offered(words, plans(draft)), words),
        Ask::Pattern => patterns(draft, words),
        Ask::Event => choice_of(
            pack()
                .events
                .iter()
                .filter(|event| event.offered)
                .map(|event| Chip { id: event.id.clone(), label: event.label.clone() })
                .collect(),
            words,
        ),
        Ask::Feeling => labels(draft.said().as_deref()),
        Ask::Intensity | Ask::IntensityAgain => rating("intensity"),
        Ask::AboutMe | Ask::AboutMeAgain => rating("about_me"),
        Ask::Belief | Ask::BeliefAgain => rating("belief"),
        Ask::HoldLine | Ask::Question | Ask::Cue | Ask::Response | Ask::Challenge => line(),
        Ask::Feared => rated_line("likely"),
        Ask::Thought | Ask::Boundary | Ask::Document | Ask::Unknown | Ask::Distance | Ask::Learned => long_text(),
        Ask::Whom | Ask::Consult => Input::Person { known: draft.context.people.clone() }.into(),
        Ask::Ground | Ask::GroundNow => {
            Input::Info { card: Card::Grounding { exercise: grounding::first() }, options: Vec::new() }.into()
        }
        Ask::WaitUntil | Ask::When => {
            Input::When { picks: picks(ask, draft, now), repeats: draft.if_then().is_some() }.into()
        }
        Ask::Facts => {
            let lines = draft.sentences();
            let shown = Some(json!(lines));
            Given { input: Input::Lines { lines, kinds: chips(words) }, shown }
        }
        Ask::Traps => judged(draft.suggestions(), words),
        Ask::Explanations => explanations(draft, words),
        Ask::Evidence => evidence(draft, words, now),
        Ask::Balanced => balanced(draft),
    }
}

/// If-thens that fit the kind of event; own words are always among the ways.
fn patterns(draft: &Draft<'_>, words: &PromptWords) -> Given {
    let event = draft.event().unwrap_or_else(|| "other".to_owned());
    let fits = pack().shelf.if_then.iter().filter(|one| one.events.contains(&event)).take(MOST_PATTERNS);
    let chip = |one: &PatternWords| Chip { id: one.id.clone(), label: if_then(&one.cue, &one.response) };
    choice_of(fits.map(chip).chain(chips(words)).collect(), words)
}

fn judged(suggestions: Vec<crate::guide::Suggestion>, words: &PromptWords) -> Given {
    let shown = Some(json!(suggestions));
    Given { input: Input::Suggestion { suggestions, other: words.note.clone().unwrap_or_default() }, shown }
}

/// Situational explanations first; the own part comes last, takes the rest and may be nothing.
fn explanations(draft: &Draft<'_>, words: &PromptWords) -> Given {
    let parts = pack().explanations(draft.event().as_deref()).into_iter().take(MOST_PARTS).map(Chip::from);
    let parts: Vec<Chip> = parts.chain(words.options.iter().map(Chip::from)).collect();
    let shown = Some(json!(parts.iter().map(|part| &part.id).collect::<Vec<_>>()));
    Given { input: Input::Shares { parts }, shown }
}

fn evidence(draft: &Draft<'_>, words: &PromptWords, now: &Moment) -> Given {
    let text: Vec<String> =
        [draft.event_line(), draft.thought()].into_iter().flatten().map(|words| words.text).collect();
    let (event, text) = (draft.event(), text.join("\n"));
    let situation = Situation { event: event.as_deref(), text: &text, tags: &draft.context.tags };
    let ranked = rank(&draft.context.facts, &situation, now);
    judged(ranked.into_iter().take(MOST_FACTS).map(|found| suggestion(&found)).collect(), words)
}

/// Drafts from what was said so far, with what the person gave a share and the facts that they say count.
fn balanced(draft: &Draft<'_>) -> Given {
    let (event, line) = (draft.event(), draft.event_line());
    let counting = draft.counting_facts();
    let material = |thought: &Words| {
        compose(&Material {
            event: event.as_deref(),
            event_line: line.as_ref(),
            thought: &thought.text,
            explanations: draft.likeliest(),
            evidence: counting.iter().map(|fact| (fact.at.date(), fact.text.text.as_str())).collect(),
            is_mistreated: draft.is_mistreated(),
        })
    };
    let drafts = draft.thought().as_ref().map(material).unwrap_or_default();
    let shown = Some(json!(drafts));
    Given { input: Input::Compose { drafts, max_chars: MAX_CHARS, scale: Some(scale("belief")) }, shown }
}

/// Quick picks that lie ahead, the likeliest first.
fn picks(ask: Ask, draft: &Draft<'_>, now: &Moment) -> Vec<QuickPick> {
    if ask == Ask::WaitUntil || draft.now() == Some("wait") { soon_first(now) } else { tomorrow_first(now) }
}
