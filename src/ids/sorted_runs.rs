//! Ids that rise from row to row, in a few bytes each: how far each is from the one before.
//!
//! Where stretches of rising ids do not overlap, no id in them came twice; nothing is looked up.
//! So of a file that is read again easily, only where they begin and end is kept.

/// Ids that were added, in stretches in which they rise.
#[derive(Debug, Default)]
pub(crate) struct SortedRuns {
    stretches: Vec<Stretch>,
    /// The steps of all stretches, the lowest byte first; and room.
    steps: Vec<u8>,
    /// Bytes of steps.
    length: usize,
    open: Stretch,
    keep: Keep,
}

/// What is kept of ids that rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Each.
    #[default]
    Each,
    /// The first and the last of a long stretch.
    Ends,
}

/// Ids that rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The first of them.
    pub(crate) first: u64,
    /// The last of them.
    pub(crate) last: u64,
    count: usize,
    /// Where its steps begin.
    start: usize,
    /// Bytes of each step.
    width: u8,
    /// Bytes that are kept of each step: none where only the first and the last id are kept.
    kept: u8,
}

impl Default for Stretch {
    fn default() -> Self {
        // Nothing is above the last, so that the first id begins a stretch.
        Self { first: 0, last: u64::MAX, count: 0, start: 0, width: NARROWEST, kept: NARROWEST }
    }
}

/// Bytes of a step, at least: orders are seldom nearer to each other.
const NARROWEST: u8 = 3;
/// Bytes that are written of a step.
const WIDEST: usize = 8;
/// Bytes that room is made for at a time.
const ROOM: usize = 4096;
/// Ids of a stretch that is worth keeping.
const WORTH: usize = 256;

impl SortedRuns {
    /// Takes ids of which this is kept.
    pub(crate) fn keeping(keep: Keep) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Adds an id above the one before; returns false, and has changed nothing, for any other.
    #[inline]
    pub(crate) fn push(&mut self, id: u64) -> bool {
        let step = id.wrapping_sub(self.open.last);
        if id <= self.open.last || step >> (8 * self.open.width - 1) > 1 {
            return self.begin(id);
        }
        if self.steps.len() < self.length + WIDEST {
            self.make_room();
        }
        let rest = self.steps.get_mut(self.length..).unwrap_or_default();
        if let Some(room) = rest.first_chunk_mut() {
            *room = step.to_le_bytes();
        }
        self.length += usize::from(self.open.kept);
        self.open.last = id;
        self.open.count += 1;
        true
    }

    /// Makes room for more steps, by dropping those of the open stretch where they need not be kept.
    #[cold]
    fn make_room(&mut self) {
        if self.keep == Keep::Ends && self.open.count >= WORTH {
            self.length = self.open.start;
            (self.open.width, self.open.kept) = (8, 0);
        }
        self.steps.resize(self.steps.len().max(self.length + ROOM), 0);
    }

    /// Begins a stretch where none is open or steps need more bytes; returns false for an id that is
    /// not above the one before.
    #[cold]
    fn begin(&mut self, id: u64) -> bool {
        let mut width = self.open.width;
        if self.open.count > 0 {
            if id <= self.open.last {
                return false;
            }
            while width < 8 && (id - self.open.last) >> (8 * width) > 0 {
                width += 1;
            }
            self.end();
        }
        let start = self.length;
        self.open = Stretch { first: id, last: id, count: 1, start, width, kept: width };
        true
    }

    /// Ends the open stretch: what is added next need not be above it.
    pub(crate) fn end(&mut self) {
        if self.open.count > 0 {
            self.stretches.push(self.open);
            let width = if self.open.is_bare() { NARROWEST } else { self.open.width };
            self.open = Stretch { width, ..Stretch::default() };
        }
    }

    /// Ends the open stretch if it is worth keeping; else takes it back and returns its ids.
    pub(crate) fn end_or_undo(&mut self) -> Option<Vec<u64>> {
        if self.open.count >= WORTH {
            self.end();
            return None;
        }
        let ids = self.ids(self.open).collect();
        self.length = self.open.start;
        self.open = Stretch::default();
        Some(ids)
    }

    /// Returns the stretches.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = Stretch> {
        self.stretches.iter().copied().chain(Some(self.open).filter(|open| open.count > 0))
    }

    /// Returns the ids of a stretch that is not bare.
    pub(crate) fn ids(&self, stretch: Stretch) -> impl Iterator<Item = u64> {
        let steps = self.steps.get(stretch.start..).unwrap_or_default();
        let steps = steps.chunks_exact(usize::from(stretch.width));
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b));
        let after = steps.scan(stretch.first, move |id, step| {
            *id += number(step);
            Some(*id)
        });
        std::iter::once(stretch.first).chain(after).take(stretch.count)
    }
}

