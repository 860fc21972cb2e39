//! What tables there are.

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// The seller centre's order export.
    SellerOrders,
    /// Dianxiaomi's (店小秘) order export.
    Dianxiaomi,
    /// Plain orders.
    PlainOrders,
    /// Plain disputes.
    PlainDisputes,
    /// Refunds paid; no disputes.
    RefundReport,
    /// Payouts; no disputes.
    PayoutReport,
    /// Money movements; no disputes.
    Ledger,
    /// A hand-made list of disputed orders without dates.
    Workbook,
}

impl TableKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 8] = [
        Self::SellerOrders,
        Self::Dianxiaomi,
        Self::PlainOrders,
        Self::PlainDisputes,
        Self::RefundReport,
        Self::PayoutReport,
        Self::Ledger,
        Self::Workbook,
    ];

    /// Returns the name used in output and in `headers.toml`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SellerOrders => "seller-centre-orders",
            Self::Dianxiaomi => "dianxiaomi-orders",
            Self::PlainOrders => "plain-orders",
            Self::PlainDisputes => "plain-disputes",
            Self::RefundReport => "refund-report",
            Self::PayoutReport => "payout-report",
            Self::Ledger => "ledger",
            Self::Workbook => "dispute-workbook",
        }
    }

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
            Self::Workbook => &["order_id"],
        }
    }
}
