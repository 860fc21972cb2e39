//! What a seller supposes of disputes that are open.

use thiserror::Error;

use crate::domain::OrderId;

/// A change to suppose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The buyer cancels every dispute of an order that is open.
    Cancel(OrderId),
    /// The platform rules an order's last dispute against the seller.
    RuleAgainst(OrderId),
}

impl Change {
    /// Returns the change's word, as used in JSON, and the order.
    pub const fn named(self) -> (&'static str, OrderId) {
        match self {
            Self::Cancel(order) => ("cancel", order),
            Self::RuleAgainst(order) => ("rule-against", order),
        }
    }
}

/// What to suppose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIfQuestion {
    /// More disputed orders, each adding one to both counts.
    pub add: u64,
    /// Changes to disputes there are.
    pub changes: Vec<Change>,
}

/// A what-if names an order without a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("order `{0}` has no dispute filed before as-of")]
pub struct NoSuchDispute(pub OrderId);
