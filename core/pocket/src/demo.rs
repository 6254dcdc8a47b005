//! `--demo`: a year of an invented person, lived through the public API only. Every screen says so.
//! It is made anew at each start, the same each time but for the date, and thrown away at the end.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use steppingstone_core::{
    AgeBand, Answer, Input, Label, Now, Prompt, RecordId, Share, SortedLine, Start, Step, Steppingstone,
    SteppingstoneError, Verdict, When, Who, Words,
};

use crate::ask::{Ask, Reply};
use crate::clock::BundledZones;
use crate::words::word;

/// The seed of the ids.
pub const SEED: u64 = 20;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// How much happens in the year.
const CHECK_INS: usize = 60;
const CHALLENGES: usize = 14;
const TRIES: usize = 8;
const NOTES: usize = 90;
const RATINGS: usize = 12;

/// The invented person, as written.
#[derive(Deserialize)]
struct Person {
    check_ins: Vec<Sting>,
    people: Vec<String>,
    questions: Vec<String>,
    challenges: Vec<Dare>,
    adjustments: Vec<Habit>,
    lines: Vec<String>,
    core_belief: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Sting {
    event: String,
    line: String,
    thought: String,
    from_afar: String,
    fairer: String,
    learned: String,
    feelings: Vec<String>,
}

#[derive(Deserialize)]
struct Dare {
    action: String,
    feared: String,
    happened: String,
    learned: String,
}

#[derive(Deserialize)]
struct Habit {
    cue: String,
    response: String,
    changed: Vec<String>,
}

/// An embedded file is part of the program: one that does not parse is a build error that the
/// tests catch.
#[expect(clippy::expect_used, reason = "an embedded person that does not parse must never ship")]
static PERSON: LazyLock<Person> =
    LazyLock::new(|| serde_json::from_str(include_str!("demo.json")).expect("the demo parses"));

/// Lives the year that ends at `now` in an empty journal.
///
/// # Errors
/// What the journal says.
pub fn live(stone: &Steppingstone, now: &Now) -> Result<(), SteppingstoneError> {
    let mut year = Year { stone, zones: BundledZones::new(), now, plans: Vec::new(), belief: None };
    stone.journal().set_age_band(Some(AgeBand::Adult))?;
    let mut days = deeds();
    days.sort_by_key(|(at, _)| *at);
    // From a midnight on the machine's clock, so that nothing happens at night.
    let local = now.utc_ms + i64::from(now.offset_seconds) * 1000;
    let midnight = now.utc_ms - local.rem_euclid(DAY) - 364 * DAY;
    for (at, deed) in days {
        year.live(midnight + at, deed)?;
    }
    Ok(())
}

/// Something that happens in the year; the number is the how-manyth of its kind.
#[derive(Clone, Copy)]
enum Deed {
    CheckIn(usize),
    Challenge(usize),
    Adjustment(usize),
    Try(usize),
    Daily(usize),
    CoreBelief,
    CoreBeliefRating(usize),
    Line(usize),
}

/// What happens in the year, as milliseconds from its beginning.
fn deeds() -> Vec<(i64, Deed)> {
    let at = |day: usize, hour: usize| int(day) * DAY + int(hour) * HOUR;
    let mut deeds = vec![(at(80, 20), Deed::CoreBelief)];
    deeds.extend((0..CHECK_INS).map(|n| (at(3 + n * 6 + dice(n, 3), 12 + dice(n, 8)), Deed::CheckIn(n))));
    deeds.extend((0..CHALLENGES).map(|n| (at(40 + n * 23, 18), Deed::Challenge(n))));
    deeds.extend((0..2).map(|n| (at(30 + n * 160, 19), Deed::Adjustment(n))));
    deeds.extend((0..2 * TRIES).map(|n| (at(36 + n / TRIES * 160 + n % TRIES * 11, 16), Deed::Try(n))));
    deeds.extend((0..NOTES).map(|n| (at(5 + n * 4, 21), Deed::Daily(n))));
    deeds.extend((0..RATINGS).map(|n| (at(90 + n * 22, 17), Deed::CoreBeliefRating(n))));
    deeds.extend((0..2).map(|n| (at(100 + n * 150, 11), Deed::Line(n))));
    deeds
}

/// Without chance: the same number of a kind always throws the same, from 0 to below `sides`.
fn dice(n: usize, sides: usize) -> usize {
    (n * 7_919 + 13) * 31 % 97 % sides
}

fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(0)
}

