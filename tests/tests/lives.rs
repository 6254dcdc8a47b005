//! A thousand random lives of a year each, through the public API: whatever a person does, in
//! whatever order, with kills, undo, changed dates, travel and clocks that jump, no answer is
//! lost, nothing hangs in the air, and every number is one that can be.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use steppingstone_core::{
    Answer, Answered, DraftId, Now, Place, Prompt, RecordId, Start, Step, Steppingstone, SteppingstoneError,
};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::{any_answer, open, words};

/// How many lives; a year each.
const LIVES: u32 = 1_000;

const ZONES: [&str; 5] = ["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "Antarctica/Troll"];

/// What people write: short, long, other scripts, quotes, and words that safety listens for.
const TEXTS: [&str; 7] = [
    "They all went quiet when I came in",
    "I am an idiot and nobody will ever want me there",
    "Niemand hat geantwortet, obwohl ich zweimal gefragt habe",
    "\"Well\", she said; {thought} 100 % ;-- DROP TABLE record",
    "誰も返事をくれなかった 😶‍🌫️ e\u{301}",
    "I don't want to live any more",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und so weiter",
];

/// Something somebody does in a year.
#[derive(Debug, Clone)]
enum Act {
    /// Begins what is offered, from home or from a record, answers, and ends it in some way.
    Sit {
        from: Option<u8>,
        offer: u8,
        taps: Vec<u8>,
        end: u8,
    },
    /// Opens an old draft and goes on.
    Resume {
        draft: u8,
        taps: Vec<u8>,
        end: u8,
    },
    Wait {
        minutes: i32,
    },
    Travel {
        zone: u8,
    },
    Kill,
    Delete {
        record: u8,
    },
    Undelete,
    Backdate {
        record: u8,
        minutes: u16,
    },
    Tag {
        record: u8,
        tag: u8,
    },
    Tried {
        record: u8,
    },
    Person {
        what: u8,
        one: u8,
        two: u8,
    },
    Look,
}

fn taps() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..26)
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (prop::option::of(any::<u8>()), any::<u8>(), taps(), any::<u8>())
            .prop_map(|(from, offer, taps, end)| Act::Sit { from, offer, taps, end }),
        1 => (any::<u8>(), taps(), any::<u8>()).prop_map(|(draft, taps, end)| Act::Resume { draft, taps, end }),
        // Mostly forward by hours or weeks; now and then the clock is set back.
        4 => (-3_000..40_000_i32).prop_map(|minutes| Act::Wait { minutes }),
        1 => any::<u8>().prop_map(|zone| Act::Travel { zone }),
        1 => Just(Act::Kill),
        1 => any::<u8>().prop_map(|record| Act::Delete { record }),
        1 => Just(Act::Undelete),
        1 => (any::<u8>(), any::<u16>()).prop_map(|(record, minutes)| Act::Backdate { record, minutes }),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(record, tag)| Act::Tag { record, tag }),
        1 => any::<u8>().prop_map(|record| Act::Tried { record }),
        1 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(what, one, two)| Act::Person { what, one, two }),
        1 => Just(Act::Look),
    ]
}

struct Life {
    place: PathBuf,
    stone: Arc<Steppingstone>,
    zones: Arc<BundledZones>,
    now: Now,
    /// Answers, skips and steps back that were acknowledged, by draft.
    said: BTreeMap<String, u32>,
    /// Drafts in which something was said; others make room for the next one.
    spoken: BTreeSet<String>,
    deleted: Option<RecordId>,
}

