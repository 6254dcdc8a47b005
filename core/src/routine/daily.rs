//! A day in a few taps. Sleep and rejection go together in diaries (Gordon et al., 2019); which
//! comes first is not settled, so it is noted and never blamed.

use serde::{Deserialize, Serialize};

use crate::content::{PromptWords, fill};
use crate::error::Result;
use crate::guide::{Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, choice, line, rating};
use crate::record::store;
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Sleep = "sleep",
        Quality = "quality",
        Movement = "movement",
        Calm = "calm",
        Note = "note",
    }
}

/// A day. Bands are kept as the minutes in their middle, so that they can be counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Day {
    pub(crate) sleep_minutes: Option<u16>,
    /// 0 to 100.
    pub(crate) sleep_quality: Option<u8>,
    pub(crate) movement_minutes: Option<u16>,
    /// Breathing, meditation or grounding.
    pub(crate) calm_minutes: Option<u16>,
    pub(crate) note: Option<Words>,
}

pub(crate) struct Daily;

/// A band's id is its middle in minutes.
fn minutes(known: &Known<'_>, ask: Ask) -> Option<u16> {
    known.chosen(ask)?.parse().ok()
}

/// The band by its label; minutes where this version has no such band.
fn tell_band(story: &mut Story<'_>, prompt: &str, minutes: Option<u16>) {
    let Some(minutes) = minutes.map(|minutes| minutes.to_string()) else { return };
    let options = &crate::content::pack().guide(Daily::GUIDE).prompt(prompt).options;
    let label = options.iter().find(|option| option.id == minutes).map(|option| option.label.clone());
    story.text(prompt, Some(label.unwrap_or_else(|| fill("story.minutes", &[("n", &minutes)]))));
}

impl Form for Daily {
    type Ask = Ask;
    type Record = Day;
    const GUIDE: &'static str = "daily";
    const FROM: &'static [&'static str] = &["home", "daily"];

    fn open(_: &Opening<'_>) -> Result<Self> {
        Ok(Self)
    }

    /// One a day; the day's own can be changed.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let today = opening.now.date().to_string();
        let noted =
            store::select(opening.connection, "practice = ?1 AND local_date = ?2 LIMIT 1", &[&Self::PRACTICE, &today])?;
        Ok(opening.about.is_some() || noted.is_empty())
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Sleep | Ask::Movement | Ask::Calm => choice(words),
            Ask::Quality => rating("quality"),
            Ask::Note => line(),
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Day> {
        Some(Day {
            sleep_minutes: minutes(known, Ask::Sleep),
            sleep_quality: known.rating(Ask::Quality),
            movement_minutes: minutes(known, Ask::Movement),
            calm_minutes: minutes(known, Ask::Calm),
            note: known.words(Ask::Note).cloned(),
        })
    }

    fn tell(day: &Day, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        tell_band(&mut story, "sleep", day.sleep_minutes);
        story.rating("quality", day.sleep_quality);
        tell_band(&mut story, "movement", day.movement_minutes);
        tell_band(&mut story, "calm", day.calm_minutes);
        story.words("note", day.note.as_ref());
        story.lines
    }

    fn headline(day: &Day) -> Option<Words> {
        let first = || Self::tell(day, &Names::new()).into_iter().next().map(|line| line.text);
        day.note.clone().or_else(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::pack;

    #[test]
    fn every_band_is_minutes_of_a_day_in_rising_order() {
        for prompt in ["sleep", "movement", "calm"] {
            let options = &pack().guide("daily").prompt(prompt).options;
            let minutes: Vec<u16> = options.iter().map(|option| option.id.parse().unwrap()).collect();
            assert!(minutes.len() >= 4 && minutes.is_sorted() && minutes.iter().all(|one| *one < 24 * 60), "{prompt}");
        }
    }

    #[test]
    fn a_band_that_is_gone_is_told_in_minutes() {
        let story = Daily::tell(&Day { sleep_minutes: Some(111), ..Day::default() }, &Names::new());
        assert_eq!(story[0].text.text, "111 min");
    }
}
