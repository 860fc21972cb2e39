//! Rows of one order that stand below each other, as where a program writes a row for each product. They are joined
//! as they come: only a file in which an order comes again elsewhere has to be read a second time.

use std::collections::BTreeMap;

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

/// What is known of rows that follow each other, in each of the blocks that a scan has read.
#[derive(Debug, Default)]
pub(crate) struct RowRuns {
    /// Rows are not joined.
    off: bool,
    above: Option<OpenOrder>,
    /// The block that is read, or was read last; `None` before the first.
    block: Option<u64>,
    /// The block does not follow the one that this scan has read before it, and had no good row yet.
    begins: bool,
    /// Blocks that another scan may have read the one above of, and the orders of their first good rows.
    first: Vec<(u64, OrderId)>,
    /// Blocks and the orders of their last good rows.
    last: Vec<(u64, OrderId)>,
}

impl RowRuns {
    /// Joins no rows.
    pub(crate) fn off() -> Self {
        Self { off: true, ..Self::default() }
    }

    /// Begins a block; returns whether it follows the one that this scan has read before it.
    pub(crate) fn begin_block(&mut self, number: u64) -> bool {
        let follows = self.block.map_or(0, |block| block + 1) == number;
        if !follows {
            self.above = None;
        }
        (self.block, self.begins) = (Some(number), !follows);
        follows
    }

    /// Ends the block.
    pub(crate) fn end_block(&mut self) {
        let of_block = self.block.zip(self.above).map(|(block, run)| (block, run.id));
        self.last.extend(of_block);
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
        if self.off {
            return;
        }
        if std::mem::take(&mut self.begins)
            && let Some(block) = self.block
        {
            self.first.push((block, id));
        }
        self.above = Some(OpenOrder { id, first: FirstRow::OfChunk(row) });
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

    /// Adds what was found in other blocks.
    pub(crate) fn merge(&mut self, other: Self) {
        self.first.extend(other.first);
        self.last.extend(other.last);
    }

    /// Returns whether an order begins in one block and goes on in another, where two scans may have read them:
    /// it was counted in each. All must have been merged.
    pub(crate) fn is_split(&self) -> bool {
        let last: BTreeMap<u64, OrderId> = self.last.iter().copied().collect();
        let above = |block: u64| last.range(..block).next_back().map(|(_, id)| *id);
        self.first.iter().any(|(block, id)| above(*block) == Some(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_000 + number).unwrap()
    }

    /// Reads blocks of rows as one scan, which joins what follows in it.
    fn scan(blocks: &[(u64, &[u64])]) -> RowRuns {
        let mut runs = RowRuns::default();
        for (number, rows) in blocks {
            runs.begin_block(*number);
            for (row, order) in rows.iter().enumerate() {
                if runs.first_of(id(*order)).is_none() {
                    runs.begin(id(*order), row);
                }
            }
            runs.end_block();
        }
        runs
    }

    #[test]
    fn an_order_in_blocks_of_two_scans_is_split() {
        let is_split = |one: &[(u64, &[u64])], other: &[(u64, &[u64])]| {
            let mut runs = scan(one);
            runs.merge(scan(other));
            runs.is_split()
        };
        assert!(is_split(&[(0, &[1, 2])], &[(1, &[2, 3])]));
        assert!(!is_split(&[(0, &[1, 2])], &[(1, &[3, 2])]));
        // The same scan has joined them.
        assert!(!is_split(&[(0, &[1, 2]), (1, &[2, 3])], &[(2, &[4])]));
        assert!(is_split(&[(0, &[1, 2]), (2, &[2])], &[(1, &[2])]));
        // A block without a good row lies between.
        assert!(is_split(&[(0, &[1, 2]), (2, &[2])], &[(1, &[])]));
        assert!(!is_split(&[(1, &[1, 2])], &[(0, &[2, 3])]));
    }

    #[test]
    fn rows_that_are_not_to_be_joined_are_not() {
        let mut runs = RowRuns::off();
        runs.begin_block(0);
        runs.begin(id(1), 0);
        assert!(runs.first_of(id(1)).is_none());
        assert!(!runs.has_runs(&[Some(id(1)), Some(id(1))]));
    }
}
