//! Any bytes as weights: read or refused, and what was read is written the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_core::engine::Weights;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(weights) = Weights::parse(bytes) {
        assert_eq!(Weights::parse(&weights.to_bytes()), Ok(weights));
    }
});