/// A rating that goes from one value to another over a number of times, in steps of five, and
/// never quite in a straight line.
fn rating(from: usize, to: usize, n: usize, times: usize) -> u8 {
    let straight = (from * (times - n.min(times)) + to * n.min(times)) / times;
    let value = (straight + dice(n, 5) * 5).saturating_sub(10) / 5 * 5;
    u8::try_from(value.min(100)).unwrap_or(100)
}

struct Year<'a> {
    stone: &'a Steppingstone,
    zones: std::sync::Arc<BundledZones>,
    now: &'a Now,
    /// The if-thens made so far.
    plans: Vec<RecordId>,
    belief: Option<RecordId>,
}

/// What is answered to the prompts of one guide, by their id.
type Says = BTreeMap<&'static str, Answer>;

impl Year<'_> {
    fn live(&mut self, at: i64, deed: Deed) -> Result<(), SteppingstoneError> {
        match deed {
            Deed::CheckIn(n) => self.check_in(at, n),
            Deed::Challenge(n) => self.challenge(at, n),
            Deed::Adjustment(n) => self.adjustment(at, n),
            Deed::Try(n) => self.tried(at, n),
            Deed::Daily(n) => self.daily(at, n),
            Deed::CoreBelief => self.core_belief(at),
            Deed::CoreBeliefRating(n) => self.core_belief_rating(at, n),
            Deed::Line(n) => {
                let says = Says::from([("text", text(&PERSON.lines[n % PERSON.lines.len()]))]);
                self.guide(at, &Start::of("line"), &says).map(drop)
            }
        }
    }

    fn check_in(&mut self, at: i64, n: usize) -> Result<(), SteppingstoneError> {
        let sting = &PERSON.check_ins[n % PERSON.check_ins.len()];
        let strength = rating(85, 50, n, CHECK_INS);
        let (about_me, belief) = (rating(75, 50, n + 1, CHECK_INS), rating(85, 65, n + 2, CHECK_INS));
        let later = |value: u8, n: usize| Answer::Rating { value: value.saturating_sub(five(n, 7)) };
        let feelings = sting.feelings.iter().map(|id| Label { id: id.clone(), rating: None }).collect();
        let asks = n % 9 == 4;
        let says = Says::from([
            ("feeling", Answer::Labels { labels: feelings }),
            ("intensity", Answer::Rating { value: strength }),
            ("own_line", Answer::Seen { choice: Some("helped".into()) }),
            ("steady", chosen(&["go_on"])),
            ("event", Answer::Chosen { ids: vec![sting.event.clone()], note: Some(words(&sting.line)) }),
            ("thought", text(&sting.thought)),
            ("same_again", chosen(&["new"])),
            ("about_me", Answer::Rating { value: about_me }),
            ("now", chosen(&[if asks { "ask" } else { "look_closer" }])),
            ("ask_question", text(&PERSON.questions[n % PERSON.questions.len()])),
            ("belief", Answer::Rating { value: belief }),
            ("curious", chosen(&[["timing", "style", "misread", "expected"][n % 4]])),
            ("perspective", chosen(&["fly"])),
            ("distance", text(&sting.from_afar)),
            ("intensity_again", later(strength, n)),
            ("evidence_offer", chosen(&["yes"])),
            ("balanced", Answer::Composed { words: words(&sting.fairer), rating: Some(rating(50, 70, n, CHECK_INS)) }),
            ("belief_again", later(belief, n + 1)),
            ("about_me_again", later(about_me, n + 3)),
            ("learned", text(&sting.learned)),
            ("differently", chosen(&["nothing"])),
            ("plan", chosen(&["nothing"])),
        ]);
        let Some(record) = self.guide(at, &Start::of("check_in"), &says)? else { return Ok(()) };
        if n % 5 == 1 {
            let tag = ["work", "family", "choir"][n % 3];
            self.stone.journal().set_tags(record.clone(), vec![words(tag)], self.at(at))?;
        }
        if strength >= 70 || n.is_multiple_of(4) { self.next_day(at, n, belief, about_me, &record) } else { Ok(()) }
    }

    fn next_day(
        &mut self,
        at: i64,
        n: usize,
        belief: u8,
        about_me: u8,
        record: &RecordId,
    ) -> Result<(), SteppingstoneError> {
        let hours = [6, 20, 26, 45][dice(n, 4)];
        let says = Says::from([
            ("hurt", Answer::Rating { value: rating(30, 15, n, CHECK_INS) }),
            ("belief", Answer::Rating { value: belief.saturating_sub(five(n + 2, 9)) }),
            ("about_me", Answer::Rating { value: about_me.saturating_sub(five(n, 9)) }),
        ]);
        self.guide(at + hours * HOUR, &Start::about("next_day", record), &says).map(drop)
    }

    /// Planned, done two days later, and looked back at. The sixth is turned down.
    fn challenge(&mut self, at: i64, n: usize) -> Result<(), SteppingstoneError> {
        let dare = &PERSON.challenges[n % PERSON.challenges.len()];
        let (probability, expected) = (rating(80, 50, n, CHALLENGES), rating(70, 45, n + 1, CHALLENGES));
        let planned = Says::from([
            ("context", chosen(&["work"])),
            ("idea", chosen(&["own"])),
            ("action", text(&dare.action)),
            ("feared", text(&dare.feared)),
            ("probability", Answer::Rating { value: probability }),
            ("distress", Answer::Rating { value: expected }),
            ("safety_behaviours", chosen(&["rehearse_lines"])),
        ]);
        let Some(record) = self.guide(at, &Start::of("challenge"), &planned)? else { return Ok(()) };
        let turned_down = n % PERSON.challenges.len() == 4;
        let came = if turned_down {
            "yes"
        } else if n % 4 == 2 {
            "partly"
        } else {
            "no"
        };
        let looked_back = Says::from([
            ("how", chosen(&[if turned_down { "turned_down" } else { "happened" }])),
            ("feared_happened", chosen(&[came])),
            ("happened", text(&dare.happened)),
            ("actual", Answer::Rating { value: expected.saturating_sub(five(n, 6)) }),
            ("surprise", Answer::Rating { value: rating(60, 40, n, CHALLENGES) }),
            ("learned", text(&dare.learned)),
        ]);
        self.guide(at + 2 * DAY, &Start::about("challenge_debrief", &record), &looked_back).map(drop)
    }

    fn adjustment(&mut self, at: i64, n: usize) -> Result<(), SteppingstoneError> {
        let habit = &PERSON.adjustments[n % PERSON.adjustments.len()];
        let says = Says::from([
            ("pattern", chosen(&["own"])),
            ("cue", text(&habit.cue)),
            ("response", text(&habit.response)),
            ("other", chosen(&["rest"])),
        ]);
        let made = self.guide(at, &Start::of("adjustment"), &says)?;
        self.plans.extend(made);
        Ok(())
    }

    /// Every third try is one tap, the others are rated.
    fn tried(&mut self, at: i64, n: usize) -> Result<(), SteppingstoneError> {
        let (Some(plan), habit) = (self.plans.last().cloned(), &PERSON.adjustments[n / TRIES]) else { return Ok(()) };
        if n % 3 == 1 {
            return self.stone.practice().tried(plan, self.at(at)).map(drop);
        }
        let says = Says::from([
            ("effect", Answer::Rating { value: rating(30, 70, n % TRIES, TRIES) }),
            ("changed", text(&habit.changed[n % habit.changed.len()])),
        ]);
        self.guide(at, &Start::about("adjustment_try", &plan), &says).map(drop)
    }

    /// Sleep, movement and quiet, where the app has a guide for them.
    fn daily(&mut self, at: i64, n: usize) -> Result<(), SteppingstoneError> {
        let Some(start) = self.offered("daily", None, at)? else { return Ok(()) };
        self.guide_freely(at, &start, &Says::new(), Some(n)).map(drop)
    }

    /// A core belief, where the app has a guide for it.
    fn core_belief(&mut self, at: i64) -> Result<(), SteppingstoneError> {
        let says: Says =
            [("old", "old"), ("new", "new"), ("belief", "old"), ("text", "old"), ("label", "old"), ("name", "old")]
                .into_iter()
                .filter_map(|(prompt, key)| Some((prompt, text(PERSON.core_belief.get(key)?))))
                .collect();
        let newest = self.stone.journal().timeline(Some("check_in".to_owned()), None, 1)?.records;
        let about = newest.into_iter().next().map(|record| record.id);
        let start = match self.offered("core_belief", None, at)? {
            Some(start) => Some(start),
            None => self.offered("core_belief", about, at)?,
        };
        if let Some(start) = start {
            self.belief = self.guide_freely(at, &start, &says, Some(0))?;
        }
        Ok(())
    }

    fn core_belief_rating(&mut self, at: i64, n: usize) -> Result<(), SteppingstoneError> {
        let Some(belief) = self.belief.clone() else { return Ok(()) };
        let Some(start) = self.offered("core_belief_rating", Some(belief), at)? else { return Ok(()) };
        let says = Says::from([
            ("old", Answer::Rating { value: rating(80, 45, n, RATINGS) }),
            ("new", Answer::Rating { value: rating(25, 60, n, RATINGS) }),
            ("reaction", Answer::Rating { value: rating(75, 40, n + 1, RATINGS) }),
        ]);
        self.guide(at, &start, &says).map(drop)
    }

    /// How to begin a guide, if it is offered there.
    fn offered(&self, guide: &str, about: Option<RecordId>, at: i64) -> Result<Option<Start>, SteppingstoneError> {
        let offers = self.stone.guides().offers(about, self.at(at))?;
        Ok(offers.into_iter().map(|offer| offer.start).find(|start| start.guide == guide))
    }

    /// The moment on the invented person's clock, which is the machine's.
    fn at(&self, utc_ms: i64) -> Now {
        let utc_ms = utc_ms.clamp(0, self.now.utc_ms);
        self.zones.now(utc_ms, &self.now.zone).unwrap_or_else(|| Now { utc_ms, ..self.now.clone() })
    }

    fn guide(&self, at: i64, start: &Start, says: &Says) -> Result<Option<RecordId>, SteppingstoneError> {
        self.guide_freely(at, start, says, None)
    }

    /// Plays one guide to its end; what it leaves. `free` answers prompts that `says` does not
    /// know where something can be tapped, otherwise they are skipped.
    fn guide_freely(
        &self,
        at: i64,
        start: &Start,
        says: &Says,
        free: Option<usize>,
    ) -> Result<Option<RecordId>, SteppingstoneError> {
        let guides = self.stone.guides();
        let mut step = guides.start(start.clone(), self.at(at))?.step;
        for turn in 1..100 {
            let now = self.at(at + turn * 8_000);
            step = match step {
                Step::Ask { at, prompt, .. } => {
                    let answer = says.get(prompt.id.as_str()).cloned().or_else(|| tapped(&prompt, free));
                    let given = answer
                        .map(|answer| guides.answer(at.draft.clone(), prompt.id.clone(), at.seq, answer, now.clone()));
                    match given {
                        Some(Ok(answered)) => answered.step,
                        _ => guides.skip(at.draft, prompt.id, at.seq, now)?.step,
                    }
                }
                Step::Review { at, .. } => guides.finish(at.draft, at.seq, now)?.step,
                Step::Resting { draft, .. } => guides.resume(draft, now)?.step,
                Step::Occupied { draft } => {
                    guides.discard(draft.id, now.clone())?;
                    guides.start(start.clone(), now)?.step
                }
                Step::Ended { record, .. } => return Ok(record),
            };
        }
        Ok(None)
    }
}

