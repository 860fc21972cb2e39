//! Histograms by group key, found again fast: orders of one group come in millions.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::histogram::Histogram;
use crate::domain::Text;

/// Anything by group key, in no order.
pub(super) type ByKey<'a, T> = HashMap<&'a str, T, BuildHasherDefault<KeyHasher>>;

/// Group keys, each once.
pub(super) type Names = HashSet<Text, BuildHasherDefault<KeyHasher>>;

/// Histograms by group key.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    places: HashMap<Box<str>, usize, BuildHasherDefault<KeyHasher>>,
    histograms: Vec<Histogram>,
}

impl Groups {
    /// Returns the keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(AsRef::as_ref)
    }

    /// Returns a group's histogram; `None` when nothing was counted for it.
    pub fn get(&self, key: &str) -> Option<&Histogram> {
        self.histograms.get(*self.places.get(key)?)
    }

    /// Returns a group's histogram to count in.
    pub(super) fn entry(&mut self, key: &str) -> Option<&mut Histogram> {
        let place = match self.places.get(key) {
            Some(place) => *place,
            None => {
                self.histograms.push(Histogram::default());
                self.places.insert(key.into(), self.histograms.len() - 1);
                self.histograms.len() - 1
            }
        };
        self.histograms.get_mut(place)
    }

    /// Adds what other groups have counted.
    pub(super) fn merge(&mut self, mut other: Self) {
        for (key, place) in other.places {
            let theirs = other.histograms.get_mut(place).map(std::mem::take).unwrap_or_default();
            if let Some(mine) = self.entry(&key) {
                mine.merge(theirs);
            }
        }
    }
}

/// Hashes a key eight bytes at a time. The order of keys is never taken from it.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyHasher(u64);

impl KeyHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.mix(u64::from_le_bytes(last));
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_add_up_by_key() {
        let count = |groups: &mut Groups, key: &str| {
            groups.entry(key).unwrap().add(Some(1), None, 3);
        };
        let (mut one, mut two) = (Groups::default(), Groups::default());
        for key in ["shop-1", "shop-2", "shop-1", "a key of more than eight bytes"] {
            count(&mut one, key);
        }
        for key in ["shop-1", "shop-3", ""] {
            count(&mut two, key);
        }
        one.merge(two);
        assert_eq!(one.get("shop-1").unwrap().completed(0, 3), 3);
        assert_eq!(one.get("shop-3").unwrap().completed(1, 1), 1);
        assert_eq!(one.get("shop-4"), None);
        assert_eq!(one.keys().count(), 5);
    }
}
