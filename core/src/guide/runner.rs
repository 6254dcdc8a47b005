//! The runner: generic over what is asked. It loads where a person stands, checks the answer,
//! lets the guide say what comes next, and only then takes the lock to write.

use super::store as rows;
use super::{
    Answer, Answered, Area, Changes, DraftRow, DraftSummary, Input, Move, Place, Prompt, Start, State, Step, StoryLine,
    Trail, Verb, check,
};
use crate::content::pack;
use crate::db::Database;
use crate::error::{Error, Result, Thing};
use crate::id::{DraftId, IdSource, RecordId};
use crate::text::Words;
use crate::time::Moment;

/// What a guide says comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// The prompt with this id.
    Ask(String),
    /// Another guide takes over, with every answer given so far.
    Switch(Start),
    /// Nothing more: review and finish.
    Review,
}

/// A prompt, and what of it must be kept beside the answer (suggestions, composed texts).
pub(crate) struct Asked {
    pub(crate) prompt: Prompt,
    pub(crate) shown: Option<serde_json::Value>,
}

/// One guide, opened with all it needs to know. Everything but `commit` is pure.
pub(crate) trait Guide {
    /// Whether a prompt of this id exists.
    fn knows(&self, prompt: &str) -> bool;
    /// What comes next.
    fn next(&self, trail: &Trail, now: &Moment) -> Next;
    /// The prompt of this id, with its wording; none if it does not exist.
    fn ask(&self, trail: &Trail, prompt: &str, now: &Moment) -> Option<Asked>;
    /// Refuses an answer that fits the input and still cannot be taken.
    fn check(&self, _trail: &Trail, _prompt: &str, _answer: &Answer, _now: &Moment) -> Result<()> {
        Ok(())
    }
    /// Whether it leaves a record; some guides only set something.
    fn is_kept(&self) -> bool {
        true
    }
    /// The answer that stands where a record is being changed.
    fn before(&self, trail: &Trail, prompt: &str) -> Option<Answer>;
    /// What must stay in sight.
    fn in_sight(&self, trail: &Trail) -> Option<Words>;
    /// About how many prompts follow the current one, if that is known.
    fn left(&self, trail: &Trail, now: &Moment) -> Option<u8>;
    /// Whether the last answer asked for a pause.
    fn rests(&self, trail: &Trail) -> bool;
    /// Whether it makes room when another guide begins, without a question.
    fn gives_way(&self) -> bool {
        false
    }
    /// The record as it stands.
    fn review(&self, trail: &Trail, started: &Moment, now: &Moment) -> Vec<StoryLine>;
    /// Writes the records, in the transaction that also ends the draft.
    fn commit(self: Box<Self>, tx: &rusqlite::Transaction<'_>, trail: &Trail, ended: Ended<'_>) -> Result<Committed>;
}

/// How and when a guide ended.
pub(crate) struct Ended<'a> {
    pub(crate) draft: &'a DraftRow,
    pub(crate) now: &'a Moment,
    pub(crate) ids: &'a IdSource,
    /// Whether everything was asked (and not "enough for now").
    pub(crate) whole: bool,
}

/// What a commit left.
pub(crate) struct Committed {
    /// The record; none where nothing was said that is worth keeping.
    pub(crate) record: Option<RecordId>,
    pub(crate) areas: Vec<Area>,
}

/// Where guides come from.
pub(crate) trait Library {
    /// The name under which a guide is known, if it is.
    fn guide(&self, name: &str) -> Option<&'static str>;
    /// Opens the guide of a draft with its context.
    fn open(&self, connection: &rusqlite::Connection, draft: &DraftRow, now: &Moment) -> Result<Box<dyn Guide>>;
}

/// Runs guides on a journal.
pub(crate) struct Runner<'a> {
    pub(crate) database: &'a Database,
    pub(crate) ids: &'a IdSource,
    pub(crate) library: &'a dyn Library,
}

/// A draft with everything known about it.
struct Loaded {
    row: DraftRow,
    moves: Vec<Move>,
    guide: Box<dyn Guide>,
    trail: Trail,
}

