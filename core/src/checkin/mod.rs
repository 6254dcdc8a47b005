//! The check-in: six prompts right after something happened, and looking closer at it.
//!
//! `ask` names the prompts, `draft` folds answers into what is known, `flow` decides what comes
//! next, `prompts` words it, `record` is what stays.

mod ask;
mod draft;
mod flow;
mod guide;
mod prompts;
mod record;
mod store;
mod story;

pub use record::{
    EndedAs, Entry, EntryPage, EntrySummary, IfThen, Ratings, Rerating, ReturningThought, RiskMark, TrapMark,
};

#[cfg(test)]
pub(crate) use flow::wordings;
pub(crate) use guide::CheckIns;
pub(crate) use store::{canonical, entry, page, returning_thought};
pub(crate) use story::tell;
