//! What a row shows beside the data: what the seller keeps by hand, and whether the buyer may have
//! disputed before.

use crate::domain::{BuyerIndex, Dispute, DisputeMarks};

/// The seller's notes and marks, and all disputes by the digits of their buyers.
#[derive(Clone, Debug, Default)]
pub struct OwnRecords {
    /// Notes and marks.
    pub marks: DisputeMarks,
    /// All disputes, listed or not.
    pub buyers: BuyerIndex,
}

impl OwnRecords {
    /// Takes the marks, and disputes beside those that are `known` already.
    pub fn of<'a>(
        marks: DisputeMarks,
        known: &BuyerIndex,
        disputes: impl IntoIterator<Item = &'a Dispute>,
    ) -> Self {
        let mut buyers = known.clone();
        disputes.into_iter().for_each(|dispute| buyers.add(dispute.order_id, dispute.opened_at));
        Self { marks, buyers }
    }
}
