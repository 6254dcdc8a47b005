//! Looking back at a challenge: what was feared beside what really happened. Being turned down
//! counts as done.

use serde::{Deserialize, Serialize};

use super::challenge::{Challenge, Planned};
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Area, Closing, ComposedPart, ComposedText, Form, Given, Input, Known, Names, Opening, Settling, Story, StoryLine,
    asks, choice, line, long_text, notice, rating, tomorrow_first,
};
use crate::record::{Row, store};
use crate::reminder::{self, Purpose};
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        How = "how",
        FearedHappened = "feared_happened",
        Happened = "happened",
        Actual = "actual",
        Surprise = "surprise",
        Learned = "learned",
        Smaller = "smaller",
        When = "when",
        Next = "next",
    }
}

/// What really happened. Ratings are 0 to 100.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Debrief {
    /// `happened`, `turned_down` (both are done) or `not_yet`.
    pub(crate) how: Option<String>,
    /// Whether the feared outcome came true: `no`, `partly`, `yes`.
    pub(crate) feared_happened: Option<String>,
    pub(crate) happened: Option<Words>,
    /// Distress at its highest (SUDS).
    pub(crate) actual: Option<u8>,
    /// How much it differed from what was expected.
    pub(crate) surprise: Option<u8>,
    pub(crate) learned: Option<Words>,
    /// What would make it small enough, where it was not done yet.
    pub(crate) smaller: Option<Words>,
    /// The next step that was proposed.
    pub(crate) proposed: Option<String>,
    /// What was planned, copied so that both stand side by side for ever.
    pub(crate) action: Option<Words>,
    pub(crate) feared: Option<Words>,
    pub(crate) probability: Option<u8>,
    pub(crate) distress: Option<u8>,
}

impl Debrief {
    pub(crate) fn is_done(&self) -> bool {
        matches!(self.how.as_deref(), Some("happened" | "turned_down"))
    }

    /// How much of the feared outcome came true, 0 to 100.
    pub(crate) fn came_true(&self) -> Option<u8> {
        match self.feared_happened.as_deref()? {
            "no" => Some(0),
            "partly" => Some(50),
            _ => Some(100),
        }
    }
}

/// The next step, proposed from how far expectation and outcome were apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// `vary`, `step_up`, `again` or `smaller`.
    pub(crate) kind: &'static str,
    pub(crate) context: Option<String>,
    pub(crate) idea: Option<String>,
    texts: Vec<(String, String)>,
}

/// A violated expectation of this much teaches enough to go one rung up.
const VIOLATED: i16 = 30;

/// Expectancy violation first, then variability: what turned out better than feared is done again
/// elsewhere or one rung up, what was as hard as feared is done again smaller.
fn kind_of(debrief: &Debrief) -> &'static str {
    if !debrief.is_done() {
        return "smaller";
    }
    let less_true =
        debrief.probability.zip(debrief.came_true()).map(|(feared, true_)| i16::from(feared) - i16::from(true_));
    let easier = debrief.distress.zip(debrief.actual).map(|(expected, actual)| i16::from(expected) - i16::from(actual));
    match (less_true, easier) {
        (Some(gap), Some(relief)) if gap >= VIOLATED && relief >= 0 => "step_up",
        (Some(gap), _) if gap >= VIOLATED => "vary",
        (Some(gap), _) if gap < 0 => "smaller",
        _ => "again",
    }
}

fn propose(debrief: &Debrief, planned: &Planned) -> Proposal {
    let kind = kind_of(debrief);
    let ideas = &pack().shelf.challenges.idea;
    let idea = planned.idea.as_ref().and_then(|id| ideas.iter().find(|idea| idea.id == *id));
    let rung = idea.and_then(|idea| {
        let same = ideas.iter().filter(|other| other.context == idea.context && (idea.strangers || !other.strangers));
        match kind {
            "step_up" => same.filter(|other| other.distress > idea.distress).min_by_key(|other| other.distress),
            "smaller" => same.filter(|other| other.distress < idea.distress).max_by_key(|other| other.distress),
            _ => None,
        }
    });
    let mut texts: Vec<(String, String)> = Vec::new();
    texts.extend(rung.map(|rung| (rung.label.clone(), rung.id.clone())));
    texts.extend(debrief.smaller.as_ref().map(|words| (words.text.clone(), "smaller".to_owned())));
    if kind == "vary" || rung.is_none() {
        let variants =
            idea.into_iter().flat_map(|idea| idea.variants.iter().map(|text| (text.clone(), idea.id.clone())));
        texts.extend(variants);
    }
    // A no is an answer: the same thing is not proposed towards somebody who said it.
    let turned_down = debrief.how.as_deref() == Some("turned_down");
    if !turned_down && (kind == "again" || texts.is_empty()) {
        texts.extend(planned.action.as_ref().map(|words| (words.text.clone(), "action".to_owned())));
    }
    Proposal { kind, context: planned.context.clone(), idea: rung.or(idea).map(|idea| idea.id.clone()), texts }
}

