//! When the first dispute on each order was opened.

use crate::domain::{Dispute, IdTable, Moment, OrderId};

/// The first opening on each disputed order, and which dispute it is.
#[derive(Debug, Default)]
pub(super) struct Openings {
    places: IdTable,
    first: Vec<(Moment, String)>,
}

impl Openings {
    /// Takes the first opening on each order.
    pub(super) fn of(disputes: &[Dispute]) -> Self {
        let mut openings = Self::default();
        for dispute in disputes {
            let place = openings.places.insert(dispute.order_id);
            let name = if dispute.id.is_empty() { &dispute.line_id } else { &dispute.id };
            match openings.first.get_mut(place) {
                None => openings.first.push((dispute.opened_at, name.clone())),
                Some(first) if dispute.opened_at < first.0 => {
                    *first = (dispute.opened_at, name.clone());
                }
                Some(_) => {}
            }
        }
        openings
    }

    /// Returns when the first dispute on an order was opened, and which it is; `None` when there is
    /// none.
    pub(super) fn get(&self, id: OrderId) -> Option<(Moment, &str)> {
        let (opened, dispute) = self.first.get(self.places.get(id)?)?;
        Some((*opened, dispute))
    }
}
