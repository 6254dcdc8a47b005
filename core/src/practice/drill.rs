//! A drill for talking and listening: chosen now, tried now or later, noted when one likes. Ways of
//! talking differ, and none of them is the normal one.

use serde::{Deserialize, Serialize};

use crate::content::{DrillWords, PromptWords, fill, pack};
use crate::error::Result;
use crate::guide::{
    Chip, Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, choice, choice_of, long_text,
    notice, rating, tomorrow_first,
};
use crate::reminder::Purpose;
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Kind = "kind",
        Drill = "drill",
        How = "how",
        Tried = "tried",
        When = "when",
        Tries = "tries",
        Effect = "effect",
        Noticed = "noticed",
    }
}

/// A drill and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Practised {
    /// An id of `drills.toml`.
    pub(crate) drill: Option<String>,
    /// `now` or `later`.
    pub(crate) tried: Option<String>,
    /// How often; 4 stands for more.
    pub(crate) tries: Option<u8>,
    /// How much it helped, 0 to 100.
    pub(crate) effect: Option<u8>,
    pub(crate) noticed: Option<Words>,
}

/// An effect of this much makes it a fact of one's own.
const HELPED: u8 = 50;

pub(crate) struct Drill {
    /// The drill that is gone on with.
    goes_on: Option<String>,
}

impl Drill {
    fn drill(&self, known: &Known<'_>) -> Option<String> {
        self.goes_on.clone().or_else(|| known.chosen(Ask::Drill).map(String::from))
    }

    /// Its words; none where an update removed it.
    fn words(&self, known: &Known<'_>) -> Option<&'static DrillWords> {
        let drill = self.drill(known)?;
        pack().shelf.drills.iter().find(|one| one.id == drill)
    }
}

/// The drills of a kind; without one, the first of each, so that there are few to choose from.
fn of_kind(kind: Option<&str>) -> Vec<&'static DrillWords> {
    let mut found: Vec<_> = pack().shelf.drills.iter().filter(|one| kind.is_none_or(|kind| one.kind == kind)).collect();
    if kind.is_none() {
        found.dedup_by_key(|one| one.kind.as_str());
    }
    found
}

impl Form for Drill {
    type Ask = Ask;
    type Record = Practised;
    const GUIDE: &'static str = "drill";
    const FROM: &'static [&'static str] = &["home", "drill"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let row = opening.about.as_ref().filter(|row| row.practice == Self::PRACTICE);
        let before: Option<Practised> = row.map(crate::record::Row::typed).transpose()?;
        Ok(Self { goes_on: before.and_then(|before| before.drill) })
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        let tried = known.chosen(Ask::Tried);
        match ask {
            Ask::Kind | Ask::Drill => self.goes_on.is_none(),
            Ask::How => self.words(known).is_some(),
            Ask::Tried => self.drill(known).is_some(),
            Ask::When => self.drill(known).is_some() && tried == Some("later"),
            Ask::Tries | Ask::Effect | Ask::Noticed => self.drill(known).is_some() && tried == Some("now"),
        }
    }

    fn input(&self, known: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Kind | Ask::Tried | Ask::Tries => choice(words),
            Ask::Drill => {
                let chip = |one: &DrillWords| Chip { id: one.id.clone(), label: one.label.clone() };
                choice_of(of_kind(known.chosen(Ask::Kind)).into_iter().map(chip).collect(), words)
            }
            Ask::How => notice(words),
            Ask::When => Input::When { picks: tomorrow_first(now), repeats: false }.into(),
            Ask::Effect => rating("effect"),
            Ask::Noticed => long_text(),
        }
    }

    fn places(&self, known: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        match self.words(known).filter(|_| ask == Ask::How) {
            Some(drill) => vec![
                ("drill", drill.label.clone()),
                ("how", drill.how.clone()),
                ("minutes", drill.minutes.to_string()),
                ("source", drill.source.clone()),
            ],
            None => Vec::new(),
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Practised> {
        let tried = known.chosen(Ask::Tried);
        let now = tried == Some("now");
        Some(Practised {
            drill: Some(self.drill(known)?),
            tried: tried.map(String::from),
            tries: known.chosen(Ask::Tries).filter(|_| now).and_then(|tries| tries.parse().ok()),
            effect: known.rating(Ask::Effect).filter(|_| now),
            noticed: known.words(Ask::Noticed).filter(|_| now).cloned(),
        })
    }

    fn tell(practised: &Practised, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.text("drill", practised.drill.as_deref().map(|drill| pack().label(drill)));
        story.choice("tries", "tries", practised.tries.map(|tries| tries.to_string()).as_deref());
        story.rating("effect", practised.effect);
        story.words("noticed", practised.noticed.as_ref());
        story.lines
    }

    fn headline(practised: &Practised) -> Option<Words> {
        practised.drill.as_deref().map(|drill| Words::new(pack().label(drill)))
    }

    fn fact(practised: &Practised) -> Option<Words> {
        let drill = practised.drill.as_deref().filter(|_| practised.effect.is_some_and(|effect| effect >= HELPED))?;
        let noticed = practised.noticed.as_ref().map(|words| format!(" {}", words.text)).unwrap_or_default();
        Some(Words::new(fill("drill.fact", &[("drill", &pack().label(drill))]) + &noticed))
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        let when = known.when(Ask::When).filter(|_| known.chosen(Ask::Tried) == Some("later"));
        when.map(|when| (Purpose::SmallStep, when)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::PromptWords;

    #[test]
    fn every_kind_that_can_be_chosen_has_drills_and_no_drill_is_out_of_reach() {
        let prompt: &PromptWords = pack().guide(Drill::GUIDE).prompt("kind");
        let reached: usize = prompt.options.iter().map(|kind| of_kind(Some(&kind.id)).len()).sum();
        assert_eq!(reached, pack().shelf.drills.len());
        assert_eq!(of_kind(None).len(), prompt.options.len());
    }

    #[test]
    fn a_drill_that_an_update_removed_is_still_told() {
        let practised = Practised { drill: Some("listening.gone_by".into()), ..Practised::default() };
        assert_eq!(Drill::headline(&practised), Some(Words::new("gone by")));
    }
}
