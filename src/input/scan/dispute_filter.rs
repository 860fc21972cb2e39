//! Passes over the disputes that a command does not look at: they are checked and counted, and
//! nothing of them is kept but sixteen bytes each, to find out whether any came twice.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{BuyerIndex, DisputeFilter, DisputeSummary, Moment, Text};
use crate::ids::duplicate_ids::{self, DuplicateIdFinder};
use crate::input::decode::disputes::DisputeRow;
use crate::input::decode::string_interner::{StringInterner, mixed};

/// What was passed over, and which shops were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Count of disputes that were read and not kept.
    pub disputes: u64,
    /// Their newest moment; `None` when none was passed over.
    pub newest: Option<Moment>,
    /// The words for a state that are not known, and how many of those passed over have each.
    pub unknown_statuses: HashMap<Text, u64>,
    /// The shops of all disputes, where shops are asked for.
    pub shops: BTreeSet<Text>,
    /// The same disputes by the digits of their buyers.
    pub buyers: BuyerIndex,
}

/// Decides on each dispute of a table whether it is kept.
pub(crate) struct FilterPushdown<'a> {
    filter: &'a DisputeFilter,
    /// Of every dispute what no other one shares: its order with the minute of filing, in which records of
    /// one filing agree, and its order with its id.
    keys: Vec<DuplicateIdFinder>,
    /// Count of disputes with an id of their own.
    with_id: u64,
    /// Count of all disputes.
    count: u64,
    passed: PassedOver,
    /// Shops met lately.
    shops: StringInterner,
}

impl<'a> FilterPushdown<'a> {
    /// Begins a table.
    pub(crate) fn new(filter: &'a DisputeFilter) -> Self {
        Self {
            filter,
            keys: vec![DuplicateIdFinder::default()],
            with_id: 0,
            count: 0,
            passed: PassedOver::default(),
            shops: StringInterner::default(),
        }
    }

    /// Returns whether the dispute of a row, with its own id, is to be kept, and counts it.
    pub(crate) fn keeps(&mut self, row: &DisputeRow<'_>, id: &[u8]) -> bool {
        let summary = row.summary();
        self.count(&summary, id);
        if self.filter.lets_through(&summary) {
            return true;
        }
        self.pass(&summary);
        if let Some(word) = row.unknown_status() {
            *self.passed.unknown_statuses.entry(word.into()).or_default() += 1;
        }
        false
    }

    /// Adds what was found in other blocks of the same table.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.with_id += other.with_id;
        self.count += other.count;
        self.passed.disputes += other.passed.disputes;
        self.passed.newest = self.passed.newest.max(other.passed.newest);
        for (word, count) in other.passed.unknown_statuses {
            *self.passed.unknown_statuses.entry(word).or_default() += count;
        }
        self.passed.shops.extend(other.passed.shops);
        self.passed.buyers.absorb(&other.passed.buyers);
    }

    /// Returns what was passed over, or `None` when a filing may stand in the table twice: then
    /// all of it must be looked at.
    pub(crate) fn end(self, threads: usize) -> Option<PassedOver> {
        // A filing may have an id in one row and none in another.
        if self.with_id != 0 && self.with_id != self.count {
            return None;
        }
        let keys: Vec<&DuplicateIdFinder> = self.keys.iter().collect();
        if duplicate_ids::distinct(&keys, threads).count != self.count + self.with_id {
            return None;
        }
        Some(self.passed)
    }

    fn pass(&mut self, summary: &DisputeSummary<'_>) {
        self.passed.disputes += 1;
        self.passed.buyers.add(summary.order_id, summary.opened_at);
        self.passed.newest = self.passed.newest.max(Some(summary.opened_at)).max(summary.closed_at);
    }

    fn count(&mut self, summary: &DisputeSummary<'_>, id: &[u8]) {
        self.count += 1;
        let order = summary.order_id.number();
        let minute = summary.opened_at.millis().div_euclid(60_000);
        let keys = self.keys.first_mut().expect("a table begins with one");
        keys.push_number(mixed(order, &minute.to_le_bytes()) | 1);
        if !id.is_empty() {
            self.with_id += 1;
            keys.push_number(mixed(order, id) | 1);
        }
        if !self.filter.shops.is_empty() {
            self.passed.shops.extend(self.shops.first_met(summary.shop));
        }
    }
}

#[cfg(test)]
#[path = "dispute_filter_tests.rs"]
mod tests;
