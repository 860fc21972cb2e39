//! The union of disputes from several files.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Contradiction, Dispute, Filings, IdTable};
use crate::input::decode::string_interner::mixed;

/// What tells a dispute from others of its order: marks of its id and of its line, 0 where empty.
///
/// Marks are compared within one order only; that two texts share one is as likely as a torn bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    id: u64,
    line: u64,
}

impl Name {
    /// Marks an id and a line.
    pub(crate) fn new(id: &[u8], line: &[u8]) -> Self {
        Self { id: mark(id), line: mark(line) }
    }

    /// Marks a dispute merged from two of these names: as the merged one is called, or where details
    /// are not kept, by what is known.
    fn and(self, other: Self, merged: &Dispute) -> Self {
        let of = Self::of(merged);
        let first = |merged: u64, one: u64, two: u64| match (merged, one) {
            (0, 0) => two,
            (0, _) => one,
            _ => merged,
        };
        Self { id: first(of.id, self.id, other.id), line: first(of.line, self.line, other.line) }
    }

    /// Marks the id and the line of a dispute with its details.
    pub(crate) fn of(dispute: &Dispute) -> Self {
        Self::new(dispute.details().id.as_bytes(), dispute.details().line_id.as_bytes())
    }
}

fn mark(text: &[u8]) -> u64 {
    if text.is_empty() { 0 } else { mixed(0, text) | 1 }
}

/// Disputes of several files, each once.
#[derive(Debug, Default)]
pub(crate) struct DisputeMerge {
    /// The disputes, in the order in which they were first met.
    disputes: Vec<Dispute>,
    names: Vec<Name>,
    places: IdTable,
    /// The last dispute of each order, by place.
    last: Vec<u32>,
    /// For each dispute the one before it on the same order; its own place where there is none.
    before: Vec<u32>,
    /// Details would decide something: which of two records of one dispute says what, or which of
    /// two disputes of an order is the first, where they were filed at one moment and differ in
    /// what groups look at.
    pub(crate) needs_details: bool,
    /// What records of one dispute say differently, with the dispute's name.
    pub(crate) contradictions: Vec<(String, Contradiction)>,
}

impl DisputeMerge {
    /// Adds the disputes of a file, each with its name; returns how many of them were there already
    /// and were merged.
    pub(crate) fn add(&mut self, disputes: Vec<Dispute>, names: Vec<Name>) -> u64 {
        if !self.disputes.is_empty() {
            return self.add_each(disputes, &names);
        }
        // The first file's list is kept as it is, unless it says something twice.
        (self.disputes, self.names) = (disputes, names);
        // Most orders have one dispute, and lists that grow leave the room of shorter ones behind.
        let count = self.disputes.len();
        self.places.reserve(count);
        self.last.reserve_exact(count);
        self.before.reserve_exact(count);
        let mut at = 0;
        while let (Some(dispute), Some(name)) = (self.disputes.get(at), self.names.get(at)) {
            let place = self.places.insert(dispute.order_id);
            let last = self.last.get(place).copied();
            if last.is_some_and(|last| self.known(last, dispute, *name).is_some()) {
                let (rest, names) = (self.disputes.split_off(at), self.names.split_off(at));
                return self.add_each(rest, &names);
            }
            self.needs_details |= last.is_some_and(|last| self.is_tied(last, dispute));
            self.link(place, last);
            at += 1;
        }
        0
    }

    fn add_each(&mut self, disputes: Vec<Dispute>, names: &[Name]) -> u64 {
        let each = disputes.into_iter().zip(names);
        each.map(|(dispute, name)| u64::from(!self.add_one(dispute, *name))).sum()
    }

    /// Returns the ids that disputes of several orders of one shop have, with their orders. Needs the
    /// disputes' details.
    pub(crate) fn ids_on_several_orders(&mut self) -> Vec<(String, Contradiction)> {
        let mut marks: Vec<u64> = self.names.iter().map(|name| name.id).collect();
        marks.retain(|mark| *mark != 0);
        marks.sort_unstable();
        let twice: BTreeSet<u64> = marks
            .windows(2)
            .filter_map(|two| two.first().filter(|first| two.last() == Some(first)).copied())
            .collect();
        if twice.is_empty() {
            return Vec::new();
        }
        let mut first: BTreeMap<(u64, &str), &Dispute> = BTreeMap::new();
        let mut found = Vec::new();
        for (dispute, name) in self.disputes.iter().zip(&self.names) {
            if !twice.contains(&name.id) {
                continue;
            }
            let first = *first.entry((name.id, &dispute.shop)).or_insert(dispute);
            if first.order_id != dispute.order_id {
                let (one, other) = (first.order_id, dispute.order_id);
                let contradiction = Contradiction {
                    part: "order_id",
                    kept: one.min(other).to_string(),
                    other: one.max(other).to_string(),
                };
                found.push((dispute.name().to_string(), contradiction));
            }
        }
        self.needs_details |= !found.is_empty();
        found
    }

