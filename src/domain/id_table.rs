//! Order ids with a place for each.

use super::OrderId;
use super::id_filter::IdFilter;

/// A set of order ids that gives each a place, in the order in which they came.
///
/// Most orders have no dispute, so a lookup asks a small filter first, which stays in the cache.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// Made when all ids are known; `None` before.
    filter: Option<IdFilter>,
    /// One more than the place of an id; 0 where there is none.
    slots: Vec<u32>,
    /// The ids, by place.
    ids: Vec<OrderId>,
}

/// Slots for each id, at least; free slots keep searches short.
const ROOM: usize = 2;

impl IdTable {
    /// Returns the place of an id, or `None` when it is not here.
    #[inline]
    pub fn get(&self, id: OrderId) -> Option<usize> {
        match &self.filter {
            Some(filter) if !filter.may_hold(id) => None,
            Some(_) | None => self.find(id),
        }
    }

    /// Prepares for many lookups of ids that are not here.
    #[must_use]
    pub fn filtered(mut self) -> Self {
        self.filter = Some(IdFilter::of(&self.ids));
        self
    }

    #[inline(never)]
    fn find(&self, id: OrderId) -> Option<usize> {
        match self.slot(id, spread(id))? {
            (_, 0) => None,
            (_, slot) => usize::try_from(slot - 1).ok(),
        }
    }

    /// Adds an id unless it is here, and returns its place.
    pub fn insert(&mut self, id: OrderId) -> usize {
        if (self.ids.len() + 1) * ROOM > self.slots.len() {
            self.grow();
        }
        let hash = spread(id);
        match self.slot(id, hash) {
            Some((at, 0)) => {
                let place = self.ids.len();
                self.ids.push(id);
                self.put(at, place);
                if let Some(filter) = &mut self.filter {
                    filter.insert(id);
                }
                place
            }
            Some((_, slot)) => usize::try_from(slot - 1).unwrap_or(0),
            None => 0,
        }
    }

    /// Returns the ids, by place.
    pub fn ids(&self) -> impl Iterator<Item = OrderId> {
        self.ids.iter().copied()
    }

    /// Returns the count of ids.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
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
        let room = (self.slots.len() * 2).max(64);
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
    usize::try_from(hash & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_000 + number * 10_000).unwrap()
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
    }
}