impl Life {
    fn begin(place: &Path) -> Self {
        let zones = BundledZones::new();
        let now = zones.now(1_767_261_600_000, ZONES[0]).unwrap();
        Self {
            place: place.to_owned(),
            stone: open(place),
            zones,
            now,
            said: BTreeMap::new(),
            spoken: BTreeSet::new(),
            deleted: None,
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Sit { from, offer, taps, end } => self.sit(from, offer, &taps, end),
            Act::Resume { draft, taps, end } => {
                let drafts = self.stone.guides().drafts(self.now.clone()).unwrap();
                if let Some(draft) = pick(&drafts, draft) {
                    let answered = self.stone.guides().resume(draft.id.clone(), self.now.clone()).unwrap();
                    self.go_on(answered, &taps, end);
                }
            }
            Act::Wait { minutes } => self.move_to(self.now.utc_ms + i64::from(minutes) * 60_000, None),
            Act::Travel { zone } => self.move_to(self.now.utc_ms, Some(ZONES[usize::from(zone) % ZONES.len()])),
            Act::Kill => self.kill(),
            Act::Delete { record } => {
                if let Some(record) = self.record(record) {
                    self.stone.journal().delete(record.clone(), self.now.clone()).unwrap();
                    self.deleted = Some(record);
                }
            }
            Act::Undelete => {
                if let Some(record) = self.deleted.take() {
                    self.stone.journal().undelete(record).unwrap();
                }
            }
            Act::Backdate { record, minutes } => {
                if let Some(record) = self.record(record) {
                    let when = Now { utc_ms: self.now.utc_ms - i64::from(minutes) * 60_000, ..self.now.clone() };
                    self.stone.journal().backdate(record, when, self.now.clone()).unwrap();
                }
            }
            Act::Tag { record, tag } => {
                if let Some(record) = self.record(record) {
                    let names = [words("work"), words(&format!("tag {}", tag % 4))];
                    self.stone.journal().set_tags(record, names.to_vec(), self.now.clone()).unwrap();
                }
            }
            Act::Tried { record } => {
                let plans = self.stone.journal().timeline(Some("adjustment".into()), None, 200).unwrap().records;
                if let Some(plan) = pick(&plans, record) {
                    self.stone.practice().tried(plan.id.clone(), self.now.clone()).unwrap();
                }
            }
            Act::Person { what, one, two } => self.people(what, one, two),
            Act::Look => self.look(),
        }
    }

    fn record(&self, number: u8) -> Option<RecordId> {
        let records = self.stone.journal().timeline(None, None, 200).unwrap().records;
        pick(&records, number).map(|record| record.id.clone())
    }

    fn move_to(&mut self, utc_ms: i64, zone: Option<&str>) {
        let zone = zone.map_or_else(|| self.now.zone.clone(), String::from);
        self.now = self.zones.now(utc_ms.max(0), &zone).unwrap();
    }

    fn sit(&mut self, from: Option<u8>, offer: u8, taps: &[u8], end: u8) {
        let about = from.and_then(|number| self.record(number));
        let offers = self.stone.guides().offers(about, self.now.clone()).unwrap();
        let Some(offer) = pick(&offers, offer) else { return };
        let answered = self.begin_guide(&offer.start);
        self.go_on(answered, taps, end);
    }

    fn begin_guide(&mut self, start: &Start) -> Answered {
        BEGUN.lock().unwrap_or_else(PoisonError::into_inner).insert(start.guide.clone());
        let guides = self.stone.guides();
        let answered = guides.start(start.clone(), self.now.clone()).unwrap();
        let Step::Occupied { draft } = answered.step else { return answered };
        guides.set_aside(draft.id, self.now.clone()).unwrap();
        guides.start(start.clone(), self.now.clone()).unwrap()
    }

    /// Answers prompt by prompt as far as the taps reach, then ends in one of the ways there are.
    fn go_on(&mut self, answered: Answered, taps: &[u8], end: u8) {
        let mut step = answered.step;
        for tap in taps {
            let Step::Ask { at, prompt, .. } = &step else { break };
            let (guides, now) = (self.stone.guides(), self.now.clone());
            let text = TEXTS[usize::from(*tap) % TEXTS.len()];
            let answer = any_answer(prompt, text, usize::from(*tap));
            let (draft, id, seq) = (at.draft.clone(), prompt.id.clone(), at.seq);
            let next = match tap % 11 {
                0 => guides.skip(draft.clone(), id, seq, now),
                1 => guides.back(draft.clone(), seq, now),
                _ => {
                    let answered = guides.answer(draft.clone(), id, seq, answer.clone(), now);
                    if answered.is_ok() && says_something(prompt, &answer) {
                        self.spoken.insert(draft.0.clone());
                    }
                    answered
                }
            };
            // An answer that does not fit is refused and changes nothing.
            match next {
                Ok(next) => step = next.step,
                Err(SteppingstoneError::Invalid { .. }) => continue,
                Err(error) => panic!("{error} at {}", prompt.id),
            }
            if let Some(at) = place(&step) {
                assert!(at.seq >= seq);
                self.said.insert(at.draft.0.clone(), at.seq);
            }
        }
        let Some(at) = place(&step) else { return };
        self.end(&at, end);
    }

