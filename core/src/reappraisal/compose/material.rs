//! What a balanced thought is made of: the pieces of the person's words that can stand in it.

use chrono::{Datelike, NaiveDate};

use super::grammar::{self, Form, Tense, first_person, form, tense, tidy, words};
use super::lint;
use crate::content::pack;
use crate::reappraisal::clause::{self, Clause, ClauseKind, clauses};
use crate::reappraisal::event::{MISTREATED, told};
use crate::reappraisal::traps;
use crate::safety::scan;
use crate::text::{Words, tokens};

/// What a balanced thought is made of.
#[derive(Default)]
pub(crate) struct Material<'a> {
    /// The kind of event, where it was chosen.
    pub(crate) event: Option<&'a str>,
    pub(crate) event_line: Option<&'a Words>,
    pub(crate) thought: &'a str,
    /// Rows of the responsibility pie that the person gave a share, the largest first.
    pub(crate) explanations: Vec<String>,
    /// The person's own facts with their dates, best first.
    pub(crate) evidence: Vec<(NaiveDate, &'a str)>,
    /// Whether it is known that somebody treated the person badly.
    pub(crate) is_mistreated: bool,
}

/// The most words of the event, and of a quotation, that stand in a draft.
const MOST_EVENT: usize = 14;
const MOST_QUOTED: usize = 14;
const MOST_NOTED: usize = 13;
const MOST_CHARS: usize = 90;
/// The most candidates of each kind that are tried.
const MOST_TRIED: usize = 3;
/// Pieces are looked for in the beginning of a text only; what follows is too long to quote anyway.
const LOOKED_AT: usize = 4_000;

/// How the event can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// A sentence of the person's own.
    Sentence(String),
    /// Part of a sentence of theirs.
    Fragment(String),
    /// Their words, quoted.
    Quoted(String),
    /// The plain clause of its kind.
    Kind { id: &'static str, clause: &'static str },
    /// Not at all.
    Unsaid,
}

impl Said {
    /// How little it stands by itself.
    fn rank(&self) -> u8 {
        match self {
            Self::Sentence(_) => 0,
            Self::Fragment(_) => 1,
            Self::Quoted(_) => 2,
            Self::Kind { .. } | Self::Unsaid => 3,
        }
    }

    /// When it was. What is only named is over.
    pub(super) fn is_past(&self) -> bool {
        match self {
            Self::Sentence(text) | Self::Fragment(text) | Self::Quoted(text) => tense(text) == Tense::Past,
            Self::Kind { .. } => true,
            Self::Unsaid => false,
        }
    }
}

/// A dated note of the person's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) nth: usize,
    pub(super) date: String,
    pub(super) text: String,
}

/// Whether a loss, mistreatment, or neither: it decides what may be said at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Plain,
    Loss,
    Mistreated,
}

/// The pieces that drafts are made of, each list best first.
pub(super) struct Pieces {
    pub(super) kind: Option<&'static str>,
    pub(super) ground: Ground,
    /// Whether the person's own words show that kind of event, or they wrote none.
    pub(super) shown: bool,
    pub(super) events: Vec<Said>,
    pub(super) thoughts: Vec<String>,
    pub(super) trap: Option<String>,
    pub(super) notes: Vec<Note>,
}

impl Pieces {
    pub(super) fn of(material: &Material<'_>) -> Self {
        let thought = beginning(material.thought);
        let line = material.event_line.map(|line| beginning(&line.text)).filter(|line| !line.trim().is_empty());
        let kind = kind_of_event(material.event, line, thought);
        let dangerous = |text: &str| scan(text).is_some_and(|finding| finding.is_danger());
        let bad = material.is_mistreated
            || kind == Some(MISTREATED)
            || [line.unwrap_or_default(), thought].iter().any(|text| dangerous(text));
        let ground = match kind {
            _ if bad => Ground::Mistreated,
            Some("died" | "ended") => Ground::Loss,
            _ => Ground::Plain,
        };
        let kind = if bad { Some(MISTREATED) } else { kind };
        let shown = line.is_none_or(|line| told(line).is_some_and(|told| Some(told.event) == kind));
        Self {
            kind,
            ground,
            shown,
            events: events(line, thought, kind),
            thoughts: thoughts(thought, line),
            trap: traps(thought).into_iter().next().map(|hit| hit.trap.to_owned()),
            notes: notes(&material.evidence),
        }
    }
}

