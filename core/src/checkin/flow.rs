//! What comes next: one list of prompts in order, and for each the condition under which it is
//! wanted. This page is "when the app asks less".

use super::ask::{Ask, ORDER};
use super::draft::Draft;
use crate::guide::{Next, Start};
use crate::time::Moment;

/// The first prompt that is wanted and not passed, safety before everything else.
pub(crate) fn next(draft: &Draft<'_>, now: &Moment) -> Next {
    if let Some(written) = draft.open_card() {
        return Next::Ask(Ask::Safety(written).id());
    }
    if draft.chosen(Ask::SameEvent) == Some("continue")
        && let Some(entry) = &draft.context.same_day
    {
        return Next::Switch(Start::LookCloser { entry: entry.clone() });
    }
    waiting(draft, now).next().map_or(Next::Review, |ask| Next::Ask(ask.id()))
}

/// About how many prompts follow the one on screen. Choosing to look closer makes it more.
pub(crate) fn left(draft: &Draft<'_>, now: &Moment) -> Option<u8> {
    u8::try_from(waiting(draft, now).count().saturating_sub(1)).ok()
}

fn waiting<'a>(draft: &'a Draft<'_>, now: &'a Moment) -> impl Iterator<Item = Ask> + 'a {
    ORDER.into_iter().filter(move |ask| !draft.has_passed(*ask) && wanted(*ask, draft, now))
}

/// Whether a prompt belongs into this check-in, as far as it is known.
fn wanted(ask: Ask, draft: &Draft<'_>, now: &Moment) -> bool {
    if draft.is_stopped() {
        return ask == Ask::HelpCard && draft.asks_for_help();
    }
    let new = draft.context.base.is_none();
    let closer = draft.looks_closer() && !draft.is_mistreated();
    match ask {
        Ask::SameEvent => new && draft.context.same_day.is_some(),
        Ask::EnoughOffer => offers_to_stop(draft, now),
        Ask::Feeling => !draft.had(|entry| !entry.feelings.is_empty()),
        Ask::Intensity => !draft.had(|entry| entry.intensity.is_some()),
        Ask::Event => !draft.had(|entry| entry.event.is_some()),
        Ask::Thought => !draft.had(|entry| entry.thought.is_some()),
        Ask::HoldLine | Ask::Steady => new && draft.is_much(),
        Ask::Ground => draft.chosen(Ask::Steady) == Some("ground"),
        Ask::WaitUntil => draft.chosen(Ask::Steady) == Some("wait"),
        Ask::AboutMe => !draft.had(|entry| entry.about_me.before.is_some()) && !draft.is_a_death(),
        Ask::Now => new || draft.is_mistreated(),
        Ask::GroundNow => draft.now() == Some("ground"),
        Ask::Whom | Ask::Question => matches!(draft.now(), Some("ask" | "ally")),
        Ask::BoundaryCost => draft.now() == Some("boundary"),
        Ask::BoundaryHelp => matches!(draft.chosen(Ask::BoundaryCost), Some("yes" | "unsure")),
        Ask::Boundary => draft.chosen(Ask::BoundaryCost) == Some("no"),
        Ask::Document => draft.now() == Some("document"),
        Ask::HelpCard => draft.asks_for_help(),
        Ask::Facts => closer && !draft.had(|entry| !entry.lines.is_empty()) && !draft.sentences().is_empty(),
        Ask::Belief => closer && !draft.had(|entry| entry.belief.before.is_some()) && draft.thought().is_some(),
        Ask::Balanced => closer && draft.thought().is_some(),
        Ask::Traps => {
            let judged = draft.had(|entry| !entry.traps.is_empty());
            closer && !judged && !draft.is_a_loss() && !draft.suggestions().is_empty()
        }
        Ask::BeliefAgain => closer && draft.offers_rerating() && draft.belief().is_some(),
        Ask::AboutMeAgain => closer && draft.offers_rerating() && draft.about_me().is_some(),
        Ask::Cue => {
            let planned = draft.had(|entry| entry.if_then.is_some());
            (closer && !planned) || matches!(draft.now(), Some("small_step" | "no_checking"))
        }
        Ask::Response => draft.has_answered(Ask::Cue),
        Ask::When => matches!(draft.now(), Some("tomorrow" | "wait")) || draft.if_then().is_some(),
        Ask::Safety(_) => false,
    }
}

/// How often a person may come back to one event before the app offers to stop.
const REOPENINGS: u32 = 2;
/// How long a person may stay in one sitting before the app offers to stop.
const LONG_MS: i64 = 15 * 60 * 1000;

/// The rumination guard: the third re-opening of an event, or a quarter of an hour.
fn offers_to_stop(draft: &Draft<'_>, now: &Moment) -> bool {
    let again = draft.context.base.as_ref().is_some_and(|entry| entry.reopened >= REOPENINGS);
    let long = draft.has_passed(Ask::Feeling) && now.utc_ms - draft.context.opened_utc_ms >= LONG_MS;
    again || long
}

/// 23:00 to 05:00.
fn is_night(now: &Moment) -> bool {
    !(5 * 60..23 * 60).contains(&now.minute())
}

/// The ways on that are offered at the end of the short path, first choice first.
pub(crate) fn ways_on(draft: &Draft<'_>, now: &Moment) -> &'static [&'static str] {
    if draft.is_mistreated() {
        &["ally", "boundary", "document", "help", "ground", "tomorrow"]
    } else if is_night(now) {
        &["tomorrow", "ground"]
    } else if draft.is_a_death() {
        &["company", "sleep", "tomorrow", "look_closer"]
    } else if draft.is_a_no() {
        &["company", "sleep", "no_checking", "tomorrow", "look_closer"]
    } else if draft.is_much() {
        &["tomorrow", "wait", "small_step", "ask", "look_closer"]
    } else {
        &["look_closer", "small_step", "wait", "ask", "tomorrow"]
    }
}

/// The wording of a prompt in this check-in: some have a variant.
pub(crate) fn wording(ask: Ask, draft: &Draft<'_>) -> &'static str {
    match ask {
        Ask::Safety(written) if draft.finding(written).is_some_and(|finding| !finding.is_own_risk()) => "safety_other",
        Ask::Whom if draft.now() == Some("ally") => "ally_whom",
        Ask::Question if draft.now() == Some("ally") => "ally_question",
        Ask::Belief if draft.is_a_loss() => "belief_loss",
        Ask::Cue if draft.is_a_no() => "cue_no_checking",
        Ask::Response if draft.is_a_no() => "response_no_checking",
        other => other.name(),
    }
}

/// Every key under which a prompt may look for its wording, for the lint.
#[cfg(test)]
pub(crate) fn wordings() -> Vec<&'static str> {
    let variants = [
        "safety",
        "safety_other",
        "ally_whom",
        "ally_question",
        "belief_loss",
        "cue_no_checking",
        "response_no_checking",
    ];
    ORDER.into_iter().map(Ask::name).chain(variants).collect()
}
