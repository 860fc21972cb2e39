//! Remembers which order ids have been seen, in eight bytes each.

use crate::domain::OrderId;

/// A set of order ids: open addressing over plain integers, so that an order costs eight bytes
/// and the free places of the table.
#[derive(Debug, Default)]
pub(super) struct SeenIds {
    slots: Vec<u64>,
    count: usize,
}

impl SeenIds {
    /// Adds an id; tells whether it is new.
    pub(super) fn insert(&mut self, id: OrderId) -> bool {
        if self.count * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        match self.place(id) {
            Some(place) => {
                if let Some(slot) = self.slots.get_mut(place) {
                    *slot = id.number();
                }
                self.count += 1;
                true
            }
            None => false,
        }
    }

    /// Tells whether an id is in the set.
    pub(super) fn contains(&self, id: OrderId) -> bool {
        !self.slots.is_empty() && self.place(id).is_none()
    }

    /// Returns how many ids there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Adds every id of another set.
    pub(super) fn extend(&mut self, other: &Self) {
        for id in other.slots.iter().filter_map(|slot| OrderId::from_number(*slot)) {
            self.insert(id);
        }
    }

    /// Returns the free place for an id, or `None` when it is there already. No id is 0.
    fn place(&self, id: OrderId) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::try_from(spread(id.number())).unwrap_or(0) & mask;
        loop {
            match self.slots.get(at) {
                Some(0) => return Some(at),
                Some(taken) if *taken == id.number() => return None,
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let larger = vec![0; (self.slots.len() * 2).max(1024)];
        let old = std::mem::replace(&mut self.slots, larger);
        for id in old.into_iter().filter_map(OrderId::from_number) {
            if let Some(slot) = self.place(id).and_then(|place| self.slots.get_mut(place)) {
                *slot = id.number();
            }
        }
    }
}

/// Spreads ids that differ only in a few digits over the whole table.
fn spread(id: u64) -> u64 {
    let mixed = (id ^ (id >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed >> 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once() {
        let mut seen = SeenIds::default();
        let id = |n: u64| OrderId::from_number(8_200_000_000_000_000 + n * 10_000).unwrap();
        assert!(!seen.contains(id(1)));
        assert!((0..10_000).all(|n| seen.insert(id(n))));
        assert!((0..10_000).all(|n| !seen.insert(id(n)) && seen.contains(id(n))));
        assert_eq!(seen.len(), 10_000);
        assert!(!seen.contains(id(10_000)));
    }
}
