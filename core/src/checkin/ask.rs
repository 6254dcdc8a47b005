//! The prompts of a check-in, by name.

/// A prompt. Its id is what is stored with an answer: ids are never reused for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ask {
    SameEvent,
    EnoughOffer,
    Feeling,
    Intensity,
    HoldLine,
    Steady,
    Ground,
    WaitUntil,
    Event,
    Thought,
    AboutMe,
    Now,
    GroundNow,
    Whom,
    Question,
    BoundaryCost,
    BoundaryHelp,
    Boundary,
    Document,
    HelpCard,
    Facts,
    Belief,
    Traps,
    Balanced,
    BeliefAgain,
    AboutMeAgain,
    Cue,
    Response,
    When,
    /// The safety card about what was written at another prompt.
    Safety(Written),
}

/// Prompts at which a person writes freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Written {
    HoldLine,
    Event,
    Thought,
    Whom,
    Question,
    Boundary,
    Document,
    Facts,
    Traps,
    Balanced,
    Cue,
    Response,
}

impl Written {
    /// In the order in which they are asked.
    pub(crate) const ALL: [Self; 12] = [
        Self::HoldLine,
        Self::Event,
        Self::Thought,
        Self::Whom,
        Self::Question,
        Self::Boundary,
        Self::Document,
        Self::Facts,
        Self::Traps,
        Self::Balanced,
        Self::Cue,
        Self::Response,
    ];

    /// The prompt at which it is written.
    pub(crate) fn prompt(self) -> Ask {
        match self {
            Self::HoldLine => Ask::HoldLine,
            Self::Event => Ask::Event,
            Self::Thought => Ask::Thought,
            Self::Whom => Ask::Whom,
            Self::Question => Ask::Question,
            Self::Boundary => Ask::Boundary,
            Self::Document => Ask::Document,
            Self::Facts => Ask::Facts,
            Self::Traps => Ask::Traps,
            Self::Balanced => Ask::Balanced,
            Self::Cue => Ask::Cue,
            Self::Response => Ask::Response,
        }
    }
}

/// Every prompt in the order in which it may come. The first one that is wanted and not yet
/// passed is asked; a safety card goes before everything else.
pub(crate) const ORDER: [Ask; 29] = [
    Ask::SameEvent,
    Ask::EnoughOffer,
    Ask::Feeling,
    Ask::Intensity,
    Ask::HoldLine,
    Ask::Steady,
    Ask::Ground,
    Ask::WaitUntil,
    Ask::Event,
    Ask::Thought,
    Ask::AboutMe,
    Ask::Now,
    Ask::GroundNow,
    Ask::Whom,
    Ask::Question,
    Ask::BoundaryCost,
    Ask::BoundaryHelp,
    Ask::Boundary,
    Ask::Document,
    Ask::HelpCard,
    Ask::Facts,
    Ask::Belief,
    Ask::Traps,
    Ask::Balanced,
    Ask::BeliefAgain,
    Ask::AboutMeAgain,
    Ask::Cue,
    Ask::Response,
    Ask::When,
];

impl Ask {
    pub(crate) fn id(self) -> String {
        match self {
            Self::Safety(written) => format!("safety.{}", written.prompt().name()),
            other => other.name().to_owned(),
        }
    }

    pub(crate) fn of(id: &str) -> Option<Self> {
        match id.strip_prefix("safety.") {
            Some(prompt) => {
                Written::ALL.into_iter().find(|written| written.prompt().name() == prompt).map(Self::Safety)
            }
            None => ORDER.into_iter().find(|ask| ask.name() == id),
        }
    }

    /// The name of the prompt, which is also its key in the pack.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SameEvent => "same_event",
            Self::EnoughOffer => "enough_offer",
            Self::Feeling => "feeling",
            Self::Intensity => "intensity",
            Self::HoldLine => "hold_line",
            Self::Steady => "steady",
            Self::Ground => "ground",
            Self::WaitUntil => "wait_until",
            Self::Event => "event",
            Self::Thought => "thought",
            Self::AboutMe => "about_me",
            Self::Now => "now",
            Self::GroundNow => "ground_now",
            Self::Whom => "ask_whom",
            Self::Question => "ask_question",
            Self::BoundaryCost => "boundary_cost",
            Self::BoundaryHelp => "boundary_help",
            Self::Boundary => "boundary",
            Self::Document => "document",
            Self::HelpCard => "help_card",
            Self::Facts => "facts",
            Self::Belief => "belief",
            Self::Traps => "traps",
            Self::Balanced => "balanced",
            Self::BeliefAgain => "belief_again",
            Self::AboutMeAgain => "about_me_again",
            Self::Cue => "cue",
            Self::Response => "response",
            Self::When => "when",
            Self::Safety(_) => "safety",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_their_prompt() {
        let cards = Written::ALL.into_iter().map(Ask::Safety);
        for ask in ORDER.into_iter().chain(cards) {
            assert_eq!(Ask::of(&ask.id()), Some(ask));
        }
        assert_eq!(Ask::of("safety"), None);
        assert_eq!(Ask::of("gone"), None);
    }
}
