//! A safety plan after Stanley and Brown (2012), made in a calm hour for a hard one. Every part may
//! be left out, and everything can be changed later. It is a list of the person's own, not a test.

use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use crate::content::PromptWords;
use crate::error::Result;
use crate::guide::{
    Answer, Area, Closing, Form, Given, Input, Known, Names, Opening, Prompts, Settling, Story, StoryLine, asks,
    note_answers, sentences,
};
use crate::id::{IdSource, RecordId};
use crate::record::{Row, store};
use crate::text::Words;
use crate::time::Moment;

asks! {
    pub(crate) enum Ask {
        WarningSigns = "warning_signs",
        Coping = "coping",
        Places = "places",
        People = "people",
        Professionals = "professionals",
        Surroundings = "surroundings",
        Reasons = "reasons",
    }
}

/// The most characters of one part.
const MOST: u32 = 2_000;

/// A safety plan. Each part holds one thing per line, or with semicolons between.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Plan {
    pub(crate) warning_signs: Option<Words>,
    pub(crate) coping: Option<Words>,
    pub(crate) places: Option<Words>,
    pub(crate) people: Option<Words>,
    pub(crate) professionals: Option<Words>,
    pub(crate) surroundings: Option<Words>,
    pub(crate) reasons: Option<Words>,
}

impl Plan {
    /// The parts in the order in which they help, by the name of their prompt.
    pub(crate) fn parts(&self) -> [(&'static str, Option<&Words>); 7] {
        [
            ("warning_signs", self.warning_signs.as_ref()),
            ("coping", self.coping.as_ref()),
            ("places", self.places.as_ref()),
            ("people", self.people.as_ref()),
            ("professionals", self.professionals.as_ref()),
            ("surroundings", self.surroundings.as_ref()),
            ("reasons", self.reasons.as_ref()),
        ]
    }
}

pub(crate) struct SafetyPlan;

impl Form for SafetyPlan {
    type Ask = Ask;
    type Record = Plan;
    const GUIDE: &'static str = "safety_plan";
    const FROM: &'static [&'static str] = &["home", "safety_plan"];
    const FOR_HARD_HOURS: bool = true;

    fn open(_: &Opening<'_>) -> Result<Self> {
        Ok(Self)
    }

    /// There is one plan; from then on it is changed.
    fn is_offered(opening: &Opening<'_>) -> Result<bool> {
        Ok(opening.about.is_some() || newest(opening.connection)?.is_none())
    }

    fn input(&self, _: &Known<'_>, _: Ask, _: &PromptWords, _: &Moment) -> Given {
        Input::Text { long: true, max_chars: MOST, scale: None }.into()
    }

    fn record(&self, known: &Known<'_>, _: Closing<'_>) -> Option<Plan> {
        // A part that holds nothing but marks was emptied.
        let part = |ask| known.words(ask).filter(|words| words.text.contains(char::is_alphanumeric)).cloned();
        Some(Plan {
            warning_signs: part(Ask::WarningSigns),
            coping: part(Ask::Coping),
            places: part(Ask::Places),
            people: part(Ask::People),
            professionals: part(Ask::Professionals),
            surroundings: part(Ask::Surroundings),
            reasons: part(Ask::Reasons),
        })
    }

    fn tell(plan: &Plan, names: &Names) -> Vec<StoryLine> {
        let mut story = Story::new(Self::GUIDE, names);
        for (part, words) in plan.parts() {
            story.words(part, words);
        }
        story.lines
    }

    /// No list shows a word of it.
    fn headline(_: &Plan) -> Option<Words> {
        None
    }
}

/// The plan there is, with its record.
pub(crate) fn newest(connection: &Connection) -> Result<Option<(RecordId, Plan)>> {
    let row = store::newest(connection, SafetyPlan::PRACTICE, 1)?.into_iter().next();
    row.map(|row| Ok((row.id.clone(), row.typed()?))).transpose()
}

/// Makes a plan of the two lines that are asked for at once: one person, one safer place.
pub(crate) fn begin(
    tx: &Transaction<'_>,
    ids: &IdSource,
    now: &Moment,
    person: Option<&Words>,
    place: Option<&Words>,
) -> Result<Option<Area>> {
    if person.is_none() && place.is_none() {
        return Ok(None);
    }
    let plan = Plan { people: person.cloned(), places: place.cloned(), ..Plan::default() };
    let row = Row {
        id: RecordId(ids.next(now.utc_ms)),
        practice: SafetyPlan::PRACTICE.to_owned(),
        about: None,
        at: now.clone(),
        body: serde_json::to_value(&plan)?,
        risk: Vec::new(),
        headline: None,
        fact: None,
    };
    store::put(tx, &row, &sentences(&SafetyPlan::tell(&plan, &Names::new())), now)?;
    let given = [(Ask::Places, place), (Ask::People, person)];
    let given = given.map(|(ask, words)| (ask.name(), words.map(Answer::text)));
    note_answers(&Settling { tx, ids, now, row: &row }, SafetyPlan::GUIDE, &row.id, given.to_vec())?;
    Ok(Some(Area::Records))
}
