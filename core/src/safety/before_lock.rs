//! The one file outside the journal: where the person is, and the lines that they chose to see
//! before the lock. Help reads it when the journal is locked, newer, damaged or cannot be opened.
//!
//! It holds nothing else, and it is not there while there is nothing to hold. A file that is
//! damaged, too large, or of a newer version counts as none.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::own::{OwnHelp, dialable, is_kind, label};
use crate::error::Result;
use crate::file;
use crate::hash::fingerprint;
use crate::settings::AgeBand;
use crate::text::Words;

const FILE: &str = "help.json";
const UNFINISHED: &str = "help.tmp";
const VERSION: u32 = 1;
/// More than the most lines need; anything larger is no such file.
const MOST_BYTES: u64 = 256 * 1024;
const MOST_LINES: usize = 40;
const MOST_CHARS: u32 = 2_000;

/// What stands outside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shown {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) age_band: Option<AgeBand>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    kind: String,
    text: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
}

impl Default for Shown {
    fn default() -> Self {
        Self { version: VERSION, region: None, age_band: None, lines: Vec::new() }
    }
}

impl Shown {
    pub(super) fn of(region: Option<String>, age_band: Option<AgeBand>, lines: &[OwnHelp]) -> Self {
        let line =
            |line: &OwnHelp| Line { kind: line.kind.clone(), text: line.text.clone(), number: line.number.clone() };
        Self { region, age_band, lines: lines.iter().map(line).collect(), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The lines as Help shows them. A line that cannot have been written here is left out.
    pub(crate) fn own(&self) -> Vec<OwnHelp> {
        let fits = |line: &&Line| is_kind(&line.kind) && line.text.check(crate::error::Field::Text, MOST_CHARS).is_ok();
        let line = |line: &Line| OwnHelp {
            id: fingerprint([&line.kind, &line.text.text, line.number.as_deref().unwrap_or_default()]),
            label: label(&line.kind),
            kind: line.kind.clone(),
            text: line.text.clone(),
            number: line.number.as_deref().and_then(dialable),
            record: None,
            before_lock: true,
        };
        self.lines.iter().filter(fits).take(MOST_LINES).map(line).collect()
    }
}

/// What is in the folder; nothing where there is no such file, or one that cannot be read.
pub(crate) fn read(directory: &Path) -> Shown {
    file::read_small(&directory.join(FILE), MOST_BYTES).and_then(|bytes| parse(&bytes)).unwrap_or_default()
}

/// Such a file from its bytes; none if they are none, or of a version that is not known here.
fn parse(bytes: &[u8]) -> Option<Shown> {
    let small = u64::try_from(bytes.len()).is_ok_and(|bytes| bytes <= MOST_BYTES);
    let shown: Shown = serde_json::from_slice(bytes).ok().filter(|_| small)?;
    (shown.version == VERSION).then_some(shown)
}

/// The lines that bytes hold as such a file; none if they are none.
pub fn lines_in(bytes: &[u8]) -> Option<usize> {
    parse(bytes).map(|shown| shown.own().len())
}

/// Makes the folder hold exactly this: whole or not at all. Where nothing is to be shown there is
/// no file; where it cannot be written the old one goes, so that what was taken back never stays.
pub(crate) fn write(directory: &Path, shown: &Shown) -> Result<()> {
    let (file, unfinished) = (directory.join(FILE), directory.join(UNFINISHED));
    if shown.is_empty() {
        file::remove(&unfinished)?;
        return Ok(file::remove(&file)?);
    }
    let written = serde_json::to_string(shown)?;
    if fs::read(&file).is_ok_and(|bytes| bytes == written.as_bytes()) {
        return Ok(file::remove(&unfinished)?);
    }
    if let Err(error) = file::replace(&file, &unfinished, written.as_bytes()) {
        file::remove(&unfinished)?;
        file::remove(&file)?;
        return Err(error.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        let line = Line { kind: "people".into(), text: Words::new("Lu"), number: Some("0215550123".into()) };
        Shown { region: Some("NZ".into()), lines: vec![line], ..Shown::default() }
    }

    fn files(place: &Path) -> usize {
        fs::read_dir(place).unwrap().count()
    }

    #[test]
    fn what_is_written_is_read_and_what_is_taken_back_is_gone() {
        let place = tempfile::tempdir().unwrap();
        assert_eq!(read(place.path()), Shown::default());
        write(place.path(), &Shown::default()).unwrap();
        assert_eq!(files(place.path()), 0, "nothing to show is no file");
        write(place.path(), &shown()).unwrap();
        assert_eq!(read(place.path()), shown());
        assert_eq!((read(place.path()).own().len(), files(place.path())), (1, 1));
        write(place.path(), &Shown { lines: Vec::new(), ..shown() }).unwrap();
        assert!(!fs::read_to_string(place.path().join(FILE)).unwrap().contains("Lu"));
        write(place.path(), &Shown::default()).unwrap();
        assert_eq!(files(place.path()), 0);
    }

    #[test]
    fn what_was_half_written_is_swept_away() {
        let place = tempfile::tempdir().unwrap();
        for next in [shown(), shown(), Shown::default()] {
            fs::write(place.path().join(UNFINISHED), "{\"version\":1,\"li").unwrap();
            write(place.path(), &next).unwrap();
            assert!(!place.path().join(UNFINISHED).exists());
        }
    }

    #[test]
    fn a_file_that_cannot_be_replaced_goes() {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), &shown()).unwrap();
        // In the way of the unfinished file, so that nothing can be written.
        fs::create_dir(place.path().join(UNFINISHED)).unwrap();
        assert!(write(place.path(), &Shown { region: Some("DE".into()), ..Shown::default() }).is_err());
        let left = read(place.path());
        assert!(left == Shown::default() || left == shown());
    }

    #[test]
    fn damaged_newer_and_strange_files_count_as_none() {
        let place = tempfile::tempdir().unwrap();
        let written = serde_json::to_string(&shown()).unwrap();
        for bad in
            ["", "{", "[]", "null", "{\"version\":2}", &written[..written.len() / 2], "{\"version\":1,\"lines\":[3]}"]
        {
            fs::write(place.path().join(FILE), bad).unwrap();
            assert_eq!(read(place.path()), Shown::default(), "{bad}");
        }
        fs::write(place.path().join(FILE), [0xff; 64]).unwrap();
        assert_eq!(read(place.path()), Shown::default());
        fs::write(place.path().join(FILE), " ".repeat(300_000) + &written).unwrap();
        assert_eq!(read(place.path()), Shown::default());
        fs::remove_file(place.path().join(FILE)).unwrap();
        fs::create_dir(place.path().join(FILE)).unwrap();
        assert_eq!(read(place.path()), Shown::default());
    }

    #[test]
    fn a_line_that_was_not_written_here_is_left_out() {
        let line = |kind: &str, text: &str| format!("{{\"kind\":\"{kind}\",\"text\":\"{text}\"}}");
        let file = |line: String| format!("{{\"version\":1,\"lines\":[{line}]}}");
        assert_eq!(lines_in(file(line("reasons", "the dog")).as_bytes()), Some(1));
        assert_eq!(lines_in(file(line("moon", "the dog")).as_bytes()), Some(0));
        assert_eq!(lines_in(file(line("reasons", " ")).as_bytes()), Some(0));
        let number = "{\"kind\":\"contact\",\"text\":\"Lu\",\"number\":\"javascript:1\"}";
        assert_eq!(parse(file(number.into()).as_bytes()).unwrap().own()[0].number, None);
    }
}
