//! The segments of packed orders as a chain without holes.

use std::ops::Range;

use rusqlite::Row;

use super::columns::{Looked, Segment};
use crate::store::sums::{damage, verify};

/// Where the last segment ends: no id comes near it.
pub(crate) const END: i64 = i64::MAX;

/// Which orders a segment stands for.
pub(crate) struct SegmentBounds {
    pub(super) ids: Range<i64>,
    pub(super) rows: i64,
}

impl SegmentBounds {
    /// Reads [`BOUNDS`](super::columns::BOUNDS).
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        verify(row, 0..3, 3, "order_segments")?;
        Ok(Self { ids: row.get(0)?..row.get(1)?, rows: row.get(2)? })
    }
}

/// Sees that segments follow one another without a hole, from the first id to the last.
#[derive(Default)]
pub(crate) struct Chain {
    next: i64,
}

impl Chain {
    pub(super) fn follow(&mut self, row: &Row<'_>) -> rusqlite::Result<SegmentBounds> {
        let bounds = SegmentBounds::of(row)?;
        if bounds.ids.start != self.next {
            return Err(self.broken());
        }
        self.next = bounds.ids.end;
        Ok(bounds)
    }

    pub(super) fn end(&self) -> rusqlite::Result<()> {
        if self.next == END { Ok(()) } else { Err(self.broken()) }
    }

    fn broken(&self) -> rusqlite::Error {
        damage(format!("the packed orders from {} on are not found", self.next))
    }
}

/// Reads a whole segment, and sees that its ids rise and belong to it.
pub(crate) fn sound<'a>(row: &'a Row<'_>, bounds: &SegmentBounds) -> rusqlite::Result<Segment<'a>> {
    let segment = Looked::ALL.read(row, bounds)?;
    let rise = segment.ids.is_sorted_by(|one, next| one < next);
    let here = segment.ids.iter().all(|id| bounds.ids.contains(id));
    let whole = (0..segment.len()).all(|row| segment.stored(row).is_some());
    if rise && here && whole {
        return Ok(segment);
    }
    Err(damage(format!("the packed orders from {} on are in no order", bounds.ids.start)))
}
