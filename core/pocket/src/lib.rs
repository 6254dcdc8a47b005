//! Steppingstone in a terminal. It draws what the core says and decides nothing: the same guides,
//! the same words, the same reminders as on a phone.
//!
//! `home` is the first menu; `practise`, `look_back`, `insights`, `circle` and `settings` are the
//! menus behind it, `help` is help. `guide` runs one guide, `inputs` draws each input, `ask` is the terminal itself.
//! `journey` plays a written journey, `remind` waits for the next reminder, `demo` invents a person.

pub mod ask;
mod circle;
pub mod clock;
pub mod demo;
mod exercise;
mod guide;
mod help;
pub mod home;
mod inputs;
mod insights;
pub mod journey;
mod look_back;
mod practise;
pub mod remind;
pub mod reminders;
mod settings;
mod show;
pub mod words;

pub use show::{date_of, help as help_lines};
