//! Guides: every questionnaire is a pure state machine that answers "which prompt next, and why".
//!
//! What is kept are the **answers**, append-only; where a person stands is a fold over them. So
//! going back, resuming after a kill and updates of the app need no special case. This area knows
//! prompts, inputs and answers; the areas above it (`checkin`, …) own what is asked.

mod form;
mod input;
mod known;
mod picks;
mod runner;
mod store;
mod story;
mod trail;

pub(crate) use form::{
    Closing, Form, FormGuide, Given, Opening, Settling, chips, choice, choice_of, labels, line, long_text,
    note_answers, notice, offered, rated_line, rating, scale, sentences, several, several_of, tell_reminders,
};
pub(crate) use input::check;
pub(crate) use known::{Known, Prompts, asks};
pub(crate) use picks::{minutes_until, soon_first, tomorrow_first, weekly, weeks_ahead, within_a_day};
pub(crate) use runner::{Guide, Library, Runner};
pub(crate) use store::{DraftRow, Move, State, Verb};
pub(crate) use story::{Names, Story, change, if_then, of_100, rhythm};
pub(crate) use trail::Trail;

use serde::{Deserialize, Serialize};

use crate::content::ChipWords;
use crate::grounding::Exercise;
use crate::id::{DraftId, PersonId, RecordId};
use crate::record::Ratings;
use crate::safety::Help;
use crate::text::{Words, show_only_id};
use crate::time::When;

/// How to begin a guide.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Start {
    /// Which guide, for instance `check_in`. [`crate::Guides::offers`] lists what can be started from where.
    pub guide: String,
    /// The record it starts from, for instance the challenge that is looked back at.
    #[uniffi(default = None)]
    pub about: Option<RecordId>,
}

impl Answer {
    /// Own words without a rating.
    pub(crate) fn text(words: &Words) -> Self {
        Self::Text { words: words.clone(), rating: None }
    }
}

impl Start {
    /// A guide that starts from home.
    pub fn of(guide: &str) -> Self {
        Self { guide: guide.to_owned(), about: None }
    }

    /// A guide that starts from a record.
    pub fn about(guide: &str, record: &RecordId) -> Self {
        Self { guide: guide.to_owned(), about: Some(record.clone()) }
    }
}

/// Something a person can begin, for a menu.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Offer {
    /// How to begin it.
    pub start: Start,
    /// What it says.
    pub label: String,
    /// One sentence about it.
    pub about: String,
    /// Where the practice comes from (author, year).
    pub source: String,
    /// The screen it stands on: `now`, `practise`, `path`, `circle`, `help`, or `record`.
    pub group: String,
}

/// Where a person stands in a guide. Shells draw this and decide nothing.
#[allow(clippy::large_enum_variant, reason = "one crosses the FFI per tap; a box would reach three languages")]
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Step {
    /// A question is waiting.
    Ask {
        /// Where the person stands; pass `draft` and `seq` back with the answer.
        at: Place,
        /// What to ask and how.
        prompt: Prompt,
        /// The thought being worked on: keep it visible.
        in_sight: Option<Words>,
        /// About how many prompts are left after this one, where that is known.
        left: Option<u8>,
        /// The person's earlier answer to this prompt, to start from after going back.
        earlier: Option<Answer>,
    },
    /// Everything is asked: show the record as it stands, then call `finish`.
    Review {
        /// Where the person stands.
        at: Place,
        /// The record as sentences, in reading order.
        story: Vec<StoryLine>,
        /// What a screen reader says first.
        spoken: String,
    },
    /// The person pauses; everything is saved and resumes where it stopped.
    Resting {
        /// The draft that waits.
        draft: DraftId,
        /// What to say on leaving.
        words: String,
    },
    /// Another guide is open: offer to resume, set aside or discard it.
    Occupied {
        /// The open one.
        draft: DraftSummary,
    },
    /// The guide is over.
    Ended {
        /// The record it left, if anything was answered.
        record: Option<RecordId>,
        /// What to say on leaving.
        words: String,
    },
}

/// A place in a draft. `seq` counts everything the person did in it, so a stale tap is recognised.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Place {
    /// The draft.
    pub draft: DraftId,
    /// Number of answers, skips and steps back so far.
    pub seq: u32,
    /// Whether `back` leads anywhere.
    pub can_go_back: bool,
}

show_only_id!(Prompt by id, Chip by id, Suggestion by id);

/// One question, with its wording.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug, Display)]
pub struct Prompt {
    /// Stable id, for instance `thought`.
    pub id: String,
    /// The question, at most 70 characters.
    pub title: String,
    /// One or two sentences of help.
    pub help: Option<String>,
    /// A worked example, for an empty field.
    pub example: Option<String>,
    /// What takes the answer.
    pub input: Input,
    /// What a screen reader says for the whole prompt.
    pub spoken: String,
}

