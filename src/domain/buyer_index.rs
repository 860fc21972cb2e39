//! Which disputes may be of one buyer: the last four digits of an order's id are those of the buyer
//! (`docs/platform/export-formats.md`), and of others whose digits are the same.

use super::{Moment, OrderId};

/// How many different last four digits there are.
const ENDINGS: u64 = 10_000;

/// Among more disputes than this, one in ten or more would have an earlier one with the same digits by
/// chance, and the digits say nothing.
const MOST: u64 = 1_000;

/// The two disputed orders that were filed first of each last four digits: enough to know of any
/// dispute whether another order was disputed before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuyerIndex {
    /// Empty until a dispute is added.
    first: Vec<[Option<(Moment, OrderId)>; 2]>,
    disputes: u64,
}

impl BuyerIndex {
    /// Adds a dispute.
    pub fn add(&mut self, order: OrderId, opened_at: Moment) {
        self.disputes += 1;
        if self.disputes <= MOST {
            self.note(opened_at, order);
        }
    }

    fn note(&mut self, opened_at: Moment, order: OrderId) {
        if self.first.is_empty() {
            self.first = vec![[None; 2]; usize::try_from(ENDINGS).expect("it is small")];
        }
        let Some(pair) = self.first.get_mut(place(order)) else { return };
        let new = (opened_at, order);
        let [first, second] = *pair;
        *pair = match (first, second) {
            (None, _) => [Some(new), None],
            (Some(one), other) if one.1 == order => [Some(one.min(new)), other],
            (Some(one), _) if new < one => [Some(new), Some(one)],
            (Some(one), None) => [Some(one), Some(new)],
            (Some(one), Some(two)) => [Some(one), Some(two.min(new))],
        };
    }

    /// Adds the disputes of another index.
    pub fn absorb(&mut self, other: &Self) {
        self.disputes += other.disputes;
        for (opened_at, order) in other.first.iter().flatten().flatten() {
            self.note(*opened_at, *order);
        }
    }

    /// Returns another order with the same last four digits that was disputed before; `None` where there
    /// is none, and among too many disputes for the digits to say anything.
    pub fn earlier(&self, order: OrderId, opened_at: Moment) -> Option<OrderId> {
        let pair = self.first.get(place(order)).filter(|_| self.disputes <= MOST)?;
        let other = pair.iter().flatten().find(|(_, other)| *other != order);
        other.filter(|(at, _)| *at < opened_at).map(|(_, other)| *other)
    }
}

fn place(order: OrderId) -> usize {
    usize::try_from(order.number() % ENDINGS).expect("it is below ten thousand")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_000 + number).unwrap()
    }

    fn at(second: i64) -> Moment {
        Moment::from_millis(1_768_605_121_000 + second * 1_000)
    }

    proptest! {
        #[test]
        fn an_earlier_dispute_of_the_same_digits_is_found(
            filed in prop::collection::vec((0_u64..4, 0_u64..3, 0_i64..6), 1..12),
            cut in 0_usize..12,
        ) {
            let filed: Vec<(OrderId, Moment)> = filed
                .into_iter()
                .map(|(high, low, second)| (order(high * 10_000 + low), at(second)))
                .collect();
            let (mut index, mut other) = (BuyerIndex::default(), BuyerIndex::default());
            for (place, (id, opened)) in filed.iter().enumerate() {
                if place < cut { index.add(*id, *opened) } else { other.add(*id, *opened) }
            }
            index.absorb(&other);
            for (id, opened) in &filed {
                let same = |other: &OrderId| {
                    other != id && other.number() % 10_000 == id.number() % 10_000
                };
                let any = filed.iter().any(|(other, then)| same(other) && then < opened);
                let found = index.earlier(*id, *opened);
                prop_assert_eq!(found.is_some(), any, "{:?}", filed);
                prop_assert!(found.is_none_or(|found| same(&found)));
            }
        }
    }

    #[test]
    fn among_many_disputes_the_digits_say_nothing() {
        let mut index = BuyerIndex::default();
        (0..MOST).for_each(|number| index.add(order(number * 10_000 + 1), at(0)));
        assert!(index.earlier(order(1), at(9)).is_some());
        index.add(order(2), at(0));
        assert_eq!(index.earlier(order(1), at(9)), None);
    }
}
