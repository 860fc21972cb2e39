//! When the first dispute on each order was opened.

use crate::domain::{Dispute, Filings, OrderId};

/// Disputes by order, to be asked for each order that is read.
#[derive(Clone, Copy)]
pub(super) struct Openings<'a> {
    filings: &'a Filings,
}

impl<'a> Openings<'a> {
    /// Looks at some disputes.
    pub(super) fn of(filings: &'a Filings) -> Self {
        Self { filings }
    }

    /// Returns the place of an order among the disputed ones; `None` when it has no dispute.
    #[inline]
    pub(super) fn place(self, id: OrderId) -> Option<usize> {
        self.filings.place(id)
    }

    /// Returns the first dispute of the order in a place.
    pub(super) fn first(self, place: usize) -> Option<&'a Dispute> {
        self.filings.of_place(place).first()
    }
}
