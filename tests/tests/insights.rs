//! Every number of an insight is recounted from the raw records, through the public API only.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;
use steppingstone_core::{
    Answer, Answered, InsightWindow, Prompt, RecordId, Start, Step, Steppingstone, SteppingstoneError,
};
use steppingstone_pocket::demo;
use steppingstone_tests::{NOON, any_answer, at, open};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;
const WINDOWS: [InsightWindow; 3] = [InsightWindow::Days30, InsightWindow::Days90, InsightWindow::Days365];

/// What may be written: plain words, and words that safety listens to.
const TEXTS: [&str; 4] = [
    "They went on without me and it must be my fault",
    "She always leaves early",
    "I want to kill myself",
    "Nobody said hello",
];

/// One guide of a random life.
#[derive(Debug, Clone)]
struct Deed {
    /// Which of the offers of home, or of a record.
    offer: usize,
    /// Which record it starts from: none for home.
    record: Option<usize>,
    picks: Vec<usize>,
    text: usize,
    /// Hours until the next one.
    hours: i64,
    /// Whether a record is deleted afterwards.
    deletes: Option<usize>,
}

fn deed() -> impl Strategy<Value = Deed> {
    (
        0_usize..40,
        prop::option::weighted(0.6, 0_usize..6),
        prop::collection::vec(0_usize..200, 12..40),
        prop::sample::select(vec![0_usize, 0, 0, 1, 1, 1, 3, 3, 3, 2]),
        1_i64..140,
        prop::option::weighted(0.08, 0_usize..30),
    )
        .prop_map(|(offer, record, picks, text, hours, deletes)| Deed {
            offer,
            record,
            picks,
            text,
            hours,
            deletes,
        })
}

/// Answers whatever comes; everything is looked at closer, so that there is something to count.
fn answer(prompt: &Prompt, deed: &Deed, n: usize) -> Answer {
    match prompt.id.as_str() {
        "now" => Answer::Chosen { ids: vec!["look_closer".into()], note: None },
        _ => any_answer(prompt, TEXTS[deed.text], deed.picks[n % deed.picks.len()]),
    }
}

fn live(stone: &Steppingstone, deed: &Deed, now: i64) {
    let guides = stone.guides();
    let records = stone.journal().timeline(None, None, 50).unwrap().records;
    let about: Option<RecordId> = deed.record.and_then(|number| records.get(number)).map(|record| record.id.clone());
    let offers = guides.offers(about, at(now)).unwrap();
    let Some(offer) = offers.get(deed.offer % offers.len().max(1)) else { return };
    let mut answered = start(stone, &offer.start, now);
    for n in 0..80 {
        let moment = at(now + 1000 * i64::try_from(n).unwrap());
        answered = match &answered.step {
            Step::Ask { at: place, prompt, .. } => {
                let given = answer(prompt, deed, n);
                guides
                    .answer(place.draft.clone(), prompt.id.clone(), place.seq, given, moment.clone())
                    .or_else(|_| guides.skip(place.draft.clone(), prompt.id.clone(), place.seq, moment))
                    .unwrap()
            }
            Step::Review { at: place, .. } => guides.finish(place.draft.clone(), place.seq, moment).unwrap(),
            Step::Resting { draft, .. } => guides.resume(draft.clone(), moment).unwrap(),
            Step::Ended { .. } | Step::Occupied { .. } => return,
        };
    }
}

fn start(stone: &Steppingstone, start: &Start, now: i64) -> Answered {
    let guides = stone.guides();
    let answered = guides.start(start.clone(), at(now)).unwrap();
    let Step::Occupied { draft } = &answered.step else { return answered };
    guides.discard(draft.id.clone(), at(now)).unwrap();
    guides.start(start.clone(), at(now)).unwrap()
}

/// The raw records that may be counted.
struct Raw {
    records: Vec<Value>,
    marked: BTreeSet<String>,
}

