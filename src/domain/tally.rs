//! What a reader hands its orders to.

use std::sync::Arc;

use super::{Completion, IdTable, Moment, Order, OrderId, Window};

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

/// Which orders a tally must see one by one.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// These.
    pub ids: Arc<IdTable>,
    /// Those paid or completed in this span; `None` for none.
    pub span: Option<Window>,
    /// Of these shops only, and none of any other counts; empty means all.
    pub shops: Vec<String>,
}

/// Which texts of an order are looked at, the fewest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrderTexts {
    /// The shop's name.
    Shop,
    /// The product, and the SKU where there is no product; not the shop's name.
    Product,
    /// What orders are grouped by: the shop's name, the product, the SKU where there is no product,
    /// and the country.
    Groups,
    /// All, amounts and the end of protection among them.
    All,
}

impl OrderTexts {
    /// Returns what holds the texts of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { self.max(other).max(Self::Groups) }
    }
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

    /// Tells that no order's texts are ever needed, so that readers need not ask.
    fn never_needs_texts(&self) -> bool {
        false
    }

    /// Tells which texts of an order are looked at, where any are; readers may leave the others
    /// empty.
    fn texts(&self) -> OrderTexts {
        OrderTexts::All
    }

    /// Tells that of an order of which no texts, or none but those of its groups, are looked at,
    /// neither when it was placed nor when it was shipped is; readers may then say anything of these.
    fn needs_paid_and_completed_only(&self) -> bool {
        false
    }

    /// Tells that of an order whose texts are not needed, a completion outside the span of
    /// [`OrderTally::wanted`] is not looked at; readers may then leave it out.
    fn needs_completion_in_span_only(&self) -> bool {
        false
    }

    /// Counts one order whose texts are not needed.
    fn add_skim(&mut self, _skim: &Skim) {}

    /// Returns the orders that must come one by one; of the others no more than their number may
    /// come, to [`OrderTally::add_number`]. `None` where every order must come; readers that see
    /// them all anyway need not ask.
    fn wanted(&self) -> Option<Wanted> {
        None
    }

    /// Counts orders that are not wanted.
    fn add_number(&mut self, _count: u64) {}
}

impl From<&Order<'_>> for Skim {
    /// Takes what is known before any text; the place is not known.
    fn from(order: &Order<'_>) -> Self {
        Self {
            id: order.id,
            place: None,
            created_at: order.created_at,
            paid_at: order.paid_at,
            shipped_at: order.shipped_at,
            completed_at: order.completed_at,
            completion: order.completion,
        }
    }
}

impl Skim {
    /// See [`Order::counted_completion`].
    #[inline]
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

    fn never_needs_texts(&self) -> bool {
        self.0.never_needs_texts() && self.1.never_needs_texts()
    }

    fn texts(&self) -> OrderTexts {
        self.0.texts().and(self.1.texts())
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

    fn needs_texts(&self, skim: &Skim) -> bool {
        self.iter().any(|tally| tally.needs_texts(skim))
    }

    fn never_needs_texts(&self) -> bool {
        self.iter().all(OrderTally::never_needs_texts)
    }

    fn texts(&self) -> OrderTexts {
        self.iter().map(OrderTally::texts).reduce(OrderTexts::and).unwrap_or(OrderTexts::Shop)
    }

    #[inline]
    fn add_skim(&mut self, skim: &Skim) {
        for tally in self {
            tally.add_skim(skim);
        }
    }

    fn needs_paid_and_completed_only(&self) -> bool {
        self.iter().all(OrderTally::needs_paid_and_completed_only)
    }

    fn needs_completion_in_span_only(&self) -> bool {
        self.iter().all(OrderTally::needs_completion_in_span_only)
    }

    fn wanted(&self) -> Option<Wanted> {
        let (first, rest) = self.split_first()?;
        rest.iter().try_fold(first.wanted()?, |all, tally| all.and(tally.wanted()?))
    }

    fn add_number(&mut self, count: u64) {
        for tally in self {
            tally.add_number(count);
        }
    }
}

impl Wanted {
    /// Returns what both want; `None` where that takes more than a list, a span and some shops.
    fn and(self, other: Self) -> Option<Self> {
        let span = match (self.span, other.span) {
            (Some(one), Some(two)) => {
                Some(Window { from: one.from.min(two.from), to: one.to.max(two.to) })
            }
            (one, two) => one.or(two),
        };
        let alike = Arc::ptr_eq(&self.ids, &other.ids) && self.shops == other.shops;
        alike.then_some(Self { span, ..self })
    }
}
