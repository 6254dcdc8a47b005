//! The person's circle: people by alias, kept on the phone, what they are good for, what they were
//! asked and said, and a story that can be shared safely. There is no forum.

mod find_group;
mod perspective;
mod perspective_answer;
mod redact;
mod store;
mod story_card;
mod supporter;

pub(crate) use find_group::FindGroup;
pub(crate) use perspective::Perspective;
pub(crate) use perspective_answer::PerspectiveAnswer;
pub(crate) use store::{all, get, insert, merge, names, people, remove, rename, set_good_for};
pub(crate) use story_card::StoryCardForm;
pub(crate) use supporter::SupporterForm;

use crate::guide::Person;

/// Somebody of the circle, with what they are good for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Supporter {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// What they are good for, as ids of the guide `supporter`, for instance `listens`.
    pub good_for: Vec<String>,
    /// The same in words.
    #[serde(skip)]
    pub good_for_words: String,
}
