//! Passes over the disputes that a command does not look at: they are checked and counted, and
//! nothing of them is kept but eight bytes each, to find out whether any came twice.

use std::collections::{BTreeSet, HashMap};

use super::disputes::{DisputeColumns, PLAIN_STATUSES, Reading};
use super::ids::{self, IdPile};
use super::table::RawRow;
use super::texts::{Texts, mixed};
use crate::domain::{Dispute, Gist, Moment, OrderId, Sieve, Stage, Text};

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
}

/// Decides on each dispute of a table whether it is kept.
pub(super) struct Sifter<'a> {
    sieve: &'a Sieve,
    /// What tells filings apart, of every dispute.
    keys: Vec<IdPile>,
    /// Count of disputes with an id of their own.
    with_id: u64,
    /// Count of all disputes.
    count: u64,
    passed: PassedOver,
    /// Shops met lately.
    shops: Texts,
}

impl<'a> Sifter<'a> {
    /// Begins a table.
    pub(super) fn new(sieve: &'a Sieve) -> Self {
        Self {
            sieve,
            keys: vec![IdPile::default()],
            with_id: 0,
            count: 0,
            passed: PassedOver::default(),
            shops: Texts::default(),
        }
    }

    /// Passes over a record and returns its order, or returns `None` where it is to be decoded: it
    /// is wanted, or not written in the usual way. Nothing has been counted then.
    pub(super) fn pass_over(
        &mut self,
        columns: &mut DisputeColumns,
        record: &impl RawRow,
        shop: &str,
    ) -> Option<OrderId> {
        let (gist, zoneless) = self.gist(columns, record, shop)?;
        if self.sieve.lets_through(&gist) {
            return None;
        }
        columns.moments.note_zoneless(zoneless);
        let text = |column: Option<usize>| column.map_or(&[][..], |column| record.raw(column));
        self.count(&gist, text(columns.id), text(columns.line));
        self.pass(&gist);
        Some(gist.order_id)
    }

    /// Tells whether a dispute that was decoded is to be kept, and counts it.
    pub(super) fn keeps(&mut self, dispute: &Dispute) -> bool {
        let gist = dispute.gist();
        self.count(&gist, dispute.details().id.as_bytes(), dispute.details().line_id.as_bytes());
        if self.sieve.lets_through(&gist) {
            return true;
        }
        self.pass(&gist);
        if !dispute.details().status_known && !dispute.details().status.is_empty() {
            *self.passed.unknown_statuses.entry(dispute.details().status.clone()).or_default() += 1;
        }
        false
    }

    /// Adds what was found in other blocks of the same table.
    pub(super) fn absorb(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.with_id += other.with_id;
        self.count += other.count;
        self.passed.disputes += other.passed.disputes;
        self.passed.newest = self.passed.newest.max(other.passed.newest);
        for (word, count) in other.passed.unknown_statuses {
            *self.passed.unknown_statuses.entry(word).or_default() += count;
        }
        self.passed.shops.extend(other.passed.shops);
    }

    /// Returns what was passed over, or `None` when a filing may stand in the table twice: then
    /// all of it must be looked at.
    pub(super) fn end(self, threads: usize) -> Option<PassedOver> {
        // A filing may have an id in one row and none in another.
        if self.with_id != 0 && self.with_id != self.count {
            return None;
        }
        let keys: Vec<&IdPile> = self.keys.iter().collect();
        if ids::distinct(&keys, threads).count != self.count {
            return None;
        }
        Some(self.passed)
    }

    fn pass(&mut self, gist: &Gist<'_>) {
        self.passed.disputes += 1;
        self.passed.newest = self.passed.newest.max(Some(gist.opened_at)).max(gist.closed_at);
    }

    fn count(&mut self, gist: &Gist<'_>, id: &[u8], line: &[u8]) {
        self.count += 1;
        let order = gist.order_id.number();
        let key = if id.is_empty() {
            let second = gist.opened_at.millis().div_euclid(1000);
            mixed(mixed(order, &second.to_le_bytes()), line)
        } else {
            self.with_id += 1;
            mixed(order, id)
        };
        if let Some(keys) = self.keys.first_mut() {
            keys.push_number(key | 1);
        }
        if !self.sieve.shops.is_empty() {
            self.passed.shops.extend(self.shops.first_met(gist.shop));
        }
    }

    /// Reads what a sieve looks at from a record and checks the rest of it; `None` where anything
    /// is not written in the usual way. Returns also a bit for each moment without a zone.
    fn gist<'r>(
        &mut self,
        columns: &mut DisputeColumns,
        record: &'r impl RawRow,
        shop: &'r str,
    ) -> Option<(Gist<'r>, u8)> {
        let order_id = record.id(columns.order)?;
        let (mut moments, mut zoneless) = ([None; 5], 0);
        for (at, moment) in moments.iter_mut().enumerate() {
            *moment = columns.moments.skim(at, record, &mut zoneless)?;
        }
        let [opened_at, escalated_at, ruled_at, closed_at, _] = moments;
        let opened_at = opened_at?;
        // An empty moment is before every other.
        if [escalated_at, ruled_at, closed_at].iter().flatten().any(|at| *at < opened_at) {
            return None;
        }
        let stage = match columns.stage.map(|place| record.raw(place)) {
            None | Some(b"") => None,
            Some(b"negotiation") => Some(Stage::Negotiation),
            Some(b"platform") => Some(Stage::Platform),
            Some(b"returning") => Some(Stage::Returning),
            Some(b"closed") => Some(Stage::Closed),
            Some(_) => return None,
        };
        let status = match columns.status.map(|place| record.raw(place)) {
            None | Some(b"") => "",
            Some(word) => PLAIN_STATUSES.into_iter().find(|known| known.as_bytes() == word)?,
        };
        let state = Reading::of(status, stage, escalated_at.is_some(), closed_at).state;
        let own = columns.shop.map_or(&[][..], |place| record.raw(place));
        let shop = match own {
            [] => shop,
            own if is_trimmed(own) => std::str::from_utf8(own).ok()?,
            _ => return None,
        };
        // Blanks around an id do not tell filings apart.
        let mut ids = [columns.id, columns.line].into_iter().flatten();
        if !ids.all(|place| is_trimmed(record.raw(place))) {
            return None;
        }
        Some((Gist { order_id, shop, opened_at, closed_at, state }, zoneless))
    }
}

/// Tells whether a text has no blanks around it; of letters beyond ASCII it is not told.
fn is_trimmed(text: &[u8]) -> bool {
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    plain(text.first()) && plain(text.last())
}

#[cfg(test)]
#[path = "gist_tests.rs"]
mod tests;
