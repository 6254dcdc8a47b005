//! Any bytes where a journey is expected: played or refused, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_pocket::journey::{Journey, play};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(journey) = serde_json::from_slice::<Journey>(bytes) {
        let place = std::env::temp_dir().join(format!("steppingstone-fuzz-{}", std::process::id()));
        drop(play(&journey, &place, &mut |_| {}));
        drop(std::fs::remove_dir_all(place));
    }
});
