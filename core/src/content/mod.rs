//! Ground floor: the words of the product, as data.
//!
//! Everything a person reads, chrome included, is in `packs/<locale>/*.toml`, so that three shells
//! say the same and one lint reads it all. Packs are embedded and parsed once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// All wording of one locale.
pub(crate) struct Pack {
    pub(crate) prompts: BTreeMap<String, PromptWords>,
    pub(crate) scales: BTreeMap<String, ScaleWords>,
    pub(crate) feelings: Feelings,
    pub(crate) events: Vec<EventWords>,
    pub(crate) traps: Vec<TrapWords>,
    pub(crate) composer: Composer,
    pub(crate) safety: SafetyWords,
    pub(crate) exercises: Vec<ExerciseWords>,
    pub(crate) chrome: BTreeMap<String, String>,
}

/// The wording of one prompt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PromptWords {
    pub(crate) title: String,
    pub(crate) help: Option<String>,
    pub(crate) example: Option<String>,
    /// The placeholder of an optional note, or of "something else".
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) options: Vec<ChipWords>,
}

/// Wording of something to tap.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChipWords {
    pub(crate) id: String,
    pub(crate) label: String,
}

/// Five words for 0, 25, 50, 75, 100.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScaleWords {
    pub(crate) label: String,
    pub(crate) words: Vec<String>,
}

/// The vocabulary of feelings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feelings {
    /// Chips that stand alone.
    pub(crate) apart: Vec<ChipWords>,
    pub(crate) family: Vec<FamilyWords>,
}

/// One family of feelings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyWords {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) words: Vec<ChipWords>,
}

impl Feelings {
    pub(crate) fn label(&self, id: &str) -> Option<&str> {
        let words = self.family.iter().flat_map(|family| &family.words);
        words.chain(&self.apart).find(|chip| chip.id == id).map(|chip| chip.label.as_str())
    }
}

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
    pub(crate) hedges: Vec<ChipWords>,
}

/// A thinking trap and its rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrapWords {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) question: String,
    pub(crate) rule: Vec<RuleWords>,
}

/// A rule: patterns with examples that prove it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleWords {
    pub(crate) id: String,
    pub(crate) why: String,
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

/// Reviewed template parts of the balanced thought.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Composer {
    /// How the thought is named as a thought; holds `{thought}`.
    pub(crate) names: Vec<ChipWords>,
    /// Where the thought is too long to quote.
    pub(crate) unquoted: ChipWords,
    /// Hedges that fit any event.
    pub(crate) hedges: Vec<ChipWords>,
    /// Closes in agency form.
    pub(crate) closes: Vec<ChipWords>,
}

/// What the safety scan listens for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SafetyWords {
    /// Said when the scan itself failed.
    pub(crate) unreadable: String,
    pub(crate) idiom: Vec<IdiomWords>,
    pub(crate) rule: Vec<RiskWords>,
}

/// Figures of speech: words inside them are not listened to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdiomWords {
    #[cfg_attr(not(test), expect(dead_code, reason = "named in test failures only"))]
    pub(crate) id: String,
    pub(crate) patterns: Vec<String>,
}

/// A risk rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RiskWords {
    pub(crate) id: String,
    pub(crate) tier: u8,
    pub(crate) why: String,
    pub(crate) patterns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) fires: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) silent: Vec<String>,
    /// What a negation before the match makes of it: a lower tier, or 0 for nothing.
    pub(crate) negated: u8,
}

/// A grounding exercise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExerciseWords {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) about: String,
    pub(crate) source: String,
    pub(crate) caution: String,
    pub(crate) duration_ms: u32,
    /// Cues given once, or (with `every_ms`) again and again until the end.
    pub(crate) cue: Vec<CueWords>,
    pub(crate) every_ms: Option<u32>,
    pub(crate) close: String,
}

/// A timed cue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueWords {
    pub(crate) at_ms: u32,
    pub(crate) cue: String,
    pub(crate) haptic: String,
    pub(crate) words: String,
    pub(crate) spoken: String,
}

impl Pack {
    pub(crate) fn prompt(&self, id: &str) -> &PromptWords {
        static MISSING: LazyLock<PromptWords> = LazyLock::new(|| PromptWords {
            title: String::new(),
            help: None,
            example: None,
            note: None,
            options: Vec::new(),
        });
        self.prompts.get(id).unwrap_or(&MISSING)
    }

    pub(crate) fn event(&self, id: &str) -> Option<&EventWords> {
        self.events.iter().find(|event| event.id == id)
    }

    /// A word of the chrome; its key if the pack has none, so that a gap is seen and not fatal.
    pub(crate) fn chrome(&self, key: &str) -> String {
        self.chrome.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }
}

/// The pack that is spoken. English is the only one so far.
pub(crate) fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(english);
    &PACK
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    event: Vec<EventWords>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrapFile {
    trap: Vec<TrapWords>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundingFile {
    exercise: Vec<ExerciseWords>,
}

fn english() -> Pack {
    Pack {
        prompts: read(include_str!("../../packs/en/prompts.toml")),
        scales: read(include_str!("../../packs/en/scales.toml")),
        feelings: read(include_str!("../../packs/en/feelings.toml")),
        events: read::<EventFile>(include_str!("../../packs/en/events.toml")).event,
        traps: read::<TrapFile>(include_str!("../../packs/en/traps.toml")).trap,
        composer: read(include_str!("../../packs/en/composer.toml")),
        safety: read(include_str!("../../packs/en/safety.toml")),
        exercises: read::<GroundingFile>(include_str!("../../packs/en/grounding.toml")).exercise,
        chrome: read(include_str!("../../packs/en/chrome.toml")),
    }
}

/// Embedded files are part of the program: one that does not parse is a build error that the
/// tests catch, never something a person could cause.
#[expect(clippy::expect_used, reason = "an embedded pack that does not parse must never ship")]
fn read<T: DeserializeOwned>(source: &str) -> T {
    toml::from_str(source).expect("an embedded pack parses")
}
