//! Checks of ids: those that look as if a spreadsheet or a program had replaced their last digits by
//! zeros, and those of disputes of which the orders prove it.

use std::ops::Range;

use crate::domain::{Caveat, CaveatKind, Filings, OrderId, quoted_list};
use crate::ids::number_filter::NumberFilter;
use crate::ids::number_set::NumberSet;
use crate::input::SourceError;
use crate::input::decode::numeric_ids::is_rounded;
use crate::input::scan::lost_order_ids::{EXACT, damaged, float};

/// So many different ids that all end in zeros are no chance: one in ten would be. Buyers share the
/// last four digits of their orders, so ids that share them count once.
const NO_CHANCE: u64 = 6;

/// How many ids are named.
const NAMED: usize = 3;

/// The ids of a table that end in 0 after 15 digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RoundedIds {
    rows: u64,
    rounded: u64,
    /// The last four digits met.
    endings: NumberSet,
    /// The smallest of them.
    named: Vec<OrderId>,
}

impl RoundedIds {
    /// Adds the id of a row.
    #[inline]
    pub(crate) fn add(&mut self, id: OrderId) {
        self.rows += 1;
        if is_rounded(id) {
            self.add_rounded(id);
        }
    }

    /// Adds the ids of rows.
    pub(crate) fn add_all(&mut self, ids: impl Iterator<Item = OrderId>) {
        let mut rows = 0;
        for id in ids {
            rows += 1;
            if is_rounded(id) {
                self.add_rounded(id);
            }
        }
        self.rows += rows;
    }

    /// Adds an id that may have lost digits in another way.
    fn add_lost(&mut self, id: OrderId, is_lost: fn(OrderId) -> bool) {
        self.rows += 1;
        if is_lost(id) {
            self.add_rounded(id);
        }
    }

    fn add_rounded(&mut self, id: OrderId) {
        self.rounded += 1;
        self.endings.add(usize::try_from(id.number() % 10_000).expect("below 10,000"));
        self.name(id);
    }

    fn name(&mut self, id: OrderId) {
        if self.named.len() < NAMED || self.named.last().is_some_and(|last| id < *last) {
            self.named.push(id);
            self.named.sort_unstable();
            self.named.dedup();
            self.named.truncate(NAMED);
        }
    }

    /// Adds the ids of another part of the table.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.rounded += other.rounded;
        self.endings.merge(&other.endings);
        other.named.iter().for_each(|id| self.name(*id));
    }

    /// Count of different ids, as far as their last four digits tell them apart.
    fn different(&self) -> u64 {
        self.endings.count()
    }

    /// Refuses a table all of whose ids end in 0 after 15 digits, where that is no chance.
    ///
    /// # Errors
    ///
    /// When they are enough.
    pub(crate) fn refuse(&self, path: &str) -> Result<(), SourceError> {
        if self.rounded == self.rows && (self.different() >= NO_CHANCE || self.are_cut()) {
            return Err(SourceError::DamagedIds { path: path.to_owned(), count: self.rounded });
        }
        Ok(())
    }

    /// Returns true if so many rows and different ids all end in four zeros that one buyer cannot be meant.
    fn are_cut(&self) -> bool {
        let only_zeros = self.different() == 1 && self.endings.has(0);
        only_zeros && self.named.len() == NAMED && self.rows >= NO_CHANCE
    }

    /// Returns what is said of ids that may be damaged: all of a few, or far more than one in ten.
    pub(crate) fn caveat(&self, what: &str) -> Option<Caveat> {
        let all = self.rounded == self.rows && self.named.len() > 1;
        if !all && !self.is_excess() {
            return None;
        }
        let caveat = Caveat::new(CaveatKind::IdsRounded).with("what", what);
        Some(caveat.counting(self.rounded).with("ids", quoted_list(&self.named)))
    }

    /// Returns true if more ids end in zeros than one in ten by five standard deviations.
    fn is_excess(&self) -> bool {
        let different = self.different();
        if different < NO_CHANCE || self.rounded * 10 < self.rows * 3 {
            return false;
        }
        // The others are told apart as far as these are: of d different ids in r of n rows, e = n d /
        // (10 r) are expected, and d > e + 5 sqrt(0.9 e) is, squared and without fractions:
        let (d, r, n) = (u128::from(different), u128::from(self.rounded), u128::from(self.rows));
        let beyond = (10 * r).saturating_sub(n);
        d * beyond * beyond > 225 * n * r
    }
}

