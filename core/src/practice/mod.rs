//! Practices: what a person does between and after hard moments. One file per guide; each says
//! what it asks, what it leaves and how that is told. Nothing here knows a screen.

mod adjustment;
mod adjustment_try;
mod between;
mod challenge;
mod challenge_debrief;
mod debrief;
mod drill;
mod grace;
mod grace_end;
mod line;
mod mood;
mod next_day;
mod pattern;
mod pause_reply;
mod pause_reply_after;
mod script;
mod script_rehearsal;
mod script_used;
mod stance;
mod stance_outcome;

pub(crate) use adjustment::{Adjustment, all_active, plan_adjustment};
pub(crate) use adjustment_try::{AdjustmentTry, tried};
pub(crate) use challenge::{Challenge, plan_challenge};
pub(crate) use challenge_debrief::ChallengeDebrief;
pub(crate) use debrief::Debrief;
pub(crate) use drill::Drill;
pub(crate) use grace::Grace;
pub(crate) use grace_end::Ending;
pub(crate) use line::{Line, newest_line};
pub(crate) use mood::Mood;
pub(crate) use next_day::NextDay;
pub(crate) use pause_reply::PauseReply;
pub(crate) use pause_reply_after::PauseReplyAfter;
pub(crate) use script::Script;
pub(crate) use script_rehearsal::ScriptRehearsal;
pub(crate) use script_used::ScriptUsed;
pub(crate) use stance::Stance;
pub(crate) use stance_outcome::StanceOutcome;
