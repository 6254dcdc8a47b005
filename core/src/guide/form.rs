//! A form: what a practice says about its guide. Order, safety, going back, resuming, changing a
//! record later and telling it are the same for all and live here and in the runner.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::known::{Known, Prompts, card_about, card_for};
use super::picks::minutes_until;
use super::runner::{Asked, Committed, Ended, Guide, Next, spoken};
use super::story::{Names, rhythm};
use super::{
    Answer, Area, Card, Chip, DraftRow, Input, LabelFamily, Move, Prompt, Scale, Start, State, StoryLine, Trail, Verb,
    Who, store as drafts,
};
use crate::circle;
use crate::content::{FamilyWords, PromptWords, pack};
use crate::error::{Error, Result, Thing};
use crate::id::{DraftId, IdSource, PersonId, RecordId, ReminderId};
use crate::record::{self, Row};
use crate::reminder::{self, Purpose, Reminder, Rule, ZonePolicy};
use crate::safety::{Asked as HelpAsked, Concern, OwnHelp, begin_plan, has_plan, help, own_help};
use crate::settings::{self, AgeBand};
use crate::text::Words;
use crate::time::{Moment, Repeat, When};

/// The prompt that shows help, in every guide.
const HELP_CARD: &str = "help_card";
/// The two lines that are offered at once where a life is at risk and there is no safety plan: one
/// person, one safer place.
const PLAN_PERSON: &str = "plan_person";
const PLAN_PLACE: &str = "plan_place";
const PLAN_LINES: [&str; 2] = [PLAN_PERSON, PLAN_PLACE];

/// What a guide is opened with.
pub(crate) struct Opening<'a> {
    pub(crate) connection: &'a Connection,
    /// Which guide, where one form serves several.
    pub(crate) guide: &'a str,
    /// The record it starts from.
    pub(crate) about: Option<Row>,
    pub(crate) now: &'a Moment,
    /// When the draft was started.
    pub(crate) started_utc_ms: i64,
    /// When the draft was last opened.
    pub(crate) opened_utc_ms: i64,
}

impl Opening<'_> {
    /// The record it starts from, where it cannot start without one.
    pub(crate) fn needs_about(&self) -> Result<&Row> {
        self.about.as_ref().ok_or(Error::NotFound { what: Thing::Record })
    }

    /// The record of `practice` that this is about: the one it starts from, or the one that is about.
    pub(crate) fn about_of(&self, practice: &str) -> Result<Option<Row>> {
        match &self.about {
            Some(row) if row.practice == practice => Ok(Some(row.clone())),
            Some(Row { about: Some(id), .. }) => {
                Ok(record::store::find(self.connection, id)?.filter(|row| row.practice == practice))
            }
            _ => Ok(None),
        }
    }
}

/// The input of a prompt, and what of it must be kept beside the answer.
pub(crate) struct Given {
    pub(crate) input: Input,
    pub(crate) shown: Option<serde_json::Value>,
}

impl From<Input> for Given {
    fn from(input: Input) -> Self {
        Self { input, shown: None }
    }
}

/// How a guide came to its record.
#[derive(Clone, Copy)]
pub(crate) struct Closing<'a> {
    /// Whether everything was asked (and not "enough for now").
    pub(crate) whole: bool,
    pub(crate) now: &'a Moment,
    /// When the guide was started.
    pub(crate) started: &'a Moment,
}

/// What happens beside the record when a guide ends.
pub(crate) struct Settling<'a> {
    pub(crate) tx: &'a Transaction<'a>,
    pub(crate) ids: &'a IdSource,
    pub(crate) now: &'a Moment,
    /// The record as it was just kept.
    pub(crate) row: &'a Row,
}

