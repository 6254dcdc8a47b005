//! Any bytes as an action of the inbox, and as a reminder, settings or an outcome written in JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_core::planner::is_action;
use steppingstone_core::{written_outcome, written_reminder, written_reminder_settings};

fuzz_target!(|bytes: &[u8]| {
    is_action(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(written_reminder(text.to_owned()));
        drop(written_reminder_settings(text.to_owned()));
        drop(written_outcome(text.to_owned()));
    }
});
