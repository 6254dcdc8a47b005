//! A core belief: one old sentence about oneself, and one that the person would rather be able to
//! believe, both rated on a continuum (Padesky, 1994). The app raises it only as a question, in the
//! person's own repeated words, and rarely.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::leaning::leaning;
use super::repeated::{Repeated, repeated_thought};
use crate::checkin::Entry;
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Closing, ComposedPart, ComposedText, Form, Given, Input, Known, Names, Opening, Piece, Story, StoryLine,
    Suggestion, asks, rated_line, scale,
};
use crate::record::{CHECK_IN, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Raised = "raised",
        Old = "old",
        New = "new",
    }
}

/// A core belief as it was put down. Its ratings over the weeks are records of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Belief {
    /// How it came up, where the app asked. The repeated words are not copied: they belong to the
    /// check-ins, and are gone with them.
    pub(crate) raised: Option<Raised>,
    /// The old belief.
    pub(crate) old: Option<Words>,
    /// How true it felt, 0 to 100.
    pub(crate) old_true: Option<u8>,
    /// What the person would rather be able to believe.
    pub(crate) new: Option<Words>,
    /// How true that felt, 0 to 100.
    pub(crate) new_true: Option<u8>,
}

/// A belief that was asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Raised {
    /// In how many check-ins the words stood.
    pub(crate) times: u32,
    /// `fits`, `not_really`, `other`; none where the question was passed over.
    pub(crate) answer: Option<String>,
}

/// The longest belief, in characters: one sentence.
const MOST_CHARS: u32 = 300;
/// Check-ins that are looked at, the newest ones.
const LOOKED_AT: u32 = 60;
/// From this intensity of the newest check-in on, nothing is raised.
const HURTS: u8 = 50;
const DAY_MS: i64 = 86_400 * 1000;
/// It is raised at most once in this time …
const MONTH_MS: i64 = 30 * DAY_MS;
/// … and not in this time after risk was noticed anywhere.
const AFTER_RISK_MS: i64 = 14 * DAY_MS;

pub(crate) struct CoreBelief {
    /// What comes back, where it may be raised now.
    repeated: Option<Repeated>,
    /// The belief that is being changed.
    changed: Option<Belief>,
}

impl CoreBelief {
    /// "Not really", and no other words. It holds until the person comes back to it.
    fn is_declined(&self, known: &Known<'_>) -> bool {
        self.changed.is_none() && answer(known) == Some("not_really")
    }

    fn raised(&self, known: &Known<'_>) -> Option<Raised> {
        if let Some(changed) = &self.changed {
            return changed.raised.clone();
        }
        let times = self.repeated.as_ref().map_or(0, |repeated| u32::try_from(repeated.at.len()).unwrap_or(u32::MAX));
        known.has_passed(Ask::Raised).then(|| Raised { times, answer: answer(known).map(String::from) })
    }

    /// What to start from: other words, or those that come back.
    fn start(&self, known: &Known<'_>) -> Option<Words> {
        let repeated = || self.repeated.as_ref().and_then(|repeated| repeated.words.first().cloned());
        known.words(Ask::Raised).cloned().or_else(repeated)
    }
}

/// What was said to the question whether there is a belief.
fn answer(known: &Known<'_>) -> Option<&'static str> {
    if known.words(Ask::Raised).is_some() {
        return Some("other");
    }
    let verdict = known.verdicts(Ask::Raised).into_iter().next()?;
    Some(if verdict.accepted { "fits" } else { "not_really" })
}

impl Form for CoreBelief {
    type Ask = Ask;
    type Record = Belief;
    const GUIDE: &'static str = "core_belief";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "core_belief"];
    const LOOKS_AGAIN: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let changed = opening.about.as_ref().filter(|row| row.practice == Self::PRACTICE);
        let changed = changed.map(crate::record::Row::typed::<Belief>).transpose()?;
        let repeated = if changed.is_some() { None } else { raisable(opening)? };
        Ok(Self { repeated, changed })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let changes = opening.about.as_ref().is_some_and(|row| row.practice == Self::PRACTICE);
        Ok(changes || raisable(opening)?.is_some())
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Raised => self.repeated.is_some(),
            Ask::Old => !self.is_declined(known),
            Ask::New => known.has_answered(Ask::Old),
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Raised => {
                let suggestions: Vec<Suggestion> = self.repeated.iter().map(question).collect();
                // The words stay where they were written; what is kept is that they were shown.
                let shown = Some(json!({ "times": self.repeated.as_ref().map(|repeated| repeated.at.len()) }));
                Given { input: Input::Suggestion { suggestions, other: words.note.clone().unwrap_or_default() }, shown }
            }
            Ask::Old => {
                let draft = |text: Words| ComposedText {
                    parts: vec![ComposedPart { text: text.clone(), source: "thought".into() }],
                    text,
                };
                let drafts = self.start(known).map(draft).into_iter().collect();
                Input::Compose { drafts, max_chars: MOST_CHARS, scale: Some(scale("belief")) }.into()
            }
            Ask::New => rated_line("belief"),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        known.words(Ask::Old).cloned()
    }

    /// A question that was passed over is kept, too: it is not asked again for a month.
    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Belief> {
        let declined = self.is_declined(known);
        let old = known.words(Ask::Old).filter(|_| !declined).cloned();
        let new = known.words(Ask::New).filter(|_| old.is_some()).cloned();
        let belief = Belief {
            raised: self.raised(known),
            old_true: known.rating(Ask::Old).filter(|_| old.is_some()),
            new_true: known.rating(Ask::New).filter(|_| new.is_some()),
            old,
            new,
        };
        (belief != Belief::default()).then_some(belief)
    }

    fn tell(belief: &Belief, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        let raised = belief.raised.as_ref();
        let times = raised.filter(|raised| raised.times > 0).map(|raised| raised.times.to_string());
        story.text("raised", times.map(|times| fill("belief.times", &[("n", &times)])));
        story.choice("answer", "raised", raised.and_then(|raised| raised.answer.as_deref()));
        story.words("old", belief.old.as_ref());
        story.rating("old_true", belief.old_true);
        story.words("new", belief.new.as_ref());
        story.rating("new_true", belief.new_true);
        story.lines
    }

    fn headline(belief: &Belief) -> Option<Words> {
        belief.new.clone().or_else(|| belief.old.clone())
    }
}

