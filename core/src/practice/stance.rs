//! What to do about somebody: mend it, say where a line is, or let it go. The other side is looked
//! at as situational, and never after mistreatment.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::between::{Between, is_costly, is_safe_to_say};
use super::pattern::{Said, drafts, has_place, patterns};
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{
    Closing, Form, Given, Input, Known, Names, Opening, Prompts, Story, StoryLine, asks, choice, choice_of, line,
    long_text, notice, offered,
};
use crate::record::CHECK_IN;
use crate::text::{MAX_CHARS, Words};
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Stance = "stance",
        Cost = "cost",
        CostHelp = "cost_help",
        OtherSide = "other_side",
        What = "what",
        Need = "need",
        Moment = "moment",
        Words = "words",
    }
}

/// A stance towards somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    /// `reconcile`, `boundary` or `let_go`.
    pub(crate) stance: Option<String>,
    /// The wording in which it was offered, a prompt of the pack: labels differ after a no and after
    /// mistreatment.
    pub(crate) wording: Option<String>,
    /// The kind of event it followed.
    pub(crate) event: Option<String>,
    /// Whether saying it could cost something; asked before a boundary.
    pub(crate) cost: Option<String>,
    /// What may have been going on for the other person.
    pub(crate) other_side: Option<Words>,
    // What the places of the patterns were filled with.
    pub(crate) what: Option<Words>,
    pub(crate) need: Option<Words>,
    pub(crate) moment: Option<Words>,
    /// The words, as the person left them; nothing says they were sent.
    pub(crate) words: Option<Words>,
}

impl Chosen {
    /// Whether its words are for the person alone: a no is an answer.
    pub(crate) fn is_for_me(&self) -> bool {
        Between { event: self.event.clone(), ..Between::default() }.is_a_no()
    }
}

const BOUNDARY: &str = "boundary";
const LET_GO: &str = "let_go";

pub(crate) struct Stance {
    between: Between,
}

impl Stance {
    /// What the words would be for, a kind of `scripts.toml`. Mistreatment is not mended.
    fn kind(&self, known: &Known<'_>) -> Option<&'static str> {
        match known.chosen(Ask::Stance)? {
            BOUNDARY => Some(BOUNDARY),
            "reconcile" if self.between.is_mistreated(known) => Some(BOUNDARY),
            "reconcile" if !self.between.is_a_no() => Some("repair"),
            _ => None,
        }
    }

    /// Whether the words are for the person alone: nothing is said to somebody who said no.
    fn is_for_me(&self, known: &Known<'_>) -> bool {
        self.between.is_a_no() && !self.between.is_mistreated(known)
    }

    /// What is said to somebody may cost something.
    fn asks_cost(&self, known: &Known<'_>) -> bool {
        self.kind(known) == Some(BOUNDARY) && !self.is_for_me(known)
    }

    fn is_open(&self, known: &Known<'_>) -> bool {
        self.kind(known).is_some() && (!self.asks_cost(known) || is_safe_to_say(known, Ask::Cost))
    }

    fn has_place(&self, known: &Known<'_>, place: &str) -> bool {
        let kind = self.kind(known).filter(|_| self.is_open(known) && !self.between.is_a_no());
        kind.is_some_and(|kind| patterns(kind, None).any(|pattern| has_place(pattern, place)))
    }

    /// The other side is not asked for where somebody is a danger, or gone.
    fn asks_other_side(&self, known: &Known<'_>) -> bool {
        !self.between.is_mistreated(known) && !self.between.is_a_loss() && !is_costly(known, Ask::Cost)
    }

    fn words(&self, known: &Known<'_>) -> Given {
        let said = Said {
            what: known.words(Ask::What),
            need: known.words(Ask::Need),
            when: known.words(Ask::Moment),
            ..Said::default()
        };
        let kind = self.kind(known).filter(|_| !self.between.is_a_no());
        let drafts = kind.map(|kind| drafts(&[kind], None, &said)).unwrap_or_default();
        let shown = Some(json!(drafts));
        Given { input: Input::Compose { drafts, max_chars: MAX_CHARS, scale: None }, shown }
    }
}

impl Form for Stance {
    type Ask = Ask;
    type Record = Chosen;
    const GUIDE: &'static str = "stance";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "stance"];
    const MEETS_DANGER: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        Ok(Self { between: Between::of(opening)? })
    }

