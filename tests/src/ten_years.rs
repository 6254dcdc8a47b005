//! A journal with ten years in it, for whoever measures how long screens wait.

use std::path::Path;

use steppingstone_core::{Answer, Start, Step, SteppingstoneError};

use crate::{NOON, any_answer, at, open, words};

/// Check-ins in the journal.
pub const CHECK_INS: u32 = 36_500;
/// Check-ins that are really answered; the others are made of them.
const ANSWERED: u32 = 40;
/// Ten a day.
const APART_MS: i64 = 8_640_000;
/// What happens.
pub const EVENTS: [&str; 5] = [
    "The others went to the lake without asking me",
    "My lead said one part of the report was thin",
    "She did not answer my message about the concert",
    "They finished my sentence in the Monday round",
    "Nobody sat down beside me at lunch in the canteen",
];

/// What of a check-in is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Its record, which is all that lists, stories, series and search read.
    Records,
    /// Its answers too, six times as much.
    All,
}

/// Makes such a journal in a folder; the search index is filled at its next opening.
///
/// # Errors
/// What the journal or its file says.
pub fn make(place: &Path, copied: Copied) -> Result<(), Box<dyn std::error::Error>> {
    answer_some(place)?;
    Ok(multiply(place, copied)?)
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

/// Copies records, and with them drafts and answers, over the ten years, under new ids.
fn multiply(place: &Path, copied: Copied) -> rusqlite::Result<()> {
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
        ]
        .into_iter()
        .take(if copied == Copied::All { 2 } else { 1 })
        {
            tx.execute(
                &format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id NOT LIKE 'copy%'"),
                rusqlite::params![back, format!("copy{round}.")],
            )?;
        }
        if copied == Copied::Records {
            continue;
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