/// The beginning of a text, cut between characters.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(LOOKED_AT).map_or(text, |(at, _)| &text[..at])
}

/// The kind of event: what the person chose, unless their words say it more closely or they chose none.
fn kind_of_event(chosen: Option<&str>, line: Option<&str>, thought: &str) -> Option<&'static str> {
    let text = line.unwrap_or(thought);
    let mended = || tidy(text).and_then(|text| told(&text));
    let heard = || told(text).or_else(mended).map(|told| told.event);
    match chosen.filter(|id| *id != "other").and_then(|id| pack().event(id)) {
        // "No answer" is also what people choose who were looked through.
        Some(event) if event.id == "no_answer" => heard().filter(|id| *id == "ignored").or(Some(&event.id)),
        Some(event) => Some(&event.id),
        None => heard(),
    }
}

/// A piece of text that might be quoted.
struct Piece<'a> {
    text: &'a str,
    /// Whether the words that matter most stand in it.
    tells: bool,
}

fn events(line: Option<&str>, thought: &str, kind: Option<&'static str>) -> Vec<Said> {
    let from = line.unwrap_or(thought);
    // A thought in which nothing is concluded is taken as a thought, not as what happened.
    let mixed = clauses(thought).iter().any(|clause| clause.kind == ClauseKind::Thought);
    let from = if line.is_none() && !mixed { "" } else { from };
    let mut pieces: Vec<(bool, Form, String)> = candidates(from, line.is_some())
        .into_iter()
        .filter_map(|piece| {
            let text = tidy(piece.text).filter(|text| fits(text, MOST_EVENT))?;
            Some((piece.tells, form(&text), text))
        })
        .collect();
    // Where the words that show the kind of event cannot stand, its plain clause says more than what else
    // was written.
    let clause = kind.and_then(|id| pack().event(id)).map(|event| Said::Kind { id: &event.id, clause: &event.clause });
    let mut own: Vec<(bool, Said)> =
        pieces.drain(..).filter_map(|(tells, form, text)| Some((tells, said(form, text, line.is_some())?))).collect();
    own.sort_by_key(|(tells, said)| (!tells, said.rank()));
    let telling = own.iter().filter(|(tells, _)| *tells).count();
    let mut all: Vec<Said> = own.into_iter().map(|(_, said)| said).take(MOST_TRIED).collect();
    let place = if told(from).is_some() { telling.min(all.len()) } else { all.len() };
    all.splice(place..place, clause);
    all.push(Said::Unsaid);
    all
}

/// How a tidied piece can be said, if at all.
fn said(form: Form, text: String, is_line: bool) -> Option<Said> {
    let own = first_person(&text).filter(|own| lint::is_plain_report(own));
    // What is asked or supposed did not happen.
    let supposed = words(&text).iter().any(|word| ["if", "unless"].contains(&word.as_str())) && !is_line;
    let asks =
        ["why", "how", "what", "who", "where", "did", "does", "is", "are"].contains(&words(&text).first()?.as_str());
    if asks || supposed {
        return None;
    }
    match (form, own) {
        (Form::Sentence, Some(own)) => Some(Said::Sentence(own)),
        (Form::Fragment, Some(own)) => Some(Said::Fragment(own)),
        // What is in no sentence's shape, or claims too much, is nothing to state; a line can be quoted.
        _ => (is_line && !text.ends_with('?')).then_some(Said::Quoted(text)),
    }
}

