//! Disputes by order: what a rate looks at.

use std::sync::Arc;

use crate::domain::{Dispute, Family, IdTable, Liability, Metric, Moment, OrderId, State, Window};

/// Disputes grouped by their order, each order in a numbered place.
#[derive(Clone, Debug)]
pub struct Filings {
    places: Arc<IdTable>,
    orders: Vec<OrderId>,
    disputes: Vec<Vec<Dispute>>,
}

/// Which of two figures: with cancelled disputes, or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Cancelled disputes count.
    CancelledCounted,
    /// Orders all of whose disputes were cancelled do not count.
    CancelledExcluded,
}

impl Filings {
    /// Groups disputes by order, those of one order by the time of filing.
    pub fn new(disputes: Vec<Dispute>) -> Self {
        let mut places = IdTable::default();
        let (mut orders, mut grouped): (Vec<OrderId>, Vec<Vec<Dispute>>) = Default::default();
        for dispute in disputes {
            let place = places.insert(dispute.order_id);
            if place == orders.len() {
                orders.push(dispute.order_id);
                grouped.push(Vec::new());
            }
            if let Some(group) = grouped.get_mut(place) {
                // Most orders have one dispute; room for four would be wasted.
                if group.len() == group.capacity() {
                    group.reserve_exact(1 + group.len());
                }
                group.push(dispute);
            }
        }
        for group in &mut grouped {
            group.sort_by(|a, b| (a.opened_at, &a.id).cmp(&(b.opened_at, &b.id)));
        }
        Self { places: Arc::new(places), orders, disputes: grouped }
    }

    /// Returns the place of each disputed order, shared with tallies.
    pub fn places(&self) -> Arc<IdTable> {
        Arc::clone(&self.places)
    }

    /// Returns the count of distinct disputed orders.
    pub fn orders(&self) -> usize {
        self.orders.len()
    }

    /// Returns every disputed order with its disputes, by place.
    pub fn iter(&self) -> impl Iterator<Item = (OrderId, &[Dispute])> {
        self.orders.iter().copied().zip(self.disputes.iter().map(Vec::as_slice))
    }

    /// Returns the disputes of the order in a place; empty when there is none.
    pub fn of_place(&self, place: usize) -> &[Dispute] {
        self.disputes.get(place).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns every dispute.
    pub fn disputes(&self) -> impl Iterator<Item = &Dispute> {
        self.disputes.iter().flatten()
    }
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
            let of = |family: Family| dispute.reason.family == family && filed();
            match metric {
                Metric::DisputeRate => filed(),
                Metric::OrderDisputeRate => true,
                Metric::NotReceivedRate => of(Family::NotReceived),
                Metric::NotAsDescribedRate => of(Family::NotAsDescribed),
                Metric::EscalationRate => window.has(dispute.escalated_at),
                Metric::SellerLiableRate => {
                    window.has(dispute.ruled_at) && dispute.liability == Liability::Seller
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
        self.seen().any(|dispute| window.has(dispute.escalated_at))
    }
}
