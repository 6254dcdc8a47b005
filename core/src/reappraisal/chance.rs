//! From logits to chances, in whole numbers: the same on every platform.

/// A chance in 1/1000.
pub type PerMille = u16;

/// e to the power of -1/64, -2/64, -4/64 … -512/64, in 1/2^30.
const POWERS: [u64; 10] = [
    1_057_095_000,
    1_040_706_261,
    1_008_687_096,
    947_573_834,
    836_230_973,
    651_257_337,
    395_007_542,
    145_315_154,
    19_666_268,
    360_200,
];

/// e to the power of minus `x`/1024, in 1/2^30.
pub(crate) fn exp_minus(x: u32) -> u64 {
    let steps = (x + 8) / 16;
    if steps >= 1 << POWERS.len() {
        return 0;
    }
    let bits = POWERS.iter().enumerate().filter(|(bit, _)| steps >> bit & 1 == 1);
    bits.fold(1 << 30, |product, (_, power)| (product * power) >> 30)
}

/// The logistic function of a logit in 1/1024.
pub(crate) fn logistic(logit: i32) -> PerMille {
    let low = exp_minus(logit.unsigned_abs());
    let small = (low * 1000 + (1 << 29)) / ((1 << 30) + low);
    let small = PerMille::try_from(small).unwrap_or(500).min(500);
    if logit < 0 { small } else { 1000 - small }
}

/// Shares of 1000 by logits in 1/1024.
pub(crate) fn shares(logits: &[i32]) -> Vec<PerMille> {
    let top = logits.iter().copied().max().unwrap_or(0);
    let powers: Vec<u64> = logits.iter().map(|logit| exp_minus(top.abs_diff(*logit))).collect();
    let sum: u64 = powers.iter().sum::<u64>().max(1);
    powers.iter().map(|power| PerMille::try_from(power * 1000 / sum).unwrap_or(1000)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "the real thing to compare with")]
    fn powers_are_right() {
        for x in (0..9_000).step_by(7) {
            let real = (-f64::from(x) / 1024.0).exp();
            assert!((exp_minus(x) as f64 / f64::from(1 << 30) - real).abs() < 0.009, "{x}");
        }
    }

    #[test]
    fn chances() {
        assert_eq!(logistic(0), 500);
        assert_eq!((logistic(-40_000), logistic(40_000)), (0, 1000));
        assert_eq!(logistic(2250), 900);
        assert_eq!(logistic(-2250), 100);
        assert_eq!(shares(&[0, 0]), [500, 500]);
        assert_eq!(shares(&[]), [0; 0]);
    }
}