/// The ids of disputes, where they are 16 or 17 digits: two that lost their last ones may become one.
#[derive(Clone, Debug, Default)]
pub(crate) struct DisputeIds {
    /// Those that end in 0 after 15 digits.
    rounded: RoundedIds,
    /// Of those that are too large for a floating-point number to hold each of them, the ones that it can.
    floats: RoundedIds,
}

/// So many different ids that all are floating-point numbers are no chance: one in two would be.
const ALL_FLOATS: u64 = 20;

impl DisputeIds {
    /// Adds an id.
    pub(crate) fn add(&mut self, text: &[u8]) {
        let number = || std::str::from_utf8(text).ok()?.parse().ok();
        let id = OrderId::from_digits(text).or_else(|| OrderId::from_number(number()?));
        let Some(id) = id else { return };
        self.rounded.add(id);
        if id.number() > EXACT {
            self.floats.add_lost(id, is_float);
        }
    }

    /// Adds the ids of another part of the table.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.rounded.merge(&other.rounded);
        self.floats.merge(&other.floats);
    }

    /// Refuses ids as [`RoundedIds::refuse`] does.
    ///
    /// # Errors
    ///
    /// When all end in 0 after 15 digits, and are enough.
    pub(crate) fn refuse(&self, path: &str) -> Result<(), SourceError> {
        self.rounded.refuse(path)
    }

    /// Returns what is said of ids that may be damaged.
    pub(crate) fn caveat(&self) -> Option<Caveat> {
        let floats = &self.floats;
        let are_all = floats.rounded == floats.rows && floats.different() >= ALL_FLOATS;
        let of_floats = || floats.caveat("disputes").filter(|_| are_all);
        self.rounded.caveat("disputes").or_else(of_floats)
    }
}

/// Returns whether an id is too large for a floating-point number to hold each like it, and is one.
fn is_float(id: OrderId) -> bool {
    id.number() > EXACT && float(id.number()) == id.number()
}

/// The disputes whose order ids end in zeros after 15 digits, or are floating-point numbers, to be compared with the orders: one
/// whose id becomes that of the dispute where digits are cut off, or rounded, proves what the id was,
/// where there is none with the id itself.
#[derive(Debug)]
pub(crate) struct LostDigits {
    /// The first 15 digits of such ids, and those beside them that are rounded to them, sorted.
    starts: Vec<(u64, OrderId)>,
    /// A bit for each of them, so that most orders need no search.
    filter: NumberFilter,
}

/// What the orders of a file say of such ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proofs {
    met: Vec<OrderId>,
    /// Ids of one length with whose first 15 digits none of the disputes begins, around that of an order
    /// that was searched for: orders come in runs of near ids.
    apart: Range<u64>,
    /// The id of a dispute and that of an order.
    found: Vec<(OrderId, OrderId)>,
}

/// The first number of 17 digits.
const LONG: u64 = 10_000_000_000_000_000;

/// Returns the digits that a spreadsheet keeps.
fn start(id: OrderId) -> u64 {
    let number = id.number();
    if number < LONG { number / 10 } else { number / 100 }
}

impl LostDigits {
    /// Looks for such ids among the disputes.
    pub(crate) fn of(filings: &Filings) -> Self {
        let ids = filings.disputes().iter().map(|dispute| dispute.order_id);
        let near = |id: OrderId| {
            let start = start(id);
            [(start, id), (start.saturating_sub(1), id), (start + 1, id)]
        };
        let is_lost = |id: &OrderId| is_rounded(*id) || is_float(*id);
        let mut starts: Vec<(u64, OrderId)> = ids.filter(is_lost).flat_map(near).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut filter = NumberFilter::with_room(starts.len());
        starts.iter().for_each(|(start, _)| filter.insert(*start));
        Self { starts, filter }
    }

    /// Compares the id of an order.
    #[inline]
    pub(crate) fn see(&self, id: OrderId, proofs: &mut Proofs) {
        if self.filter.is_empty() || proofs.apart.contains(&id.number()) {
            return;
        }
        let start = start(id);
        if self.filter.may_hold(start) {
            self.search(start, id, proofs);
        }
    }

