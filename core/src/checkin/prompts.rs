//! Prompts with their wording: from the pack to what a shell draws.

use serde_json::json;

use super::ask::Ask;
use super::draft::Draft;
use super::flow::{ways_on, wording};
use crate::content::{PromptWords, pack};
use crate::grounding;
use crate::guide::{Asked, Card, Chip, Input, LabelFamily, Prompt, QuickPick, Scale, spoken};
use crate::reappraisal::{Material, compose};
use crate::safety::{help, help_in_danger};
use crate::text::MAX_CHARS;
use crate::time::{CivilMinute, Moment, Repeat, When, later};

/// The most characters of a line and of a longer text.
const LINE: u32 = 300;
const LONG: u32 = MAX_CHARS;

/// The prompt as it is asked in this check-in.
pub(crate) fn prompt(draft: &Draft<'_>, ask: Ask, now: &Moment) -> Asked {
    let words = pack().prompt(wording(ask, draft));
    let (input, shown) = input(draft, ask, words, now);
    let prompt = Prompt {
        id: ask.id(),
        spoken: spoken(&words.title, words.help.as_deref(), &input),
        title: words.title.clone(),
        help: words.help.clone(),
        example: words.example.clone(),
        input,
    };
    Asked { prompt, shown }
}

fn input(draft: &Draft<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> (Input, Option<serde_json::Value>) {
    let plain = |input| (input, None);
    match ask {
        Ask::SameEvent | Ask::EnoughOffer | Ask::Steady | Ask::BoundaryCost => plain(choice(chips(words), None)),
        Ask::Now => plain(choice(offered(words, ways_on(draft, now)), None)),
        Ask::Event => plain(choice(
            pack().events.iter().map(|event| Chip { id: event.id.clone(), label: event.label.clone() }).collect(),
            words.note.clone(),
        )),
        Ask::Feeling => plain(labels()),
        Ask::Intensity => plain(Input::Scale { scale: scale("intensity") }),
        Ask::AboutMe | Ask::AboutMeAgain => plain(Input::Scale { scale: scale("about_me") }),
        Ask::Belief | Ask::BeliefAgain => plain(Input::Scale { scale: scale("belief") }),
        Ask::HoldLine | Ask::Question | Ask::Cue | Ask::Response => {
            plain(Input::Text { long: false, max_chars: LINE, scale: None })
        }
        Ask::Thought | Ask::Boundary | Ask::Document => plain(Input::Text { long: true, max_chars: LONG, scale: None }),
        Ask::Whom => plain(Input::Person { known: draft.context.people.clone() }),
        Ask::Ground | Ask::GroundNow => {
            plain(Input::Info { card: Card::Grounding { exercise: grounding::first() }, options: Vec::new() })
        }
        Ask::HelpCard | Ask::BoundaryHelp => plain(Input::Info { card: help_card(draft, None), options: Vec::new() }),
        Ask::Safety(written) => {
            let why = draft.finding(written).map(|finding| finding.why.to_owned());
            plain(Input::Info { card: help_card(draft, why), options: chips(words) })
        }
        Ask::WaitUntil | Ask::When => {
            plain(Input::When { picks: picks(ask, draft, now), repeats: draft.if_then().is_some() })
        }
        Ask::Facts => {
            let lines = draft.sentences();
            let shown = Some(json!(lines));
            (Input::Lines { lines, kinds: chips(words) }, shown)
        }
        Ask::Traps => {
            let suggestions = draft.suggestions();
            let shown = Some(json!(suggestions));
            (Input::Suggestion { suggestions, other: words.note.clone().unwrap_or_default() }, shown)
        }
        Ask::Balanced => balanced(draft),
    }
}

fn balanced(draft: &Draft<'_>) -> (Input, Option<serde_json::Value>) {
    let (event, line) = (draft.event(), draft.event_line());
    let drafts = draft
        .thought()
        .map(|thought| compose(&Material { event: event.as_deref(), event_line: line.as_ref(), thought: &thought }))
        .unwrap_or_default();
    let shown = Some(json!(drafts));
    (Input::Compose { drafts, max_chars: LONG, scale: Some(scale("belief")) }, shown)
}

fn chips(words: &PromptWords) -> Vec<Chip> {
    words.options.iter().map(Chip::from).collect()
}

/// The options with these ids, in this order.
fn offered(words: &PromptWords, ids: &[&str]) -> Vec<Chip> {
    ids.iter().filter_map(|id| words.options.iter().find(|option| option.id == *id)).map(Chip::from).collect()
}

fn choice(options: Vec<Chip>, note: Option<String>) -> Input {
    Input::Choice { options, several: false, note }
}

fn labels() -> Input {
    let feelings = &pack().feelings;
    let family = |words: &crate::content::FamilyWords| LabelFamily {
        id: words.id.clone(),
        label: words.label.clone(),
        words: words.words.iter().map(Chip::from).collect(),
    };
    Input::Labels {
        families: feelings.family.iter().map(family).collect(),
        apart: feelings.apart.iter().map(Chip::from).collect(),
        max: 3,
    }
}

fn scale(id: &str) -> Scale {
    let words = pack().scales.get(id);
    Scale {
        label: words.map(|words| words.label.clone()).unwrap_or_default(),
        words: words.map(|words| words.words.clone()).unwrap_or_default(),
    }
}

fn help_card(draft: &Draft<'_>, why: Option<String>) -> Card {
    let region = draft.context.region.as_deref();
    let help = if draft.is_mistreated() { help_in_danger(region) } else { help(region) };
    Card::Help { help, why }
}

/// Nine in the morning, six in the evening.
const MORNING: u16 = 9 * 60;
const EVENING: u16 = 18 * 60;

/// Quick picks that lie ahead, the likeliest first.
fn picks(ask: Ask, draft: &Draft<'_>, now: &Moment) -> Vec<QuickPick> {
    let tomorrow = later(now.date(), 1);
    let soon = [("when.half_hour", now.civil_after(30)), ("when.two_hours", now.civil_after(120))];
    let this_evening = (now.minute() + 30 < EVENING).then(|| ("when.this_evening", at(now.date(), EVENING)));
    let next_day = [("when.tomorrow_morning", at(tomorrow, MORNING)), ("when.tomorrow_evening", at(tomorrow, EVENING))];
    let waits = ask == Ask::WaitUntil || draft.now() == Some("wait");
    let picks: Vec<_> = if waits {
        soon.into_iter().chain(this_evening).chain(next_day).collect()
    } else {
        next_day.into_iter().chain(this_evening).collect()
    };
    let pick = |(key, first): (&str, CivilMinute)| QuickPick {
        label: pack().chrome(key),
        when: When { first, repeat: Repeat::Once },
    };
    picks.into_iter().map(pick).collect()
}

fn at(date: chrono::NaiveDate, minute: u16) -> CivilMinute {
    CivilMinute { date: date.to_string(), minute }
}
