//! Ground floor: the words of the product, as data.
//!
//! Everything a person reads, chrome included, is in `packs/<locale>/*.toml`, so that three shells
//! say the same and one lint reads it all. Packs are embedded and parsed once.

mod balanced;
mod pseudo;
mod shelf;

pub(crate) use balanced::{ClauseWords, Composer, EventRuleWords, EventWords, SentenceWords, ShapeWords};
#[cfg(test)]
pub(crate) use pseudo::MACHINE_KEYS;
use pseudo::Voice;
pub(crate) use shelf::{
    AdjustmentWords, DrillWords, FactWords, IdeaWords, PatternWords, QuestionWords, ScriptWords, Shelf,
};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// All wording of one locale.
pub(crate) struct Pack {
    /// Guides by name.
    guides: BTreeMap<&'static str, GuideWords>,
    /// Prompts that every guide has.
    pub(crate) prompts: BTreeMap<String, PromptWords>,
    pub(crate) scales: BTreeMap<String, ScaleWords>,
    pub(crate) feelings: Feelings,
    pub(crate) events: Vec<EventWords>,
    pub(crate) traps: Vec<TrapWords>,
    /// What takes a trap's words back when it stands right before them.
    pub(crate) turned: Vec<String>,
    pub(crate) composer: Composer,
    pub(crate) clauses: ClauseWords,
    pub(crate) safety: SafetyWords,
    pub(crate) exercises: Vec<ExerciseWords>,
    pub(crate) chrome: BTreeMap<String, String>,
    /// What the records say over time, by series.
    insights: BTreeMap<String, InsightWords>,
    /// Ideas, patterns and questions to choose from.
    pub(crate) shelf: Shelf,
    /// Labels by id, of everything that can be chosen or ever could.
    labels: BTreeMap<String, String>,
}

/// The wording of one guide.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuideWords {
    pub(crate) label: String,
    /// What its records are called, where that is not the label.
    name: Option<String>,
    pub(crate) about: String,
    /// Where the practice comes from (author, year).
    pub(crate) source: String,
    /// The screen on which it is offered: `now`, `practise`, `path`, `circle`, `help`, or `record`.
    pub(crate) group: String,
    /// What the lines of its records are about.
    #[serde(default)]
    pub(crate) story: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) prompt: BTreeMap<String, PromptWords>,
}

impl GuideWords {
    /// What its records are called.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.label)
    }

    pub(crate) fn prompt(&self, id: &str) -> &PromptWords {
        self.prompt.get(id).unwrap_or(&NO_PROMPT)
    }
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

/// The wording of one series of the records.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct InsightWords {
    pub(crate) title: String,
    /// What is counted, in the plural.
    pub(crate) what: String,
    /// Its sentences and parts of sentences, with places in braces.
    pub(crate) say: BTreeMap<String, String>,
}

static NO_INSIGHT: InsightWords = InsightWords { title: String::new(), what: String::new(), say: BTreeMap::new() };
static NO_PROMPT: PromptWords =
    PromptWords { title: String::new(), help: None, example: None, note: None, options: Vec::new() };
static NO_GUIDE: GuideWords = GuideWords {
    label: String::new(),
    name: None,
    about: String::new(),
    source: String::new(),
    group: String::new(),
    story: BTreeMap::new(),
    prompt: BTreeMap::new(),
};

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
    /// The word for a label of `GoEmotions` (Demszky et al., 2020), where one names a feeling after a rejection.
    pub(crate) suggested: BTreeMap<String, String>,
}

/// One family of feelings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyWords {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) words: Vec<ChipWords>,
}

/// A thinking trap and its rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrapWords {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) question: String,
    /// Where one of these stands anywhere in a text, the text says how it is known: no rule counts.
    #[serde(default)]
    pub(crate) grounds: Vec<String>,
    /// Lists of words that its patterns name as `<id>`.
    #[serde(default)]
    list: Vec<ListWords>,
    pub(crate) rule: Vec<RuleWords>,
}

/// Words that many patterns share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListWords {
    id: String,
    patterns: Vec<String>,
}

impl TrapWords {
    /// Patterns with the words of the lists in the place of their names.
    pub(crate) fn spelled_out<'a>(&self, patterns: impl IntoIterator<Item = &'a String>) -> Vec<String> {
        let spell = |pattern: &String| {
            self.list.iter().fold(pattern.clone(), |pattern, list| {
                pattern.replace(&format!("<{}>", list.id), &list.patterns.join("|"))
            })
        };
        patterns.into_iter().map(spell).collect()
    }
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
    /// Negated or turned forms of what fires: must not fire.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) negated: Vec<String>,
}

