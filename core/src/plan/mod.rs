//! Themes, values and goals: where things tend to go, what matters, and a plan with a number and a
//! date. One file per guide; `themes` is the counting.

mod goal;
mod goal_progress;
mod theme;
mod themes;
mod values;

pub(crate) use goal::Goal;
pub(crate) use goal_progress::GoalProgress;
pub(crate) use theme::Theme;
pub(crate) use values::Values;
