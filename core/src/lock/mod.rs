//! The app's own lock: a number that the person sets, asked for when they come back. It stands in `lock.json` beside
//! the journal, so that nothing has to be opened to ask for it.
//!
//! The lock is a curtain: it keeps out whoever picks the phone up. The journal is not encrypted by it, and against
//! somebody with the files in hand a number of a few digits is no protection however it is kept. So a file that is
//! damaged, or of a newer version, counts as no lock: it would otherwise shut a person out of their own journal for good.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::content::pack;
use crate::error::{Error, Field, Reason, Result};
use crate::file;

const FILE: &str = "lock.json";
const UNFINISHED: &str = "lock.tmp";
const VERSION: u32 = 1;
const MOST_BYTES: u64 = 4 * 1024;
const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;
const SALT: std::ops::RangeInclusive<usize> = 16..=64;
/// Rounds of PBKDF2: about a tenth of a second on a phone.
const ROUNDS: u32 = 60_000;
const MOST_ROUNDS: u32 = 1_000_000;
/// How long one can be away before the number is asked for again, in seconds.
const DELAYS: [u32; 4] = [0, 60, 300, 1_800];
/// After this many wrong numbers each further one has to wait, in seconds, the last for ever after.
const FREE_TRIES: u32 = 5;
const WAITS: [u32; 5] = [30, 60, 120, 300, 900];

/// Whether the app is locked by a number, and how.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LockState {
    /// Whether there is a number.
    pub on: bool,
    /// Whether a fingerprint or a face may stand for it.
    pub biometric: bool,
    /// How long one can be away before it is asked for, in seconds; one of `delays`.
    pub after_seconds: u32,
    /// What can be chosen for that.
    pub delays: Vec<LockDelay>,
}

/// A time that one can be away.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LockDelay {
    /// In seconds.
    pub seconds: u32,
    /// In words.
    pub label: String,
}

/// What a number that was typed does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LockAnswer {
    /// It opens.
    Open,
    /// It is another one.
    Wrong,
    /// Too many were wrong: nothing is tried before so many seconds have passed.
    Wait {
        /// From 1.
        seconds: u32,
    },
}

/// The file. It holds no number, only what can tell one.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    salt: String,
    key: String,
    rounds: u32,
    biometric: bool,
    after_seconds: u32,
    #[serde(default)]
    wrong: u32,
    #[serde(default)]
    last_wrong_ms: i64,
}

/// How the app is locked.
pub(crate) fn state(directory: &Path) -> LockState {
    let stored = read(directory);
    let delay = |seconds| LockDelay { seconds, label: pack().chrome(&format!("lock.after_{seconds}")) };
    LockState {
        on: stored.is_some(),
        biometric: stored.as_ref().is_some_and(|lock| lock.biometric),
        after_seconds: stored.as_ref().map_or(DELAYS[0], |lock| lock.after_seconds),
        delays: DELAYS.map(delay).to_vec(),
    }
}

/// Sets a number, in place of an earlier one. What was chosen for the lock stays.
pub(crate) fn set_pin(directory: &Path, pin: &str, salt: &[u8]) -> Result<()> {
    if !DIGITS.contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::invalid(Field::Pin, Reason::Malformed));
    }
    if !SALT.contains(&salt.len()) {
        return Err(Error::invalid(Field::Salt, Reason::OutOfRange));
    }
    let earlier = read(directory);
    let lock = Stored {
        version: VERSION,
        salt: hex(salt),
        key: hex(&key(pin, salt, ROUNDS)),
        rounds: ROUNDS,
        biometric: earlier.as_ref().is_some_and(|lock| lock.biometric),
        after_seconds: earlier.as_ref().map_or(DELAYS[0], |lock| lock.after_seconds),
        wrong: 0,
        last_wrong_ms: 0,
    };
    write(directory, &lock)
}

/// Chooses how the lock is opened and when it shuts.
pub(crate) fn set_options(directory: &Path, biometric: bool, after_seconds: u32) -> Result<()> {
    if !DELAYS.contains(&after_seconds) {
        return Err(Error::invalid(Field::Span, Reason::OutOfRange));
    }
    let Some(lock) = read(directory) else { return Ok(()) };
    write(directory, &Stored { biometric, after_seconds, ..lock })
}

