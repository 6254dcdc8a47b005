//! How long screens wait with ten years in the journal: 36,500 check-ins, ten a day. Prints the
//! median and the 99th percentile of each call; it asserts nothing, because times depend on the machine.
//!
//!     cargo bench -p steppingstone-tests --bench ten_years

#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]

use std::time::Instant;

use steppingstone_core::{Config, InsightWindow, Now, RecordId, Start, Step, Steppingstone, SteppingstoneError};
use steppingstone_pocket::clock::BundledZones;
use steppingstone_tests::ten_years::{self, CHECK_INS, Copied, EVENTS};
use steppingstone_tests::{NOON, at, open, words};

/// Measurements of each call.
const RUNS: usize = 300;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let place = tempfile::tempdir()?;
    ten_years::make(place.path(), Copied::All)?;
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
