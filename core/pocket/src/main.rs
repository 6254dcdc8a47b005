//! `cargo pocket`: Steppingstone in a terminal.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use steppingstone_core::help_data::{RowToCheck, rows_to_check};
use steppingstone_core::{AgeBand, Config, Region, Steppingstone, help, help_before_lock, suggested_region};
use steppingstone_pocket::ask::{Ask, Lines, Terminal};
use steppingstone_pocket::clock::{BundledZones, Clock, SystemClock};
use steppingstone_pocket::demo::Marked;
use steppingstone_pocket::journey::{Journey, play};
use steppingstone_pocket::reminders::{check_lines, of_a_terminal, plan_lines};
use steppingstone_pocket::words::{filled, locale, sentence, word};
use steppingstone_pocket::{demo, home, remind};

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
    /// Look around in the year of an invented person; nothing of it is kept
    #[arg(long, conflicts_with = "journal")]
    demo: bool,
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
    Remind {
        /// Print what would come in so many days (1d to 30d) and why, and wait for nothing
        #[arg(long, value_name = "DAYS", value_parser = days)]
        simulate: Option<u16>,
        /// Simulate in this time zone instead of the machine's
        #[arg(long, value_name = "ZONE", requires = "simulate")]
        zone: Option<String>,
        /// Print what would keep reminders from coming, and wait for nothing
        #[arg(long, conflicts_with = "simulate")]
        check: bool,
    },
    /// Do a grounding exercise without opening the journal
    Ground,
    /// Show help without opening the journal: for the place chosen in the app, or for another
    Help {
        /// Two-letter code of the country or territory
        #[arg(long, value_name = "CODE")]
        region: Option<String>,
        /// Whom helplines are ordered for, with --region
        #[arg(long, value_name = "BAND", value_parser = ["minor", "adult", "unsaid"], requires = "region")]
        age: Option<String>,
        /// List the helplines that somebody must look at again: read more than a year ago, or never
        /// called; exits with 1 where one is too old
        #[arg(long, conflicts_with = "region")]
        stale: bool,
        /// The day to look from (YYYY-MM-DD), with --stale; today if left out
        #[arg(long, value_name = "DATE", requires = "stale")]
        on: Option<String>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Some(Command::Play { file }) => play_file(file),
        Some(Command::Remind { check: true, .. }) => check_reminders(&arguments),
        Some(Command::Remind { simulate: Some(days), zone, .. }) => simulate(&arguments, *days, zone.as_deref()),
        Some(Command::Remind { .. }) => remind_once(&arguments),
        Some(Command::Help { stale: true, on, .. }) => check_helplines(on.as_deref()),
        Some(Command::Help { region, age, .. }) => {
            show_help(&arguments, region.as_deref(), age.as_deref());
            Ok(())
        }
        Some(Command::Ground) => {
            home::ground(somebody(&arguments).as_mut());
            Ok(())
        }
        None if arguments.demo => live_demo(&arguments),
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
    home::run(&stone, somebody(arguments).as_mut(), &SystemClock);
    Ok(())
}

/// The invented person's journal is in a directory of its own, which goes with it.
fn live_demo(arguments: &Arguments) -> Result<(), String> {
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let open = || {
        let config = Config { directory: directory.path().display().to_string(), seed: Some(demo::SEED) };
        Steppingstone::open(config).map_err(|error| sentence(&error))
    };
    let mut somebody = somebody(arguments);
    let mut marked = Marked::new(somebody.as_mut());
    demo::live(open()?.as_ref(), &SystemClock.now()).map_err(|error| sentence(&error))?;
    // Opened again it is no longer the first start.
    home::run(open()?.as_ref(), &mut marked, &SystemClock);
    Ok(())
}

/// Prompts where there is a terminal, lines where there is none or they are asked for.
fn somebody(arguments: &Arguments) -> Box<dyn Ask> {
    if arguments.plain || !io::stdin().is_terminal() {
        Box::new(Lines::new(io::stdin().lock(), io::stdout()))
    } else {
        Box::new(Terminal::new())
    }
}

