//! What a dispute is about, how it stands, and who must act.

use super::{Moment, enum_with_ids};

enum_with_ids! {
    /// What a dispute is about.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Family {
        /// The parcel did not arrive.
        NotReceived = "not_received",
        /// Not as described; also quality, wrong item, missing parts, damaged, counterfeit.
        NotAsDescribed = "not_as_described",
        /// The buyer's own reason: no longer wanted, return without reason.
        BuyerOwn = "buyer_own",
        /// The input does not say, or its word is not known.
        Unknown = "unknown",
    }

    /// Whether a dispute is still running.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum State {
        /// Running.
        Open = "open",
        /// Withdrawn by the buyer.
        Cancelled = "cancelled",
        /// Ended in some other way, or in a way the input does not tell (see [`Dispute::ending_known`](super::Dispute::ending_known)).
        Ended = "ended",
    }

    /// How far a dispute has come.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Stage {
        /// Buyer and seller negotiate.
        Negotiation = "negotiation",
        /// The platform has it.
        Platform = "platform",
        /// A return is under way.
        Returning = "returning",
        /// Over.
        Closed = "closed",
    }

    /// Who must act.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Turn {
        /// The seller.
        Seller = "seller",
        /// The buyer.
        Buyer = "buyer",
        /// The platform.
        Platform = "platform",
        /// A carrier or a warehouse.
        Logistics = "logistics",
        /// The input does not say.
        Unknown = "unknown",
    }

    /// Who was found liable by a ruling. Never inferred from a refund.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Liability {
        /// The seller.
        Seller = "seller",
        /// The buyer.
        Buyer = "buyer",
        /// The platform.
        Platform = "platform",
        /// The carrier.
        Logistics = "logistics",
        /// No ruling, or the input does not say.
        Unknown = "unknown",
    }
}

impl State {
    /// Returns the state as of a moment: what ended later was still open.
    pub fn as_of(self, closed_at: Option<Moment>, as_of: Moment) -> Self {
        if closed_at.is_some_and(|closed| closed >= as_of) { Self::Open } else { self }
    }
}
