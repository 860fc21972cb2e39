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

/// One order, whose texts are a `T`: those of an [`Order`] point into a reader's buffer, and
/// [`OrderFacts`] are what is kept once its row is gone.
///
/// Empty texts mean that the input does not say. Personal columns are not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderOf<T> {
    /// The parent order's id.
    pub id: OrderId,
    /// The shop, as the input or the settings name it.
    pub shop: T,
    /// Product id.
    pub product: T,
    /// SKU text, quantities stripped.
    pub sku: T,
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
    pub status: T,
    /// The state in one vocabulary.
    pub state: OrderStatus,
    /// Tracking number.
    pub tracking: T,
    /// Carrier or logistics line, as the input words it.
    pub carrier: T,
}

/// An order, as a reader lends it.
pub type Order<'a> = OrderOf<&'a str>;

/// An order by itself.
pub type OrderFacts = OrderOf<Box<str>>;

impl<T> OrderOf<T> {
    /// Returns an order of which nothing is known but when it was placed.
    pub fn placed(id: OrderId, created_at: Moment) -> Self
    where
        T: Default,
    {
        Self {
            id,
            shop: T::default(),
            product: T::default(),
            sku: T::default(),
            country: None,
            amount: None,
            created_at,
            paid_at: None,
            shipped_at: None,
            completed_at: None,
            completion: None,
            completed_estimated: false,
            protection_ends_at: None,
            status: T::default(),
            state: OrderStatus::Unknown,
            tracking: T::default(),
            carrier: T::default(),
        }
    }

    /// Returns the same order with its texts in another form.
    pub(crate) fn with_texts<'a, U>(&'a self, mut text: impl FnMut(&'a T) -> U) -> OrderOf<U> {
        OrderOf {
            id: self.id,
            shop: text(&self.shop),
            product: text(&self.product),
            sku: text(&self.sku),
            country: self.country,
            amount: self.amount,
            created_at: self.created_at,
            paid_at: self.paid_at,
            shipped_at: self.shipped_at,
            completed_at: self.completed_at,
            completion: self.completion,
            completed_estimated: self.completed_estimated,
            protection_ends_at: self.protection_ends_at,
            status: text(&self.status),
            state: self.state,
            tracking: text(&self.tracking),
            carrier: text(&self.carrier),
        }
    }
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
        self.with_texts(|text| Box::from(*text))
    }
}

impl OrderFacts {
    /// Returns the order again, lending its texts.
    pub fn borrow(&self) -> Order<'_> {
        self.with_texts(|text| &**text)
    }
}

#[inline]
pub(super) fn counted(at: Option<Moment>, how: Option<Completion>) -> Option<Moment> {
    match how {
        Some(completion) if !completion.counts() => None,
        Some(_) | None => at,
    }
}
