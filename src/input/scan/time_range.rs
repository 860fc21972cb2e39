//! From which moment to which a file's orders reach.

use crate::domain::Moment;

/// The first and the last of some moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeRange {
    first: Moment,
    /// The [`Moment::rank`] of the last.
    last: u64,
}

impl Default for TimeRange {
    fn default() -> Self {
        Self { first: Moment::from_millis(i64::MAX), last: Moment::rank(None) }
    }
}

impl TimeRange {
    /// Adds a moment that may be the first.
    #[inline]
    pub(crate) fn add(&mut self, moment: Moment) {
        self.first = self.first.min(moment);
        self.extend_to(Some(moment));
    }

    /// Adds a column of moments that may be the first, and columns of others that may only be the
    /// last.
    pub(crate) fn add_columns(&mut self, [first, a, b, c]: [&[Option<Moment>]; 4]) {
        // One less than its rank, a moment that is missing comes after all others.
        let (mut least, mut last) = (u64::MAX, self.last);
        for ((first, a), (b, c)) in first.iter().zip(a).zip(b.iter().zip(c)) {
            let [first, a, b, c] = [first, a, b, c].map(|moment| Moment::rank(*moment));
            least = least.min(first.wrapping_sub(1));
            last = last.max(first).max(a).max(b.max(c));
        }
        self.last = last;
        self.first =
            Moment::of_rank(least.wrapping_add(1)).map_or(self.first, |m| m.min(self.first));
    }

    /// Adds a moment that may only be the last, if there is one.
    #[inline]
    pub(crate) fn extend_to(&mut self, moment: Option<Moment>) {
        self.last = self.last.max(Moment::rank(moment));
    }

    /// Adds what was found elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    /// Returns the first and the last; `None` without any.
    pub(crate) fn get(self) -> Option<(Moment, Moment)> {
        let last = Moment::of_rank(self.last)?;
        (self.first <= last).then_some((self.first, last))
    }
}