impl Stretch {
    /// Tells that of its ids only the first and the last are kept.
    pub(crate) fn is_bare(&self) -> bool {
        self.kept == 0
    }
}

/// Splits stretches of several lists, each with the place of its list, into those that overlap no
/// other and those that do; of the former only the count of ids is known.
pub(crate) fn overlapping(mut all: Vec<(usize, Stretch)>) -> (u64, Vec<(usize, Stretch)>) {
    all.sort_unstable_by_key(|(_, stretch)| (stretch.first, stretch.last));
    let (mut alone, mut together, mut reach) = (0, Vec::new(), None);
    let mut stretches = all.into_iter().peekable();
    while let Some((list, stretch)) = stretches.next() {
        let before = reach.is_some_and(|reach| stretch.first <= reach);
        reach = reach.max(Some(stretch.last));
        let after = stretches.peek().is_some_and(|(_, next)| Some(next.first) <= reach);
        if before || after {
            together.push((list, stretch));
        } else {
            alone += u64::try_from(stretch.count).expect("a usize has at most 64 bits");
        }
    }
    (alone, together)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(ids: impl IntoIterator<Item = u64>) -> SortedRuns {
        let mut rising = SortedRuns::default();
        ids.into_iter().for_each(|id| assert!(rising.push(id)));
        rising
    }

    fn all(rising: &SortedRuns) -> Vec<u64> {
        rising.stretches().flat_map(|stretch| rising.ids(stretch)).collect()
    }

    #[test]
    fn ids_are_the_same_again_however_far_they_are_apart() {
        let ids = [1, 2, 129, 300, 70_000, 8_200_000_000_000_001, u64::MAX];
        let mut kept = rising(ids);
        assert_eq!(all(&kept), ids);
        assert!(!kept.push(u64::MAX) && !kept.push(5));
        kept.end();
        kept.end();
        assert!(kept.push(5) && kept.push(6));
        assert_eq!(all(&kept), [&ids[..], &[5, 6]].concat());
        assert_eq!(kept.end_or_undo(), Some(vec![5, 6]));
        assert_eq!(all(&kept), ids);
        let mut long = rising(1..=300);
        assert_eq!((long.end_or_undo(), all(&long).len()), (None, 300));
    }

    #[test]
    fn of_long_stretches_the_ends_may_be_kept_alone() {
        let mut ends = SortedRuns::keeping(Keep::Ends);
        assert!((1..=255).all(|id| ends.push(7 * id)));
        assert_eq!(ends.end_or_undo(), Some((1..=255).map(|id| 7 * id).collect()));
        assert!((1..=256).all(|id| ends.push(1_000 * id)));
        ends.end();
        assert!((1..=70_000).all(|id| ends.push(10_000_000 * id)));
        assert!(!ends.push(5) && ends.steps.len() < 4 * ROOM);
        assert_eq!(ends.end_or_undo(), None);
        assert!(ends.push(5) && ends.push(9));
        let stretches: Vec<Stretch> = ends.stretches().collect();
        let bare: Vec<bool> = stretches.iter().map(Stretch::is_bare).collect();
        assert_eq!(bare, [false, true, false]);
        assert_eq!(stretches[1].count, 70_000);
        assert_eq!((stretches[1].first, stretches[1].last), (10_000_000, 700_000_000_000));
        assert_eq!(ends.ids(stretches[0]).last(), Some(256_000));
        assert_eq!(ends.ids(stretches[2]).collect::<Vec<_>>(), [5, 9]);
    }

    #[test]
    fn stretches_that_overlap_any_other_are_told() {
        let of = |first, last| Stretch { first, last, count: 2, ..Stretch::default() };
        let stretch = |first, last| (0, of(first, last));
        let apart = vec![stretch(7, 9), stretch(1, 3), stretch(4, 6)];
        assert_eq!(overlapping(apart), (6, Vec::new()));
        let mixed = vec![stretch(1, 9), stretch(2, 3), stretch(5, 6), stretch(10, 12)];
        let (alone, together) = overlapping(mixed);
        assert_eq!((alone, together.len()), (2, 3));
        let touching = vec![stretch(1, 5), stretch(5, 6)];
        assert_eq!(overlapping(touching).1.len(), 2);
        assert_eq!(overlapping(Vec::new()), (0, Vec::new()));
    }
}
