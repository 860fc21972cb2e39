//! A scan of the ids of an order table alone.

use crate::ids::duplicate_ids::DuplicateIdFinder;
use crate::input::decode::order_ids::read_ids;
use crate::input::table::cell_chunk::{CellChunk, ChunkScan};

use crate::domain::OrderId;

/// The ids of all rows that have one, repeats included but for rows that follow each other in a block.
pub(crate) struct IdScan {
    column: [usize; 1],
    /// The id of the row above in the block.
    above: Option<OrderId>,
    /// The ids.
    pub(crate) piles: Vec<DuplicateIdFinder>,
}

impl IdScan {
    /// Begins a scan of a column.
    pub(crate) fn new(column: usize) -> Self {
        Self { column: [column], above: None, piles: vec![DuplicateIdFinder::default()] }
    }
}

impl ChunkScan for IdScan {
    fn columns(&self) -> &[usize] {
        &self.column
    }

    fn chunk(&mut self, chunk: &mut CellChunk) {
        let (mut ids, mut bad) = (Vec::new(), Vec::new());
        read_ids(chunk, 0, &mut ids, &mut bad);
        if let Some(pile) = self.piles.first_mut() {
            for id in ids.into_iter().flatten() {
                if self.above.replace(id) != Some(id) {
                    pile.push(id);
                }
            }
        }
    }

    fn end_block(&mut self, _number: u64) {
        self.above = None;
        self.piles.iter_mut().for_each(DuplicateIdFinder::end_block);
    }

    fn absorb(&mut self, other: Self) {
        self.piles.extend(other.piles);
    }

    fn settle(&mut self, _real: &dyn Fn(u64) -> u64) {}
}
