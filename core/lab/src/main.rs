//! `lab`: looks at the engine from outside.
//!
//! `score` reads JSON lines and says what the engine sees in each; `exam` measures the rules on
//! development data. Texts of data sets are read where they are and never copied into the project.

mod exam;
mod risk;
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
    /// Measures the rules on development data
    Exam {
        /// The folder with the data sets
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// One part alone
        #[arg(long, value_name = "PART")]
        only: Option<exam::Part>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Score => score::score(io::stdin().lock(), io::stdout().lock()),
        Command::Exam { data, only } => exam::exam(&data, only, &mut io::stdout().lock()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("lab: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}