/// Pieces of a text that tell what happened: whole sentences before parts of them.
fn candidates(text: &str, is_line: bool) -> Vec<Piece<'_>> {
    let clauses = clauses(text);
    let shows = told(text).map(|told| told.span);
    let tells = |start: usize, end: usize| shows.as_ref().is_some_and(|span| start <= span.start && span.end <= end);
    let piece = |start: usize, end: usize| Piece { text: &text[start..end], tells: tells(start, end) };
    let is_event = |clause: &Clause| clause.kind == ClauseKind::Event;
    let within =
        |(start, end): (usize, usize)| clauses.iter().filter(move |clause| start <= clause.start && clause.end <= end);
    let sentences = sentences(text);
    let stated = |span: (usize, usize)| is_line && within(span).count() > 0 && is_report(&text[span.0..span.1]);
    let reports = sentences
        .iter()
        .copied()
        .filter(|span| stated(*span) || within(*span).all(is_event) && within(*span).count() > 0);
    let reports: Vec<(usize, usize)> = reports.collect();
    // A part of a sentence is only looked at where the whole is too long or no report.
    let short = |(start, end): &(usize, usize)| text[*start..*end].split_whitespace().count() <= MOST_EVENT;
    // "Since she is busy" is half of a sentence.
    let half = |clause: &Clause| {
        ["because", "since", "cause", "which", "although", "though", "bc", "cuz"]
            .contains(&words(&text[clause.start..clause.end]).first().map_or("", String::as_str))
    };
    let covered = |clause: &Clause| {
        reports.iter().filter(|span| short(span)).any(|span| span.0 <= clause.start && clause.end <= span.1)
    };
    let parts = clauses
        .iter()
        .filter(|clause| is_event(clause) && !covered(clause) && !(clause.start > 0 && half(clause)))
        .map(|clause| piece(clause.start, clause.end));
    let mut found: Vec<Piece<'_>> = reports.iter().map(|(start, end)| piece(*start, *end)).chain(parts).collect();
    // A line under "what happened" that holds no report is still what they wrote there.
    if found.is_empty() && is_line {
        found.extend(sentences.first().map(|(start, end)| piece(*start, *end)));
    }
    found
}

/// Whether a sentence that was written under "what happened" can stand as it is, though a part of it
/// looks concluded: no trap shows in it, and nothing in it says why.
fn is_report(sentence: &str) -> bool {
    const WHY: &[&str] =
        &["because", "so", "means", "must", "should", "cuz", "bc", "obviously", "probably", "think", "thinks"];
    traps(sentence).is_empty() && !words(sentence).iter().any(|word| WHY.contains(&word.as_str()))
}

/// The sentences of a text, by its marks and lines.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut end = 0;
    let tokens = tokens(text);
    for (at, token) in tokens.iter().enumerate() {
        if token.is_stop() && !clause::is_inner_dot(&tokens, at) {
            found.extend(start.take().map(|start| (start, if token.text == "?" { token.end } else { end })));
        } else {
            start = start.or(Some(token.start));
            end = token.end;
        }
    }
    found.extend(start.map(|start| (start, end)));
    found
}

/// The thought in quotable pieces: whole, or the part that a trap rests on, or what is concluded.
fn thoughts(thought: &str, line: Option<&str>) -> Vec<String> {
    let clauses = clauses(thought);
    let hit = traps(thought).into_iter().next();
    let tells = |start: usize, end: usize| hit.as_ref().is_some_and(|hit| start <= hit.start && hit.end <= end);
    let mixed = clauses.iter().any(|clause| clause.kind == ClauseKind::Event)
        && clauses.iter().any(|clause| clause.kind == ClauseKind::Thought);
    // What happened is told already, so that only what was made of it is quoted.
    let whole = (!mixed || line.is_some() && clauses.len() < 3).then_some((0, thought.len()));
    let sentences: Vec<(usize, usize)> = sentences(thought);
    let concluded = |span: &(usize, usize)| {
        let mut inside = clauses.iter().filter(|clause| span.0 <= clause.start && clause.end <= span.1).peekable();
        inside.peek().is_some() && inside.all(|clause| clause.kind == ClauseKind::Thought)
    };
    // What a trap rests on first, then what looks most like a conclusion; among equals the later.
    let mut ranked: Vec<(usize, &Clause)> =
        clauses.iter().enumerate().filter(|(_, clause)| clause.kind == ClauseKind::Thought).collect();
    ranked.sort_by_key(|(nth, clause)| {
        let weight = clause::weight(&thought[clause.start..clause.end]);
        (!tells(clause.start, clause.end), std::cmp::Reverse((weight, *nth)))
    });
    let around = |(nth, clause): (usize, &Clause)| {
        let sentence =
            sentences.iter().copied().filter(concluded).find(|span| span.0 <= clause.start && clause.end <= span.1);
        let reason = clauses
            .get(nth + 1)
            .filter(|next| gives_reason(&thought[clause.end..next.end]))
            .map(|next| (clause.start, next.end));
        sentence.into_iter().chain(reason).chain([(clause.start, clause.end)]).collect::<Vec<_>>()
    };
    let ordered = whole.into_iter().chain(ranked.into_iter().flat_map(around));
    let mut found: Vec<String> = Vec::new();
    for (start, end) in ordered {
        let piece = tidy(&thought[start..asked(thought, end)]).filter(|text| fits(text, MOST_QUOTED));
        if let Some(piece) = piece.filter(|piece| is_telling(piece) && !found.contains(piece)) {
            found.push(piece);
        }
        if found.len() == MOST_TRIED {
            break;
        }
    }
    if found.is_empty() {
        found.extend(begun(thought, &clauses));
    }
    found
}

