//! What a reading by the reappraisal engine costs: microseconds for an entry of about forty words, all of
//! it (clauses, traps, balance, emotions, families of core beliefs), and for four times as many. Prints
//! medians; it asserts nothing.
//!
//!     cargo bench -p steppingstone-tests --bench engine
//!
//! Beside it, measured once on such a machine and not run here: a sentence model of 22.9 MB (`MiniLM`, int8)
//! took 3,000 to 5,000 microseconds per sentence on two threads.

#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]

use std::hint::black_box;
use std::time::Instant;

use steppingstone_core::reappraise;

const RUNS: usize = 2_000;

const ENTRY: &str = "She did not answer my message all weekend and I keep looking at the phone, so I must have said \
                     something wrong again. She probably thinks that I am boring, and honestly I will never find \
                     anyone who wants me.";

/// Median of many runs, in microseconds.
fn median(text: &str) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(reappraise(black_box(text)));
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn main() {
    let start = Instant::now();
    black_box(reappraise("once"));
    println!("reading rules and weights, once: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("medians of {RUNS} runs");
    let long = [ENTRY; 4].join(" ");
    for text in [ENTRY, &long] {
        println!("{:>4} words: {:>6.1} us", text.split_whitespace().count(), median(text));
    }
}
