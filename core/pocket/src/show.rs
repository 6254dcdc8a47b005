//! The core's data as lines of text.

use steppingstone_core::{
    Answer, Card, Exercise, Help, Helpline, Input, LineKind, Now, OwnHelp, Prompt, RecordSummary, Step, StoryLine, Who,
};

use crate::words::{filled, word};

/// A step as a person sees it.
pub(crate) fn step(step: &Step) -> Vec<String> {
    match step {
        Step::Ask { prompt, in_sight, left, .. } => {
            let mut lines = vec![String::new()];
            lines.extend(in_sight.as_ref().map(|words| format!("  {}: {}", word("guide.in_sight"), words.text)));
            lines.push(match left.map(progress) {
                Some(progress) => format!("{}   ({progress})", prompt.title),
                None => prompt.title.clone(),
            });
            lines.extend(prompt.help.as_ref().map(|help| format!("  {help}")));
            lines.extend(input(prompt));
            lines
        }
        Step::Review { story, spoken, .. } => [vec![String::new(), spoken.clone()], self::story(story)].concat(),
        Step::Resting { words, .. } | Step::Ended { words, .. } => vec![String::new(), words.clone()],
        Step::Occupied { draft } => {
            let started = draft.in_sight.as_ref().map(|words| format!("  {}", words.text));
            [Some(word("guide.occupied")), started].into_iter().flatten().collect()
        }
    }
}

/// "about two more", from the number of prompts after this one.
pub(crate) fn progress(left: u8) -> String {
    match left {
        0 => word("guide.left_none"),
        1 => word("guide.left_one"),
        n => word("guide.left_many").replace("{n}", &n.to_string()),
    }
}

/// What an input offers, for lines that nobody answers with keys (a played journey).
fn input(prompt: &Prompt) -> Vec<String> {
    let labels = |chips: &[steppingstone_core::Chip]| {
        format!("  [ {} ]", chips.iter().map(|chip| chip.label.as_str()).collect::<Vec<_>>().join(" | "))
    };
    match &prompt.input {
        Input::Text { .. } => prompt.example.iter().map(|example| format!("  ({example})")).collect(),
        Input::Scale { scale } => vec![format!("  [ {} ]", scale.words.join(" | "))],
        Input::Labels { families, apart, .. } => {
            let words = families.iter().map(|family| format!("  {}: {}", family.label, labels(&family.words).trim()));
            words.chain([labels(apart)]).collect()
        }
        Input::Choice { options, .. } => vec![labels(options)],
        Input::Lines { lines, .. } => {
            lines.iter().map(|line| format!("  {}? {}", kind(line.guess), line.text.text)).collect()
        }
        Input::Shares { parts } => vec![labels(parts)],
        Input::Suggestion { suggestions, .. } => suggestions
            .iter()
            .flat_map(|one| [format!("  {}: {}", one.label, one.question), format!("    {}", marked(&one.pieces))])
            .collect(),
        Input::Compose { drafts, .. } => drafts.iter().map(|draft| format!("  ~ {}", draft.text.text)).collect(),
        Input::When { picks, .. } => {
            vec![format!("  [ {} ]", picks.iter().map(|pick| pick.label.as_str()).collect::<Vec<_>>().join(" | "))]
        }
        Input::Person { known } => known.iter().map(|person| format!("  {}", person.alias.text)).collect(),
        Input::Info { card, options } => {
            [self::card(card), if options.is_empty() { Vec::new() } else { vec![labels(options)] }].concat()
        }
    }
}

/// A card as lines.
pub(crate) fn card(card: &Card) -> Vec<String> {
    match card {
        Card::Notice => Vec::new(),
        Card::Help { help, why } => [self::help(help), why.iter().map(|why| format!("  {why}")).collect()].concat(),
        Card::Grounding { exercise } => about(exercise),
    }
}

/// What an exercise is.
pub(crate) fn about(exercise: &Exercise) -> Vec<String> {
    vec![format!("  {}: {}", exercise.label, exercise.about), format!("  {}", exercise.caution)]
}

/// Help as lines, the number first.
pub fn help(help: &Help) -> Vec<String> {
    let mut lines = vec![format!("  {}", help.lead)];
    if let Some(emergency) = &help.emergency {
        lines.push(format!("  {}: {}", emergency.region.name, emergency.numbers.join(" · ")));
        lines.push(format!("  {}", emergency.source));
    }
    lines.extend(help.without_number.iter().map(|words| format!("  {words}")));
    if !help.own.is_empty() {
        lines.extend([String::new(), format!("  {}", word("help.own"))]);
        lines.extend(help.own.iter().map(|line| format!("    {}", own(line))));
    }
    if !help.lines.is_empty() {
        lines.extend([String::new(), format!("  {}", word("help.lines"))]);
        lines.extend(help.lines.iter().flat_map(helpline));
    }
    lines.extend(help.without_lines.iter().map(|words| format!("  {words}")));
    lines.extend([String::new(), format!("  {}", word("help.now"))]);
    lines.extend(help.suggestions.iter().map(|suggestion| format!("  - {suggestion}")));
    lines.push(format!("  {}", help.discretion));
    lines.push(format!("  {}", help.standing));
    lines
}

