//! Keeps the order ids of a file, in eight bytes each at most, to find out which came twice.
//!
//! Nothing is looked up while rows are read: ids that rise are kept as steps; others are thrown into
//! buckets, and each bucket is searched for repeats at the end, when it fits the cache.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::ids::OrderId;
use crate::ids::sorted_runs::{Keep, SortedRuns, Stretch, overlapping};

const BUCKETS: usize = 256;
/// Ids that a bucket takes room for at a time.
const PIECE: usize = 256;

/// Order ids in the order in which they came, repeats included.
#[derive(Debug, Default)]
pub(crate) struct DuplicateIdFinder {
    rising: SortedRuns,
    /// Ids no longer rise: more are thrown into buckets.
    loose: bool,
    buckets: Vec<Bucket>,
    count: usize,
}

#[derive(Debug, Default)]
struct Bucket {
    full: Vec<Box<[u64]>>,
    open: Vec<u64>,
}

/// What piles of ids hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Distinct {
    /// Count of distinct ids.
    pub(crate) count: u64,
    /// Those that came more than once, sorted.
    pub(crate) repeated: Vec<OrderId>,
}

impl DuplicateIdFinder {
    /// Takes ids of which, where they rise, this is kept.
    pub(crate) fn keeping(keep: Keep) -> Self {
        Self { rising: SortedRuns::keeping(keep), ..Self::default() }
    }

    /// Adds an id.
    #[inline]
    pub(crate) fn push(&mut self, id: OrderId) {
        self.push_number(id.number());
    }

    /// Adds any number but 0; those that are no ids are not told as repeated, only counted once.
    #[inline]
    pub(crate) fn push_number(&mut self, number: u64) {
        self.count += 1;
        if self.loose || !self.rising.push(number) {
            self.push_loose(number);
        }
    }

    /// Ends a block of rows, after which ids may begin again below.
    pub(crate) fn end_block(&mut self) {
        self.rising.end();
    }

    fn push_loose(&mut self, number: u64) {
        if !self.loose {
            let Some(undone) = self.rising.end_or_undo() else {
                self.rising.push(number);
                return;
            };
            self.loose = true;
            undone.into_iter().for_each(|id| self.throw(id));
        }
        self.throw(number);
    }

    fn throw(&mut self, number: u64) {
        if self.buckets.is_empty() {
            self.buckets.resize_with(BUCKETS, Bucket::default);
        }
        if let Some(bucket) = self.buckets.get_mut(bucket_of(number)) {
            bucket.push(number);
        }
    }

    /// Returns how many ids were added.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    fn bucket(&self, at: usize) -> impl Iterator<Item = u64> {
        let bucket = self.buckets.get(at);
        // A bucket beyond the last has no ids.
        let full = bucket.map(|bucket| bucket.full.as_slice()).unwrap_or_default();
        // Nor has it any that are not full.
        let open = bucket.map(|bucket| bucket.open.as_slice()).unwrap_or_default();
        full.iter().flat_map(|piece| piece.iter()).chain(open).copied()
    }

    fn bucket_len(&self, at: usize) -> usize {
        self.buckets.get(at).map_or(0, |bucket| bucket.full.len() * PIECE + bucket.open.len())
    }
}

impl Bucket {
    fn push(&mut self, id: u64) {
        if self.open.capacity() == 0 {
            self.open.reserve_exact(if self.full.is_empty() { PIECE / 8 } else { PIECE });
        }
        self.open.push(id);
        if self.open.len() == PIECE {
            self.full.push(std::mem::take(&mut self.open).into_boxed_slice());
        }
    }
}

/// Finds which ids came more than once, in one pile or in several.
pub(crate) fn distinct(piles: &[&DuplicateIdFinder], threads: usize) -> Distinct {
    let (apart, rest) = apart(piles);
    let ids: usize = piles.iter().map(|pile| pile.len()).sum();
    let piles = &[piles, &[&rest]].concat();
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Distinct::default());
    let work = || {
        let mut mine = Distinct::default();
        let mut table = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= BUCKETS {
                break;
            }
            search(piles, at, &mut table, &mut mine);
        }
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        all.count += mine.count;
        all.repeated.append(&mut mine.repeated);
    };
    if threads > 1 && ids > 100_000 {
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
    } else {
        work();
    }
    let mut found = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.count += apart;
    found.repeated.sort_unstable();
    found.repeated.dedup();
    found
}

/// Returns whether ids must be looked at of which only the ends were kept: then each is to be kept,
/// from the first on.
pub(crate) fn must_be_kept(piles: &[&DuplicateIdFinder]) -> bool {
    together(piles).1.iter().any(|(_, stretch)| stretch.is_bare())
}

