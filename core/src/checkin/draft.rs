//! The typed draft: what a check-in knows so far, folded from its answers over the record it goes
//! on with.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::{Ask, Written};
use super::record::{EndedAs, Entry, IfThen, Ratings, Rerating, RiskMark, TrapMark};
use crate::content::pack;
use crate::guide::{Answer, GuessedLine, Label, Person, SortedLine, Suggestion, Trail};
use crate::reappraisal::{clauses, guess, suggest};
use crate::safety::{Finding, scan};
use crate::text::{Token, Words, tokens};
use crate::time::Moment;

/// What the journal knows about a check-in that its answers do not say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The record it goes on with.
    pub(crate) base: Option<Entry>,
    /// The last check-in of the same day, if this is the third or a later one.
    pub(crate) same_day: Option<crate::id::EntryId>,
    /// How many re-ratings in a row were skipped.
    pub(crate) skipped_reratings: u32,
    /// When the draft was last opened.
    pub(crate) opened_utc_ms: i64,
    /// Everybody of the circle.
    pub(crate) people: Vec<Person>,
    /// The region chosen for help.
    pub(crate) region: Option<String>,
}

/// A check-in in progress.
pub(crate) struct Draft<'a> {
    trail: &'a Trail,
    pub(crate) context: &'a Context,
    /// What the safety scan noticed, by the prompt it was written at.
    findings: BTreeMap<Written, Finding>,
    /// Texts about which the person said "not what I meant", word for word.
    not_meant: BTreeSet<(Written, Vec<String>)>,
}

/// From this intensity on, steadying comes first.
const MUCH: u8 = 70;
/// Events after which the other person's answer stands.
const A_NO: &[&str] = &["turned_down", "blocked", "ended", "died"];
/// Events that are losses: no why, and no traps.
const LOSSES: &[&str] = &["ended", "died"];

impl<'a> Draft<'a> {
    pub(crate) fn fold(trail: &'a Trail, context: &'a Context) -> Self {
        let found = Written::ALL.into_iter().filter_map(|written| {
            let answer = trail.answer(written.prompt().name())?;
            let text = words_in(answer)?;
            Some((written, scan(&text)?))
        });
        Self { trail, context, findings: found.collect(), not_meant: not_meant(trail) }
    }

    pub(crate) fn has_passed(&self, ask: Ask) -> bool {
        self.trail.has_passed(&ask.id())
    }

    pub(crate) fn has_answered(&self, ask: Ask) -> bool {
        self.answer(ask).is_some()
    }

    fn answer(&self, ask: Ask) -> Option<&Answer> {
        self.trail.answer(&ask.id())
    }

    fn base<T>(&self, get: impl FnOnce(&Entry) -> Option<T>) -> Option<T> {
        self.context.base.as_ref().and_then(get)
    }

    /// Whether the record it goes on with had something already.
    pub(crate) fn had(&self, what: impl FnOnce(&Entry) -> bool) -> bool {
        self.context.base.as_ref().is_some_and(what)
    }

    /// The one id chosen at a choice.
    pub(crate) fn chosen(&self, ask: Ask) -> Option<&str> {
        match self.answer(ask)? {
            Answer::Chosen { ids, .. } => ids.first().map(String::as_str),
            Answer::Seen { choice } => choice.as_deref(),
            _ => None,
        }
    }

    fn words(&self, ask: Ask) -> Option<&Words> {
        match self.answer(ask)? {
            Answer::Text { words, .. } | Answer::Composed { words, .. } => Some(words),
            Answer::Chosen { note, .. } => note.as_ref(),
            Answer::Judged { other, .. } => other.as_ref(),
            _ => None,
        }
    }

    fn rating(&self, ask: Ask) -> Option<u8> {
        match self.answer(ask)? {
            Answer::Rating { value } => Some(*value),
            Answer::Composed { rating, .. } | Answer::Text { rating, .. } => *rating,
            _ => None,
        }
    }

    // What is known, from this draft or from the record it goes on with.

    pub(crate) fn looks_closer(&self) -> bool {
        self.context.base.is_some() || self.now() == Some("look_closer")
    }

    pub(crate) fn feelings(&self) -> Vec<Label> {
        match self.answer(Ask::Feeling) {
            Some(Answer::Labels { labels }) => labels.clone(),
            _ => self.base(|entry| Some(entry.feelings.clone())).unwrap_or_default(),
        }
    }

