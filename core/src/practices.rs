//! App floor: every guide of the product, and what can be done with records of any practice. A new
//! practice is a form in its area, a file in the packs, and a line here.

use rusqlite::{Connection, Transaction};

use crate::belief::{CoreBelief, CoreBeliefEvidence, CoreBeliefRating, Strength, Viewpoint};
use crate::checkin::{CheckIn, Entry, LOOK_CLOSER, feeling_names};
use crate::circle::{self, FindGroup, Perspective, PerspectiveAnswer, StoryCardForm, SupporterForm};
use crate::content::pack;
use crate::error::{Error, Result, Thing};
use crate::grounding::Ground;
use crate::guide::{
    DraftRow, Form, FormGuide, Guide, Library, Names, Offer, Opening, Start, StoryLine, sentences, tell_reminders,
};
use crate::id::{PersonId, RecordId};
use crate::plan::{Goal, GoalProgress, Theme, Values};
use crate::practice::{
    Adjustment, AdjustmentTry, Challenge, ChallengeDebrief, Debrief, Drill, Ending, Grace, Line, Mood, NextDay,
    PauseReply, PauseReplyAfter, Script, ScriptRehearsal, ScriptUsed, Stance, StanceOutcome,
};
use crate::record::{self, CHECK_IN, EarlierVersion, RecordPage, RecordSummary, Row};
use crate::reminder;
use crate::routine::Daily;
use crate::safety::{Contact, SafetyPlan};
use crate::settings::Welcome;
use crate::text::Words;
use crate::time::Moment;

/// One guide, whatever its types are.
pub(crate) struct Practice {
    pub(crate) guide: &'static str,
    /// The practice of the records it leaves.
    kind: &'static str,
    from: &'static [&'static str],
    open: fn(&Connection, &DraftRow, &Moment) -> Result<Box<dyn Guide>>,
    tell: fn(&serde_json::Value, &Names) -> Result<Vec<StoryLine>>,
    fact: fn(&serde_json::Value, &Names) -> Result<Option<Words>>,
    is_offered: fn(&Opening<'_>) -> Result<bool>,
    /// The names of its prompts, for the lint.
    #[cfg(test)]
    pub(crate) asks: fn() -> Vec<&'static str>,
}

impl Practice {
    const fn of<F: Form>() -> Self {
        Self {
            guide: F::GUIDE,
            kind: F::PRACTICE,
            from: F::FROM,
            open: FormGuide::<F>::open,
            tell: |body, names| Ok(F::tell(&serde_json::from_value(body.clone())?, names)),
            fact: |body, names| Ok(F::fact_naming(&serde_json::from_value(body.clone())?, names)),
            is_offered: F::is_offered,
            #[cfg(test)]
            asks: || {
                use crate::guide::Prompts;
                F::Ask::ALL.iter().map(|ask| ask.name()).collect()
            },
        }
    }
}

/// Every guide, in the order in which menus offer them.
pub(crate) static PRACTICES: &[Practice] = &[
    Practice::of::<CheckIn>(),
    Practice { guide: LOOK_CLOSER, from: &[CHECK_IN], ..Practice::of::<CheckIn>() },
    Practice::of::<Ground>(),
    Practice::of::<NextDay>(),
    Practice::of::<Mood>(),
    Practice::of::<Grace>(),
    Practice::of::<Ending>(),
    Practice::of::<Debrief>(),
    Practice::of::<Line>(),
    Practice::of::<Challenge>(),
    Practice::of::<ChallengeDebrief>(),
    Practice::of::<Adjustment>(),
    Practice::of::<AdjustmentTry>(),
    Practice::of::<Script>(),
    Practice::of::<ScriptRehearsal>(),
    Practice::of::<ScriptUsed>(),
    Practice::of::<Stance>(),
    Practice::of::<StanceOutcome>(),
    Practice::of::<Drill>(),
    Practice::of::<PauseReply>(),
    Practice::of::<PauseReplyAfter>(),
    Practice::of::<Daily>(),
    Practice::of::<Strength>(),
    Practice::of::<Viewpoint>(),
    Practice::of::<CoreBelief>(),
    Practice::of::<CoreBeliefRating>(),
    Practice::of::<CoreBeliefEvidence>(),
    Practice::of::<Theme>(),
    Practice::of::<Values>(),
    Practice::of::<Goal>(),
    Practice::of::<GoalProgress>(),
    Practice::of::<Perspective>(),
    Practice::of::<PerspectiveAnswer>(),
    Practice::of::<SupporterForm>(),
    Practice::of::<StoryCardForm>(),
    Practice::of::<FindGroup>(),
    Practice::of::<SafetyPlan>(),
    Practice::of::<Contact>(),
    Practice::of::<Welcome>(),
];

