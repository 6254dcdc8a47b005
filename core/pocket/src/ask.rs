//! The terminal itself: three ways to ask, drawn with prompts, or line by line where there is no
//! terminal (a pipe) or a screen reader prefers it (`--plain`).

use std::io::{self, BufRead, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use inquire::autocompletion::Replacement;
use inquire::error::{CustomUserError, InquireError};
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::{Autocomplete, MultiSelect, Select, Text};

use crate::words::word;

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply<T> {
    /// An answer.
    Got(T),
    /// The person wants something else: back, skip, help, enough …
    Aside,
    /// There is nobody to ask: the input ended.
    Gone,
}

impl<T> Reply<T> {
    /// The reply with its answer turned into something else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reply<U> {
        match self {
            Self::Got(value) => Reply::Got(f(value)),
            Self::Aside => Reply::Aside,
            Self::Gone => Reply::Gone,
        }
    }
}

/// Somebody to ask.
pub trait Ask {
    /// One of `options`, by place.
    fn pick(&mut self, question: &str, options: &[String]) -> Reply<usize>;
    /// Some of `options`, by place.
    fn pick_some(&mut self, question: &str, options: &[String]) -> Reply<Vec<usize>>;
    /// A line; `example` shows in an empty field, `initial` stands in it.
    fn line(&mut self, question: &str, example: &str, initial: &str) -> Reply<String>;
    /// What was typed last, once, so that nothing typed is lost when a person turns aside.
    fn left_behind(&mut self) -> Option<String>;
    /// How the person gets aside here, as a sentence.
    fn way_aside(&self) -> String;
    /// Says something.
    fn say(&mut self, text: &str);
    /// Says some lines.
    fn say_all(&mut self, lines: &[String]) {
        for line in lines {
            self.say(line);
        }
    }
    /// Whether pictures made of characters are of use here.
    fn draws(&self) -> bool {
        false
    }
    /// Lets time pass, as in an exercise.
    fn wait(&mut self, ms: u32) {
        sleep(Duration::from_millis(u64::from(ms)));
    }
}

/// Prompts on a terminal. Escape leads aside.
#[derive(Debug)]
pub struct Terminal {
    look: RenderConfig<'static>,
    typed: Typed,
}

/// What stands in the field that is on screen. The prompt asks it for completions after every key;
/// it has none, and remembers.
#[derive(Clone, Default)]
struct Typed(Arc<Mutex<String>>);

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed")
    }
}

impl Typed {
    fn set(&self, text: &str) {
        text.clone_into(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn take(&self) -> Option<String> {
        let text = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        (!text.is_empty()).then_some(text)
    }
}

impl Autocomplete for Typed {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        self.set(input);
        Ok(Vec::new())
    }

    fn get_completion(&mut self, _: &str, _: Option<String>) -> Result<Replacement, CustomUserError> {
        Ok(None)
    }
}

impl Terminal {
    /// Calm colours; colour is never the only sign.
    pub fn new() -> Self {
        let mut look = RenderConfig::default_colored();
        look.prompt_prefix = Styled::new("○").with_fg(Color::DarkCyan);
        look.answered_prompt_prefix = Styled::new("●").with_fg(Color::DarkCyan);
        look.highlighted_option_prefix = Styled::new("›").with_fg(Color::DarkCyan);
        look.help_message = StyleSheet::new().with_fg(Color::DarkGrey);
        Self { look, typed: Typed::default() }
    }

    fn reply<T>(result: Result<T, InquireError>) -> Reply<T> {
        match result {
            Ok(value) => Reply::Got(value),
            Err(InquireError::OperationCanceled) => Reply::Aside,
            Err(_) => Reply::Gone,
        }
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}

impl Ask for Terminal {
    fn pick(&mut self, question: &str, options: &[String]) -> Reply<usize> {
        let prompt = Select::new(question, options.to_vec()).with_render_config(self.look).with_page_size(12);
        Self::reply(prompt.without_help_message().raw_prompt()).map(|choice| choice.index)
    }

    fn pick_some(&mut self, question: &str, options: &[String]) -> Reply<Vec<usize>> {
        let prompt = MultiSelect::new(question, options.to_vec()).with_render_config(self.look).with_page_size(12);
        Self::reply(prompt.raw_prompt()).map(|choices| choices.into_iter().map(|choice| choice.index).collect())
    }

    fn line(&mut self, question: &str, example: &str, initial: &str) -> Reply<String> {
        self.typed.set(initial);
        let mut prompt = Text::new(question).with_render_config(self.look).with_autocomplete(self.typed.clone());
        if !example.is_empty() {
            prompt = prompt.with_placeholder(example);
        }
        if !initial.is_empty() {
            prompt = prompt.with_initial_value(initial);
        }
        Self::reply(prompt.prompt())
    }

    fn left_behind(&mut self) -> Option<String> {
        self.typed.take()
    }

    fn way_aside(&self) -> String {
        word("terminal.escape")
    }

    fn draws(&self) -> bool {
        true
    }

    fn say(&mut self, text: &str) {
        print(&mut io::stdout(), text);
    }
}

/// Numbered questions, one line per answer: a number, or the first words of what is chosen. `/` alone leads aside. Bytes that are not UTF-8 are
/// taken as the replacement character: nothing a person typed makes it stop.
pub struct Lines<'a> {
    input: Box<dyn BufRead + 'a>,
    output: Box<dyn Write + 'a>,
    hurried: bool,
    typed: Option<String>,
}

impl std::fmt::Debug for Lines<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lines")
    }
}

impl<'a> Lines<'a> {
    /// Reads from `input`, writes to `output`.
    pub fn new(input: impl BufRead + 'a, output: impl Write + 'a) -> Self {
        Self { input: Box::new(input), output: Box::new(output), hurried: false, typed: None }
    }

