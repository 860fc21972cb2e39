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

/// Two questions answered in one pass.
impl<A: OrderTally, B: OrderTally> OrderTally for (A, B) {
    fn fresh(&self) -> Self {
        (self.0.fresh(), self.1.fresh())
    }

    fn add(&mut self, order: &Order<'_>) {
        self.0.add(order);
        self.1.add(order);
    }

    fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
        self.1.merge(other.1);
    }
}

/// Any number of questions answered in one pass.
impl<T: OrderTally> OrderTally for Vec<T> {
    fn fresh(&self) -> Self {
        self.iter().map(OrderTally::fresh).collect()
    }

    fn add(&mut self, order: &Order<'_>) {
        for tally in self {
            tally.add(order);
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.iter_mut().zip(other) {
            mine.merge(theirs);
        }
    }
}
