//! Words for next time: acknowledge a mistake, show interest, plan what could follow; also to mend
//! something or to say where a line is. Drafts come from patterns and own words; the person decides.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::between::{Between, is_costly, is_safe_to_say};
use super::pattern::{Said, drafts, has_place, patterns};
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{
    Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, choice, line, notice, scale,
    tomorrow_first,
};
use crate::record::CHECK_IN;
use crate::reminder::Purpose;
use crate::text::{MAX_CHARS, Words};
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Closed = "closed",
        Kind = "kind",
        Cost = "cost",
        CostHelp = "cost_help",
        Style = "style",
        What = "what",
        Interest = "interest",
        Need = "need",
        Moment = "moment",
        Name = "name",
        Text = "text",
        Remind = "remind",
    }
}

/// Words for next time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct WordsForNextTime {
    /// `balanced`, or a kind of `scripts.toml`.
    pub(crate) kind: Option<String>,
    /// Whether saying it could cost something; asked before a boundary.
    pub(crate) cost: Option<String>,
    /// `direct` or `indirect`.
    pub(crate) style: Option<String>,
    // What the places of the patterns were filled with.
    pub(crate) what: Option<Words>,
    pub(crate) interest: Option<Words>,
    pub(crate) need: Option<Words>,
    pub(crate) moment: Option<Words>,
    pub(crate) name: Option<Words>,
    /// The words, as the person left them.
    pub(crate) text: Option<Words>,
    /// How well the person could say it, 0 to 100.
    pub(crate) sayable: Option<u8>,
}

const BOUNDARY: &str = "boundary";
/// The kinds of a balanced text, in the order in which they are said.
const BALANCED: &[&str] = &["acknowledge", "interest", "follow_up"];

pub(crate) struct Script {
    between: Between,
}

impl Script {
    /// After mistreatment there is nothing to say but where one's line is.
    fn kind<'a>(&self, known: &'a Known<'_>) -> Option<&'a str> {
        if self.between.is_mistreated(known) { Some(BOUNDARY) } else { known.chosen(Ask::Kind) }
    }

    fn kinds<'a>(&self, known: &'a Known<'_>) -> Vec<&'a str> {
        match self.kind(known) {
            Some("balanced") => BALANCED.to_vec(),
            kind => kind.into_iter().collect(),
        }
    }

    /// Whether the words may be looked for: a boundary is not drafted before its cost is known.
    fn is_open(&self, known: &Known<'_>) -> bool {
        self.kind(known) != Some(BOUNDARY) || is_safe_to_say(known, Ask::Cost)
    }

    /// Whether some pattern that could be meant has this place.
    fn has_place(&self, known: &Known<'_>, place: &str) -> bool {
        let style = known.chosen(Ask::Style);
        self.kinds(known).iter().any(|kind| patterns(kind, style).any(|pattern| has_place(pattern, place)))
    }

    fn text(&self, known: &Known<'_>) -> Given {
        let said = Said {
            name: known.words(Ask::Name),
            what: known.words(Ask::What),
            interest: known.words(Ask::Interest),
            need: known.words(Ask::Need),
            when: known.words(Ask::Moment),
        };
        let drafts = drafts(&self.kinds(known), known.chosen(Ask::Style), &said);
        let shown = Some(json!(drafts));
        Given { input: Input::Compose { drafts, max_chars: MAX_CHARS, scale: Some(scale("sayable")) }, shown }
    }
}

