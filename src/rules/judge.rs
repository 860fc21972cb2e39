//! A rate against a limit, in whole numbers: level, headroom, recovery.

use super::set::Operator;
use crate::domain::Count;
use crate::domain::enum_with_ids;

/// One whole, in hundredths of a percent.
const WHOLE: u128 = 10_000;

/// A limit that a rate is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The value in hundredths of a percent, at most 10,000.
    pub bp: u32,
    /// When it is broken.
    pub operator: Operator,
}

enum_with_ids! {
    /// How a metric stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum RiskLevel {
        /// Below the warning share of the limit.
        Ok = "ok",
        /// No limit is known, so nothing can be said.
        NoLimit = "no-limit",
        /// Nothing in the denominator, or the basis cannot be computed.
        NotAssessable = "not-assessable",
        /// From the warning share of the limit on, and not over it.
        Near = "near",
        /// The limit is broken.
        Over = "over",
    }
}

impl Limit {
    /// Reads a percentage from 0 % to 100 % with up to two decimals, as `2.5%`, as hundredths of a
    /// percent. `None` when the text is none.
    pub fn parse_percent(text: &str) -> Option<u32> {
        let number = text.trim().strip_suffix('%')?.trim();
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || whole.len() > 3 || part.len() > 2 {
            return None;
        }
        let bp: u32 = format!("{whole}{part:0<2}").parse().ok()?;
        (bp <= 10_000).then_some(bp)
    }

    /// Returns whether a rate breaks the limit. Nothing of nothing breaks none.
    pub fn broken_by(self, count: Count) -> bool {
        let rate = u128::from(count.numerator) * WHOLE;
        let limit = u128::from(count.denominator) * u128::from(self.bp);
        count.denominator > 0
            && match self.operator {
                Operator::Above => rate > limit,
                Operator::AtLeast => rate >= limit,
            }
    }

    /// Returns how a rate stands; `near_percent` is the share of the limit from which on a rate is
    /// near it.
    pub fn level(self, count: Count, near_percent: u32) -> RiskLevel {
        if count.denominator == 0 {
            return RiskLevel::NotAssessable;
        }
        if self.broken_by(count) {
            return RiskLevel::Over;
        }
        let rate = u128::from(count.numerator) * WHOLE * 100;
        let limit = u128::from(count.denominator) * u128::from(self.bp);
        if rate >= limit * u128::from(near_percent) { RiskLevel::Near } else { RiskLevel::Ok }
    }

    /// Returns how many more disputed orders, each adding one to both counts, leave the limit
    /// unbroken; 0 when it is broken or the next one breaks it. `None`: no number of them breaks it.
    pub fn headroom(self, count: Count) -> Option<u64> {
        if self.broken_by(count) {
            return Some(0);
        }
        let step = WHOLE.checked_sub(u128::from(self.bp)).filter(|step| *step > 0)?;
        let limit = u128::from(count.denominator) * u128::from(self.bp);
        let room = limit.saturating_sub(u128::from(count.numerator) * WHOLE);
        let orders = match self.operator {
            Operator::Above => room / step,
            Operator::AtLeast => room.saturating_sub(1) / step,
        };
        Some(at_most(orders))
    }

    /// Returns how many clean completions, each adding one to the denominator, bring the rate back
    /// under; 0 when the limit is not broken. `None`: no number of them does.
    pub fn recovery(self, count: Count) -> Option<u64> {
        if !self.broken_by(count) {
            return Some(0);
        }
        let bp = u128::from(self.bp);
        let limit = u128::from(count.denominator) * bp;
        let excess = (u128::from(count.numerator) * WHOLE).saturating_sub(limit);
        let orders = match self.operator {
            Operator::Above => excess.checked_add(bp)?.checked_sub(1)?.checked_div(bp)?,
            Operator::AtLeast => excess.checked_div(bp)? + 1,
        };
        Some(at_most(orders))
    }
}

