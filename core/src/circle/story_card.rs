//! A story to share: parts of one check-in that the person picks, with what would tell who it is
//! about taken out. It is a draft to be edited; nothing is sent.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::redact::{names_in, redact};
use crate::checkin::{self, Entry};
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Closing, ComposedPart, ComposedText, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, line,
    offered, several_of,
};
use crate::record::{CHECK_IN, Row};
use crate::text::{MAX_CHARS, Words};
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Parts = "parts",
        Wish = "ask_for",
        Card = "card",
    }
}

/// A story card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StoryCard {
    /// Which parts it was made from, ids of the prompt.
    pub(crate) parts: Vec<String>,
    /// What is asked of those who read it.
    pub(crate) ask_for: Option<Words>,
    /// The card as the person left it.
    pub(crate) text: Option<Words>,
}

/// How many check-ins are read for names.
const READ: u32 = 100;

pub(crate) struct StoryCardForm {
    entry: Option<Entry>,
    /// Names to take out: everybody of the circle, and whoever the journal seems to name.
    names: Vec<String>,
}

impl StoryCardForm {
    /// The text of a part, if the check-in has it.
    fn part(&self, part: &str) -> Option<String> {
        let entry = self.entry.as_ref()?;
        let happened = || {
            let kind = || entry.event.as_deref().and_then(|id| pack().event(id)).map(|event| event.clause.clone());
            entry.event_line.as_ref().map(|words| words.text.clone()).or_else(kind)
        };
        match part {
            "happened" => happened(),
            "thought" => entry.thought.as_ref().map(|words| words.text.clone()),
            "fairer" => entry.balanced.as_ref().map(|words| words.text.clone()),
            "learned" => entry.learned.as_ref().map(|words| words.text.clone()),
            _ => None,
        }
    }

    /// The parts that can be chosen, in the order of a story.
    fn parts(&self) -> Vec<&'static str> {
        let parts = ["happened", "thought", "fairer", "learned"];
        parts.into_iter().filter(|part| self.part(part).is_some()).chain(["ask"]).collect()
    }

    /// The card made of what was picked, redacted.
    fn draft(&self, known: &Known<'_>, words: &PromptWords) -> Vec<ComposedText> {
        let picked = known.all_chosen(Ask::Parts);
        let ask_for = known.words(Ask::Wish).map(|words| words.text.clone());
        let chosen = self.parts().into_iter().filter(|part| picked.iter().any(|one| one == part));
        let parts: Vec<ComposedPart> = chosen
            .filter_map(|part| {
                let text = if part == "ask" { ask_for.clone()? } else { self.part(part)? };
                let label = words.options.iter().find(|option| option.id == part).map_or("", |option| &option.label);
                let text = fill("story.part", &[("part", label), ("text", &redact(&text, &self.names))]);
                Some(ComposedPart { text: Words::new(text), source: part.to_owned() })
            })
            .collect();
        let text = parts.iter().map(|part| part.text.text.as_str()).collect::<Vec<_>>().join("\n\n");
        let text: String = text.chars().take(MAX_CHARS as usize).collect();
        if text.is_empty() { Vec::new() } else { vec![ComposedText { text: Words::new(text), parts }] }
    }
}

/// Nothing with a risk mark is a source, not even one that was taken back.
fn is_source(row: &Row) -> bool {
    row.practice == CHECK_IN && row.risk.is_empty()
}

impl Form for StoryCardForm {
    type Ask = Ask;
    type Record = StoryCard;
    const GUIDE: &'static str = "story_card";
    const FROM: &'static [&'static str] = &[CHECK_IN, "story_card"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        opening.needs_about()?;
        let entry = opening.about_of(CHECK_IN)?.filter(is_source).map(|row| Entry::of(&row)).transpose()?;
        let aliases = super::names(opening.connection)?.into_values().map(|alias| alias.text);
        let named = checkin::written(opening.connection, READ)?;
        Ok(Self { entry, names: aliases.chain(names_in(&named)).collect() })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.about_of(CHECK_IN)?.is_some_and(|row| is_source(&row)))
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        let picked = known.all_chosen(Ask::Parts);
        self.entry.is_some()
            && match ask {
                Ask::Parts => true,
                Ask::Wish => picked.iter().any(|part| part == "ask"),
                Ask::Card => !picked.is_empty(),
            }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Parts => several_of(offered(words, &self.parts()), words),
            Ask::Wish => line(),
            Ask::Card => {
                let labels = pack().guide(Self::GUIDE).prompt("parts");
                let drafts = self.draft(known, labels);
                let shown = Some(json!(drafts));
                Given { input: Input::Compose { drafts, max_chars: MAX_CHARS, scale: None }, shown }
            }
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<StoryCard> {
        Some(StoryCard {
            parts: known.all_chosen(Ask::Parts),
            ask_for: known.words(Ask::Wish).cloned(),
            text: Some(known.words(Ask::Card)?.clone()),
        })
    }

    fn tell(card: &StoryCard, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("text", card.text.as_ref());
        story.lines
    }

    fn headline(card: &StoryCard) -> Option<Words> {
        card.text.clone()
    }
}