impl Loaded {
    fn fold(&self) -> Trail {
        Trail::fold(&self.moves, |prompt| self.guide.knows(prompt))
    }

    fn place(&self) -> Place {
        Place { draft: self.row.id.clone(), seq: self.trail.seq(), can_go_back: self.trail.last().is_some() }
    }

    /// Where the person stands, and the prompt on screen if there is one.
    fn step(&self, now: &Moment) -> Step {
        match self.guide.next(&self.trail, now) {
            Next::Ask(id) => self.ask(&id, now).unwrap_or_else(|| self.review(now)),
            Next::Review | Next::Switch(_) => self.review(now),
        }
    }

    fn ask(&self, id: &str, now: &Moment) -> Option<Step> {
        let asked = self.guide.ask(&self.trail, id, now)?;
        // A card is read anew each time; everything else starts from what was answered before.
        let card = matches!(asked.prompt.input, Input::Info { .. });
        let fits = |answer: &&Answer| !card && check(&asked.prompt.input, answer, now).is_ok();
        let before = self.guide.before(&self.trail, id);
        let earlier = self.trail.earlier(id).or(before.as_ref()).filter(fits);
        Some(Step::Ask {
            at: self.place(),
            in_sight: self.guide.in_sight(&self.trail),
            left: self.guide.left(&self.trail, now),
            earlier: earlier.cloned(),
            prompt: asked.prompt,
        })
    }

    fn review(&self, now: &Moment) -> Step {
        let spoken = pack().chrome("guide.review");
        Step::Review { at: self.place(), story: self.guide.review(&self.trail, &self.row.started, now), spoken }
    }

    fn summary(&self) -> DraftSummary {
        DraftSummary {
            id: self.row.id.clone(),
            guide: self.row.guide.clone(),
            label: pack().guide(&self.row.guide).label.clone(),
            started_utc_ms: self.row.started.utc_ms,
            aside: self.row.state == State::Aside,
            in_sight: self.guide.in_sight(&self.trail),
        }
    }

    /// The end of a draft that is already finished, for a tap that comes twice.
    fn over(&self) -> Option<Answered> {
        let finished = self.row.state == State::Finished;
        let step = || ended(self.row.left.clone(), self.guide.is_kept());
        finished.then(|| Answered { step: step(), changes: Changes::default() })
    }
}

fn ended(record: Option<RecordId>, is_kept: bool) -> Step {
    // A guide that only sets something has done so without a record.
    let words = if record.is_some() || !is_kept { "guide.ended" } else { "guide.ended_empty" };
    Step::Ended { record, words: pack().chrome(words) }
}

fn asked_id(step: &Step) -> Option<&str> {
    match step {
        Step::Ask { prompt, .. } => Some(&prompt.id),
        _ => None,
    }
}

