//! From logits to chances, in whole numbers: the same on every platform.

/// A chance in millionths. The product shows thousandths; ranking likes it finer.
pub(crate) type Chance = u32;

/// What is sure, as a [`Chance`].
pub(crate) const SURE: Chance = 1_000_000;

/// e to the power of -1/1024, -2/1024, -4/1024 … -8192/1024, in 1/2^30.
const POWERS: [u64; 14] = [
    1_072_693_760,
    1_071_646_719,
    1_069_555_701,
    1_065_385_899,
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
fn exp_minus(x: u32) -> u64 {
    if x >= 1 << POWERS.len() {
        return 0;
    }
    let bits = POWERS.iter().enumerate().filter(|(bit, _)| x >> bit & 1 == 1);
    bits.fold(1 << 30, |product, (_, power)| (product * power) >> 30)
}

/// The logistic function of a logit in 1/1024.
pub(crate) fn logistic(logit: i32) -> Chance {
    let low = exp_minus(logit.unsigned_abs());
    let small = chance(low, (1 << 30) + low);
    if logit < 0 { small } else { SURE - small }
}

/// Shares by logits in 1/1024.
pub(crate) fn shares(logits: &[i32]) -> Vec<Chance> {
    let top = logits.iter().copied().max().unwrap_or(0);
    let powers: Vec<u64> = logits.iter().map(|logit| exp_minus(top.abs_diff(*logit))).collect();
    let sum: u64 = powers.iter().sum::<u64>().max(1);
    powers.into_iter().map(|power| chance(power, sum)).collect()
}

/// Both of two things that have nothing to do with each other.
pub(crate) fn both(a: Chance, b: Chance) -> Chance {
    chance(u64::from(a) * u64::from(b), u64::from(SURE) * u64::from(SURE))
}

/// A chance by a table of what it is worth at equal steps from 0 to [`SURE`].
pub(crate) fn by_table(table: &[Chance], raw: Chance) -> Chance {
    let Some(steps) = u32::try_from(table.len()).ok().filter(|length| *length > 1).map(|length| length - 1) else {
        return raw;
    };
    let width = SURE / steps;
    let step = (raw / width).min(steps - 1);
    let (low, high) = (u64::from(table[step as usize]), u64::from(table[step as usize + 1]));
    let inside = u64::from((raw - step * width).min(width));
    let width = u64::from(width);
    Chance::try_from((low * (width - inside) + high * inside) / width).unwrap_or(SURE).min(SURE)
}

fn chance(part: u64, whole: u64) -> Chance {
    Chance::try_from(u128::from(part) * u128::from(SURE) / u128::from(whole.max(1))).unwrap_or(SURE).min(SURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "the real thing to compare with")]
    fn powers_are_right() {
        for x in (0..12_000).step_by(7) {
            let real = (-f64::from(x) / 1024.0).exp();
            assert!((exp_minus(x) as f64 / f64::from(1 << 30) - real).abs() < 1e-7, "{x}");
        }
    }

    #[test]
    fn chances() {
        assert_eq!(logistic(0), SURE / 2);
        assert_eq!((logistic(-40_000), logistic(40_000)), (0, SURE));
        assert_eq!((logistic(2250) + 500) / 1000, 900);
        assert_eq!(shares(&[0, 0]), [SURE / 2, SURE / 2]);
        assert!(shares(&[]).is_empty());
        assert_eq!(both(SURE / 2, SURE / 2), SURE / 4);
    }

    #[test]
    fn a_table_is_read_between_its_steps() {
        let table = [0, 100_000, 900_000];
        assert_eq!(by_table(&table, 0), 0);
        assert_eq!(by_table(&table, 250_000), 50_000);
        assert_eq!(by_table(&table, 750_000), 500_000);
        assert_eq!(by_table(&table, SURE), 900_000);
        assert_eq!(by_table(&[], 17), 17);
    }
}