/// What the safety scan listens for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SafetyWords {
    /// Said when the scan itself failed.
    pub(crate) unreadable: String,
    /// Phrases that patterns name, and lists of words that the scan itself reads by.
    pub(crate) part: Vec<RiskPart>,
    /// Other ways of writing: the id is what is meant.
    pub(crate) spelling: Vec<RiskPart>,
    pub(crate) idiom: Vec<RiskGuard>,
    pub(crate) guard: Vec<RiskGuard>,
    pub(crate) rule: Vec<RiskWords>,
    /// What means little alone, and something where it comes together.
    pub(crate) sign: Vec<RiskSign>,
    pub(crate) together: Together,
}

/// A weak sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RiskSign {
    #[cfg_attr(not(test), expect(dead_code, reason = "read by people and by the tests"))]
    pub(crate) id: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by people and by the tests"))]
    pub(crate) why: String,
    /// How much it counts, once, however often it is said.
    pub(crate) weight: u32,
    pub(crate) patterns: Vec<String>,
}

/// When weak signs are enough for a calm card.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Together {
    pub(crate) id: String,
    pub(crate) tier: u8,
    pub(crate) why: String,
    /// The weight that different signs must have together.
    pub(crate) needed: u32,
    /// Within how many words.
    pub(crate) within: usize,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) fires: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) silent: Vec<String>,
}

/// Words under a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RiskPart {
    pub(crate) id: String,
    pub(crate) patterns: Vec<String>,
}

/// What makes a match mean less (a guard) or nothing (a figure of speech).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RiskGuard {
    pub(crate) id: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by people and by the tests"))]
    pub(crate) why: String,
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
    /// What a negation before the match makes of it: a lower tier, or 0 for nothing.
    pub(crate) when_negated: u8,
    /// What it is where somebody else is the subject; left out where the patterns say whose it is.
    pub(crate) of_others: Option<u8>,
    /// What it is where the subject cannot be told; the same as the writer's where it is left out.
    pub(crate) of_unclear: Option<u8>,
    /// The guards that count, and the tier they lower to.
    #[serde(default)]
    pub(crate) lowered: BTreeMap<String, u8>,
    /// The same, where a negation turned it.
    #[serde(default)]
    pub(crate) denied: BTreeMap<String, u8>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) fires: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) silent: Vec<String>,
    /// Turned sentences, each after the tier it has.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by the tests only"))]
    pub(crate) negated: Vec<String>,
}

/// A grounding exercise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExerciseWords {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) about: String,
    pub(crate) source: String,
    pub(crate) caution: String,
    pub(crate) duration_ms: u32,
    /// Cues given once, or (with `every_ms`) again and again until the end.
    pub(crate) cue: Vec<CueWords>,
    pub(crate) every_ms: Option<u32>,
    #[serde(default)]
    pub(crate) variant: Vec<VariantWords>,
    pub(crate) close: String,
}

/// Another script of the same exercise, of the same duration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VariantWords {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) cue: Vec<CueWords>,
    pub(crate) every_ms: Option<u32>,
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
    /// What else may have played a part in an event of this kind: rows of a responsibility pie.
    pub(crate) fn explanations(&self, event: Option<&str>) -> Vec<&ChipWords> {
        let of = |id: &str| self.shelf.explanations.iter().find(|words| words.id == id);
        let own = event.and_then(of).map(|words| words.explanations.iter());
        own.into_iter().flatten().chain(of("any").into_iter().flat_map(|words| &words.explanations)).collect()
    }

    /// A prompt that every guide has.
    pub(crate) fn prompt(&self, id: &str) -> &PromptWords {
        self.prompts.get(id).unwrap_or(&NO_PROMPT)
    }

    pub(crate) fn guide(&self, name: &str) -> &GuideWords {
        self.guides.get(name).unwrap_or(&NO_GUIDE)
    }

    pub(crate) fn insight(&self, kind: &str) -> &InsightWords {
        self.insights.get(kind).unwrap_or(&NO_INSIGHT)
    }

    /// What records of a practice are called.
    pub(crate) fn practice_name(&self, practice: &str) -> String {
        match self.guides.get(practice) {
            Some(words) => words.name().to_owned(),
            None => in_own_words(practice),
        }
    }

    /// The label of anything that can be chosen. What an update removed keeps the label it had
    /// (`retired.toml`); an id nobody knows is shown in its own words.
    pub(crate) fn label(&self, id: &str) -> String {
        match self.labels.get(id) {
            Some(label) => label.clone(),
            None => in_own_words(id),
        }
    }

    pub(crate) fn event(&self, id: &str) -> Option<&EventWords> {
        self.events.iter().find(|event| event.id == id)
    }

    #[cfg(test)]
    pub(crate) fn has_label(&self, id: &str) -> bool {
        self.labels.contains_key(id)
    }

    /// A word of the chrome; its key if the pack has none, so that a gap is seen and not fatal.
    pub(crate) fn chrome(&self, key: &str) -> String {
        self.chrome.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }
}

