//! What a reader hands its orders to.

use std::any::Any;

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

/// A tally of any kind. What reads orders is large, and with this is compiled once for all tallies; a call
/// through it is of a whole batch.
pub struct AnyTally(Box<dyn ErasedTally>);

/// [`OrderTally`] without its own type.
trait ErasedTally: Send {
    fn asked(&self) -> Projection;
    fn empty(&self) -> Box<dyn ErasedTally>;
    fn count(&mut self, batch: &OrderBatch);
    fn add_other(&mut self, other: Box<dyn ErasedTally>);
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl<T: OrderTally + 'static> ErasedTally for T {
    fn asked(&self) -> Projection {
        self.projection()
    }

    fn empty(&self) -> Box<dyn ErasedTally> {
        Box::new(self.fresh())
    }

    fn count(&mut self, batch: &OrderBatch) {
        self.add(batch);
    }

    fn add_other(&mut self, other: Box<dyn ErasedTally>) {
        let other = other.into_any().downcast();
        self.merge(*other.expect("only tallies of one question are merged"));
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

impl AnyTally {
    /// Takes a tally.
    pub fn of<T: OrderTally + 'static>(tally: T) -> Self {
        Self(Box::new(tally))
    }

    /// Returns the tally, which is of the type that was taken.
    pub fn into_inner<T: OrderTally + 'static>(self) -> T {
        *self.0.into_any().downcast().expect("the caller has put this type in")
    }
}

impl OrderTally for AnyTally {
    fn projection(&self) -> Projection {
        self.0.asked()
    }

    fn fresh(&self) -> Self {
        Self(self.0.empty())
    }

    fn add(&mut self, batch: &OrderBatch) {
        self.0.count(batch);
    }

    fn merge(&mut self, other: Self) {
        self.0.add_other(other.0);
    }
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
