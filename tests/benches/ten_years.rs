//! How long screens wait with ten years in the journal: 36,500 check-ins, ten a day. Prints the
//! median and the 99th percentile of each call; it asserts nothing, because times depend on the machine.
//!
//!     cargo bench -p steppingstone-tests --bench ten_years

#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]

use std::path::Path;
use std::time::Instant;

use steppingstone_core::{
    Answer, Config, InsightWindow, Now, RecordId, Start, Step, Steppingstone, SteppingstoneError,
};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::{NOON, any_answer, at, open, words};

/// Check-ins in the journal.
const CHECK_INS: u32 = 36_500;
/// Check-ins that are really answered; the others are made of them.
const ANSWERED: u32 = 40;
/// Ten a day.
const APART_MS: i64 = 8_640_000;
/// Measurements of each call.
const RUNS: usize = 300;

const EVENTS: [&str; 5] = [
    "The others went to the lake without asking me",
    "My lead said one part of the report was thin",
    "She did not answer my message about the concert",
    "They finished my sentence in the Monday round",
    "Nobody sat down beside me at lunch in the canteen",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let place = tempfile::tempdir()?;
    answer_some(place.path())?;
    multiply(place.path())?;
    let first = Instant::now();
    drop(open(place.path()));
    let size = std::fs::metadata(place.path().join("journal.sqlite"))?.len();
    say(&format!(
        "{CHECK_INS} check-ins, {} MB; first opening with indexing {} ms",
        size >> 20,
        first.elapsed().as_millis()
    ));
    say(&format!("n = {RUNS} each        median      p99"));
    let config = Config { directory: place.path().display().to_string(), seed: None };
    measure("open", || drop(Steppingstone::open(config.clone())));
    let stone = open(place.path());
    screens(&stone)?;
    Ok(())
}

fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Check-ins through the public API, each looked at closer, some with a risk mark or a long text.
fn answer_some(place: &Path) -> Result<(), SteppingstoneError> {
    let stone = open(place);
    for n in 0..ANSWERED {
        let now = at(NOON - 400 * 86_400_000 + i64::from(n) * 3_600_000);
        let mut step = stone.guides().start(Start::of("check_in"), now.clone())?.step;
        while let Step::Ask { at, prompt, .. } = &step {
            let text = format!("{}. I am so boring, number {n}", EVENTS[n as usize % EVENTS.len()]);
            let mut answer = any_answer(prompt, &text, n as usize);
            match prompt.id.as_str() {
                "now" => answer = Answer::Chosen { ids: vec!["look_closer".into()], note: None },
                "same_event" | "same_again" => answer = Answer::Chosen { ids: vec!["new".into()], note: None },
                "event" => {
                    let ids =
                        vec![["left_out", "criticised", "no_answer", "talked_over", "other"][n as usize % 5].into()];
                    answer = Answer::Chosen { ids, note: Some(words(&text)) };
                }
                "intensity" => answer = Answer::Rating { value: 20 + u8::try_from(n).unwrap_or(0) },
                _ => {}
            }
            let offered = stone.guides().answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, now.clone());
            step = match offered {
                Err(SteppingstoneError::Invalid { .. }) => {
                    stone.guides().skip(at.draft.clone(), prompt.id.clone(), at.seq, now.clone())?.step
                }
                other => other?.step,
            };
        }
        if let Step::Review { at, .. } = &step {
            stone.guides().finish(at.draft.clone(), at.seq, now)?;
        }
    }
    Ok(())
}

