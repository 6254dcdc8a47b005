//! The prompts of a check-in, by name, in the order in which they may come.

use crate::guide::asks;

asks! {
    /// A prompt of the check-in. Up to `Document` it is the short path with what hangs on it; from
    /// `Facts` on it is looking closer.
    pub(crate) enum Ask {
        SameEvent = "same_event",
        EnoughOffer = "enough_offer",
        Feeling = "feeling",
        Intensity = "intensity",
        OwnLine = "own_line",
        HoldLine = "hold_line",
        Steady = "steady",
        Ground = "ground",
        WaitUntil = "wait_until",
        Event = "event",
        Thought = "thought",
        SameAgain = "same_again",
        AboutMe = "about_me",
        Now = "now",
        GroundNow = "ground_now",
        Whom = "ask_whom",
        Question = "ask_question",
        BoundaryCost = "boundary_cost",
        BoundaryHelp = "boundary_help",
        Boundary = "boundary",
        Document = "document",
        Facts = "facts",
        Belief = "belief",
        Curious = "curious",
        Unknown = "unknown",
        Perspective = "perspective",
        Distance = "distance",
        IntensityAgain = "intensity_again",
        Traps = "traps",
        Explanations = "explanations",
        EvidenceOffer = "evidence_offer",
        Evidence = "evidence",
        Balanced = "balanced",
        BeliefAgain = "belief_again",
        AboutMeAgain = "about_me_again",
        Learned = "learned",
        Differently = "differently",
        Consult = "consult",
        Plan = "plan",
        Pattern = "pattern",
        Cue = "cue",
        Response = "response",
        Challenge = "challenge",
        Feared = "feared",
        When = "when",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Prompts;

    #[test]
    fn names_lead_back_to_their_prompt() {
        for ask in Ask::ALL {
            assert_eq!(Ask::named(ask.name()), Some(*ask));
        }
        assert_eq!(Ask::named("gone"), None);
    }
}
