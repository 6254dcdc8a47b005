//! The mood is not the message: naming a feeling (affect labelling; Lieberman et al., 2007), asking
//! where it came from, and a step away from it (self-distancing; Kross and Ayduk, 2017). Where it
//! came from stands between the naming and the step, because a name right before a new view made
//! people feel worse (Nook et al., 2021).

use serde::{Deserialize, Serialize};

use crate::checkin::{Entry, MUCH, feeling_names, said};
use crate::content::{PromptWords, fill, pack};
use crate::error::Result;
use crate::grounding;
use crate::guide::{
    Card, Chip, Closing, Form, Given, Input, Known, Label, LabelFamily, Names, Opening, Story, StoryLine, asks, change,
    choice, labels, long_text, several,
};
use crate::record::{CHECK_IN, Ratings};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Feelings = "feelings",
        Steady = "steady",
        Ground = "ground",
        Source = "source",
        Perspective = "perspective",
        Distance = "distance",
        Again = "again",
    }
}

/// A mood told from its message. Ratings are 0 to 100.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Told {
    /// Up to three feelings, as strong as they were at first.
    pub(crate) feelings: Vec<Label>,
    /// What came first when it was too much: `ground`, `pause` or `go_on`.
    pub(crate) steadied: Option<String>,
    /// Where the mood may come from, ids of the prompt.
    pub(crate) source: Vec<String>,
    pub(crate) source_note: Option<Words>,
    /// The perspective that was taken: `own_name`, `fly` or `friend`.
    pub(crate) perspective: Option<String>,
    /// What was seen from there.
    pub(crate) distanced: Option<Words>,
    /// The same feelings afterwards.
    pub(crate) after: Vec<Label>,
}

impl Told {
    /// One feeling before and after.
    fn strength(&self, feeling: &Label) -> Ratings {
        let after = self.after.iter().find(|label| label.id == feeling.id);
        Ratings { before: feeling.rating, after: after.and_then(|label| label.rating) }
    }

    /// "let down: 70 of 100, then 50", or the name alone where it was not rated.
    fn tell_feeling(&self, feeling: &Label) -> String {
        let name = pack().label(&feeling.id);
        match change(self.strength(feeling)) {
            Some(change) => fill("story.part", &[("part", &name), ("text", &change)]),
            None => name,
        }
    }
}

pub(crate) struct Mood {
    /// What the check-in says that it is about.
    said: Option<String>,
}

/// Strong, or numb: steadying comes first.
fn is_much(feelings: &[Label]) -> bool {
    feelings.iter().any(|label| label.id == "numb" || label.rating.is_some_and(|rating| rating >= MUCH))
}

/// The feelings that were named, to be rated again.
fn same_feelings(feelings: &[Label]) -> Given {
    let words = feelings.iter().map(|label| Chip { id: label.id.clone(), label: pack().label(&label.id) }).collect();
    let family = LabelFamily { id: "same".into(), label: pack().chrome("mood.same"), words };
    Input::Labels { families: vec![family], apart: Vec::new(), max: 3 }.into()
}

impl Form for Mood {
    type Ask = Ask;
    type Record = Told;
    const GUIDE: &'static str = "mood";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "mood"];
    const LOOKS_AGAIN: bool = true;

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let about = opening.about.as_ref().filter(|row| row.practice == CHECK_IN && row.may_return());
        let entry = about.map(Entry::of).transpose()?;
        Ok(Self { said: entry.and_then(|entry| said([entry.event_line, entry.thought])) })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.about.as_ref().is_none_or(crate::record::Row::may_return))
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Steady => is_much(&known.labels(Ask::Feelings)),
            Ask::Ground => known.chosen(Ask::Steady) == Some("ground"),
            Ask::Distance => known.has_answered(Ask::Perspective),
            Ask::Again => known.has_answered(Ask::Distance) && known.has_answered(Ask::Feelings),
            _ => true,
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::Feelings => labels(self.said.as_deref()),
            Ask::Steady | Ask::Perspective => choice(words),
            Ask::Ground => {
                Input::Info { card: Card::Grounding { exercise: grounding::first() }, options: Vec::new() }.into()
            }
            Ask::Source => several(words),
            Ask::Distance => long_text(),
            Ask::Again => same_feelings(&known.labels(Ask::Feelings)),
        }
    }

    fn wording(&self, known: &Known<'_>, ask: Ask) -> &'static str {
        use crate::guide::Prompts;
        match (ask, known.chosen(Ask::Perspective)) {
            (Ask::Distance, Some("own_name")) => "distance_own_name",
            (Ask::Distance, Some("friend")) => "distance_friend",
            _ => ask.name(),
        }
    }

    fn rests(&self, known: &Known<'_>, last: Ask) -> bool {
        last == Ask::Steady && known.chosen(Ask::Steady) == Some("pause")
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Told> {
        let said = [Ask::Feelings, Ask::Source, Ask::Distance];
        said.iter().any(|ask| known.has_answered(*ask)).then(|| Told {
            feelings: known.labels(Ask::Feelings),
            steadied: known.chosen(Ask::Steady).map(String::from),
            source: known.all_chosen(Ask::Source),
            source_note: known.words(Ask::Source).cloned(),
            perspective: known.chosen(Ask::Perspective).map(String::from),
            distanced: known.words(Ask::Distance).cloned(),
            after: known.labels(Ask::Again),
        })
    }

    fn tell(told: &Told, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        for feeling in &told.feelings {
            story.text("feeling", Some(told.tell_feeling(feeling)));
        }
        story.choices("source", "source", &told.source);
        story.words("source_note", told.source_note.as_ref());
        story.choice("perspective", "perspective", told.perspective.as_deref());
        story.words("distanced", told.distanced.as_ref());
        story.lines
    }

    fn headline(told: &Told) -> Option<Words> {
        let feelings = || (!told.feelings.is_empty()).then(|| Words::new(feeling_names(&told.feelings)));
        feelings().or_else(|| told.distanced.clone()).or_else(|| told.source_note.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(id: &str, rating: Option<u8>) -> Label {
        Label { id: id.into(), rating }
    }

    #[test]
    fn each_feeling_is_told_with_what_distance_made_of_it() {
        let told = Told {
            feelings: vec![label("let_down", Some(70)), label("tense", Some(40)), label("gone_word", None)],
            after: vec![label("let_down", Some(45))],
            ..Told::default()
        };
        let story = Mood::tell(&told, &Names::new());
        let lines: Vec<&str> = story.iter().map(|line| line.text.text.as_str()).collect();
        assert_eq!(lines, ["let down: 70 of 100, then 45", "tense: 40 of 100", "gone word"]);
    }

    #[test]
    fn numb_or_strong_is_steadied_first() {
        assert!(is_much(&[label("numb", None)]) && is_much(&[label("hurt", Some(70))]));
        assert!(!is_much(&[label("hurt", Some(69)), label("sad", None)]));
    }
}
