//! A pass over the ids of an order file alone.

use crate::domain::OrderId;
use crate::ids::duplicate_ids::IdPile;
use crate::input::RowProblem;
use crate::input::decode::orders::read_id;
use crate::input::scan::parallel::BlockPass;
use crate::input::table::row::{RawRow, Row};

/// The ids of all rows that have one, repeats included.
pub(crate) struct IdPass {
    column: usize,
    /// The ids.
    pub(crate) piles: Vec<IdPile>,
}

impl IdPass {
    /// Begins a pass over a column.
    pub(crate) fn new(column: usize) -> Self {
        Self { column, piles: vec![IdPile::default()] }
    }

    fn push(&mut self, id: OrderId) {
        if let Some(pile) = self.piles.first_mut() {
            pile.push(id);
        }
    }
}

impl BlockPass for IdPass {
    fn record<R: RawRow>(&mut self, record: &R) {
        match record.id(self.column) {
            Some(id) => self.push(id),
            None => self.row(record),
        }
    }

    fn row<R: Row + ?Sized>(&mut self, row: &R) {
        if let Ok(id) = read_id(row, self.column) {
            self.push(id);
        }
    }

    fn end_block(&mut self, _number: u64) {
        self.piles.iter_mut().for_each(IdPile::end_block);
    }

    #[cfg(feature = "parquet")]
    fn wanted(&self, _header: &crate::input::table::header::Header) -> Vec<usize> {
        vec![self.column]
    }

    fn words_depend_on_rows_above(&self) -> bool {
        false
    }

    fn absorb(&mut self, other: Self) {
        self.piles.extend(other.piles);
    }

    fn settle(&mut self, _real: &dyn Fn(u64) -> u64) {}

    fn unreadable(&mut self, _problem: RowProblem) {}
}
