//! The orders that have disputes.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{Dispute, IdTable, Order, OrderFacts, OrderId, OrderTally, Skim, Wanted};

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
    fn fresh(&self) -> Self {
        Self { wanted: Arc::clone(&self.wanted), found: HashMap::new() }
    }

    fn add(&mut self, order: &Order<'_>) {
        if self.wanted.get(order.id).is_some() {
            self.found.insert(order.id, order.facts());
        }
    }

    fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    fn needs_texts(&self, skim: &Skim) -> bool {
        self.wanted.get(skim.id).is_some()
    }

    fn wanted(&self) -> Option<Wanted> {
        let ids = Arc::clone(&self.wanted);
        Some(Wanted { ids, span: None, shops: Vec::new() })
    }
}