/// A sentence of the chrome with its places filled.
pub(crate) fn fill(key: &str, places: &[(&str, &str)]) -> String {
    filled(&pack().chrome(key), places)
}

/// A sentence with its places filled, each once, so that words that look like a place stay words.
pub(crate) fn filled(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(places.iter().find(|(place, _)| *place == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    out + rest
}

/// An id nobody knows, as something to read.
fn in_own_words(id: &str) -> String {
    id.rsplit('.').next().unwrap_or(id).replace('_', " ")
}

/// The locales there are: English, and two that only exist to try screens with.
const LOCALES: [&str; 3] = ["en", "en-XA", "ar-XB"];
static CHOSEN: AtomicUsize = AtomicUsize::new(0);
static PACKS: [LazyLock<Pack>; 3] = [
    LazyLock::new(|| english(Voice::Plain)),
    LazyLock::new(|| english(Voice::Longer)),
    LazyLock::new(|| english(Voice::RightToLeft)),
];

/// The pack that is spoken.
pub(crate) fn pack() -> &'static Pack {
    &PACKS[CHOSEN.load(Ordering::Relaxed) % PACKS.len()]
}

/// Chooses the words of the whole process by a language tag; English where there is no such pack.
/// Returns the tag that is spoken from now on.
pub(crate) fn speak(tag: &str) -> &'static str {
    let chosen = LOCALES.iter().position(|locale| locale.eq_ignore_ascii_case(tag)).unwrap_or(0);
    CHOSEN.store(chosen, Ordering::Relaxed);
    LOCALES[chosen]
}

/// Whether the packs use a word in small letters. They are written in plain words, so what they do
/// not use may be a name.
pub(crate) fn is_plain_word(word: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let texts = [
            include_str!("../../packs/en/adjustments.toml"),
            include_str!("../../packs/en/challenges.toml"),
            include_str!("../../packs/en/drills.toml"),
            include_str!("../../packs/en/events.toml"),
            include_str!("../../packs/en/explanations.toml"),
            include_str!("../../packs/en/facts.toml"),
            include_str!("../../packs/en/grounding.toml"),
            include_str!("../../packs/en/guides/check_in.toml"),
            include_str!("../../packs/en/questions.toml"),
            include_str!("../../packs/en/safety.toml"),
            include_str!("../../packs/en/scripts.toml"),
        ];
        let words = texts.iter().chain(&TRAPS).flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        words.filter(|word| word.starts_with(char::is_lowercase)).collect()
    });
    WORDS.contains(word)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    event: Vec<EventWords>,
}

/// What all traps share.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrapsFile {
    turned: PatternList,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternList {
    patterns: Vec<String>,
}

/// The traps, each with its rules.
const TRAPS: [&str; 13] = [
    include_str!("../../packs/en/traps/all_or_nothing.toml"),
    include_str!("../../packs/en/traps/overgeneralization.toml"),
    include_str!("../../packs/en/traps/mental_filter.toml"),
    include_str!("../../packs/en/traps/disqualifying_positive.toml"),
    include_str!("../../packs/en/traps/mind_reading.toml"),
    include_str!("../../packs/en/traps/fortune_telling.toml"),
    include_str!("../../packs/en/traps/catastrophizing.toml"),
    include_str!("../../packs/en/traps/emotional_reasoning.toml"),
    include_str!("../../packs/en/traps/should.toml"),
    include_str!("../../packs/en/traps/labeling.toml"),
    include_str!("../../packs/en/traps/personalization.toml"),
    include_str!("../../packs/en/traps/blaming.toml"),
    include_str!("../../packs/en/traps/comparing.toml"),
];

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundingFile {
    exercise: Vec<ExerciseWords>,
}

