//! What a reader hands its orders to.

use super::{Completion, Moment, Order, OrderId};

/// What a reader knows of an order before it looks at any text. Fields as in [`Order`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `Order`")]
pub struct Skim {
    pub id: OrderId,
    /// The order's place among the disputed ones of the input; `None` when it has no dispute.
    pub place: Option<usize>,
    pub created_at: Moment,
    pub paid_at: Option<Moment>,
    pub shipped_at: Option<Moment>,
    pub completed_at: Option<Moment>,
    pub completion: Option<Completion>,
}

/// Something that counts orders, one at a time, in any order, in any number of parts.
pub trait OrderTally: Sized + Send {
    /// Returns a tally of the same question that has counted nothing yet.
    #[must_use]
    fn fresh(&self) -> Self;
    /// Counts one order. Each order comes once.
    fn add(&mut self, order: &Order<'_>);
    /// Adds what another tally of the same question has counted.
    fn merge(&mut self, other: Self);

    /// Tells whether an order's texts are needed to count it. Only where they are not may it come
    /// to [`OrderTally::add_skim`] in place of [`OrderTally::add`]; readers need not ask.
    fn needs_texts(&self, _skim: &Skim) -> bool {
        true
    }

    /// Counts one order whose texts are not needed.
    fn add_skim(&mut self, _skim: &Skim) {}
}

impl Skim {
    /// See [`Order::counted_completion`].
    pub fn counted_completion(&self) -> Option<Moment> {
        super::order::counted(self.completed_at, self.completion)
    }
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

    fn needs_texts(&self, skim: &Skim) -> bool {
        self.0.needs_texts(skim) || self.1.needs_texts(skim)
    }

    fn add_skim(&mut self, skim: &Skim) {
        self.0.add_skim(skim);
        self.1.add_skim(skim);
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
