//! Ground floor: small files beside the journal, written whole or not at all, and read only where they are small.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// Puts `bytes` in the place of a file, by way of `unfinished` in the same folder. When this returns, it survives a
/// power cut; when it fails, the old file stands and what is unfinished may be left.
pub(crate) fn replace(file: &Path, unfinished: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = File::create(unfinished)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    drop(new);
    fs::rename(unfinished, file)?;
    // The name is durable once its folder is; where a folder cannot be synced, the next best is done.
    if let Some(folder) = file.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// What is in a file of at most `most` bytes; none where there is no such file.
pub(crate) fn read_small(file: &Path, most: u64) -> Option<Vec<u8>> {
    let file = File::open(file).ok().filter(|file| file.metadata().is_ok_and(|about| about.is_file()))?;
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    u64::try_from(bytes.len()).is_ok_and(|length| length <= most).then_some(bytes)
}

/// Takes a file away; one that is not there is gone already.
pub(crate) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_read_and_removed() {
        let place = tempfile::tempdir().unwrap();
        let (file, unfinished) = (place.path().join("a.json"), place.path().join("a.tmp"));
        assert_eq!(read_small(&file, 10), None);
        replace(&file, &unfinished, b"one").unwrap();
        replace(&file, &unfinished, b"three").unwrap();
        assert_eq!(read_small(&file, 5).as_deref(), Some(&b"three"[..]));
        assert_eq!((read_small(&file, 4), read_small(place.path(), 10)), (None, None));
        remove(&file).unwrap();
        remove(&file).unwrap();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
