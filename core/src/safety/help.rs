//! Help that needs no journal: emergency numbers by region, from embedded data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::content::pack;
use crate::error::{Error, Result, Thing};

/// A country or territory to choose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Region {
    /// ISO 3166-1 alpha-2 code, for instance `NZ`.
    pub code: String,
    /// Its English name.
    pub name: String,
}

/// What the help screen shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Help {
    /// The heading.
    pub title: String,
    /// The first thing to say.
    pub lead: String,
    /// Emergency numbers of the chosen region; none if no region is chosen or it is not known.
    pub emergency: Option<EmergencyNumbers>,
    /// What to do where no number can be shown.
    pub without_number: Option<String>,
    /// Things that can be done now, in order.
    pub suggestions: Vec<String>,
    /// That calls may show on this phone and its bill, and that someone may check this phone.
    pub discretion: String,
    /// What this app is not.
    pub standing: String,
}

/// Emergency numbers with where they come from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EmergencyNumbers {
    /// The region they hold in.
    pub region: Region,
    /// The numbers, at least one.
    pub numbers: Vec<String>,
    /// Where they were read, in words.
    pub source: String,
}

#[derive(Deserialize)]
struct EmergencyFile {
    source_version: String,
    region: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    numbers: Vec<String>,
}

#[expect(clippy::expect_used, reason = "an embedded file that does not parse must never ship")]
static EMERGENCY: LazyLock<EmergencyFile> =
    LazyLock::new(|| toml::from_str(include_str!("../../packs/emergency.toml")).expect("the embedded numbers parse"));

impl Row {
    fn region(&self) -> Region {
        Region { code: self.code.clone(), name: self.name.clone() }
    }
}

fn row(code: &str) -> Option<&'static Row> {
    EMERGENCY.region.iter().find(|row| row.code.eq_ignore_ascii_case(code.trim()))
}

/// All regions with a number, by name.
pub(crate) fn regions() -> Vec<Region> {
    let mut regions: Vec<Region> = EMERGENCY.region.iter().map(Row::region).collect();
    regions.sort_by(|a, b| a.name.cmp(&b.name));
    regions
}

/// The region's code as it is stored, if it is known.
pub(crate) fn region_exists(code: &str) -> Result<String> {
    row(code).map(|row| row.code.clone()).ok_or(Error::NotFound { what: Thing::Region })
}

/// Help where somebody else is the danger: what belongs to harming oneself is left out.
pub(crate) fn help_in_danger(region: Option<&str>) -> Help {
    let mut help = help(region);
    help.suggestions.truncate(2);
    help
}

/// Help for a region; an unknown or missing one still gets everything but the number.
pub(crate) fn help(region: Option<&str>) -> Help {
    let pack = pack();
    let emergency = region.and_then(row).map(|row| EmergencyNumbers {
        region: row.region(),
        numbers: row.numbers.clone(),
        source: pack
            .chrome("help.number_source")
            .replace("{source}", &format!("libphonenumber {}", EMERGENCY.source_version)),
    });
    let without_number = emergency.is_none().then(|| pack.chrome("help.without_number"));
    Help {
        title: pack.chrome("help.title"),
        lead: pack.chrome("help.lead"),
        emergency,
        without_number,
        suggestions: (1..=3).map(|n| pack.chrome(&format!("help.suggestion_{n}"))).collect(),
        discretion: pack.chrome("help.discretion"),
        standing: pack.chrome("help.standing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_code_a_name_and_short_numbers() {
        assert!(EMERGENCY.region.len() > 200);
        for row in &EMERGENCY.region {
            assert!(row.code.len() == 2 && row.code.bytes().all(|b| b.is_ascii_uppercase()), "{}", row.code);
            assert!(!row.name.is_empty() && !row.numbers.is_empty(), "{}", row.code);
            let short = |number: &String| (2..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
            assert!(row.numbers.iter().all(short), "{}", row.code);
        }
    }

    #[test]
    fn help_never_fails_and_only_shows_a_number_that_was_read() {
        assert_eq!(help(Some("nz")).emergency.unwrap().numbers, ["111"]);
        for unknown in [None, Some(""), Some("ZZ"), Some("💔")] {
            let help = help(unknown);
            assert!(help.emergency.is_none() && help.without_number.is_some());
        }
    }
}
