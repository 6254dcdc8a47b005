//! Numbers in whole steps.

/// The middle value; of two middle ones the one between, rounded down. None of nothing.
pub(super) fn median(values: impl IntoIterator<Item = i64>) -> Option<i64> {
    let mut values: Vec<i64> = values.into_iter().collect();
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get(values.len().checked_sub(1)? / 2)?;
    Some((lower + upper).div_euclid(2))
}

/// The median of ratings, 0 to 100; nothing has the median 0.
pub(super) fn middle(ratings: impl IntoIterator<Item = u8>) -> u8 {
    median(ratings.into_iter().map(i64::from)).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

/// How many of `all` in percent, rounded to the nearest; 0 of nothing.
pub(super) fn percent(part: i64, all: i64) -> i64 {
    if all == 0 { 0 } else { (200 * part + all).div_euclid(2 * all) }
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_few_and_many() {
        assert_eq!(median([]), None);
        assert_eq!(median([7]), Some(7));
        assert_eq!(median([100, 0, 75]), Some(75));
        assert_eq!(median([75, 50, 100, 25]), Some(62));
        assert_eq!(middle([]), 0);
        assert_eq!(middle([100, 100]), 100);
    }

    #[test]
    fn percent_rounds_to_the_nearest() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(1, 8), percent(0, 0)], [33, 67, 13, 0]);
    }
}