impl Raw {
    fn of(stone: &Steppingstone) -> Result<Self, SteppingstoneError> {
        let stored: Value = serde_json::from_str(&stone.journal().canonical()?).unwrap();
        let records = stored["records"].as_array().unwrap().clone();
        let marked = records.iter().filter(|record| is_marked(record)).map(|record| text(&record["id"])).collect();
        Ok(Self { records, marked })
    }

    fn sound(&self, record: &Value) -> bool {
        !is_marked(record) && !self.marked.contains(&text(&record["about"]))
    }

    fn of_practice<'a>(&'a self, practice: &'a str) -> impl Iterator<Item = &'a Value> {
        self.records.iter().filter(move |record| record["practice"] == practice && self.sound(record))
    }

    fn in_window<'a>(&'a self, practice: &'a str, from: i64, to: i64) -> impl Iterator<Item = &'a Value> {
        self.of_practice(practice).filter(move |record| (from..=to).contains(&utc_ms(record)))
    }

    fn is_there(&self, id: &Value, practice: &str) -> bool {
        self.records.iter().any(|record| record["id"] == *id && record["practice"] == practice)
    }

    /// Every series by id with its number, as anybody could count it.
    fn recount(&self, from: i64, to: i64) -> BTreeMap<String, u32> {
        let count = |practice: &str, fits: &dyn Fn(&Value) -> bool| {
            u32::try_from(self.in_window(practice, from, to).filter(|record| fits(record)).count()).unwrap()
        };
        let both = |practice: &str, before: &str, after: &str| {
            count(practice, &|record| has(record, before) && has(record, after))
        };
        let later = |record: &Value, fits: &dyn Fn(&Value) -> bool| {
            self.of_practice("next_day").any(|later| later["about"] == record["id"] && fits(later))
        };
        let mut numbers = BTreeMap::from(
            [
                ("about_me", both("check_in", "/about_me/before", "/about_me/after")),
                ("belief", both("check_in", "/belief/before", "/belief/after")),
                ("distress", both("challenge_debrief", "/distress", "/actual")),
                ("distancing", both("check_in", "/intensity", "/intensity_after")),
                (
                    "mood",
                    count("mood", &|record| {
                        (has(record, "/before") && has(record, "/after")) || has_feeling_twice(record)
                    }),
                ),
                ("reaction", count("check_in", &|record| has(record, "/intensity"))),
                ("themes", count("check_in", &|record| !body(record, "/traps").as_array().is_none_or(Vec::is_empty))),
                (
                    "belief_next_day",
                    count("check_in", &|record| {
                        has(record, "/belief/before") && later(record, &|later| has(later, "/belief"))
                    }),
                ),
                (
                    "recovery",
                    count("check_in", &|record| {
                        let eased = |later: &Value| {
                            body(later, "/intensity").as_u64().is_some_and(|value| value < 30)
                                && utc_ms(later) > utc_ms(record)
                        };
                        body(record, "/intensity").as_u64().is_some_and(|value| value >= 70) && later(record, &eased)
                    }),
                ),
                (
                    "calibration",
                    count("challenge_debrief", &|record| {
                        let done = ["happened", "turned_down"].contains(&text(&body(record, "/how")).as_str());
                        done && has(record, "/probability") && !body(record, "/feared_happened").is_null()
                    }),
                ),
            ]
            .map(|(id, n)| (id.to_owned(), n)),
        );
        for kind in ["sleep", "movement", "calm"] {
            numbers.insert(kind.to_owned(), self.days(&format!("/{kind}_minutes"), from, to));
        }
        self.per_record(&mut numbers, "adjustment_try", "adjustment", "/effect", from, to);
        self.per_record(&mut numbers, "core_belief_rating", "core_belief", "/old", from, to);
        numbers
    }

    /// Days with a note of this and a check-in with a strength.
    fn days(&self, field: &str, from: i64, to: i64) -> u32 {
        let dates = |practice: &str, field: &str| -> BTreeSet<i64> {
            let rated = self.in_window(practice, from, to).filter(|record| !body(record, field).is_null());
            rated.map(|record| utc_ms(record).div_euclid(DAY)).collect()
        };
        u32::try_from(dates("daily", field).intersection(&dates("check_in", "/intensity")).count()).unwrap()
    }

