//! `lab`: looks at the engine from outside.
//!
//! `score` reads JSON lines and says what the engine sees in each; `compose` makes balanced thoughts; `exam`
//! measures on development data; `train` learns the weights. Texts of data sets are read where they are and
//! never copied into the project.

mod compose;
mod exam;
mod figures;
mod risk;
mod score;
mod train;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use steppingstone_core::engine::{Engine, Weights};

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
        /// Weights to examine in the place of those that ship
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
        /// One part alone
        #[arg(long, value_name = "PART")]
        only: Option<exam::Part>,
    },
    /// Learns the weights from the project's corpus and `GoEmotions`
    Train {
        /// The folder with the data sets
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The corpus of one language
        #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/en"))]
        corpus: PathBuf,
        /// Where the weights are written
        #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/reappraisal/weights.bin"))]
        out: PathBuf,
        /// Only compares with what is there, and fails where a byte differs
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Score => score::score(io::stdin().lock(), io::stdout().lock()),
        Command::Train { data, corpus, out, check } => learn(&data, &corpus, &out, check),
        Command::Exam { data, weights, only } => {
            engine(weights.as_deref()).and_then(|engine| exam::exam(&engine, &data, only, &mut io::stdout().lock()))
        }
        Command::Compose => compose::compose(io::stdin().lock(), io::stdout().lock()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("lab: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}

/// Learns, and writes the weights or compares them with those that are there.
fn learn(data: &Path, corpus: &Path, out: &Path, check: bool) -> io::Result<()> {
    let bytes = train::train(&train::material(corpus, data)?).to_bytes();
    match check {
        false => std::fs::write(out, bytes),
        true if std::fs::read(out)? == bytes => Ok(()),
        true => Err(io::Error::other("learned again, the weights are other ones: run `lab train` and commit them")),
    }
}

/// The engine with weights from a file, or with those that ship.
fn engine(weights: Option<&Path>) -> io::Result<Engine> {
    let bytes = match weights {
        Some(file) => std::fs::read(file)?,
        None => include_bytes!("../../src/reappraisal/weights.bin").to_vec(),
    };
    let weights = Weights::parse(&bytes).map_err(io::Error::other)?;
    Engine::new(&weights).ok_or_else(|| io::Error::other("the weights lack a head"))
}
