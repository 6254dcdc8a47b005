//! JSON lines in, JSON lines out. A malformed line gives an error line, and the rest goes on.

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::{Value, json};
use steppingstone_core::{event_type, reappraise, scan};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    /// What happened, where it is told apart from the thought.
    #[serde(default)]
    situation: Option<String>,
}

/// Scores every line.
pub(crate) fn score(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for (n, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let scored = match serde_json::from_slice::<Line>(&line) {
            Ok(line) => scored(&line),
            // The parser's own message could quote the text.
            Err(_) => json!({ "line": n + 1, "error": "not a JSON object with id and text" }),
        };
        writeln!(output, "{scored}")?;
    }
    Ok(())
}

fn scored(line: &Line) -> Value {
    let seen = reappraise(&line.text);
    let risk = scan(&line.text).filter(|finding| !finding.is_danger());
    let risk =
        json!({ "tier": risk.as_ref().map_or(0, |finding| finding.tier), "why": risk.map(|finding| finding.pattern) });
    let traps = seen.traps.iter().map(|one| json!({ "trap": one.trap, "p": chance(one.chance) }));
    let shown = seen.shown.iter().map(
        |one| json!({ "trap": one.trap, "p": chance(one.chance), "span": [one.start, one.end], "rule": one.rule }),
    );
    let clauses = seen.clauses.iter().map(|one| json!({ "span": [one.start, one.end], "kind": one.kind }));
    json!({
        "id": line.id,
        "is_english": seen.is_english,
        "traps": traps.collect::<Vec<_>>(),
        "shown": shown.collect::<Vec<_>>(),
        "unbalanced": chance(seen.unbalanced),
        "emotions": named(&seen.emotions),
        "core_beliefs": named(&seen.core_beliefs),
        "clauses": clauses.collect::<Vec<_>>(),
        "event_type": line.situation.as_deref().and_then(event_type).or_else(|| event_type(&line.text)),
        "risk": risk,
    })
}

/// Millionths as a share of one.
fn chance(millionths: u32) -> f64 {
    f64::from(millionths) / 1e6
}

fn named(said: &[(String, u32)]) -> Value {
    said.iter().map(|(name, millionths)| (name.clone(), json!(chance(*millionths)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_lines_do_not_stop_the_rest() {
        let input =
            b"{\"id\": 1, \"text\": \"everybody hates me\"}\nnonsense \xff\n\n{\"id\": \"b\", \"text\": \"\"}\n";
        let mut output = Vec::new();
        score(&input[..], &mut output).expect("writing to memory works");
        let lines: Vec<Value> = output
            .split(|b| *b == b'\n')
            .filter(|l| !l.is_empty())
            .map(|l| serde_json::from_slice(l).expect("JSON"))
            .collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0]["shown"][0]["trap"], json!("mind_reading"));
        assert_eq!(lines[0]["traps"].as_array().map(Vec::len), Some(13));
        assert_eq!(lines[0]["risk"], json!({ "tier": 0, "why": null }));
        assert_eq!(lines[1]["line"], json!(2));
        assert_eq!(lines[2]["shown"], json!([]));
    }
}
