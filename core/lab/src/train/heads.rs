//! One function per family of heads: its rows, its targets, what is kept of it.

use steppingstone_core::engine::{Features, Head, TRAPS, features};

use super::corpus::{Corpus, Silent, Thought};
use super::goemotions::{Comment, LABELS};
use crate::figures::count;

use super::Table;
use super::solver::{Link, Problem, Row, Solution, solve};

/// The families of core beliefs (Beck).
pub(crate) const FAMILIES: [&str; 3] = ["helpless", "unlovable", "worthless"];

/// How much of a thought's target is its main trap, where it has further ones.
const MAIN: f32 = 0.65;

/// How much a tidy row counts beside one in an ordinary voice.
const TIDY: f32 = 0.5;

/// How much an ordinary comment counts beside a row of the corpus, so that few of them are met with a question.
const COMMENT: f32 = 1.2;

/// The thirteen traps against each other.
pub(crate) fn traps(thoughts: &[Thought]) -> Vec<Head> {
    let table = Table::of(thoughts.iter().map(|thought| thought.text.as_str()), 2);
    let targets: Vec<Vec<f32>> = thoughts.iter().map(|thought| soft(&thought.traps)).collect();
    let names = TRAPS.map(|trap| format!("trap.{trap}"));
    let counts: Vec<f32> = thoughts.iter().map(|thought| if thought.ordinary { 1.0 } else { TIDY }).collect();
    learn(&table, &targets, &counts, &names, &Recipe { link: Link::Softmax, cost: 20.0, rounds: 150, most: 2600 })
}

fn soft(traps: &[String]) -> Vec<f32> {
    let further = traps.len().saturating_sub(1).max(1);
    let main = if traps.len() > 1 { MAIN } else { 1.0 };
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let share = (1.0 - main) / further as f32;
    let target = |name: &str| match traps.iter().position(|trap| trap == name) {
        Some(0) => main,
        Some(_) => share,
        None => 0.0,
    };
    TRAPS.iter().map(|name| target(name)).collect()
}

/// A thought with a trap against rewrites, plain texts and ordinary comments.
pub(crate) fn unbalanced(thoughts: &[Thought], silent: &[Silent], comments: &[Comment]) -> Head {
    let mut texts: Vec<(&str, f32, f32)> = Vec::new();
    for thought in thoughts {
        texts.push((&thought.text, 1.0, 1.0));
        texts.extend(thought.rewrite.iter().map(|rewrite| (rewrite.as_str(), 0.0, 1.0)));
    }
    texts.extend(silent.iter().map(|silent| (silent.text.as_str(), 0.0, 1.0)));
    texts.extend(comments.iter().step_by(3).map(|comment| (comment.text.as_str(), 0.0, COMMENT)));
    let table = Table::of(texts.iter().map(|(text, ..)| *text), 3);
    let targets: Vec<Vec<f32>> = texts.iter().map(|(_, target, _)| vec![*target]).collect();
    let counts: Vec<f32> = texts.iter().map(|(.., count)| *count).collect();
    let names = ["unbalanced".to_owned()];
    learn(&table, &targets, &counts, &names, &Recipe { link: Link::Logistic, cost: 5.0, rounds: 100, most: 9000 })
        .remove(0)
}

/// Families of core beliefs, each for itself.
pub(crate) fn core_beliefs(corpus: &Corpus) -> Vec<Head> {
    let table = Table::of(corpus.core_beliefs.iter().map(|belief| belief.text.as_str()), 2);
    let target = |families: &[String]| {
        FAMILIES.map(|family| if families.iter().any(|own| own == family) { 1.0 } else { 0.0 }).to_vec()
    };
    let targets: Vec<Vec<f32>> = corpus.core_beliefs.iter().map(|belief| target(&belief.families)).collect();
    let names = FAMILIES.map(|family| format!("core.{family}"));
    learn(
        &table,
        &targets,
        &vec![1.0; table.rows.len()],
        &names,
        &Recipe { link: Link::Logistic, cost: 5.0, rounds: 60, most: 2000 },
    )
}

