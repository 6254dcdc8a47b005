//! Safety: notices risk in everything a person writes, before anything else reads it, and holds
//! what help can be shown without a journal.
//!
//! The labels behind these rules have one reader and no clinician; they are a first, careful list.

mod alarm;
mod before_lock;
mod contact;
mod help;
mod helpline;
mod own;
mod plan;
mod scan;

pub(crate) use alarm::{Alarm, Concern, alarms, word_for_word};
pub use before_lock::lines_in;
pub(crate) use before_lock::{read as read_shown, write as write_shown};
pub(crate) use contact::Contact;
pub(crate) use help::{Asked, help, region_exists, regions, suggested_region};
pub use help::{EmergencyNumbers, Help, Region};
pub use helpline::{Helpline, RowToCheck, rows_to_check};
pub use own::OwnHelp;
pub(crate) use own::{choose as choose_before_lock, forget_gone, has_gone, has_plan, own_help, shown_ids, to_show};
pub(crate) use plan::{SafetyPlan, begin as begin_plan};
pub use scan::{Finding, scan};