impl Runner<'_> {
    /// Begins a guide, or says which one is open already.
    pub(crate) fn start(&self, start: &Start, now: &Moment) -> Result<Answered> {
        let open = self.database.read(rows::drafts)?.into_iter().find(|draft| draft.state == State::Open);
        if let Some(open) = open {
            let loaded = self.load(&open.id, now)?;
            let holds_nothing = loaded.trail.holds_nothing();
            if !holds_nothing && !loaded.guide.gives_way() {
                let step = Step::Occupied { draft: loaded.summary() };
                return Ok(Answered { step, changes: Changes::default() });
            }
            // A guide in which nothing was said stands in nobody's way, and the first run never does.
            self.database.write(|tx| {
                if holds_nothing {
                    rows::remove(tx, &open.id)
                } else {
                    rows::set_state(tx, &open.id, State::Aside, None)
                }
            })?;
        }
        let guide = self.library.guide(&start.guide).ok_or(Error::NotFound { what: Thing::Guide })?;
        let id = DraftId(self.ids.next(now.utc_ms));
        // Opening the guide first turns a record that is gone into a typed error.
        let row = DraftRow {
            id: id.clone(),
            guide: guide.to_owned(),
            about: start.about.clone(),
            left: None,
            state: State::Open,
            asked: None,
            started: now.clone(),
            opened_utc_ms: now.utc_ms,
        };
        let opened = self.database.read(|connection| self.library.open(connection, &row, now))?;
        let loaded = Loaded { row, moves: Vec::new(), guide: opened, trail: Trail::default() };
        let step = loaded.step(now);
        self.database.write(|tx| {
            rows::insert(tx, &id, guide, start.about.as_ref(), now)?;
            rows::set_asked(tx, &id, asked_id(&step))
        })?;
        Ok(Answered { step, changes: Changes::of([Area::Drafts]) })
    }

    /// Takes an answer to the prompt on screen. A repeated tap, or a stale `seq`, changes nothing
    /// and returns where the person stands.
    pub(crate) fn answer(
        &self,
        draft: &DraftId,
        prompt: &str,
        seq: u32,
        answer: &Answer,
        now: &Moment,
    ) -> Result<Answered> {
        self.act(draft, seq, now, |loaded| {
            if loaded.row.asked.as_deref() != Some(prompt) {
                return Ok(None);
            }
            let Some(asked) = loaded.guide.ask(&loaded.trail, prompt, now) else { return Ok(None) };
            let answer = check(&asked.prompt.input, answer, now)?;
            loaded.guide.check(&loaded.trail, prompt, &answer, now)?;
            Ok(Some((Move { seq, verb: Verb::Answer, prompt: prompt.into(), answer: Some(answer) }, asked.shown)))
        })
    }

    /// Passes over the prompt on screen.
    pub(crate) fn skip(&self, draft: &DraftId, prompt: &str, seq: u32, now: &Moment) -> Result<Answered> {
        self.act(draft, seq, now, |loaded| {
            let on_screen = loaded.row.asked.as_deref() == Some(prompt);
            Ok(on_screen.then(|| (Move { seq, verb: Verb::Skip, prompt: prompt.into(), answer: None }, None)))
        })
    }

    /// Goes back to the prompt before; at the first prompt nothing happens.
    pub(crate) fn back(&self, draft: &DraftId, seq: u32, now: &Moment) -> Result<Answered> {
        self.act(draft, seq, now, |loaded| {
            let last = loaded.trail.last();
            Ok(last.map(|last| (Move { seq, verb: Verb::Back, prompt: last.into(), answer: None }, None)))
        })
    }

    /// Appends the move that `decide` makes of the current state, if it makes one.
    fn act(
        &self,
        draft: &DraftId,
        seq: u32,
        now: &Moment,
        decide: impl Fn(&Loaded) -> Result<Option<(Move, Option<serde_json::Value>)>>,
    ) -> Result<Answered> {
        let mut loaded = self.load(draft, now)?;
        if let Some(over) = loaded.over() {
            return Ok(over);
        }
        let current = loaded.trail.seq() == seq;
        let decided = if current { decide(&loaded)? } else { None };
        let Some((done, shown)) = decided else { return self.show(&loaded, now) };
        loaded.moves.push(done.clone());
        loaded.trail = loaded.fold();
        let switched = self.switched(&mut loaded, now)?;
        let rests = done.verb == Verb::Answer && loaded.guide.rests(&loaded.trail);
        let step = loaded.step(now);
        let appended = self.database.write(|tx| {
            // Another call may have been faster between reading and writing.
            let unchanged = rows::seq(tx, draft)? == Some(seq);
            if unchanged {
                rows::append(tx, draft, &done, shown.as_ref(), now)?;
                if switched {
                    rows::turn_into(tx, draft, &loaded.row.guide, loaded.row.about.as_ref())?;
                }
                rows::set_asked(tx, draft, asked_id(&step))?;
                let state = if rests { State::Aside } else { State::Open };
                rows::set_state(tx, draft, state, None)?;
            }
            Ok(unchanged)
        })?;
        if !appended {
            return self.show(&self.load(draft, now)?, now);
        }
        let resting = Step::Resting { draft: draft.clone(), words: pack().chrome("guide.resting") };
        Ok(Answered { step: if rests { resting } else { step }, changes: Changes::of([Area::Drafts]) })
    }

    /// Whether another guide took over, which then has the answers.
    fn switched(&self, loaded: &mut Loaded, now: &Moment) -> Result<bool> {
        let Next::Switch(start) = loaded.guide.next(&loaded.trail, now) else { return Ok(false) };
        let guide = self.library.guide(&start.guide).ok_or(Error::NotFound { what: Thing::Guide })?;
        guide.clone_into(&mut loaded.row.guide);
        loaded.row.about = start.about;
        loaded.guide = self.database.read(|connection| self.library.open(connection, &loaded.row, now))?;
        loaded.trail = loaded.fold();
        Ok(true)
    }

    /// The current step of a draft whose `asked` may be out of date.
    fn show(&self, loaded: &Loaded, now: &Moment) -> Result<Answered> {
        let step = loaded.step(now);
        if loaded.row.asked.as_deref() != asked_id(&step) {
            self.database.write(|tx| rows::set_asked(tx, &loaded.row.id, asked_id(&step)))?;
        }
        Ok(Answered { step, changes: Changes::default() })
    }

    /// Opens a draft again, after a kill, a pause or a week. An open one is set aside for it.
    pub(crate) fn resume(&self, draft: &DraftId, now: &Moment) -> Result<Answered> {
        let mut loaded = self.load(draft, now)?;
        if let Some(over) = loaded.over() {
            return Ok(over);
        }
        loaded.row.opened_utc_ms = now.utc_ms;
        loaded.guide = self.database.read(|connection| self.library.open(connection, &loaded.row, now))?;
        let step = loaded.step(now);
        self.database.write(|tx| {
            let others = rows::drafts(tx)?.into_iter().filter(|other| other.state == State::Open && other.id != *draft);
            for other in others {
                rows::set_state(tx, &other.id, State::Aside, None)?;
            }
            rows::reopen(tx, draft, now)?;
            rows::set_asked(tx, draft, asked_id(&step))
        })?;
        Ok(Answered { step, changes: Changes::of([Area::Drafts]) })
    }

    /// Keeps a draft for later, so that another guide can begin.
    pub(crate) fn set_aside(&self, draft: &DraftId, now: &Moment) -> Result<Answered> {
        let loaded = self.load(draft, now)?;
        if let Some(over) = loaded.over() {
            return Ok(over);
        }
        self.database.write(|tx| rows::set_state(tx, draft, State::Aside, None))?;
        let step = Step::Resting { draft: draft.clone(), words: pack().chrome("guide.resting") };
        Ok(Answered { step, changes: Changes::of([Area::Drafts]) })
    }

    /// Throws a draft away with its answers. A finished one has a record and is not thrown away here.
    pub(crate) fn discard(&self, draft: &DraftId, now: &Moment) -> Result<Answered> {
        let loaded = self.load(draft, now)?;
        if let Some(over) = loaded.over() {
            return Ok(over);
        }
        self.database.write(|tx| rows::remove(tx, draft))?;
        let step = Step::Ended { record: None, words: pack().chrome("guide.discarded") };
        Ok(Answered { step, changes: Changes::of([Area::Drafts]) })
    }

    /// Ends a guide whose review is on screen, and makes its records in one transaction.
    pub(crate) fn finish(&self, draft: &DraftId, seq: u32, now: &Moment) -> Result<Answered> {
        self.end(draft, seq, now, true)
    }

    /// Ends a guide anywhere: what was answered becomes the record.
    pub(crate) fn enough(&self, draft: &DraftId, seq: u32, now: &Moment) -> Result<Answered> {
        self.end(draft, seq, now, false)
    }

    fn end(&self, draft: &DraftId, seq: u32, now: &Moment, whole: bool) -> Result<Answered> {
        let loaded = self.load(draft, now)?;
        if let Some(over) = loaded.over() {
            return Ok(over);
        }
        let reviewed = loaded.guide.next(&loaded.trail, now) == Next::Review;
        if loaded.trail.seq() != seq || (whole && !reviewed) {
            return self.show(&loaded, now);
        }
        if loaded.trail.is_empty() {
            self.database.write(|tx| rows::remove(tx, draft))?;
            return Ok(Answered { step: ended(None, true), changes: Changes::of([Area::Drafts]) });
        }
        let ended_so = Ended { draft: &loaded.row, now, ids: self.ids, whole: reviewed };
        let is_kept = loaded.guide.is_kept();
        let (guide, trail) = (loaded.guide, &loaded.trail);
        let committed = self.database.write(|tx| {
            let committed = guide.commit(tx, trail, ended_so)?;
            rows::set_state(tx, draft, State::Finished, committed.record.as_ref())?;
            Ok(committed)
        })?;
        let mut areas = committed.areas;
        areas.push(Area::Drafts);
        Ok(Answered { step: ended(committed.record, is_kept), changes: Changes::of(areas) })
    }

    /// Drafts that are not finished and hold something, the one opened last first.
    pub(crate) fn drafts(&self, now: &Moment) -> Result<Vec<DraftSummary>> {
        let rows = self.database.read(rows::drafts)?;
        let loaded = rows.iter().map(|row| self.load(&row.id, now)).collect::<Result<Vec<_>>>()?;
        Ok(loaded.iter().filter(|draft| !draft.trail.holds_nothing()).map(Loaded::summary).collect())
    }

    fn load(&self, draft: &DraftId, now: &Moment) -> Result<Loaded> {
        let (row, moves, guide) = self.database.read(|connection| {
            let (row, moves) = rows::draft(connection, draft)?;
            let guide = self.library.open(connection, &row, now)?;
            Ok((row, moves, guide))
        })?;
        let mut loaded = Loaded { row, moves, guide, trail: Trail::default() };
        loaded.trail = loaded.fold();
        Ok(loaded)
    }
}

