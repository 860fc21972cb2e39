//! The orders that have disputes.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{
    ColumnSet, Dispute, IdTable, OrderBatch, OrderFacts, OrderId, OrderTally, Projection,
};

/// Keeps the facts of disputed orders, and only those.
#[derive(Clone, Debug, Default)]
pub struct DisputedOrders {
    wanted: Arc<IdTable>,
    found: HashMap<OrderId, OrderFacts>,
}

impl DisputedOrders {
    /// Prepares for the orders of some disputes.
    pub fn of<'a>(disputes: impl IntoIterator<Item = &'a Dispute>) -> Self {
        let wanted = disputes.into_iter().map(|dispute| dispute.order_id).collect();
        Self { wanted: Arc::new(wanted), found: HashMap::new() }
    }

    /// Prepares for one more order, disputed or not.
    #[must_use]
    pub fn and(self, id: Option<OrderId>) -> Self {
        let mut wanted = (*self.wanted).clone();
        if let Some(id) = id {
            wanted.insert(id);
        }
        Self { wanted: Arc::new(wanted), found: self.found }
    }

    /// Returns an order that was found.
    pub fn get(&self, id: OrderId) -> Option<&OrderFacts> {
        self.found.get(&id)
    }
}

impl OrderTally for DisputedOrders {
    fn projection(&self) -> Projection {
        Projection::of_ids(ColumnSet::ORDER, Arc::clone(&self.wanted))
    }

    fn fresh(&self) -> Self {
        Self { wanted: Arc::clone(&self.wanted), found: HashMap::new() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        let orders = batch.orders().expect("the projection asks for every column of an order");
        for order in orders.filter(|order| self.wanted.get(order.id).is_some()) {
            self.found.insert(order.id, order.facts());
        }
    }

    fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
    }
}
