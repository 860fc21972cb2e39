//! Which rows have a value, a bit for each.

/// Bits of rows; those that have a value are 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    words: Vec<u64>,
    rows: usize,
}

impl Filled {
    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.rows = 0;
    }

    /// Adds rows that are all alike.
    pub(super) fn extend(&mut self, filled: bool, mut count: usize) {
        while count > 0 {
            let taken = count.min(64 - self.rows % 64);
            self.push(if filled { u64::MAX } else { 0 }, taken);
            count -= taken;
        }
    }

    /// Adds rows by the lowest of some bits, at most as many as are left of a word.
    pub(super) fn push(&mut self, bits: u64, count: usize) {
        let bits = if count < 64 { bits & ((1 << count) - 1) } else { bits };
        match self.words.last_mut() {
            Some(word) if !self.rows.is_multiple_of(64) => *word |= bits << (self.rows % 64),
            Some(_) | None => self.words.push(bits),
        }
        self.rows += count;
    }

    /// Returns how many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Returns how many rows have a value.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| ones(*word)).sum()
    }

    /// Tells of each row whether it has a value.
    pub(super) fn each(&self) -> impl Iterator<Item = bool> {
        (0..self.rows).map(|row| self.words.get(row / 64).is_some_and(|w| w >> (row % 64) & 1 == 1))
    }

    /// Returns, of each 64 rows, how many values stand before theirs.
    pub(super) fn ranks(&self) -> Vec<usize> {
        let before = |count: &mut usize, word: &u64| {
            let rank = *count;
            *count += ones(*word);
            Some(rank)
        };
        self.words.iter().scan(0, before).collect()
    }

    /// Returns which of the values is that of a row; `None` where it has none.
    #[inline]
    pub(super) fn place(&self, row: usize, ranks: &[usize]) -> Option<usize> {
        let (word, bit) = (*self.words.get(row / 64)?, 1 << (row % 64));
        (word & bit != 0).then_some(ranks.get(row / 64)? + ones(word & (bit - 1)))
    }
}

fn ones(word: u64) -> usize {
    usize::try_from(word.count_ones()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_value_or_none() {
        let mut filled = Filled::default();
        filled.extend(true, 3);
        filled.extend(false, 100);
        filled.push(0b1011_0110, 8);
        filled.extend(true, 70);
        filled.push(u64::MAX, 2);
        let each: Vec<bool> = filled.each().collect();
        let expected = [vec![true; 3], vec![false; 100]].concat();
        assert_eq!(each[..103], expected);
        assert_eq!(each[103..111], [false, true, true, false, true, true, false, true]);
        assert_eq!(each[111..], [true; 72]);
        assert_eq!((filled.rows(), filled.count()), (183, 80));
        let ranks = filled.ranks();
        let places: Vec<_> = (0..190).filter_map(|row| filled.place(row, &ranks)).collect();
        assert_eq!(places, (0..80).collect::<Vec<_>>());
        filled.clear();
        assert_eq!((filled.rows(), filled.count(), filled.ranks().len()), (0, 0, 0));
    }
}
