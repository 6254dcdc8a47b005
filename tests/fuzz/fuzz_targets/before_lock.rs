//! Any bytes as the file that help reads before the lock.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_core::help_data::lines_in;

fuzz_target!(|bytes: &[u8]| {
    lines_in(bytes);
});