/// The end of a piece with its question mark.
fn asked(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    if rest[blank..].starts_with('?') { end + blank + 1 } else { end }
}

/// Whether what follows a clause in the same sentence says why or when it is so.
fn gives_reason(rest: &str) -> bool {
    let first = words(rest).into_iter().next().unwrap_or_default();
    let same = !rest.trim_start().starts_with(['.', '!', '?', ';', '\n']);
    same && ["because", "cuz", "cause", "bc", "since", "if", "when", "unless"].contains(&first.as_str())
}

/// A long thought is best cut before one of these …
const CUTS: &[&str] = &[
    "and", "because", "at", "that", "which", "when", "how", "for", "in", "with", "but", "or", "on", "who", "if", "as",
    "since", "like", "to",
];
/// … and does not end in one of these.
const LOOSE: &[&str] = &[
    "I", "he", "she", "they", "we", "you", "what", "the", "a", "my", "was", "is", "were", "are", "of", "his", "her",
    "their", "will", "have", "has", "not", "so", "very", "too", "as", "this", "an", "just",
];

/// The first words of what is concluded, where all of it is too long.
fn begun(thought: &str, clauses: &[Clause]) -> Option<String> {
    let concluded = clauses.iter().max_by_key(|clause| clause::weight(&thought[clause.start..clause.end]))?;
    let text = tidy(&thought[concluded.start..concluded.end])?;
    let words: Vec<&str> = text.split(' ').take(MOST_QUOTED - 2).collect();
    // Best before a word that begins something new, so that no half of it stands there.
    let end = (4..words.len()).rev().find(|at| CUTS.contains(&words[*at])).unwrap_or(words.len().min(8));
    let mut end = end.min(words.len());
    while end > 1 && [CUTS, LOOSE].iter().any(|list| list.contains(&words[end - 1])) {
        end -= 1;
    }
    let begun = words.get(..end)?.join(" ");
    let begun = begun.trim_end_matches(|c: char| !c.is_alphanumeric());
    (begun.chars().count() <= MOST_CHARS && is_telling(begun)).then(|| format!("{begun} …"))
}

/// More than pronouns and helping verbs: "you are", "I never will be" say nothing alone.
fn is_telling(text: &str) -> bool {
    words(text).iter().any(|word| !grammar::is_empty(word))
}

fn fits(text: &str, most: usize) -> bool {
    text.split(' ').count() <= most && text.chars().count() <= MOST_CHARS
}

/// Own facts that can be quoted with their dates.
fn notes(evidence: &[(NaiveDate, &str)]) -> Vec<Note> {
    let note = |(nth, (date, text)): (usize, &(NaiveDate, &str))| {
        let text = beginning(text);
        if scan(text).is_some() {
            return None;
        }
        let whole = tidy(text).filter(|text| fits(text, MOST_NOTED) && is_telling(text));
        let parts = || {
            candidates(text, false).into_iter().filter_map(|piece| tidy(piece.text)).find(|text| fits(text, MOST_NOTED))
        };
        Some(Note { nth, date: in_words(*date)?, text: whole.or_else(parts)? })
    };
    evidence.iter().enumerate().filter_map(note).take(MOST_TRIED).collect()
}

/// "3 May 2026".
fn in_words(date: NaiveDate) -> Option<String> {
    let month = pack().composer.months.get(date.month0() as usize)?;
    Some(format!("{} {month} {}", date.day(), date.year()))
}
