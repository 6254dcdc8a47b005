//! Finding a group in which imperfect progress is welcome: what kind, how one would notice, and a
//! first visit made small. No organisation is named, because none was checked.

use serde::{Deserialize, Serialize};

use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{
    Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, chips, line, several, several_of,
    tomorrow_first,
};
use crate::reminder::Purpose;
use crate::settings::{self, AgeBand};
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Kind = "kind",
        Signs = "signs",
        Smaller = "smaller",
        Step = "step",
        When = "when",
    }
}

/// A group looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct GroupLookedFor {
    /// What kind, ids of the prompt.
    pub(crate) kinds: Vec<String>,
    pub(crate) kinds_note: Option<Words>,
    /// What would show that mistakes are welcome there.
    pub(crate) signs: Vec<String>,
    pub(crate) signs_note: Option<Words>,
    /// What would make a first visit small.
    pub(crate) smaller: Vec<String>,
    pub(crate) smaller_note: Option<Words>,
    /// The one step.
    pub(crate) step: Option<Words>,
}

pub(crate) struct FindGroup {
    /// Groups of strangers on a screen are offered to those who said they are 18 or over.
    adult: bool,
}

impl Form for FindGroup {
    type Ask = Ask;
    type Record = GroupLookedFor;
    const GUIDE: &'static str = "find_group";
    const FROM: &'static [&'static str] = &["home", "find_group"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        Ok(Self { adult: settings::age_band(opening.connection)? == Some(AgeBand::Adult) })
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Kind => {
                let offered = chips(words).into_iter().filter(|chip| self.adult || chip.id != "online");
                several_of(offered.collect(), words)
            }
            Ask::Signs | Ask::Smaller => several(words),
            Ask::Step => line(),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
        }
    }

    fn wording(&self, _: &Known<'_>, ask: Ask) -> &'static str {
        use crate::guide::Prompts;
        if ask == Ask::Step && !self.adult { "step_together" } else { ask.name() }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<GroupLookedFor> {
        let said = [Ask::Kind, Ask::Signs, Ask::Smaller, Ask::Step];
        said.iter().any(|ask| known.has_answered(*ask)).then(|| GroupLookedFor {
            kinds: known.all_chosen(Ask::Kind),
            kinds_note: known.words(Ask::Kind).cloned(),
            signs: known.all_chosen(Ask::Signs),
            signs_note: known.words(Ask::Signs).cloned(),
            smaller: known.all_chosen(Ask::Smaller),
            smaller_note: known.words(Ask::Smaller).cloned(),
            step: known.words(Ask::Step).cloned(),
        })
    }

    fn tell(group: &GroupLookedFor, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.choices("kind", "kind", &group.kinds);
        story.words("kind_note", group.kinds_note.as_ref());
        story.choices("signs", "signs", &group.signs);
        story.words("signs_note", group.signs_note.as_ref());
        story.choices("smaller", "smaller", &group.smaller);
        story.words("smaller_note", group.smaller_note.as_ref());
        story.words("step", group.step.as_ref());
        story.lines
    }

    fn headline(group: &GroupLookedFor) -> Option<Words> {
        group.step.clone().or_else(|| group.kinds_note.clone())
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::When).map(|when| (Purpose::FollowUp, when)).into_iter().collect()
    }
}
