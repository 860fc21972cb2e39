//! The disputes of an order: which of them a metric looks at.

use crate::domain::{Dispute, Family, Liability, Metric, Moment, State, Window};

/// Which of two figures: with cancelled disputes, or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Cancelled disputes count.
    CancelledCounted,
    /// Orders all of whose disputes were cancelled do not count.
    CancelledExcluded,
}

/// The disputes of one order as they stood at a moment.
#[derive(Clone, Copy, Debug)]
pub struct OrderFilings<'a> {
    /// The disputes, in the order of filing.
    pub disputes: &'a [Dispute],
    /// Nothing from this moment on is seen.
    pub as_of: Moment,
}

impl<'a> OrderFilings<'a> {
    /// Returns the disputes filed before as-of.
    pub fn seen(self) -> impl Iterator<Item = &'a Dispute> {
        self.disputes.iter().filter(move |dispute| dispute.exists(self.as_of))
    }

    /// Returns the disputes filed in a window.
    pub fn filed(self, window: Window) -> impl Iterator<Item = &'a Dispute> {
        self.seen().filter(move |dispute| window.contains(dispute.opened_at))
    }

    /// Returns the disputes that put the order into a metric's numerator if any of them counts.
    pub fn relevant(self, metric: Metric, window: Window) -> impl Iterator<Item = &'a Dispute> {
        self.seen().filter(move |dispute| {
            let filed = || window.contains(dispute.opened_at);
            let of = |family: Family| dispute.family == family && filed();
            match metric {
                Metric::DisputeRate => filed(),
                Metric::OrderDisputeRate => true,
                Metric::NotReceivedRate => of(Family::NotReceived),
                Metric::NotAsDescribedRate => of(Family::NotAsDescribed),
                Metric::EscalationRate => window.has(dispute.escalated_at()),
                Metric::SellerLiableRate => {
                    window.has(dispute.ruled_at()) && dispute.liability == Liability::Seller
                }
            }
        })
    }

    /// Tells whether the order is in a metric's numerator.
    pub fn counts(self, metric: Metric, window: Window, reading: Reading) -> bool {
        let as_of = self.as_of;
        self.relevant(metric, window).any(|dispute| match reading {
            Reading::CancelledCounted => true,
            Reading::CancelledExcluded => dispute.state_as_of(as_of).state != State::Cancelled,
        })
    }

    /// Counts the disputes behind a metric of which the data says only that they are over.
    pub fn unknown_endings(self, metric: Metric, window: Window) -> u64 {
        let as_of = self.as_of;
        let unknown = self.relevant(metric, window).filter(|dispute| {
            !dispute.ending_known && dispute.state_as_of(as_of).state == State::Ended
        });
        u64::try_from(unknown.count()).unwrap_or(u64::MAX)
    }

    /// Tells whether a dispute filed in the window was over by as-of.
    pub fn resolved(self, window: Window) -> bool {
        self.filed(window).any(|dispute| dispute.state_as_of(self.as_of).state != State::Open)
    }

    /// Tells whether a dispute was escalated in the window.
    pub fn escalated(self, window: Window) -> bool {
        self.seen().any(|dispute| window.has(dispute.escalated_at()))
    }
}
