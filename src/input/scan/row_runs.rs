//! Rows of one order that stand below each other, as where a program writes a row for each product. They are joined
//! as they come: only a file in which an order comes again elsewhere has to be read a second time.

use crate::domain::OrderId;
use crate::input::scan::duplicates::RowFingerprint;

/// The first of the rows of an order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FirstRow {
    /// It stands in the chunk that is read, at this place.
    OfChunk(usize),
    /// It stands above, and says this.
    Above(RowFingerprint),
}

/// The rows of the order that the last good row is of.
#[derive(Clone, Copy, Debug)]
struct OpenOrder {
    id: OrderId,
    first: FirstRow,
}

/// What is known of rows that follow each other in a block. Those in two blocks are not joined: the order comes
/// twice, as one that comes again elsewhere.
#[derive(Debug, Default)]
pub(crate) struct RowRuns {
    /// Rows are not joined.
    off: bool,
    above: Option<OpenOrder>,
}

impl RowRuns {
    /// Joins no rows.
    pub(crate) fn off() -> Self {
        Self { off: true, above: None }
    }

    /// Ends a block.
    pub(crate) fn end_block(&mut self) {
        self.above = None;
    }

    /// Returns whether some of the rows of a chunk, all of them good, follow one of their order.
    pub(crate) fn has_runs(&self, ids: &[Option<OrderId>]) -> bool {
        let follows = ids.first().copied().flatten().is_some_and(|id| self.first_of(id).is_some());
        // All are compared, without a branch for each.
        let pairs = ids.iter().zip(ids.iter().skip(1));
        !self.off && pairs.fold(follows, |found, (one, next)| found | (one == next))
    }

    /// Returns the first row of an order where the last good row is of it.
    pub(crate) fn first_of(&self, id: OrderId) -> Option<FirstRow> {
        self.above.filter(|run| run.id == id).map(|run| run.first)
    }

    /// Notes the first good row of an order.
    pub(crate) fn begin(&mut self, id: OrderId, row: usize) {
        let run = OpenOrder { id, first: FirstRow::OfChunk(row) };
        self.above = Some(run).filter(|_| !self.off);
    }

    /// Returns the first row of the last order, where it stands in the chunk that is left.
    pub(crate) fn left_open(&self) -> Option<usize> {
        match self.above?.first {
            FirstRow::OfChunk(row) => Some(row),
            FirstRow::Above(_) => None,
        }
    }

    /// Notes what that row says; `None` where it says nothing to compare.
    pub(crate) fn leave(&mut self, says: Option<RowFingerprint>) {
        self.above = self
            .above
            .zip(says)
            .map(|(run, says)| OpenOrder { first: FirstRow::Above(says), ..run });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_joined_within_a_block_and_where_they_are_to_be() {
        let ids = [1, 2].map(|number| OrderId::from_number(8_200_000_000_000_000 + number));
        let [Some(one), Some(other)] = ids else { panic!("ids of 16 digits") };
        let mut runs = RowRuns::default();
        assert!(!runs.has_runs(&[Some(one), Some(other)]));
        assert!(runs.has_runs(&[Some(one), Some(one)]));
        runs.begin(one, 0);
        assert!(runs.has_runs(&[Some(one), Some(other)]) && runs.first_of(other).is_none());
        runs.end_block();
        assert!(!runs.has_runs(&[Some(one), Some(other)]));
        let mut off = RowRuns::off();
        off.begin(one, 0);
        assert!(off.first_of(one).is_none() && !off.has_runs(&[Some(one), Some(one)]));
    }
}
