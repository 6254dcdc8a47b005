//! Pseudo-locales: the English pack made longer, or written from right to left, so that screens can
//! be tried with other languages before there is a translation.

use toml::{Table, Value};

/// Keys whose strings a person never reads.
pub(crate) const MACHINE_KEYS: &[&str] = &[
    "id", "patterns", "unless", "fires", "silent", "negated", "haptic", "group", "context", "events", "kind", "style",
    "applies",
];

/// How words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// As they are.
    Plain,
    /// With accents, and 40 per cent longer.
    Longer,
    /// From right to left.
    RightToLeft,
}

impl Voice {
    /// Rewrites every string of a file that a person reads.
    pub(crate) fn rewrite(self, table: &mut Table) {
        if self == Self::Plain {
            return;
        }
        // In a cue script, `cue` names what happens; elsewhere it is the "if" of an if-then.
        let script = table.contains_key("at_ms");
        for (key, value) in table.iter_mut() {
            let machine = MACHINE_KEYS.contains(&key.as_str()) || (script && key == "cue");
            match value {
                // A prompt or a list may bear the name of a machine's key; its words are words.
                Value::Table(story) if key == "story" => story.iter_mut().for_each(|(_, line)| self.value(line)),
                Value::Table(table) => self.rewrite(table),
                _ if !machine => self.value(value),
                _ => {}
            }
        }
    }

    fn value(self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.say(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Table(table) => self.rewrite(table),
            _ => {}
        }
    }

    fn say(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Longer => {
                format!("{}{}", outside_places(text, accented), "~".repeat(text.chars().count() * 2 / 5 + 1))
            }
            // An override, so that Latin letters run from right to left as Arabic ones would.
            Self::RightToLeft => outside_places(text, |part| format!("\u{202e}{part}\u{202c}")),
        }
    }
}

/// Rewrites a text, but not its places in braces.
fn outside_places(text: &str, rewrite: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, tail)) = after.split_once('}') else { break };
        if !before.is_empty() {
            out.push_str(&rewrite(before));
        }
        out.extend(["{", place, "}"]);
        rest = tail;
    }
    if rest.is_empty() { out } else { out + &rewrite(rest) }
}

fn accented(text: &str) -> String {
    let accent = |letter| match letter {
        'a' => 'á',
        'e' => 'ê',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'A' => 'Å',
        'E' => 'É',
        other => other,
    };
    text.chars().map(accent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_grow_by_two_fifths_and_places_stay() {
        let long = Voice::Longer.say("about {n} more of them");
        assert!(long.contains("{n}") && long.starts_with("áböüt"));
        assert!(long.chars().count() * 10 >= "about {n} more of them".chars().count() * 14);
        let turned = Voice::RightToLeft.say("{feelings}, {value} of 100");
        assert!(turned.starts_with("{feelings}\u{202e}, \u{202c}{value}"), "{turned:?}");
    }

    #[test]
    fn ids_and_patterns_are_left_alone() {
        let source =
            "id = 'a'\nlabel = 'a'\n[[cue]]\nat_ms = 0\ncue = 'in'\nwords = 'In'\n[[rule]]\npatterns = ['a b']";
        let mut table: Table = source.parse().unwrap();
        Voice::Longer.rewrite(&mut table);
        assert_eq!(table["id"].as_str(), Some("a"));
        assert_eq!(table["label"].as_str(), Some("á~"));
        assert_eq!(table["cue"][0]["cue"].as_str(), Some("in"));
        assert_eq!(table["rule"][0]["patterns"][0].as_str(), Some("a b"));
    }
}