    /// Towards somebody who died there is nothing to decide, and where risk was noticed there is
    /// nothing more to fill in.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let between = Between::of(opening)?;
        Ok(!between.is_a_death() && !between.at_risk)
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        if self.between.is_a_death() {
            return false;
        }
        match ask {
            Ask::Stance => true,
            Ask::Cost => self.asks_cost(known),
            Ask::CostHelp => self.asks_cost(known) && is_costly(known, Ask::Cost),
            Ask::OtherSide => self.asks_other_side(known),
            Ask::What => self.has_place(known, "what"),
            Ask::Need => self.has_place(known, "need"),
            Ask::Moment => self.has_place(known, "when"),
            Ask::Words => self.is_open(known),
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Stance if self.between.mistreated || self.between.is_a_no() => {
                choice_of(offered(words, &[BOUNDARY, LET_GO]), words)
            }
            Ask::Stance | Ask::Cost => choice(words),
            Ask::CostHelp => notice(words),
            Ask::OtherSide => long_text(),
            Ask::What | Ask::Need | Ask::Moment => line(),
            Ask::Words => self.words(known),
        }
    }

    fn wording(&self, _: &Known<'_>, ask: Ask) -> &'static str {
        match ask {
            Ask::Stance if self.between.mistreated => "stance_mistreated",
            Ask::Stance if self.between.is_a_no() => "stance_after_no",
            Ask::Words if self.between.is_a_no() => "words_for_me",
            other => other.name(),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        known.words(Ask::What).cloned()
    }

    fn is_stopped(&self, _: &Known<'_>) -> bool {
        self.between.at_risk
    }

    /// Where it could cost too much, help comes instead of words.
    fn asks_for_help(&self, known: &Known<'_>) -> bool {
        self.between.at_risk || known.has_passed(Ask::CostHelp)
    }

    fn is_in_danger(&self, known: &Known<'_>) -> bool {
        self.between.is_mistreated(known) || is_costly(known, Ask::Cost)
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Chosen> {
        let stance = known.chosen(Ask::Stance);
        let cost = known.chosen(Ask::Cost).filter(|_| self.asks_cost(known));
        let said = stance.is_some() || known.words(Ask::OtherSide).is_some();
        said.then(|| Chosen {
            stance: stance.map(String::from),
            wording: stance.map(|_| self.wording(known, Ask::Stance).to_owned()),
            event: self.between.event.clone(),
            cost: cost.map(String::from),
            other_side: known.words(Ask::OtherSide).cloned(),
            what: known.words(Ask::What).cloned(),
            need: known.words(Ask::Need).cloned(),
            moment: known.words(Ask::Moment).cloned(),
            words: known.words(Ask::Words).filter(|_| stance != Some(LET_GO)).cloned(),
        })
    }

    fn tell(chosen: &Chosen, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        let prompt = chosen.wording.as_deref().unwrap_or("stance");
        story.choice("stance", prompt, chosen.stance.as_deref());
        story.choice("cost", "cost", chosen.cost.as_deref());
        story.words("other_side", chosen.other_side.as_ref());
        if chosen.words.is_none() {
            story.words("what", chosen.what.as_ref());
            story.words("need", chosen.need.as_ref());
            story.words("moment", chosen.moment.as_ref());
        }
        story.words("words", chosen.words.as_ref());
        story.lines
    }

    fn headline(chosen: &Chosen) -> Option<Words> {
        let told = || Self::tell(chosen, &Names::new()).into_iter().next().map(|line| line.text);
        chosen.words.clone().or_else(told)
    }
}
