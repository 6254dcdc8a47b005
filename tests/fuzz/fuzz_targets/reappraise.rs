//! Any text: no panic, spans on character boundaries, at most two suggestions, and drafts that pass their lint.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let seen = steppingstone_core::reappraise(text);
    assert!(seen.shown.len() <= 2);
    for (start, end) in seen.clauses.iter().map(|c| (c.start, c.end)).chain(seen.shown.iter().map(|t| (t.start, t.end))) {
        assert!(text.get(start..end).is_some_and(|span| !span.is_empty()));
    }
    let facts = [("2026-05-03".to_owned(), text.to_owned())];
    for found in [steppingstone_core::alternatives(Some(text), text, &facts), steppingstone_core::alternatives(None, text, &[])] {
        assert!(found.is_none_or(|drafts| !drafts.is_empty() && drafts.iter().all(|draft| draft.lint.passes())));
    }
});
