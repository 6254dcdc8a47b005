//! Journeys: small lives played through the public API. The format is in `tests/journeys/README.md`;
//! Kotlin and Swift play the same files.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use steppingstone_core::{
    AgeBand, Answer, Answered, Config, DraftId, HandledAs, Help, InsightWindow, Now, Place, Plan, Planned, RecordId,
    Start, Step, Steppingstone, SteppingstoneError, Words, canonical_help, canonical_json, canonical_plan,
    canonical_step, help, help_before_lock,
};

use crate::clock::BundledZones;
use crate::show;

/// A journey as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journey {
    /// One line.
    pub title: String,
    /// What it shows.
    pub covers: Vec<String>,
    /// Seed of the ids.
    pub seed: u64,
    /// When and where it begins.
    pub now: Beginning,
    /// What happens.
    pub moves: Vec<Value>,
    /// What is stored at the end.
    pub records: Value,
    /// What would come at the end.
    pub plan: Value,
}

/// When and where a journey begins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// Milliseconds since 1970.
    pub utc_ms: i64,
    /// IANA name.
    pub zone: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Act {
    Start { guide: String, entry: Option<usize>, record: Option<usize>, practice: Option<String> },
    Answer { answer: Answer, prompt: Option<String>, seq: Option<u32> },
    Skip { prompt: Option<String>, seq: Option<u32> },
    Back { seq: Option<u32> },
    EnoughForNow { seq: Option<u32> },
    Finish { seq: Option<u32> },
    Resume { draft: usize },
    SetAside,
    Discard,
    Wait { minutes: i64 },
    Travel { zone: String },
    Kill,
    Plan,
    Due,
    Handle { occurrence: usize, r#as: HandledAs },
    Region { code: Option<String> },
    AgeBand { band: Option<String> },
    Help,
    HelpBeforeLock,
    HelpFor { region: Option<String>, band: Option<String> },
    ShowBeforeLock { lines: Vec<usize> },
    ReturningThought,
    Offers { record: Option<usize>, practice: Option<String> },
    Search { text: String },
    OwnFacts { event: Option<String>, text: String },
    Tag { record: usize, practice: Option<String>, names: Vec<Words> },
    Backdate { record: usize, practice: Option<String>, minutes: i64 },
    Delete { record: usize, practice: Option<String> },
    Undelete,
    Tried { record: usize },
    Insights { days: Option<u16> },
}

/// Why a journey could not be played to its end as written.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The file is not a journey.
    #[error("the journey is malformed: {0}")]
    Malformed(String),
    /// Something else came than was written.
    #[error("at {at}:\n  expected {expected}\n  found    {found}")]
    Different {
        /// Where.
        at: String,
        /// As written.
        expected: String,
        /// As it came.
        found: String,
    },
    /// The core refused.
    #[error("at {at}: {error}")]
    Refused {
        /// Where.
        at: String,
        /// Why.
        error: SteppingstoneError,
    },
}

/// Plays a journey in a fresh journal at `directory`, telling `see` every line a person would see.
///
/// # Errors
/// The first difference from what is written.
pub fn play(journey: &Journey, directory: &Path, see: &mut dyn FnMut(&str)) -> Result<(), Trouble> {
    let mut player = Player::new(journey, directory)?;
    for (n, written) in journey.moves.iter().enumerate() {
        let at = format!("move {n} ({})", written["do"].as_str().unwrap_or("?"));
        let found = player.make(written, see).map_err(|trouble| trouble.at(&at))?;
        compare(&at, written.get("expect"), found.as_deref())?;
    }
    compare("records", Some(&journey.records), Some(&player.records()?))?;
    compare("plan", Some(&journey.plan), Some(&player.plan()?))
}

fn compare(at: &str, expected: Option<&Value>, found: Option<&str>) -> Result<(), Trouble> {
    let expected = expected.map(|value| canonical(&value.to_string())).transpose()?;
    if expected.as_deref() == found {
        return Ok(());
    }
    let text = |side: Option<&str>| side.unwrap_or("nothing").to_owned();
    Err(Trouble::Different { at: at.to_owned(), expected: text(expected.as_deref()), found: text(found) })
}