    /// One number for each record that `notes` are about; without a note one for all.
    fn per_record(
        &self,
        numbers: &mut BTreeMap<String, u32>,
        notes: &str,
        about: &str,
        field: &str,
        from: i64,
        to: i64,
    ) {
        let rated_only = notes == "core_belief_rating";
        let mut any = false;
        for note in self.in_window(notes, from, to).filter(|note| self.is_there(&note["about"], about)) {
            if has(note, field) || !rated_only {
                any = true;
                *numbers.entry(format!("{about}/{}", text(&note["about"]))).or_default() += u32::from(has(note, field));
            }
        }
        if !any {
            numbers.insert(about.to_owned(), 0);
        }
    }
}

fn is_marked(record: &Value) -> bool {
    let marks = record["risk"].as_array().unwrap();
    marks.iter().any(|mark| mark["tier"].as_u64() <= Some(2) && mark["dismissed"] == false)
}

fn utc_ms(record: &Value) -> i64 {
    record["at"]["utc_ms"].as_i64().unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn body(record: &Value, pointer: &str) -> Value {
    record["body"].pointer(pointer).cloned().unwrap_or_default()
}

/// Whether one feeling was rated at first and afterwards.
fn has_feeling_twice(record: &Value) -> bool {
    let rated = |pointer: &str| -> BTreeSet<String> {
        let labels = body(record, pointer);
        let rated = labels.as_array().into_iter().flatten().filter(|label| label["rating"].is_u64());
        rated.map(|label| text(&label["id"])).collect()
    };
    !rated("/feelings").is_disjoint(&rated("/after"))
}

fn has(record: &Value, pointer: &str) -> bool {
    body(record, pointer).as_u64().is_some_and(|value| value <= 100)
}

fn check(stone: &Steppingstone, now: i64) {
    let raw = Raw::of(stone).unwrap();
    for window in WINDOWS {
        let told = stone.insights().all(window, at(now)).unwrap();
        let numbers: BTreeMap<String, u32> = told.iter().map(|insight| (insight.id.clone(), insight.n)).collect();
        assert_eq!(numbers.len(), told.len(), "ids differ");
        let from = (now - i64::from(window.days()) * DAY).max(0);
        assert_eq!(numbers, raw.recount(from, now), "{window:?}");
        for insight in told {
            let few = insight.sentence.starts_with("It takes ");
            assert_eq!(few, insight.n < insight.minimum, "{}", insight.sentence);
            assert!(!insight.sentence.contains(['{', '}']), "{}", insight.sentence);
            assert!(insight.points.iter().all(|point| !point.label.is_empty()), "{}", insight.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_a_recount(life in prop::collection::vec(deed(), 10..60)) {
        let place = tempfile::tempdir().unwrap();
        let stone = open(place.path());
        let mut now = NOON;
        for deed in &life {
            live(&stone, deed, now);
            if let Some(number) = deed.deletes {
                let records = stone.journal().timeline(None, None, 50).unwrap().records;
                if let Some(record) = records.get(number) {
                    stone.journal().delete(record.id.clone(), at(now)).unwrap();
                }
            }
            now += deed.hours * HOUR;
        }
        check(&stone, now);
    }
}

#[test]
fn the_numbers_of_a_full_year_are_recounts() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    demo::live(&stone, &at(NOON)).unwrap();
    check(&stone, NOON);
    let told = stone.insights().all(InsightWindow::Days365, at(NOON)).unwrap();
    assert!(told.iter().filter(|insight| insight.n >= insight.minimum).count() >= 10);
}

#[test]
fn an_untouched_journal_has_every_series_at_zero() {
    let place = tempfile::tempdir().unwrap();
    let stone = open(place.path());
    check(&stone, NOON);
    assert!(stone.insights().all(InsightWindow::Days365, at(NOON)).unwrap().iter().all(|insight| insight.n == 0));
}
