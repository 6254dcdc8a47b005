//! What the safety scan costs: microseconds for a text of about forty words, and how that grows
//! with the length. Prints medians; it asserts nothing.
//!
//!     cargo bench -p steppingstone-tests --bench scan

#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]

use std::hint::black_box;
use std::time::Instant;

use steppingstone_core::scan;

const RUNS: usize = 2_000;

/// Texts of about forty words, each with words that rules begin with.
const TEXTS: &[(&str, &str)] = &[
    (
        "an ordinary evening",
        "I wrote to her on Saturday after the concert and she has not answered. I keep looking at my phone, and I \
         think she must find me boring. Nobody at work asked how it went, so I said nothing and went home early.",
    ),
    (
        "full of first words",
        "I want to think that I could never go on like this, and I do not want to be the one who is tired of it. \
         Why would I not just feel like nobody cares if I was there, when no one would even notice my new coat?",
    ),
    (
        "a disclosure",
        "My husband and I have been separated since May and I am not sleeping. Some nights I think about how much \
         easier it would be for everyone if I was gone, and I do not know whom I could tell about any of it.",
    ),
    (
        "misspelt",
        "i dunno waht to do animore, shee dosnt anser an i jst feell so aloone evry nite, iv triied to tawk to him \
         abuot it but he sed im too muuuch an i shud juss get ovver it alredy becuz its been munths nowww ok",
    ),
];

/// Median of many runs, in microseconds.
fn median(text: &str, runs: usize) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(scan(black_box(text)));
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

#[expect(clippy::cast_precision_loss, reason = "some hundred words")]
fn main() {
    let start = Instant::now();
    black_box(scan("once"));
    println!("reading the rules, once: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("medians of {RUNS} runs");
    for (what, text) in TEXTS {
        let words = text.split_whitespace().count();
        let time = median(text, RUNS);
        println!("  {what:<22} {words:>4} words {time:>9.1} us {:>9.1} us for 40 words", time * 40.0 / words as f64);
    }
    println!("growth with length");
    let (_, text) = TEXTS[1];
    for times in [1, 10, 100, 1_000] {
        let long = text.repeat(times);
        let words = text.split_whitespace().count() * times;
        let time = median(&long, (RUNS / times).max(5));
        println!("  {words:>7} words {time:>11.1} us {:>9.1} us for 40 words", time * 40.0 / words as f64);
    }
}
