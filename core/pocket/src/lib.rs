//! Steppingstone in a terminal. It draws what the core says and decides nothing: the same guides,
//! the same words, the same reminders as on a phone.
//!
//! `home` is the menu, `guide` runs one guide, `inputs` draws each input, `ask` is the terminal
//! itself; `journey` plays a written journey, `remind` waits for the next reminder.

pub mod ask;
pub mod clock;
mod exercise;
mod guide;
pub mod home;
mod inputs;
pub mod journey;
pub mod remind;
mod show;
pub mod words;

pub use show::help as help_lines;
