//! What the rows of a chunk of an order table say.

use crate::domain::{Completion, DisputedIndex, Moment, OrderId};
use crate::input::decode::problem::Problem;
use crate::input::table::cell_chunk::{CellChunk, CellRange};

/// What the rows of a chunk say, a list for each field, in the order of the rows. Of a row that is
/// not good nothing may be used.
#[derive(Debug, Default)]
pub(crate) struct OrderValues {
    /// The ids; a row without one is bad.
    pub(crate) ids: Vec<Option<OrderId>>,
    /// Placed, paid, shipped, completed, end of protection.
    pub(crate) times: [Vec<Option<Moment>>; 5],
    /// How the orders were completed; `None` means not yet.
    pub(crate) completions: Vec<Option<Completion>>,
    /// What is wrong with rows, in their order; the others are good.
    pub(crate) problems: Vec<RowFault>,
}

impl OrderValues {
    /// Returns the id of a row and when it was placed; `None` where either is missing.
    pub(crate) fn placed(&self, row: usize) -> Option<(OrderId, Moment)> {
        let [created, ..] = &self.times;
        Some((self.ids.get(row).copied().flatten()?, created.get(row).copied().flatten()?))
    }

    /// Returns when the order of a row was placed, paid, shipped and completed.
    pub(crate) fn moments(&self, row: usize) -> [Option<Moment>; 4] {
        let [created, paid, shipped, completed, _] = &self.times;
        [created, paid, shipped, completed].map(|column| column.get(row).copied().flatten())
    }

    /// Returns the same of each row.
    #[inline]
    pub(crate) fn all_moments(&self) -> impl Iterator<Item = [Option<Moment>; 4]> {
        let [created, paid, shipped, completed, _] = &self.times;
        let rows = created.iter().zip(paid).zip(shipped.iter().zip(completed));
        rows.map(|((created, paid), (shipped, completed))| [*created, *paid, *shipped, *completed])
    }

    /// Returns whether something was found wrong with a row.
    pub(crate) fn is_bad(&self, row: usize) -> bool {
        self.problems.binary_search_by_key(&row, |fault| fault.row).is_ok()
    }

    /// Returns whether the order of a row ended by a refund.
    pub(crate) fn is_refunded(&self, row: usize) -> bool {
        self.completions.get(row) == Some(&Some(Completion::Refund))
    }

    /// Adds what was found wrong with rows; of a row, what was found first counts.
    pub(crate) fn add_problems(&mut self, found: Vec<RowFault>) {
        add_problems(&mut self.problems, found);
    }
}

/// Good rows of a chunk that are handed over.
#[derive(Clone, Copy)]
pub(crate) struct ChosenRows<'a> {
    /// The chunk.
    pub(crate) chunk: &'a CellChunk,
    /// What its rows say.
    pub(crate) values: &'a OrderValues,
    /// Where its rows stand among the disputed orders.
    pub(crate) disputed: &'a [Option<DisputedIndex>],
    /// The rows that are handed over, from 0.
    pub(crate) rows: &'a [usize],
    /// Shop for rows that name none.
    pub(crate) shop: &'a str,
}

impl<'a> ChosenRows<'a> {
    /// Returns the values of the rows in a column.
    #[inline(always)]
    pub(super) fn of<T: Copy>(
        &self,
        column: &'a [Option<T>],
    ) -> impl Iterator<Item = Option<T>> + use<'a, T> {
        self.rows.iter().map(|row| column.get(*row).copied().flatten())
    }

    /// Returns the cells of the rows in a column; empty ones where the table lacks it.
    #[inline(always)]
    pub(super) fn cells(&self, slot: Option<usize>) -> impl Iterator<Item = CellRange> + use<'a> {
        let cells = slot.map_or(&[][..], |slot| self.chunk.column(slot));
        self.rows.iter().map(|row| cells.get(*row).copied().unwrap_or(CellRange::EMPTY))
    }
}

/// What is wrong with a row of a chunk.
#[derive(Clone, Debug)]
pub(crate) struct RowFault {
    /// The row, from 0.
    pub(crate) row: usize,
    /// What is wrong.
    pub(crate) problem: Problem,
}

/// Adds what was found wrong with rows to what was found before; of a row, the first counts.
pub(crate) fn add_problems(problems: &mut Vec<RowFault>, found: Vec<RowFault>) {
    if !found.is_empty() {
        problems.extend(found);
        problems.sort_by_key(|fault| fault.row);
        problems.dedup_by_key(|fault| fault.row);
    }
}