/// The 28 labels of `GoEmotions`, each for itself, so that one half is where F1 is best on the development part.
pub(crate) fn emotions(comments: &[Comment], dev: &[Comment]) -> Vec<Head> {
    let table = Table::of(comments.iter().map(|comment| comment.text.as_str()), 3);
    let target = |labels: &[usize]| (0..LABELS.len()).map(|n| if labels.contains(&n) { 1.0 } else { 0.0 }).collect();
    let targets: Vec<Vec<f32>> = comments.iter().map(|comment| target(&comment.labels)).collect();
    let names = LABELS.map(|label| format!("emotion.{label}"));
    let mut heads = learn(
        &table,
        &targets,
        &vec![1.0; table.rows.len()],
        &names,
        &Recipe { link: Link::Logistic, cost: 3.0, rounds: 45, most: 2200 },
    );
    let read: Vec<Features> = dev.iter().map(|comment| features(&comment.text)).collect();
    for (label, head) in heads.iter_mut().enumerate() {
        let said = read.iter().zip(dev).map(|(read, comment)| (head.logit(read), comment.labels.contains(&label)));
        head.bias -= best_threshold(said.collect());
    }
    heads
}

/// The logit from which on F1 is best.
fn best_threshold(mut said: Vec<(i32, bool)>) -> i32 {
    said.sort_unstable_by_key(|(logit, holds)| (std::cmp::Reverse(*logit), *holds));
    let all = said.iter().filter(|(_, holds)| *holds).count();
    let (mut hits, mut best) = (0, (0.0, 0));
    for (number, (logit, holds)) in said.iter().enumerate() {
        hits += usize::from(*holds);
        let f1 = 2.0 * count(hits) / count(number + 1 + all);
        if f1 > best.0 {
            best = (f1, *logit);
        }
    }
    best.1
}

/// How a family is learned.
struct Recipe {
    link: Link,
    /// The weight of the data against small weights.
    cost: f32,
    /// Rounds of the first search.
    rounds: usize,
    /// Weights that a head keeps.
    most: usize,
}

/// Rounds of the second search, in which the weights that are kept take over from those that are not.
const AGAIN: usize = 25;

fn learn(table: &Table, targets: &[Vec<f32>], counts: &[f32], names: &[String], recipe: &Recipe) -> Vec<Head> {
    let (rows, columns, outputs) = (&table.rows, table.buckets.len(), names.len());
    let Recipe { link, cost, rounds, most } = *recipe;
    let problem = |start| Problem { rows, targets, counts, columns, outputs, link, cost, start };
    let first = solve(&problem(Vec::new()), rounds);
    let spread = spread(rows, columns);
    let kept: Vec<Vec<usize>> = (0..outputs).map(|output| telling(&first, &spread, output, most)).collect();
    let start = first.pruned(|column, output| kept[output].binary_search(&column).is_ok());
    let second = solve(&problem(start), AGAIN);
    let head = |(output, name): (usize, &String)| whole(table, &second, &kept[output], output, name);
    names.iter().enumerate().map(head).collect()
}

/// How far each column moves a logit over all rows, for a weight of one.
fn spread(rows: &[Row], columns: usize) -> Vec<f32> {
    let mut sums = vec![0.0; columns];
    for (column, value) in rows.iter().flatten() {
        sums[*column as usize] += value * value;
    }
    sums.into_iter().map(f32::sqrt).collect()
}

/// The `most` columns that tell an output most, ascending.
fn telling(solution: &Solution, spread: &[f32], output: usize, most: usize) -> Vec<usize> {
    let tells = |column: usize| solution.weight(column, output).abs() * spread[column];
    let mut columns: Vec<usize> = (0..spread.len()).collect();
    columns.sort_by(|a, b| tells(*b).total_cmp(&tells(*a)).then(a.cmp(b)));
    columns.truncate(most);
    columns.sort_unstable();
    columns
}

/// A head with weights as whole numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded and in range")]
fn whole(table: &Table, solution: &Solution, columns: &[usize], output: usize, name: &str) -> Head {
    let top = columns.iter().map(|column| solution.weight(*column, output).abs()).fold(1e-6, f32::max);
    let whole = |column: &usize| (solution.weight(*column, output) / top * 127.0).round() as i8;
    let weights = columns.iter().map(|column| (table.buckets[*column], whole(column))).filter(|(_, w)| *w != 0);
    Head {
        name: name.to_owned(),
        bias: (solution.bias(output) * 1024.0).round() as i32,
        unit: (top / 127.0 * 1_048_576.0).round() as u32,
        weights: weights.collect(),
    }
}
