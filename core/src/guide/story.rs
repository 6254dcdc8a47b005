//! Records as sentences, in the order of a story. Three shells show the same.

use std::collections::BTreeMap;

use super::StoryLine;
use crate::content::{GuideWords, fill, pack};
use crate::id::PersonId;
use crate::record::Ratings;
use crate::text::Words;
use crate::time::{Repeat, Weekday, When, clock};

/// Who is who: aliases by id.
pub(crate) type Names = BTreeMap<PersonId, Words>;

/// A story in the making. Lines that would be empty are left out.
pub(crate) struct Story<'a> {
    words: &'a GuideWords,
    names: &'a Names,
    pub(crate) lines: Vec<StoryLine>,
}

impl<'a> Story<'a> {
    pub(crate) fn new(guide: &str, names: &'a Names) -> Self {
        Self { words: pack().guide(guide), names, lines: Vec::new() }
    }

    /// Own words.
    pub(crate) fn words(&mut self, id: &str, text: Option<&Words>) {
        if let Some(text) = text {
            let label = self.words.story.get(id).cloned().unwrap_or_else(|| id.to_owned());
            self.lines.push(StoryLine { id: id.into(), label, text: text.clone(), change: None });
        }
    }

    /// Words that were made.
    pub(crate) fn text(&mut self, id: &str, text: Option<String>) {
        self.words(id, text.map(Words::new).as_ref());
    }

    /// "60 of 100".
    pub(crate) fn rating(&mut self, id: &str, value: Option<u8>) {
        self.text(id, value.map(of_100));
    }

    /// "60 of 100, then 40".
    pub(crate) fn change(&mut self, id: &str, ratings: Ratings) {
        self.text(id, change(ratings));
        if let (Ratings { before: Some(_), after: Some(_) }, Some(line)) = (ratings, self.lines.last_mut()) {
            line.change = Some(ratings);
        }
    }

    /// What was chosen at a prompt, by label.
    pub(crate) fn choice(&mut self, id: &str, prompt: &str, chosen: Option<&str>) {
        self.text(id, chosen.map(|chosen| self.label(prompt, chosen)));
    }

    /// All that was chosen at a prompt, by label.
    pub(crate) fn choices(&mut self, id: &str, prompt: &str, chosen: &[String]) {
        let labels: Vec<String> = chosen.iter().map(|one| self.label(prompt, one)).collect();
        self.text(id, (!labels.is_empty()).then(|| labels.join(", ")));
    }

    /// Somebody by alias.
    pub(crate) fn person(&mut self, id: &str, person: Option<&PersonId>) {
        self.words(id, person.and_then(|person| self.names.get(person)));
    }

    /// A moment and how it repeats.
    pub(crate) fn when(&mut self, id: &str, when: Option<&When>) {
        self.text(id, when.map(rhythm));
    }

    fn label(&self, prompt: &str, chosen: &str) -> String {
        let options = self.words.prompt.get(prompt).map(|words| words.options.as_slice()).unwrap_or_default();
        options
            .iter()
            .find(|option| option.id == chosen)
            .map_or_else(|| pack().label(chosen), |option| option.label.clone())
    }
}

/// "If …: …", in one sentence.
pub(crate) fn if_then(cue: &str, response: &str) -> String {
    fill("story.if_then", &[("cue", cue), ("response", response)])
}

pub(crate) fn of_100(value: u8) -> String {
    fill("story.value", &[("value", &value.to_string())])
}

/// "60 of 100, then 40"; one of them where there is only one.
pub(crate) fn change(ratings: Ratings) -> Option<String> {
    let text = |value: u8| value.to_string();
    match (ratings.before, ratings.after) {
        (Some(before), Some(after)) => {
            Some(fill("story.change", &[("before", &text(before)), ("after", &text(after))]))
        }
        (before, after) => before.or(after).map(of_100),
    }
}

/// When something comes, in words.
pub(crate) fn rhythm(when: &When) -> String {
    let time = clock(when.first.minute);
    match &when.repeat {
        Repeat::Once => fill("reminder.once", &[("date", &when.first.date), ("time", &time)]),
        Repeat::Daily => fill("reminder.daily", &[("time", &time)]),
        Repeat::Weekdays { days } => fill("reminder.weekdays", &[("days", &day_names(days)), ("time", &time)]),
        Repeat::EveryDays { days } => {
            fill("reminder.every_days", &[("n", &days.to_string()), ("date", &when.first.date), ("time", &time)])
        }
        Repeat::PerWeek { times, days } => {
            fill("reminder.per_week", &[("n", &times.to_string()), ("days", &day_names(days)), ("time", &time)])
        }
        Repeat::Monthly => fill("reminder.monthly", &[("date", &when.first.date), ("time", &time)]),
    }
}

fn day_names(days: &[Weekday]) -> String {
    days.iter().map(|day| pack().chrome(day.key())).collect::<Vec<_>>().join(", ")
}