/// One of the person's own lines in Help.
pub(crate) fn own(line: &OwnHelp) -> String {
    // A number that stands in the text already is not said twice.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = line.number.as_ref().filter(|number| !digits(&line.text.text).contains(&digits(number)));
    let text = match number {
        Some(number) => filled("help.number_mark", &[("text", &line.text.text), ("number", number)]),
        None => line.text.text.clone(),
    };
    filled("help.line_mark", &[("label", &line.label), ("text", &text)])
}

/// A helpline: its name, how to reach it, what to know, and where that was read.
fn helpline(line: &Helpline) -> Vec<String> {
    let place = |key: &str, name: &str, value: &Option<String>| {
        value.as_ref().map(|value| filled(&format!("helpline.{key}"), &[(name, value)]))
    };
    let joined = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("      {}", parts.join(" · ")))
    };
    let name = match place("for", "whom", &line.for_whom) {
        Some(whom) => format!("    {}  ({whom})", line.name),
        None => format!("    {}", line.name),
    };
    let ways = vec![
        place("call", "number", &line.number),
        place("text", "text", &line.text),
        place("chat", "chat", &line.chat),
    ];
    let when = vec![place("hours", "hours", &line.hours), place("languages", "languages", &line.languages)];
    let marks = vec![line.note.clone(), line.deaf_access.clone(), line.may_send_police.clone()];
    let read = vec![Some(line.source.clone()), line.old.clone()];
    std::iter::once(name).chain([ways, when, marks, read].into_iter().filter_map(joined)).collect()
}

/// A record as lines.
pub(crate) fn story(story: &[StoryLine]) -> Vec<String> {
    story.iter().map(|line| format!("  {}: {}", line.label, line.text.text)).collect()
}

/// A record in one line: when, which practice, and the words that say most.
pub(crate) fn headline(record: &RecordSummary) -> String {
    let date = minute(record.at.utc_ms, record.at.offset_seconds);
    let practice = if record.feelings.is_empty() { &record.label } else { &record.feelings };
    let words = record.headline.as_ref().map(|words| words.text.as_str()).unwrap_or_default();
    [date.as_str(), practice, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// `2026-11-24 09:00` on a clock with this offset.
pub(crate) fn minute(utc_ms: i64, offset_seconds: i32) -> String {
    let seconds = utc_ms.div_euclid(1000) + i64::from(offset_seconds);
    jiff::Timestamp::from_second(seconds).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

/// The day that a clock shows, `YYYY-MM-DD`.
pub fn date_of(now: &Now) -> String {
    minute(now.utc_ms, now.offset_seconds).chars().take(10).collect()
}

/// Text with the words that a suggestion rests on in brackets.
pub(crate) fn marked(pieces: &[steppingstone_core::Piece]) -> String {
    pieces
        .iter()
        .map(|piece| if piece.marked { format!("[{}]", piece.text.text) } else { piece.text.text.clone() })
        .collect()
}

/// The word for how something is known.
pub(crate) fn kind(kind: LineKind) -> String {
    word(match kind {
        LineKind::Saw => "line.saw",
        LineKind::Heard => "line.heard",
        LineKind::Guessed => "line.guessed",
    })
}

/// An answer as the person gave it.
pub(crate) fn answer(answer: &Answer) -> String {
    let rated =
        |words: &str, rating: Option<u8>| rating.map_or(words.to_owned(), |rating| format!("{words}  ({rating})"));
    match answer {
        Answer::Text { words, rating } | Answer::Composed { words, rating } => rated(&words.text, *rating),
        Answer::Rating { value } => value.to_string(),
        Answer::Labels { labels } => {
            labels.iter().map(|label| rated(&label.id, label.rating)).collect::<Vec<_>>().join(", ")
        }
        Answer::Chosen { ids, note } => [Some(ids.join(", ")), note.as_ref().map(|note| note.text.clone())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(": "),
        Answer::Sorted { lines } => {
            lines.iter().map(|line| format!("{}: {}", kind(line.kind), line.text.text)).collect::<Vec<_>>().join(" / ")
        }
        Answer::Shares { shares } => {
            shares.iter().map(|share| format!("{} {}", share.id, share.percent)).collect::<Vec<_>>().join(", ")
        }
        Answer::Judged { verdicts, other } => {
            let verdict = |accepted| word(if accepted { "action.fits" } else { "action.does_not_fit" });
            let judged = verdicts.iter().map(|one| format!("{}: {}", one.id, verdict(one.accepted)));
            judged.chain(other.iter().map(|other| other.text.clone())).collect::<Vec<_>>().join(", ")
        }
        Answer::When { when } => {
            format!("{} {:02}:{:02}", when.first.date, when.first.minute / 60, when.first.minute % 60)
        }
        Answer::Person { who: Who::New { alias } } => alias.text.clone(),
        Answer::Person { who: Who::Known { id } } => id.0.clone(),
        Answer::Seen { choice } => choice.clone().unwrap_or_else(|| word("action.go_on")),
    }
}
