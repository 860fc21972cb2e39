//! Order ids with a place for each.

use super::OrderId;

/// A set of order ids that gives each a place, in the order in which they came.
///
/// Most orders have no dispute, so a lookup asks a small filter first, which stays in the cache.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    filter: Vec<u64>,
    /// One more than the place of an id; 0 where there is none.
    slots: Vec<u32>,
    /// The ids, by place.
    ids: Vec<OrderId>,
}

/// Slots for each id, at least; free slots keep searches short.
const ROOM: usize = 2;
/// Slots for each word of the filter.
const FILTERED: usize = 16;

impl IdTable {
    /// Returns the place of an id, or `None` when it is not here.
    #[inline]
    pub fn get(&self, id: OrderId) -> Option<usize> {
        let hash = spread(id);
        let word = self.filter.get(low(hash >> 12) & self.filter.len().wrapping_sub(1))?;
        if word & bits(hash) != bits(hash) {
            return None;
        }
        self.find(id, hash)
    }

    #[inline(never)]
    fn find(&self, id: OrderId, hash: u64) -> Option<usize> {
        match self.slot(id, hash)? {
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
                self.mark(hash);
                place
            }
            Some((_, slot)) => usize::try_from(slot - 1).unwrap_or(0),
            None => 0,
        }
    }

    /// Returns the ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = OrderId> {
        self.slots.iter().filter_map(|(number, _)| OrderId::from_number(*number))
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

    fn mark(&mut self, hash: u64) {
        let at = low(hash >> 12) & self.filter.len().wrapping_sub(1);
        if let Some(word) = self.filter.get_mut(at) {
            *word |= bits(hash);
        }
    }

    fn grow(&mut self) {
        let room = (self.slots.len() * 2).max(64);
        self.filter = vec![0; room / FILTERED];
        self.slots = vec![0; room];
        let ids = std::mem::take(&mut self.ids);
        for (place, id) in ids.iter().enumerate() {
            let hash = spread(*id);
            self.mark(hash);
            let mut at = low(hash >> 20) & (room - 1);
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
        table
    }
}

/// Spreads ids that differ in a few digits over all 64 bits.
fn spread(id: OrderId) -> u64 {
    let mixed = id.number().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

/// Two bits of a word of the filter.
fn bits(hash: u64) -> u64 {
    (1 << (hash & 63)) | (1 << ((hash >> 6) & 63))
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