/// Returns a count of orders.
fn at_most(orders: u128) -> u64 {
    // No shop reaches the largest, which stands for those beyond 64 bits.
    u64::try_from(orders).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn limit(bp: u32, operator: Operator) -> Limit {
        Limit { bp, operator }
    }

    fn more(count: Count, disputed: u64, clean: u64) -> Count {
        Count::new(count.numerator + disputed, count.denominator + disputed + clean)
    }

    proptest! {
        #[test]
        fn headroom_is_where_one_more_dispute_at_a_time_crosses(
            n in 0_u64..60, clean in 0_u64..900, bp in 0_u32..=3_000, at_least: bool,
        ) {
            let limit = limit(bp, if at_least { Operator::AtLeast } else { Operator::Above });
            let count = Count::new(n, n + clean);
            let crossing = (0..).find(|k| limit.broken_by(more(count, *k, 0))).unwrap();
            prop_assert_eq!(limit.headroom(count), Some(crossing.max(1) - 1));
        }

        #[test]
        fn recovery_is_where_one_more_completion_at_a_time_heals(
            n in 0_u64..60, clean in 0_u64..900, bp in 30_u32..=10_000, at_least: bool,
        ) {
            let limit = limit(bp, if at_least { Operator::AtLeast } else { Operator::Above });
            let count = Count::new(n, n + clean);
            let recovered = (0..).find(|m| !limit.broken_by(more(count, 0, *m))).unwrap();
            prop_assert_eq!(limit.recovery(count), Some(recovered));
        }
    }

    #[test]
    fn a_percentage_is_read_in_hundredths() {
        let read = Limit::parse_percent;
        assert_eq!((read("5%"), read("2.5 %"), read("0.75%")), (Some(500), Some(250), Some(75)));
        assert_eq!((read("100%"), read("100.01%"), read("5")), (Some(10_000), None, None));
        for wrong in ["2.345%", "-1%", "101%", "%", "a%", "5.%"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn at_the_limit_the_operator_decides() {
        let at = Count::new(5, 100);
        assert!(!limit(500, Operator::Above).broken_by(at));
        assert!(limit(500, Operator::AtLeast).broken_by(at));
        assert_eq!(limit(500, Operator::Above).level(at, 70), RiskLevel::Near);
        assert_eq!(limit(500, Operator::AtLeast).level(at, 70), RiskLevel::Over);
        assert_eq!(limit(500, Operator::Above).headroom(at), Some(0));
        assert_eq!(limit(500, Operator::AtLeast).recovery(at), Some(1));
    }

    #[test]
    fn near_begins_at_its_share_of_the_limit() {
        let limit = limit(1_000, Operator::Above);
        assert_eq!(limit.level(Count::new(7, 100), 70), RiskLevel::Near);
        assert_eq!(limit.level(Count::new(69, 1_000), 70), RiskLevel::Ok);
        assert_eq!(limit.level(Count::new(0, 0), 70), RiskLevel::NotAssessable);
    }

    #[test]
    fn a_limit_of_everything_or_nothing_has_no_number() {
        assert_eq!(limit(10_000, Operator::Above).headroom(Count::new(5, 5)), None);
        assert_eq!(limit(10_000, Operator::AtLeast).headroom(Count::new(4, 5)), None);
        assert_eq!(limit(10_000, Operator::AtLeast).headroom(Count::new(5, 5)), Some(0));
        assert_eq!(limit(0, Operator::Above).recovery(Count::new(1, 5)), None);
        assert_eq!(limit(0, Operator::AtLeast).recovery(Count::new(0, 5)), None);
        assert_eq!(limit(0, Operator::Above).recovery(Count::new(0, 5)), Some(0));
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let count = Count::new(u64::MAX, u64::MAX);
        assert_eq!(limit(1, Operator::Above).recovery(count), Some(u64::MAX));
        assert_eq!(limit(9_999, Operator::Above).headroom(Count::new(0, u64::MAX)), Some(u64::MAX));
    }
}
