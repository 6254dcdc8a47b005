//! What matters, and how far relationships, work and free time fit it now (after the Bull's-Eye
//! Values Survey; Lundgren et al., 2012). One small move is enough.

use serde::{Deserialize, Serialize};

use crate::belief::noted_strengths;
use crate::content::{PromptWords, pack};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, choice, line, rating, several_of,
};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Values = "values",
        Fewer = "fewer",
        Strengths = "strengths",
        Relationships = "relationships",
        Work = "work",
        FreeTime = "free_time",
        Area = "area",
        Move = "move",
    }
}

/// Values, strengths, and how a life fits them. Ratings are 0 to 100.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Alignment {
    /// Up to five ids of `strengths.toml`, in the order chosen.
    pub(crate) values: Vec<String>,
    pub(crate) values_note: Option<Words>,
    /// Strengths that are growing, ids of `strengths.toml`.
    pub(crate) strengths: Vec<String>,
    pub(crate) strengths_note: Option<Words>,
    /// How much relationships fit.
    pub(crate) relationships: Option<u8>,
    /// How much work or study fits.
    pub(crate) work: Option<u8>,
    /// How much free time fits.
    pub(crate) free_time: Option<u8>,
    /// Where the small move is: `relationships`, `work` or `free_time`.
    pub(crate) area: Option<String>,
    /// One small move.
    pub(crate) small_move: Option<Words>,
}

/// The most values: what matters most is few things.
const MOST: usize = 5;
const OWN: &str = "own";

pub(crate) struct Values {
    /// Strengths that were noted with a moment in which they showed.
    noted: Vec<String>,
}

/// The values that were chosen; where that were too many, those of them that matter most.
fn chosen(known: &Known<'_>) -> Vec<String> {
    let all = known.all_chosen(Ask::Values);
    let fewer: Vec<String> = known.all_chosen(Ask::Fewer).into_iter().filter(|id| all.contains(id)).collect();
    let mut values = if fewer.is_empty() { all } else { fewer };
    values.truncate(MOST);
    values
}

impl Form for Values {
    type Ask = Ask;
    type Record = Alignment;
    const GUIDE: &'static str = "values";
    const FROM: &'static [&'static str] = &["home", "values"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        Ok(Self { noted: noted_strengths(opening.connection)? })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Fewer => known.all_chosen(Ask::Values).len() > MOST,
            Ask::Move => known.has_answered(Ask::Area),
            _ => true,
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        let lists = &pack().shelf.strengths;
        let own = || words.options.iter().map(Chip::from);
        match ask {
            Ask::Values => several_of(lists.values.iter().map(Chip::from).chain(own()).collect(), words),
            Ask::Fewer => {
                let label = |id: &String| if id == OWN { own_label() } else { pack().label(id) };
                let chip = |id: String| Chip { label: label(&id), id };
                several_of(known.all_chosen(Ask::Values).into_iter().map(chip).collect(), words)
            }
            Ask::Strengths => {
                // What was seen already stands first.
                let (mut first, rest): (Vec<Chip>, Vec<Chip>) =
                    lists.strengths.iter().map(Chip::from).partition(|chip| self.noted.contains(&chip.id));
                first.extend(rest);
                several_of(first.into_iter().chain(own()).collect(), words)
            }
            Ask::Relationships | Ask::Work | Ask::FreeTime => rating("aligned"),
            Ask::Area => choice(words),
            Ask::Move => line(),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        let note = known.words(Ask::Values).map(|words| words.text.clone());
        let labels = chosen(known).into_iter().filter(|id| id != OWN).map(|id| pack().label(&id));
        let all: Vec<String> = labels.chain(note).collect();
        (!all.is_empty()).then(|| Words::new(all.join(", ")))
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Alignment> {
        let small_move = known.words(Ask::Move).cloned();
        let alignment = Alignment {
            values: chosen(known),
            values_note: known.words(Ask::Values).cloned(),
            strengths: known.all_chosen(Ask::Strengths),
            strengths_note: known.words(Ask::Strengths).cloned(),
            relationships: known.rating(Ask::Relationships),
            work: known.rating(Ask::Work),
            free_time: known.rating(Ask::FreeTime),
            area: known.chosen(Ask::Area).map(String::from),
            small_move,
        };
        (alignment != Alignment::default()).then_some(alignment)
    }

    fn tell(alignment: &Alignment, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.choices("values", "values", &named(&alignment.values, alignment.values_note.as_ref()));
        story.words("values_note", alignment.values_note.as_ref());
        story.choices("strengths", "strengths", &named(&alignment.strengths, alignment.strengths_note.as_ref()));
        story.words("strengths_note", alignment.strengths_note.as_ref());
        story.rating("relationships", alignment.relationships);
        story.rating("work", alignment.work);
        story.rating("free_time", alignment.free_time);
        story.choice("area", "area", alignment.area.as_deref());
        story.words("move", alignment.small_move.as_ref());
        story.lines
    }

    fn headline(alignment: &Alignment) -> Option<Words> {
        let values = || {
            let labels: Vec<String> =
                alignment.values.iter().filter(|id| *id != OWN).map(|id| pack().label(id)).collect();
            (!labels.is_empty()).then(|| Words::new(labels.join(", ")))
        };
        alignment.small_move.clone().or_else(values).or_else(|| alignment.values_note.clone())
    }
}

fn own_label() -> String {
    let options = &pack().guide(Values::GUIDE).prompt("values").options;
    options.iter().find(|option| option.id == OWN).map(|option| option.label.clone()).unwrap_or_default()
}

/// Ids to be told by name; where there are own words, these say what "own" is.
fn named(ids: &[String], note: Option<&Words>) -> Vec<String> {
    ids.iter().filter(|id| *id != OWN || note.is_none()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_stand_for_themselves() {
        let ids = ["honesty".to_owned(), OWN.to_owned()];
        assert_eq!(named(&ids, Some(&Words::new("music"))), ["honesty"]);
        assert_eq!(named(&ids, None), ["honesty", "own"]);
    }

    #[test]
    fn values_that_an_update_removed_still_have_a_name() {
        let old = Alignment { values: vec!["quiet_sundays".into()], ..Alignment::default() };
        assert_eq!(Values::headline(&old).unwrap().text, "quiet sundays");
        assert_eq!(Values::tell(&old, &Names::new())[0].text.text, "quiet sundays");
    }
}
