//! `lab`: looks at the engine from outside.
//!
//! `score` reads JSON lines and says what the engine sees in each; `compose` makes balanced thoughts; `exam` measures the rules on
//! development data. Texts of data sets are read where they are and never copied into the project.

mod compose;
mod exam;
mod score;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "lab", about = "Examines the reappraisal engine", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what the engine sees in each text: JSON lines in, JSON lines out
    Score,
    /// Composes balanced thoughts for situations and thoughts: JSON lines in, JSON lines out
    Compose,
    /// Measures the rules on development data
    Exam {
        /// The folder with the data sets
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Score => score::score(io::stdin().lock(), io::stdout().lock()),
        Command::Compose => compose::compose(io::stdin().lock(), io::stdout().lock()),
        Command::Exam { data } => exam::exam(&data, &mut io::stdout().lock()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("lab: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}
