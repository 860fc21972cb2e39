//! The six figures a rule set may assess.

use super::enum_with_ids;
use super::{DisputeAtom, Fact, Reading};

/// Everything that defines a metric: the variant, its name in JSON, columns and settings, the event that
/// puts an order into the window, what is true of a dispute that counts, and the fact of disputes without
/// which nobody can say whether one does.
macro_rules! metrics {
    ($($(#[doc = $doc:literal])+ $name:ident, $id:literal, $basis:ident, $atom:ident, $needs:expr;)+) => {
        /// A metric, named as in JSON, columns and settings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Metric {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Metric {
            /// Every metric, in the order in which they are shown.
            pub const ALL: [Self; 6] = [$(Self::$name),+];

            /// Returns the name used in JSON, columns and settings.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// Returns which event puts an order into the window.
            pub const fn basis(self) -> Basis {
                match self { $(Self::$name => Basis::$basis,)+ }
            }

            /// Returns what puts an order into the numerator when it is true of one of its disputes. On
            /// the [`Basis::Paid`] the order must be paid in the window too.
            pub const fn numerator(self) -> DisputeAtom {
                match self { $(Self::$name => DisputeAtom::$atom,)+ }
            }

            /// Returns what must be known of disputes to say which count; `None` where their days are
            /// enough.
            pub const fn needs(self) -> Option<Fact> {
                match self { $(Self::$name => $needs,)+ }
            }
        }
    };
}

metrics! {
    /// Filed basis: orders disputed in the window, of those completed or disputed in it.
    DisputeRate, "dispute_rate", Filed, Filed, None;
    /// Order basis: orders paid in the window that were disputed up to as-of.
    OrderDisputeRate, "order_dispute_rate", Paid, Seen, None;
    /// Filed basis, disputes of family *not received*.
    NotReceivedRate, "not_received_rate", Filed, NotReceived, Some(Fact::Reasons);
    /// Filed basis, disputes of family *not as described*.
    NotAsDescribedRate, "not_as_described_rate", Filed, NotAsDescribed, Some(Fact::Reasons);
    /// Orders escalated to the platform in the window.
    EscalationRate, "escalation_rate", Filed, Escalated, Some(Fact::Escalations);
    /// Orders ruled the seller's responsibility in the window.
    SellerLiableRate, "seller_liable_rate", Filed, Liable, Some(Fact::Rulings);
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

impl Metric {
    /// Returns the metric with a name, or `None`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.id() == id)
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
