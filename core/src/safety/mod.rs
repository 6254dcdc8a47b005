//! Safety: notices risk in everything a person writes, before anything else reads it, and holds
//! what help can be shown without a journal.
//!
//! The labels behind these rules have one reader and no clinician; they are a first, careful list.

mod help;
mod scan;

pub use help::{EmergencyNumbers, Help, Region};
pub(crate) use help::{help, help_in_danger, region_exists, regions};
pub use scan::{Finding, scan};