fn guide(name: &str) -> Option<&'static Practice> {
    PRACTICES.iter().find(|one| one.guide == name)
}

/// The practice by which records of this kind are told.
fn practice(name: &str) -> Option<&'static Practice> {
    PRACTICES.iter().find(|one| one.kind == name)
}

/// Where guides come from.
pub(crate) struct Guides;

impl Library for Guides {
    fn guide(&self, name: &str) -> Option<&'static str> {
        guide(name).map(|one| one.guide)
    }

    fn open(&self, connection: &Connection, draft: &DraftRow, now: &Moment) -> Result<Box<dyn Guide>> {
        let found = guide(&draft.guide).ok_or(Error::NotFound { what: Thing::Guide })?;
        (found.open)(connection, draft, now)
    }
}

/// What can be begun from home, or from a record.
pub(crate) fn offers(connection: &Connection, about: Option<&RecordId>, now: &Moment) -> Result<Vec<Offer>> {
    let row = about.map(|id| record::store::get(connection, id)).transpose()?;
    let place = row.as_ref().map_or("home", |row| row.practice.as_str());
    let mut offers = Vec::new();
    for one in PRACTICES.iter().filter(|one| one.from.contains(&place)) {
        let opening = Opening {
            connection,
            guide: one.guide,
            about: row.clone(),
            now,
            started_utc_ms: now.utc_ms,
            opened_utc_ms: now.utc_ms,
        };
        if (one.is_offered)(&opening)? {
            offers.push(offer(one, row.as_ref()));
        }
    }
    Ok(offers)
}

fn offer(one: &Practice, about: Option<&Row>) -> Offer {
    let words = pack().guide(one.guide);
    // A guide that starts from a record of its own practice changes that record.
    let changes = about.is_some_and(|row| row.practice == one.kind && one.guide == one.kind);
    Offer {
        start: Start { guide: one.guide.to_owned(), about: about.map(|row| row.id.clone()) },
        label: if changes { pack().chrome("offer.change") } else { words.label.clone() },
        about: words.about.clone(),
        source: words.source.clone(),
        group: words.group.clone(),
    }
}

/// A record as sentences. One of a practice that this version does not know has none.
pub(crate) fn tell(row: &Row, names: &Names) -> Result<Vec<StoryLine>> {
    practice(&row.practice).map_or(Ok(Vec::new()), |one| (one.tell)(&row.body, names))
}

/// One record as sentences, with its reminders.
pub(crate) fn story(connection: &Connection, id: &RecordId) -> Result<Vec<StoryLine>> {
    let row = record::store::get(connection, id)?;
    let mut story = tell(&row, &circle::names(connection)?)?;
    let reminders = reminder::store::about(connection, id)?;
    story.extend(tell_reminders(reminders.iter().map(reminder::Reminder::as_asked)));
    Ok(story)
}

/// What a record said before it was changed, the oldest state first.
pub(crate) fn versions(connection: &Connection, id: &RecordId) -> Result<Vec<EarlierVersion>> {
    let row = record::store::get(connection, id)?;
    let names = circle::names(connection)?;
    let version = |(replaced_utc_ms, body)| {
        let story = tell(&Row { body, ..row.clone() }, &names)?;
        Ok(EarlierVersion { replaced_utc_ms, story })
    };
    record::store::versions(connection, id)?.into_iter().map(version).collect()
}

/// A page of records.
pub(crate) fn summaries((rows, more): (Vec<Row>, bool)) -> Result<RecordPage> {
    let records = rows.iter().map(summary).collect::<Result<Vec<_>>>()?;
    let next = records.last().filter(|_| more).map(|record| record.id.clone());
    Ok(RecordPage { records, next })
}

/// A record as it stands in lists.
pub(crate) fn summary(row: &Row) -> Result<RecordSummary> {
    let entry = if row.practice == CHECK_IN { Entry::of(row)? } else { Entry::default() };
    Ok(RecordSummary {
        id: row.id.clone(),
        practice: row.practice.clone(),
        label: pack().practice_name(&row.practice),
        at: row.at.clone(),
        headline: row.headline.clone(),
        feelings: feeling_names(&entry.feelings),
        intensity: entry.intensity,
        looked_closer: entry.looked_closer(),
    })
}

/// Hides a record and the records that only make sense with it.
pub(crate) fn delete(tx: &Transaction<'_>, id: &RecordId, now: &Moment) -> Result<()> {
    let row = record::store::get(tx, id)?;
    let hangs_on = record::store::select(tx, "about = ?1", &[id])?;
    let belongs = hangs_on.into_iter().filter(|other| belongs_to(&other.practice, &row.practice)).map(|other| other.id);
    let ids: Vec<RecordId> = std::iter::once(id.clone()).chain(belongs).collect();
    record::store::delete(tx, &ids, now)
}

