//! A small generator of numbers that look random and are the same on every run.

/// SplitMix64.
pub(super) struct Dice(u64);

impl Dice {
    /// Returns a generator that starts at `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number from 0 to `sides` − 1.
    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// Returns a number of milliseconds from `from` to `to` hours, whole seconds.
    pub(super) fn hours(&mut self, from: u64, to: u64) -> i64 {
        let seconds = from * 3_600 + self.below((to - from) * 3_600);
        i64::try_from(seconds * 1_000).expect("a few months fit")
    }

    /// Returns one of several things.
    pub(super) fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        let sides = u64::try_from(things.len()).expect("a short list");
        let index = usize::try_from(self.below(sides)).expect("a short list");
        *things.get(index).expect("below the length")
    }
}
