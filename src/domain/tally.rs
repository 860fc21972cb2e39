//! What a reader hands its orders to.

use super::Order;

/// Something that counts orders, one at a time, in any order, in any number of parts.
pub trait OrderTally: Sized {
    /// Returns a tally of the same question that has counted nothing yet.
    #[must_use]
    fn fresh(&self) -> Self;
    /// Counts one order. Each order comes once.
    fn add(&mut self, order: &Order<'_>);
    /// Adds what another tally of the same question has counted.
    fn merge(&mut self, other: Self);
}
