//! Orders.

use super::enum_with_ids;
use super::{Country, Moment, Money, OrderId};

enum_with_ids! {
    /// How an order was completed. The store keeps a value's place in this list: it only grows.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Completion {
        /// The buyer confirmed receipt.
        BuyerConfirmed = "buyer_confirmed",
        /// The time for confirming ran out.
        TimedOut = "timeout",
        /// Confirmed or timed out; the input does not say which.
        Unspecified = "unspecified",
        /// It ended by a refund, which is no completion for a rate.
        Refund = "refund",
    }

    /// An order's state in one vocabulary (`docs/platform/exports.md`). The store keeps a value's place
    /// in this list: it only grows.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum OrderStatus {
        /// Waiting for payment.
        Unpaid = "unpaid",
        /// Under the platform's payment check.
        RiskCheck = "risk_check",
        /// Paid, to be shipped.
        ToShip = "to_ship",
        /// Shipped in part.
        PartShipped = "part_shipped",
        /// Shipped, waiting for the buyer.
        Shipped = "shipped",
        /// The buyer asks to cancel before shipping.
        CancelRequested = "cancel_requested",
        /// Money is moving.
        FundProcessing = "fund_processing",
        /// Finished.
        Finished = "finished",
        /// Closed: never paid, cancelled, or refunded.
        Closed = "closed",
        /// Has a dispute.
        InDispute = "in_dispute",
        /// Frozen.
        Frozen = "frozen",
        /// A word that is not known; the input's own word is kept beside it.
        Unknown = "unknown",
    }
}

impl Completion {
    /// Returns whether an order that ended this way counts as completed.
    pub const fn counts(self) -> bool {
        match self {
            Self::BuyerConfirmed | Self::TimedOut | Self::Unspecified => true,
            Self::Refund => false,
        }
    }
}

impl OrderStatus {
    /// Returns its place among [`OrderStatus::ALL`].
    #[inline(always)]
    pub(crate) const fn place(self) -> usize {
        self as usize
    }

    /// Returns how far an order in this state has come: of two states the higher one was later.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Unpaid => 1,
            Self::RiskCheck => 2,
            Self::ToShip => 3,
            Self::CancelRequested => 4,
            Self::PartShipped => 5,
            Self::Shipped => 6,
            Self::Frozen => 7,
            Self::InDispute => 8,
            Self::FundProcessing => 9,
            Self::Finished => 10,
            Self::Closed => 11,
        }
    }
}

/// One order, as a reader lends it: texts point into the reader's buffer.
///
/// Empty texts mean that the input does not say. Personal columns are not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order<'a> {
    /// The parent order's id.
    pub id: OrderId,
    /// The shop, as the input or the settings name it.
    pub shop: &'a str,
    /// Product id.
    pub product: &'a str,
    /// SKU text, quantities stripped.
    pub sku: &'a str,
    /// Country shipped to; `None` when not given or not known.
    pub country: Option<Country>,
    /// What the buyer paid; `None` when not given or not readable.
    pub amount: Option<Money>,
    /// Placed.
    pub created_at: Moment,
    /// Paid; `None` means not paid, or not given (the input's kind tells which).
    pub paid_at: Option<Moment>,
    /// Shipped; `None` means not shipped or not given.
    pub shipped_at: Option<Moment>,
    /// Receipt confirmed or timed out; `None` means not yet, or not given.
    pub completed_at: Option<Moment>,
    /// How it was completed; `None` means not yet.
    pub completion: Option<Completion>,
    /// True when `completed_at` is no stated moment but the order's last change, because the
    /// interface's order list has no time of completion.
    pub completed_estimated: bool,
    /// End of buyer protection; `None` when not given (never computed).
    pub protection_ends_at: Option<Moment>,
    /// The input's own word for the state.
    pub status: &'a str,
    /// The state in one vocabulary.
    pub state: OrderStatus,
    /// Tracking number.
    pub tracking: &'a str,
    /// Carrier or logistics line, as the input words it.
    pub carrier: &'a str,
}

/// What is kept of an order once its row is gone. Fields as in [`Order`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `Order`")]
pub struct OrderFacts {
    pub id: OrderId,
    pub shop: Box<str>,
    pub product: Box<str>,
    pub sku: Box<str>,
    pub country: Option<Country>,
    pub amount: Option<Money>,
    pub created_at: Moment,
    pub paid_at: Option<Moment>,
    pub shipped_at: Option<Moment>,
    pub completed_at: Option<Moment>,
    pub completion: Option<Completion>,
    pub completed_estimated: bool,
    pub protection_ends_at: Option<Moment>,
    pub status: Box<str>,
    pub state: OrderStatus,
    pub tracking: Box<str>,
    pub carrier: Box<str>,
}

impl<'a> Order<'a> {
    /// Returns the product, or the SKU where there is no product id; empty where neither is given.
    #[inline]
    pub fn item(&self) -> &'a str {
        if self.product.is_empty() { self.sku } else { self.product }
    }

    /// Returns the moment the order was completed in the sense of a rate: confirmed by the buyer
    /// or timed out. `None` for refunds and for orders still under way.
    pub fn counted_completion(&self) -> Option<Moment> {
        counted(self.completed_at, self.completion)
    }

    /// Copies what is worth keeping.
    pub fn facts(&self) -> OrderFacts {
        OrderFacts {
            id: self.id,
            shop: self.shop.into(),
            product: self.product.into(),
            sku: self.sku.into(),
            country: self.country,
            amount: self.amount,
            created_at: self.created_at,
            paid_at: self.paid_at,
            shipped_at: self.shipped_at,
            completed_at: self.completed_at,
            completion: self.completion,
            completed_estimated: self.completed_estimated,
            protection_ends_at: self.protection_ends_at,
            status: self.status.into(),
            state: self.state,
            tracking: self.tracking.into(),
            carrier: self.carrier.into(),
        }
    }
}

impl OrderFacts {
    /// Returns the order again, lending its texts.
    pub fn borrow(&self) -> Order<'_> {
        Order {
            id: self.id,
            shop: &self.shop,
            product: &self.product,
            sku: &self.sku,
            country: self.country,
            amount: self.amount,
            created_at: self.created_at,
            paid_at: self.paid_at,
            shipped_at: self.shipped_at,
            completed_at: self.completed_at,
            completion: self.completion,
            completed_estimated: self.completed_estimated,
            protection_ends_at: self.protection_ends_at,
            status: &self.status,
            state: self.state,
            tracking: &self.tracking,
            carrier: &self.carrier,
        }
    }
}

#[inline]
pub(super) fn counted(at: Option<Moment>, how: Option<Completion>) -> Option<Moment> {
    match how {
        Some(completion) if !completion.counts() => None,
        Some(_) | None => at,
    }
}
