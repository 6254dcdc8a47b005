//! Each input of the core, drawn once. A new practice needs no code here.

use steppingstone_core::{
    Answer, Chip, CivilMinute, ComposedText, GuessedLine, Input, Label, LabelFamily, LineKind, Person, Prompt,
    QuickPick, Repeat, Scale, Share, SortedLine, Suggestion, Verdict, Weekday, When, Who, Words,
};

use crate::ask::{Ask, Reply};
use crate::exercise;
use crate::show;
use crate::words::word;

/// Asks for the answer to a prompt. `initial` is text to start from: typed before, or given earlier.
pub(crate) fn answer(ask: &mut dyn Ask, prompt: &Prompt, initial: &str) -> Reply<Answer> {
    let example = prompt.example.as_deref().unwrap_or_default();
    let title = prompt.title.as_str();
    match &prompt.input {
        Input::Text { scale, .. } => text(ask, title, example, initial, scale.as_ref()),
        Input::Scale { scale } => rating(ask, title, scale).map(|value| Answer::Rating { value }),
        Input::Labels { families, apart, max } => labels(ask, title, families, apart, *max),
        Input::Choice { options, several, note } => choice(ask, title, options, *several, note.as_deref()),
        Input::Lines { lines, kinds } => sorted(ask, title, lines, kinds),
        Input::Shares { parts } => shares(ask, title, parts),
        Input::Suggestion { suggestions, other } => judged(ask, title, suggestions, other),
        Input::Compose { drafts, scale, .. } => composed(ask, title, drafts, initial, scale.as_ref()),
        Input::When { picks, repeats } => when(ask, title, picks, *repeats),
        Input::Person { known } => person(ask, title, known),
        Input::Info { card, options } => {
            if let steppingstone_core::Card::Grounding { exercise } = card {
                exercise::run(ask, exercise);
            } else {
                ask.say_all(&show::card(card));
            }
            seen(ask, title, options)
        }
    }
}

/// Text to start from, where an answer was given before.
pub(crate) fn typed(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Text { words, .. } | Answer::Composed { words, .. } => Some(&words.text),
        _ => None,
    }
}

fn names(chips: &[Chip]) -> Vec<String> {
    chips.iter().map(|chip| chip.label.clone()).collect()
}

fn words(text: String) -> Words {
    Words { text }
}

/// Goes on with the answer, or leads out with what the person chose instead.
macro_rules! got {
    ($reply:expr) => {
        match $reply {
            Reply::Got(value) => value,
            Reply::Aside => return Reply::Aside,
            Reply::Gone => return Reply::Gone,
        }
    };
}

fn text(ask: &mut dyn Ask, title: &str, example: &str, initial: &str, scale: Option<&Scale>) -> Reply<Answer> {
    let line = got!(ask.line(title, example, initial));
    let rating = got!(riding(ask, scale));
    Reply::Got(Answer::Text { words: words(line), rating })
}

/// The scale that rides on a text, if there is one.
fn riding(ask: &mut dyn Ask, scale: Option<&Scale>) -> Reply<Option<u8>> {
    scale.map_or(Reply::Got(None), |scale| rating(ask, &scale.label, scale).map(Some))
}

fn rating(ask: &mut dyn Ask, title: &str, scale: &Scale) -> Reply<u8> {
    let out_of = |value: usize| word("guide.out_of_100").replace("{value}", &value.to_string());
    let coarse = scale.words.iter().enumerate().map(|(n, words)| format!("{words}  · {}", out_of(n * 25)));
    let options: Vec<String> = coarse.chain([word("action.fine_steps")]).collect();
    let place = got!(ask.pick(title, &options));
    if place < scale.words.len() {
        return Reply::Got(u8::try_from(place * 25).unwrap_or(100));
    }
    let fine: Vec<String> = (0..=20).map(|n| out_of(n * 5)).collect();
    ask.pick(title, &fine).map(|place| u8::try_from(place * 5).unwrap_or(100))
}

fn labels(ask: &mut dyn Ask, title: &str, families: &[LabelFamily], apart: &[Chip], max: u8) -> Reply<Answer> {
    let chips = || families.iter().flat_map(|family| &family.words).chain(apart);
    let options: Vec<String> = families
        .iter()
        .flat_map(|family| {
            family.words.iter().map(|chip| {
                if chip.label == family.label {
                    chip.label.clone()
                } else {
                    format!("{} · {}", family.label, chip.label)
                }
            })
        })
        .chain(names(apart))
        .collect();
    let places = got!(ask.pick_some(title, &options));
    let ids = places.iter().filter_map(|place| chips().nth(*place)).take(usize::from(max).max(1));
    Reply::Got(Answer::Labels { labels: ids.map(|chip| Label { id: chip.id.clone(), rating: None }).collect() })
}

