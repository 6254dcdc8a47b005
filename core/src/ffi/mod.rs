//! The top floor: what shells call. One facade per area, thin bodies, coarse calls: one per user
//! action. Everything here is synchronous; shells choose the thread.
#![allow(clippy::needless_pass_by_value, reason = "what crosses the FFI is owned on this side")]

mod circle;
mod free;
mod guides;
mod help;
mod insights;
mod journal;
mod lock;
mod practice;
mod reminders;

pub use circle::Circle;
pub use free::{
    canonical_diff, canonical_help, canonical_json, canonical_plan, canonical_step, chrome, error_key,
    grounding_exercises, help, help_before_lock, regions, reminder_rhythm, speak, suggested_region, written_outcome,
    written_reminder, written_reminder_settings,
};
pub use guides::Guides;
pub use insights::Insights;
pub use journal::Journal;
pub use lock::{lock_needed, lock_remove, lock_set_options, lock_set_pin, lock_state, lock_try};
pub use practice::{Noted, Practice};
pub use reminders::{Reminders, post_action};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::db::{self, Database, Opened};
use crate::error::{Error, Field, Reason, Result};
use crate::id::IdSource;
use crate::practices;

/// How to open a journal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Config {
    /// The directory of the journal's files, in the app's private storage. It is made if missing.
    pub directory: String,
    /// Only for tests: with the same seed, the same calls make the same ids.
    #[uniffi(default = None)]
    pub seed: Option<u64>,
}

/// An open journal. Make one per process and keep it as long as the process lives.
#[derive(uniffi::Object)]
pub struct Steppingstone {
    inner: Arc<Inner>,
    opened: Opened,
}

/// What the facades share.
pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) ids: IdSource,
    pub(crate) directory: PathBuf,
}

#[uniffi::export]
impl Steppingstone {
    /// Opens the journal, makes it if there is none, and brings an older one up to date.
    ///
    /// A journal of a newer app is refused untouched (`TooNew`). A damaged one is moved aside,
    /// never deleted, and a fresh one is started: see [`Self::opened`].
    #[uniffi::constructor]
    pub fn open(config: Config) -> Result<Arc<Self>, Error> {
        if config.directory.trim().is_empty() || config.directory.contains('\0') {
            return Err(Error::invalid(Field::Directory, Reason::Empty));
        }
        let (database, opened) = db::open(Path::new(&config.directory))?;
        // What was deleted in an earlier session is gone now. Most openings have nothing to write.
        if database.read(practices::has_work_at_opening)? {
            database.write(practices::work_at_opening)?;
            database.scrub()?;
        }
        let ids = match config.seed {
            // Opened again with the same seed, a journal must not repeat the ids it has.
            Some(seed) => IdSource::seeded(seed.wrapping_add(database.write(db::count_opening)? - 1)),
            None => IdSource::random(),
        };
        let inner = Arc::new(Inner { database, ids, directory: PathBuf::from(config.directory) });
        let stone = Self { inner, opened };
        // What cannot be taken in now waits for the next time: a full disk must not keep the journal shut.
        let _ = stone.reminders().take_inbox();
        // The same holds for the file that help reads before the lock: it may have been left behind.
        let _ = stone.inner.settle_help();
        Ok(Arc::new(stone))
    }

    /// What opening found: a first start, or a damaged journal that was kept aside.
    pub fn opened(&self) -> Opened {
        self.opened.clone()
    }

    /// Guides: every questionnaire.
    pub fn guides(&self) -> Arc<Guides> {
        Arc::new(Guides { inner: Arc::clone(&self.inner) })
    }

    /// Records: looking back, and the few settings.
    pub fn journal(&self) -> Arc<Journal> {
        Arc::new(Journal { inner: Arc::clone(&self.inner) })
    }

    /// People by alias, and what each is good for.
    pub fn circle(&self) -> Arc<Circle> {
        Arc::new(Circle { inner: Arc::clone(&self.inner) })
    }

    /// Practices: what is noted in one tap.
    pub fn practice(&self) -> Arc<Practice> {
        Arc::new(Practice { inner: Arc::clone(&self.inner) })
    }

    /// Insights: what the records say over time.
    pub fn insights(&self) -> Arc<Insights> {
        Arc::new(Insights { inner: Arc::clone(&self.inner) })
    }

    /// Reminders: what would come, what is due.
    pub fn reminders(&self) -> Arc<Reminders> {
        Arc::new(Reminders { inner: Arc::clone(&self.inner) })
    }
}
