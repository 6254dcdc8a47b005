//! Linear models by L-BFGS (Liu and Nocedal, 1989): small, deterministic, the same bytes on every run.
//!
//! Rows are cut into two fixed parts whose sums are added in order, so two cores give what one gives.

use std::collections::VecDeque;

/// How the outputs of a row become chances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// One of several: the chances of a row add up to one.
    Softmax,
    /// Each for itself.
    Logistic,
}

/// A sparse row: column and value.
pub(crate) type Row = Vec<(u32, f32)>;

/// What is to be learned.
pub(crate) struct Problem<'a> {
    pub(crate) rows: &'a [Row],
    /// For each row its targets, one per output, 0 to 1.
    pub(crate) targets: &'a [Vec<f32>],
    /// How much each row counts.
    pub(crate) counts: &'a [f32],
    pub(crate) columns: usize,
    pub(crate) outputs: usize,
    pub(crate) link: Link,
    /// The weight of the data against small weights.
    pub(crate) cost: f32,
    /// Where it starts, and which weights may be other than nothing; from nothing and all of them if empty.
    pub(crate) start: Vec<f32>,
}

/// Weights by column and output, then one bias per output.
pub(crate) struct Solution {
    pub(crate) outputs: usize,
    values: Vec<f32>,
}

impl Solution {
    pub(crate) fn weight(&self, column: usize, output: usize) -> f32 {
        self.values[column * self.outputs + output]
    }

    pub(crate) fn bias(&self, output: usize) -> f32 {
        self.values[self.values.len() - self.outputs + output]
    }

    /// What a further search starts from: these weights less those that are not `kept`.
    pub(crate) fn pruned(&self, kept: impl Fn(usize, usize) -> bool) -> Vec<f32> {
        let biases = self.values.len() - self.outputs;
        let cell = |(cell, value): (usize, &f32)| {
            if cell >= biases || kept(cell / self.outputs, cell % self.outputs) { *value } else { 0.0 }
        };
        self.values.iter().enumerate().map(cell).collect()
    }
}

const MEMORY: usize = 6;
const PARTS: usize = 2;

/// Solves it in at most `rounds` rounds.
pub(crate) fn solve(problem: &Problem<'_>, rounds: usize) -> Solution {
    let nothing = || vec![0.0; (problem.columns + 1) * problem.outputs];
    let mut at = if problem.start.is_empty() { nothing() } else { problem.start.clone() };
    let (mut loss, mut slope) = evaluate(problem, &at);
    let mut memory: VecDeque<(Vec<f32>, Vec<f32>, f64)> = VecDeque::new();
    for _ in 0..rounds {
        let mut direction = descent(&slope, &memory);
        if dot(&direction, &slope) >= 0.0 {
            memory.clear();
            direction = slope.iter().map(|s| -s).collect();
        }
        let Some((next, next_loss, next_slope)) = step(problem, &at, loss, &slope, &direction, memory.is_empty())
        else {
            break;
        };
        let moved: Vec<f32> = next.iter().zip(&at).map(|(a, b)| a - b).collect();
        let turned: Vec<f32> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &turned);
        if curve > 1e-12 {
            memory.push_back((moved, turned, 1.0 / curve));
            if memory.len() > MEMORY {
                memory.pop_front();
            }
        }
        let gained = loss - next_loss;
        (at, loss, slope) = (next, next_loss, next_slope);
        if gained < 1e-6 * loss.abs() {
            break;
        }
    }
    Solution { outputs: problem.outputs, values: at }
}

/// The two-loop recursion.
fn descent(slope: &[f32], memory: &VecDeque<(Vec<f32>, Vec<f32>, f64)>) -> Vec<f32> {
    let mut q = slope.to_vec();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned, inverse) in memory.iter().rev() {
        let share = inverse * dot(moved, &q);
        add(&mut q, turned, -share);
        shares.push(share);
    }
    if let Some((moved, turned, _)) = memory.back() {
        let scale = dot(moved, turned) / dot(turned, turned).max(1e-30);
        for value in &mut q {
            *value = narrow(f64::from(*value) * scale);
        }
    }
    for ((moved, turned, inverse), share) in memory.iter().zip(shares.iter().rev()) {
        let back = inverse * dot(turned, &q);
        add(&mut q, moved, share - back);
    }
    q.into_iter().map(|value| -value).collect()
}

/// The first of ever shorter steps that gains enough (Armijo).
fn step(
    problem: &Problem<'_>,
    at: &[f32],
    loss: f64,
    slope: &[f32],
    direction: &[f32],
    first: bool,
) -> Option<(Vec<f32>, f64, Vec<f32>)> {
    let fall = dot(direction, slope);
    let mut length = if first { 1.0 / dot(direction, direction).sqrt().max(1e-9) } else { 1.0 };
    for _ in 0..20 {
        let mut next = at.to_vec();
        add(&mut next, direction, length);
        let (next_loss, next_slope) = evaluate(problem, &next);
        if next_loss <= loss + 1e-4 * length * fall {
            return Some((next, next_loss, next_slope));
        }
        length *= 0.5;
    }
    None
}