    /// Returns all disputes by order.
    pub(crate) fn filings(self) -> Filings {
        let Self { disputes, names, places, last, before, .. } = self;
        drop((names, last, before));
        Filings::with_places(disputes, places)
    }

    fn add_one(&mut self, dispute: Dispute, name: Name) -> bool {
        let place = self.places.insert(dispute.order_id);
        let last = self.last.get(place).copied();
        let known = last.and_then(|last| self.known(last, &dispute, name));
        if let Some(at) = known
            && let (Some(old), Some(named)) = (self.disputes.get_mut(at), self.names.get_mut(at))
        {
            self.needs_details = true;
            let contradictions = old.merge(&dispute).into_iter();
            *named = named.and(name, old);
            let called = old.name().to_string();
            self.contradictions.extend(contradictions.map(|found| (called.clone(), found)));
            return false;
        }
        self.needs_details |= last.is_some_and(|last| self.is_tied(last, &dispute));
        self.link(place, last);
        self.disputes.push(dispute);
        self.names.push(name);
        true
    }

    fn is_tied(&self, last: u32, dispute: &Dispute) -> bool {
        let groups = |d: &Dispute| (d.shop.clone(), d.product.clone(), d.country);
        self.on_order(last).any(|(_, other, _)| {
            other.opened_at == dispute.opened_at && groups(other) != groups(dispute)
        })
    }

    /// Links the next dispute to the one before it on the same order.
    fn link(&mut self, place: usize, last: Option<u32>) {
        let at = u32::try_from(self.before.len()).expect("fewer disputes than 32 bits count");
        self.before.push(last.unwrap_or(at));
        match self.last.get_mut(place) {
            Some(slot) => *slot = at,
            None => self.last.push(at),
        }
    }

    /// Finds the record of the same filing among those of its order. Not by shop: one file may name
    /// it and another not. A filing may have an id in one file and none in another.
    fn known(&self, last: u32, dispute: &Dispute, name: Name) -> Option<usize> {
        let second = |dispute: &Dispute| dispute.opened_at.millis().div_euclid(1000);
        let mut same_line = None;
        for (at, other, named) in self.on_order(last) {
            if name.id != 0 && named.id == name.id {
                return Some(at);
            }
            if (name.id == 0 || named.id == 0)
                && named.line == name.line
                && second(other) == second(dispute)
            {
                same_line = Some(at);
            }
        }
        same_line
    }

    /// Visits the disputes of an order, the last first.
    fn on_order(&self, last: u32) -> impl Iterator<Item = (usize, &Dispute, Name)> {
        let mut next = Some(last);
        std::iter::from_fn(move || {
            let at = usize::try_from(next?).ok()?;
            let before = self.before.get(at).copied();
            next = before.filter(|before| Some(*before) != next);
            Some((at, self.disputes.get(at)?, *self.names.get(at)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Moment, OrderId};

    fn dispute(order: &str, id: &str, shop: &str) -> Dispute {
        let order = OrderId::parse(order).unwrap();
        let opened = Moment::from_rfc3339("2026-01-05T00:00:00Z").unwrap();
        let mut dispute = Dispute { shop: shop.into(), ..Dispute::new(order, opened) };
        dispute.details_mut().id = id.into();
        dispute
    }

    #[test]
    fn one_id_on_two_orders_of_a_shop_is_a_contradiction() {
        let (one, two) = ("1101000000000001", "1101000000000002");
        for (disputes, count) in [
            ([dispute(one, "7", "a"), dispute(two, "7", "a")], 1),
            ([dispute(two, "7", ""), dispute(one, "7", "")], 1),
            ([dispute(one, "7", "a"), dispute(two, "8", "a")], 0),
            ([dispute(one, "", "a"), dispute(two, "", "a")], 0),
            // Ids of a program of one's own may count from 1 in each shop.
            ([dispute(one, "7", "a"), dispute(two, "7", "b")], 0),
        ] {
            let names = disputes.iter().map(Name::of).collect();
            let mut merge = DisputeMerge::default();
            merge.add(disputes.to_vec(), names);
            let found = merge.ids_on_several_orders();
            assert_eq!(found.len(), count, "{disputes:?}");
            for (name, found) in found {
                assert_eq!((name.as_str(), found.part), ("7", "order_id"));
                assert_eq!((found.kept.as_str(), found.other.as_str()), (one, two));
            }
        }
    }
}
