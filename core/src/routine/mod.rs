//! Routines that steady the mood: sleep, movement, breathing. Shown beside, never blamed.

mod daily;

pub(crate) use daily::Daily;
