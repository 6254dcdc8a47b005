//! A small challenge (graded exposure): what is feared is written down before, so that it can be
//! compared with what really happened (inhibitory learning; Craske et al., 2014).

use serde::{Deserialize, Serialize};

use crate::content::{FactWords, IdeaWords, PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Answer, Chip, Closing, Form, Given, Input, Known, Names, Opening, Prompts, Settling, Story, StoryLine, asks,
    choice_of, line, note_answers, notice, rating, sentences, several_of, tomorrow_first,
};
use crate::id::RecordId;
use crate::record::{CHECK_IN, Row, store};
use crate::reminder::Purpose;
use crate::settings::{self, AgeBand};
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Context = "context",
        Idea = "idea",
        Action = "action",
        Feared = "feared",
        Probability = "probability",
        Distress = "distress",
        SafetyBehaviours = "safety_behaviours",
        Fact = "fact",
        When = "when",
    }
}

/// A challenge as planned. Ratings are 0 to 100.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Planned {
    /// Where it takes place, an id of `challenges.toml`.
    pub(crate) context: Option<String>,
    /// The idea it came from.
    pub(crate) idea: Option<String>,
    pub(crate) action: Option<Words>,
    /// The feared outcome.
    pub(crate) feared: Option<Words>,
    /// How likely that seems.
    pub(crate) probability: Option<u8>,
    /// The expected distress (SUDS).
    pub(crate) distress: Option<u8>,
    /// Safety behaviours to drop.
    pub(crate) safety_behaviours: Vec<String>,
    pub(crate) safety_note: Option<Words>,
    /// The published finding that was shown after the prediction.
    pub(crate) fact: Option<String>,
}

/// The most ideas on one screen.
const MOST_IDEAS: usize = 12;

pub(crate) struct Challenge {
    /// Contact with strangers is offered to those who said they are 18 or over, and to nobody else.
    strangers: bool,
    /// Ideas that were tried already go to the end of the list.
    tried: Vec<String>,
    /// Where a debrief proposed the next step.
    proposed: Option<super::challenge_debrief::Proposal>,
}

