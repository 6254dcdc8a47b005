//! The words of the balanced thought: kinds of events, cues of clauses, shapes and their parts.

use serde::Deserialize;

use super::ChipWords;

/// A kind of event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventWords {
    pub(crate) id: String,
    pub(crate) label: String,
    /// The event as a short clause, where the person wrote none.
    pub(crate) clause: String,
    /// Hedged situational explanations that may be true of such an event.
    #[serde(default)]
    pub(crate) hedges: Vec<SentenceWords>,
    /// Whether a person can choose it. What cannot be chosen is only told from words.
    #[serde(default = "yes")]
    pub(crate) offered: bool,
    /// How it shows in words.
    #[serde(default)]
    pub(crate) rule: Vec<EventRuleWords>,
}

/// How a kind of event shows in words, with examples that prove it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventRuleWords {
    #[cfg_attr(not(test), expect(dead_code, reason = "named in test failures only"))]
    pub(crate) id: String,
    pub(crate) weight: u16,
    pub(crate) patterns: Vec<String>,
    /// A match that overlaps one of these does not count.
    #[serde(default)]
    pub(crate) unless: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) fires: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) silent: Vec<String>,
}

/// A sentence of a balanced thought, and where it fits.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SentenceWords {
    pub(crate) id: String,
    pub(crate) label: String,
    /// Whether it speaks of something that is over.
    pub(crate) past: bool,
    /// Whether it fits only where the person's own words show that kind of event.
    pub(crate) narrow: bool,
    /// The kinds of events it fits; any but a loss, if none is named.
    pub(crate) events: Vec<String>,
    /// The thinking trap it answers.
    pub(crate) applies: Option<String>,
}

/// How the parts of a balanced thought follow each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShapeWords {
    pub(crate) id: String,
    /// `plain`, `loss`, `mistreated`, or `last` (where nothing else fits).
    pub(crate) group: String,
    /// The traps it is for; any, if none is named.
    #[serde(default)]
    pub(crate) applies: Vec<String>,
    /// Whether the thought in it must not be a question.
    #[serde(default)]
    pub(crate) statement: bool,
    /// Its words, with places in braces.
    pub(crate) label: String,
}

/// Reviewed template parts of the balanced thought.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Composer {
    pub(crate) shapes: Vec<ShapeWords>,
    /// Before an event that is no sentence, and before one that is quoted.
    pub(crate) happened: ChipWords,
    pub(crate) in_my_words: ChipWords,
    /// Before rows of the responsibility pie, and between two of them.
    pub(crate) to_do_with: ChipWords,
    pub(crate) or_with: ChipWords,
    /// Before own evidence, and after it.
    pub(crate) noted: Vec<ChipWords>,
    pub(crate) bridges: Vec<SentenceWords>,
    /// Names for a thought that is not quoted, by trap.
    pub(crate) namings: Vec<SentenceWords>,
    /// Hedges that answer a trap.
    pub(crate) readings: Vec<SentenceWords>,
    /// Hedges that fit any event.
    pub(crate) hedges: Vec<SentenceWords>,
    /// Closes in agency form.
    pub(crate) closes: Vec<SentenceWords>,
    /// What somebody who was treated badly is owed, and what they can do.
    pub(crate) owed: Vec<SentenceWords>,
    pub(crate) safer: Vec<SentenceWords>,
    /// The months by name.
    pub(crate) months: Vec<String>,
}

/// How a clause shows whether it is an event or a thought.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseWords {
    pub(crate) start: i32,
    pub(crate) past: i32,
    pub(crate) time: i32,
    pub(crate) number: i32,
    pub(crate) digits: i32,
    pub(crate) quote: i32,
    pub(crate) long: i32,
    pub(crate) cue: Vec<CuePatterns>,
}

/// Words of one weight.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CuePatterns {
    pub(crate) weight: i32,
    pub(crate) patterns: Vec<String>,
}

fn yes() -> bool {
    true
}
