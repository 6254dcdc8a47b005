//! What a check-in says about the other person, for words that would go to them.

use crate::checkin::{A_NO, Entry};
use crate::error::Result;
use crate::guide::{Known, Opening, Prompts};
use crate::record::CHECK_IN;
use crate::safety::scan;

/// What stands between the person and somebody else. Started from home, nothing is known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Between {
    /// The kind of event.
    pub(super) event: Option<String>,
    pub(super) mistreated: bool,
    /// Whether risk was noticed in the check-in: nothing more is asked then.
    pub(super) at_risk: bool,
}

impl Between {
    pub(super) fn of(opening: &Opening<'_>) -> Result<Self> {
        let Some(row) = opening.about_of(CHECK_IN)? else { return Ok(Self::default()) };
        let entry = Entry::of(&row)?;
        let danger = entry.written().filter_map(|words| scan(&words.text)).any(|finding| finding.is_danger());
        Ok(Self {
            mistreated: danger || entry.event.as_deref() == Some("mistreated"),
            at_risk: !entry.may_return(),
            event: entry.event,
        })
    }

    /// The other said no, broke off, or is gone: their answer stands.
    pub(super) fn is_a_no(&self) -> bool {
        self.event.as_deref().is_some_and(|event| A_NO.contains(&event))
    }

    pub(super) fn is_a_death(&self) -> bool {
        self.event.as_deref() == Some("died")
    }

    /// A break-up or a death: nobody is asked why.
    pub(super) fn is_a_loss(&self) -> bool {
        self.is_a_death() || self.event.as_deref() == Some("ended")
    }

    /// Mistreatment as marked in the check-in, or as noticed in what is written here.
    pub(super) fn is_mistreated(&self, known: &Known<'_>) -> bool {
        self.mistreated || known.is_in_danger()
    }
}

/// Whether saying it could cost too much, as far as the question was put. No answer is not a "no".
pub(super) fn is_costly(known: &Known<'_>, cost: impl Prompts) -> bool {
    known.has_passed(cost) && !is_safe_to_say(known, cost)
}

/// Whether the person said that saying it costs neither safety, nor home, nor income.
pub(super) fn is_safe_to_say(known: &Known<'_>, cost: impl Prompts) -> bool {
    known.chosen(cost) == Some("no")
}
