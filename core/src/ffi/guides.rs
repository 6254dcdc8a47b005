//! Guides, from the first prompt to the record.

use std::sync::Arc;

use super::Inner;
use crate::error::{Error, Result};
use crate::guide::{Answer, Answered, DraftSummary, Offer, Runner, Start};
use crate::id::{DraftId, RecordId};
use crate::practices;
use crate::time::Now;

/// Guides: `start`, then `answer` step by step, then `finish`.
///
/// Every answer is on disk when its call returns. Each call returns where the person stands; a
/// repeated tap or a stale `seq` changes nothing and returns the same.
#[derive(uniffi::Object)]
pub struct Guides {
    pub(super) inner: Arc<Inner>,
}

impl Guides {
    fn runner(&self) -> Runner<'_> {
        Runner { database: &self.inner.database, ids: &self.inner.ids, library: &practices::Guides }
    }
}

#[uniffi::export]
impl Guides {
    /// What can be begun from home, or from a record: menus are made of these. A new practice
    /// appears here without a shell knowing it.
    pub fn offers(&self, about: Option<RecordId>, now: Now) -> Result<Vec<Offer>, Error> {
        let now = now.check()?;
        self.inner.database.read(|connection| practices::offers(connection, about.as_ref(), &now))
    }

    /// Begins a guide. If another one is open in which something was said, the step is `Occupied`:
    /// resume it, set it aside or discard it, and start again.
    pub fn start(&self, start: Start, now: Now) -> Result<Answered, Error> {
        self.runner().start(&start, &now.check()?)
    }

    /// Answers the prompt on screen. An answer that does not fit is `Invalid`: keep it on screen.
    pub fn answer(
        &self,
        draft: DraftId,
        prompt: String,
        seq: u32,
        answer: Answer,
        now: Now,
    ) -> Result<Answered, Error> {
        self.runner().answer(&draft, &prompt, seq, &answer, &now.check()?)
    }

    /// Passes over the prompt on screen.
    pub fn skip(&self, draft: DraftId, prompt: String, seq: u32, now: Now) -> Result<Answered, Error> {
        self.runner().skip(&draft, &prompt, seq, &now.check()?)
    }

    /// Goes back one prompt; the answer given there comes along as `earlier`.
    pub fn back(&self, draft: DraftId, seq: u32, now: Now) -> Result<Answered, Error> {
        self.runner().back(&draft, seq, &now.check()?)
    }

    /// Ends the guide here: what was answered becomes the record.
    pub fn enough_for_now(&self, draft: DraftId, seq: u32, now: Now) -> Result<Answered, Error> {
        Ok(self.inner.answered(self.runner().enough(&draft, seq, &now.check()?)?))
    }

    /// Ends the guide after its review, and makes its record.
    pub fn finish(&self, draft: DraftId, seq: u32, now: Now) -> Result<Answered, Error> {
        Ok(self.inner.answered(self.runner().finish(&draft, seq, &now.check()?)?))
    }

    /// Goes on with a draft: after a kill, a pause or a week. Another open one is set aside.
    pub fn resume(&self, draft: DraftId, now: Now) -> Result<Answered, Error> {
        self.runner().resume(&draft, &now.check()?)
    }

    /// Keeps a draft for later, so that something else can begin.
    pub fn set_aside(&self, draft: DraftId, now: Now) -> Result<Answered, Error> {
        self.runner().set_aside(&draft, &now.check()?)
    }

    /// Throws a draft away, answers included.
    pub fn discard(&self, draft: DraftId, now: Now) -> Result<Answered, Error> {
        self.runner().discard(&draft, &now.check()?)
    }

    /// Drafts that are not finished and in which something was said, the one opened last first.
    pub fn drafts(&self, now: Now) -> Result<Vec<DraftSummary>, Error> {
        self.runner().drafts(&now.check()?)
    }
}
