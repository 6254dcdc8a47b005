//! The same belief again, weeks later: how true the old and the new sentence feel, and how strong
//! the reaction was (Padesky, 1994).

use serde::{Deserialize, Serialize};

use super::core_belief::{Belief, CoreBelief};
use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{Closing, Form, Given, Known, Names, Opening, Story, StoryLine, asks, rating};
use crate::record::{Ratings, Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        Old = "old",
        New = "new",
        Reaction = "reaction",
    }
}

/// One rating of a belief. Each is 0 to 100: `after` is now, `before` the last time it was rated,
/// so that every note shows by itself what became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Rated {
    /// How true the old belief feels.
    pub(crate) old: Ratings,
    /// How true the new one feels.
    pub(crate) new: Ratings,
    /// How strong the reaction was this week.
    pub(crate) reaction: Ratings,
}

pub(crate) struct CoreBeliefRating {
    belief: Belief,
    /// As rated the last time; of a note that is being changed, what it said of that.
    last: Rated,
}

impl Form for CoreBeliefRating {
    type Ask = Ask;
    type Record = Rated;
    const GUIDE: &'static str = "core_belief_rating";
    const FROM: &'static [&'static str] = &[CoreBelief::PRACTICE, "core_belief_rating"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let about = opening.needs_about()?;
        let belief = super::belief_of(opening)?;
        let last = if about.practice == Self::PRACTICE {
            before(about.typed()?)
        } else {
            let rated = store::about(opening.connection, Self::PRACTICE, &about.id)?;
            let rated = rated.iter().map(Row::typed::<Rated>).collect::<Result<Vec<_>>>()?;
            latest(&belief, &rated)
        };
        Ok(Self { belief, last })
    }

    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(super::belief_of(opening)?.old.is_some())
    }

    fn wanted(&self, _: &Known<'_>, ask: Ask, _: &Moment) -> bool {
        match ask {
            Ask::Old | Ask::Reaction => self.belief.old.is_some(),
            Ask::New => self.belief.new.is_some(),
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, _: &PromptWords, _: &Moment) -> Given {
        rating(if ask == Ask::Reaction { "intensity" } else { "belief" })
    }

    fn places(&self, _: &Known<'_>, ask: Ask) -> Vec<(&'static str, String)> {
        let new = self.belief.new.as_ref().filter(|_| ask == Ask::New);
        new.map(|words| ("belief", words.text.clone())).into_iter().collect()
    }

    fn in_sight(&self, _: &Known<'_>) -> Option<Words> {
        self.belief.old.clone()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Rated> {
        let now = |ask, last: Ratings| Ratings { before: last.after, after: known.rating(ask) };
        let rated = Rated {
            old: now(Ask::Old, self.last.old),
            new: now(Ask::New, self.last.new),
            reaction: now(Ask::Reaction, self.last.reaction),
        };
        [rated.old, rated.new, rated.reaction].iter().any(|ratings| ratings.after.is_some()).then_some(rated)
    }

    fn tell(rated: &Rated, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        for (id, ratings) in [("old", rated.old), ("new", rated.new), ("reaction", rated.reaction)] {
            // What was passed over this time has nothing to tell.
            if ratings.after.is_some() {
                story.change(id, ratings);
            }
        }
        story.lines
    }

    fn headline(_: &Rated) -> Option<Words> {
        None
    }
}

/// What a note said of the time before it, as if it were the last rating.
fn before(rated: Rated) -> Rated {
    let shift = |ratings: Ratings| Ratings { before: None, after: ratings.before };
    Rated { old: shift(rated.old), new: shift(rated.new), reaction: shift(rated.reaction) }
}

/// Each rating as it was given last (newest first), else as the belief was first put down.
fn latest(belief: &Belief, rated: &[Rated]) -> Rated {
    let last = |get: fn(&Rated) -> Ratings, first: Option<u8>| Ratings {
        before: None,
        after: rated.iter().find_map(|one| get(one).after).or(first),
    };
    Rated {
        old: last(|one| one.old, belief.old_true),
        new: last(|one| one.new, belief.new_true),
        reaction: last(|one| one.reaction, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rating_goes_on_from_when_it_was_last_given() {
        let after = |after| Ratings { before: None, after };
        let belief = Belief { old_true: Some(80), new_true: Some(20), ..Belief::default() };
        let newer = Rated { old: after(Some(60)), ..Rated::default() };
        let older = Rated { old: after(Some(70)), reaction: after(Some(75)), ..Rated::default() };
        let last = latest(&belief, &[newer, older]);
        assert_eq!((last.old.after, last.new.after, last.reaction.after), (Some(60), Some(20), Some(75)));
    }
}
