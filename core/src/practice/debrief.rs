//! One standard routine after an interaction: a debrief with an end. Open-ended writing about why
//! can keep a wound open (Sbarra et al., 2013), so it is short, and offers to stop.

use serde::{Deserialize, Serialize};

use crate::checkin::Entry;
use crate::circle;
use crate::content::{PromptWords, fill};
use crate::error::Result;
use crate::guide::{
    Closing, Form, Given, Input, Known, Names, Opening, Person, Story, StoryLine, asks, choice, long_text,
};
use crate::id::PersonId;
use crate::record::{CHECK_IN, Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        EnoughOffer = "enough_offer",
        Happened = "happened",
        Learned = "learned",
        Differently = "differently",
        Consult = "consult",
    }
}

/// A debrief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LookingBack {
    pub(crate) happened: Option<Words>,
    pub(crate) learned: Option<Words>,
    /// `nothing` or `something`; nothing is a whole answer.
    pub(crate) differently: Option<String>,
    pub(crate) differently_note: Option<Words>,
    /// Who could be asked about it.
    pub(crate) consult: Option<PersonId>,
    /// How long the sittings took that ended with saving it.
    pub(crate) minutes: u32,
    /// How often the person came back to it.
    pub(crate) reopened: u32,
    /// The kind of event of the check-in it started from.
    pub(crate) event: Option<String>,
}

/// How often a person may come back, and how long they may stay, before the app offers to stop.
const REOPENINGS: usize = 2;
const LONG_MS: i64 = 15 * 60 * 1000;

pub(crate) struct Debrief {
    people: Vec<Person>,
    /// The check-in it is about.
    entry: Option<Entry>,
    /// The debrief that is being changed.
    old: Option<LookingBack>,
    /// How often this was looked back at before.
    times: usize,
    opened_utc_ms: i64,
}

impl Debrief {
    fn offers_to_stop(&self, known: &Known<'_>, now: &Moment) -> bool {
        let long = known.has_passed(Ask::Happened) && now.utc_ms - self.opened_utc_ms >= LONG_MS;
        self.times > REOPENINGS || long
    }

    fn minutes(&self, now: &Moment) -> u32 {
        let here = u32::try_from((now.utc_ms - self.opened_utc_ms) / 60_000).unwrap_or(0);
        self.old.as_ref().map_or(0, |old| old.minutes).saturating_add(here)
    }

    fn entry_is(&self, what: impl FnOnce(&Entry) -> bool) -> bool {
        self.entry.as_ref().is_some_and(what)
    }
}

impl Form for Debrief {
    type Ask = Ask;
    type Record = LookingBack;
    const GUIDE: &'static str = "debrief";
    const FROM: &'static [&'static str] = &["home", CHECK_IN, "debrief"];

    fn open(opening: &Opening<'_>) -> Result<Self> {
        let connection = opening.connection;
        let own = opening.about.as_ref().filter(|row| row.practice == Self::PRACTICE);
        let old = own.map(Row::typed::<LookingBack>).transpose()?;
        let check_in = opening.about_of(CHECK_IN)?;
        let before = match (&old, &check_in) {
            (Some(old), _) => usize::try_from(old.reopened).unwrap_or(usize::MAX).saturating_add(1),
            (None, Some(row)) => store::about(connection, Self::PRACTICE, &row.id)?.len(),
            (None, None) => 0,
        };
        Ok(Self {
            people: circle::people(connection)?,
            entry: check_in.map(|row| Entry::of(&row)).transpose()?,
            old,
            times: before,
            opened_utc_ms: opening.opened_utc_ms,
        })
    }

    /// Nothing more is filled in about a check-in in which risk was noticed.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.about.as_ref().is_none_or(Row::may_return))
    }

    fn wanted(&self, known: &Known<'_>, ask: Ask, now: &Moment) -> bool {
        if self.entry_is(|entry| !entry.may_return()) {
            return false;
        }
        match ask {
            Ask::EnoughOffer => self.offers_to_stop(known, now),
            // Nothing is looked for in oneself after mistreatment, a break-up or a death.
            Ask::Differently => {
                !known.is_in_danger() && !self.entry_is(|entry| entry.is_mistreated() || entry.is_a_loss())
            }
            _ => true,
        }
    }

    fn input(&self, _: &Known<'_>, ask: Ask, words: &PromptWords, _: &Moment) -> Given {
        match ask {
            Ask::EnoughOffer | Ask::Differently => choice(words),
            Ask::Happened | Ask::Learned => long_text(),
            Ask::Consult => Input::Person { known: self.people.clone() }.into(),
        }
    }

    fn in_sight(&self, known: &Known<'_>) -> Option<Words> {
        let before = || self.entry.as_ref().filter(|entry| entry.may_return())?.event_line.clone();
        known.words(Ask::Happened).cloned().or_else(before)
    }

    fn is_stopped(&self, known: &Known<'_>) -> bool {
        known.has_passed(Ask::EnoughOffer) && known.chosen(Ask::EnoughOffer) == Some("stop")
    }

    fn record(&self, known: &Known<'_>, closing: Closing<'_>) -> Option<LookingBack> {
        let said = [Ask::Happened, Ask::Learned, Ask::Differently, Ask::Consult];
        said.iter().any(|ask| known.has_answered(*ask)).then(|| LookingBack {
            happened: known.words(Ask::Happened).cloned(),
            learned: known.words(Ask::Learned).cloned(),
            differently: known.chosen(Ask::Differently).map(String::from),
            differently_note: known.words(Ask::Differently).cloned(),
            consult: known.person(Ask::Consult),
            minutes: self.minutes(closing.now),
            reopened: self.old.as_ref().map_or(0, |old| old.reopened.saturating_add(1)),
            event: self.entry.as_ref().and_then(|entry| entry.event.clone()),
        })
    }

    fn tell(back: &LookingBack, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        story.words("happened", back.happened.as_ref());
        story.words("learned", back.learned.as_ref());
        story.choice("differently", "differently", back.differently.as_deref());
        story.words("differently_note", back.differently_note.as_ref());
        story.person("consult", back.consult.as_ref());
        let minutes = (back.minutes > 0).then(|| fill("story.minutes", &[("n", &back.minutes.to_string())]));
        story.text("minutes", minutes);
        story.lines
    }

    fn headline(back: &LookingBack) -> Option<Words> {
        back.learned.clone().or_else(|| back.happened.clone())
    }

    fn fact(back: &LookingBack) -> Option<Words> {
        back.learned.clone()
    }
}
