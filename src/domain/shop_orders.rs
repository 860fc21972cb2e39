//! What is known of the orders of a shop that no file holds.

use super::{DisputedIndex, Moment, PlacedDays};

/// The orders of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopOrders {
    /// The shop; empty where nothing names it.
    pub name: String,
    /// The oldest and the newest moment of payment or completion; `None` without any.
    pub span: Option<(Moment, Moment)>,
    /// When they were paid.
    pub paid: PlacedDays,
    /// The disputed orders among them.
    pub disputed: Vec<DisputedIndex>,
}

impl ShopOrders {
    /// Begins to look at a shop.
    pub fn of(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds an order by when it was paid and completed, and where it stands among the disputed ones.
    #[inline]
    pub fn add(
        &mut self,
        paid: Option<Moment>,
        completed: Option<Moment>,
        disputed: Option<DisputedIndex>,
    ) {
        if let Some(paid) = paid {
            self.paid.add(paid);
        }
        for at in [paid, completed].into_iter().flatten() {
            let (oldest, newest) = self.span.unwrap_or((at, at));
            self.span = Some((oldest.min(at), newest.max(at)));
        }
        self.disputed.extend(disputed);
    }
}
