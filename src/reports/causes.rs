//! What disputes come from, so that a shop can correct it at the root; and orders that are slow before
//! a dispute comes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::causes_tally::{CausesTally, Factor, UnderWay};
use super::statistics::chance;
use crate::domain::enum_with_ids;
use crate::domain::{Count, Moment, SortRows, Window, to_u64};

/// Fewest orders, and fewest disputed ones, of a group that can be called a cause.
const FEWEST: Count = Count { numerator: 3, denominator: 10 };

/// A group is called a cause below this corrected probability, in millionths.
const LIKELY: u64 = 50_000;

enum_with_ids! {
    /// What can be said of a group.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Significance {
        /// More disputes than chance explains.
        Likely = "likely",
        /// It could be chance.
        CouldBeChance = "could-be-chance",
        /// Too few orders or disputes to say.
        TooFew = "too-few",
        /// It is not tested: the group is made by the disputes themselves, or only a hint.
        NotTested = "not-tested",
    }
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What was grouped by.
    pub factor: Factor,
    /// The group.
    pub key: String,
    /// Disputed orders of its orders.
    pub count: Count,
    /// The rate of all other orders.
    pub without: Count,
    /// How likely so many disputes are by chance (exact test), in millionths; `None` when not
    /// tested.
    pub chance: Option<u64>,
    /// The same, corrected for how many groups were tested (Holm), in millionths.
    pub corrected: Option<u64>,
    /// What can be said.
    pub finding: Significance,
}

/// An order that may come to a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slow {
    /// The order.
    pub order: UnderWay,
    /// Whole days since payment.
    pub days: i64,
    /// Nine in ten orders took at most so many days; `None` when the inputs do not tell.
    pub usual: Option<i64>,
}

/// Everything `disputes causes` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CausesReport {
    /// Orders paid in this span are looked at.
    pub window: Window,
    /// Disputed orders of all.
    pub whole: Count,
    /// Groups with a dispute: likely causes first, then by how many disputes they explain.
    pub causes: Vec<Cause>,
    /// How many groups were tested.
    pub tested: usize,
    /// Orders not yet shipped, or slower than usual, the slowest first.
    pub slow: Vec<Slow>,
}

impl Cause {
    /// Returns the disputes beyond those that the rate of all other orders would give.
    pub fn excess(&self) -> u64 {
        let expected = u128::from(self.count.denominator) * u128::from(self.without.numerator);
        // Without other orders nothing is expected.
        let expected = expected.checked_div(u128::from(self.without.denominator)).unwrap_or(0);
        self.count.numerator.saturating_sub(u64::try_from(expected).unwrap_or(u64::MAX))
    }
}

/// Computes the report.
pub fn report(tally: CausesTally, window: Window) -> CausesReport {
    let tally = tally.counts;
    let whole = tally.whole;
    let mut causes: Vec<Cause> = tally
        .groups
        .into_iter()
        .filter(|((factor, _), count)| worth_naming(*factor, *count))
        .map(|((factor, key), count)| one(factor, key.into(), count, whole))
        .collect();
    let tested = correct(&mut causes);
    causes.sort_rows_by_key(|cause| {
        (
            cause.finding != Significance::Likely,
            cause.factor,
            Reverse((cause.excess(), cause.count.numerator)),
            cause.key.clone(),
        )
    });
    let shipping = usual(&tally.shipping_days);
    let completion = usual(&tally.completion_days);
    let slow = tally.under_way.into_iter();
    let mut slow: Vec<Slow> =
        slow.filter_map(|order| slower(order, window.to, shipping, completion)).collect();
    slow.sort_rows_by_key(|slow| (Reverse(slow.days), slow.order.id));
    CausesReport { window, whole, causes, tested, slow }
}

/// Groups without a dispute say nothing; two disputes under one buyer's digits are a hint.
fn worth_naming(factor: Factor, count: Count) -> bool {
    count.numerator >= if factor == Factor::Buyer { 2 } else { 1 }
}