/// The likeliest answer where nothing has to be written; with `free` also where one of several is tapped.
fn tapped(prompt: &Prompt, free: Option<usize>) -> Option<Answer> {
    match (&prompt.input, free) {
        (Input::Lines { lines, .. }, _) => {
            let sorted = lines.iter().map(|line| SortedLine { text: line.text.clone(), kind: line.guess });
            Some(Answer::Sorted { lines: sorted.collect() })
        }
        (Input::Suggestion { suggestions, .. }, _) => {
            let verdict = |(n, id): (usize, &String)| Verdict { id: id.clone(), accepted: n == 0 };
            let verdicts = suggestions.iter().map(|one| &one.id).enumerate().map(verdict).collect();
            Some(Answer::Judged { verdicts, other: None })
        }
        (Input::Shares { parts }, _) => {
            let percent = |n| [50, 30].get(n).copied().unwrap_or(if n + 1 == parts.len() { 20 } else { 0 });
            let share = |(n, id): (usize, &String)| Share { id: id.clone(), percent: percent(n) };
            Some(Answer::Shares { shares: parts.iter().map(|part| &part.id).enumerate().map(share).collect() })
        }
        (Input::Person { known }, _) => {
            let alias = &PERSON.people[known.len() % PERSON.people.len()];
            let who = match known.iter().find(|person| person.alias.text == *alias) {
                Some(person) => Who::Known { id: person.id.clone() },
                None => Who::New { alias: words(alias) },
            };
            Some(Answer::Person { who })
        }
        (Input::Info { options, .. }, _) if options.is_empty() => Some(Answer::Seen { choice: None }),
        (Input::Scale { .. }, Some(n)) => Some(Answer::Rating { value: rating(50, 60, n, NOTES) }),
        (Input::Choice { options, .. }, Some(n)) => {
            let option = options.get(dice(n + prompt.id.len(), options.len().max(1)))?;
            Some(Answer::Chosen { ids: vec![option.id.clone()], note: None })
        }
        (Input::When { picks, .. }, Some(_)) => {
            let When { first, repeat } = picks.first()?.when.clone();
            Some(Answer::When { when: When { first, repeat } })
        }
        _ => None,
    }
}