fn open(arguments: &Arguments) -> Result<std::sync::Arc<Steppingstone>, String> {
    let directory = folder(arguments)?;
    let config = Config { directory: directory.display().to_string(), seed: None };
    Steppingstone::open(config).map_err(|error| sentence(&error))
}

/// Where the journal is.
fn folder(arguments: &Arguments) -> Result<PathBuf, String> {
    arguments.journal.clone().map_or_else(data_folder, Ok)
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

/// `30d` or `30`.
fn days(text: &str) -> Result<u16, String> {
    let days = text.strip_suffix('d').unwrap_or(text).parse().ok();
    days.filter(|days| (1..=30).contains(days)).ok_or_else(|| "1d to 30d".to_owned())
}

fn simulate(arguments: &Arguments, days: u16, zone: Option<&str>) -> Result<(), String> {
    let stone = open(arguments)?;
    let zones = BundledZones::new();
    let here = SystemClock.now();
    let now = match zone {
        Some(zone) => zones.now(here.utc_ms, zone).ok_or_else(|| word("delivery.zone_unknown"))?,
        None => here,
    };
    let until = now.utc_ms + i64::from(days) * 86_400_000;
    let reminders = stone.reminders();
    let mut plan = reminders.plan(now, zones).map_err(|error| sentence(&error))?;
    plan.planned.retain(|one| one.fire_utc_ms <= until);
    let all = reminders.all().map_err(|error| sentence(&error))?;
    for line in plan_lines(&plan, &all) {
        say(&line);
    }
    Ok(())
}

fn check_reminders(arguments: &Arguments) -> Result<(), String> {
    let stone = open(arguments)?;
    let found = stone.reminders().check(of_a_terminal(), SystemClock.now(), BundledZones::new());
    for line in check_lines(&found.map_err(|error| sentence(&error))?) {
        say(&line);
    }
    Ok(())
}

/// Without a region it is what shows before the lock: the journal is not opened.
fn show_help(arguments: &Arguments, region: Option<&str>, age: Option<&str>) {
    let now = SystemClock.now();
    let help = match region {
        Some(region) => help(Some(region.to_owned()), age.map(band), now),
        None => match folder(arguments) {
            Ok(directory) => help_before_lock(directory.display().to_string(), now),
            Err(_) => help(None, None, now),
        },
    };
    for line in steppingstone_pocket::help_lines(&help) {
        say(&line);
    }
    // The language setting suggests a place, and nothing is shown for it until somebody asks.
    let suggested = locale().filter(|_| help.emergency.is_none()).and_then(suggested_region);
    if let Some(Region { code, name }) = suggested {
        say(&format!("  {}", filled("help.suggest", &[("region", &name), ("code", &code)])));
    }
}

fn band(name: &str) -> AgeBand {
    match name {
        "minor" => AgeBand::Minor,
        "adult" => AgeBand::Adult,
        _ => AgeBand::Unsaid,
    }
}

/// For whoever keeps the rows: what CONTRIBUTING says about helplines begins with this list.
fn check_helplines(on: Option<&str>) -> Result<(), String> {
    let today = SystemClock.now();
    let on = on.map_or_else(|| steppingstone_pocket::date_of(&today), str::to_owned);
    let rows = rows_to_check(&on).ok_or("no such day: write it as YYYY-MM-DD")?;
    let (old, uncalled): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_old);
    say(&format!("Read more than twelve months before {on}: {}", old.len()));
    say_rows(&old);
    say(&format!("Never called by anybody: {} more", uncalled.len()));
    say_rows(&uncalled);
    if old.is_empty() { Ok(()) } else { Err(format!("too old: {}", old.len())) }
}

fn say_rows(rows: &[RowToCheck]) {
    for row in rows {
        say(&format!("  {}  {}  {}  {}", row.country, row.seen_on, row.name, row.source));
    }
}
