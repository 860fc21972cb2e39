//! Why a buyer is sent no message.

use super::Moment;

/// Why no message is printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The order is known and nothing has been filed on it.
    #[error("the buyer has filed no dispute on this order")]
    NoDispute,
    /// The buyer has cancelled already.
    #[error("the buyer has already cancelled this dispute")]
    Cancelled {
        /// When; `None` when the data does not say.
        at: Option<Moment>,
    },
    /// The dispute is over.
    #[error("this dispute has already ended")]
    Ended {
        /// When; `None` when the data does not say.
        at: Option<Moment>,
    },
    /// The platform has decided.
    #[error("the platform has already decided this dispute, so the buyer cannot cancel it")]
    Ruled {
        /// When.
        at: Moment,
    },
    /// The order ended by a refund.
    #[error("the order has already ended by a refund, so there is nothing to cancel")]
    Refunded,
    /// Money outside the platform was agreed.
    #[error("money outside AliExpress leaves the buyer without protection and breaks the rules")]
    OffPlatform,
    /// Something in return for a review was agreed.
    #[error("a cancellation or money in return for a review breaks the rules")]
    ForReview,
    /// Something is still owed and nobody knows until when the buyer is protected.
    #[error("something is still owed to the buyer, and the end of buyer protection is not known")]
    PromiseWithoutProtectionEnd,
    /// Something is still owed and the buyer is no longer protected.
    #[error("something is still owed to the buyer, and buyer protection has ended")]
    PromiseAfterProtection {
        /// When protection ended.
        at: Moment,
    },
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
        }
    }

    /// Returns when that happened, where it is an event and the data dates it.
    pub const fn at(&self) -> Option<Moment> {
        match self {
            Self::Cancelled { at } | Self::Ended { at } => *at,
            Self::Ruled { at } | Self::PromiseAfterProtection { at } => Some(*at),
            Self::NoDispute
            | Self::Refunded
            | Self::OffPlatform
            | Self::ForReview
            | Self::PromiseWithoutProtectionEnd => None,
        }
    }

    /// Returns what to do instead.
    pub const fn instead(&self) -> &'static str {
        match self {
            Self::NoDispute => {
                "nothing is to be done; `disputes list --all` lists the disputes there are"
            }
            Self::Cancelled { .. } => "nothing is left to do; `disputes show` has the timeline",
            Self::Ended { .. } => "follow the result, or appeal where the order page offers it",
            Self::Ruled { .. } => "follow the decision, or appeal where the order page offers it",
            Self::Refunded => "send nothing; `disputes show` has what is known",
            Self::OffPlatform => {
                "pay through the dispute: propose the refund there, then use `--agreed refund`"
            }
            Self::ForReview => {
                "settle the case on its own merits, and never mention reviews or ratings in it"
            }
            Self::PromiseWithoutProtectionEnd => {
                "give orders with `buyer_protection_ends_at`, or ask nothing of the buyer until \
                 the parcel has arrived and then use `--agreed resolved`"
            }
            Self::PromiseAfterProtection { .. } => {
                "leave the dispute open until the parcel has arrived, then use \
                 `--agreed resolved`; or settle with a refund and use `--agreed refund`"
            }
        }
    }
}
