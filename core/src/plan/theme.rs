//! Finding themes in one's own check-ins: each is shown with its count and examples, and can be
//! turned down. What fits can be given a title, as a chapter of a longer story.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::themes::{self, Seen, Theme as Found, label, sentence};
use crate::belief::is_spared;
use crate::checkin::Entry;
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Closing, Form, Given, Input, Known, Names, Opening, Piece, Story, StoryLine, Suggestion, asks, line,
};
use crate::id::RecordId;
use crate::record::{Row, store, tags_of};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Themes = "themes",
        Own = "own",
        Chapter = "chapter",
    }
}

/// What the person made of the themes that were shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Judged {
    pub(crate) themes: Vec<ThemeMark>,
    /// A theme in own words.
    pub(crate) other: Option<Words>,
    /// What it would be called as a chapter of a longer story.
    pub(crate) chapter: Option<Words>,
}

/// A theme as it was shown, and the verdict on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ThemeMark {
    pub(crate) theme: String,
    /// In how many check-ins it stood …
    pub(crate) n: u32,
    /// … of how many.
    pub(crate) of: u32,
    pub(crate) accepted: bool,
}

impl Judged {
    /// Ids of the themes that fit.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().filter(|mark| mark.accepted).map(|mark| mark.theme.as_str())
    }
}

/// Check-ins that are looked at, the newest ones.
const LOOKED_AT: u32 = 60;
/// The most themes on one screen.
const MOST_SHOWN: usize = 2;
/// What was turned down is not shown again for this long.
const REJECTED_MS: i64 = 60 * 86_400 * 1000;

pub(crate) struct Theme {
    shown: Vec<Found>,
}

impl Theme {
    fn marks(&self, known: &Known<'_>) -> Vec<ThemeMark> {
        let verdicts = known.verdicts(Ask::Themes);
        let mark = |found: &Found| {
            let verdict = verdicts.iter().find(|verdict| verdict.id == found.id)?;
            Some(ThemeMark { theme: found.id.clone(), n: found.n, of: found.of, accepted: verdict.accepted })
        };
        self.shown.iter().filter_map(mark).collect()
    }
}

/// A theme in own words, beside those that were shown or where there were none.
fn other<'a>(known: &'a Known<'_>) -> Option<&'a Words> {
    known.words(Ask::Themes).or_else(|| known.words(Ask::Own))
}

impl Form for Theme {
    type Ask = Ask;
    type Record = Judged;
    const GUIDE: &'static str = "theme";
    const FROM: &'static [&'static str] = &["home", "theme"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let shown = match &opening.about {
            Some(row) => row.typed::<Judged>()?.themes.into_iter().map(shown_again).collect(),
            None => newest_themes(opening.connection, opening.now)?,
        };
        Ok(Self { shown })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.about.is_some() || !newest_themes(opening.connection, opening.now)?.is_empty())
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Themes => !self.shown.is_empty(),
            Ask::Own => self.shown.is_empty(),
            Ask::Chapter => other(known).is_some() || self.marks(known).iter().any(|mark| mark.accepted),
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        if ask != Ask::Themes {
            return line();
        }
        let suggestions = self.shown.iter().map(suggestion).collect();
        // Counts are kept as they were shown; the examples stay in their check-ins.
        let shown = self.shown.iter().map(|found| json!({ "theme": found.id, "n": found.n, "of": found.of }));
        let shown = Some(shown.collect());
        Given { input: Input::Suggestion { suggestions, other: words.note.clone().unwrap_or_default() }, shown }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Judged> {
        let judged = Judged {
            themes: self.marks(known),
            other: other(known).cloned(),
            chapter: known.words(Ask::Chapter).cloned(),
        };
        (judged != Judged::default()).then_some(judged)
    }

    fn tell(judged: &Judged, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        for mark in &judged.themes {
            let id = if mark.accepted { "accepted" } else { "rejected" };
            story.text(id, Some(sentence(&mark.theme, mark.n, mark.of)));
        }
        story.words("other", judged.other.as_ref());
        story.words("chapter", judged.chapter.as_ref());
        story.lines
    }

    fn headline(judged: &Judged) -> Option<Words> {
        let accepted = || judged.accepted().next().map(|id| Words::new(label(id)));
        judged.chapter.clone().or_else(|| judged.other.clone()).or_else(accepted)
    }
}

/// A theme with its count and its examples.
fn suggestion(found: &Found) -> Suggestion {
    let piece = |text: String, marked| Piece { text: Words::new(text), marked };
    let mut pieces = Vec::new();
    for (n, (at, words)) in found.examples.iter().enumerate() {
        let line = if n == 0 { "" } else { "\n" };
        pieces.push(piece(format!("{line}{}: ", at.date()), false));
        pieces.push(Piece { text: words.clone(), marked: true });
    }
    Suggestion {
        id: found.id.clone(),
        label: label(&found.id),
        question: fill("theme.question", &[("says", &sentence(&found.id, found.n, found.of))]),
        why: pack().chrome("theme.why"),
        pieces,
    }
}

/// A theme of a record that is being changed, with the count it was shown with.
fn shown_again(mark: ThemeMark) -> Found {
    Found { id: mark.theme, n: mark.n, of: mark.of, examples: Vec::new() }
}

/// The themes of the newest check-ins, without those that were turned down lately.
fn newest_themes(connection: &Connection, now: &Moment) -> Result<Vec<Found>> {
    let rejected = rejected(connection, now)?;
    let mut found = themes::themes(&seen(connection)?);
    found.retain(|theme| !rejected.contains(&theme.id));
    found.truncate(MOST_SHOWN);
    Ok(found)
}

/// The newest check-ins whose words may come back, without mistreatment and losses.
fn seen(connection: &Connection) -> Result<Vec<Seen>> {
    let rows = store::select(
        connection,
        "practice = 'check_in' AND may_return ORDER BY place DESC LIMIT ?1",
        params![LOOKED_AT],
    )?;
    let mut seen = Vec::new();
    for row in rows {
        let entry = Entry::of(&row)?;
        if !is_spared(&entry) {
            seen.push(Seen { tags: tags(connection, &row.id)?, entry });
        }
    }
    Ok(seen)
}

fn tags(connection: &Connection, id: &RecordId) -> Result<Vec<String>> {
    Ok(tags_of(connection, id)?.into_iter().map(|tag| tag.text).collect())
}

fn rejected(connection: &Connection, now: &Moment) -> Result<Vec<String>> {
    let rows = store::select(connection, "practice = 'theme' AND utc_ms > ?1", params![now.utc_ms - REJECTED_MS])?;
    let judged = rows.iter().map(Row::typed::<Judged>).collect::<Result<Vec<_>>>()?;
    let marks = judged.into_iter().flat_map(|judged| judged.themes);
    Ok(marks.filter(|mark| !mark.accepted).map(|mark| mark.theme).collect())
}

/// The themes that the person last said fit.
pub(super) fn accepted_themes(connection: &Connection) -> Result<Vec<String>> {
    let newest = store::newest(connection, Theme::PRACTICE, 1)?;
    let judged = newest.first().map(Row::typed::<Judged>).transpose()?.unwrap_or_default();
    Ok(judged.accepted().map(String::from).collect())
}
