//! Why a buyer is sent no message.

use super::Moment;

/// Why no message is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The order is known and nothing has been filed on it.
    NoDispute,
    /// The buyer has cancelled already.
    Cancelled {
        /// When; `None` when the data does not say.
        at: Option<Moment>,
    },
    /// The dispute is over.
    Ended {
        /// When; `None` when the data does not say.
        at: Option<Moment>,
    },
    /// The platform has decided.
    Ruled {
        /// When.
        at: Moment,
    },
    /// The order ended by a refund.
    Refunded,
    /// Money outside the platform was agreed.
    OffPlatform,
    /// Something in return for a review was agreed.
    ForReview,
    /// Something is still owed and nobody knows until when the buyer is protected.
    PromiseWithoutProtectionEnd,
    /// Something is still owed and the buyer is no longer protected.
    PromiseAfterProtection {
        /// When protection ended.
        at: Moment,
    },
    /// Something is still owed, and protection ends in less than [`FEW_DAYS`](super::FEW_DAYS).
    PromiseBeyondProtection {
        /// When protection ends.
        at: Moment,
    },
    /// The parcel is said to be on its way, and a return is under way.
    WaitDuringReturn,
}

impl Refusal {
    /// Returns the stable code.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::NoDispute => "no-dispute",
            Self::Cancelled { .. } => "already-cancelled",
            Self::Ended { .. } => "already-ended",
            Self::Ruled { .. } => "already-ruled",
            Self::Refunded => "already-refunded",
            Self::OffPlatform => "off-platform",
            Self::ForReview => "for-review",
            Self::PromiseWithoutProtectionEnd => "protection-end-unknown",
            Self::PromiseAfterProtection { .. } => "protection-over",
            Self::PromiseBeyondProtection { .. } => "protection-ends-soon",
            Self::WaitDuringReturn => "wait-during-return",
        }
    }

    /// Returns when that happened, where it is an event and the data dates it.
    pub const fn at(&self) -> Option<Moment> {
        match self {
            Self::Cancelled { at } | Self::Ended { at } => *at,
            Self::Ruled { at }
            | Self::PromiseAfterProtection { at }
            | Self::PromiseBeyondProtection { at } => Some(*at),
            Self::NoDispute
            | Self::Refunded
            | Self::OffPlatform
            | Self::ForReview
            | Self::PromiseWithoutProtectionEnd
            | Self::WaitDuringReturn => None,
        }
    }
}
