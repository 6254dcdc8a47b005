//! Ground floor: text that people wrote, and how rules read it.

mod pattern;
mod token;

pub(crate) use pattern::{Pattern, Patterns, overlap};
pub(crate) use token::{Token, tokens};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Field, Reason, Result};

/// The longest text one answer may hold, in characters.
pub(crate) const MAX_CHARS: u32 = 20_000;

/// Words a person wrote, or words made from them. They are never printed by accident: `Debug` and
/// `Display` (and with them Kotlin's `toString` and Swift's `description`) show only a length.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, uniffi::Record)]
#[serde(transparent)]
#[uniffi::export(Debug, Display)]
pub struct Words {
    /// The words themselves, 1 to 20,000 characters.
    pub text: String,
}

impl Words {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// The words trimmed and without control characters, if there are any and not too many.
    pub(crate) fn check(&self, field: Field, max_chars: u32) -> Result<Self> {
        let clean: String = self.text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let clean = clean.trim();
        if clean.is_empty() {
            return Err(Error::invalid(field, Reason::Empty));
        }
        if clean.chars().count() > max_chars.min(MAX_CHARS) as usize {
            return Err(Error::invalid(field, Reason::TooLong));
        }
        Ok(Self::new(clean))
    }
}

/// Gives types that may hold a person's words inside other words (a title with a quote, a chip made
/// of a milestone) a `Debug` and a `Display` that show only their id.
macro_rules! show_only_id {
    ($($name:ident by $id:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.$id)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self, f)
            }
        }
    )+};
}
pub(crate) use show_only_id;

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({} bytes)", self.text.len())
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_do_not_print_themselves() {
        let words = Words::new("canary-7f3a");
        assert!(!format!("{words} {words:?} {words:#?}").contains("canary"));
    }

    #[test]
    fn empty_and_endless_words_are_refused_and_control_characters_dropped() {
        let check = |text: &str| Words::new(text).check(Field::Text, MAX_CHARS);
        assert!(check(" \n\u{0}\t ").is_err());
        assert!(check(&"a".repeat(100_000)).is_err());
        assert_eq!(check(" a\u{0}b\nc ").unwrap().text, "ab\nc");
    }
}