/// A multiple of five, as chance has it.
fn five(n: usize, sides: usize) -> u8 {
    u8::try_from(dice(n, sides) * 5).unwrap_or(0)
}

fn words(text: &str) -> Words {
    Words { text: text.to_owned() }
}

fn text(text: &str) -> Answer {
    Answer::Text { words: words(text), rating: None }
}

fn chosen(ids: &[&str]) -> Answer {
    Answer::Chosen { ids: ids.iter().map(|id| (*id).to_owned()).collect(), note: None }
}

/// Somebody to ask who is told at every question that the person is invented.
pub struct Marked<'a> {
    ask: &'a mut dyn Ask,
}

impl std::fmt::Debug for Marked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Marked")
    }
}

impl<'a> Marked<'a> {
    /// Says once what this is, and marks every screen from then on.
    pub fn new(ask: &'a mut dyn Ask) -> Self {
        ask.say(&word("demo.about"));
        Self { ask }
    }

    fn mark(&mut self) {
        self.ask.say(&format!("[{}]", word("demo.mark")));
    }
}

impl Ask for Marked<'_> {
    fn pick(&mut self, question: &str, options: &[String]) -> Reply<usize> {
        self.mark();
        self.ask.pick(question, options)
    }

    fn pick_some(&mut self, question: &str, options: &[String]) -> Reply<Vec<usize>> {
        self.mark();
        self.ask.pick_some(question, options)
    }

    fn line(&mut self, question: &str, example: &str, initial: &str) -> Reply<String> {
        self.mark();
        self.ask.line(question, example, initial)
    }

    fn left_behind(&mut self) -> Option<String> {
        self.ask.left_behind()
    }

    fn way_aside(&self) -> String {
        self.ask.way_aside()
    }

    fn draws(&self) -> bool {
        self.ask.draws()
    }

    fn say(&mut self, text: &str) {
        self.ask.say(text);
    }

    fn wait(&mut self, ms: u32) {
        self.ask.wait(ms);
    }
}