/// The loss at a place, and its slope there.
fn evaluate(problem: &Problem<'_>, at: &[f32]) -> (f64, Vec<f32>) {
    let size = problem.rows.len().div_ceil(PARTS).max(1);
    let parts: Vec<(f64, Vec<f32>)> = std::thread::scope(|scope| {
        let run = |part: usize| {
            let range = (part * size).min(problem.rows.len())..((part + 1) * size).min(problem.rows.len());
            scope.spawn(move || evaluate_part(problem, at, range))
        };
        let handles: Vec<_> = (0..PARTS).map(run).collect();
        handles.into_iter().map(|handle| handle.join().unwrap_or_default()).collect()
    });
    let weights = problem.columns * problem.outputs;
    let is_free = |cell: usize| problem.start.is_empty() || cell >= weights || problem.start[cell] != 0.0;
    let mut loss = 0.5 * dot(&at[..weights], &at[..weights]);
    let mut slope = at.to_vec();
    slope[weights..].fill(0.0);
    for (part_loss, part_slope) in &parts {
        loss += part_loss;
        add(&mut slope, part_slope, 1.0);
    }
    slope.iter_mut().enumerate().filter(|(cell, _)| !is_free(*cell)).for_each(|(_, slope)| *slope = 0.0);
    (loss, slope)
}

fn evaluate_part(problem: &Problem<'_>, at: &[f32], range: std::ops::Range<usize>) -> (f64, Vec<f32>) {
    let mut slope = vec![0.0; at.len()];
    let mut loss = 0.0;
    for number in range {
        let row = &problem.rows[number];
        let mut push = logits(at, problem.outputs, row);
        loss += problem.link.push(&mut push, &problem.targets[number], problem.cost * problem.counts[number]);
        for (column, value) in row {
            let cells = &mut slope[*column as usize * problem.outputs..][..problem.outputs];
            cells.iter_mut().zip(&push).for_each(|(cell, push)| *cell += push * value);
        }
        let biases = at.len() - problem.outputs;
        slope[biases..].iter_mut().zip(&push).for_each(|(cell, push)| *cell += push);
    }
    (loss, slope)
}

fn logits(values: &[f32], outputs: usize, row: &Row) -> Vec<f32> {
    let mut sums = values[values.len() - outputs..].to_vec();
    for (column, value) in row {
        let cells = &values[*column as usize * outputs..][..outputs];
        sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell * value);
    }
    sums
}

impl Link {
    /// Turns logits into how far each is from its target, times `weight`; gives the loss.
    fn push(self, logits: &mut [f32], targets: &[f32], weight: f32) -> f64 {
        let mut loss = 0.0;
        match self {
            Self::Softmax => {
                let top = logits.iter().copied().fold(f32::MIN, f32::max);
                let sum: f32 = logits.iter().map(|logit| libm::expf(logit - top)).sum();
                let all: f32 = targets.iter().sum();
                for (logit, target) in logits.iter_mut().zip(targets) {
                    loss -= f64::from(*target) * (f64::from(*logit - top) - libm::log(f64::from(sum)));
                    *logit = (libm::expf(*logit - top) / sum * all - target) * weight;
                }
            }
            Self::Logistic => {
                for (logit, target) in logits.iter_mut().zip(targets) {
                    let low = libm::expf(-logit.abs());
                    let chance = if *logit >= 0.0 { 1.0 / (1.0 + low) } else { low / (1.0 + low) };
                    loss += f64::from(libm::log1pf(low)) + f64::from(logit.max(0.0) - target * *logit);
                    *logit = (chance - target) * weight;
                }
            }
        }
        loss * f64::from(weight)
    }
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
}

fn add(to: &mut [f32], from: &[f32], times: f64) {
    let times = narrow(times);
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from * times);
}

#[expect(clippy::cast_possible_truncation, reason = "weights are kept in single precision")]
fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_tells_classes_apart() {
        let rows: Vec<Row> = (0..60).map(|n| vec![(n % 3, 1.0), (3, 1.0)]).collect();
        let targets: Vec<Vec<f32>> =
            (0..60).map(|n| (0..3).map(|k| if n % 3 == k { 1.0 } else { 0.0 }).collect()).collect();
        for link in [Link::Softmax, Link::Logistic] {
            let problem = Problem {
                rows: &rows,
                targets: &targets,
                counts: &[1.0; 60],
                columns: 4,
                outputs: 3,
                link,
                cost: 10.0,
                start: Vec::new(),
            };
            let solution = solve(&problem, 50);
            for (row, target) in rows.iter().zip(&targets) {
                let said = logits(&solution.values, 3, row);
                let best = (0..3).max_by(|a, b| said[*a].total_cmp(&said[*b])).expect("three outputs");
                assert!(target[best] > 0.5);
            }
        }
    }
}
