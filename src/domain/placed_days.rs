//! When orders were placed, to find a hole among them: a month's file that was forgotten, or an export
//! filtered by status.

use super::{Moment, Window};

/// A bucket is 2 to this power milliseconds long, 18.6 hours: no division is needed to find it.
const SHIFT: u32 = 26;

/// The buckets from 2010 to 2060.
const FIRST: i64 = 1_262_304_000_000 >> SHIFT;
const COUNT: usize = 23_513;

/// A hole has at least so many buckets, a week.
const SHORTEST: usize = 9;

/// Buckets with orders below which they tell no pace.
const FEWEST: usize = 10;

/// The same of disputes.
const FEWEST_DISPUTED: usize = 5;

/// A span without disputes is so many times as long as any other, and chance gives it once in so many cases.
const TIMES_LONGER: usize = 3;
const RARE: u128 = 20;

/// A hole that chance gives once in so many cases is no chance.
const NO_CHANCE: u128 = 150;

/// The buckets in which orders were placed, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacedDays {
    /// The number of the first word, from that of 2010 on.
    first: usize,
    /// The words from the first with a bit to the last: a shop has orders of some years.
    words: Vec<u64>,
}

impl PlacedDays {
    /// Adds an order. One from before 2010 or after 2060 is of no bucket.
    #[inline(always)]
    pub fn add(&mut self, at: Moment) {
        let bucket = (at.millis() >> SHIFT) - FIRST;
        // One from before 2010 is a number above all others here.
        let (word, bits) = (index(bucket.cast_unsigned() / 64), 1 << (bucket & 63));
        match self.words.get_mut(word.wrapping_sub(self.first)) {
            Some(known) => *known |= bits,
            None => self.add_beyond(word, bits),
        }
    }

    /// Adds bits of a word before the first or behind the last.
    #[cold]
    #[inline(never)]
    fn add_beyond(&mut self, word: usize, bits: u64) {
        if word > COUNT / 64 {
            return;
        }
        if self.words.is_empty() {
            self.first = word;
        } else if word < self.first {
            drop(self.words.splice(..0, vec![0; self.first - word]));
            self.first = word;
        }
        let at = word - self.first;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        if let Some(known) = self.words.get_mut(at) {
            *known |= bits;
        }
    }

    /// Adds a column of orders.
    pub fn add_column(&mut self, placed: &[Option<Moment>]) {
        placed.iter().flatten().for_each(|at| self.add(*at));
    }

    /// Adds the orders of another part.
    pub fn merge(&mut self, other: &Self) {
        // The first and the last make room for all between them.
        for (word, bits) in other.numbered().rev().take(1).chain(other.numbered()) {
            match self.words.get_mut(word.wrapping_sub(self.first)) {
                Some(known) => *known |= bits,
                None => self.add_beyond(word, bits),
            }
        }
    }

    /// Returns the words behind their numbers.
    fn numbered(&self) -> impl DoubleEndedIterator<Item = (usize, u64)> + ExactSizeIterator {
        self.words.iter().enumerate().map(|(at, bits)| (self.first + at, *bits))
    }

    /// Returns the beginning of the last bucket with an order, to within a day; `None` without any.
    pub fn last(&self) -> Option<Moment> {
        let (word, bits) = self.numbered().rfind(|(_, bits)| *bits != 0)?;
        let bucket = i64::try_from(word).ok()? * 64 + i64::from(bits.ilog2());
        Some(Moment::from_millis((bucket + FIRST) << SHIFT))
    }

    /// Returns the longest span without orders that ends after a moment, up to another; `None` where chance
    /// may give one that long, as orders came before and after.
    pub fn hole(&self, needed: Window) -> Option<Window> {
        let (from, to) = (bucket(needed.from).unwrap_or(0), bucket(needed.to)?);
        let filled = self.filled(to);
        let ends = filled.iter().skip(1).copied().chain([to]);
        let gaps = filled.iter().copied().zip(ends).map(|(before, end)| Gap { before, end });
        let longest = gaps.filter(|gap| gap.end > from).max_by_key(Gap::length)?;
        let is_hole = filled.len() >= FEWEST && longest.is_rare(NO_CHANCE, &filled, to);
        is_hole.then(|| longest.window())
    }

    /// Returns the longest span between two disputes, the later of which was filed in a window; `None` where
    /// chance may give one that long. They come less steadily than orders: a bad batch is disputed within
    /// weeks, so that it must be far longer than all other spans too.
    pub fn silence(&self, window: Window) -> Option<Window> {
        let (from, to) = (bucket(window.from).unwrap_or(0), bucket(window.to)?);
        // The newest may be filed in the window's last bucket.
        let filled = self.filled(to + 1);
        let after = filled.iter().skip(1).copied();
        let gaps = filled.iter().copied().zip(after).map(|(before, end)| Gap { before, end });
        let longest = gaps.clone().filter(|gap| gap.end > from).max_by_key(Gap::length)?;
        let others = gaps.filter(|gap| *gap != longest).map(|gap| gap.length() + 1).max();
        let is_longest = others.is_none_or(|other| longest.length() >= TIMES_LONGER * other);
        let is_silence = is_longest && filled.len() >= FEWEST_DISPUTED;
        (is_silence && longest.is_rare(RARE, &filled, to)).then(|| longest.window())
    }

