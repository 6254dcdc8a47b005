//! Balanced thoughts for situations and thoughts: JSON lines in, JSON lines out. A malformed line gives
//! an error line, and the rest goes on.

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::{Value, json};
use steppingstone_core::{Alternative, alternatives};

#[derive(Deserialize)]
struct Line {
    id: Value,
    #[serde(default)]
    situation: Option<String>,
    thought: String,
    #[serde(default)]
    evidence: Option<Vec<Fact>>,
}

/// Something that counts against the thought, with its date, `YYYY-MM-DD`. Without one it is left out.
#[derive(Deserialize)]
struct Fact {
    #[serde(default)]
    date: Option<String>,
    text: String,
}

/// Composes for every line.
pub(crate) fn compose(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for (n, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let composed = match serde_json::from_slice::<Line>(&line) {
            Ok(line) => composed(line),
            // The parser's own message could quote the text.
            Err(_) => json!({ "line": n + 1, "error": "not a JSON object with id and thought" }),
        };
        writeln!(output, "{composed}")?;
    }
    Ok(())
}

fn composed(line: Line) -> Value {
    let facts = line.evidence.unwrap_or_default().into_iter();
    let facts: Vec<(String, String)> = facts.map(|fact| (fact.date.unwrap_or_default(), fact.text)).collect();
    if line.thought.trim().is_empty() {
        return json!({ "id": line.id, "alternatives": [], "why": "empty" });
    }
    match alternatives(line.situation.as_deref(), &line.thought, &facts) {
        None => json!({ "id": line.id, "alternatives": [], "why": "risk" }),
        Some(found) => json!({ "id": line.id, "alternatives": found.iter().map(alternative).collect::<Vec<_>>() }),
    }
}

fn alternative(one: &Alternative) -> Value {
    let part = |part: &steppingstone_core::ComposedPart| json!({ "text": part.text.text, "source": part.source });
    let parts: Vec<Value> = one.text.parts.iter().map(part).collect();
    let mut lint = json!(one.lint);
    lint["passes"] = json!(one.lint.passes());
    json!({ "text": one.text.text.text, "parts": parts, "lint": lint })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(input: &str) -> Vec<Value> {
        let mut output = Vec::new();
        compose(input.as_bytes(), &mut output).expect("writing to memory works");
        let text = String::from_utf8(output).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    #[test]
    fn a_text_is_its_parts_and_each_names_its_source() {
        let lines = run(concat!(
            r#"{"id": 7, "situation": "She didn't reply after our date", "thought": "She must think I'm boring", "#,
            r#""evidence": [{"text": "no date"}, {"date": "2026-05-03", "text": "Two people laughed at my story"}]}"#
        ));
        let alternatives = lines[0]["alternatives"].as_array().expect("a list");
        assert!((3..=4).contains(&alternatives.len()), "{lines:?}");
        let mut sources = std::collections::BTreeSet::new();
        for one in alternatives {
            let parts = one["parts"].as_array().expect("parts");
            let texts: Vec<&str> = parts.iter().filter_map(|part| part["text"].as_str()).collect();
            assert_eq!(one["text"].as_str(), Some(texts.join(" ").as_str()));
            assert_eq!(one["lint"]["passes"], json!(true));
            assert!(one["lint"]["words"].as_u64().is_some_and(|words| words <= 38));
            sources.extend(parts.iter().filter_map(|part| part["source"].as_str()));
        }
        for source in ["event", "thought", "evidence.1"] {
            assert!(sources.contains(source), "{source}: {sources:?}");
        }
    }

    #[test]
    fn missing_parts_are_no_error_and_malformed_lines_quote_nothing() {
        let lines = run(concat!(
            "{\"id\": \"a\", \"situation\": null, \"thought\": \"They left. I'm a burden\", \"evidence\": null}\n",
            "{\"id\": \"b\", \"thought\": 5, \"situation\": \"canary-7f3a\"}\n\nnonsense canary-7f3a\n",
            "{\"id\": \"c\", \"thought\": \"  \"}\n{\"id\": \"d\", \"thought\": \"I failed\"}\n",
        ));
        assert_eq!(lines.len(), 5);
        assert!(lines[0]["alternatives"].as_array().is_some_and(|list| list.len() >= 3));
        assert_eq!((&lines[1]["line"], &lines[2]["line"]), (&json!(2), &json!(4)));
        assert!(lines[1..3].iter().all(|line| line["error"].is_string() && !line.to_string().contains("canary")));
        assert_eq!(lines[3]["why"], json!("empty"));
        assert!(lines[4]["alternatives"].as_array().is_some_and(|list| !list.is_empty()));
    }

    #[test]
    fn the_engine_stops_where_a_life_may_be_at_risk() {
        let lines = run("{\"id\": 1, \"situation\": \"She left\", \"thought\": \"I want to die\"}\n\
             {\"id\": 2, \"situation\": \"I want to kill myself\", \"thought\": \"It's over\"}\n");
        for line in lines {
            assert_eq!((&line["alternatives"], &line["why"]), (&json!([]), &json!("risk")));
        }
    }
}