    pub(crate) fn intensity(&self) -> Option<u8> {
        self.rating(Ask::Intensity).or_else(|| self.base(|entry| entry.intensity))
    }

    /// Strong, or numb: the app steadies before it asks.
    pub(crate) fn is_much(&self) -> bool {
        self.intensity().is_some_and(|value| value >= MUCH) || self.feelings().iter().any(|label| label.id == "numb")
    }

    pub(crate) fn event(&self) -> Option<String> {
        self.chosen(Ask::Event).map(String::from).or_else(|| self.base(|entry| entry.event.clone()))
    }

    pub(crate) fn event_line(&self) -> Option<Words> {
        self.words(Ask::Event).cloned().or_else(|| self.base(|entry| entry.event_line.clone()))
    }

    pub(crate) fn thought(&self) -> Option<Words> {
        self.words(Ask::Thought).cloned().or_else(|| self.base(|entry| entry.thought.clone()))
    }

    pub(crate) fn about_me(&self) -> Option<u8> {
        self.rating(Ask::AboutMe).or_else(|| self.base(|entry| entry.about_me.before))
    }

    pub(crate) fn belief(&self) -> Option<u8> {
        self.rating(Ask::Belief).or_else(|| self.base(|entry| entry.belief.before))
    }

    pub(crate) fn now(&self) -> Option<&str> {
        self.chosen(Ask::Now)
    }

    fn event_is_in(&self, ids: &[&str]) -> bool {
        self.event().is_some_and(|event| ids.contains(&event.as_str()))
    }

    /// Hurtful, repeated, unsafe, or because of who the person is: nothing is explained away.
    pub(crate) fn is_mistreated(&self) -> bool {
        let before = self.context.base.iter().flat_map(Entry::written).filter_map(|words| scan(&words.text));
        let in_danger = self.findings.values().cloned().chain(before).any(|finding| finding.is_danger());
        in_danger || self.event_is_in(&["mistreated"])
    }

    /// The other said no, blocked or ended it: nothing is planned towards them.
    pub(crate) fn is_a_no(&self) -> bool {
        self.event_is_in(A_NO)
    }

    pub(crate) fn is_a_loss(&self) -> bool {
        self.event_is_in(LOSSES)
    }

    pub(crate) fn is_a_death(&self) -> bool {
        self.event_is_in(&["died"])
    }

    // Safety.

    pub(crate) fn finding(&self, written: Written) -> Option<&Finding> {
        self.findings.get(&written)
    }

    /// A text whose card has not been answered yet; danger from others has no card of its own.
    pub(crate) fn open_card(&self) -> Option<Written> {
        let mut findings = self.findings.iter().filter(|(_, finding)| !finding.is_danger());
        let answered = |written: Written| self.has_passed(Ask::Safety(written)) || self.is_dismissed(written);
        findings.find(|(written, _)| !answered(**written)).map(|(written, _)| *written)
    }

    /// "Not what I meant" holds for those words; other words are a new question.
    fn is_dismissed(&self, written: Written) -> bool {
        if self.has_passed(Ask::Safety(written)) {
            return self.chosen(Ask::Safety(written)) == Some("not_meant");
        }
        let said = self.answer(written.prompt()).and_then(words_in).map(|text| word_for_word(&text));
        said.is_some_and(|said| self.not_meant.contains(&(written, said)))
    }

    /// Whether risk was noticed in the record it goes on with: such a record is not reappraised.
    fn is_at_risk_already(&self) -> bool {
        self.had(|entry| !entry.may_return())
    }

    /// Whether risk was noticed, here or before, and not taken back.
    pub(crate) fn is_at_risk(&self) -> bool {
        let here = |(written, finding): (&Written, &Finding)| finding.is_own_risk() && !self.is_dismissed(*written);
        self.is_at_risk_already() || self.findings.iter().any(here)
    }

    /// Whether there is nothing more to fill in.
    pub(crate) fn is_stopped(&self) -> bool {
        self.is_at_risk() || self.chosen(Ask::EnoughOffer) == Some("stop")
    }

    /// Whether help is shown: it was asked for, or the record was marked before.
    pub(crate) fn asks_for_help(&self) -> bool {
        self.is_at_risk_already()
            || Written::ALL.into_iter().any(|written| self.chosen(Ask::Safety(written)) == Some("help"))
            || self.now() == Some("help")
    }

