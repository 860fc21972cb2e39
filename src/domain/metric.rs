//! The six figures a rule set may assess.

use super::Reading;

/// A metric, named as in JSON, columns and settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Filed basis: orders disputed in the window, of those completed or disputed in it.
    DisputeRate,
    /// Order basis: orders paid in the window that were disputed up to as-of.
    OrderDisputeRate,
    /// Filed basis, disputes of family *not received*.
    NotReceivedRate,
    /// Filed basis, disputes of family *not as described*.
    NotAsDescribedRate,
    /// Orders escalated to the platform in the window.
    EscalationRate,
    /// Orders ruled the seller's responsibility in the window.
    SellerLiableRate,
}

/// Which event puts an order into the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The filing of a dispute, or completion.
    Filed,
    /// Payment.
    Paid,
}

/// What a rule set says of disputes that the buyer cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelledReading {
    /// They count.
    Counted,
    /// They do not count.
    Excluded,
    /// Sources contradict each other; shown as counted, with the other reading beside it.
    SourcesDiffer,
}

impl Metric {
    /// Every metric, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::DisputeRate,
        Self::OrderDisputeRate,
        Self::NotReceivedRate,
        Self::NotAsDescribedRate,
        Self::EscalationRate,
        Self::SellerLiableRate,
    ];

    /// Returns the name used in JSON, columns and settings.
    pub const fn id(self) -> &'static str {
        match self {
            Self::DisputeRate => "dispute_rate",
            Self::OrderDisputeRate => "order_dispute_rate",
            Self::NotReceivedRate => "not_received_rate",
            Self::NotAsDescribedRate => "not_as_described_rate",
            Self::EscalationRate => "escalation_rate",
            Self::SellerLiableRate => "seller_liable_rate",
        }
    }

    /// Returns the metric with a name, or `None`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.id() == id)
    }

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

    /// Returns the word used in rule files and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Excluded => "excluded",
            Self::SourcesDiffer => "sources-differ",
        }
    }
}
