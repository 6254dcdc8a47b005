//! Any bytes where an answer, a rule or canonical JSON is expected: read or refused, and what is
//! read is written back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_core::{Answer, When, canonical_json};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(answer) = serde_json::from_slice::<Answer>(bytes) {
        let written = serde_json::to_vec(&answer).expect("an answer can be written");
        assert_eq!(serde_json::from_slice::<Answer>(&written).expect("and read again"), answer);
    }
    if let Ok(when) = serde_json::from_slice::<When>(bytes) {
        let written = serde_json::to_vec(&when).expect("a rule can be written");
        assert_eq!(serde_json::from_slice::<When>(&written).expect("and read again"), when);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(canonical) = canonical_json(text.to_owned())
    {
        assert_eq!(canonical_json(canonical.clone()).expect("canonical text is JSON"), canonical);
    }
});
