//! Order ids with a place for each.

use super::OrderId;
use crate::ids::id_index::Index;

/// A set of order ids that gives each a place, in the order in which they came.
///
/// Most orders have no dispute, so a lookup in a finished table asks a small filter first, which
/// stays in the cache. What it lets through is found among its neighbours: they are asked together.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// Made when all ids are known; `None` before.
    index: Option<Index>,
    /// One more than the place of an id; 0 where there is none. Empty where there is an index, and
    /// while each id is above the one before it.
    slots: Vec<u32>,
    /// The ids, by place. Empty where there is an index.
    ids: Vec<OrderId>,
}

/// Slots for each id, at least; free slots keep searches short.
const ROOM: usize = 2;

/// Two ids between which a table has none: orders come in runs of near ids, so that most are told
/// by the one before.
#[derive(Clone, Copy, Debug, Default)]
pub struct NeighbourCache {
    after: u64,
    before: u64,
    /// The line of the id that was looked for last.
    line: usize,
}

impl NeighbourCache {
    /// Returns whether the table has no id within a distance of one, as far as the ids that were looked
    /// for before show it.
    #[inline]
    pub(crate) fn is_apart(&self, id: OrderId, distance: u64) -> bool {
        let number = id.number();
        self.after < number.saturating_sub(distance)
            && number.saturating_add(distance) < self.before
    }
}

impl IdTable {
    /// Returns the place of an id as [`IdTable::get`] does; the gap is this table's alone.
    #[inline]
    pub fn get_near(&self, id: OrderId, gap: &mut NeighbourCache) -> Option<usize> {
        if gap.after < id.number() && id.number() < gap.before {
            return None;
        }
        self.look_near(id, gap)
    }

    #[inline(never)]
    fn look_near(&self, id: OrderId, gap: &mut NeighbourCache) -> Option<usize> {
        match &self.index {
            Some(index) if !index.filter.may_hold(id) => {
                // Where ids are far from each other, looking for gaps is without effect.
                let line = index.filter.line(id);
                if line == gap.line {
                    (gap.after, gap.before) = index.gap(id, line);
                }
                gap.line = line;
                None
            }
            Some(index) => index.find(id),
            None => self.get(id),
        }
    }

    /// Returns the place of an id, or `None` when it is not here.
    #[inline]
    pub fn get(&self, id: OrderId) -> Option<usize> {
        match &self.index {
            Some(index) if !index.filter.may_hold(id) => None,
            Some(index) => index.find(id),
            None if self.slots.is_empty() => self.ids.binary_search(&id).ok(),
            None => match self.slot(id, spread(id))? {
                (_, 0) => None,
                (_, slot) => usize::try_from(slot - 1).ok(),
            },
        }
    }

    /// Finishes the table for many lookups.
    #[must_use]
    pub fn filtered(self) -> Self {
        match self.index {
            Some(_) => self,
            None => Self { index: Some(Index::of(&self.ids)), ..Self::default() },
        }
    }

    /// Takes room for so many more ids.
    pub fn reserve(&mut self, count: usize) {
        self.ids.reserve_exact(count);
    }

    /// Adds an id unless it is here, and returns its place.
    pub fn insert(&mut self, id: OrderId) -> usize {
        if let Some(index) = self.index.take() {
            self.ids = index.by_place();
            if !self.ids.is_sorted() {
                self.grow();
            }
        }
        if self.slots.is_empty() {
            match self.ids.last() {
                Some(last) if *last > id => {}
                Some(last) if *last == id => return self.ids.len() - 1,
                Some(_) | None => {
                    self.ids.push(id);
                    return self.ids.len() - 1;
                }
            }
        }
        if (self.ids.len() + 1) * ROOM > self.slots.len() {
            self.grow();
        }
        let hash = spread(id);
        match self.slot(id, hash) {
            Some((at, 0)) => {
                let place = self.ids.len();
                self.ids.push(id);
                self.put(at, place);
                place
            }
            Some((_, slot)) => usize::try_from(slot - 1).unwrap_or(0),
            None => 0,
        }
    }

    /// Returns the ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = OrderId> {
        self.all().iter().copied()
    }

    /// Returns the count of ids.
    pub(crate) fn len(&self) -> usize {
        self.all().len()
    }

    /// Returns the id in a place, while the table is not finished.
    pub(crate) fn id_at(&self, place: usize) -> Option<OrderId> {
        self.ids.get(place).copied()
    }

    fn all(&self) -> &[OrderId] {
        self.index.as_ref().map_or(&self.ids, |index| &index.ids)
    }

    /// Finds an id's slot, or the free one where it belongs; `None` only before the first id.
    fn slot(&self, id: OrderId, hash: u64) -> Option<(usize, u32)> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = low(hash >> 20) & mask;
        loop {
            let slot = *self.slots.get(at)?;
            let known = || usize::try_from(slot - 1).ok().and_then(|place| self.ids.get(place));
            if slot == 0 || known() == Some(&id) {
                return Some((at, slot));
            }
            at = (at + 1) & mask;
        }
    }

    fn put(&mut self, at: usize, place: usize) {
        if let (Some(slot), Ok(place)) = (self.slots.get_mut(at), u32::try_from(place)) {
            *slot = place.saturating_add(1);
        }
    }

    fn grow(&mut self) {
        let room = (self.ids.len() * ROOM * 2).next_power_of_two().max(64);
        self.slots = vec![0; room];
        let ids = std::mem::take(&mut self.ids);
        for (place, id) in ids.iter().enumerate() {
            let mut at = low(spread(*id) >> 20) & (room - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (room - 1);
            }
            self.put(at, place);
        }
        self.ids = ids;
    }
}