/// Tries a number. A wrong one is on disk before this returns, so that ending the app wins no further try.
pub(crate) fn try_pin(directory: &Path, pin: &str, now_ms: i64) -> Result<LockAnswer> {
    let Some(lock) = read(directory) else { return Ok(LockAnswer::Open) };
    let seconds = lock.wait(now_ms);
    if seconds > 0 {
        return Ok(LockAnswer::Wait { seconds });
    }
    if lock.fits(pin) {
        if lock.wrong > 0 {
            write(directory, &Stored { wrong: 0, last_wrong_ms: 0, ..lock })?;
        }
        return Ok(LockAnswer::Open);
    }
    let wrong = Stored { wrong: lock.wrong.saturating_add(1), last_wrong_ms: now_ms, ..lock };
    write(directory, &wrong)?;
    Ok(match wrong.wait(now_ms) {
        0 => LockAnswer::Wrong,
        seconds => LockAnswer::Wait { seconds },
    })
}

/// Takes the lock away; only with its number.
pub(crate) fn remove(directory: &Path, pin: &str, now_ms: i64) -> Result<LockAnswer> {
    let answer = try_pin(directory, pin, now_ms)?;
    if answer == LockAnswer::Open {
        file::remove(&directory.join(FILE))?;
    }
    Ok(answer)
}

/// Whether the number is to be asked for: where there is one, after a start (`left_ms` none), after the chosen time
/// away, and where the clock says that one comes back before one left.
pub(crate) fn is_needed(directory: &Path, left_ms: Option<i64>, now_ms: i64) -> bool {
    let Some(lock) = read(directory) else { return false };
    let Some(away) = left_ms.and_then(|left| now_ms.checked_sub(left)) else { return true };
    away < 0 || away >= i64::from(lock.after_seconds) * 1_000
}

impl Stored {
    /// How long no number is taken, in seconds. A clock that was set back does not shorten it, and does not make it
    /// longer than it was.
    fn wait(&self, now_ms: i64) -> u32 {
        let Some(over) = self.wrong.checked_sub(FREE_TRIES) else { return 0 };
        let place = usize::try_from(over).unwrap_or(usize::MAX).min(WAITS.len() - 1);
        let passed = now_ms.saturating_sub(self.last_wrong_ms).max(0) / 1_000;
        WAITS[place].saturating_sub(u32::try_from(passed).unwrap_or(u32::MAX))
    }

    fn fits(&self, pin: &str) -> bool {
        let (Some(salt), Some(kept)) = (unhex(&self.salt), unhex(&self.key)) else { return false };
        // Of the same length always, and no byte ends the comparison early.
        let tried = key(pin, &salt, self.rounds);
        kept.len() == tried.len() && kept.iter().zip(tried).fold(0, |all, (one, other)| all | (one ^ other)) == 0
    }

    fn is_one(&self) -> bool {
        self.version == VERSION
            && (1..=MOST_ROUNDS).contains(&self.rounds)
            && DELAYS.contains(&self.after_seconds)
            && unhex(&self.salt).is_some_and(|salt| SALT.contains(&salt.len()))
            && unhex(&self.key).is_some_and(|key| key.len() == 32)
    }
}

/// PBKDF2 with HMAC-SHA-256 (RFC 8018).
fn key(pin: &str, salt: &[u8], rounds: u32) -> [u8; 32] {
    pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(pin.as_bytes(), salt, rounds)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    (digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit))
        .then(|| digits.chunks(2).map(byte).collect())
        .flatten()
}

fn read(directory: &Path) -> Option<Stored> {
    parse(&file::read_small(&directory.join(FILE), MOST_BYTES)?)
}

fn parse(bytes: &[u8]) -> Option<Stored> {
    serde_json::from_slice(bytes).ok().filter(Stored::is_one)
}

/// Whether bytes are such a file.
pub fn is_lock(bytes: &[u8]) -> bool {
    parse(bytes).is_some()
}