/// Records that say nothing by themselves. A challenge planned after a check-in stands alone.
fn belongs_to(practice: &str, about: &str) -> bool {
    ["next_day", "viewpoint"].contains(&practice)
        || practice.strip_prefix(about).is_some_and(|rest| rest.starts_with('_'))
}

/// Gives somebody another alias, in everything that names them.
pub(crate) fn rename_person(tx: &Transaction<'_>, id: &PersonId, alias: &Words) -> Result<()> {
    circle::rename(tx, id, alias)?;
    tell_anew(tx, id)
}

/// Makes two people one, in everything that names them.
pub(crate) fn merge_people(tx: &Transaction<'_>, from: &PersonId, into: &PersonId) -> Result<()> {
    circle::merge(tx, from, into)?;
    tell_anew(tx, into)
}

/// Forgets somebody: records stay, and nothing in them or in the search has the name any more.
pub(crate) fn forget_person(tx: &Transaction<'_>, id: &PersonId) -> Result<()> {
    circle::remove(tx, id)?;
    tell_anew(tx, id)
}

/// Writes what search and evidence say of somebody from the alias they have now.
fn tell_anew(tx: &Transaction<'_>, id: &PersonId) -> Result<()> {
    let names = circle::names(tx)?;
    for row in record::store::select(tx, "instr(body, ?1) > 0", &[id])? {
        let Some(one) = practice(&row.practice) else { continue };
        let story = (one.tell)(&row.body, &names)?;
        let row = Row { fact: (one.fact)(&row.body, &names)?, ..row };
        // The body stays as it is, so no version is kept and the moment does not matter.
        record::store::put(tx, &row, &sentences(&story), &row.at)?;
    }
    Ok(())
}

/// Brings back what was deleted with a record.
pub(crate) fn undelete(tx: &Transaction<'_>, id: &RecordId) -> Result<()> {
    let names = circle::names(tx)?;
    for row in record::store::deleted_with(tx, id)? {
        record::store::restore(tx, &row.id)?;
        record::store::index(tx, &row.id, &sentences(&tell(&row, &names)?))?;
    }
    Ok(())
}

/// Moves a record to when it really was.
pub(crate) fn backdate(tx: &Transaction<'_>, id: &RecordId, at: &Moment, now: &Moment) -> Result<()> {
    let row = Row { at: at.clone(), ..record::store::get(tx, id)? };
    let story = tell(&row, &circle::names(tx)?)?;
    record::store::put(tx, &row, &sentences(&story), now)
}

/// Whether an opening has something to put right.
pub(crate) fn has_work_at_opening(connection: &Connection) -> Result<bool> {
    Ok(record::store::has_deleted(connection)? || record::store::is_unindexed(connection)?)
}

/// Makes earlier deletions final, and fills the search index where it is empty: after a migration,
/// or where it was lost.
pub(crate) fn work_at_opening(tx: &Transaction<'_>) -> Result<()> {
    record::store::purge(tx)?;
    if !record::store::is_unindexed(tx)? {
        return Ok(());
    }
    let names = circle::names(tx)?;
    for row in record::store::all(tx)? {
        record::store::index(tx, &row.id, &sentences(&tell(&row, &names)?))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_forgotten_is_nowhere_any_more() {
        let place = tempfile::tempdir().unwrap();
        let (database, _) = crate::db::open(place.path()).unwrap();
        let (lu, at) = (PersonId("p-1".into()), Moment { zone: "UTC".into(), ..Moment::default() });
        let body = serde_json::json!({ "who": "p-1", "answer": "It was loud in there" });
        let row = Row {
            id: RecordId("r-1".into()),
            practice: "perspective_answer".into(),
            about: None,
            at: at.clone(),
            body,
            risk: Vec::new(),
            headline: None,
            fact: None,
        };
        let fact = |tx: &Transaction<'_>| -> Result<Option<String>> {
            Ok(record::store::get(tx, &row.id)?.fact.map(|words| words.text))
        };
        let facts = database.write(|tx| {
            circle::insert(tx, &lu, &Words::new("Lu"))?;
            record::store::put(tx, &row, "", &at)?;
            tell_anew(tx, &lu)?;
            let mut facts = vec![fact(tx)?];
            rename_person(tx, &lu, &Words::new("Ludo"))?;
            facts.push(fact(tx)?);
            forget_person(tx, &lu)?;
            facts.push(fact(tx)?);
            assert!(record::store::search(tx, "Ludo", None, 5)?.0.is_empty());
            assert_eq!(record::store::search(tx, "loud", None, 5)?.0.len(), 1);
            Ok(facts)
        });
        let said = |name: &str| Some(format!("{name} said: It was loud in there"));
        assert_eq!(facts.unwrap(), [said("Lu"), said("Ludo"), said("Someone I asked")]);
    }
}
