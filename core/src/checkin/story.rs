//! A check-in as sentences, in the order of a story.

use super::draft::feeling_names;
use super::record::Entry;
use crate::content::{fill, pack};
use crate::guide::{LineKind, Names, Story, StoryLine};
use crate::record::{CHECK_IN, Ratings};

/// The record, line by line. Risk marks are never told.
pub(crate) fn tell(entry: &Entry, names: &Names) -> Vec<StoryLine> {
    let mut story = Story::new(CHECK_IN, names);
    story.text("feelings", feelings(entry));
    story.words("held_line", entry.held_line.as_ref());
    story.text("event", happened(entry));
    story.words("thought", entry.thought.as_ref());
    story.change("about_me", entry.about_me);
    for line in &entry.lines {
        let id = match line.kind {
            LineKind::Saw => "line_saw",
            LineKind::Heard => "line_heard",
            LineKind::Guessed => "line_guessed",
        };
        story.words(id, Some(&line.text));
    }
    story.change("belief", entry.belief);
    story.choices("curious", "curious", &entry.curious);
    story.words("curious_note", entry.curious_note.as_ref());
    story.words("unknown", entry.unknown.as_ref());
    story.choice("perspective", "perspective", entry.perspective.as_deref());
    story.words("distanced", entry.distanced.as_ref());
    if entry.intensity_after.is_some() {
        story.change("strength", Ratings { before: entry.intensity, after: entry.intensity_after });
    }
    for mark in entry.traps.iter().filter(|mark| mark.accepted) {
        story.text("trap", Some(pack().label(&mark.trap)));
    }
    story.words("other_trap", entry.other_trap.as_ref());
    for share in &entry.explanations {
        let label = if share.id == "my_part" { my_part() } else { pack().label(&share.id) };
        story.text("share", Some(fill("story.share", &[("part", &label), ("percent", &share.percent.to_string())])));
    }
    story.words("balanced", entry.balanced.as_ref());
    story.words("learned", entry.learned.as_ref());
    story.choice("differently", "differently", entry.differently.as_deref());
    story.words("differently_note", entry.differently_note.as_ref());
    story.choice("next", "now", entry.next_step.as_deref());
    story.person("asked_person", entry.asked_person.as_ref());
    story.words("asked", entry.asked_question.as_ref());
    story.person("consult", entry.consult.as_ref());
    story.words("boundary", entry.boundary.as_ref());
    story.words("documented", entry.documented.as_ref());
    let plan = entry.if_then.as_ref();
    story.text(
        "if_then",
        plan.map(|plan| fill("story.if_then", &[("cue", &plan.cue.text), ("response", &plan.response.text)])),
    );
    story.words("challenge", entry.challenge.as_ref());
    story.lines
}

fn my_part() -> String {
    let options = &pack().guide(CHECK_IN).prompt("explanations").options;
    options.first().map(|option| option.label.clone()).unwrap_or_default()
}

fn feelings(entry: &Entry) -> Option<String> {
    let names = feeling_names(&entry.feelings);
    match (names.is_empty(), entry.intensity) {
        (true, None) => None,
        (true, Some(value)) => Some(crate::guide::of_100(value)),
        (false, None) => Some(names),
        (false, Some(value)) => Some(fill("story.strength", &[("feelings", &names), ("value", &value.to_string())])),
    }
}

/// The person's line; without one, the kind of event.
fn happened(entry: &Entry) -> Option<String> {
    let kind = || entry.event.as_deref().map(|id| pack().label(id));
    entry.event_line.as_ref().map(|line| line.text.clone()).or_else(kind)
}