impl Proposal {
    /// Why this step, in words.
    pub(crate) fn reason(&self) -> String {
        pack().chrome(&format!("challenge.{}", self.kind))
    }

    pub(crate) fn drafts(&self) -> Vec<ComposedText> {
        let draft = |(text, source): &(String, String)| {
            let text = Words::new(text.clone());
            ComposedText { parts: vec![ComposedPart { text: text.clone(), source: source.clone() }], text }
        };
        self.texts.iter().map(draft).collect()
    }
}

/// The step proposed by the debrief that a guide starts from.
pub(crate) fn proposal_of(opening: &Opening<'_>) -> Result<Option<Proposal>> {
    let Some(row) = opening.about.as_ref().filter(|row| row.practice == ChallengeDebrief::PRACTICE) else {
        return Ok(None);
    };
    let planned = match opening.about_of(Challenge::PRACTICE)? {
        Some(challenge) => challenge.typed()?,
        None => Planned::default(),
    };
    Ok(Some(propose(&row.typed()?, &planned)))
}

pub(crate) struct ChallengeDebrief {
    planned: Planned,
}

impl ChallengeDebrief {
    fn done(known: &Known<'_>) -> bool {
        matches!(known.chosen(Ask::How), Some("happened" | "turned_down"))
    }

    fn debrief(&self, known: &Known<'_>) -> Debrief {
        let planned = &self.planned;
        let mut debrief = Debrief {
            how: known.chosen(Ask::How).map(String::from),
            feared_happened: known.chosen(Ask::FearedHappened).map(String::from),
            happened: known.words(Ask::Happened).cloned(),
            actual: known.rating(Ask::Actual),
            surprise: known.rating(Ask::Surprise),
            learned: known.words(Ask::Learned).cloned(),
            smaller: known.words(Ask::Smaller).cloned(),
            proposed: None,
            action: planned.action.clone(),
            feared: planned.feared.clone(),
            probability: planned.probability,
            distress: planned.distress,
        };
        debrief.proposed = Some(kind_of(&debrief).to_owned());
        debrief
    }
}

