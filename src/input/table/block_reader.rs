//! What takes blocks of text apart.

use crate::input::table::cell_chunk::CellChunk;
use crate::input::table::csv::structural_index::OpenQuote;

/// Which block of a text is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockPlace {
    /// The number of the row before its first.
    pub(crate) before: u64,
    /// Bytes of the block, from the beginning of the buffer.
    pub(crate) length: usize,
    /// Nothing follows it.
    pub(crate) last: bool,
}

/// Takes blocks of whole rows apart; keeps its lists from block to block.
pub(crate) trait BlockReader: Send {
    /// Reads the block in a chunk's buffer and hands over its rows, one chunk after another; returns
    /// how many rows there were, blank ones included.
    ///
    /// # Errors
    ///
    /// When the block ends inside quotes.
    fn read(
        &mut self,
        chunk: &mut CellChunk,
        place: BlockPlace,
        take: &mut impl FnMut(&mut CellChunk),
    ) -> Result<u64, OpenQuote>;
}