/// What a screen reader says for a prompt: the question, its help, and what takes the answer.
pub(crate) fn spoken(title: &str, help: Option<&str>, input: &Input) -> String {
    let pack = pack();
    let choices = |n: usize| pack.chrome("guide.spoken_choice").replace("{n}", &n.to_string());
    let how = match input {
        Input::Scale { scale } => {
            let end = |at: usize| scale.words.get(at).map_or("", String::as_str);
            pack.chrome("guide.spoken_scale").replace("{low}", end(0)).replace("{high}", end(4))
        }
        Input::Choice { options, .. } => choices(options.len()),
        Input::Text { .. } | Input::Compose { .. } => pack.chrome("guide.spoken_text"),
        _ => String::new(),
    };
    [Some(title), help, Some(how.as_str())]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db;
    use crate::guide::{Answer, Card, Chip, GuessedLine, LabelFamily, LineKind, Person, Scale, Share, SortedLine};
    use crate::text::Words;
    use proptest::prelude::*;

    /// A guide that asks with each input once and keeps nothing: what runs it knows no practice.
    struct Sampler;

    const INPUTS: [&str; 11] =
        ["text", "scale", "labels", "choice", "lines", "shares", "suggestion", "compose", "when", "person", "info"];

    fn chips(ids: &[&str]) -> Vec<Chip> {
        ids.iter().map(|id| Chip { id: (*id).into(), label: (*id).into() }).collect()
    }

    fn scale() -> Scale {
        Scale { label: "s".into(), words: ["a", "b", "c", "d", "e"].map(String::from).to_vec() }
    }

    fn input(id: &str) -> Option<Input> {
        Some(match id {
            "text" => Input::Text { long: false, max_chars: 10, scale: Some(scale()) },
            "scale" => Input::Scale { scale: scale() },
            "labels" => {
                let family = LabelFamily { id: "f".into(), label: "f".into(), words: chips(&["x", "y"]) };
                Input::Labels { families: vec![family], apart: chips(&["numb"]), max: 2 }
            }
            "choice" => Input::Choice { options: chips(&["a", "b", "c"]), several: true, note: None },
            "lines" => {
                let line = GuessedLine { text: Words::new("l"), guess: LineKind::Saw };
                Input::Lines { lines: vec![line], kinds: chips(&["saw", "heard", "guessed"]) }
            }
            "shares" => Input::Shares { parts: chips(&["them", "timing", "me"]) },
            "suggestion" => Input::Suggestion { suggestions: Vec::new(), other: "o".into() },
            "compose" => Input::Compose { drafts: Vec::new(), max_chars: 10, scale: None },
            "when" => Input::When { picks: Vec::new(), repeats: true },
            "person" => {
                Input::Person { known: vec![Person { id: crate::id::PersonId("p".into()), alias: Words::new("P") }] }
            }
            "info" => Input::Info { card: Card::Notice, options: chips(&["on"]) },
            _ => return None,
        })
    }

    impl Guide for Sampler {
        fn knows(&self, prompt: &str) -> bool {
            INPUTS.contains(&prompt)
        }
        fn next(&self, trail: &Trail, _: &Moment) -> Next {
            let next = INPUTS.into_iter().find(|id| !trail.has_passed(id));
            next.map_or(Next::Review, |id| Next::Ask(id.into()))
        }
        fn ask(&self, _: &Trail, id: &str, _: &Moment) -> Option<Asked> {
            let input = input(id)?;
            let spoken = spoken("?", None, &input);
            let prompt = Prompt { id: id.into(), title: "?".into(), help: None, example: None, input, spoken };
            Some(Asked { prompt, shown: None })
        }
        fn before(&self, _: &Trail, _: &str) -> Option<Answer> {
            None
        }
        fn in_sight(&self, _: &Trail) -> Option<Words> {
            None
        }
        fn left(&self, _: &Trail, _: &Moment) -> Option<u8> {
            None
        }
        fn rests(&self, _: &Trail) -> bool {
            false
        }
        fn review(&self, _: &Trail, _: &Moment, _: &Moment) -> Vec<StoryLine> {
            Vec::new()
        }
        fn commit(self: Box<Self>, tx: &rusqlite::Transaction<'_>, _: &Trail, ended: Ended<'_>) -> Result<Committed> {
            let id = RecordId(ended.ids.next(ended.now.utc_ms));
            tx.execute(
                "INSERT INTO record (id, practice, utc_ms, offset_seconds, zone, local_date, body)
                 VALUES (?1, 'sample', 0, 0, 'UTC', '1970-01-01', '{}')",
                [&id],
            )?;
            Ok(Committed { record: Some(id), areas: vec![Area::Records] })
        }
    }

    struct Samplers;

    impl Library for Samplers {
        fn guide(&self, name: &str) -> Option<&'static str> {
            (name == "sample").then_some("sample")
        }
        fn open(&self, _: &rusqlite::Connection, _: &DraftRow, _: &Moment) -> Result<Box<dyn Guide>> {
            Ok(Box::new(Sampler))
        }
    }

    fn now() -> Moment {
        Moment { utc_ms: 1_795_435_200_000, offset_seconds: 0, zone: "UTC".into() }
    }

    fn fitting(id: &str) -> Answer {
        let json = match id {
            "text" => r#"{"kind":"text","words":"w","rating":50}"#,
            "scale" => r#"{"kind":"rating","value":100}"#,
            "labels" => r#"{"kind":"labels","labels":[{"id":"x","rating":0}]}"#,
            "choice" => r#"{"kind":"chosen","ids":["a","c"],"note":null}"#,
            "suggestion" => r#"{"kind":"judged","verdicts":[],"other":"o"}"#,
            "compose" => r#"{"kind":"composed","words":"w","rating":null}"#,
            "when" => {
                r#"{"kind":"when","when":{"first":{"date":"2026-12-01","minute":0},"repeat":{"kind":"weekdays","days":["sunday"]}}}"#
            }
            "person" => r#"{"kind":"person","who":{"kind":"known","id":"p"}}"#,
            "info" => r#"{"kind":"seen","choice":"on"}"#,
            "lines" => {
                return Answer::Sorted { lines: vec![SortedLine { text: Words::new("l"), kind: LineKind::Heard }] };
            }
            _ => {
                let share = |(id, percent): (&str, u8)| Share { id: id.into(), percent };
                return Answer::Shares { shares: [("them", 60), ("timing", 40), ("me", 0)].map(share).to_vec() };
            }
        };
        serde_json::from_str(json).unwrap()
    }

    fn with_runner<T>(run: impl FnOnce(&Runner<'_>) -> T) -> T {
        let place = tempfile::tempdir().unwrap();
        let (database, _) = db::open(place.path()).unwrap();
        run(&Runner { database: &database, ids: &IdSource::seeded(1), library: &Samplers })
    }

    fn place(step: &Step) -> (DraftId, u32) {
        match step {
            Step::Ask { at, .. } | Step::Review { at, .. } => (at.draft.clone(), at.seq),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_input_takes_its_own_answer_and_no_other() {
        with_runner(|runner| {
            let mut step = runner.start(&Start::of("sample"), &now()).unwrap().step;
            for id in INPUTS {
                let (draft, seq) = place(&step);
                for other in INPUTS.into_iter().filter(|other| *other != id) {
                    assert!(runner.answer(&draft, id, seq, &fitting(other), &now()).is_err(), "{id} took {other}");
                }
                step = runner.answer(&draft, id, seq, &fitting(id), &now()).unwrap().step;
            }
            let (draft, seq) = place(&step);
            let ended = runner.finish(&draft, seq, &now()).unwrap();
            assert!(matches!(ended.step, Step::Ended { record: Some(_), .. }));
            let again = runner.finish(&draft, seq, &now()).unwrap();
            assert_eq!((again.step, again.changes), (ended.step, Changes::default()));
        });
    }

    #[test]
    fn shares_must_make_a_hundred_and_lines_must_all_come_back() {
        use crate::error::{Field, Reason};
        let share = |percents: [u8; 3]| {
            let ids = ["them", "timing", "me"];
            let shares = ids.into_iter().zip(percents).map(|(id, percent)| Share { id: id.into(), percent }).collect();
            check(&input("shares").unwrap(), &Answer::Shares { shares }, &now())
        };
        assert!(share([100, 0, 0]).is_ok());
        let not = Error::invalid(Field::Rating, Reason::NotAHundred);
        assert_eq!(share([50, 49, 0]), Err(not));
        assert!(share([255, 0, 0]).is_err());
        let none = Answer::Sorted { lines: Vec::new() };
        assert!(check(&input("lines").unwrap(), &none, &now()).is_err());
    }

    #[test]
    fn an_answer_that_another_call_overtook_changes_nothing() {
        with_runner(|runner| {
            let first = runner.start(&Start::of("sample"), &now()).unwrap().step;
            let (draft, seq) = place(&first);
            let next = runner.answer(&draft, "text", seq, &fitting("text"), &now()).unwrap();
            let late = runner.answer(&draft, "text", seq, &fitting("text"), &now()).unwrap();
            assert_eq!((late.step, late.changes), (next.step, Changes::default()));
        });
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        /// Whatever somebody taps, the draft stands where a simple stack says it stands.
        #[test]
        fn any_order_of_taps_agrees_with_a_stack(taps in prop::collection::vec(0_u8..6, 1..40)) {
            with_runner(|runner| {
                let mut step = runner.start(&Start::of("sample"), &now()).unwrap().step;
                // For each prompt passed, whether it was a card that was read.
                let mut stack: Vec<bool> = Vec::new();
                for tap in taps {
                    let (draft, seq) = place(&step);
                    let on_screen = INPUTS.get(stack.len()).copied();
                    let id = on_screen.unwrap_or("text");
                    step = match tap {
                        0 | 1 => runner.answer(&draft, id, seq, &fitting(id), &now()),
                        2 => runner.skip(&draft, id, seq, &now()),
                        3 => runner.back(&draft, seq, &now()),
                        4 => runner.answer(&draft, id, seq + 1, &fitting(id), &now()),
                        _ => runner.resume(&draft, &now()),
                    }
                    .unwrap()
                    .step;
                    match tap {
                        0..=2 if on_screen.is_some() => stack.push(tap < 2 && id == "info"),
                        3 => {
                            while stack.pop_if(|card| *card).is_some() {}
                            stack.pop();
                        }
                        _ => {}
                    }
                    assert_eq!(asked_id(&step), INPUTS.get(stack.len()).copied());
                }
            });
        }
    }
}