fn one(factor: Factor, key: String, count: Count, whole: Count) -> Cause {
    let without = Count::new(
        whole.numerator.saturating_sub(count.numerator),
        whole.denominator.saturating_sub(count.denominator),
    );
    let enough = count.numerator >= FEWEST.numerator
        && count.denominator >= FEWEST.denominator
        && without.denominator > 0;
    let finding = if matches!(factor, Factor::Family | Factor::Buyer) {
        Significance::NotTested
    } else if enough {
        Significance::CouldBeChance
    } else {
        Significance::TooFew
    };
    let tested = finding == Significance::CouldBeChance;
    let chance = if tested { chance(count, whole).map(u64::from) } else { None };
    Cause { factor, key, count, without, chance, corrected: None, finding }
}

/// Corrects for many comparisons after Holm (1979), and returns how many there were.
fn correct(causes: &mut [Cause]) -> usize {
    let mut tested: Vec<&mut Cause> =
        causes.iter_mut().filter(|cause| cause.chance.is_some()).collect();
    tested.sort_rows_by_key(|cause| cause.chance);
    let count = tested.len();
    let mut largest = 0;
    for (place, cause) in tested.into_iter().enumerate() {
        let left = to_u64(count - place);
        // Below a millionth counts as a millionth.
        let chance = cause.chance.unwrap_or(1_000_000).max(1);
        largest = chance.saturating_mul(left).min(1_000_000).max(largest);
        cause.corrected = Some(largest);
        if largest < LIKELY {
            cause.finding = Significance::Likely;
        }
    }
    count
}

/// Returns within how many days nine in ten were done; `None` below ten.
fn usual(days: &BTreeMap<i64, u64>) -> Option<i64> {
    let total: u64 = days.values().sum();
    let mut passed = 0;
    days.iter().filter(|_| total >= 10).find_map(|(days, count)| {
        passed += count;
        (passed * 10 >= total * 9).then_some(*days)
    })
}

fn slower(
    order: UnderWay,
    as_of: Moment,
    shipping: Option<i64>,
    completion: Option<i64>,
) -> Option<Slow> {
    let days = as_of.days_since(order.paid_at);
    let usual = if order.to_ship { shipping } else { completion };
    // What waits to be shipped is listed even when the usual time is not known.
    let slow = usual.map_or(order.to_ship, |usual| days > usual);
    slow.then_some(Slow { order, days, usual })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(numerator: u64, denominator: u64, whole: Count) -> Cause {
        one(Factor::Product, "x".into(), Count::new(numerator, denominator), whole)
    }

    #[test]
    fn a_small_group_is_not_accused() {
        let whole = Count::new(20, 400);
        assert_eq!(cause(2, 2, whole).finding, Significance::TooFew);
        assert_eq!(cause(3, 9, whole).finding, Significance::TooFew);
        assert_eq!(cause(3, 10, whole).finding, Significance::CouldBeChance);
    }

    #[test]
    fn a_bad_product_is_found_and_a_usual_one_is_not() {
        let whole = Count::new(40, 1_000);
        let mut causes = vec![cause(20, 100, whole), cause(5, 110, whole)];
        assert_eq!(correct(&mut causes), 2);
        let findings: Vec<Significance> = causes.iter().map(|cause| cause.finding).collect();
        assert_eq!(findings, [Significance::Likely, Significance::CouldBeChance]);
    }

    #[test]
    fn many_comparisons_raise_the_bar() {
        let whole = Count::new(40, 1_000);
        let once = &mut [cause(9, 100, whole)];
        correct(once);
        assert_eq!(once[0].finding, Significance::Likely);
        let mut many: Vec<Cause> = (0..20).map(|_| cause(4, 100, whole)).collect();
        many.push(cause(9, 100, whole));
        correct(&mut many);
        assert_eq!(many[20].finding, Significance::CouldBeChance);
    }

    #[test]
    fn the_usual_time_is_that_of_nine_in_ten() {
        let days = BTreeMap::from([(2, 5), (4, 4), (30, 1)]);
        assert_eq!(usual(&days), Some(4));
        assert_eq!(usual(&BTreeMap::from([(2, 9)])), None);
    }
}
