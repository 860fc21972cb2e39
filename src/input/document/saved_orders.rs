//! Orders of saved answers, of which one may stand in several.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use crate::domain::{
    Caveat, Contradiction, OrderFacts, OrderId, OrderRecord, OrderStatus, contradicting,
};

/// The orders of a file of saved answers, each once.
#[derive(Debug, Default)]
pub(crate) struct SavedOrders {
    /// The orders, in the order in which they were first met.
    pub(crate) orders: Vec<OrderFacts>,
    /// Those that are or were in dispute by the word of their list, each once.
    pub(crate) disputed: BTreeSet<OrderId>,
    /// Count of further records of them, which were merged.
    pub(crate) merged: u64,
    contradictions: Vec<(String, Contradiction)>,
}

impl SavedOrders {
    /// Notes orders that are or were in dispute; those whose status says so are counted by it.
    pub(crate) fn with_disputed(mut self, disputed: Vec<OrderId>) -> Self {
        self.disputed = disputed.into_iter().collect();
        for order in self.orders.iter().filter(|order| order.state == OrderStatus::InDispute) {
            self.disputed.remove(&order.id);
        }
        self
    }

    /// Merges the records of each order. The one that has come further is the later one, whichever
    /// comes first: answers do not say when they were given.
    pub(crate) fn of(records: Vec<OrderFacts>) -> Self {
        let (mut places, mut kept) = (HashMap::new(), Vec::<OrderRecord>::new());
        let mut saved = Self::default();
        for facts in records {
            let times = [facts.paid_at, facts.shipped_at, facts.completed_at];
            let newest = times.into_iter().flatten().fold(facts.created_at, Ord::max);
            let id = facts.id;
            let record = OrderRecord::new(facts, Some(newest));
            match places.entry(id) {
                Entry::Vacant(place) => {
                    place.insert(kept.len());
                    kept.push(record);
                }
                Entry::Occupied(place) => {
                    let known =
                        kept.get_mut(*place.get()).expect("places are those of kept records");
                    let found = known.merge(&record).into_iter();
                    saved.contradictions.extend(found.map(|found| (id.to_string(), found)));
                    saved.merged += 1;
                }
            }
        }
        saved.orders = kept.into_iter().map(|record| record.facts).collect();
        saved
    }

    /// Returns what the records of one order say differently; `None` where they agree.
    pub(crate) fn caveat(&self) -> Option<Caveat> {
        contradicting(&self.contradictions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Completion, Moment};

    fn record(completed: bool) -> OrderFacts {
        let at = |hours: i64| Moment::from_millis(1_767_225_600_000).plus_hours(hours);
        OrderFacts {
            id: OrderId::from_number(8_200_000_000_000_127).unwrap(),
            shop: "".into(),
            product: "".into(),
            sku: "".into(),
            country: None,
            amount: None,
            created_at: at(0),
            paid_at: Some(at(1)),
            shipped_at: None,
            completed_at: completed.then(|| at(900)),
            completion: completed.then_some(Completion::BuyerConfirmed),
            completed_estimated: false,
            protection_ends_at: None,
            status: if completed { "FINISH" } else { "WAIT_SELLER_SEND_GOODS" }.into(),
            state: if completed { OrderStatus::Finished } else { OrderStatus::ToShip },
            tracking: "".into(),
            carrier: "".into(),
        }
    }

    #[test]
    fn the_record_that_has_come_further_counts_whichever_comes_first() {
        for records in [[false, true], [true, false]] {
            let saved = SavedOrders::of(records.map(record).to_vec());
            assert_eq!((saved.orders.len(), saved.merged), (1, 1));
            assert_eq!(saved.orders[0], record(true));
            assert_eq!(saved.caveat(), None);
        }
    }

    #[test]
    fn what_nothing_explains_is_said() {
        let other =
            OrderFacts { paid_at: record(false).created_at.plus_days(3).into(), ..record(false) };
        let saved = SavedOrders::of(vec![record(false), other]);
        assert_eq!(saved.caveat().unwrap().count, Some(1));
    }
}
