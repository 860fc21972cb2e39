//! Intervals and forecasts: the only file that computes with floats.
#![expect(clippy::float_arithmetic, reason = "the one place where floats may live")]

use crate::domain::{Count, Interval};

/// The 97.5 % quantile of the standard normal distribution, so that the interval holds 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Returns the 95 % Wilson score interval of a rate, or `None` where nothing was looked at.
///
/// Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212. Unlike the
/// textbook interval it stays between 0 and 1 and holds for small counts.
pub fn wilson(count: Count) -> Option<Interval> {
    if count.denominator == 0 {
        return None;
    }
    let whole = float(count.denominator);
    let share = float(count.numerator.min(count.denominator)) / whole;
    let squared = Z * Z;
    let scale = 1.0 + squared / whole;
    let centre = (share + squared / (2.0 * whole)) / scale;
    let spread = share * (1.0 - share) / whole + squared / (4.0 * whole * whole);
    let half = Z / scale * spread.sqrt();
    let low = if count.numerator == 0 { 0.0 } else { centre - half };
    let high = if count.numerator >= count.denominator { 1.0 } else { centre + half };
    Some(Interval { low: millionths(low), high: millionths(high) })
}

/// Returns the float nearest to an integer; exact below 2^53.
fn float(integer: u64) -> f64 {
    let high = u32::try_from(integer >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(integer & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

/// Returns a share in millionths, rounded half up, kept between 0 and 1.
fn millionths(share: f64) -> u32 {
    // NOTE: no `try_from` leads from a float to an integer; `as` saturates, and the clamp bounds it.
    (share.clamp(0.0, 1.0) * 1_000_000.0 + 0.5).floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(numerator: u64, denominator: u64) -> (u32, u32) {
        let found = wilson(Count::new(numerator, denominator)).unwrap();
        (found.low, found.high)
    }

    #[test]
    fn the_interval_is_that_of_the_textbook() {
        // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3, to six places.
        assert_eq!(interval(81, 263), (255_289, 366_210));
        assert_eq!(interval(15, 148), (62_386, 160_487));
        assert_eq!(interval(0, 20), (0, 161_125));
        assert_eq!(interval(1, 29), (6_113, 171_755));
    }

    #[test]
    fn all_of_all_reaches_one_and_nothing_looked_at_has_none() {
        assert_eq!(interval(5, 5).1, 1_000_000);
        assert_eq!(wilson(Count::new(0, 0)), None);
    }

    #[test]
    fn the_largest_counts_have_a_narrow_interval() {
        assert_eq!(interval(u64::MAX / 2, u64::MAX), (500_000, 500_000));
    }
}