impl Form for Script {
    type Ask = Ask;
    type Record = WordsForNextTime;
    const GUIDE: &'static str = "script";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "script"];
    const MEETS_DANGER: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        Ok(Self { between: Between::of(opening)? })
    }

    /// A no is an answer, and where risk was noticed there is nothing more to fill in.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let between = Between::of(opening)?;
        Ok(!between.is_a_no() && !between.at_risk)
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        if self.between.is_a_no() {
            return ask == Ask::Closed;
        }
        let open = self.is_open(known);
        match ask {
            Ask::Closed => false,
            Ask::Kind => !self.between.mistreated,
            Ask::Cost => self.kind(known) == Some(BOUNDARY),
            Ask::CostHelp => self.kind(known) == Some(BOUNDARY) && is_costly(known, Ask::Cost),
            Ask::Style => open && self.kind(known).is_some(),
            Ask::What => open && self.has_place(known, "what"),
            Ask::Interest => open && self.kinds(known).len() > 1,
            Ask::Need => open && self.has_place(known, "need"),
            Ask::Moment => open && self.has_place(known, "when"),
            Ask::Name => open && self.has_place(known, "name"),
            Ask::Text => open,
            Ask::Remind => open && known.has_answered(Ask::Text),
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Closed | Ask::CostHelp => notice(words),
            Ask::Kind | Ask::Cost | Ask::Style => choice(words),
            Ask::What | Ask::Interest | Ask::Need | Ask::Moment | Ask::Name => line(),
            Ask::Text => self.text(known),
            Ask::Remind => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
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

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<WordsForNextTime> {
        let kind = self.kind(known);
        let cost = known.chosen(Ask::Cost).filter(|_| kind == Some(BOUNDARY));
        let written = [Ask::Text, Ask::What, Ask::Interest, Ask::Need, Ask::Moment, Ask::Name];
        written.iter().any(|ask| known.words(*ask).is_some()).then(|| WordsForNextTime {
            kind: known.chosen(Ask::Kind).or(kind).map(String::from),
            cost: cost.map(String::from),
            style: known.chosen(Ask::Style).map(String::from),
            what: known.words(Ask::What).cloned(),
            interest: known.words(Ask::Interest).cloned(),
            need: known.words(Ask::Need).cloned(),
            moment: known.words(Ask::Moment).cloned(),
            name: known.words(Ask::Name).cloned(),
            text: known.words(Ask::Text).cloned(),
            sayable: known.rating(Ask::Text),
        })
    }

    fn tell(script: &WordsForNextTime, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.choice("kind", "kind", script.kind.as_deref());
        story.choice("cost", "cost", script.cost.as_deref());
        story.choice("style", "style", script.style.as_deref());
        if script.text.is_none() {
            story.words("what", script.what.as_ref());
            story.words("interest", script.interest.as_ref());
            story.words("need", script.need.as_ref());
            story.words("moment", script.moment.as_ref());
            story.words("name", script.name.as_ref());
        }
        story.words("text", script.text.as_ref());
        story.rating("sayable", script.sayable);
        story.lines
    }

    fn headline(script: &WordsForNextTime) -> Option<Words> {
        [&script.text, &script.what, &script.interest, &script.need].into_iter().flatten().next().cloned()
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        let when = known.when(Ask::Remind).filter(|_| self.is_open(known) && !self.between.is_a_no());
        when.map(|when| (Purpose::FollowUp, when)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::pack;
    use crate::practice::{Drill, PauseReply, PauseReplyAfter, ScriptRehearsal, ScriptUsed, Stance, StanceOutcome};

    /// What is told of a record that says nothing, as an older version may have left it.
    fn told<F: Form>() -> (Vec<StoryLine>, Option<Words>, Option<Words>) {
        let record: F::Record = serde_json::from_str("{}").unwrap();
        (F::tell(&record, &Names::new()), F::headline(&record), F::fact(&record))
    }

    #[test]
    fn records_that_say_nothing_are_told_as_nothing() {
        for told in [
            told::<Script>(),
            told::<ScriptUsed>(),
            told::<ScriptRehearsal>(),
            told::<Stance>(),
            told::<StanceOutcome>(),
            told::<Drill>(),
            told::<PauseReply>(),
            told::<PauseReplyAfter>(),
        ] {
            assert_eq!(told, (Vec::new(), None, None));
        }
    }

    #[test]
    fn every_kind_that_can_be_chosen_has_patterns_in_both_styles() {
        let kinds = &pack().guide(Script::GUIDE).prompt("kind").options;
        for kind in
            kinds.iter().filter(|kind| kind.id != "balanced").map(|kind| kind.id.as_str()).chain(BALANCED.to_vec())
        {
            for style in &pack().guide(Script::GUIDE).prompt("style").options {
                assert!(patterns(kind, Some(&style.id)).count() >= 2, "{kind} {}", style.id);
            }
        }
    }
}
