//! The six figures a rule set may assess.

use super::enum_with_ids;
use super::{DisputeAtom, Fact, Reading};

enum_with_ids! {
    /// A metric, named as in JSON, columns and settings, in the order in which they are shown.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Metric {
        /// Filed basis: orders disputed in the window, of those completed or disputed in it.
        DisputeRate = "dispute_rate",
        /// Order basis: orders paid in the window that were disputed up to as-of.
        OrderDisputeRate = "order_dispute_rate",
        /// Filed basis, disputes of family *not received*.
        NotReceivedRate = "not_received_rate",
        /// Filed basis, disputes of family *not as described*.
        NotAsDescribedRate = "not_as_described_rate",
        /// Orders escalated to the platform in the window.
        EscalationRate = "escalation_rate",
        /// Orders ruled the seller's responsibility in the window.
        SellerLiableRate = "seller_liable_rate",
    }
}

impl Metric {
    /// Returns which event puts an order into the window.
    pub const fn basis(self) -> Basis {
        match self {
            Self::OrderDisputeRate => Basis::Paid,
            Self::DisputeRate
            | Self::NotReceivedRate
            | Self::NotAsDescribedRate
            | Self::EscalationRate
            | Self::SellerLiableRate => Basis::Filed,
        }
    }

    /// Returns what puts an order into the numerator when it is true of one of its disputes. On
    /// the [`Basis::Paid`] the order must be paid in the window too.
    pub const fn numerator(self) -> DisputeAtom {
        match self {
            Self::DisputeRate => DisputeAtom::Filed,
            Self::OrderDisputeRate => DisputeAtom::Seen,
            Self::NotReceivedRate => DisputeAtom::NotReceived,
            Self::NotAsDescribedRate => DisputeAtom::NotAsDescribed,
            Self::EscalationRate => DisputeAtom::Escalated,
            Self::SellerLiableRate => DisputeAtom::Liable,
        }
    }

    /// Returns what must be known of disputes to say which count; `None` where their days are
    /// enough.
    pub const fn needs(self) -> Option<Fact> {
        match self {
            Self::DisputeRate | Self::OrderDisputeRate => None,
            Self::NotReceivedRate | Self::NotAsDescribedRate => Some(Fact::Reasons),
            Self::EscalationRate => Some(Fact::Escalations),
            Self::SellerLiableRate => Some(Fact::Rulings),
        }
    }
}

/// Which event puts an order into the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The filing of a dispute, or completion.
    Filed,
    /// Payment.
    Paid,
}

enum_with_ids! {
    /// What a rule set says of disputes that the buyer cancelled.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum CancelledReading {
        /// They count.
        Counted = "counted",
        /// They do not count.
        Excluded = "excluded",
        /// Sources contradict each other; shown as counted, with the other reading beside it.
        SourcesDiffer = "sources-differ",
    }
}

impl CancelledReading {
    /// Returns whether the headline figure counts cancelled disputes.
    pub const fn counts(self) -> bool {
        match self {
            Self::Counted | Self::SourcesDiffer => true,
            Self::Excluded => false,
        }
    }

    /// Returns the reading of the headline figure.
    pub const fn reading(self) -> Reading {
        if self.counts() { Reading::CancelledCounted } else { Reading::CancelledExcluded }
    }
}
