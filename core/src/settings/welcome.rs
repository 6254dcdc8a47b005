//! The first minute. It stands here because all it does is set the few things a person sets; it
//! keeps no record. Nothing is required, and somebody who was hurt a minute ago goes straight on.

use serde::{Deserialize, Serialize};

use super::{AgeBand, age_band, region, set_age_band, set_region};
use crate::content::{PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Area, Chip, Closing, Form, Given, Known, Names, Opening, Settling, Start, Story, StoryLine, asks, choice,
    choice_of, notice,
};
use crate::record::{CHECK_IN, store};
use crate::safety::{region_exists, regions};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Hello = "hello",
        Private = "private",
        IsNot = "is_not",
        AgeBand = "age_band",
        Region = "region",
    }
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    /// `minor`, `adult` or `unsaid`.
    pub(crate) age_band: Option<String>,
    /// A code of the regions.
    pub(crate) region: Option<String>,
}

pub(crate) struct Welcome;

impl Form for Welcome {
    type Ask = Ask;
    type Record = Chosen;
    const GUIDE: &'static str = "welcome";
    const FROM: &'static [&'static str] = &["home"];
    const KEPT: bool = false;

    fn open(_: &Opening<'_>) -> Result<Self> {
        Ok(Self)
    }

    /// Until something is set or written.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        let connection = opening.connection;
        let set = age_band(connection)?.is_some() || region(connection)?.is_some();
        Ok(!set && store::page(connection, None, None, 1)?.0.is_empty())
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Hello | Ask::Private | Ask::IsNot => notice(words),
            Ask::AgeBand => choice(words),
            Ask::Region => {
                let chip = |region: crate::safety::Region| Chip { id: region.code, label: region.name };
                choice_of(regions().into_iter().map(chip).collect(), words)
            }
        }
    }

    fn places(&self, _: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        match ask {
            Ask::Private => vec![("privacy", pack().chrome("welcome.privacy"))],
            Ask::IsNot => vec![("standing", pack().chrome("help.standing"))],
            _ => Vec::new(),
        }
    }

    fn switch(&self, known: &Known<'_>) -> Option<Start> {
        (known.chosen(Ask::Hello) == Some("start")).then(|| Start::of(CHECK_IN))
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Chosen> {
        let chosen = |ask| known.chosen(ask).map(String::from);
        Some(Chosen { age_band: chosen(Ask::AgeBand), region: chosen(Ask::Region) })
    }

    fn tell(chosen: &Chosen, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.choice("age_band", "age_band", chosen.age_band.as_deref());
        let region = chosen.region.as_ref().and_then(|code| regions().into_iter().find(|one| one.code == *code));
        story.text("region", region.map(|region| region.name));
        story.lines
    }

    fn headline(_: &Chosen) -> Option<Words> {
        None
    }

    /// What was skipped stays as it is.
    fn settle(&self, _: &Known<'_>, chosen: &Chosen, settling: &Settling<'_>) -> Result<Vec<Area>> {
        let band = chosen.age_band.as_deref().map(|id| match id {
            "adult" => AgeBand::Adult,
            "minor" => AgeBand::Minor,
            _ => AgeBand::Unsaid,
        });
        if band.is_some() {
            set_age_band(settling.tx, band)?;
        }
        if let Some(code) = chosen.region.as_deref().and_then(|code| region_exists(code).ok()) {
            set_region(settling.tx, Some(&code))?;
        }
        Ok(vec![Area::Settings])
    }
}
