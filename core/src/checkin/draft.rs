//! The typed draft: what a check-in knows so far, folded from its answers over the record it goes
//! on with.

use super::ask::Ask;
use super::record::{A_NO, EndedAs, Entry, EvidenceMark, IfThen, LOSSES, OwnLine, Rerating, TrapMark};
use crate::belief::Fact;
use crate::content::{PatternWords, pack};
use crate::guide::{Answer, GuessedLine, Known, Label, Person, Share, Suggestion};
use crate::id::RecordId;
use crate::reappraisal::{clauses, guess, suggest};
use crate::record::{Ratings, may_return};
use crate::text::Words;

/// What the journal knows about a check-in that its answers do not say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The record it goes on with.
    pub(crate) base: Option<Entry>,
    /// Whether the record is changed rather than gone on with.
    pub(crate) changes: bool,
    /// The last check-in of the same day, if this is the third or a later one.
    pub(crate) same_day: Option<RecordId>,
    /// Recent check-ins by what happened and what was thought.
    pub(crate) recent: Vec<Recent>,
    /// How many re-ratings in a row were skipped.
    pub(crate) skipped_reratings: u32,
    /// When the draft was last opened.
    pub(crate) opened_utc_ms: i64,
    /// Everybody of the circle.
    pub(crate) people: Vec<Person>,
    /// The line the person left for the next time it hurts like this.
    pub(crate) own_line: Option<(RecordId, Words)>,
    /// How long it took to ease before, in words.
    pub(crate) eased: Option<String>,
    /// The person's own dated facts.
    pub(crate) facts: Vec<Fact>,
    /// The tags of the record it goes on with.
    pub(crate) tags: Vec<String>,
}

/// A recent check-in, for recognising its event.
#[derive(Debug, Clone)]
pub(crate) struct Recent {
    pub(crate) id: RecordId,
    pub(crate) event: Option<String>,
    pub(crate) text: Words,
}

/// A check-in in progress.
pub(crate) struct Draft<'a> {
    pub(crate) known: &'a Known<'a>,
    pub(crate) context: &'a Context,
}

/// From this intensity on, steadying comes first.
pub(crate) const MUCH: u8 = 70;
/// This many words in common, and this share of them, make it the same event; of the same kind of
/// event fewer will do.
const SAME_WORDS: usize = 3;
const SAME_PERCENT: usize = 60;
const SAME_KIND_WORDS: usize = 2;
const SAME_KIND_PERCENT: usize = 40;

