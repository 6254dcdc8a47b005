//! Reminder vectors: rules, a moment, time zones as tables, and what the core makes of them. The
//! format is in `tests/vectors/README.md`; Kotlin and Swift play the same files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use steppingstone_core::{
    Config, HandledAs, NewReminder, Now, Pending, Plan, Planned, Reminder, ReminderSettings, Steppingstone,
    SteppingstoneError, ZoneRules, ZoneRulesError, canonical_diff, canonical_json, canonical_plan, post_action,
};

/// A vector as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// One line.
    pub title: String,
    /// Seed of the ids.
    pub seed: u64,
    /// Offsets by zone: from which UTC second on, how many seconds east. The first holds before it, too.
    pub zones: BTreeMap<String, Vec<(i64, i32)>>,
    /// When and where it begins.
    pub now: Beginning,
    /// What happens.
    pub moves: Vec<Value>,
}

/// When and where a vector begins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// Milliseconds since 1970.
    pub utc_ms: i64,
    /// A zone of the table, or one that the phone does not know.
    pub zone: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Act {
    Add { reminder: NewReminder },
    Settings { settings: ReminderSettings },
    Rest { reminder: usize, until: Option<String> },
    Remove { reminder: usize },
    Plan,
    Due,
    Diff { pending: Vec<Pending> },
    NextWake,
    Handle { listed: usize, r#as: HandledAs },
    Post { listed: usize, r#as: HandledAs },
    TakeInbox,
    Reopen,
    Wait { minutes: i64 },
    Clock { utc_ms: i64 },
    Travel { zone: String },
}

/// The zones of a vector, as a phone would answer about them.
#[derive(Debug)]
struct Table(BTreeMap<String, Vec<(i64, i32)>>);

impl ZoneRules for Table {
    fn offset_seconds(&self, zone: String, utc_seconds: i64) -> Result<i32, ZoneRulesError> {
        let spans = self.0.get(&zone).ok_or(ZoneRulesError::UnknownZone)?;
        let begun = spans.iter().rev().find(|(from, _)| *from <= utc_seconds).or(spans.first());
        begun.map(|(_, offset)| *offset).ok_or(ZoneRulesError::Failed)
    }
}

struct Player {
    config: Config,
    stone: Arc<Steppingstone>,
    zones: Arc<Table>,
    utc_ms: i64,
    zone: String,
    listed: Vec<Planned>,
}

/// Plays a vector in a fresh journal and returns what came of each move: nothing, canonical JSON,
/// or `"refused"`.
///
/// # Panics
/// If it is not a vector.
pub fn play(vector: &Vector, directory: &Path) -> Vec<Option<String>> {
    let config = Config { directory: directory.display().to_string(), seed: Some(vector.seed) };
    let mut player = Player {
        stone: open(&config),
        config,
        zones: Arc::new(Table(vector.zones.clone())),
        utc_ms: vector.now.utc_ms,
        zone: vector.now.zone.clone(),
        listed: Vec::new(),
    };
    let made = |written: &Value| player.make(written).unwrap_or_else(|_| Some("\"refused\"".to_owned()));
    vector.moves.iter().map(made).collect()
}

/// The first difference between what came and what is written.
pub fn difference(vector: &Vector, found: &[Option<String>]) -> Option<String> {
    let expected = vector.moves.iter().map(|one| {
        one.get("expect").map(|value| canonical_json(value.to_string()).unwrap_or_else(|error| error.to_string()))
    });
    let differs = expected.zip(found).enumerate().find(|(_, (expected, found))| expected != *found);
    differs.map(|(n, (expected, found))| format!("move {n}:\n  expected {expected:?}\n  found    {found:?}"))
}

fn open(config: &Config) -> Arc<Steppingstone> {
    Steppingstone::open(config.clone()).unwrap_or_else(|error| panic!("{error}"))
}

impl Player {
    fn now(&self) -> Now {
        let offset_seconds = self.zones.offset_seconds(self.zone.clone(), self.utc_ms.div_euclid(1000)).unwrap_or(0);
        Now { utc_ms: self.utc_ms, offset_seconds, zone: self.zone.clone() }
    }

    fn make(&mut self, written: &Value) -> Result<Option<String>, SteppingstoneError> {
        let mut act = written.clone();
        act.as_object_mut().map(|fields| fields.remove("expect"));
        let act: Act = serde_json::from_value(act).unwrap_or_else(|error| panic!("{written}: {error}"));
        let reminders = self.stone.reminders();
        let (now, zones) = (self.now(), Arc::clone(&self.zones));
        match act {
            Act::Add { reminder } => drop(reminders.add(reminder, now)?),
            Act::Settings { settings } => drop(reminders.set_settings(settings)?),
            Act::Rest { reminder, until } => drop(reminders.rest(self.nth(reminder)?.id, until)?),
            Act::Remove { reminder } => drop(reminders.remove(self.nth(reminder)?.id)?),
            Act::Plan => {
                let plan = reminders.plan(now, zones)?;
                self.listed.clone_from(&plan.planned);
                return Ok(Some(canonical_plan(plan)));
            }
            Act::Due => {
                self.listed = reminders.due(now, zones)?;
                return Ok(Some(canonical_plan(Plan { planned: self.listed.clone(), ..Plan::default() })));
            }
            Act::Diff { pending } => return Ok(Some(canonical_diff(reminders.diff(pending, now, zones)?))),
            Act::NextWake => return Ok(Some(json!(reminders.next_wake(now, zones)?).to_string())),
            Act::Handle { listed, r#as } => drop(reminders.handle(self.listed[listed].keys.clone(), r#as, now)?),
            Act::Post { listed, r#as } => {
                post_action(self.config.directory.clone(), self.listed[listed].keys.clone(), r#as, self.utc_ms)?;
            }
            Act::TakeInbox => drop(reminders.take_inbox()?),
            Act::Reopen => self.stone = open(&self.config),
            Act::Wait { minutes } => self.utc_ms += minutes * 60_000,
            Act::Clock { utc_ms } => self.utc_ms = utc_ms,
            Act::Travel { zone } => self.zone = zone,
        }
        Ok(None)
    }

    fn nth(&self, place: usize) -> Result<Reminder, SteppingstoneError> {
        Ok(self.stone.reminders().all()?.remove(place))
    }
}