/// The inputs that a shell can draw. Each takes one kind of [`Answer`].
#[allow(clippy::large_enum_variant, reason = "one crosses the FFI per tap; a box would reach three languages")]
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Input {
    /// Free words; answered by `Answer::Text`.
    Text {
        /// Whether more than one line is expected.
        long: bool,
        /// The most characters it takes.
        max_chars: u32,
        /// A scale that rides along, if any.
        scale: Option<Scale>,
    },
    /// 0 to 100; answered by `Answer::Rating`.
    Scale {
        /// Its five words.
        scale: Scale,
    },
    /// Feelings; answered by `Answer::Labels`.
    Labels {
        /// Chips by family.
        families: Vec<LabelFamily>,
        /// Chips that stand alone: choosing one leaves out all others.
        apart: Vec<Chip>,
        /// The most labels taken.
        max: u8,
    },
    /// One or several of these; answered by `Answer::Chosen`.
    Choice {
        /// Chips in order.
        options: Vec<Chip>,
        /// Whether several may be chosen.
        several: bool,
        /// The placeholder of an optional line of own words, if the prompt takes one.
        note: Option<String>,
    },
    /// Sentences to sort; answered by `Answer::Sorted`.
    Lines {
        /// The sentences with the core's guess, shown as a question.
        lines: Vec<GuessedLine>,
        /// Words for the three kinds, in the order saw, heard, guessed.
        kinds: Vec<Chip>,
    },
    /// Parts of 100; answered by `Answer::Shares`.
    Shares {
        /// Rows in order; the last one is the person's own part, takes the rest and may be 0.
        parts: Vec<Chip>,
    },
    /// Suggestions to accept or reject; answered by `Answer::Judged`.
    Suggestion {
        /// At most two.
        suggestions: Vec<Suggestion>,
        /// The placeholder for something else, in own words.
        other: String,
    },
    /// A text to start from; answered by `Answer::Composed`.
    Compose {
        /// Drafts to choose from, best first; may be empty.
        drafts: Vec<ComposedText>,
        /// The most characters it takes.
        max_chars: u32,
        /// A scale that rides along, if any.
        scale: Option<Scale>,
    },
    /// A moment and how it repeats; answered by `Answer::When`.
    When {
        /// Quick picks, first choice first.
        picks: Vec<QuickPick>,
        /// Whether a daily or weekly repeat may be chosen.
        repeats: bool,
    },
    /// Somebody of the circle; answered by `Answer::Person`.
    Person {
        /// People known so far.
        known: Vec<Person>,
    },
    /// A card to read; answered by `Answer::Seen`.
    Info {
        /// What it shows.
        card: Card,
        /// Ways on; empty means a single "go on".
        options: Vec<Chip>,
    },
}

/// Five words for 0, 25, 50, 75 and 100; a slider in fives is there for those who want it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Scale {
    /// What is rated, for a screen reader's "LABEL, VALUE out of 100, WORD".
    pub label: String,
    /// Exactly five words, from 0 to 100.
    pub words: Vec<String>,
}

/// Something to tap.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug, Display)]
pub struct Chip {
    /// Stable id.
    pub id: String,
    /// What it says.
    pub label: String,
}

impl From<&ChipWords> for Chip {
    fn from(words: &ChipWords) -> Self {
        Self { id: words.id.clone(), label: words.label.clone() }
    }
}

/// Feelings of one family.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LabelFamily {
    /// Stable id.
    pub id: String,
    /// The family's name.
    pub label: String,
    /// Its words.
    pub words: Vec<Chip>,
}

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A camera would have seen it.
    Saw,
    /// Somebody said or wrote it.
    Heard,
    /// It was concluded.
    Guessed,
}

/// A sentence of the person with the core's guess about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct GuessedLine {
    /// The sentence.
    pub text: Words,
    /// The guess: a question, never a correction.
    pub guess: LineKind,
}

/// A thinking trap the core suspects, with the words that made it think so.
#[derive(Clone, PartialEq, Eq, Serialize, uniffi::Record)]
#[uniffi::export(Debug, Display)]
pub struct Suggestion {
    /// Stable id of the trap.
    pub id: String,
    /// Its everyday name.
    pub label: String,
    /// The suggestion as a question about the sentence, never about the person.
    pub question: String,
    /// Why it was suggested.
    pub why: String,
    /// The person's text in pieces; marked pieces are the words it rests on.
    pub pieces: Vec<Piece>,
}

/// A piece of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct Piece {
    /// The piece; all pieces together are the whole text.
    pub text: Words,
    /// Whether a suggestion rests on it.
    pub marked: bool,
}

/// A text the core composed, traceable part by part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct ComposedText {
    /// The whole text.
    pub text: Words,
    /// Its parts in order.
    pub parts: Vec<ComposedPart>,
}

