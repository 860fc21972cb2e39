//! Histograms by group key, found again fast: orders of one group come in millions.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::histogram::Histogram;
use crate::domain::{OrderId, Text};

/// Anything by group key, in no order.
pub(super) type ByKey<'a, T> = HashMap<&'a str, T, BuildHasherDefault<KeyHasher>>;

/// Anything by a text, found fast where the text is a number as ids of products are.
#[derive(Clone, Debug)]
struct ByText<T> {
    numbers: HashMap<OrderId, T, BuildHasherDefault<KeyHasher>>,
    words: HashMap<Box<str>, T, BuildHasherDefault<KeyHasher>>,
}

/// Group keys, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(ByText<Text>);

/// Histograms by group key.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    places: ByText<usize>,
    keys: Vec<Box<str>>,
    histograms: Vec<Histogram>,
}

impl<T> Default for ByText<T> {
    fn default() -> Self {
        Self { numbers: HashMap::default(), words: HashMap::default() }
    }
}

impl<T> ByText<T> {
    /// Returns what stands under a text, and the number that the text is: without a zero before
    /// them, sixteen or seventeen digits are no other text's.
    #[inline]
    fn get(&self, text: &str) -> (Option<&T>, Option<OrderId>) {
        let number = OrderId::from_digits(text.as_bytes()).filter(|_| !text.starts_with('0'));
        let found = match number {
            Some(number) => self.numbers.get(&number),
            None => self.words.get(text),
        };
        (found, number)
    }

    fn put(&mut self, text: &str, number: Option<OrderId>, value: T) {
        match number {
            Some(number) => self.numbers.insert(number, value),
            None => self.words.insert(text.into(), value),
        };
    }
}

impl Names {
    /// Returns a text, the same each time.
    pub(super) fn name(&mut self, text: &str) -> Text {
        match self.0.get(text) {
            (Some(known), _) => known.clone(),
            (None, number) => {
                let name = Text::from(text);
                self.0.put(text, number, name.clone());
                name
            }
        }
    }
}

impl Groups {
    /// Returns the keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(AsRef::as_ref)
    }

    /// Returns a group's histogram; `None` when nothing was counted for it.
    pub fn get(&self, key: &str) -> Option<&Histogram> {
        self.histograms.get(*self.places.get(key).0?)
    }

    /// Returns a group's histogram to count in.
    pub(super) fn entry(&mut self, key: &str) -> Option<&mut Histogram> {
        let place = match self.places.get(key) {
            (Some(place), _) => *place,
            (None, number) => {
                let place = self.histograms.len();
                self.histograms.push(Histogram::default());
                self.keys.push(key.into());
                self.places.put(key, number, place);
                place
            }
        };
        self.histograms.get_mut(place)
    }

    /// Adds what other groups have counted.
    pub(super) fn merge(&mut self, other: Self) {
        for (key, theirs) in other.keys.iter().zip(other.histograms) {
            if let Some(mine) = self.entry(key) {
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

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "1005006074010974";

    #[test]
    fn groups_add_up_by_key() {
        let count = |groups: &mut Groups, key: &str| {
            groups.entry(key).unwrap().add(Some(1), None, 3);
        };
        let (mut one, mut two) = (Groups::default(), Groups::default());
        for key in ["shop-1", "shop-2", "shop-1", "a key of more than eight bytes", NUMBER] {
            count(&mut one, key);
        }
        for key in ["shop-1", "shop-3", "", NUMBER, "01005006074010974"] {
            count(&mut two, key);
        }
        one.merge(two);
        assert_eq!(one.get("shop-1").unwrap().completed(0, 3), 3);
        assert_eq!(one.get("shop-3").unwrap().completed(1, 1), 1);
        assert_eq!(one.get("shop-4"), None);
        assert_eq!(one.get(NUMBER).unwrap().completed(0, 3), 2);
        assert_eq!(one.get("01005006074010974").unwrap().completed(0, 3), 1);
        assert_eq!(one.keys().count(), 7);
    }
}
