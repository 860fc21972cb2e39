//! Disputes by order.

use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};

use super::{Dispute, IdTable, NeighbourCache, OrderId, Text};

/// The index of an order among the disputed orders of a [`Filings`] (or of any table of ids).
///
/// An `Option` of it takes four bytes: `None` is an order without disputes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DisputedIndex(NonZeroU32);

impl DisputedIndex {
    /// Takes the index that a table of ids gives.
    #[inline]
    pub fn new(index: usize) -> Self {
        let after = u32::try_from(index).ok().and_then(|index| index.checked_add(1));
        let after = after.and_then(NonZeroU32::new);
        Self(after.expect("a table counts its ids in 32 bits, from 1"))
    }

    /// Returns the index, from 0.
    #[inline]
    pub fn get(self) -> usize {
        to_usize(self.0.get() - 1)
    }
}

impl fmt::Debug for DisputedIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DisputedIndex").field(&self.get()).finish()
    }
}

/// Disputes grouped by their order, each order in a numbered place.
#[derive(Clone, Debug, Default)]
pub struct Filings {
    places: Arc<IdTable>,
    /// After each order with several disputes: the next place, and how many more disputes than
    /// orders come before it. Most orders have one.
    more: Vec<(u32, u32)>,
    disputes: Vec<Dispute>,
    /// The shops that they are of, once somebody has asked.
    shops: OnceLock<BTreeSet<Text>>,
}

impl Filings {
    /// Groups disputes by order, in the order in which the orders are first met; those of one order
    /// by the time of filing, then by id and line.
    pub fn new(disputes: Vec<Dispute>) -> Self {
        let mut table = IdTable::default();
        for dispute in &disputes {
            table.insert(dispute.order_id);
        }
        Self::with_places(disputes, table)
    }

    /// Groups disputes by order. The table holds exactly their orders, in the order in which they
    /// are first met.
    pub fn with_places(mut disputes: Vec<Dispute>, table: IdTable) -> Self {
        let mut met = 0;
        let place = |dispute: &Dispute| {
            // Most orders have one dispute, which is where they are met.
            let place = match table.id_at(met) {
                Some(next) if next == dispute.order_id => Some(met),
                Some(_) | None => table.get(dispute.order_id),
            };
            met += usize::from(place == Some(met));
            place.map_or(u32::MAX, to_u32)
        };
        let places: Vec<u32> = disputes.iter().map(place).collect();
        let rank = |(place, dispute): (u32, &Dispute)| (place, dispute.opened_at);
        let ranked = places.iter().copied().zip(&disputes);
        // Lists come in this order more often than not.
        let sorted = ranked.clone().map(rank).is_sorted_by(|a, b| a < b);
        if !sorted {
            let mut order: Vec<u32> = (0..to_u32(disputes.len())).collect();
            let rank = |at: u32| {
                let dispute = disputes.get(to_usize(at));
                let place = places.get(to_usize(at));
                let details = dispute.map(Dispute::details);
                let names = details.map(|details| (&details.id, &details.line_id));
                (place, dispute.map(|d| d.opened_at), names)
            };
            order.sort_by(|a, b| rank(*a).cmp(&rank(*b)));
            arrange(&mut disputes, order);
        }
        let mut counts = vec![0_u32; table.len()];
        for place in places {
            if let Some(count) = counts.get_mut(to_usize(place)) {
                *count += 1;
            }
        }
        let (mut more, mut all) = (Vec::new(), 0);
        for (next, count) in (1..).zip(counts).filter(|(_, count)| *count > 1) {
            all += count - 1;
            more.push((next, all));
        }
        more.shrink_to_fit();
        Self { places: Arc::new(table.filtered()), more, disputes, shops: OnceLock::new() }
    }

    /// Returns the place of each disputed order, shared with tallies.
    pub fn places(&self) -> Arc<IdTable> {
        Arc::clone(&self.places)
    }

    /// Returns the count of distinct disputed orders.
    pub fn orders(&self) -> usize {
        self.places.len()
    }

    /// Returns every disputed order with its disputes, by place. No order is without.
    pub fn iter(&self) -> impl Iterator<Item = (OrderId, &[Dispute])> {
        let mut more = self.more.iter().peekable();
        let (mut start, mut ahead) = (0, 0);
        (1..=self.orders()).filter_map(move |next| {
            if let Some((_, all)) = more.next_if(|(of, _)| to_usize(*of) == next) {
                ahead = to_usize(*all);
            }
            let from = std::mem::replace(&mut start, next + ahead);
            let disputes = self.disputes.get(from..start)?;
            Some((disputes.first()?.order_id, disputes))
        })
    }

    /// Returns the disputes of the order in a place; empty when there is none.
    pub fn of_place(&self, place: usize) -> &[Dispute] {
        // Beyond the last order there are none.
        self.disputes.get(self.start(place)..self.start(place + 1)).unwrap_or_default()
    }

    /// Returns where the disputes of a place begin.
    fn start(&self, place: usize) -> usize {
        let after = self.more.partition_point(|(next, _)| to_usize(*next) <= place);
        let more = after.checked_sub(1).and_then(|at| self.more.get(at));
        place + more.map_or(0, |(_, more)| to_usize(*more))
    }

    /// Returns the place of an order; `None` when it has no dispute.
    #[inline]
    pub fn place(&self, id: OrderId) -> Option<usize> {
        self.places.get(id)
    }

    /// Returns the index of an order; `None` when it has no dispute.
    #[inline]
    pub fn index(&self, id: OrderId) -> Option<DisputedIndex> {
        self.places.get(id).map(DisputedIndex::new)
    }