fn write(directory: &Path, lock: &Stored) -> Result<()> {
    std::fs::create_dir_all(directory)?;
    let written = serde_json::to_string(lock)?;
    Ok(file::replace(&directory.join(FILE), &directory.join(UNFINISHED), written.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIN: &str = "493027";
    const START: i64 = 1_767_261_600_000;

    fn locked() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        set_pin(place.path(), PIN, &[7; 16]).unwrap();
        place
    }

    fn tries(place: &Path, pin: &str, now_ms: i64) -> LockAnswer {
        try_pin(place, pin, now_ms).unwrap()
    }

    #[test]
    fn without_a_number_nothing_is_asked() {
        let place = tempfile::tempdir().unwrap();
        assert!(!state(place.path()).on && !is_needed(place.path(), None, START));
        assert_eq!(tries(place.path(), "1", START), LockAnswer::Open);
        set_options(place.path(), true, 60).unwrap();
        assert!(!state(place.path()).on);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_number_opens_and_another_does_not() {
        let place = locked();
        assert_eq!(tries(place.path(), "493028", START), LockAnswer::Wrong);
        assert_eq!(tries(place.path(), "", START), LockAnswer::Wrong);
        assert_eq!(tries(place.path(), PIN, START), LockAnswer::Open);
        set_pin(place.path(), "0000", &[8; 16]).unwrap();
        assert_eq!(tries(place.path(), PIN, START), LockAnswer::Wrong);
        assert_eq!(remove(place.path(), PIN, START).unwrap(), LockAnswer::Wrong);
        assert_eq!(remove(place.path(), "0000", START).unwrap(), LockAnswer::Open);
        assert!(!state(place.path()).on);
    }

    #[test]
    fn the_key_is_the_standards() {
        // PBKDF2-HMAC-SHA-256 is told in RFC 7914, section 11: password "passwd", salt "salt", one round.
        assert_eq!(hex(&key("passwd", b"salt", 1)), "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    }

    #[test]
    fn what_is_no_number_is_refused_and_changes_nothing() {
        let place = locked();
        for bad in ["", "123", "1234567890123", "12a4", "１２３４", "12 34"] {
            let error = set_pin(place.path(), bad, &[7; 16]).unwrap_err();
            assert_eq!(error, Error::invalid(Field::Pin, Reason::Malformed), "{bad}");
        }
        assert!(set_pin(place.path(), "1234", &[7; 15]).is_err());
        assert!(set_options(place.path(), true, 61).is_err());
        assert_eq!(tries(place.path(), PIN, START), LockAnswer::Open);
    }

    #[test]
    fn after_five_wrong_ones_the_next_waits_longer_and_longer() {
        let place = locked();
        let mut now = START;
        for _ in 0..4 {
            assert_eq!(tries(place.path(), "1111", now), LockAnswer::Wrong);
        }
        for seconds in [30, 60, 120, 300, 900, 900] {
            assert_eq!(tries(place.path(), "1111", now), LockAnswer::Wait { seconds });
            // The right one waits, too, and waiting is not a try.
            assert_eq!(tries(place.path(), PIN, now), LockAnswer::Wait { seconds });
            assert_eq!(tries(place.path(), PIN, now + 1_000), LockAnswer::Wait { seconds: seconds - 1 });
            // A clock that was set back wins nothing, and costs no more than the whole wait.
            assert_eq!(tries(place.path(), PIN, now - 86_400_000), LockAnswer::Wait { seconds });
            now += i64::from(seconds) * 1_000;
        }
        assert_eq!(tries(place.path(), PIN, now), LockAnswer::Open);
        assert_eq!(tries(place.path(), "1111", now), LockAnswer::Wrong);
    }

    #[test]
    fn it_is_asked_for_after_a_start_after_a_while_and_after_a_jump_of_the_clock() {
        let place = locked();
        let needed = |left, now| is_needed(place.path(), left, now);
        assert!(needed(None, START) && needed(Some(START), START));
        set_options(place.path(), true, 300).unwrap();
        assert!(needed(None, START) && needed(Some(START), START + 300_000) && needed(Some(START), START - 1));
        assert!(!needed(Some(START), START) && !needed(Some(START), START + 299_999));
        assert!(needed(Some(i64::MIN), i64::MAX));
        let state = state(place.path());
        assert!(state.on && state.biometric && state.after_seconds == 300);
        assert!(state.delays.iter().all(|delay| !delay.label.is_empty() && !delay.label.contains("lock.")));
        set_pin(place.path(), "2222", &[9; 20]).unwrap();
        assert_eq!(super::state(place.path()), state, "a new number changes nothing else");
    }

    #[test]
    fn damaged_newer_and_strange_files_shut_nobody_out() {
        let place = locked();
        let file = place.path().join(FILE);
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(!written.contains(PIN));
        let newer = written.replace("\"version\":1", "\"version\":2");
        let rounds = written.replace("60000", "4294967295");
        for bad in ["", "{", "[]", "null", &newer, &rounds, &written[..written.len() / 2]] {
            std::fs::write(&file, bad).unwrap();
            assert!(!state(place.path()).on && !is_needed(place.path(), None, START), "{bad}");
        }
        std::fs::write(&file, " ".repeat(5_000) + &written).unwrap();
        assert!(!state(place.path()).on);
        std::fs::write(&file, &written).unwrap();
        assert!(state(place.path()).on);
    }

    #[test]
    fn a_wrong_try_that_cannot_be_written_is_an_error() {
        let place = locked();
        std::fs::create_dir(place.path().join(UNFINISHED)).unwrap();
        assert!(try_pin(place.path(), "1111", START).is_err());
        assert_eq!(tries(place.path(), PIN, START), LockAnswer::Open);
    }
}
