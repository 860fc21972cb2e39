//! Which disputes a command looks at.

use super::{Dispute, Moment, OrderId, State};

/// Returns whether a shop is among those asked for; where none is named, each is.
pub fn is_asked(shops: &[String], shop: &str) -> bool {
    shops.is_empty() || shops.iter().any(|asked| asked == shop)
}

/// What decides whether a dispute is looked at at all. Empty lists and `None` let everything
/// through.
#[derive(Clone, Debug)]
pub struct DisputeFilter {
    /// Nothing from this moment on is seen.
    pub as_of: Moment,
    /// Only those in these states as of then.
    pub states: Vec<State>,
    /// Only those of these shops.
    pub shops: Vec<String>,
    /// Only those filed from this moment on.
    pub opened_from: Option<Moment>,
    /// Only those filed before this moment.
    pub opened_before: Option<Moment>,
    /// Only those on this order.
    pub order: Option<OrderId>,
}

/// What a filter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeSummary<'a> {
    /// The order.
    pub order_id: OrderId,
    /// The shop; empty when not known.
    pub shop: &'a str,
    /// Filed.
    pub opened_at: Moment,
    /// Ended or cancelled.
    pub closed_at: Option<Moment>,
    /// Whether it is running, as of the newest data.
    pub state: State,
}

impl DisputeFilter {
    /// Returns whether a dispute is looked at.
    pub fn lets_through(&self, summary: &DisputeSummary<'_>) -> bool {
        let opened = summary.opened_at;
        opened < self.as_of
            && self.opened_from.is_none_or(|from| opened >= from)
            && self.opened_before.is_none_or(|before| opened < before)
            && (self.states.is_empty()
                || self.states.contains(&summary.state.as_of(summary.closed_at, self.as_of)))
            && self.order.is_none_or(|order| summary.order_id == order)
            && is_asked(&self.shops, summary.shop)
    }
}

impl Dispute {
    /// Returns what a filter looks at.
    pub fn summary(&self) -> DisputeSummary<'_> {
        DisputeSummary {
            order_id: self.order_id,
            shop: &self.shop,
            opened_at: self.opened_at,
            closed_at: self.closed_at(),
            state: self.state,
        }
    }
}
