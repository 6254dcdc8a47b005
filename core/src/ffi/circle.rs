//! The circle: people by alias.

use std::sync::Arc;

use super::Inner;
use crate::circle::{self, Supporter};
use crate::error::{Error, Result};
use crate::guide::{Area, Changes};
use crate::id::PersonId;
use crate::practices;
use crate::text::Words;

/// A small private circle. Nothing here leaves the phone.
#[derive(uniffi::Object)]
pub struct Circle {
    pub(super) inner: Arc<Inner>,
}

#[uniffi::export]
impl Circle {
    /// Everybody by alias, with what they are good for.
    pub fn people(&self) -> Result<Vec<Supporter>, Error> {
        self.inner.database.read(circle::all)
    }

    /// Gives somebody another alias, 1 to 60 characters.
    pub fn rename(&self, id: PersonId, alias: Words) -> Result<Changes, Error> {
        self.inner.database.write(|tx| practices::rename_person(tx, &id, &alias))?;
        Ok(Changes::of([Area::Circle, Area::Records]))
    }

    /// Makes two people one: records that name `from` name `into` from now on.
    pub fn merge(&self, from: PersonId, into: PersonId) -> Result<Changes, Error> {
        self.inner.database.write(|tx| practices::merge_people(tx, &from, &into))?;
        Ok(Changes::of([Area::Circle, Area::Records]))
    }

    /// Forgets somebody. Records keep what was asked and answered, without the name.
    pub fn remove(&self, id: PersonId) -> Result<Changes, Error> {
        self.inner.database.write(|tx| practices::forget_person(tx, &id))?;
        Ok(Changes::of([Area::Circle, Area::Records]))
    }
}