impl FromIterator<OrderId> for IdTable {
    fn from_iter<I: IntoIterator<Item = OrderId>>(ids: I) -> Self {
        let mut table = Self::default();
        for id in ids {
            table.insert(id);
        }
        table.filtered()
    }
}

/// Spreads ids that differ in a few digits over all 64 bits.
fn spread(id: OrderId) -> u64 {
    let mixed = id.number().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

fn low(hash: u64) -> usize {
    usize::try_from(hash & 0xffff_ffff).expect("32 bits are left")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_000 + number * 10_000).unwrap()
    }

    #[test]
    fn ids_have_the_same_places_in_whatever_order_they_come() {
        // SortedRuns, rising up to a step back, rising with each twice, falling, and mixed.
        let rising: Vec<u64> = (0..300).collect();
        let back = [&rising[..], &[150, 301, 17]].concat();
        let twice = rising.iter().flat_map(|n| [*n, *n]).collect();
        let falling = (0..300).rev().collect();
        let mixed = (0..600).map(|n| n * 7_919 % 401).collect();
        for numbers in [rising, back, twice, falling, mixed] {
            let mut met: Vec<u64> = Vec::new();
            let (mut table, mut finished) = (IdTable::default(), IdTable::default());
            for number in numbers {
                let place = met.iter().position(|known| *known == number).unwrap_or(met.len());
                assert_eq!(table.get(id(number)), met.get(place).map(|_| place));
                if place == met.len() {
                    met.push(number);
                }
                assert_eq!(table.insert(id(number)), place);
                assert_eq!(finished.insert(id(number)), place);
                finished = finished.filtered();
                assert_eq!(finished.get(id(number)), Some(place));
                assert_eq!((table.len(), finished.len()), (met.len(), met.len()));
            }
        }
    }

    #[test]
    fn ids_are_found_by_the_gap_before_as_without() {
        let mut number = 7_u64;
        let mut throw = |sides: u64| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (number >> 33) % sides
        };
        for spread in [3, 1_000, 1 << 40] {
            let near = |n: u64| OrderId::from_number(8_200_000_000_000_000 + n * spread).unwrap();
            let table: IdTable = (0..400).map(|_| near(throw(3_000))).collect();
            let all: Vec<u64> = (0..3_000)
                .map(near)
                .filter(|id| table.get(*id).is_some())
                .map(OrderId::number)
                .collect();
            let mut gap = NeighbourCache::default();
            let rising = (0..3_000).map(|n| n + throw(2));
            let ids: Vec<u64> = rising.chain((0..3_000).rev()).chain([5; 9]).collect();
            let mut apart = 0;
            for id in ids.into_iter().map(near) {
                assert_eq!(table.get_near(id, &mut gap), table.get(id));
                if gap.is_apart(id, 9) {
                    apart += 1;
                    assert!(all.iter().all(|other| other.abs_diff(id.number()) > 9));
                }
            }
            assert!(apart > 0 || spread == 1 << 40);
            for _ in 0..3_000 {
                let id = near(throw(3_000));
                assert_eq!(table.get_near(id, &mut gap), table.get(id));
            }
        }
    }

    #[test]
    fn every_id_keeps_its_place_and_no_other_is_found() {
        let mut table = IdTable::default();
        assert_eq!(table.get(id(1)), None);
        for number in 0..5_000 {
            assert_eq!(table.insert(id(number)), usize::try_from(number).unwrap());
        }
        assert_eq!(table.insert(id(17)), 17);
        assert_eq!(table.len(), 5_000);
        for number in 0..5_000 {
            assert_eq!(table.get(id(number)), usize::try_from(number).ok());
        }
        assert!((5_000..20_000).all(|number| table.get(id(number)).is_none()));
        let mut table = table.filtered();
        for number in 0..5_000 {
            assert_eq!(table.get(id(number)), usize::try_from(number).ok());
        }
        assert!((5_000..20_000).all(|number| table.get(id(number)).is_none()));
        assert_eq!(table.len(), 5_000);
        assert_eq!((table.insert(id(17)), table.insert(id(9_000))), (17, 5_000));
        assert_eq!((table.get(id(9_000)), table.get(id(4_999))), (Some(5_000), Some(4_999)));
    }
}