/// The question, with the person's own words and when they were written.
fn question(repeated: &Repeated) -> Suggestion {
    let dates: Vec<String> = repeated.at.iter().take(5).map(|at| at.date().to_string()).collect();
    Suggestion {
        id: "repeated".into(),
        label: fill(times(repeated), &[("n", &repeated.at.len().to_string())]),
        question: pack().chrome("belief.question"),
        why: fill("belief.why", &[("dates", &dates.join(", "))]),
        pieces: lines(&repeated.words),
    }
}

/// The same words in several check-ins, or several sentences that may belong together.
fn times(repeated: &Repeated) -> &'static str {
    if repeated.words.len() > 1 { "belief.together" } else { "belief.times" }
}

/// A line for each sentence.
fn lines(words: &[Words]) -> Vec<Piece> {
    let end = |at: usize| if at + 1 < words.len() { "\n" } else { "" };
    let line = |(at, words): (usize, &Words)| Piece { text: Words::new(words.text.clone() + end(at)), marked: false };
    words.iter().enumerate().map(line).collect()
}

/// What comes back, if it may be raised here and now.
fn raisable(opening: &Opening<'_>) -> Result<Option<Repeated>> {
    let (connection, now) = (opening.connection, opening.now);
    let here = opening.about.as_ref().map(Entry::of).transpose()?;
    let spared = here.is_some_and(|entry| !entry.may_return() || super::is_spared(&entry));
    if spared || !is_a_good_time(connection, now)? {
        return Ok(None);
    }
    let (thoughts, held) = (thoughts(connection)?, held(connection)?);
    Ok(repeated_thought(&thoughts, &held).or_else(|| leaning(&thoughts, &held, now)))
}

/// The old beliefs that were put down already.
fn held(connection: &Connection) -> Result<Vec<Words>> {
    let rows = store::newest(connection, CoreBelief::PRACTICE, LOOKED_AT)?;
    let beliefs = rows.iter().map(crate::record::Row::typed::<Belief>).collect::<Result<Vec<_>>>()?;
    Ok(beliefs.into_iter().filter_map(|belief| belief.old).collect())
}

/// Not when it hurts, not more than once a month, not soon after a risk mark.
fn is_a_good_time(connection: &Connection, now: &Moment) -> Result<bool> {
    let none_since = |rest: &str, ms: i64| {
        let rest = format!("{rest} AND utc_ms > ?1 LIMIT 1");
        Ok::<_, crate::error::Error>(store::select(connection, &rest, params![now.utc_ms - ms])?.is_empty())
    };
    let Some(newest) = store::newest(connection, CHECK_IN, 1)?.into_iter().next() else { return Ok(false) };
    let newest = Entry::of(&newest)?;
    let numb = newest.feelings.iter().any(|label| label.id == "numb");
    let quiet = newest.intensity.is_some_and(|intensity| intensity < HURTS) && !numb && !super::is_spared(&newest);
    Ok(quiet && none_since("practice = 'core_belief'", MONTH_MS)? && none_since("NOT may_return", AFTER_RISK_MS)?)
}

/// The thoughts of the newest check-ins, newest first. Nothing comes from one in which risk was
/// noticed, from mistreatment, or from a loss.
fn thoughts(connection: &Connection) -> Result<Vec<(Moment, Words)>> {
    let rows = store::select(
        connection,
        "practice = 'check_in' AND may_return ORDER BY place DESC LIMIT ?1",
        params![LOOKED_AT],
    )?;
    let entries = rows.iter().map(Entry::of).collect::<Result<Vec<_>>>()?;
    let kept = entries.into_iter().filter(|entry| !super::is_spared(entry));
    Ok(kept.filter_map(|entry| Some((entry.at, entry.thought?))).collect())
}