fn choice(ask: &mut dyn Ask, title: &str, options: &[Chip], several: bool, note: Option<&str>) -> Reply<Answer> {
    let places = if several {
        got!(ask.pick_some(title, &names(options)))
    } else {
        vec![got!(ask.pick(title, &names(options)))]
    };
    let ids = places.into_iter().filter_map(|place| options.get(place)).map(|chip| chip.id.clone()).collect();
    let note = match note {
        Some(hint) => Some(got!(ask.line(hint, "", ""))),
        None => None,
    };
    Reply::Got(Answer::Chosen { ids, note: note.filter(|line| !line.trim().is_empty()).map(words) })
}

/// Each sentence with the guess first, so that a single key agrees.
fn sorted(ask: &mut dyn Ask, title: &str, lines: &[GuessedLine], kinds: &[Chip]) -> Reply<Answer> {
    ask.say(title);
    let all = [LineKind::Saw, LineKind::Heard, LineKind::Guessed];
    let mut sorted = Vec::new();
    for line in lines {
        let mut order: Vec<(LineKind, &Chip)> = all.into_iter().zip(kinds).collect();
        order.sort_by_key(|(kind, _)| *kind != line.guess);
        let options: Vec<String> = order.iter().map(|(_, chip)| chip.label.clone()).collect();
        let place = got!(ask.pick(&line.text.text, &options));
        sorted.push(SortedLine { text: line.text.clone(), kind: order[place].0 });
    }
    Reply::Got(Answer::Sorted { lines: sorted })
}

/// Asks for each share; the last part takes the rest.
fn shares(ask: &mut dyn Ask, title: &str, parts: &[Chip]) -> Reply<Answer> {
    ask.say(title);
    let mut left = 100_u8;
    let mut shares = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let percent = if n + 1 == parts.len() {
            left
        } else {
            let options: Vec<String> = (0..=left / 5).map(|five| format!("{} %", five * 5)).collect();
            u8::try_from(got!(ask.pick(&part.label, &options)) * 5).unwrap_or(left)
        };
        left -= percent;
        shares.push(Share { id: part.id.clone(), percent });
    }
    Reply::Got(Answer::Shares { shares })
}

fn judged(ask: &mut dyn Ask, title: &str, suggestions: &[Suggestion], other: &str) -> Reply<Answer> {
    ask.say(title);
    let options = [word("action.fits"), word("action.does_not_fit"), word("action.why")];
    let mut verdicts = Vec::new();
    for suggestion in suggestions {
        ask.say(&format!("  {}", show::marked(&suggestion.pieces)));
        let place = loop {
            match got!(ask.pick(&format!("{}: {}", suggestion.label, suggestion.question), &options)) {
                2 => ask.say(&format!("  {}", suggestion.why)),
                place => break place,
            }
        };
        verdicts.push(Verdict { id: suggestion.id.clone(), accepted: place == 0 });
    }
    let line = got!(ask.line(other, "", ""));
    Reply::Got(Answer::Judged { verdicts, other: (!line.trim().is_empty()).then(|| words(line)) })
}

fn composed(
    ask: &mut dyn Ask,
    title: &str,
    drafts: &[ComposedText],
    initial: &str,
    scale: Option<&Scale>,
) -> Reply<Answer> {
    let mut start = initial.to_owned();
    if start.is_empty() && !drafts.is_empty() {
        let options: Vec<String> = drafts.iter().map(|draft| draft.text.text.clone()).collect();
        start.clone_from(&options[got!(ask.pick(&word("action.use_draft"), &options))]);
    }
    let line = got!(ask.line(title, "", &start));
    let rating = got!(riding(ask, scale));
    Reply::Got(Answer::Composed { words: words(line), rating })
}

fn when(ask: &mut dyn Ask, title: &str, picks: &[QuickPick], repeats: bool) -> Reply<Answer> {
    let labels: Vec<String> = picks.iter().map(|pick| pick.label.clone()).chain([word("action.other_time")]).collect();
    let place = got!(ask.pick(title, &labels));
    let first = match picks.get(place) {
        Some(pick) => pick.when.first.clone(),
        None => got!(civil(ask)),
    };
    let repeat = if repeats { got!(repeat(ask)) } else { Repeat::Once };
    Reply::Got(Answer::When { when: When { first, repeat } })
}

fn civil(ask: &mut dyn Ask) -> Reply<CivilMinute> {
    let date = got!(ask.line(&word("when.date"), "2026-11-24", "")).trim().to_owned();
    loop {
        let time = got!(ask.line(&word("when.time"), "09:00", ""));
        if let Some(minute) = minute(&time) {
            return Reply::Got(CivilMinute { date, minute });
        }
    }
}

