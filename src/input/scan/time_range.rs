//! From which moment to which a file's orders reach.

use crate::domain::Moment;

/// The first and the last of some moments.
#[derive(Clone, Copy, Debug)]
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
    pub(crate) fn add_columns(&mut self, first: &[Option<Moment>], later: [&[Option<Moment>]; 3]) {
        self.first = first.iter().flatten().copied().fold(self.first, Moment::min);
        let latest = |column: &[Option<Moment>]| {
            column.iter().copied().map(Moment::rank).fold(Moment::rank(None), u64::max)
        };
        let columns = [first].into_iter().chain(later);
        self.last = columns.map(latest).fold(self.last, u64::max);
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
