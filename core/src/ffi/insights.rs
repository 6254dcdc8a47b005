//! What the records say over time.

use std::sync::Arc;

use super::Inner;
use crate::error::{Error, Result};
use crate::insight::{self, Insight, InsightWindow};
use crate::time::Now;

/// Series of the records with a sentence each: counts and medians, no causes.
#[derive(uniffi::Object)]
pub struct Insights {
    pub(super) inner: Arc<Inner>,
}

#[uniffi::export]
impl Insights {
    /// Every series over the days of the window up to `now`, in the order of screens. A series
    /// with too little in it is there, too, and says how many it takes. Nothing comes from a record
    /// that was deleted or in which risk was noticed.
    pub fn all(&self, window: InsightWindow, now: Now) -> Result<Vec<Insight>, Error> {
        let now = now.check()?;
        self.inner.database.read(|connection| insight::insights(connection, window, &now))
    }
}
