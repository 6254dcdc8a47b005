//! The check-in: six prompts right after something happened, and looking closer at it.
//!
//! `ask` names the prompts, `draft` folds answers into what is known, `flow` decides what is
//! wanted, `prompts` says what takes the answer, `record` is what stays.

mod ask;
mod draft;
mod flow;
mod form;
mod prompts;
mod record;
mod store;
mod story;

pub(crate) use record::A_NO;
pub use record::{EndedAs, Entry, EvidenceMark, IfThen, OwnLine, Rerating, ReturningThought, TrapMark};

pub(crate) use draft::{MUCH, feeling_names, said};
pub(crate) use flow::is_night;
pub(crate) use form::{CheckIn, LOOK_CLOSER};
pub(crate) use store::{entry, returning_thought, written};