    /// Returns the buckets with an order below one, in order.
    fn filled(&self, to: usize) -> Vec<usize> {
        let count: u32 = self.words.iter().map(|bits| bits.count_ones()).sum();
        let mut filled = Vec::with_capacity(index(u64::from(count)));
        for (word, mut bits) in self.numbered() {
            while bits != 0 {
                filled.push(word * 64 + index(u64::from(bits.trailing_zeros())));
                bits &= bits - 1;
            }
        }
        filled.truncate(filled.partition_point(|bucket| *bucket < to));
        filled
    }
}

/// Returns a number as a place; as the largest where no memory has as many.
#[inline(always)]
fn index(word: u64) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}

/// The bucket of a moment; `None` before 2010.
fn bucket(at: Moment) -> Option<usize> {
    usize::try_from((at.millis() >> SHIFT) - FIRST).ok()
}

/// Empty buckets between two filled ones, or one and the last.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Gap {
    before: usize,
    end: usize,
}

impl Gap {
    fn length(&self) -> usize {
        self.end - self.before - 1
    }

    /// Returns whether chance gives one of its length in fewer than one of so many cases, among these filled
    /// buckets and up to the last one.
    fn is_rare(self, one_in: u128, filled: &[usize], to: usize) -> bool {
        const CERTAIN: u128 = 1_000_000_000_000;
        let length = self.length();
        let Some(span) = filled.first().map(|first| to - first).filter(|_| length >= SHORTEST)
        else {
            return false;
        };
        // Beside the hole, so many buckets of the rest are empty; one more, as none may be by chance.
        let wide = |count: usize| u128::try_from(count).expect("a usize has at most 64 bits");
        let rest = wide(span - length);
        let empty = (rest + 1).saturating_sub(wide(filled.len()));
        let chance = (0..length).fold(CERTAIN, |chance, _| chance * empty / (rest + 1));
        chance * rest * one_in < CERTAIN
    }

    fn window(self) -> Window {
        let start = |bucket: usize| {
            let bucket = i64::try_from(bucket).expect("there are few buckets");
            Moment::from_millis((bucket + FIRST) << SHIFT)
        };
        Window { from: start(self.before + 1), to: start(self.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Moment {
        Moment::from_millis(1_760_000_000_000).plus_hours(hours)
    }

    fn hole(hours: impl Iterator<Item = i64>, needed: i64, to: i64) -> Option<i64> {
        let mut placed = PlacedDays::default();
        hours.for_each(|hour| placed.add(at(hour)));
        let hole = placed.hole(Window { from: at(needed), to: at(to) })?;
        Some(hole.to.days_since(hole.from))
    }

    #[test]
    fn a_month_without_orders_is_a_hole_where_orders_come_each_day() {
        let daily = || (0..100).map(|n| n * 24);
        let without = |from: i64, to: i64| daily().filter(move |hour| !(from..to).contains(hour));
        assert_eq!(hole(daily(), 0, 2400), None);
        assert_eq!(hole(without(720, 1440), 0, 2400), Some(30));
        // Of a week, and of three days; one that ends before anything counts.
        assert!(hole(without(720, 912), 0, 2400).is_some());
        assert_eq!(hole(without(720, 792), 0, 2400), None);
        assert_eq!(hole(without(720, 1440), 1500, 2400), None);
        // None came lately.
        assert!(hole(daily().take(80), 0, 2400).is_some());
        assert_eq!(hole(daily().take(5), 0, 2400), None);
    }

    #[test]
    fn disputes_that_stop_in_the_middle_are_a_hole_and_those_of_a_bad_batch_are_none() {
        let silence = |days: &[i64]| {
            let mut filed = PlacedDays::default();
            days.iter().for_each(|day| filed.add(at(day * 24)));
            let silence = filed.silence(Window { from: at(60 * 24), to: at(90 * 24) })?;
            Some(silence.to.days_since(silence.from))
        };
        let steady: Vec<i64> = (0..30).map(|n| n * 3).collect();
        assert_eq!(silence(&steady), None);
        let without = |from: i64, to: i64| -> Vec<i64> {
            steady.iter().copied().filter(|day| !(from..to).contains(day)).collect()
        };
        assert!(silence(&without(40, 70)).is_some());
        // It ends before the window; and it is no longer than another.
        assert_eq!(silence(&without(20, 50)), None);
        assert_eq!(silence(&[0, 30, 31, 32, 33, 34, 35, 36, 62, 88]), None);
        assert!(silence(&[0, 80, 81, 82, 84, 86, 88]).is_some());
        // What never came is another caveat's.
        assert_eq!(silence(&without(40, 90)), None);
    }

    #[test]
    fn a_shop_with_few_orders_has_long_spans_without() {
        let few = (0..100_i64).map(|n| n * 100 + n * n * 7 % 91);
        assert_eq!(hole(few, 0, 10_200), None);
        let weekly = (0..30_i64).map(|n| n * 168);
        assert_eq!(hole(weekly, 0, 5_200), None);
    }
}
