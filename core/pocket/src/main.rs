//! `cargo pocket`: Steppingstone in a terminal.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use steppingstone_core::{Config, Steppingstone, help};
use steppingstone_pocket::ask::{Ask, Lines, Terminal};
use steppingstone_pocket::clock::SystemClock;
use steppingstone_pocket::journey::{Journey, play};
use steppingstone_pocket::words::{sentence, word};
use steppingstone_pocket::{home, remind};

#[derive(Parser)]
#[command(
    name = "pocket",
    about = "Steppingstone: for the minutes after it stings",
    version,
    disable_help_subcommand = true
)]
struct Arguments {
    /// Keep the journal in this directory instead of the platform's data folder
    #[arg(long, global = true, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// Ask line by line: for pipes and screen readers
    #[arg(long, global = true)]
    plain: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Play a written journey in a fresh journal; exits with 1 at the first difference
    Play {
        /// The journey, a JSON file
        file: PathBuf,
    },
    /// Wait for the next reminder and show it
    Remind,
    /// Show help without opening the journal
    Help {
        /// Two-letter code of the country or territory
        #[arg(long, value_name = "CODE")]
        region: Option<String>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Some(Command::Play { file }) => play_file(file),
        Some(Command::Remind) => remind_once(&arguments),
        Some(Command::Help { region }) => {
            show_help(region.clone());
            Ok(())
        }
        None => live(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            complain(&trouble);
            ExitCode::FAILURE
        }
    }
}

/// A sentence for the person; never the journal's path or anything in it.
fn complain(trouble: &str) {
    let _ = io::Write::write_all(&mut io::stderr(), format!("{trouble}\n").as_bytes());
}

fn live(arguments: &Arguments) -> Result<(), String> {
    let stone = open(arguments)?;
    if arguments.plain || !io::stdin().is_terminal() {
        home::run(&stone, &mut Lines::new(io::stdin().lock(), io::stdout()), &SystemClock);
    } else {
        home::run(&stone, &mut Terminal::new(), &SystemClock);
    }
    Ok(())
}

fn open(arguments: &Arguments) -> Result<std::sync::Arc<Steppingstone>, String> {
    let directory = match &arguments.journal {
        Some(directory) => directory.clone(),
        None => data_folder()?,
    };
    let config = Config { directory: directory.display().to_string(), seed: None };
    Steppingstone::open(config).map_err(|error| sentence(&error))
}

fn data_folder() -> Result<PathBuf, String> {
    let names = AppStrategyArgs {
        top_level_domain: "app".into(),
        author: "steppingstone".into(),
        app_name: "steppingstone".into(),
    };
    let strategy = choose_app_strategy(names).map_err(|_| word("error.read_only"))?;
    Ok(strategy.data_dir())
}

fn say(line: &str) {
    Lines::new(io::empty(), io::stdout()).say(line);
}

fn play_file(file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let journey: Journey = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    say(&journey.title);
    play(&journey, directory.path(), &mut say).map_err(|trouble| trouble.to_string())
}

fn remind_once(arguments: &Arguments) -> Result<(), String> {
    let stone = open(arguments)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(|error| error.to_string())?;
    let shown = runtime.block_on(remind::next(&stone, &SystemClock)).map_err(|error| sentence(&error))?;
    say(&shown.map_or_else(|| word("empty.due"), |planned| planned.public_text));
    Ok(())
}

fn show_help(region: Option<String>) {
    for line in steppingstone_pocket::help_lines(&help(region)) {
        say(&line);
    }
}
