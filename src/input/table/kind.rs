//! What tables there are.

use crate::domain::enum_with_ids;

enum_with_ids! {
    /// What a table is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TableKind {
        /// The seller centre's order export.
        SellerOrders = "seller-centre-orders",
        /// Dianxiaomi's (店小秘) order export.
        Dianxiaomi = "dianxiaomi-orders",
        /// Plain orders.
        PlainOrders = "plain-orders",
        /// Plain disputes.
        PlainDisputes = "plain-disputes",
        /// Refunds paid; no disputes.
        RefundReport = "refund-report",
        /// Payouts; no disputes.
        PayoutReport = "payout-report",
        /// Money movements; no disputes.
        Ledger = "ledger",
        /// A hand-made list of disputed orders without dates.
        Workbook = "dispute-workbook",
        /// Something else that is kept by order: purchases, messages, returns, events.
        OtherRows = "other-rows",
    }
}

impl TableKind {
    /// Returns what sellers call the file.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SellerOrders => "seller-centre order export",
            Self::Dianxiaomi => "Dianxiaomi order export",
            Self::PlainOrders => "plain order table",
            Self::PlainDisputes => "plain dispute table",
            Self::RefundReport => "refund report (退款)",
            Self::PayoutReport => "payout report (放款)",
            Self::Ledger => "ledger (收支流水)",
            Self::Workbook => "hand-made list of order numbers (单号)",
            Self::OtherRows => "table of something else than orders and disputes",
        }
    }

    /// The fields without which the file is of no use.
    pub(crate) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::SellerOrders | Self::Dianxiaomi | Self::PlainOrders => {
                &["order_id", "created_at"]
            }
            Self::PlainDisputes => &["order_id", "opened_at"],
            Self::RefundReport => &["order_id", "refund_amount"],
            Self::PayoutReport | Self::Ledger => &["order_id", "amount"],
            Self::Workbook | Self::OtherRows => &["order_id"],
        }
    }
}
