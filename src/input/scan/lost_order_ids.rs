//! Orders whose ids have lost digits, as the disputes prove: a dispute is on an order that the file
//! lacks, and its id would become that of an order without a dispute.

use crate::domain::{Caveat, CaveatKind, DisputedIndex, Filings, OrderId, to_u64};
use crate::ids::number_filter::NumberFilter;
use crate::ids::number_set::NumberSet;

/// How many ids are named.
const NAMED: usize = 3;

/// Whole numbers up to this one are kept by programs that take all numbers for floating-point ones.
pub(crate) const EXACT: u64 = 1 << 53;

/// What disputed orders' ids become where digits are lost.
#[derive(Debug, Default)]
pub(crate) struct LostOrderIds {
    /// A bit for each number that an id may become, so that few orders need a search.
    filter: NumberFilter,
}

/// Orders without a dispute whose id another one's may have become.
#[derive(Clone, Debug, Default)]
pub(crate) struct LostIdCandidates(Vec<(OrderId, DisputedIndex)>);

impl LostOrderIds {
    /// Takes the ids of the disputed orders.
    pub(crate) fn of(filings: &Filings) -> Self {
        let mut filter = NumberFilter::with_room(filings.orders());
        for (id, _) in filings.iter() {
            // What stays as it is, is the id of an order with a dispute.
            let lost = damaged(id.number()).into_iter().filter(|lost| *lost != id.number());
            lost.for_each(|number| filter.insert(number));
        }
        Self { filter }
    }

    /// Looks at the id of an order without a dispute.
    #[inline]
    pub(crate) fn see(&self, id: OrderId, filings: &Filings, found: &mut LostIdCandidates) {
        let number = id.number();
        if self.filter.is_empty() || (number < EXACT && !number.is_multiple_of(10)) {
            return;
        }
        if self.filter.may_hold(number) {
            search(id, filings, found);
        }
    }
}

/// Looks for the disputed orders whose id may have become this one.
#[cold]
fn search(id: OrderId, filings: &Filings, found: &mut LostIdCandidates) {
    for near in may_have_been(id.number()) {
        let disputed = OrderId::from_number(near).and_then(|near| filings.index(near));
        found.0.extend(disputed.map(|disputed| (id, disputed)));
    }
}

/// Returns the numbers that become a number where digits are lost.
pub(crate) fn may_have_been(number: u64) -> impl Iterator<Item = u64> {
    let reach = reach(number);
    let near = number.saturating_sub(reach)..number.saturating_add(reach);
    near.filter(move |near| *near != number && damaged(*near).contains(&number))
}

/// How far at most a number is from any that becomes it.
pub(crate) const REACH: u64 = 100;

/// Returns how far at most a number is from those that become it.
fn reach(number: u64) -> u64 {
    match number {
        ..10_000_000_000_000_000 => 10,
        number if number.is_multiple_of(100) => REACH,
        // What loses digits as a floating-point number, of which every eighth or sixteenth is one.
        _ => 16,
    }
}

/// Returns what a number becomes: in a spreadsheet, which keeps 15 digits and puts zeros, or rounds;
/// and in a program that takes it for a floating-point number.
pub(crate) fn damaged(number: u64) -> [u64; 3] {
    let unit = if number < 10_000_000_000_000_000 { 10 } else { 100 };
    let cut = number / unit * unit;
    let rounded = (number + unit / 2) / unit * unit;
    [cut, rounded, float(number)]
}

/// Returns the nearest whole number that a floating-point number of 64 bits can be, of two the one
/// with the even last bit.
pub(crate) fn float(number: u64) -> u64 {
    let bits = u64::BITS - number.leading_zeros();
    if bits <= 53 {
        return number;
    }
    let step = 1 << (bits - 53);
    let low = number % step;
    let base = number - low;
    let is_odd = !(base / step).is_multiple_of(2);
    if low > step / 2 || (low == step / 2 && is_odd) { base.saturating_add(step) } else { base }
}