/// Returns the count of ids in stretches that overlap no others, and the other stretches, each with
/// the place of its pile.
fn together(piles: &[&DuplicateIdFinder]) -> (u64, Vec<(usize, Stretch)>) {
    let of = |(at, pile): (usize, &&DuplicateIdFinder)| -> Vec<(usize, Stretch)> {
        pile.rising.stretches().map(|stretch| (at, stretch)).collect()
    };
    let all = piles.iter().enumerate().flat_map(of).collect();
    let any_loose = piles.iter().any(|pile| pile.loose);
    if any_loose { (0, all) } else { overlapping(all) }
}

/// Returns the count of ids in stretches that overlap no others, and a pile of those in the rest.
fn apart(piles: &[&DuplicateIdFinder]) -> (u64, DuplicateIdFinder) {
    let (apart, together) = together(piles);
    let mut rest = DuplicateIdFinder::default();
    for (at, stretch) in together {
        for id in piles.get(at).into_iter().flat_map(|pile| pile.rising.ids(stretch)) {
            rest.throw(id);
        }
    }
    (apart, rest)
}

/// Searches one bucket of all piles.
fn search(piles: &[&DuplicateIdFinder], at: usize, table: &mut Vec<u64>, found: &mut Distinct) {
    let ids: usize = piles.iter().map(|pile| pile.bucket_len(at)).sum();
    let room = (ids * 3 / 2).next_power_of_two().max(16);
    table.clear();
    table.resize(room, 0);
    let mask = room - 1;
    for id in piles.iter().flat_map(|pile| pile.bucket(at)) {
        let mut place = place_of(id) & mask;
        while let Some(slot) = table.get_mut(place) {
            if *slot == 0 {
                *slot = id;
                found.count += 1;
                break;
            }
            if *slot == id {
                found.repeated.extend(OrderId::from_number(id));
                break;
            }
            place = (place + 1) & mask;
        }
    }
}

/// Spreads ids that differ only in a few digits over all buckets.
fn spread(id: u64) -> u64 {
    (id ^ (id >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn bucket_of(id: u64) -> usize {
    usize::try_from(spread(id) >> 56).expect("eight bits are left")
}

fn place_of(id: u64) -> usize {
    usize::try_from((spread(id) >> 24) & 0xffff_ffff).expect("32 bits are left")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_000 + number * 10_000).unwrap()
    }

    fn pile(numbers: impl Iterator<Item = u64>) -> DuplicateIdFinder {
        let mut pile = DuplicateIdFinder::default();
        numbers.for_each(|number| pile.push(id(number)));
        pile
    }

    #[test]
    fn ids_that_came_once_are_no_repeats() {
        let all = pile(0..200_000);
        let none = Distinct { count: 200_000, repeated: Vec::new() };
        assert_eq!(distinct(&[&all], 1), none);
        assert_eq!(distinct(&[&all], 2), none);
        assert_eq!(distinct(&[], 2), Distinct::default());
    }

    #[test]
    fn ids_that_rise_for_a_while_are_told_as_if_they_came_in_any_order() {
        let blocks = |starts: [u64; 4], ends: bool| {
            let mut pile = DuplicateIdFinder::default();
            for start in starts {
                (start..start + 1_000).for_each(|number| pile.push(id(number)));
                if ends {
                    pile.end_block();
                }
            }
            pile
        };
        for ends in [false, true] {
            let one = blocks([0, 9_000, 3_000, 5_000], ends);
            let two = blocks([1_000, 2_000, 7_000, 4_000], ends);
            let none = Distinct { count: 8_000, repeated: Vec::new() };
            assert_eq!(distinct(&[&one, &two], 2), none);
            let three = blocks([20_000, 30_000, 4_999, 6_000], ends);
            let found = distinct(&[&one, &two, &three], 1);
            let repeated: Vec<OrderId> = (4_999..5_999).map(id).collect();
            assert_eq!((found.count, found.repeated), (11_000, repeated));
            let mixed = pile([5, 3, 8, 3].into_iter().chain(9_500..9_600));
            let found = distinct(&[&one, &mixed], 1);
            assert_eq!((found.count, found.repeated.len()), (4_000, 103));
        }
    }

    #[test]
    fn repeats_are_found_within_and_across_piles() {
        let (one, two) = (pile((0..1_000).chain([7, 7])), pile(990..2_000));
        assert_eq!(distinct(&[&one], 1).repeated, [id(7)]);
        let both = distinct(&[&one, &two], 1);
        assert_eq!(both.count, 2_000);
        assert_eq!(both.repeated.len(), 11);
    }
}
