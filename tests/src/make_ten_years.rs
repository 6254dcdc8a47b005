//! Makes a journal with ten years in it, for the shells' benchmarks: `cargo run -p steppingstone-tests --bin ten-years DIR`.

use std::path::PathBuf;

use steppingstone_tests::ten_years::{self, Copied};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let place = PathBuf::from(std::env::args_os().nth(1).ok_or("a folder is missing")?);
    std::fs::create_dir_all(&place)?;
    if !place.join("journal.sqlite").exists() {
        ten_years::make(&place, Copied::Records)?;
    }
    // The index is filled now, not while somebody measures.
    drop(steppingstone_tests::open(&place));
    Ok(())
}