    #[cold]
    fn search(&self, start: u64, id: OrderId, proofs: &mut Proofs) {
        let from = self.starts.partition_point(|(known, _)| *known < start);
        let (lower, higher) = self.starts.split_at(from);
        let (unit, ids) = if id.number() < LONG { (10, 0..LONG) } else { (100, LONG..u64::MAX) };
        let from = lower.last().map_or(ids.start, |(known, _)| (known + 1) * unit);
        let to = higher.first().map_or(ids.end, |(known, _)| known * unit);
        proofs.apart = from.max(ids.start)..to.min(ids.end);
        let same = higher.iter().take_while(|(known, _)| *known == start);
        for (_, dispute) in same {
            if *dispute == id {
                proofs.met.push(id);
            } else if damaged(id.number()).contains(&dispute.number()) {
                proofs.found.push((*dispute, id));
            }
        }
    }
}

impl Proofs {
    /// Adds what another part of the file says.
    pub(crate) fn merge(&mut self, other: Self) {
        self.met.extend(other.met);
        self.found.extend(other.found);
    }

    /// Refuses disputes whose order ids are proved to be damaged.
    ///
    /// # Errors
    ///
    /// When the id of an order becomes that of a dispute, and no order has the id itself.
    pub(crate) fn refuse(&self, path: &str) -> Result<(), SourceError> {
        let proved = self.found.iter().find(|(dispute, _)| !self.met.contains(dispute));
        match proved {
            None => Ok(()),
            Some((id, real)) => {
                Err(SourceError::RoundedDispute { path: path.to_owned(), id: *id, real: *real })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dispute, Moment};

    fn id(number: u64) -> OrderId {
        OrderId::from_number(number).unwrap()
    }

    fn rounded(ids: impl IntoIterator<Item = u64>) -> RoundedIds {
        let mut rounded = RoundedIds::default();
        ids.into_iter().for_each(|number| rounded.add(id(number)));
        rounded
    }

    #[test]
    fn different_ids_are_counted_and_not_rows() {
        // One order disputed three times, and one buyer's orders.
        assert!(rounded([8_200_000_000_000_010; 3]).refuse("a").is_ok());
        assert_eq!(rounded([8_200_000_000_000_010; 3]).caveat("orders"), None);
        let one_buyer = rounded((0..20).map(|n| 8_200_000_000_000_010 + n * 10_000));
        assert!(one_buyer.refuse("a").is_ok());
        assert!(one_buyer.caveat("orders").is_some());
        let many = rounded((0..6).map(|n| 8_200_000_000_000_010 + n * 10_010));
        assert!(many.refuse("a").is_err());
        assert!(rounded((0..5).map(|n| 8_200_000_000_000_010 + n * 10_010)).refuse("a").is_ok());
        let cut = |rows: u64| rounded((0..rows).map(|n| 8_200_000_000_000_000 + n * 10_000));
        assert!(cut(6).refuse("a").is_err() && cut(5).refuse("a").is_ok());
    }

    #[test]
    fn half_of_a_file_is_seen_and_one_in_ten_is_not() {
        let all = |n: u64| 8_200_000_000_000_000 + n * 104_729;
        let half = (1..200).map(|n| if n % 2 == 0 { all(n) / 10 * 10 } else { all(n) });
        assert!(rounded(half).caveat("orders").is_some());
        assert_eq!(rounded((1..200).map(all)).caveat("orders"), None);
        assert_eq!(rounded((1..20_000).map(all)).caveat("orders"), None);
    }

    #[test]
    fn parts_of_a_table_together_say_what_the_whole_says() {
        let all: Vec<u64> = (1..300).map(|n| 8_200_000_000_000_000 + n * 7_410).collect();
        let mut parts = rounded(all[..100].iter().copied());
        parts.merge(&rounded(all[100..].iter().copied()));
        assert_eq!(parts, rounded(all));
    }

    #[test]
    fn an_order_with_the_same_fifteen_digits_proves_the_loss() {
        let disputes = [8_200_000_000_000_120, 8_200_000_000_000_333];
        let disputes = disputes.map(|number| Dispute::new(id(number), Moment::from_millis(0)));
        let lost = LostDigits::of(&Filings::new(disputes.to_vec()));
        let see = |numbers: &[u64]| {
            let mut proofs = Proofs::default();
            numbers.iter().for_each(|number| lost.see(id(*number), &mut proofs));
            proofs.refuse("a").is_ok()
        };
        assert!(see(&[8_200_000_000_000_130, 8_200_000_000_000_335]));
        assert!(!see(&[8_200_000_000_000_127]));
        assert!(see(&[8_200_000_000_000_127, 8_200_000_000_000_120]));
        // Rounded up, and too far below for that.
        assert!(!see(&[8_200_000_000_000_115]));
        assert!(see(&[8_200_000_000_000_114]));
    }
}
