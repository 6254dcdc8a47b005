//! Any bytes as the file of the app's lock.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steppingstone_core::is_lock;

fuzz_target!(|bytes: &[u8]| {
    is_lock(bytes);
});
