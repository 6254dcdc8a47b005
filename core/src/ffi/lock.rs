//! The app's lock: free functions over a small file beside the journal, so that nothing is opened to ask.

use std::path::Path;

use crate::error::Error;
use crate::lock::{self, LockAnswer, LockState};

/// Whether the app is locked by a number, how it opens, and when it shuts. Never fails: a file that is damaged counts
/// as no lock, so that nobody is shut out of their own journal.
#[uniffi::export]
pub fn lock_state(directory: String) -> LockState {
    lock::state(Path::new(&directory))
}

/// Sets a number of 4 to 12 digits, in place of an earlier one; ask for that first. `salt` is 16 to 64 random bytes.
#[uniffi::export]
pub fn lock_set_pin(directory: String, pin: String, salt: Vec<u8>) -> Result<(), Error> {
    lock::set_pin(Path::new(&directory), &pin, &salt)
}

/// Chooses whether a fingerprint or a face may stand for the number, and how long one can be away (one of
/// [`LockState::delays`]). Without a lock it does nothing.
#[uniffi::export]
pub fn lock_set_options(directory: String, biometric: bool, after_seconds: u32) -> Result<(), Error> {
    lock::set_options(Path::new(&directory), biometric, after_seconds)
}

/// Tries a number at a moment (UTC milliseconds). After five wrong ones each try has to wait, from half a minute to a
/// quarter of an hour; that outlives the app.
#[uniffi::export]
pub fn lock_try(directory: String, pin: String, now_ms: i64) -> Result<LockAnswer, Error> {
    lock::try_pin(Path::new(&directory), &pin, now_ms)
}

/// Takes the lock away where the number is right; else it answers like [`lock_try`].
#[uniffi::export]
pub fn lock_remove(directory: String, pin: String, now_ms: i64) -> Result<LockAnswer, Error> {
    lock::remove(Path::new(&directory), &pin, now_ms)
}

/// Whether the number is to be asked for, for somebody who left at `left_ms` (none: the app has just started).
#[uniffi::export]
pub fn lock_needed(directory: String, left_ms: Option<i64>, now_ms: i64) -> bool {
    lock::is_needed(Path::new(&directory), left_ms, now_ms)
}
