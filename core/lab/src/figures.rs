//! Figures with their number, an interval, and how to rank.

/// A count of hits among cases.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) hits: usize,
    pub(crate) of: usize,
}

impl Share {
    pub(crate) fn of(hits: impl IntoIterator<Item = bool>) -> Self {
        let mut share = Self::default();
        hits.into_iter().for_each(|hit| share.add(hit));
        share
    }

    pub(crate) fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    /// The share with Wilson's 95 % interval (1927) and the number of cases.
    pub(crate) fn row(self) -> String {
        if self.of == 0 {
            return "–".into();
        }
        let (n, p, z) = (count(self.of), count(self.hits) / count(self.of), 1.96_f64);
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let reach = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        format!("{p:.3} [{:.3}, {:.3}] (n = {})", middle - reach, middle + reach, self.of)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
pub(crate) fn count(n: usize) -> f64 {
    n as f64
}

/// How often a case stands above one that is none, a tie counting half; none where one kind is missing.
pub(crate) fn auc(mut said: Vec<(u32, bool)>) -> Option<f64> {
    said.sort_unstable_by_key(|(score, _)| *score);
    let cases = said.iter().filter(|(_, is)| *is).count();
    let others = said.len() - cases;
    let (mut below, mut won) = (0, 0.0);
    for tie in said.chunk_by(|a, b| a.0 == b.0) {
        let (yes, no) = (tie.iter().filter(|(_, is)| *is).count(), tie.iter().filter(|(_, is)| !*is).count());
        won += count(yes) * (count(below) + count(no) / 2.0);
        below += no;
    }
    (cases > 0 && others > 0).then(|| won / (count(cases) * count(others)))
}

/// The harmonic mean of precision and recall.
pub(crate) fn f1(said_and_is: impl IntoIterator<Item = (bool, bool)>) -> f64 {
    let (mut both, mut said, mut is) = (0, 0, 0);
    for (says, holds) in said_and_is {
        both += usize::from(says && holds);
        said += usize::from(says);
        is += usize::from(holds);
    }
    if said + is == 0 { 0.0 } else { 2.0 * count(both) / count(said + is) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_small_cases() {
        assert_eq!(auc(vec![(1, false), (2, true), (2, false), (3, true)]), Some(0.875));
        assert_eq!(auc(vec![(1, true)]), None);
        assert!((f1([(true, true), (true, false), (false, true)]) - 0.5).abs() < 1e-9);
        assert_eq!(Share::of([true, false]).row(), "0.500 [0.095, 0.905] (n = 2)");
    }
}
