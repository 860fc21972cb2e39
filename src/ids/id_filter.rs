//! A filter that tells of most ids that they are not in a set, by one look at memory.

use super::OrderId;

/// Bits of some ids, in lines of a cache line each.
///
/// Ids that are near each other share a line: exports list orders by time and ids rise with time,
/// so that one order after another asks the same line. Which ids are near is learnt from the set.
#[derive(Clone, Debug, Default)]
pub(super) struct IdFilter {
    lines: Vec<[u64; 8]>,
    /// Bits of an id that do not choose its line.
    shift: u32,
}

/// Ids that share a line, about.
const SHARED: usize = 32;

impl IdFilter {
    /// Learns a set of ids.
    pub(super) fn of(ids: &[OrderId]) -> Self {
        let count = (ids.len() / SHARED).next_power_of_two();
        let mut sorted: Vec<u64> = ids.iter().map(|id| id.number()).collect();
        sorted.sort_unstable();
        let mut filter = Self { lines: vec![[0; 8]; count], shift: shift_for(&sorted, count) };
        ids.iter().for_each(|id| filter.insert(*id));
        filter
    }

    /// Adds an id.
    pub(super) fn insert(&mut self, id: OrderId) {
        let (line, hash) = self.place(id);
        for bit in bits(hash) {
            let word = self.lines.get_mut(line).and_then(|line| line.get_mut(bit / 64));
            if let Some(word) = word {
                *word |= 1 << (bit % 64);
            }
        }
    }

    /// Returns whether an id may be among those added; without any, none may.
    #[inline]
    pub(super) fn may_hold(&self, id: OrderId) -> bool {
        let (line, hash) = self.place(id);
        let Some(line) = self.lines.get(line) else { return false };
        let set = |bit: usize| line.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
        let [first, second, third] = bits(hash);
        set(first) && set(second) && set(third)
    }

    /// Returns the count of lines.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Returns the line of an id, as [`Self::may_hold`] asks it.
    #[inline]
    pub(super) fn line(&self, id: OrderId) -> usize {
        let group = usize::try_from(id.number() >> self.shift).unwrap_or(0);
        group & self.lines.len().wrapping_sub(1)
    }

    /// Returns the numbers just below and just above those that are near an id and of its line.
    pub(super) fn around(&self, id: OrderId) -> (u64, u64) {
        let first = id.number() >> self.shift << self.shift;
        (first.saturating_sub(1), first.saturating_add(1 << self.shift))
    }

    #[inline]
    fn place(&self, id: OrderId) -> (usize, u64) {
        (self.line(id), spread(id.number()))
    }
}

/// Returns how many low bits to leave out so that few ids are in groups of more than twice the
/// share of a line.
fn shift_for(sorted: &[u64], lines: usize) -> u32 {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return 0 };
    let width = (last - first) / u64::try_from(lines).unwrap_or(1) + 1;
    let crowded = |shift: u32| {
        let pairs = sorted.iter().zip(sorted.iter().skip(2 * SHARED));
        pairs.filter(|(id, later)| *id >> shift == *later >> shift).count()
    };
    let mut shift = width.ilog2() + 1;
    while shift > 0 && crowded(shift) * 16 > sorted.len() {
        shift -= 1;
    }
    shift
}

/// The places of an id's three bits within its line.
#[inline]
fn bits(hash: u64) -> [usize; 3] {
    let bit = |from: u32| usize::try_from(hash >> from & 511).expect("nine bits are left");
    [bit(55), bit(46), bit(37)]
}

#[inline]
fn spread(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(number).unwrap()
    }

    #[test]
    fn what_was_added_is_held_and_little_else() {
        // Evenly spread, in two far clusters, one after another without a gap, and very few.
        let even: Vec<u64> = (0..20_000).map(|n| 8_200_000_000_000_001 + n * 750_011).collect();
        let mut clusters: Vec<u64> = (0..10_000).map(|n| 3_000_000_000_000_000 + n * 31).collect();
        clusters.extend((0..10_000).map(|n| 82_000_000_000_000_000 + n * 9_000_017));
        let dense: Vec<u64> = (0..20_000).map(|n| 8_200_000_000_000_000 + n).collect();
        for (numbers, most) in [(even, 3), (clusters, 8), (dense, 20), (vec![1 << 53], 1)] {
            let ids: Vec<OrderId> = numbers.iter().copied().map(id).collect();
            let filter = IdFilter::of(&ids);
            assert!(ids.iter().all(|id| filter.may_hold(*id)));
            let others = numbers.iter().map(|number| id(number + 20_011));
            let others = others.filter(|id| numbers.binary_search(&id.number()).is_err());
            let (held, all) = others.fold((0, 0), |(held, all), other| {
                (held + u32::from(filter.may_hold(other)), all + 1)
            });
            assert!(held * 100 <= all * most, "{held} of {all}");
        }
        assert!(!IdFilter::default().may_hold(id(1 << 53)));
    }
}