impl LostIdCandidates {
    /// Adds those of another part.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Returns what is said of a file that has these disputed orders; `None` where no id is proved to
    /// be damaged.
    pub(crate) fn caveat(&self, met: &NumberSet, filings: &Filings) -> Option<Caveat> {
        let lost = self.0.iter().filter(|(_, disputed)| !met.has(disputed.get()));
        let mut lost: Vec<(OrderId, DisputedIndex)> = lost.copied().collect();
        lost.sort_unstable();
        lost.dedup_by_key(|(id, _)| *id);
        let real = |disputed: DisputedIndex| {
            let first = filings.of_index(disputed).first();
            first.map_or_else(String::new, |dispute| dispute.order_id.to_string())
        };
        let shown = lost.iter().take(NAMED);
        let shown: Vec<String> =
            shown.map(|(id, disputed)| format!("`{id}` (≠ `{}`)", real(*disputed))).collect();
        let count = to_u64(lost.len());
        (count > 0).then(|| {
            let caveat = Caveat::new(CaveatKind::IdsRounded).with("what", "orders");
            caveat.counting(count).with("ids", shown.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Dispute, Moment};

    fn id(number: u64) -> OrderId {
        OrderId::from_number(number).unwrap()
    }

    /// Reads orders beside disputes, and returns how many ids are proved to be damaged.
    fn proved(disputes: &[u64], orders: &[u64]) -> Option<u64> {
        let dispute = |number: &u64| Dispute::new(id(*number), Moment::from_millis(0));
        let filings = Filings::new(disputes.iter().map(dispute).collect());
        let lost = LostOrderIds::of(&filings);
        let (mut found, mut met) = (LostIdCandidates::default(), NumberSet::default());
        for order in orders {
            match filings.index(id(*order)) {
                Some(disputed) => met.add(disputed.get()),
                None => lost.see(id(*order), &filings, &mut found),
            }
        }
        found.caveat(&met, &filings).and_then(|caveat| caveat.count)
    }

    #[test]
    fn one_row_is_proved_by_its_dispute() {
        let real = 8_200_000_000_000_127;
        assert_eq!(proved(&[real], &[8_200_000_000_000_120, 8_200_000_000_031_234]), Some(1));
        // Rounded and not cut.
        assert_eq!(proved(&[real], &[8_200_000_000_000_130]), Some(1));
        // The order itself is there too.
        assert_eq!(proved(&[real], &[8_200_000_000_000_120, real]), None);
        assert_eq!(proved(&[real], &[8_200_000_000_000_140]), None);
        assert_eq!(proved(&[82_000_000_000_001_278], &[82_000_000_000_001_200]), Some(1));
        // A floating-point number of this size is a multiple of 16.
        assert_eq!(proved(&[82_000_000_000_001_279], &[82_000_000_000_001_280]), Some(1));
        assert_eq!(proved(&[], &[82_000_000_000_001_280]), None);
    }

    proptest! {
        #[test]
        fn a_floating_point_number_is_told_as_the_processor_has_it(number in 0..90_000_000_000_000_000_u64) {
            #[expect(clippy::as_conversions, reason = "the processor's own rounding is the oracle")]
            let oracle = number as f64 as u64;
            prop_assert_eq!(float(number), oracle);
        }

        #[test]
        fn whatever_lost_its_digits_is_found(
            numbers in prop::collection::btree_set(100_000_000_000_000_u64..99_999_999_999_999_999, 1..20),
            how in 0..3_usize,
        ) {
            let ids: Vec<u64> = numbers.into_iter().filter(|n| OrderId::from_number(*n).is_some()).collect();
            for real in &ids {
                let [cut, rounded, float] = damaged(*real);
                let lost = [cut, rounded, float][how];
                let is_id = OrderId::from_number(lost).is_some();
                if is_id && !ids.contains(&lost) {
                    prop_assert_eq!(proved(&ids, &[lost]), Some(1));
                }
            }
        }
    }
}