    /// The same without waiting where an exercise would: for tests.
    #[must_use]
    pub fn hurried(self) -> Self {
        Self { hurried: true, ..self }
    }

    fn read(&mut self) -> Option<String> {
        print_part(&mut self.output, "> ");
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes).ok()?;
        (read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
    }

    fn list(&mut self, question: &str, options: &[String]) {
        self.say(question);
        for (n, option) in options.iter().enumerate() {
            self.say(&format!("  {}. {option}", n + 1));
        }
    }
}

/// The places that a line of numbers names, if all exist.
fn places(line: &str, count: usize) -> Option<Vec<usize>> {
    let numbers = line.split([' ', ',']).filter(|part| !part.is_empty());
    numbers.map(|part| part.parse::<usize>().ok().filter(|n| (1..=count).contains(n)).map(|n| n - 1)).collect()
}

/// The one option that is this, or else the only one that begins like this, whatever the case.
fn named(line: &str, options: &[String]) -> Option<usize> {
    let line = line.trim().to_lowercase();
    let begin = || options.iter().enumerate().filter(|(_, option)| option.to_lowercase().starts_with(&line));
    let whole = begin().find(|(_, option)| option.to_lowercase() == line);
    match (whole, begin().count()) {
        (Some((place, _)), _) => Some(place),
        (None, 1) if !line.is_empty() => begin().next().map(|(place, _)| place),
        _ => None,
    }
}

impl Ask for Lines<'_> {
    fn pick(&mut self, question: &str, options: &[String]) -> Reply<usize> {
        loop {
            self.list(question, options);
            let Some(line) = self.read() else { return Reply::Gone };
            if line.trim() == "/" {
                return Reply::Aside;
            }
            if let Some([place]) = places(&line, options.len()).as_deref() {
                return Reply::Got(*place);
            }
            if let Some(place) = named(&line, options) {
                return Reply::Got(place);
            }
        }
    }

    fn pick_some(&mut self, question: &str, options: &[String]) -> Reply<Vec<usize>> {
        loop {
            self.list(question, options);
            let Some(line) = self.read() else { return Reply::Gone };
            if line.trim() == "/" {
                return Reply::Aside;
            }
            if let Some(places) = places(&line, options.len()) {
                return Reply::Got(places);
            }
        }
    }

    fn line(&mut self, question: &str, example: &str, initial: &str) -> Reply<String> {
        self.say(question);
        let hint = if initial.is_empty() { example } else { initial };
        if !hint.is_empty() {
            self.say(&format!("  ({hint})"));
        }
        match self.read() {
            None => Reply::Gone,
            Some(line) if line.trim() == "/" => Reply::Aside,
            Some(line) if line.trim().is_empty() => Reply::Got(initial.to_owned()),
            Some(line) => {
                self.typed = Some(line.clone());
                Reply::Got(line)
            }
        }
    }

    fn left_behind(&mut self) -> Option<String> {
        self.typed.take()
    }

    fn way_aside(&self) -> String {
        word("terminal.slash")
    }

    fn say(&mut self, text: &str) {
        print(&mut self.output, text);
    }

    fn wait(&mut self, ms: u32) {
        if !self.hurried {
            sleep(Duration::from_millis(u64::from(ms)));
        }
    }
}

/// A closed pipe is no reason to fail: what was answered is saved.
fn print(output: &mut impl Write, text: &str) {
    print_part(output, &format!("{text}\n"));
}

fn print_part(output: &mut impl Write, text: &str) {
    let _ = output.write_all(text.as_bytes());
    let _ = output.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &'static [u8]) -> Lines<'static> {
        Lines::new(input, io::sink())
    }

    #[test]
    fn numbers_choose_and_nonsense_asks_again() {
        let options = ["a".to_owned(), "b".to_owned()];
        assert_eq!(lines(b"x\n9\n2\n").pick("?", &options), Reply::Got(1));
        assert_eq!(lines(b"1, 2\n").pick_some("?", &options), Reply::Got(vec![0, 1]));
        assert_eq!(lines(b"/\n").pick("?", &options), Reply::Aside);
        assert_eq!(lines(b"").pick("?", &options), Reply::Gone);
    }

    #[test]
    fn words_choose_where_only_one_option_begins_like_them() {
        let options = ["Help", "Helping a friend", "Settings"].map(String::from);
        assert_eq!(lines(b"help\n").pick("?", &options), Reply::Got(0));
        assert_eq!(lines(b"hel\nSETT\n").pick("?", &options), Reply::Got(2));
        assert_eq!(lines(b"\nhelping\n").pick("?", &options), Reply::Got(1));
    }

    #[test]
    fn what_was_typed_is_still_known_after_turning_aside() {
        let typed = Typed::default();
        let mut field = typed.clone();
        for keys in ["I", "I w", "I wa"] {
            assert!(field.get_suggestions(keys).unwrap().is_empty());
        }
        assert_eq!((typed.take().as_deref(), typed.take()), (Some("I wa"), None));
        assert!(!format!("{typed:?}").contains("wa"));
        let mut plain = lines(b"I wanted to say\n/\n");
        assert_eq!(plain.line("?", "", ""), Reply::Got("I wanted to say".to_owned()));
        assert_eq!(plain.pick("How strong?", &["a".to_owned()]), Reply::Aside);
        assert_eq!((plain.left_behind().as_deref(), plain.left_behind()), (Some("I wanted to say"), None));
    }

    #[test]
    fn bytes_that_are_not_text_are_replaced() {
        assert_eq!(lines(b"caf\xe9 \xff\n").line("?", "", ""), Reply::Got("caf\u{fffd} \u{fffd}".to_owned()));
    }
}
