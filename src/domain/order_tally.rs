//! What a reader hands its orders to.

use super::{OrderBatch, Projection};

/// Something that counts orders, in any order, in any number of parts.
pub trait OrderTally: Sized + Send {
    /// Returns what is looked at; readers may leave out anything else.
    #[must_use]
    fn projection(&self) -> Projection;
    /// Returns a tally of the same question that has counted nothing yet.
    #[must_use]
    fn fresh(&self) -> Self;
    /// Counts the orders of a batch. Each order comes once.
    fn add(&mut self, batch: &OrderBatch);
    /// Adds what another tally of the same question has counted.
    fn merge(&mut self, other: Self);
}

/// Two questions answered in one pass.
impl<A: OrderTally, B: OrderTally> OrderTally for (A, B) {
    fn projection(&self) -> Projection {
        self.0.projection().union(self.1.projection())
    }

    fn fresh(&self) -> Self {
        (self.0.fresh(), self.1.fresh())
    }

    fn add(&mut self, batch: &OrderBatch) {
        self.0.add(batch);
        self.1.add(batch);
    }

    fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
        self.1.merge(other.1);
    }
}

/// Any number of questions answered in one pass.
impl<T: OrderTally> OrderTally for Vec<T> {
    fn projection(&self) -> Projection {
        let all = self.iter().map(OrderTally::projection).reduce(Projection::union);
        all.unwrap_or(Projection::of_count())
    }

    fn fresh(&self) -> Self {
        self.iter().map(OrderTally::fresh).collect()
    }

    fn add(&mut self, batch: &OrderBatch) {
        for tally in self {
            tally.add(batch);
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.iter_mut().zip(other) {
            mine.merge(theirs);
        }
    }
}
