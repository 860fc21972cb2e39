//! A record without quotes, told by the marks that stand around its fields.

use crate::input::table::row::{Cell, RawRow, Row};

/// Marks that are lent with a record: more than its fields, so that a place below this needs no
/// look at how many there are.
pub(crate) const MARKS: usize = 64;

/// A record, lent while its block is taken apart.
pub(crate) struct Bare<'a> {
    block: &'a [u8],
    /// Where one byte stands before the first field, between two and after the last; that before
    /// the first byte of all is `u32::MAX`.
    marks: &'a [u32; MARKS],
    fields: usize,
    row: u64,
}

impl<'a> Bare<'a> {
    /// Lends so many fields of a block, fewer than there are marks.
    #[inline(always)]
    pub(crate) fn new(
        block: &'a [u8],
        marks: &'a [u32; MARKS],
        fields: usize,
        row: u64,
    ) -> Option<Self> {
        (fields < MARKS).then_some(Self { block, marks, fields, row })
    }

    /// Returns where a field begins and ends.
    #[inline(always)]
    fn place(&self, column: usize) -> Option<(usize, usize)> {
        if column >= self.fields {
            return None;
        }
        let before = *self.marks.get(column % MARKS)?;
        let after = *self.marks.get((column + 1) % MARKS)?;
        let start = usize::try_from(before.wrapping_add(1)).ok()?;
        Some((start, usize::try_from(after).ok()?))
    }
}

/// Returns no text; apart, so that fields that are there are read without a choice.
#[cold]
#[inline(never)]
fn nothing() -> &'static [u8] {
    b""
}

impl RawRow for Bare<'_> {
    #[inline(always)]
    fn raw(&self, column: usize) -> &[u8] {
        match self.place(column).and_then(|(start, end)| self.block.get(start..end)) {
            Some(text) => text,
            None => nothing(),
        }
    }

    #[inline(always)]
    fn tail(&self, column: usize) -> Option<[u8; 8]> {
        let (_, end) = self.place(column)?;
        self.block.get(end.checked_sub(8)?..)?.first_chunk().copied()
    }
}

impl Row for Bare<'_> {
    #[inline(always)]
    fn number(&self) -> u64 {
        self.row
    }

    fn len(&self) -> usize {
        self.fields
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        match std::str::from_utf8(self.raw(column)).unwrap_or_default().trim() {
            "" => Cell::Empty,
            text => Cell::Text(text),
        }
    }
}
