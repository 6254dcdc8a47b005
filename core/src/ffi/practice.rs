//! What is noted in one tap; everything else in the practices is a guide.

use std::sync::Arc;

use super::Inner;
use crate::error::{Error, Result};
use crate::guide::{Area, Changes};
use crate::id::RecordId;
use crate::practice;
use crate::practices;
use crate::record::{RecordSummary, Row};
use crate::time::Now;

/// Practices between hard moments.
#[derive(uniffi::Object)]
pub struct Practice {
    pub(super) inner: Arc<Inner>,
}

/// A note that was made, and what that changed. It can be deleted, or started from to say more.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Noted {
    /// The new record.
    pub record: RecordId,
    /// What changed on disk.
    pub changes: Changes,
}

#[uniffi::export]
impl Practice {
    /// The if-thens that are being tried, newest first, each ready for [`Self::tried`]. None in
    /// which risk was noticed.
    pub fn active(&self) -> Result<Vec<RecordSummary>, Error> {
        let mut rows = self.inner.database.read(practice::all_active)?;
        rows.retain(Row::may_return);
        Ok(practices::summaries((rows, false))?.records)
    }

    /// Notes one try of an if-then, in one tap.
    pub fn tried(&self, adjustment: RecordId, now: Now) -> Result<Noted, Error> {
        let now = now.check()?;
        let record = self.inner.database.write(|tx| practice::tried(tx, &adjustment, &self.inner.ids, &now))?;
        Ok(Noted { record, changes: Changes::of([Area::Records]) })
    }
}
