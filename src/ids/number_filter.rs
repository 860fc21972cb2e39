//! A filter that tells of most numbers that they are not in a set, by one bit.

/// A bit for each of some numbers.
#[derive(Debug, Default)]
pub(crate) struct NumberFilter {
    words: Vec<u64>,
}

/// Bits for each number that room is made for: a search costs far more than a bit.
const BITS_EACH: usize = 32;

impl NumberFilter {
    /// Makes room for so many numbers.
    pub(crate) fn with_room(count: usize) -> Self {
        let words = (count * BITS_EACH / 64).next_power_of_two();
        Self { words: vec![0; if count == 0 { 0 } else { words }] }
    }

    /// Adds a number.
    pub(crate) fn insert(&mut self, number: u64) {
        let (word, bit) = self.place(number);
        if let Some(bits) = self.words.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Returns whether no number was made room for.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns whether a number may be among those added.
    #[inline]
    pub(crate) fn may_hold(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.words.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(&self, number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = usize::try_from(mixed >> 32).expect("32 bits are left");
        (place & self.words.len().wrapping_sub(1), 1 << (mixed >> 58))
    }
}