    // What the engine makes of it.

    /// The sentences of the event and the thought, with a guess how each is known.
    pub(crate) fn sentences(&self) -> Vec<GuessedLine> {
        let texts = [self.event_line(), self.thought()];
        let cut = |words: &Words| {
            let spans = clauses(&words.text);
            spans
                .into_iter()
                .filter_map(|span| words.text.get(span.start..span.end).map(String::from))
                .collect::<Vec<_>>()
        };
        let mut lines: Vec<GuessedLine> = Vec::new();
        for sentence in texts.iter().flatten().flat_map(cut) {
            let line = GuessedLine { guess: guess(&sentence), text: Words::new(sentence) };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    pub(crate) fn suggestions(&self) -> Vec<Suggestion> {
        self.thought().map(|thought| suggest(&thought)).unwrap_or_default()
    }

    /// Two skipped re-ratings in a row: the app stops offering them.
    pub(crate) fn offers_rerating(&self) -> bool {
        self.context.skipped_reratings < 2
    }

    /// The thought; until there is one, the line that was held. Words with risk in them are not
    /// pinned above anything.
    pub(crate) fn in_sight(&self) -> Option<Words> {
        if self.is_at_risk() {
            return None;
        }
        let held = || self.words(Ask::HoldLine).cloned().or_else(|| self.base(|entry| entry.held_line.clone()));
        self.thought().or_else(held)
    }

    // The record.

    /// The record as it stands: what was answered here over what was there.
    pub(crate) fn entry(&self, id: crate::id::EntryId, at: Moment, whole: bool) -> Entry {
        let old = self.context.base.clone();
        let lines = match self.answer(Ask::Facts) {
            Some(Answer::Sorted { lines }) => lines.clone(),
            _ => old.as_ref().map(|entry| entry.lines.clone()).unwrap_or_default(),
        };
        Entry {
            ended: if whole { EndedAs::Whole } else { EndedAs::Enough },
            feelings: self.feelings(),
            intensity: self.intensity(),
            held_line: self.words(Ask::HoldLine).cloned().or_else(|| self.base(|e| e.held_line.clone())),
            steadied: self.chosen(Ask::Steady).map(String::from).or_else(|| self.base(|e| e.steadied.clone())),
            event: self.event(),
            event_line: self.event_line(),
            thought: self.thought(),
            about_me: Ratings {
                before: self.about_me(),
                after: self.rating(Ask::AboutMeAgain).or_else(|| self.base(|e| e.about_me.after)),
            },
            next_step: self.now().map(String::from).or_else(|| self.base(|e| e.next_step.clone())),
            asked_person: self.known_person().or_else(|| self.base(|e| e.asked_person.clone())),
            asked_question: self.words(Ask::Question).cloned().or_else(|| self.base(|e| e.asked_question.clone())),
            boundary: self.words(Ask::Boundary).cloned().or_else(|| self.base(|e| e.boundary.clone())),
            documented: self.words(Ask::Document).cloned().or_else(|| self.base(|e| e.documented.clone())),
            lines,
            belief: Ratings {
                before: self.belief(),
                after: self.rating(Ask::BeliefAgain).or_else(|| self.base(|e| e.belief.after)),
            },
            traps: self.trap_marks(),
            other_trap: self.words(Ask::Traps).cloned().or_else(|| self.base(|e| e.other_trap.clone())),
            balanced: self.words(Ask::Balanced).cloned().or_else(|| self.base(|e| e.balanced.clone())),
            believability: self.rating(Ask::Balanced).or_else(|| self.base(|e| e.believability)),
            if_then: self.if_then().or_else(|| self.base(|e| e.if_then.clone())),
            rerating: self.rerating().or_else(|| self.base(|e| e.rerating)),
            reopened: old.as_ref().map_or(0, |entry| entry.reopened + 1),
            risk: self.risk_marks(),
            id,
            at,
        }
    }

    fn known_person(&self) -> Option<crate::id::PersonId> {
        match self.answer(Ask::Whom)? {
            Answer::Person { who: crate::guide::Who::Known { id } } => Some(id.clone()),
            _ => None,
        }
    }

    /// The alias of somebody who is not in the circle yet.
    pub(crate) fn new_person(&self) -> Option<&Words> {
        match self.answer(Ask::Whom)? {
            Answer::Person { who: crate::guide::Who::New { alias } } => Some(alias),
            _ => None,
        }
    }

    fn trap_marks(&self) -> Vec<TrapMark> {
        match self.answer(Ask::Traps) {
            Some(Answer::Judged { verdicts, .. }) => verdicts
                .iter()
                .map(|verdict| TrapMark { trap: verdict.id.clone(), accepted: verdict.accepted })
                .collect(),
            _ => self.base(|entry| Some(entry.traps.clone())).unwrap_or_default(),
        }
    }

    pub(crate) fn if_then(&self) -> Option<IfThen> {
        Some(IfThen { cue: self.words(Ask::Cue)?.clone(), response: self.words(Ask::Response)?.clone() })
    }

    fn rerating(&self) -> Option<Rerating> {
        let asks = [Ask::BeliefAgain, Ask::AboutMeAgain];
        if asks.iter().any(|ask| self.answer(*ask).is_some()) {
            Some(Rerating::Given)
        } else {
            asks.iter().any(|ask| self.trail.skipped(&ask.id())).then_some(Rerating::Skipped)
        }
    }

    fn risk_marks(&self) -> Vec<RiskMark> {
        let mut marks = self.base(|entry| Some(entry.risk.clone())).unwrap_or_default();
        for (written, finding) in self.findings.iter().filter(|(_, finding)| !finding.is_danger()) {
            let prompt = written.prompt().name();
            marks.retain(|mark| mark.prompt != prompt);
            marks.push(RiskMark {
                prompt: prompt.into(),
                tier: finding.tier,
                pattern: finding.pattern.into(),
                dismissed: self.is_dismissed(*written),
            });
        }
        marks
    }

    /// The reminders that were asked for, with what each is for.
    pub(crate) fn reminders(&self) -> Vec<(crate::reminder::Purpose, crate::time::When)> {
        use crate::reminder::Purpose;
        let purpose = match self.now() {
            Some("tomorrow") => Purpose::FollowUp,
            Some("wait") => Purpose::PausedReply,
            _ => Purpose::SmallStep,
        };
        let when = |ask| match self.answer(ask) {
            Some(Answer::When { when }) => Some(when.clone()),
            _ => None,
        };
        let waiting = when(Ask::WaitUntil).map(|at| (Purpose::PausedReply, at));
        waiting.into_iter().chain(when(Ask::When).map(|at| (purpose, at))).collect()
    }
}

/// The texts that stood there whenever a card was answered with "not what I meant".
fn not_meant(trail: &Trail) -> BTreeSet<(Written, Vec<String>)> {
    let mut said: BTreeMap<Ask, Vec<String>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for (id, answer) in trail.given() {
        match (Ask::of(id), answer) {
            (Some(Ask::Safety(written)), Answer::Seen { choice }) if choice.as_deref() == Some("not_meant") => {
                found.extend(said.get(&written.prompt()).map(|words| (written, words.clone())));
            }
            (Some(ask), answer) => {
                said.extend(words_in(answer).map(|text| (ask, word_for_word(&text))));
            }
            (None, _) => {}
        }
    }
    found
}

/// The words of a text without case, marks and spaces: a comma more is not another meaning.
fn word_for_word(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect()
}

/// Everything written in an answer, for the scan.
fn words_in(answer: &Answer) -> Option<String> {
    let texts: Vec<&str> = match answer {
        Answer::Text { words, .. } | Answer::Composed { words, .. } => vec![&words.text],
        Answer::Chosen { note, .. } => note.iter().map(|note| note.text.as_str()).collect(),
        Answer::Judged { other, .. } => other.iter().map(|other| other.text.as_str()).collect(),
        Answer::Sorted { lines } => lines.iter().map(|line: &SortedLine| line.text.text.as_str()).collect(),
        Answer::Person { who: crate::guide::Who::New { alias } } => vec![&alias.text],
        _ => Vec::new(),
    };
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Feelings by name, for instance "hurt, left out".
pub(crate) fn feeling_names(labels: &[Label]) -> String {
    let name = |label: &Label| pack().feelings.label(&label.id).unwrap_or(&label.id).to_owned();
    labels.iter().map(name).collect::<Vec<_>>().join(", ")
}