impl Draft<'_> {
    fn base<T>(&self, get: impl FnOnce(&Entry) -> Option<T>) -> Option<T> {
        self.context.base.as_ref().and_then(get)
    }

    /// Whether the record it goes on with had something already. What is being changed is asked anew.
    pub(crate) fn had(&self, what: impl FnOnce(&Entry) -> bool) -> bool {
        !self.context.changes && self.context.base.as_ref().is_some_and(what)
    }

    pub(crate) fn is_new(&self) -> bool {
        self.context.base.is_none() || self.context.changes
    }

    // What is known, from this draft or from the record it goes on with.

    pub(crate) fn looks_closer(&self) -> bool {
        let changed = self.context.changes && self.context.base.as_ref().is_some_and(Entry::looked_closer);
        !self.is_new() || self.now() == Some("look_closer") || changed
    }

    pub(crate) fn feelings(&self) -> Vec<Label> {
        let labels = self.known.labels(Ask::Feeling);
        if labels.is_empty() { self.base(|entry| Some(entry.feelings.clone())).unwrap_or_default() } else { labels }
    }

    pub(crate) fn intensity(&self) -> Option<u8> {
        self.known.rating(Ask::Intensity).or_else(|| self.base(|entry| entry.intensity))
    }

    /// Strong, or numb: the app steadies before it asks.
    pub(crate) fn is_much(&self) -> bool {
        self.intensity().is_some_and(|value| value >= MUCH) || self.feelings().iter().any(|label| label.id == "numb")
    }

    pub(crate) fn event(&self) -> Option<String> {
        self.known.chosen(Ask::Event).map(String::from).or_else(|| self.base(|entry| entry.event.clone()))
    }

    pub(crate) fn event_line(&self) -> Option<Words> {
        self.known.words(Ask::Event).cloned().or_else(|| self.base(|entry| entry.event_line.clone()))
    }

    pub(crate) fn thought(&self) -> Option<Words> {
        self.known.words(Ask::Thought).cloned().or_else(|| self.base(|entry| entry.thought.clone()))
    }

    /// What happened and what went through the mind, where it was written before; nothing of what worries.
    pub(crate) fn said(&self) -> Option<String> {
        if self.known.is_at_risk() || self.is_at_risk_already() {
            return None;
        }
        said([self.event_line(), self.thought()])
    }

    pub(crate) fn about_me(&self) -> Option<u8> {
        self.known.rating(Ask::AboutMe).or_else(|| self.base(|entry| entry.about_me.before))
    }

    pub(crate) fn belief(&self) -> Option<u8> {
        self.known.rating(Ask::Belief).or_else(|| self.base(|entry| entry.belief.before))
    }

    pub(crate) fn now(&self) -> Option<&str> {
        self.known.chosen(Ask::Now)
    }

    fn event_is_in(&self, ids: &[&str]) -> bool {
        self.event().is_some_and(|event| ids.contains(&event.as_str()))
    }

    /// Hurtful, repeated, unsafe, or because of who the person is: nothing is explained away.
    pub(crate) fn is_mistreated(&self) -> bool {
        let before = || self.context.base.as_ref().is_some_and(Entry::tells_of_danger);
        self.known.is_in_danger() || self.event_is_in(&["mistreated"]) || before()
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

    /// Whether risk was noticed in the record it goes on with: such a record is not reappraised.
    pub(crate) fn is_at_risk_already(&self) -> bool {
        self.had(|entry| !may_return(&entry.risk))
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

    /// A recent check-in that seems to be about the same event, by the words of both.
    pub(crate) fn same_again(&self) -> Option<&RecordId> {
        let words = |text: &str| crate::belief::content_words(text);
        let here =
            [self.event_line(), self.thought()].iter().flatten().map(|words| words.text.clone()).collect::<Vec<_>>();
        let here = words(&here.join("\n"));
        let same = |recent: &&Recent| {
            let there = words(&recent.text.text);
            let common = here.intersection(&there).count();
            let kind = recent.event.is_some() && recent.event == self.event();
            let (least, percent) = if kind { (SAME_KIND_WORDS, SAME_KIND_PERCENT) } else { (SAME_WORDS, SAME_PERCENT) };
            common >= least && common * 100 >= percent * here.len().min(there.len())
        };
        self.context.recent.iter().find(same).map(|recent| &recent.id)
    }

    /// Two skipped re-ratings in a row: the app stops offering them.
    pub(crate) fn offers_rerating(&self) -> bool {
        self.context.skipped_reratings < 2
    }

    /// The thought; until there is one, the line that was held.
    pub(crate) fn in_sight(&self) -> Option<Words> {
        if self.is_at_risk_already() {
            return None;
        }
        let held = || self.known.words(Ask::HoldLine).cloned().or_else(|| self.base(|entry| entry.held_line.clone()));
        self.thought().or_else(held)
    }

    // The record.

    /// The record as it stands: what was answered here over what was there.
    pub(crate) fn entry(&self, whole: bool) -> Entry {
        let old = self.context.base.clone().unwrap_or_default();
        let known = self.known;
        let words = |ask, old: &Option<Words>| known.words(ask).cloned().or_else(|| old.clone());
        let chosen = |ask, old: &Option<String>| known.chosen(ask).map(String::from).or_else(|| old.clone());
        Entry {
            id: old.id,
            at: old.at,
            risk: old.risk,
            ended: if whole { EndedAs::Whole } else { EndedAs::Enough },
            feelings: self.feelings(),
            intensity: self.intensity(),
            own_line: self.own_line().or(old.own_line),
            held_line: words(Ask::HoldLine, &old.held_line),
            steadied: chosen(Ask::Steady, &old.steadied),
            event: self.event(),
            event_line: self.event_line(),
            thought: self.thought(),
            about_me: Ratings {
                before: self.about_me(),
                after: known.rating(Ask::AboutMeAgain).or(old.about_me.after),
            },
            next_step: chosen(Ask::Now, &old.next_step),
            asked_person: known.person(Ask::Whom).or(old.asked_person),
            asked_question: words(Ask::Question, &old.asked_question),
            boundary: words(Ask::Boundary, &old.boundary),
            documented: words(Ask::Document, &old.documented),
            lines: given(known.lines(Ask::Facts), old.lines),
            belief: Ratings { before: self.belief(), after: known.rating(Ask::BeliefAgain).or(old.belief.after) },
            curious: given(known.all_chosen(Ask::Curious), old.curious),
            curious_note: words(Ask::Curious, &old.curious_note),
            unknown: words(Ask::Unknown, &old.unknown),
            perspective: chosen(Ask::Perspective, &old.perspective),
            distanced: words(Ask::Distance, &old.distanced),
            intensity_after: known.rating(Ask::IntensityAgain).or(old.intensity_after),
            traps: given(self.trap_marks(), old.traps),
            other_trap: words(Ask::Traps, &old.other_trap),
            explanations: given(self.shares(), old.explanations),
            evidence: given(self.evidence_marks(), old.evidence),
            balanced: words(Ask::Balanced, &old.balanced),
            believability: known.rating(Ask::Balanced).or(old.believability),
            learned: words(Ask::Learned, &old.learned),
            differently: chosen(Ask::Differently, &old.differently),
            differently_note: words(Ask::Differently, &old.differently_note),
            consult: known.person(Ask::Consult).or(old.consult),
            if_then: self.if_then().or(old.if_then),
            challenge: words(Ask::Challenge, &old.challenge),
            rerating: self.rerating().or(old.rerating),
            reopened: if self.is_new() { old.reopened } else { old.reopened + 1 },
        }
    }

    fn own_line(&self) -> Option<OwnLine> {
        let (line, _) = self.context.own_line.as_ref()?;
        Some(OwnLine { line: line.clone(), answer: self.known.chosen(Ask::OwnLine)?.to_owned() })
    }

    fn trap_marks(&self) -> Vec<TrapMark> {
        let verdicts = self.known.verdicts(Ask::Traps);
        verdicts.into_iter().map(|verdict| TrapMark { trap: verdict.id, accepted: verdict.accepted }).collect()
    }

    fn shares(&self) -> Vec<Share> {
        self.known
            .shares(Ask::Explanations)
            .into_iter()
            .filter(|share| share.percent > 0 || share.id == "my_part")
            .collect()
    }

    /// What the person gave a share beside their own part, the largest first.
    pub(crate) fn likeliest(&self) -> Vec<String> {
        let mut shares = given(self.shares(), self.base(|entry| Some(entry.explanations.clone())).unwrap_or_default());
        shares.retain(|share| share.percent > 0 && share.id != "my_part");
        shares.sort_by_key(|share| std::cmp::Reverse(share.percent));
        shares.into_iter().map(|share| share.id).collect()
    }

    /// Own facts of which the person said, here or before, that they count.
    pub(crate) fn counting_facts(&self) -> Vec<&Fact> {
        let marks = given(self.evidence_marks(), self.base(|entry| Some(entry.evidence.clone())).unwrap_or_default());
        let fact = |mark: &EvidenceMark| self.context.facts.iter().find(|fact| fact.record == mark.record);
        marks.iter().filter(|mark| mark.counts).filter_map(fact).collect()
    }

    fn evidence_marks(&self) -> Vec<EvidenceMark> {
        let verdicts = self.known.verdicts(Ask::Evidence);
        let mark =
            |verdict: crate::guide::Verdict| EvidenceMark { record: RecordId(verdict.id), counts: verdict.accepted };
        verdicts.into_iter().map(mark).collect()
    }

    /// The if-then that was chosen from those there are.
    pub(crate) fn pattern(&self) -> Option<&'static PatternWords> {
        let chosen = self.known.chosen(Ask::Pattern)?;
        pack().shelf.if_then.iter().find(|one| one.id == chosen)
    }

    pub(crate) fn if_then(&self) -> Option<IfThen> {
        if let Some(one) = self.pattern() {
            return Some(IfThen { cue: Words::new(one.cue.clone()), response: Words::new(one.response.clone()) });
        }
        Some(IfThen { cue: self.known.words(Ask::Cue)?.clone(), response: self.known.words(Ask::Response)?.clone() })
    }

    fn rerating(&self) -> Option<Rerating> {
        let asks = [Ask::BeliefAgain, Ask::AboutMeAgain];
        if asks.iter().any(|ask| matches!(self.known.answer(*ask), Some(Answer::Rating { .. }))) {
            Some(Rerating::Given)
        } else {
            asks.iter().any(|ask| self.known.skipped(*ask)).then_some(Rerating::Skipped)
        }
    }

    /// The reminders that were asked for, with what each is for.
    pub(crate) fn reminders(&self) -> Vec<(crate::reminder::Purpose, crate::time::When)> {
        use crate::reminder::Purpose;
        let purpose = match self.now() {
            Some("tomorrow") => Purpose::ReRating,
            Some("wait") => Purpose::PausedReply,
            _ => Purpose::SmallStep,
        };
        let waiting = self.known.when(Ask::WaitUntil).map(|at| (Purpose::PausedReply, at));
        waiting.into_iter().chain(self.known.when(Ask::When).map(|at| (purpose, at))).collect()
    }
}

/// What was given here, or else what was there.
fn given<T>(here: Vec<T>, old: Vec<T>) -> Vec<T> {
    if here.is_empty() { old } else { here }
}

/// What was written, as one text; none where nothing was.
pub(crate) fn said(words: [Option<Words>; 2]) -> Option<String> {
    let texts: Vec<String> = words.into_iter().flatten().map(|words| words.text).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Feelings by name, for instance "hurt, left out".
pub(crate) fn feeling_names(labels: &[Label]) -> String {
    labels.iter().map(|label| pack().label(&label.id)).collect::<Vec<_>>().join(", ")
}