/// Copies records with their drafts and answers over the ten years, under new ids.
fn multiply(place: &Path) -> rusqlite::Result<()> {
    let mut connection = rusqlite::Connection::open(place.join("journal.sqlite"))?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    let made: u32 =
        connection.query_row("SELECT count(*) FROM record WHERE practice = 'check_in'", [], |row| row.get(0))?;
    let tx = connection.transaction()?;
    for round in 1..CHECK_INS.div_ceil(made) {
        let back = i64::from(round) * i64::from(made) * APART_MS;
        for (table, columns, values) in [
            (
                "record",
                "place, id, practice, about, utc_ms, offset_seconds, zone, local_date, body, risk, may_return, headline, fact",
                "place - ?1 * 1024, ?2 || id, practice, ?2 || about, utc_ms - ?1, offset_seconds, zone,
                 date((utc_ms - ?1) / 1000, 'unixepoch'), body, risk, may_return, headline, fact",
            ),
            (
                "draft",
                "id, guide, about, left_record, state, asked, utc_ms, offset_seconds, zone, opened_utc_ms",
                "?2 || id, guide, ?2 || about, ?2 || left_record, state, asked, utc_ms - ?1, offset_seconds, zone, opened_utc_ms - ?1",
            ),
        ] {
            tx.execute(
                &format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id NOT LIKE 'copy%'"),
                rusqlite::params![back, format!("copy{round}.")],
            )?;
        }
        tx.execute(
            "INSERT INTO answer (draft, seq, verb, prompt, answer, shown, utc_ms)
             SELECT ?2 || draft, seq, verb, prompt, answer, shown, utc_ms - ?1 FROM answer WHERE draft NOT LIKE 'copy%'",
            rusqlite::params![back, format!("copy{round}.")],
        )?;
    }
    // The next opening fills the search index from the records.
    tx.execute("DELETE FROM record_words", [])?;
    tx.commit()
}

/// What each screen asks for.
fn screens(stone: &Steppingstone) -> Result<(), SteppingstoneError> {
    let now = || at(NOON);
    let (journal, guides, zones) = (stone.journal(), stone.guides(), BundledZones::new());
    let newest = journal.timeline(Some("check_in".into()), None, 20)?;
    let entry = newest.records[0].id.clone();
    let deep = RecordId(format!("copy900.{}", entry.0));
    measure("now: drafts and due", || {
        drop((guides.drafts(now()), stone.reminders().due(now(), zones.clone())));
    });
    measure("now: offers", || drop(guides.offers(None, now())));
    measure("the thought is back", || drop(journal.returning_thought()));
    measure("a guide, first prompt", || start_and_discard(stone, &now()));
    measure("a prompt with own facts", || drop(journal.own_facts(Some("left_out".into()), words(EVENTS[0]), now(), 5)));
    measure("look back, first page", || drop(journal.timeline(None, None, 20)));
    measure("look back, deep", || drop(journal.timeline(None, Some(deep.clone()), 20)));
    measure("one practice", || drop(journal.timeline(Some("challenge".into()), None, 20)));
    measure("a story", || drop(journal.story(entry.clone())));
    measure("a record's offers", || drop(guides.offers(Some(entry.clone()), now())));
    measure("search, common word", || drop(journal.search("boring".into(), None, 20)));
    measure("search, beginning", || drop(journal.search("re".into(), None, 20)));
    measure("search, two words", || drop(journal.search("lake without".into(), None, 20)));
    measure("search, rare word", || drop(journal.search("zebra".into(), None, 20)));
    measure("over time, a year", || drop(stone.insights().all(InsightWindow::Days365, now())));
    measure("reminders", || drop(stone.reminders().plan(now(), zones.clone())));
    Ok(())
}

fn start_and_discard(stone: &Steppingstone, now: &Now) {
    if let Ok(answered) = stone.guides().start(Start::of("check_in"), now.clone())
        && let Step::Ask { at, .. } = answered.step
    {
        drop(stone.guides().discard(at.draft, now.clone()));
    }
}

fn measure(what: &str, mut call: impl FnMut()) {
    let mut times: Vec<u128> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            call();
            start.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    let ms = |micros: u128| format!("{}.{:02} ms", micros / 1000, micros % 1000 / 10);
    say(&format!("{what:<26} {:>10} {:>10}", ms(times[RUNS / 2]), ms(times[RUNS * 99 / 100])));
}
