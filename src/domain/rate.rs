//! A rate: two counts, divided only when shown.

use std::fmt;
use std::ops::AddAssign;

use serde::Serialize;

/// How many of how many. A rate is two integers; anyone who shows it divides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The orders that count.
    pub numerator: u64,
    /// The orders looked at.
    pub denominator: u64,
}

/// The two ends of an interval around a rate, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Lower end, in millionths.
    pub low: u32,
    /// Upper end, in millionths.
    pub high: u32,
}

impl Count {
    /// Returns `numerator` of `denominator`.
    pub const fn new(numerator: u64, denominator: u64) -> Self {
        Self { numerator, denominator }
    }

    /// Returns the rate in millionths, rounded half up, or `None` where nothing was looked at.
    pub fn millionths(self) -> Option<u64> {
        self.scaled(1_000_000)
    }

    /// Returns the rate in hundredths of a percent, rounded half up, or `None` where nothing was
    /// looked at.
    pub fn basis_points(self) -> Option<u64> {
        self.scaled(10_000)
    }

    fn scaled(self, unit: u64) -> Option<u64> {
        let whole = u128::from(self.denominator);
        let scaled = u128::from(self.numerator) * u128::from(unit) * 2 + whole;
        u64::try_from(scaled.checked_div(whole * 2)?).ok()
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
    }
}

impl fmt::Display for Count {
    /// Percent with two decimals, half up (`5.63%`), or an em dash where nothing was looked at.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.basis_points() {
            Some(bp) => write!(f, "{}.{:02}%", bp / 100, bp % 100),
            None => f.write_str("—"),
        }
    }
}

/// Returns whether chance leaves so many orders without a dispute in fewer than one of so many cases, as often
/// as others have one.
pub fn none_is_rare(count: u64, orders: u128, disputed: u128, one_in: u128) -> bool {
    const CERTAIN: u128 = 1_000_000_000;
    let clean = orders.saturating_sub(disputed);
    let mut chance = CERTAIN;
    for _ in 0..count {
        chance = chance * clean / orders.max(1);
        if chance * one_in < CERTAIN {
            return true;
        }
        if clean == orders {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_up() {
        assert_eq!(Count::new(1, 8).to_string(), "12.50%");
        assert_eq!(Count::new(1, 16).basis_points(), Some(625));
        assert_eq!(Count::new(1, 20_000).basis_points(), Some(1));
        assert_eq!(Count::new(1, 20_001).basis_points(), Some(0));
        assert_eq!(Count::new(250, 4_444).millionths(), Some(56_256));
    }

    #[test]
    fn none_of_none_is_not_zero() {
        assert_eq!(Count::new(0, 0).basis_points(), None);
        assert_eq!(Count::new(0, 0).to_string(), "—");
        assert_eq!(Count::new(0, 5).to_string(), "0.00%");
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        assert_eq!(Count::new(u64::MAX, u64::MAX).millionths(), Some(1_000_000));
    }
}