/// The guides of the product; each has a file of this name.
macro_rules! guides {
    ($voice:expr; $($name:literal),+ $(,)?) => {
        BTreeMap::from([$(($name, read(include_str!(concat!("../../packs/en/guides/", $name, ".toml")), $voice))),+])
    };
}

fn english(voice: Voice) -> Pack {
    let mut pack = parsed(voice);
    pack.labels = labels(&pack, voice);
    pack
}

/// Labels by id, those of retired items included.
fn labels(pack: &Pack, voice: Voice) -> BTreeMap<String, String> {
    let retired: BTreeMap<String, String> = read(include_str!("../../packs/en/retired.toml"), voice);
    let shelf = &pack.shelf;
    let chips = pack
        .feelings
        .family
        .iter()
        .flat_map(|family| &family.words)
        .chain(&pack.feelings.apart)
        .chain(shelf.explanations.iter().flat_map(|words| &words.explanations))
        .chain(shelf.challenges.contexts.iter())
        .chain(shelf.challenges.safety_behaviours.iter())
        .chain(&shelf.strengths.strengths)
        .chain(&shelf.strengths.values)
        .map(|chip| (chip.id.clone(), chip.label.clone()));
    let traps = pack.traps.iter().map(|trap| (trap.id.clone(), trap.label.clone()));
    let events = pack.events.iter().map(|event| (event.id.clone(), event.label.clone()));
    let exercises = pack.exercises.iter().map(|one| (one.id.clone(), one.label.clone()));
    let drills = shelf.drills.iter().map(|drill| (drill.id.clone(), drill.label.clone()));
    let ideas = shelf.challenges.idea.iter().map(|idea| (idea.id.clone(), idea.label.clone()));
    let questions = shelf.questions.iter().map(|question| (question.id.clone(), question.label.clone()));
    let scripts = shelf.scripts.iter().map(|script| (script.id.clone(), script.label.clone()));
    retired
        .into_iter()
        .chain(scripts)
        .chain(questions)
        .chain(ideas)
        .chain(drills)
        .chain(exercises)
        .chain(events)
        .chain(traps)
        .chain(chips)
        .collect()
}

fn parsed(voice: Voice) -> Pack {
    Pack {
        guides: guides![
            voice;
            "check_in",
            "look_closer",
            "ground",
            "next_day",
            "mood",
            "grace",
            "grace_end",
            "debrief",
            "line",
            "challenge",
            "challenge_debrief",
            "adjustment",
            "adjustment_try",
            "script",
            "script_rehearsal",
            "script_used",
            "stance",
            "stance_outcome",
            "drill",
            "pause_reply",
            "pause_reply_after",
            "daily",
            "strength",
            "viewpoint",
            "core_belief",
            "core_belief_rating",
            "core_belief_evidence",
            "theme",
            "values",
            "goal",
            "goal_progress",
            "perspective",
            "perspective_answer",
            "supporter",
            "story_card",
            "find_group",
            "safety_plan",
            "contact",
            "welcome",
        ],
        shelf: Shelf::english(voice),
        labels: BTreeMap::new(),
        prompts: read(include_str!("../../packs/en/prompts.toml"), voice),
        scales: read(include_str!("../../packs/en/scales.toml"), voice),
        feelings: read(include_str!("../../packs/en/feelings.toml"), voice),
        events: read::<EventFile>(include_str!("../../packs/en/events.toml"), voice).event,
        traps: TRAPS.iter().map(|source| read(source, voice)).collect(),
        turned: read::<TrapsFile>(include_str!("../../packs/en/traps.toml"), voice).turned.patterns,
        composer: read(include_str!("../../packs/en/composer.toml"), voice),
        clauses: read(include_str!("../../packs/en/clauses.toml"), voice),
        safety: read(include_str!("../../packs/en/safety.toml"), voice),
        exercises: read::<GroundingFile>(include_str!("../../packs/en/grounding.toml"), voice).exercise,
        chrome: read(include_str!("../../packs/en/chrome.toml"), voice),
        insights: read(include_str!("../../packs/en/insights.toml"), voice),
    }
}

/// Embedded files are part of the program: one that does not parse is a build error that the
/// tests catch, never something a person could cause.
#[expect(clippy::expect_used, reason = "an embedded pack that does not parse must never ship")]
pub(super) fn read<T: DeserializeOwned>(source: &str, voice: Voice) -> T {
    let mut table: toml::Table = source.parse().expect("an embedded pack parses");
    voice.rewrite(&mut table);
    table.try_into().expect("an embedded pack has its shape")
}