    fn end(&mut self, at: &Place, end: u8) {
        let (guides, now, draft) = (self.stone.guides(), self.now.clone(), at.draft.clone());
        match end % 6 {
            0 => drop(guides.set_aside(draft, now).unwrap()),
            1 => {
                guides.discard(draft, now).unwrap();
                self.said.remove(&at.draft.0);
            }
            2 => {} // the app is closed as it is
            3 => {
                let ended = guides.enough_for_now(draft.clone(), at.seq, now).unwrap().step;
                self.ended(&draft, &ended);
            }
            _ => self.finish(&draft),
        }
    }

    /// A guide in which no answer stands leaves nothing, not even its draft.
    fn ended(&mut self, draft: &DraftId, step: &Step) {
        assert!(matches!(step, Step::Ended { .. }), "{step:?}");
        if matches!(step, Step::Ended { record: None, .. }) {
            self.said.remove(&draft.0);
        }
    }

    /// Every draft can be finished: by skipping what is left.
    fn finish(&mut self, draft: &DraftId) {
        let guides = self.stone.guides();
        let mut step = guides.resume(draft.clone(), self.now.clone()).unwrap().step;
        for _ in 0..80 {
            step = match &step {
                Step::Ask { at, prompt, .. } => {
                    guides.skip(at.draft.clone(), prompt.id.clone(), at.seq, self.now.clone()).unwrap().step
                }
                Step::Review { at, .. } => {
                    self.said.insert(at.draft.0.clone(), at.seq);
                    guides.finish(at.draft.clone(), at.seq, self.now.clone()).unwrap().step
                }
                _ => return self.ended(draft, &step),
            };
        }
        panic!("a guide without an end: {step:?}");
    }

    fn people(&mut self, what: u8, one: u8, two: u8) {
        let circle = self.stone.circle();
        let people = circle.people().unwrap();
        let (Some(one), Some(two)) = (pick(&people, one), pick(&people, two)) else { return };
        let (one, two) = (one.person.id.clone(), two.person.id.clone());
        match what % 3 {
            0 => drop(circle.rename(one, words("Somebody else")).unwrap()),
            1 => drop(circle.merge(one, two).unwrap()),
            _ => drop(circle.remove(one).unwrap()),
        }
    }

    /// What screens read, read: none of it may fail.
    fn look(&self) {
        let journal = self.stone.journal();
        for record in journal.timeline(None, None, 200).unwrap().records {
            journal.story(record.id.clone()).unwrap();
            journal.versions(record.id).unwrap();
        }
        journal.search("they all".into(), None, 20).unwrap();
        journal.returning_thought().unwrap();
        journal.own_facts(None, words("went quiet"), self.now.clone(), 5).unwrap();
        self.stone.reminders().plan(self.now.clone(), self.zones.clone()).unwrap();
        self.stone.reminders().due(self.now.clone(), self.zones.clone()).unwrap();
    }

    /// The process ends without a word, and a new one opens the journal. What was deleted is gone then.
    fn kill(&mut self) {
        let gone = self.drafts_of_deleted();
        self.said.retain(|draft, _| !gone.contains(draft));
        self.deleted = None;
        self.stone = open(&self.place);
        assert_eq!(self.stone.opened().moved_aside, None);
    }

    fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.place.join("journal.sqlite")).unwrap()
    }

    fn drafts_of_deleted(&self) -> BTreeSet<String> {
        let sql = "SELECT draft.id FROM draft JOIN record
                     ON record.id = left_record OR (record.id = draft.about AND state <> 'finished')
                   WHERE deleted_utc_ms IS NOT NULL";
        let connection = self.sqlite();
        let mut query = connection.prepare(sql).unwrap();
        let ids = query.query_map([], |row| row.get(0)).unwrap();
        ids.collect::<rusqlite::Result<_>>().unwrap()
    }

    fn check(&mut self) {
        self.no_answer_is_lost();
        self.nothing_hangs_in_the_air();
        self.every_number_can_be();
        self.every_draft_finishes();
    }

    fn no_answer_is_lost(&self) {
        let connection = self.sqlite();
        for (draft, said) in self.said.iter().filter(|(draft, _)| self.spoken.contains(*draft)) {
            let count = "SELECT count(*) FROM answer WHERE draft = ?1";
            let kept: u32 = connection.query_row(count, [draft], |row| row.get(0)).unwrap();
            assert!(kept >= *said, "{kept} of {said} answers of {draft}");
        }
    }

    fn nothing_hangs_in_the_air(&self) {
        let connection = self.sqlite();
        let orphans = connection.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
        assert!(!orphans);
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
        // Every record that is not deleted is in the search index, and nothing else is.
        let records = count("SELECT count(*) FROM record WHERE deleted_utc_ms IS NULL");
        let found = count(
            "SELECT count(*) FROM record_words JOIN record ON place = record_words.rowid AND deleted_utc_ms IS NULL",
        );
        assert_eq!((records, count("SELECT count(*) FROM record_words")), (found, found));
        assert!(count("SELECT count(*) FROM draft WHERE state = 'open' AND about IS NULL") <= 1, "one guide at a time");
    }

    fn every_number_can_be(&self) {
        let stored: Value = serde_json::from_str(&self.stone.journal().canonical().unwrap()).unwrap();
        for record in stored["records"].as_array().unwrap() {
            ratings(&record["body"], "");
        }
    }

    fn every_draft_finishes(&mut self) {
        for draft in self.stone.guides().drafts(self.now.clone()).unwrap() {
            self.finish(&draft.id);
        }
        assert!(self.stone.guides().drafts(self.now.clone()).unwrap().is_empty());
    }
}

/// Keys of a body that hold something from 0 to 100.
const RATED: &[&str] = &[
    "rating",
    "intensity",
    "intensity_after",
    "before",
    "after",
    "belief",
    "about_me",
    "believability",
    "probability",
    "distress",
    "actual",
    "surprise",
    "effect",
    "percent",
    "quality",
];

fn ratings(value: &Value, key: &str) {
    match value {
        Value::Number(number) if RATED.contains(&key) => {
            assert!(number.as_u64().is_some_and(|value| value <= 100), "{key}: {number}");
        }
        Value::Array(items) => {
            for item in items {
                ratings(item, key);
            }
            let percents: Vec<u64> = items.iter().filter_map(|item| item["percent"].as_u64()).collect();
            assert!(percents.is_empty() || percents.iter().sum::<u64>() == 100, "{key}: {percents:?}");
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                ratings(value, key);
            }
        }
        _ => {}
    }
}

/// Reading a card says nothing, and neither does the welcome's "start", which opens an empty check-in.
fn says_something(prompt: &Prompt, answer: &Answer) -> bool {
    *answer != (Answer::Seen { choice: None }) && prompt.id != "hello"
}

fn place(step: &Step) -> Option<Place> {
    match step {
        Step::Ask { at, .. } | Step::Review { at, .. } => Some(at.clone()),
        _ => None,
    }
}

fn pick<T>(items: &[T], number: u8) -> Option<&T> {
    if items.is_empty() { None } else { items.get(usize::from(number) % items.len()) }
}

/// In memory where there is such a place: a thousand years of syncing prove nothing more.
fn somewhere() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Guides that some life began.
static BEGUN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

#[test]
fn a_year_loses_nothing() {
    let config =
        ProptestConfig { cases: LIVES, max_shrink_iters: 400, source_file: Some(file!()), ..ProptestConfig::default() };
    let lives = TestRunner::new(config).run(&prop::collection::vec(any_act(), 20..60), |acts| {
        let place = somewhere();
        let mut life = Life::begin(place.path());
        for act in acts {
            life.act(act);
        }
        life.check();
        Ok(())
    });
    assert!(lives.is_ok(), "{}", lives.unwrap_err());
    let begun = BEGUN.lock().unwrap();
    assert!(begun.len() >= 30, "lives that never leave the house prove little: {begun:?}");
}