    /// Returns the same for orders that come in runs of near ids, most of them by the gap between
    /// disputed orders in which the one before was.
    #[inline]
    pub fn index_near(&self, id: OrderId, gap: &mut NeighbourCache) -> Option<DisputedIndex> {
        self.places.get_near(id, gap).map(DisputedIndex::new)
    }

    /// Returns the disputes of the order with an index.
    pub fn of_index(&self, index: DisputedIndex) -> &[Dispute] {
        self.of_place(index.get())
    }

    /// Returns every dispute.
    pub fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// Returns the shops that the disputes are of, with an empty text where some name none.
    pub fn shops(&self) -> &BTreeSet<Text> {
        self.shops.get_or_init(|| distinct(self.disputes.iter().map(|dispute| &dispute.shop)))
    }

    /// Returns the disputes and gives up their grouping.
    pub fn into_disputes(self) -> Vec<Dispute> {
        self.disputes
    }
}

/// Returns texts, each once. Most of those that are alike share their bytes, and are told by where these stand.
fn distinct<'a>(texts: impl Iterator<Item = &'a Text>) -> BTreeSet<Text> {
    const LATELY: usize = 64;
    let mut met: [Option<&Text>; LATELY] = [None; LATELY];
    let mut all = BTreeSet::new();
    for text in texts {
        let slot = met.get_mut(text.as_ptr().addr() / 16 % LATELY);
        let slot = slot.expect("the remainder is less than the count of slots");
        if slot.is_none_or(|met| !Text::ptr_eq(met, text)) {
            *slot = Some(text);
            if !all.contains(text) {
                all.insert(text.clone());
            }
        }
    }
    all
}

/// Puts elements into an order without a copy of them all: it names, for each place, the element
/// that belongs there, and each once.
pub fn arrange<T>(elements: &mut [T], mut order: Vec<u32>) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(slot) = order.get_mut(at) {
            let from = to_usize(std::mem::replace(slot, to_u32(at)));
            if from == start {
                break;
            }
            elements.swap(at, from);
            at = from;
        }
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).expect("no list has four thousand million disputes")
}

fn to_usize(place: u32) -> usize {
    usize::try_from(place).expect("a usize has at least 32 bits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    #[test]
    fn every_order_has_its_disputes_by_the_time_of_filing() {
        let at = |millis: i64| Moment::from_millis(millis);
        let id = |number: u64| OrderId::from_number(8_200_000_000_000_000 + number).unwrap();
        for count in [0, 1, 2, 40, 300] {
            // Some orders have one dispute, some several, the first and the last among them.
            let orders = (0..count).map(|n: u64| n * 37 % 97 * (1 + n % 3) % 61);
            let filed: Vec<_> = orders.zip(0..).map(|(n, t)| (id(n), at(t * 7 % 31))).collect();
            let filings =
                Filings::new(filed.iter().map(|(id, at)| Dispute::new(*id, *at)).collect());
            let mut met: Vec<OrderId> = Vec::new();
            for (id, _) in &filed {
                if !met.contains(id) {
                    met.push(*id);
                }
            }
            assert_eq!(filings.orders(), met.len());
            let mut gap = NeighbourCache::default();
            for (place, id) in met.iter().enumerate() {
                let of = filed.iter().filter(|(order, _)| order == id);
                let mut wanted: Vec<Moment> = of.map(|(_, at)| *at).collect();
                wanted.sort();
                let found = filings.of_place(place).iter();
                assert!(found.clone().all(|dispute| dispute.order_id == *id));
                assert_eq!(found.map(|d| d.opened_at).collect::<Vec<_>>(), wanted);
                let index = filings.index_near(*id, &mut gap).unwrap();
                assert_eq!(filings.of_index(index).len(), wanted.len());
            }
            assert_eq!(filings.of_place(met.len()), []);
            assert_eq!(filings.iter().map(|(_, of)| of.len()).sum::<usize>(), filed.len());
        }
    }

    #[test]
    fn shops_are_listed_once_whether_their_names_share_bytes_or_not() {
        let id = |number: u64| OrderId::from_number(8_200_000_000_000_000 + number).unwrap();
        let names: Vec<Text> = (0..100).map(|n| Text::from(format!("shop {}", n % 97))).collect();
        let dispute = |n: u64, shop: &Text| Dispute {
            shop: shop.clone(),
            ..Dispute::new(id(n), Moment::from_millis(0))
        };
        let named = (0..).zip(names.iter().chain(&names)).map(|(n, shop)| dispute(n, shop));
        let filings = Filings::new(named.collect());
        assert_eq!(filings.shops().len(), 97);
        let of = |shops: [&str; 3]| {
            let disputes = (0..).zip(shops).map(|(n, shop)| dispute(n, &Text::from(shop)));
            Filings::new(disputes.collect()).shops().iter().map(Text::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of(["b", "a", "b"]), ["a", "b"]);
        assert_eq!(of(["b", "", ""]), ["", "b"]);
    }

    #[test]
    fn elements_come_where_the_order_says() {
        for seed in 0..50_u32 {
            let mut order: Vec<u32> = (0..20).collect();
            order.sort_by_key(|n| n.wrapping_mul(2_654_435_761).rotate_left(seed));
            let mut elements: Vec<u32> = (100..120).collect();
            arrange(&mut elements, order.clone());
            assert_eq!(elements, order.iter().map(|n| n + 100).collect::<Vec<_>>());
        }
    }
}
