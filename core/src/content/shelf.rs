//! Ideas, patterns and questions to choose from: lists that people pick out of.

use serde::Deserialize;

use super::pseudo::Voice;
use super::{ChipWords, read};

/// Everything there is to choose from.
pub(crate) struct Shelf {
    pub(crate) explanations: Vec<ExplanationWords>,
    pub(crate) challenges: ChallengeWords,
    pub(crate) adjustments: Vec<AdjustmentWords>,
    pub(crate) if_then: Vec<PatternWords>,
    pub(crate) drills: Vec<DrillWords>,
    pub(crate) scripts: Vec<ScriptWords>,
    pub(crate) questions: Vec<QuestionWords>,
    pub(crate) strengths: StrengthWords,
    pub(crate) facts: Vec<FactWords>,
}

/// Situational explanations of one kind of event, or (`any`) of every kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExplanationWords {
    pub(crate) id: String,
    pub(crate) explanations: Vec<ChipWords>,
}

/// Small challenges.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChallengeWords {
    pub(crate) contexts: Vec<ChipWords>,
    pub(crate) safety_behaviours: Vec<ChipWords>,
    pub(crate) idea: Vec<IdeaWords>,
}

/// One small challenge.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdeaWords {
    pub(crate) id: String,
    pub(crate) context: String,
    pub(crate) label: String,
    /// Expected distress, 0 to 100, for somebody who finds such things hard.
    pub(crate) distress: u8,
    /// Whether it means contact with somebody unknown: never offered to people under 18.
    pub(crate) strangers: bool,
    /// The same with another person, place or time.
    pub(crate) variants: Vec<String>,
}

/// A micro-adjustment: if …, then ….
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdjustmentWords {
    pub(crate) id: String,
    pub(crate) context: String,
    pub(crate) cue: String,
    pub(crate) response: String,
}

/// An if-then for the hours after an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatternWords {
    pub(crate) id: String,
    pub(crate) events: Vec<String>,
    pub(crate) cue: String,
    pub(crate) response: String,
}

/// A communication drill.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DrillWords {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) how: String,
    pub(crate) minutes: u8,
    pub(crate) source: String,
}

/// A pattern for what to say next time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptWords {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) style: String,
    pub(crate) label: String,
    /// With places such as `{what}`.
    pub(crate) text: String,
    /// Whether it is not joined with sentences of another kind.
    #[serde(default)]
    pub(crate) alone: bool,
}

/// A question to put to somebody, or to oneself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionWords {
    pub(crate) id: String,
    /// `ask`, `view` or `curious`.
    pub(crate) kind: String,
    pub(crate) label: String,
}

/// Strengths that others can observe, and values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StrengthWords {
    pub(crate) strengths: Vec<ChipWords>,
    pub(crate) values: Vec<ChipWords>,
}

/// A published finding about how predictions and outcomes differ.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactWords {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) source: String,
    pub(crate) applies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplanationFile {
    event: Vec<ExplanationWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdjustmentFile {
    adjustment: Vec<AdjustmentWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternFile {
    pattern: Vec<PatternWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrillFile {
    drill: Vec<DrillWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptFile {
    script: Vec<ScriptWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    question: Vec<QuestionWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    fact: Vec<FactWords>,
}

impl Shelf {
    pub(super) fn english(voice: Voice) -> Self {
        Self {
            explanations: read::<ExplanationFile>(include_str!("../../packs/en/explanations.toml"), voice).event,
            challenges: read(include_str!("../../packs/en/challenges.toml"), voice),
            adjustments: read::<AdjustmentFile>(include_str!("../../packs/en/adjustments.toml"), voice).adjustment,
            if_then: read::<PatternFile>(include_str!("../../packs/en/if_then.toml"), voice).pattern,
            drills: read::<DrillFile>(include_str!("../../packs/en/drills.toml"), voice).drill,
            scripts: read::<ScriptFile>(include_str!("../../packs/en/scripts.toml"), voice).script,
            questions: read::<QuestionFile>(include_str!("../../packs/en/questions.toml"), voice).question,
            strengths: read(include_str!("../../packs/en/strengths.toml"), voice),
            facts: read::<FactFile>(include_str!("../../packs/en/facts.toml"), voice).fact,
        }
    }
}