fn list(lines: impl Iterator<Item = String>) -> Result<String, Trouble> {
    canonical(&json!(lines.collect::<Vec<_>>()).to_string())
}

fn canonical(json: &str) -> Result<String, Trouble> {
    canonical_json(json.to_owned()).map_err(|error| Trouble::Refused { at: String::new(), error })
}

impl Trouble {
    fn at(self, place: &str) -> Self {
        match self {
            Self::Refused { error, .. } => Self::Refused { at: place.to_owned(), error },
            Self::Malformed(why) => Self::Malformed(format!("{place}: {why}")),
            other @ Self::Different { .. } => other,
        }
    }
}

impl From<SteppingstoneError> for Trouble {
    fn from(error: SteppingstoneError) -> Self {
        Self::Refused { at: String::new(), error }
    }
}

fn shown(help: Help, see: &mut dyn FnMut(&str)) -> String {
    for line in show::help(&help) {
        see(&line);
    }
    canonical_help(help)
}

fn age_band(name: &str) -> Result<AgeBand, Trouble> {
    match name {
        "minor" => Ok(AgeBand::Minor),
        "adult" => Ok(AgeBand::Adult),
        "unsaid" => Ok(AgeBand::Unsaid),
        _ => malformed("no such age band"),
    }
}

fn malformed<T>(why: &str) -> Result<T, Trouble> {
    Err(Trouble::Malformed(why.to_owned()))
}

/// A journey in progress.
pub struct Player {
    config: Config,
    stone: Arc<Steppingstone>,
    zones: Arc<BundledZones>,
    now: Now,
    step: Option<Step>,
    listed: Vec<Planned>,
    deleted: Option<RecordId>,
}

impl std::fmt::Debug for Player {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Player").field("now", &self.now).finish_non_exhaustive()
    }
}

impl Player {
    /// Opens a journal for the journey.
    pub fn new(journey: &Journey, directory: &Path) -> Result<Self, Trouble> {
        let zones = BundledZones::new();
        let Some(now) = zones.now(journey.now.utc_ms, &journey.now.zone) else { return malformed("unknown zone") };
        let config = Config { directory: directory.display().to_string(), seed: Some(journey.seed) };
        let stone = Steppingstone::open(config.clone())?;
        Ok(Self { config, stone, zones, now, step: None, listed: Vec::new(), deleted: None })
    }

