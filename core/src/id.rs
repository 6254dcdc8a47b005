//! Ids of records: UUID version 7, so that they sort by time and never say anything about a person.

use std::sync::{Mutex, PoisonError};

/// Names of the ids, all plain strings across the FFI.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);
        uniffi::custom_newtype!($name, String);

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                String::column_result(value).map(Self)
            }
        }
    )+};
}

ids! {
    /// A guide in progress.
    DraftId,
    /// A record of any practice.
    RecordId,
    /// A reminder.
    ReminderId,
    /// A person of the circle.
    PersonId,
    /// A tag.
    TagId,
}

/// Makes ids. Seeded in tests, so that the same calls make the same ids.
#[derive(Debug)]
pub(crate) struct IdSource(Mutex<fastrand::Rng>);

impl IdSource {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(Mutex::new(fastrand::Rng::with_seed(seed)))
    }

    pub(crate) fn random() -> Self {
        // Without system randomness ids still differ by time; they guard nothing.
        Self::seeded(getrandom::u64().unwrap_or_default())
    }

    pub(crate) fn next(&self, utc_ms: i64) -> String {
        let mut bytes = [0; 10];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut bytes);
        let ms = u64::try_from(utc_ms).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(ms, &bytes).into_uuid().hyphenated().to_string()
    }
}
