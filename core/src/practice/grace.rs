//! A grace period: time to feel disappointed before anything is made of it (the reflexive stage
//! before the reflective one; Williams, 2009), with an end that was chosen.

use serde::{Deserialize, Serialize};

use crate::content::PromptWords;
use crate::error::{Error, Field, Reason, Result};
use crate::guide::{
    Answer, Closing, Form, Given, Input, Known, Names, Opening, Story, StoryLine, asks, minutes_until, rhythm, several,
    within_a_day,
};
use crate::record::CHECK_IN;
use crate::reminder::Purpose;
use crate::text::Words;
use crate::time::{Moment, When};

asks! {
    pub(crate) enum Ask {
        Until = "until",
        Allowed = "allowed",
    }
}

/// A grace period. It starts when the record says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct GracePeriod {
    /// When it ends, half an hour to a day after it was set.
    pub(crate) until: Option<When>,
    /// What is allowed in it, ids of the prompt.
    pub(crate) allowed: Vec<String>,
    pub(crate) allowed_note: Option<Words>,
}

/// Minutes that a grace period may take: reactions can ease within minutes, and after a day it
/// would be avoiding.
const SPAN: std::ops::RangeInclusive<i64> = 30..=24 * 60;

pub(crate) struct Grace;

impl Form for Grace {
    type Ask = Ask;
    type Record = GracePeriod;
    const GUIDE: &'static str = "grace";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "grace"];

    fn open(_: &Opening<'_>) -> Result<Self> {
        Ok(Self)
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, now: &Moment) -> Given {
        match ask {
            Ask::Until => Input::When { picks: within_a_day(now), repeats: false }.into(),
            Ask::Allowed => several(words),
        }
    }

    fn check(&self, _: &Known<'_>, _: Ask, answer: &Answer, now: &Moment) -> Result<()> {
        let Answer::When { when } = answer else { return Ok(()) };
        if minutes_until(when, now).is_some_and(|minutes| SPAN.contains(&minutes)) {
            Ok(())
        } else {
            Err(Error::invalid(Field::Span, Reason::OutOfRange))
        }
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<GracePeriod> {
        let said = known.has_answered(Ask::Until) || known.has_answered(Ask::Allowed);
        said.then(|| GracePeriod {
            until: known.when(Ask::Until),
            allowed: known.all_chosen(Ask::Allowed),
            allowed_note: known.words(Ask::Allowed).cloned(),
        })
    }

    fn tell(grace: &GracePeriod, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.when("until", grace.until.as_ref());
        story.choices("allowed", "allowed", &grace.allowed);
        story.words("allowed_note", grace.allowed_note.as_ref());
        story.lines
    }

    fn headline(grace: &GracePeriod) -> Option<Words> {
        grace.until.as_ref().map(|until| Words::new(rhythm(until)))
    }

    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        known.when(Ask::Until).map(|until| (Purpose::GraceEnd, until)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::{Answered, Runner, Start, Step};
    use crate::id::IdSource;
    use crate::practices::Guides;
    use crate::time::{CivilMinute, Repeat};

    /// 30 seconds past noon.
    fn noon() -> Moment {
        Moment { utc_ms: 1_795_435_230_000, offset_seconds: 0, zone: "UTC".into() }
    }

    fn until(date: &str, minute: u16) -> Answer {
        let first = CivilMinute { date: date.into(), minute };
        Answer::When { when: When { first, repeat: Repeat::Once } }
    }

    #[test]
    fn half_an_hour_to_a_day_is_taken_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let (database, _) = crate::db::open(place.path()).unwrap();
        let runner = Runner { database: &database, ids: &IdSource::seeded(1), library: &Guides };
        let Answered { step: Step::Ask { at, prompt, .. }, .. } = runner.start(&Start::of("grace"), &noon()).unwrap()
        else {
            panic!("a question")
        };
        let give = |answer: &Answer| runner.answer(&at.draft, &prompt.id, at.seq, answer, &noon());
        let refused = Error::invalid(Field::Span, Reason::OutOfRange);
        for (date, minute) in [("2026-11-23", 12 * 60 + 29), ("2026-11-24", 12 * 60 + 1), ("2026-12-24", 720)] {
            assert_eq!(give(&until(date, minute)).unwrap_err(), refused, "{date} {minute}");
        }
        assert!(give(&until("2026-11-23", 12 * 60 + 30)).is_ok());
    }

    #[test]
    fn every_quick_pick_is_taken_at_every_hour() {
        for hour in 0..24 {
            let now = Moment { utc_ms: noon().utc_ms + hour * 3_600_000, ..noon() };
            let picks = within_a_day(&now);
            assert!(picks.len() >= 3);
            for pick in picks {
                let minutes = minutes_until(&pick.when, &now).unwrap();
                assert!(SPAN.contains(&minutes), "{} at {hour}: {minutes}", pick.label);
            }
        }
    }
}