impl Form for ChallengeDebrief {
    type Ask = Ask;
    type Record = Debrief;
    const GUIDE: &'static str = "challenge_debrief";
    const FROM: &'static [&'static str] = &["challenge", "challenge_debrief"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let planned = opening.about_of(Challenge::PRACTICE)?.map(|row| row.typed()).transpose()?;
        Ok(Self { planned: planned.unwrap_or_default() })
    }

    /// Once it is done, it is changed and not looked back at a second time.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let about = opening.needs_about()?;
        if about.practice == Self::PRACTICE {
            return Ok(true);
        }
        let before = store::about(opening.connection, Self::PRACTICE, &about.id)?;
        let done = before.iter().map(Row::typed::<Debrief>).collect::<Result<Vec<_>>>()?;
        Ok(!done.iter().any(Debrief::is_done))
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::How => true,
            Ask::FearedHappened => Self::done(known) && self.planned.feared.is_some(),
            Ask::Smaller => known.chosen(Ask::How) == Some("not_yet"),
            Ask::When => known.has_answered(Ask::Smaller),
            _ => Self::done(known),
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::How | Ask::FearedHappened => choice(words),
            Ask::Happened | Ask::Learned => long_text(),
            Ask::Smaller => line(),
            Ask::Actual => rating("distress"),
            Ask::Surprise => rating("surprise"),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
            Ask::Next => notice(words),
        }
    }

    fn places(&self, known: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        match ask {
            Ask::FearedHappened => {
                vec![("feared", self.planned.feared.as_ref().map(|words| words.text.clone()).unwrap_or_default())]
            }
            Ask::Next => vec![("reason", propose(&self.debrief(known), &self.planned).reason())],
            _ => Vec::new(),
        }
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.planned.action.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Debrief> {
        known.has_answered(Ask::How).then(|| self.debrief(known))
    }

    fn tell(debrief: &Debrief, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("action", debrief.action.as_ref());
        story.choice("how", "how", debrief.how.as_deref());
        story.words("feared", debrief.feared.as_ref());
        let likely = debrief.probability.map(|value| value.to_string());
        story.text("probability", likely.map(|value| fill("story.value", &[("value", &value)])));
        story.choice("feared_happened", "feared_happened", debrief.feared_happened.as_deref());
        story.words("happened", debrief.happened.as_ref());
        story.rating("distress", debrief.distress);
        story.rating("actual", debrief.actual);
        story.rating("surprise", debrief.surprise);
        story.words("learned", debrief.learned.as_ref());
        story.words("smaller", debrief.smaller.as_ref());
        story.lines
    }

    fn headline(debrief: &Debrief) -> Option<Words> {
        debrief.learned.clone().or_else(|| debrief.happened.clone()).or_else(|| debrief.action.clone())
    }

    /// Doing it is the evidence, whatever the other person said.
    fn fact(debrief: &Debrief) -> Option<Words> {
        let action = debrief.is_done().then_some(debrief.action.as_ref()?)?;
        let how =
            if debrief.how.as_deref() == Some("turned_down") { "challenge.fact_turned_down" } else { "challenge.fact" };
        let fact = fill(how, &[("action", &action.text)]);
        let learned = debrief.learned.as_ref().map(|learned| format!(" {}", learned.text)).unwrap_or_default();
        Some(Words::new(fact + &learned))
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::When).map(|when| (Purpose::Challenge, when)).into_iter().collect()
    }

    /// What was looked back at needs no reminder of its day any more.
    fn settle(&self, _: &Known<'_>, _: &Debrief, settling: &Settling<'_>) -> Result<Vec<Area>> {
        let Row { about: Some(challenge), .. } = settling.row else { return Ok(Vec::new()) };
        reminder::store::remove_about(settling.tx, challenge)?;
        Ok(vec![Area::Reminders])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debrief(how: &str, probability: u8, came_true: &str, distress: u8, actual: u8) -> Debrief {
        Debrief {
            how: Some(how.into()),
            feared_happened: Some(came_true.into()),
            probability: Some(probability),
            distress: Some(distress),
            actual: Some(actual),
            ..Debrief::default()
        }
    }

    #[test]
    fn the_next_step_follows_from_what_was_expected_and_what_came() {
        for (debrief, kind) in [
            (debrief("happened", 80, "no", 60, 40), "step_up"),
            (debrief("turned_down", 80, "partly", 60, 60), "step_up"),
            (debrief("happened", 80, "no", 40, 70), "vary"),
            (debrief("happened", 20, "no", 40, 40), "again"),
            (debrief("turned_down", 20, "yes", 40, 80), "smaller"),
            (debrief("not_yet", 80, "no", 40, 0), "smaller"),
        ] {
            assert_eq!(kind_of(&debrief), kind, "{debrief:?}");
        }
    }

    #[test]
    fn after_a_no_the_same_is_not_proposed_again() {
        let planned = Planned { action: Some(Words::new("Ask next door")), ..Planned::default() };
        let drafts = |debrief| propose(&debrief, &planned).drafts().len();
        assert_eq!(drafts(debrief("happened", 20, "no", 40, 40)), 1);
        for came in ["no", "partly", "yes"] {
            assert_eq!(drafts(debrief("turned_down", 50, came, 40, 60)), 0, "{came}");
        }
    }

    #[test]
    fn one_rung_up_is_the_next_of_the_same_place() {
        let ideas = &pack().shelf.challenges.idea;
        let lowest = ideas.iter().filter(|idea| idea.context == "work").min_by_key(|idea| idea.distress).unwrap();
        let planned = Planned { idea: Some(lowest.id.clone()), ..Planned::default() };
        let proposal = propose(&debrief("happened", 90, "no", 50, 20), &planned);
        let next = ideas.iter().find(|idea| Some(&idea.id) == proposal.idea.as_ref()).unwrap();
        assert!(next.distress > lowest.distress && next.context == "work");
        assert_eq!(proposal.drafts()[0].text.text, next.label);
    }
}
