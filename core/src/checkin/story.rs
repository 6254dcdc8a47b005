//! A record as sentences, in the order of a story. Three shells show the same.

use super::draft::feeling_names;
use super::record::{Entry, Ratings};
use crate::content::pack;
use crate::guide::{LineKind, StoryLine};
use crate::reminder::Reminder;
use crate::text::Words;
use crate::time::{Repeat, When, clock};

/// The record, line by line; lines that would be empty are left out. Risk marks are never told.
pub(crate) fn tell(entry: &Entry, reminders: &[Reminder]) -> Vec<StoryLine> {
    let mut story = Story::default();
    story.line("feelings", feelings(entry));
    story.words("held_line", entry.held_line.as_ref());
    story.line("event", happened(entry));
    story.words("thought", entry.thought.as_ref());
    story.line("about_me", change(entry.about_me));
    for line in &entry.lines {
        let id = match line.kind {
            LineKind::Saw => "line_saw",
            LineKind::Heard => "line_heard",
            LineKind::Guessed => "line_guessed",
        };
        story.words(id, Some(&line.text));
    }
    story.line("belief", change(entry.belief));
    for mark in entry.traps.iter().filter(|mark| mark.accepted) {
        story.line("trap", pack().traps.iter().find(|trap| trap.id == mark.trap).map(|trap| trap.label.clone()));
    }
    story.words("other_trap", entry.other_trap.as_ref());
    story.words("balanced", entry.balanced.as_ref());
    story.line("next", entry.next_step.as_deref().and_then(next_label));
    story.words("asked", entry.asked_question.as_ref());
    story.words("boundary", entry.boundary.as_ref());
    story.words("documented", entry.documented.as_ref());
    story.line("if_then", entry.if_then.as_ref().map(plan));
    for reminder in reminders {
        story.line("reminder", Some(rhythm(&reminder.rule)));
    }
    story.lines
}

#[derive(Default)]
struct Story {
    lines: Vec<StoryLine>,
}

impl Story {
    fn line(&mut self, id: &str, text: Option<String>) {
        self.words(id, text.map(Words::new).as_ref());
    }

    fn words(&mut self, id: &str, text: Option<&Words>) {
        if let Some(text) = text {
            let label = pack().chrome(&format!("story.{id}"));
            self.lines.push(StoryLine { id: id.into(), label, text: text.clone() });
        }
    }
}

fn feelings(entry: &Entry) -> Option<String> {
    let names = feeling_names(&entry.feelings);
    match (names.is_empty(), entry.intensity) {
        (true, None) => None,
        (true, Some(value)) => Some(fill("story.value", &[("value", &value.to_string())])),
        (false, None) => Some(names),
        (false, Some(value)) => Some(fill("story.strength", &[("feelings", &names), ("value", &value.to_string())])),
    }
}

/// The person's line; without one, the kind of event.
fn happened(entry: &Entry) -> Option<String> {
    let kind = || entry.event.as_deref().and_then(|id| pack().event(id)).map(|event| event.label.clone());
    entry.event_line.as_ref().map(|line| line.text.clone()).or_else(kind)
}

fn change(ratings: Ratings) -> Option<String> {
    let before = ratings.before?.to_string();
    Some(match ratings.after {
        Some(after) => fill("story.about_me_change", &[("before", &before), ("after", &after.to_string())]),
        None => fill("story.value", &[("value", &before)]),
    })
}

fn next_label(id: &str) -> Option<String> {
    pack().prompt("now").options.iter().find(|option| option.id == id).map(|option| option.label.clone())
}

fn plan(plan: &super::record::IfThen) -> String {
    fill("story.if_then_text", &[("cue", &plan.cue.text), ("response", &plan.response.text)])
}

/// When a reminder comes, in words.
fn rhythm(when: &When) -> String {
    let time = clock(when.first.minute);
    match &when.repeat {
        Repeat::Once => fill("reminder.once", &[("date", &when.first.date), ("time", &time)]),
        Repeat::Daily => fill("reminder.daily", &[("time", &time)]),
        Repeat::Weekdays { days } => {
            let days: Vec<_> = days.iter().map(|day| pack().chrome(day.key())).collect();
            fill("reminder.weekdays", &[("days", &days.join(", ")), ("time", &time)])
        }
    }
}

/// A sentence of the chrome with its places filled, each once, so that words that look like a
/// place stay words.
fn fill(key: &str, places: &[(&str, &str)]) -> String {
    let sentence = pack().chrome(key);
    let mut out = String::new();
    let mut rest = sentence.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(places.iter().find(|(place, _)| *place == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    out + rest
}