/// One part of a composed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct ComposedPart {
    /// The part.
    pub text: Words,
    /// Where it comes from: `event`, `thought`, a place that the person filled (`what`, `need`, …), or
    /// the id of a reviewed template.
    pub source: String,
}

/// A quick pick of a moment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct QuickPick {
    /// What it says, for instance "Tomorrow morning".
    pub label: String,
    /// The moment it stands for.
    pub when: When,
}

/// Somebody of the person's circle, by an alias of their choosing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct Person {
    /// Stable id.
    pub id: PersonId,
    /// A name that only the person needs to understand, 1 to 60 characters.
    pub alias: Words,
}

/// What an info prompt shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Card {
    /// Words only; the prompt's title and help say it all.
    Notice,
    /// Help: emergency numbers for the chosen region.
    Help {
        /// What to show.
        help: Help,
        /// Why the card is here, in words, if something was noticed.
        why: Option<String>,
    },
    /// An exercise to do now.
    Grounding {
        /// Its cue script.
        exercise: Exercise,
    },
}

/// An answer. Each kind belongs to one [`Input`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// Own words.
    Text {
        /// The words.
        words: Words,
        /// 0 to 100, where a scale rides along.
        rating: Option<u8>,
    },
    /// A value.
    Rating {
        /// 0 to 100.
        value: u8,
    },
    /// Feelings.
    Labels {
        /// One to three labels.
        labels: Vec<Label>,
    },
    /// Chosen ids.
    Chosen {
        /// The ids, in the order chosen.
        ids: Vec<String>,
        /// An optional line of own words.
        note: Option<Words>,
    },
    /// Sorted sentences.
    Sorted {
        /// Every sentence that was offered, and any the person added.
        lines: Vec<SortedLine>,
    },
    /// Shares of 100.
    Shares {
        /// One share per offered part, in order.
        shares: Vec<Share>,
    },
    /// Accepted and rejected suggestions.
    Judged {
        /// One verdict per suggestion the person judged.
        verdicts: Vec<Verdict>,
        /// Something else, in own words.
        other: Option<Words>,
    },
    /// A composed text as the person left it.
    Composed {
        /// The words.
        words: Words,
        /// 0 to 100, where a scale rides along.
        rating: Option<u8>,
    },
    /// A moment.
    When {
        /// The moment; in the future at the time of answering.
        when: When,
    },
    /// Somebody.
    Person {
        /// Who.
        who: Who,
    },
    /// A card was read.
    Seen {
        /// The way on that was chosen, if there were several.
        choice: Option<String>,
    },
}

/// A feeling with its strength.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Label {
    /// The feeling's id.
    pub id: String,
    /// 0 to 100, if the person rated it.
    pub rating: Option<u8>,
}

/// A sentence and how it is known, as the person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct SortedLine {
    /// The sentence.
    pub text: Words,
    /// How it is known.
    pub kind: LineKind,
}

/// One part of 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Share {
    /// The part's id.
    pub id: String,
    /// 0 to 100; all together make 100.
    pub percent: u8,
}

/// What the person thinks of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Verdict {
    /// The suggestion's id.
    pub id: String,
    /// Whether it fits.
    pub accepted: bool,
}

/// Somebody known or new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Who {
    /// Somebody already in the circle.
    Known {
        /// Who.
        id: PersonId,
    },
    /// Somebody new.
    New {
        /// A name that only the person needs to understand, 1 to 60 characters.
        alias: Words,
    },
}

/// A draft, for lists.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DraftSummary {
    /// The draft.
    pub id: DraftId,
    /// Which guide.
    pub guide: String,
    /// The guide by name.
    pub label: String,
    /// When it was started, as UTC milliseconds.
    pub started_utc_ms: i64,
    /// Whether it was set aside.
    pub aside: bool,
    /// The thought, or the first words in it, if there are any.
    pub in_sight: Option<Words>,
}

/// One line of a record, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct StoryLine {
    /// Stable id of the kind of line.
    pub id: String,
    /// What the line is about.
    pub label: String,
    /// What it says.
    pub text: Words,
    /// The ratings that it tells of, where it tells how one changed: to be drawn beside the words.
    #[serde(skip)]
    #[uniffi(default = None)]
    pub change: Option<Ratings>,
}

/// Areas of the journal that a call changed. Shells publish them, and screens that show one refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum Area {
    /// Guides in progress.
    Drafts,
    /// Records of any practice.
    Records,
    /// Reminders and what became of them.
    Reminders,
    /// People.
    Circle,
    /// Settings such as the region.
    Settings,
}

/// What a call changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct Changes {
    /// Each area at most once; empty if nothing changed.
    pub areas: Vec<Area>,
}

impl Changes {
    pub(crate) fn of(areas: impl Into<Vec<Area>>) -> Self {
        Self { areas: areas.into() }
    }
}

/// Where a call led, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Answered {
    /// Where the person stands now.
    pub step: Step,
    /// What changed on disk.
    pub changes: Changes,
}