/// What a practice says about its guide. Everything but `open` and `settle` is pure.
pub(crate) trait Form: Sized + 'static {
    /// Its prompts in the order in which they may come.
    type Ask: Prompts;
    /// What it leaves, as it is kept. Every field may be missing in what an older version wrote.
    type Record: Serialize + DeserializeOwned;
    /// The guide's name, also its file in the packs.
    const GUIDE: &'static str;
    /// The practice of the records it leaves.
    const PRACTICE: &'static str = Self::GUIDE;
    /// Where it may be started from: `home`, or records of these practices. A guide that is
    /// started from a record of its own practice changes that record.
    const FROM: &'static [&'static str];
    /// Whether what it leaves is kept as a record. A guide that only sets something is reviewed and
    /// settled like any other, and leaves no record.
    const KEPT: bool = true;
    /// Whether it is made for the hard hours: then what safety notices in it shows help, and stops nothing.
    const FOR_HARD_HOURS: bool = false;
    /// Whether it has ways of its own where somebody else is a danger, so that no card is needed.
    const MEETS_DANGER: bool = false;
    /// Whether it looks at a thought in another light. Where somebody else is a danger it stops: what
    /// was done to the person is not explained away.
    const LOOKS_AGAIN: bool = false;

    fn open(opening: &Opening<'_>) -> Result<Self>;

    /// Whether it is offered there now. Starting it never asks this: a screen may be old.
    fn is_offered(_opening: &Opening<'_>) -> Result<bool> {
        Ok(true)
    }

    /// Whether a prompt belongs into this guide, as far as it is known.
    fn wanted(&self, _known: &Known<'_>, _ask: Self::Ask, _now: &Moment) -> bool {
        true
    }

    /// What takes the answer to a prompt.
    fn input(&self, known: &Known<'_>, ask: Self::Ask, words: &PromptWords, now: &Moment) -> Given;

    /// Refuses an answer that fits the input and still cannot be taken, for instance a time too far
    /// away. It stays on screen.
    fn check(&self, _known: &Known<'_>, _ask: Self::Ask, _answer: &Answer, _now: &Moment) -> Result<()> {
        Ok(())
    }

    /// The key of a prompt's wording in the guide's pack: some have a variant.
    fn wording(&self, _known: &Known<'_>, ask: Self::Ask) -> &'static str {
        ask.name()
    }

    /// Words that stand in a prompt's title or help in braces, for instance `{fact}`.
    fn places(&self, _known: &Known<'_>, _ask: Self::Ask) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What must stay in sight.
    fn in_sight(&self, _known: &Known<'_>) -> Option<Words> {
        None
    }

    /// Whether there is nothing more to fill in.
    fn is_stopped(&self, _known: &Known<'_>) -> bool {
        false
    }

    /// Whether help is to be shown at once, safety cards apart.
    fn asks_for_help(&self, _known: &Known<'_>) -> bool {
        false
    }

    /// Whether somebody else is a danger, so that help shows what is for that.
    fn is_in_danger(&self, known: &Known<'_>) -> bool {
        known.is_in_danger()
    }

    /// Whether the last answer asked for a pause.
    fn rests(&self, _known: &Known<'_>, _last: Self::Ask) -> bool {
        false
    }

    /// Another guide that takes over.
    fn switch(&self, _known: &Known<'_>) -> Option<Start> {
        None
    }

    /// The record as it stands; none where nothing was said that is worth keeping.
    fn record(&self, known: &Known<'_>, closing: Closing<'_>) -> Option<Self::Record>;

    /// The record in sentences.
    fn tell(record: &Self::Record, names: &Names) -> Vec<StoryLine>;

    /// What a list shows of it.
    fn headline(record: &Self::Record) -> Option<Words>;

    /// What it says for the person, where it is evidence of their own.
    fn fact(_record: &Self::Record) -> Option<Words> {
        None
    }

    /// The same where it names somebody; it is made anew when they get another alias, or are forgotten.
    fn fact_naming(record: &Self::Record, _names: &Names) -> Option<Words> {
        Self::fact(record)
    }

    /// Reminders that were asked for, with what each is for.
    fn reminders(&self, _known: &Known<'_>) -> Vec<(Purpose, When)> {
        Vec::new()
    }

    /// Anything else that changes with it, in the same transaction. Where nothing is kept, `row` is
    /// what would have been.
    fn settle(&self, _known: &Known<'_>, _record: &Self::Record, _settling: &Settling<'_>) -> Result<Vec<Area>> {
        Ok(Vec::new())
    }
}

/// A form, opened.
pub(crate) struct FormGuide<F: Form> {
    form: F,
    region: Option<String>,
    band: Option<AgeBand>,
    /// The person's own lines in Help.
    own: Vec<OwnHelp>,
    has_plan: bool,
    names: Names,
    about: Option<Row>,
    /// The answers of the record that is being changed.
    base: Option<Trail>,
}

impl<F: Form> FormGuide<F> {
    pub(crate) fn open(connection: &Connection, draft: &DraftRow, now: &Moment) -> Result<Box<dyn Guide>> {
        let about = draft.about.as_ref().map(|id| record::store::get(connection, id)).transpose()?;
        let opening = Opening {
            connection,
            guide: &draft.guide,
            about: about.clone(),
            now,
            started_utc_ms: draft.started.utc_ms,
            opened_utc_ms: draft.opened_utc_ms,
        };
        let form = F::open(&opening)?;
        let changed = about.as_ref().filter(|row| draft.guide == F::GUIDE && row.practice == F::PRACTICE);
        let base = changed.map(|row| drafts::moves_of(connection, &row.id)).transpose()?;
        let fold = |moves: &Vec<Move>| Trail::fold(moves, |prompt| knows::<F>(prompt));
        let base = base.map(|drafts| drafts.iter().map(fold).fold(Trail::default(), Trail::then));
        let names = circle::names(connection)?;
        let (region, band) = (settings::region(connection)?, settings::age_band(connection)?);
        let (own, has_plan) = (own_help(connection)?, has_plan(connection)?);
        Ok(Box::new(Self { form, region, band, own, has_plan, names, about, base }))
    }

    fn known<'a>(&'a self, trail: &'a Trail) -> Known<'a> {
        Known::fold(trail, self.base.as_ref())
    }

    /// Prompts that are wanted and not passed, in order.
    fn waiting<'a>(&'a self, known: &'a Known<'_>, now: &'a Moment) -> impl Iterator<Item = F::Ask> + 'a {
        let risk = !F::FOR_HARD_HOURS && known.is_at_risk();
        let stopped = risk || (F::LOOKS_AGAIN && known.is_in_danger()) || self.form.is_stopped(known);
        let asks = if stopped { &[] } else { F::Ask::ALL };
        asks.iter().copied().filter(move |ask| !known.has_passed(*ask) && self.form.wanted(known, *ask, now))
    }

    fn wants_help(&self, trail: &Trail, known: &Known<'_>) -> bool {
        (known.asks_for_help() || self.form.asks_for_help(known)) && !trail.has_passed(HELP_CARD)
    }

    /// The line of a safety plan that is asked for next, where a life is at risk and there is no plan.
    fn plan_line(&self, trail: &Trail, known: &Known<'_>) -> Option<&'static str> {
        let wanted = !F::FOR_HARD_HOURS && !self.has_plan && known.is_in_acute_risk();
        PLAN_LINES.into_iter().find(|line| wanted && !trail.has_passed(line))
    }

    /// What help is for: what was noticed here, or else the danger that the guide knows of.
    fn concern(&self, known: &Known<'_>) -> Concern {
        let danger = || if self.form.is_in_danger(known) { Concern::Danger } else { Concern::Own };
        known.concern().unwrap_or_else(danger)
    }

    fn help_card(&self, concern: Concern, why: Option<String>, now: &Moment) -> Card {
        let asked = HelpAsked { region: self.region.as_deref(), band: self.band, concern, today: Some(now.date()) };
        Card::Help { help: help(asked, self.own.clone()), why }
    }

    fn safety_card(&self, known: &Known<'_>, about: &str, now: &Moment) -> Asked {
        let finding = known.finding(about);
        let concern = finding.map(crate::safety::Finding::concern).unwrap_or_default();
        let words = pack().prompt(concern.card());
        let card = self.help_card(concern, finding.map(|finding| finding.why.to_owned()), now);
        let options = words.options.iter().map(Chip::from).collect();
        worded(card_for(about), words, &[], Input::Info { card, options }.into())
    }

    /// The record with everything that is kept beside it, in its place.
    fn row(&self, known: &Known<'_>, closing: Closing<'_>, id: RecordId) -> Result<Option<(F::Record, Row)>> {
        let Some(record) = self.form.record(known, closing) else { return Ok(None) };
        let over = self.over();
        let row = Row {
            id: over.map_or(id, |row| row.id.clone()),
            practice: F::PRACTICE.to_owned(),
            about: over.map_or_else(|| self.about.as_ref().map(|row| row.id.clone()), |row| row.about.clone()),
            at: over.map_or_else(|| closing.started.clone(), |row| row.at.clone()),
            body: serde_json::to_value(&record)?,
            risk: known.marks(over.map(|row| row.risk.as_slice()).unwrap_or_default()),
            headline: F::headline(&record),
            fact: F::fact_naming(&record, &self.names),
        };
        Ok(Some((record, row)))
    }

    /// The record that is written over: a guide started from a record of its own practice changes it.
    fn over(&self) -> Option<&Row> {
        self.about.as_ref().filter(|row| row.practice == F::PRACTICE)
    }

    /// Gives everybody named here for the first time an id, and notes behind the answer who it was:
    /// when the record is changed later, they are known by then. A name that is there already is
    /// the same person.
    fn welcome(&mut self, tx: &Transaction<'_>, known: &mut Known<'_>, seq: u32, ended: &Ended<'_>) -> Result<bool> {
        let new: BTreeMap<String, Words> =
            known.new_people().map(|(at, alias)| (at.to_owned(), alias.clone())).collect();
        for ((prompt, alias), seq) in new.iter().zip(seq..) {
            let id = self.person_called(tx, alias, ended)?;
            let answer = Some(Answer::Person { who: Who::Known { id: id.clone() } });
            let done = Move { seq, verb: Verb::Answer, prompt: prompt.clone(), answer };
            drafts::append(tx, &ended.draft.id, &done, None, ended.now)?;
            known.newcomers.insert(prompt.clone(), id);
        }
        Ok(!new.is_empty())
    }

    fn person_called(&mut self, tx: &Transaction<'_>, alias: &Words, ended: &Ended<'_>) -> Result<PersonId> {
        let same = |name: &Words| name.text.to_lowercase() == alias.text.to_lowercase();
        if let Some((id, _)) = self.names.iter().find(|(_, name)| same(name)) {
            return Ok(id.clone());
        }
        let id = PersonId(ended.ids.next(ended.now.utc_ms));
        circle::insert(tx, &id, alias)?;
        self.names.insert(id.clone(), alias.clone());
        Ok(id)
    }
}

fn knows<F: Form>(prompt: &str) -> bool {
    let about = card_about(prompt).unwrap_or(prompt);
    prompt == HELP_CARD || PLAN_LINES.contains(&about) || F::Ask::named(about).is_some()
}

/// Words that were written at a prompt of every guide.
fn written<'a>(trail: &'a Trail, prompt: &str) -> Option<&'a Words> {
    match trail.answer(prompt)? {
        Answer::Text { words, .. } => Some(words),
        _ => None,
    }
}

/// What goes from here into a new safety plan.
fn plan_story(trail: &Trail) -> Vec<StoryLine> {
    let line = |prompt: &&str| {
        let text = written(trail, prompt)?.clone();
        Some(StoryLine { id: (*prompt).to_owned(), label: pack().chrome("story.safety_plan"), text, change: None })
    };
    PLAN_LINES.iter().filter_map(line).collect()
}

/// A prompt with its wording, its places filled.
fn worded(id: String, words: &PromptWords, places: &[(&str, String)], given: Given) -> Asked {
    let places: Vec<(&str, &str)> = places.iter().map(|(place, text)| (*place, text.as_str())).collect();
    let fill = |text: &String| crate::content::filled(text, &places);
    let (title, help) = (fill(&words.title), words.help.as_ref().map(fill));
    let prompt = Prompt {
        id,
        spoken: spoken(&title, help.as_deref(), &given.input),
        title,
        help,
        example: words.example.clone(),
        input: given.input,
    };
    Asked { prompt, shown: given.shown }
}

impl<F: Form> Guide for FormGuide<F> {
    fn knows(&self, prompt: &str) -> bool {
        knows::<F>(prompt)
    }

    fn next(&self, trail: &Trail, now: &Moment) -> Next {
        let known = self.known(trail);
        if let Some(about) = known.open_card(F::MEETS_DANGER) {
            return Next::Ask(card_for(about));
        }
        if self.wants_help(trail, &known) {
            return Next::Ask(HELP_CARD.to_owned());
        }
        if let Some(line) = self.plan_line(trail, &known) {
            return Next::Ask(line.to_owned());
        }
        if let Some(start) = self.form.switch(&known) {
            return Next::Switch(start);
        }
        self.waiting(&known, now).next().map_or(Next::Review, |ask| Next::Ask(ask.name().to_owned()))
    }

    fn ask(&self, trail: &Trail, prompt: &str, now: &Moment) -> Option<Asked> {
        let known = self.known(trail);
        if prompt == HELP_CARD {
            let card = self.help_card(self.concern(&known), None, now);
            let input = Input::Info { card, options: Vec::new() };
            return Some(worded(prompt.to_owned(), pack().prompt(HELP_CARD), &[], input.into()));
        }
        if let Some(about) = card_about(prompt) {
            return known.finding(about).map(|_| self.safety_card(&known, about, now));
        }
        if PLAN_LINES.contains(&prompt) {
            return Some(worded(prompt.to_owned(), pack().prompt(prompt), &[], line()));
        }
        let ask = F::Ask::named(prompt)?;
        let words = pack().guide(F::GUIDE).prompt(self.form.wording(&known, ask));
        Some(worded(prompt.to_owned(), words, &self.form.places(&known, ask), self.form.input(&known, ask, words, now)))
    }

    fn check(&self, trail: &Trail, prompt: &str, answer: &Answer, now: &Moment) -> Result<()> {
        F::Ask::named(prompt).map_or(Ok(()), |ask| self.form.check(&self.known(trail), ask, answer, now))
    }

    fn is_kept(&self) -> bool {
        F::KEPT
    }

    fn before(&self, trail: &Trail, prompt: &str) -> Option<Answer> {
        self.known(trail).before(prompt).cloned()
    }

    fn in_sight(&self, trail: &Trail) -> Option<Words> {
        let known = self.known(trail);
        // Words with risk in them are not pinned above anything.
        if known.is_at_risk() { None } else { self.form.in_sight(&known) }
    }

    fn left(&self, trail: &Trail, now: &Moment) -> Option<u8> {
        u8::try_from(self.waiting(&self.known(trail), now).count().saturating_sub(1)).ok()
    }

    fn gives_way(&self) -> bool {
        !F::KEPT
    }

    fn rests(&self, trail: &Trail) -> bool {
        let last = trail.last().and_then(F::Ask::named);
        last.is_some_and(|last| self.form.rests(&self.known(trail), last))
    }

    fn review(&self, trail: &Trail, started: &Moment, now: &Moment) -> Vec<StoryLine> {
        let known = self.known(trail);
        let closing = Closing { whole: true, now, started };
        let Some(record) = self.form.record(&known, closing) else { return plan_story(trail) };
        let mut names = self.names.clone();
        names.extend(
            known.new_people().filter_map(|(at, alias)| Some((known.newcomers.get(at)?.clone(), alias.clone()))),
        );
        let mut story = F::tell(&record, &names);
        story.extend(tell_reminders(self.reminders(&known).into_iter().map(|(_, when)| when)));
        story.extend(plan_story(trail));
        story
    }

    fn commit(mut self: Box<Self>, tx: &Transaction<'_>, trail: &Trail, ended: Ended<'_>) -> Result<Committed> {
        let base = self.base.take();
        let mut known = Known::fold(trail, base.as_ref());
        let closing = Closing { whole: ended.whole, now: ended.now, started: &ended.draft.started };
        let mut areas = Vec::new();
        if self.welcome(tx, &mut known, trail.seq(), &ended)? {
            areas.push(Area::Circle);
        }
        let id = RecordId(ended.ids.next(ended.draft.started.utc_ms));
        let made = self.row(&known, closing, id.clone())?;
        let (person, place) = (written(trail, PLAN_PERSON), written(trail, PLAN_PLACE));
        areas.extend(begin_plan(tx, ended.ids, ended.now, person, place)?);
        let Some((record, row)) = made else { return Ok(Committed { record: None, areas }) };
        if F::KEPT {
            let story = F::tell(&record, &self.names);
            record::store::put(tx, &row, &sentences(&story), ended.now)?;
            areas.retain(|area| *area != Area::Records);
            areas.insert(0, Area::Records);
        }
        if base.is_some() {
            reminder::store::remove_about(tx, &row.id)?;
        }
        let wanted = self.reminders(&known);
        for (purpose, rule) in &wanted {
            remind(tx, ended.ids, &row.id, *purpose, rule, ended.now)?;
        }
        if !wanted.is_empty() {
            areas.push(Area::Reminders);
        }
        let settling = Settling { tx, ids: ended.ids, now: ended.now, row: &row };
        for area in self.form.settle(&known, &record, &settling)? {
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
        Ok(Committed { record: F::KEPT.then_some(row.id), areas })
    }
}

impl<F: Form> FormGuide<F> {
    /// None where risk was noticed: nothing more is asked then.
    fn reminders(&self, known: &Known<'_>) -> Vec<(Purpose, When)> {
        if known.is_at_risk() { Vec::new() } else { self.form.reminders(known) }
    }
}

/// Makes a reminder about a record.
pub(crate) fn remind(
    tx: &Transaction<'_>,
    ids: &IdSource,
    about: &RecordId,
    purpose: Purpose,
    rule: &When,
    now: &Moment,
) -> Result<()> {
    let reminder = Reminder {
        id: ReminderId(ids.next(now.utc_ms)),
        about: Some(about.clone()),
        purpose,
        rule: rule_of(purpose, rule, now),
        policy: ZonePolicy::Floating,
        made: now.clone(),
        ends: None,
        rests_until: None,
    };
    reminder::store::insert(tx, &reminder)
}

/// A stretch of time is waited for as such: two hours stay two hours when clocks change.
fn rule_of(purpose: Purpose, when: &When, now: &Moment) -> Rule {
    let minutes = minutes_until(when, now).and_then(|minutes| u32::try_from(minutes).ok());
    match minutes.filter(|minutes| purpose.is_elapsed() && when.repeat == Repeat::Once && *minutes > 0) {
        Some(minutes) => Rule::After { minutes },
        None => Rule::Wall { when: when.clone() },
    }
}

/// Notes with a record that another guide made what was answered there, so that changing it later
/// starts from those answers.
pub(crate) fn note_answers(
    settling: &Settling<'_>,
    guide: &str,
    record: &RecordId,
    answers: Vec<(&str, Option<Answer>)>,
) -> Result<()> {
    let (tx, now) = (settling.tx, settling.now);
    let draft = DraftId(settling.ids.next(now.utc_ms));
    drafts::insert(tx, &draft, guide, None, now)?;
    let given = answers.into_iter().filter_map(|(prompt, answer)| Some((prompt, Some(answer?))));
    for ((prompt, answer), seq) in given.zip(0..) {
        drafts::append(tx, &draft, &Move { seq, verb: Verb::Answer, prompt: prompt.to_owned(), answer }, None, now)?;
    }
    drafts::set_state(tx, &draft, State::Finished, Some(record))
}

/// The lines about when a reminder comes.
pub(crate) fn tell_reminders(moments: impl Iterator<Item = When>) -> Vec<StoryLine> {
    let line = |when: When| StoryLine {
        id: "reminder".into(),
        label: pack().chrome("story.reminder"),
        text: Words::new(rhythm(&when)),
        change: None,
    };
    moments.map(line).collect()
}

/// A story as search reads it.
pub(crate) fn sentences(story: &[StoryLine]) -> String {
    story.iter().map(|line| line.text.text.as_str()).collect::<Vec<_>>().join("\n")
}

// Inputs, as most prompts need them.

/// The most characters of a line and of a longer text.
const LINE: u32 = 300;
const LONG: u32 = crate::text::MAX_CHARS;

pub(crate) fn line() -> Given {
    Input::Text { long: false, max_chars: LINE, scale: None }.into()
}

pub(crate) fn long_text() -> Given {
    Input::Text { long: true, max_chars: LONG, scale: None }.into()
}

/// A line with a scale that rides along.
pub(crate) fn rated_line(id: &str) -> Given {
    Input::Text { long: false, max_chars: LINE, scale: Some(scale(id)) }.into()
}

pub(crate) fn rating(id: &str) -> Given {
    Input::Scale { scale: scale(id) }.into()
}

/// Up to three feelings. What a text of the person may feel like comes first, as a family of its own.
pub(crate) fn labels(text: Option<&str>) -> Given {
    let feelings = &pack().feelings;
    let family = |words: &FamilyWords| LabelFamily {
        id: words.id.clone(),
        label: words.label.clone(),
        words: words.words.iter().map(Chip::from).collect(),
    };
    let suggested = text.map(crate::reappraisal::feelings).unwrap_or_default();
    let families = perhaps(&suggested).into_iter().chain(feelings.family.iter().map(family)).collect();
    let input = Input::Labels { families, apart: feelings.apart.iter().map(Chip::from).collect(), max: 3 };
    Given { input, shown: (!suggested.is_empty()).then(|| json!({ "suggested": suggested })) }
}

fn perhaps(suggested: &[&str]) -> Option<LabelFamily> {
    let word = |id: &&str| Chip { id: (*id).to_owned(), label: pack().label(id) };
    let words: Vec<Chip> = suggested.iter().map(word).collect();
    (!words.is_empty()).then(|| LabelFamily { id: "perhaps".into(), label: pack().chrome("feelings.perhaps"), words })
}

/// The scale of this name.
pub(crate) fn scale(id: &str) -> Scale {
    let words = pack().scales.get(id);
    Scale {
        label: words.map(|words| words.label.clone()).unwrap_or_default(),
        words: words.map(|words| words.words.clone()).unwrap_or_default(),
    }
}

/// One of the prompt's own options.
pub(crate) fn choice(words: &PromptWords) -> Given {
    choice_of(chips(words), words)
}

/// One of these; a note where the prompt's words have a placeholder for one.
pub(crate) fn choice_of(options: Vec<Chip>, words: &PromptWords) -> Given {
    Input::Choice { options, several: false, note: words.note.clone() }.into()
}

/// Several of the prompt's own options.
pub(crate) fn several(words: &PromptWords) -> Given {
    several_of(chips(words), words)
}

/// Several of these.
pub(crate) fn several_of(options: Vec<Chip>, words: &PromptWords) -> Given {
    Input::Choice { options, several: true, note: words.note.clone() }.into()
}

pub(crate) fn chips(words: &PromptWords) -> Vec<Chip> {
    words.options.iter().map(Chip::from).collect()
}

/// The options with these ids, in this order.
pub(crate) fn offered(words: &PromptWords, ids: &[&str]) -> Vec<Chip> {
    ids.iter().filter_map(|id| words.options.iter().find(|option| option.id == *id)).map(Chip::from).collect()
}

/// A card with the prompt's words, and its options as ways on.
pub(crate) fn notice(words: &PromptWords) -> Given {
    Input::Info { card: Card::Notice, options: chips(words) }.into()
}