impl Challenge {
    /// The ladder for a place: from the least to the most expected distress.
    fn ladder(&self, context: Option<&str>) -> Vec<&'static IdeaWords> {
        let ideas = &pack().shelf.challenges.idea;
        let fits = |idea: &&IdeaWords| {
            context.is_none_or(|context| idea.context == context) && (self.strangers || !idea.strangers)
        };
        let mut ladder: Vec<_> = ideas.iter().filter(fits).collect();
        ladder.sort_by_key(|idea| (self.tried.contains(&idea.id), idea.distress));
        // From the whole ladder, so that there is an easy and a hard end to choose from.
        let fresh = ladder.iter().filter(|idea| !self.tried.contains(&idea.id)).count();
        ladder.truncate(fresh.max(MOST_IDEAS));
        let all = ladder.len();
        let rungs = all.min(MOST_IDEAS);
        (0..rungs).filter_map(|rung| ladder.get(rung * all / rungs).copied()).collect()
    }

    /// The idea chosen, unless the person has one of their own.
    fn idea(known: &Known<'_>) -> Option<&'static IdeaWords> {
        let chosen = known.chosen(Ask::Idea)?;
        pack().shelf.challenges.idea.iter().find(|idea| idea.id == chosen)
    }

    /// A finding that fits, to be shown after the own prediction. The same prediction shows the
    /// same one: nothing here is drawn by lot.
    fn fact(&self, known: &Known<'_>) -> Option<&'static FactWords> {
        let turn = usize::from(known.rating(Ask::Probability)?);
        let strangers = |fact: &&FactWords| self.strangers || fact.id != "talking_to_strangers";
        let fits = |fact: &&FactWords| {
            fact.applies.iter().any(|one| ["conversation", "joining", "asking_help", "any"].contains(&one.as_str()))
        };
        let facts: Vec<&FactWords> = pack().shelf.facts.iter().filter(fits).filter(strangers).collect();
        facts.get(turn % facts.len().max(1)).copied()
    }
}

impl Form for Challenge {
    type Ask = Ask;
    type Record = Planned;
    const GUIDE: &'static str = "challenge";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "challenge", "challenge_debrief", "grace"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let connection = opening.connection;
        let tried = store::newest(connection, Self::PRACTICE, 200)?;
        let tried = tried.iter().map(Row::typed::<Planned>).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            strangers: settings::age_band(connection)? == Some(AgeBand::Adult),
            tried: tried.into_iter().filter_map(|planned| planned.idea).collect(),
            proposed: super::challenge_debrief::proposal_of(opening)?,
        })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Context | Ask::Idea => self.proposed.is_none(),
            Ask::Action => Self::idea(known).is_none(),
            Ask::Probability => known.has_answered(Ask::Feared),
            Ask::Fact => self.fact(known).is_some(),
            _ => true,
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Context => choice_of(pack().shelf.challenges.contexts.iter().map(Chip::from).collect(), words),
            Ask::Idea => {
                let ladder = self.ladder(known.chosen(Ask::Context)).into_iter();
                let ideas = ladder.map(|idea| Chip { id: idea.id.clone(), label: idea.label.clone() });
                choice_of(ideas.chain(words.options.iter().map(Chip::from)).collect(), words)
            }
            Ask::Action => match &self.proposed {
                Some(proposal) => Input::Compose { drafts: proposal.drafts(), max_chars: 300, scale: None }.into(),
                None => line(),
            },
            Ask::Feared => line(),
            Ask::Probability => rating("likely"),
            Ask::Distress => rating("distress"),
            Ask::SafetyBehaviours => {
                several_of(pack().shelf.challenges.safety_behaviours.iter().map(Chip::from).collect(), words)
            }
            Ask::Fact => notice(words),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
        }
    }

    fn wording(&self, _: &Known<'_>, ask: Ask) -> &'static str {
        if ask == Ask::Action && self.proposed.is_some() { "action_next" } else { ask.name() }
    }

    fn places(&self, known: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        match (ask, &self.proposed) {
            (Ask::Fact, _) => {
                let fact = self.fact(known);
                let text = |get: fn(&FactWords) -> &String| fact.map(get).cloned().unwrap_or_default();
                vec![("fact", text(|fact| &fact.text)), ("source", text(|fact| &fact.source))]
            }
            (Ask::Action, Some(proposal)) => vec![("reason", proposal.reason())],
            _ => Vec::new(),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        action(known)
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Planned> {
        let idea = Self::idea(known);
        let context = known.chosen(Ask::Context).map(String::from);
        Some(Planned {
            context: context.or_else(|| self.proposed.as_ref().and_then(|proposal| proposal.context.clone())),
            idea: idea.map(|idea| idea.id.clone()).or_else(|| self.proposed.as_ref().and_then(|one| one.idea.clone())),
            action: Some(action(known)?),
            feared: known.words(Ask::Feared).cloned(),
            probability: known.rating(Ask::Probability),
            distress: known.rating(Ask::Distress),
            safety_behaviours: known.all_chosen(Ask::SafetyBehaviours),
            safety_note: known.words(Ask::SafetyBehaviours).cloned(),
            fact: self.fact(known).filter(|_| known.has_answered(Ask::Fact)).map(|fact| fact.id.clone()),
        })
    }

    fn tell(planned: &Planned, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("action", planned.action.as_ref());
        story.words("feared", planned.feared.as_ref());
        story.rating("probability", planned.probability);
        story.rating("distress", planned.distress);
        story.choices("safety_behaviours", "safety_behaviours", &planned.safety_behaviours);
        story.words("safety_note", planned.safety_note.as_ref());
        story.lines
    }

    fn headline(planned: &Planned) -> Option<Words> {
        planned.action.clone()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::When).map(|when| (Purpose::Challenge, when)).into_iter().collect()
    }
}

/// What is to be done: own words, or else the idea's.
fn action(known: &Known<'_>) -> Option<Words> {
    known.words(Ask::Action).cloned().or_else(|| Challenge::idea(known).map(|idea| Words::new(idea.label.clone())))
}

/// Plans the challenge that a check-in ended with.
pub(crate) fn plan_challenge(
    settling: &Settling<'_>,
    action: &Words,
    feared: Option<&Words>,
    probability: Option<u8>,
) -> Result<()> {
    let planned = Planned { action: Some(action.clone()), feared: feared.cloned(), probability, ..Planned::default() };
    let story = Challenge::tell(&planned, &Names::new());
    let row = Row {
        id: RecordId(settling.ids.next(settling.now.utc_ms)),
        practice: Challenge::PRACTICE.to_owned(),
        about: Some(settling.row.id.clone()),
        at: settling.now.clone(),
        body: serde_json::to_value(&planned)?,
        risk: Vec::new(),
        headline: planned.action.clone(),
        fact: None,
    };
    store::put(settling.tx, &row, &sentences(&story), settling.now)?;
    let answers = vec![
        (Ask::Action.name(), Some(Answer::text(action))),
        (Ask::Feared.name(), feared.map(Answer::text)),
        (Ask::Probability.name(), probability.map(|value| Answer::Rating { value })),
    ];
    note_answers(settling, Challenge::GUIDE, &row.id, answers)
}
