//! Any text: no panic, a tier that exists, and a wish to die is heard whatever stands before it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_core::scan;

fuzz_target!(|text: &str| {
    if let Some(found) = scan(text) {
        assert!((1..=5).contains(&found.tier) && found.pattern != "unreadable");
    }
    let after = scan(&format!("{text}\n\nI want to die"));
    assert!(after.is_some_and(|found| found.tier <= 2));
});
