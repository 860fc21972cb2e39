//! Texts that orders are grouped by, found again fast by their bytes, and their numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::domain::OrderId;

/// A text of up to fifteen bytes, or a number as ids of products are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PackedName([u64; 2]);

/// Texts, each with a number.
#[derive(Clone, Debug, Default)]
pub(in crate::reports) struct Names {
    packed: HashMap<PackedName, u32, BuildHasherDefault<KeyHasher>>,
    long: HashMap<Box<str>, u32, BuildHasherDefault<KeyHasher>>,
    texts: Vec<Box<str>>,
}

/// What stands in the highest byte for a number; a text has its length there.
const NUMBER: u64 = 0xff << 56;

impl PackedName {
    /// Packs a text. `None` for longer ones.
    ///
    /// Sixteen or seventeen digits without a zero before them are no other text's number.
    #[inline]
    pub(super) fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let length = u64::try_from(bytes.len()).ok()?;
        if length > 15 {
            let number = OrderId::from_digits(bytes).filter(|_| !text.starts_with('0'))?;
            return Some(Self([number.number(), NUMBER]));
        }
        // The first and the last bytes, which meet.
        let (low, high) = if let (Some(first), Some(last)) =
            (bytes.first_chunk::<8>(), bytes.last_chunk::<8>())
        {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last) >> 8)
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
        } else {
            // What is shorter is filled up with zeros; its length says how much of it counts.
            let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
            (u64::from_le_bytes([byte(0), byte(1), byte(2), 0, 0, 0, 0, 0]), 0)
        };
        Some(Self([low, high | length << 56]))
    }

    /// Returns the text.
    fn text(self) -> Box<str> {
        let Self([low, high]) = self;
        if high == NUMBER {
            return low.to_string().into();
        }
        let length = usize::try_from(high >> 56).expect("eight bits are left");
        let (low, high) = (low.to_le_bytes(), high.to_le_bytes());
        let half = if length >= 8 { 8 } else { 4 };
        let (tail, _) = high.split_at(half.min(7));
        let mut bytes = low.split_at(half.min(length)).0.to_vec();
        let rest = length - bytes.len();
        bytes.extend_from_slice(tail.split_at(tail.len() - rest).1);
        String::from_utf8(bytes).expect("the bytes of a text were packed").into()
    }
}

impl Hash for PackedName {
    #[inline]
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let Self([low, high]) = self;
        hasher.write_u64(*low);
        hasher.write_u64(*high);
    }
}

impl Names {
    /// Returns the number of a text, the same each time.
    #[inline]
    pub(in crate::reports) fn number(&mut self, text: &str) -> u32 {
        match PackedName::of(text) {
            Some(packed) => self.number_of(packed),
            None => match self.long.get(text) {
                Some(number) => *number,
                None => {
                    let number = self.add(text.into());
                    self.long.insert(text.into(), number);
                    number
                }
            },
        }
    }

    /// Returns the number of a packed text.
    #[inline(always)]
    pub(super) fn number_of(&mut self, packed: PackedName) -> u32 {
        match self.packed.get(&packed) {
            Some(number) => *number,
            None => self.put(packed),
        }
    }

    /// Gives a number; apart, so that many texts that have one are looked up side by side.
    #[cold]
    #[inline(never)]
    fn put(&mut self, packed: PackedName) -> u32 {
        let number = self.add(packed.text());
        self.packed.insert(packed, number);
        number
    }

    fn add(&mut self, text: Box<str>) -> u32 {
        let number = u32::try_from(self.texts.len()).expect("fewer names than 32 bits count");
        self.texts.push(text);
        number
    }

    /// Returns the number of a text that has one.
    pub(in crate::reports) fn find(&self, text: &str) -> Option<u32> {
        match PackedName::of(text) {
            Some(packed) => self.packed.get(&packed).copied(),
            None => self.long.get(text).copied(),
        }
    }

    /// Returns a number's text; empty for one that was not given.
    pub(super) fn text(&self, number: u32) -> &str {
        let text = usize::try_from(number).ok().and_then(|at| self.texts.get(at));
        text.map(AsRef::as_ref).unwrap_or_default()
    }

    /// Takes in other texts, and returns their numbers here, by those there.
    pub(in crate::reports) fn join(&mut self, other: &Self) -> Vec<u32> {
        other.texts.iter().map(|text| self.number(text)).collect()
    }

    /// Returns the texts, by number.
    pub(in crate::reports) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    /// Returns the count of texts.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
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

    #[test]
    fn texts_are_the_same_again_and_never_anothers() {
        let letters = "abcäöü速卖通xyz\0\0\0aaaaaaaaaaaaaaaa";
        let ends = letters.char_indices().map(|(at, _)| at);
        let mut texts: Vec<&str> = ends.clone().map(|at| &letters[..at]).collect();
        texts.extend(ends.map(|at| &letters[at..]));
        texts.extend([
            "1005006074010974",
            "01005006074010974",
            "10050060740109745",
            "\0\0",
            "ab",
            "aba",
        ]);
        let mut names = Names::default();
        let numbers: Vec<u32> = texts.iter().map(|text| names.number(text)).collect();
        for (text, number) in texts.iter().zip(&numbers) {
            assert_eq!((names.text(*number), names.find(text)), (*text, Some(*number)));
        }
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(names.len(), texts.len());
    }
}
