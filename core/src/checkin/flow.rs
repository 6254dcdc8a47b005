//! What comes next: for each prompt the condition under which it is wanted. This page is "when
//! the app asks less".

use super::ask::Ask;
use super::draft::Draft;
use crate::time::Moment;

/// Whether a prompt belongs into this check-in, as far as it is known.
pub(crate) fn wanted(ask: Ask, draft: &Draft<'_>, now: &Moment) -> bool {
    let (new, known) = (draft.is_new(), draft.known);
    let fresh = new && !draft.context.changes;
    let closer = draft.looks_closer() && !draft.is_mistreated();
    match ask {
        Ask::SameEvent => fresh && draft.context.same_day.is_some(),
        Ask::EnoughOffer => offers_to_stop(draft, now),
        Ask::Feeling => !draft.had(|entry| !entry.feelings.is_empty()),
        Ask::Intensity => !draft.had(|entry| entry.intensity.is_some()),
        Ask::Event => !draft.had(|entry| entry.event.is_some()),
        Ask::Thought => !draft.had(|entry| entry.thought.is_some()),
        Ask::OwnLine => fresh && draft.is_much() && draft.context.own_line.is_some(),
        Ask::HoldLine | Ask::Steady => fresh && draft.is_much(),
        Ask::Ground => known.chosen(Ask::Steady) == Some("ground"),
        Ask::WaitUntil => known.chosen(Ask::Steady) == Some("wait"),
        Ask::SameAgain => fresh && !known.has_passed(Ask::SameEvent) && draft.same_again().is_some(),
        Ask::AboutMe => !draft.had(|entry| entry.about_me.before.is_some()) && !draft.is_a_death(),
        Ask::Now => new || draft.is_mistreated(),
        Ask::GroundNow => draft.now() == Some("ground"),
        Ask::Whom | Ask::Question => matches!(draft.now(), Some("ask" | "ally")),
        Ask::BoundaryCost => draft.now() == Some("boundary"),
        Ask::BoundaryHelp => matches!(known.chosen(Ask::BoundaryCost), Some("yes" | "unsure")),
        Ask::Boundary => known.chosen(Ask::BoundaryCost) == Some("no"),
        Ask::Document => draft.now() == Some("document"),
        other => (closer && wanted_closer(other, draft)) || wanted_as_step(other, draft),
    }
}

/// The prompts of looking closer.
fn wanted_closer(ask: Ask, draft: &Draft<'_>) -> bool {
    let known = draft.known;
    // "Missing them is not a thinking error": no why, no pie, no traps.
    let why = !draft.is_a_loss();
    match ask {
        Ask::Facts => !draft.had(|entry| !entry.lines.is_empty()) && !draft.sentences().is_empty(),
        Ask::Belief => !draft.had(|entry| entry.belief.before.is_some()) && draft.thought().is_some(),
        Ask::Curious => why && !draft.had(|entry| !entry.curious.is_empty()),
        Ask::Unknown => why && !draft.had(|entry| entry.unknown.is_some()),
        Ask::Perspective => !draft.had(|entry| entry.perspective.is_some()),
        Ask::Distance => known.has_answered(Ask::Perspective),
        Ask::IntensityAgain => known.has_answered(Ask::Distance) && draft.intensity().is_some(),
        Ask::Traps => why && !draft.had(|entry| !entry.traps.is_empty()) && !draft.suggestions().is_empty(),
        Ask::Explanations => why && !draft.had(|entry| !entry.explanations.is_empty()),
        Ask::EvidenceOffer => draft.is_much() && !draft.context.facts.is_empty(),
        Ask::Evidence => {
            // Good memories sour in a bad hour (Konrad et al., 2016): not at once, or only when asked for.
            let consents = !draft.is_much() || known.chosen(Ask::EvidenceOffer) == Some("yes");
            consents && !draft.context.facts.is_empty()
        }
        Ask::Balanced => draft.thought().is_some(),
        Ask::BeliefAgain => draft.offers_rerating() && draft.belief().is_some(),
        Ask::AboutMeAgain => draft.offers_rerating() && draft.about_me().is_some(),
        Ask::Learned => !draft.had(|entry| entry.learned.is_some()) && !draft.is_a_death(),
        Ask::Differently => why && !draft.had(|entry| entry.differently.is_some()),
        Ask::Consult => !draft.had(|entry| entry.consult.is_some()) && known.chosen(Ask::Now) != Some("ask"),
        Ask::Plan => !draft.had(|entry| entry.if_then.is_some() || entry.challenge.is_some()),
        Ask::Pattern => known.chosen(Ask::Plan) == Some("if_then"),
        Ask::Cue => known.chosen(Ask::Plan) == Some("if_then") && draft.pattern().is_none(),
        Ask::Challenge => known.chosen(Ask::Plan) == Some("challenge"),
        Ask::Response => known.has_answered(Ask::Cue),
        Ask::Feared => known.has_answered(Ask::Challenge),
        Ask::When => draft.if_then().is_some() || known.has_answered(Ask::Challenge),
        _ => false,
    }
}

/// The prompts of one small step right at the end of the short path.
fn wanted_as_step(ask: Ask, draft: &Draft<'_>) -> bool {
    match ask {
        Ask::Pattern => matches!(draft.now(), Some("small_step" | "no_checking")),
        Ask::Cue => matches!(draft.now(), Some("small_step" | "no_checking")) && draft.pattern().is_none(),
        Ask::Response => draft.known.has_answered(Ask::Cue),
        Ask::When => matches!(draft.now(), Some("tomorrow" | "wait")) || draft.if_then().is_some(),
        _ => false,
    }
}

/// How often a person may come back to one event before the app offers to stop.
const REOPENINGS: u32 = 2;
/// How long a person may stay in one sitting before the app offers to stop.
const LONG_MS: i64 = 15 * 60 * 1000;

/// The rumination guard: the third re-opening of an event, or a quarter of an hour.
fn offers_to_stop(draft: &Draft<'_>, now: &Moment) -> bool {
    let again = draft.context.base.as_ref().is_some_and(|entry| entry.reopened >= REOPENINGS);
    let long = draft.known.has_passed(Ask::Feeling) && now.utc_ms - draft.context.opened_utc_ms >= LONG_MS;
    again || long
}

/// 23:00 to 05:00.
pub(crate) fn is_night(now: &Moment) -> bool {
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

/// The ways to plan one thing: nothing is planned towards somebody who said no.
pub(crate) fn plans(draft: &Draft<'_>) -> &'static [&'static str] {
    if draft.is_a_no() { &["if_then", "nothing"] } else { &["if_then", "challenge", "nothing"] }
}

/// The wording of a prompt in this check-in: some have a variant.
pub(crate) fn wording(ask: Ask, draft: &Draft<'_>) -> &'static str {
    use crate::guide::Prompts;
    match ask {
        Ask::Whom if draft.now() == Some("ally") => "ally_whom",
        Ask::Question if draft.now() == Some("ally") => "ally_question",
        Ask::Belief if draft.is_a_loss() => "belief_loss",
        Ask::Cue if draft.is_a_no() => "cue_no_checking",
        Ask::Response if draft.is_a_no() => "response_no_checking",
        Ask::Distance => match draft.known.chosen(Ask::Perspective) {
            Some("own_name") => "distance_own_name",
            Some("friend") => "distance_friend",
            _ => "distance",
        },
        other => other.name(),
    }
}