    /// Makes one move and returns what came of it, as canonical JSON.
    pub fn make(&mut self, written: &Value, see: &mut dyn FnMut(&str)) -> Result<Option<String>, Trouble> {
        let mut act = written.clone();
        if let Some(fields) = act.as_object_mut() {
            fields.remove("expect");
        }
        let act: Act = serde_json::from_value(act).map_err(|error| Trouble::Malformed(error.to_string()))?;
        if let Act::Answer { answer, .. } = &act {
            see(&format!("> {}", show::answer(answer)));
        }
        match act {
            Act::Wait { minutes } => self.move_to(self.now.utc_ms + minutes * 60_000, &self.now.zone.clone())?,
            Act::Travel { zone } => self.move_to(self.now.utc_ms, &zone)?,
            Act::Kill => self.stone = Steppingstone::open(self.config.clone())?,
            Act::Handle { occurrence, r#as } => {
                let Some(one) = self.listed.get(occurrence) else { return malformed("no such occurrence") };
                self.stone.reminders().handle(one.keys.clone(), r#as, self.now.clone())?;
            }
            Act::Region { code } => {
                self.stone.journal().set_region(code)?;
            }
            Act::AgeBand { band } => {
                let band = band.as_deref().map(age_band).transpose()?;
                self.stone.journal().set_age_band(band)?;
            }
            Act::Tag { record, practice, names } => {
                self.stone.journal().set_tags(self.record(practice, record)?, names, self.now.clone())?;
            }
            Act::Backdate { record, practice, minutes } => {
                let Some(when) = self.zones.now(self.now.utc_ms - minutes * 60_000, &self.now.zone) else {
                    return malformed("unknown time");
                };
                self.stone.journal().backdate(self.record(practice, record)?, when, self.now.clone())?;
            }
            Act::Delete { record, practice } => {
                let record = self.record(practice, record)?;
                self.stone.journal().delete(record.clone(), self.now.clone())?;
                self.deleted = Some(record);
            }
            Act::Undelete => {
                let Some(record) = self.deleted.take() else { return malformed("nothing was deleted") };
                self.stone.journal().undelete(record)?;
            }
            Act::Tried { record } => {
                let record = self.record(Some("adjustment".to_owned()), record)?;
                self.stone.practice().tried(record, self.now.clone())?;
            }
            Act::Offers { record, practice } => {
                let about = record.map(|number| self.record(practice, number)).transpose()?;
                let offers = self.stone.guides().offers(about, self.now.clone())?;
                for offer in &offers {
                    see(&format!("  {}", offer.label));
                }
                return list(offers.into_iter().map(|offer| offer.start.guide)).map(Some);
            }
            Act::Search { text } => {
                let found = self.stone.journal().search(text, None, 200)?.records;
                let lines = found.into_iter().map(|one| {
                    let words = one.headline.map(|words| words.text).unwrap_or_default();
                    format!("{}: {words}", one.practice)
                });
                return list(lines).map(Some);
            }
            Act::OwnFacts { event, text } => {
                let text = Words { text };
                let facts = self.stone.journal().own_facts(event, text, self.now.clone(), 5)?;
                return list(facts.into_iter().map(|fact| format!("{} ({})", fact.text.text, fact.why))).map(Some);
            }
            Act::Insights { days } => return self.insights(days, see).map(Some),
            Act::Plan => return self.plan().map(Some),
            Act::Due => return self.due().map(Some),
            Act::Help => {
                let help = self.stone.journal().help(self.now.clone())?;
                return Ok(Some(shown(help, see)));
            }
            Act::HelpBeforeLock => {
                let help = help_before_lock(self.config.directory.clone(), self.now.clone());
                return Ok(Some(shown(help, see)));
            }
            Act::HelpFor { region, band } => {
                let band = band.as_deref().map(age_band).transpose()?;
                return Ok(Some(canonical_help(help(region, band, self.now.clone()))));
            }
            Act::ShowBeforeLock { lines } => {
                let own = self.stone.journal().own_help()?;
                let ids = lines.into_iter().map(|place| own.get(place).map(|line| line.id.clone()));
                let Some(ids) = ids.collect() else { return malformed("no such line") };
                self.stone.journal().show_before_lock(ids)?;
            }
            Act::ReturningThought => {
                let found = self.stone.journal().returning_thought()?;
                let line = found.as_ref().map(|found| found.line.text.clone());
                let fact = found.and_then(|found| found.fact).map(|fact| fact.text);
                return canonical(&json!({ "line": line, "fact": fact }).to_string()).map(Some);
            }
            guided => return self.guide(guided, see).map(Some),
        }
        Ok(None)
    }

    fn move_to(&mut self, utc_ms: i64, zone: &str) -> Result<(), Trouble> {
        let Some(now) = self.zones.now(utc_ms, zone) else { return malformed("unknown zone or time") };
        self.now = now;
        Ok(())
    }

    /// Every series as its id, its number of observations and its sentence.
    fn insights(&self, days: Option<u16>, see: &mut dyn FnMut(&str)) -> Result<String, Trouble> {
        let window = match days {
            Some(30) => InsightWindow::Days30,
            Some(90) => InsightWindow::Days90,
            None | Some(365) => InsightWindow::Days365,
            Some(_) => return malformed("no such window"),
        };
        let told = self.stone.insights().all(window, self.now.clone())?;
        for insight in &told {
            see(&format!("  {}: {}", insight.title, insight.sentence));
        }
        let lines: Vec<Value> = told.iter().map(|insight| json!([insight.id, insight.n, insight.sentence])).collect();
        canonical(&json!(lines).to_string())
    }

    /// The moves that lead to a step.
    fn guide(&mut self, act: Act, see: &mut dyn FnMut(&str)) -> Result<String, Trouble> {
        let guides = self.stone.guides();
        let now = self.now.clone();
        let answered: Answered = match act {
            Act::Start { guide, entry, record, practice } => {
                guides.start(self.start(guide, practice, record, entry)?, now)?
            }
            Act::Answer { answer, prompt, seq } => {
                let (draft, asked, at) = self.asked(prompt, seq)?;
                guides.answer(draft, asked, at, answer, now)?
            }
            Act::Skip { prompt, seq } => {
                let (draft, asked, at) = self.asked(prompt, seq)?;
                guides.skip(draft, asked, at, now)?
            }
            Act::Back { seq } => guides.back(self.place()?.draft, seq.unwrap_or(self.place()?.seq), now)?,
            Act::EnoughForNow { seq } => {
                guides.enough_for_now(self.place()?.draft, seq.unwrap_or(self.place()?.seq), now)?
            }
            Act::Finish { seq } => guides.finish(self.place()?.draft, seq.unwrap_or(self.place()?.seq), now)?,
            Act::Resume { draft } => {
                let Some(draft) = guides.drafts(now.clone())?.into_iter().nth(draft) else {
                    return malformed("no such draft");
                };
                guides.resume(draft.id, now)?
            }
            Act::SetAside => guides.set_aside(self.draft()?, now)?,
            Act::Discard => guides.discard(self.draft()?, now)?,
            _ => return malformed("not a move of a guide"),
        };
        for line in show::step(&answered.step) {
            see(&line);
        }
        let found = canonical_step(answered.step.clone());
        self.step = Some(answered.step);
        Ok(found)
    }

    /// The newest record of a practice has number 0. `entry` is short for a record of the check-in.
    fn start(
        &self,
        guide: String,
        practice: Option<String>,
        record: Option<usize>,
        entry: Option<usize>,
    ) -> Result<Start, Trouble> {
        let practice = practice.or_else(|| entry.map(|_| "check_in".to_owned()));
        let about = record.or(entry).map(|number| self.record(practice, number)).transpose()?;
        Ok(Start { guide, about })
    }

    fn record(&self, practice: Option<String>, number: usize) -> Result<RecordId, Trouble> {
        let page = self.stone.journal().timeline(practice, None, 200)?;
        let Some(record) = page.records.into_iter().nth(number) else { return malformed("no such record") };
        Ok(record.id)
    }

    fn place(&self) -> Result<Place, Trouble> {
        match &self.step {
            Some(Step::Ask { at, .. } | Step::Review { at, .. }) => Ok(at.clone()),
            _ => malformed("no guide is open here"),
        }
    }

    /// The draft that the last step speaks of.
    fn draft(&self) -> Result<DraftId, Trouble> {
        match &self.step {
            Some(Step::Occupied { draft }) => Ok(draft.id.clone()),
            Some(Step::Resting { draft, .. }) => Ok(draft.clone()),
            _ => Ok(self.place()?.draft),
        }
    }

    fn asked(&self, prompt: Option<String>, seq: Option<u32>) -> Result<(DraftId, String, u32), Trouble> {
        let on_screen = match &self.step {
            Some(Step::Ask { prompt, .. }) => Some(prompt.id.clone()),
            _ => None,
        };
        let Some(prompt) = prompt.or(on_screen) else { return malformed("no prompt is on screen") };
        let place = self.place()?;
        Ok((place.draft, prompt, seq.unwrap_or(place.seq)))
    }

    /// What is stored, as canonical JSON.
    pub fn records(&self) -> Result<String, Trouble> {
        Ok(self.stone.journal().canonical()?)
    }

    /// What would come, as canonical JSON.
    pub fn plan(&mut self) -> Result<String, Trouble> {
        let plan = self.stone.reminders().plan(self.now.clone(), self.zones.clone())?;
        self.listed.clone_from(&plan.planned);
        Ok(canonical_plan(plan))
    }

    fn due(&mut self) -> Result<String, Trouble> {
        let due = self.stone.reminders().due(self.now.clone(), self.zones.clone())?;
        self.listed.clone_from(&due);
        Ok(canonical_plan(Plan { planned: due, ..Plan::default() }))
    }
}