/// `HH:MM` as a minute of the day.
pub(crate) fn minute(time: &str) -> Option<u16> {
    let (hours, minutes) = time.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn repeat(ask: &mut dyn Ask) -> Reply<Repeat> {
    let keys = ["when.once", "when.daily", "when.weekdays", "when.every_days", "when.per_week", "when.monthly"];
    let options = keys.map(word);
    match got!(ask.pick(&word("when.repeat"), &options)) {
        0 => Reply::Got(Repeat::Once),
        1 => Reply::Got(Repeat::Daily),
        2 => Reply::Got(Repeat::Weekdays { days: got!(days(ask, "when.weekdays")) }),
        3 => Reply::Got(Repeat::EveryDays { days: got!(count(ask, "when.every_days_ask")) }),
        4 => {
            let days = got!(days(ask, "when.per_week_days"));
            let times = u8::try_from(got!(count(ask, "when.per_week_ask"))).unwrap_or(0);
            Reply::Got(Repeat::PerWeek { times, days })
        }
        _ => Reply::Got(Repeat::Monthly),
    }
}

fn days(ask: &mut dyn Ask, key: &str) -> Reply<Vec<Weekday>> {
    let names = Weekday::ALL.map(|day| word(day.key()));
    let places = got!(ask.pick_some(&word(key), &names));
    Reply::Got(places.into_iter().map(|place| Weekday::ALL[place]).collect())
}

/// A number; what is none becomes 0, which the core refuses with a sentence.
fn count(ask: &mut dyn Ask, key: &str) -> Reply<u16> {
    Reply::Got(got!(ask.line(&word(key), "3", "")).trim().parse().unwrap_or(0))
}

fn person(ask: &mut dyn Ask, title: &str, known: &[Person]) -> Reply<Answer> {
    let options: Vec<String> =
        known.iter().map(|person| person.alias.text.clone()).chain([word("action.someone_new")]).collect();
    let place = if known.is_empty() { 0 } else { got!(ask.pick(title, &options)) };
    let who = match known.get(place) {
        Some(person) => Who::Known { id: person.id.clone() },
        None => Who::New { alias: words(got!(ask.line(title, "", ""))) },
    };
    Reply::Got(Answer::Person { who })
}

fn seen(ask: &mut dyn Ask, title: &str, options: &[Chip]) -> Reply<Answer> {
    if options.is_empty() {
        return ask.pick(title, &[word("action.go_on")]).map(|_| Answer::Seen { choice: None });
    }
    let place = got!(ask.pick(title, &names(options)));
    Reply::Got(Answer::Seen { choice: options.get(place).map(|chip| chip.id.clone()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Lines;

    fn chips(ids: &[&str]) -> Vec<Chip> {
        ids.iter().map(|id| Chip { id: (*id).into(), label: (*id).into() }).collect()
    }

    fn prompt(input: Input) -> Prompt {
        Prompt { id: "p".into(), title: "?".into(), help: None, example: None, input, spoken: "?".into() }
    }

    fn given(input: Input, typed: &'static str) -> Reply<Answer> {
        answer(&mut Lines::new(typed.as_bytes(), std::io::sink()), &prompt(input), "")
    }

    fn scale() -> Scale {
        Scale { label: "l".into(), words: ["a", "b", "c", "d", "e"].map(String::from).to_vec() }
    }

    #[test]
    fn scales_in_words_and_in_fives() {
        assert_eq!(given(Input::Scale { scale: scale() }, "4\n"), Reply::Got(Answer::Rating { value: 75 }));
        assert_eq!(given(Input::Scale { scale: scale() }, "6\n14\n"), Reply::Got(Answer::Rating { value: 65 }));
    }

    #[test]
    fn the_last_share_takes_the_rest() {
        let Reply::Got(Answer::Shares { shares }) = given(Input::Shares { parts: chips(&["them", "me"]) }, "13\n")
        else {
            panic!("shares")
        };
        assert_eq!(shares.iter().map(|share| share.percent).collect::<Vec<_>>(), [60, 40]);
    }

    #[test]
    fn sorting_offers_the_guess_first() {
        let lines = vec![GuessedLine { text: words("She left".into()), guess: LineKind::Heard }];
        let kinds = chips(&["saw", "heard", "guessed"]);
        let Reply::Got(Answer::Sorted { lines }) = given(Input::Lines { lines, kinds }, "1\n") else { panic!("lines") };
        assert_eq!(lines[0].kind, LineKind::Heard);
    }

    #[test]
    fn times_are_read_or_asked_again() {
        assert_eq!(minute("09:30"), Some(570));
        for bad in ["24:00", "9", "aa:bb", "", "12:60"] {
            assert_eq!(minute(bad), None);
        }
        let typed = "1\n2027-01-02\nlate\n08:15\n3\n1 3\n";
        let Reply::Got(Answer::When { when }) = given(Input::When { picks: Vec::new(), repeats: true }, typed) else {
            panic!("when")
        };
        assert_eq!(when.first, CivilMinute { date: "2027-01-02".into(), minute: 495 });
        assert_eq!(when.repeat, Repeat::Weekdays { days: vec![Weekday::Monday, Weekday::Wednesday] });
    }

    #[test]
    fn leaving_in_the_middle_leads_aside() {
        let input = Input::Choice { options: chips(&["a", "b"]), several: false, note: Some("n".into()) };
        assert_eq!(given(input.clone(), "1\n/\n"), Reply::Aside);
        assert_eq!(given(input, "1\n"), Reply::Gone);
    }
}
