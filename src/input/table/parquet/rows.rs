//! Rows of a batch.

use super::columns::{BatchColumn, ColumnValues, OUT_OF_RANGE};
use crate::domain::Moment;
use crate::input::table::row::{Cell, Row};
use arrow_array::{Array, Int64Array};

/// Rows that were read together.
pub(super) struct RowBatch {
    /// The columns of the table; `None` where one is not read.
    pub(super) columns: Vec<Option<BatchColumn>>,
    /// Count of rows.
    pub(super) rows: usize,
    /// The number of the first row; the titles are row 1.
    pub(super) first: u64,
}

/// One row of a batch.
pub(super) struct BatchRow<'a> {
    batch: &'a RowBatch,
    at: usize,
    number: u64,
}

impl RowBatch {
    /// Returns the rows, one after another.
    pub(super) fn each(&self) -> impl Iterator<Item = BatchRow<'_>> {
        (0..self.rows).zip(self.first..).map(|(at, number)| BatchRow { batch: self, at, number })
    }
}

#[inline]
fn number(numbers: &Int64Array, row: usize) -> Option<i64> {
    numbers.is_valid(row).then(|| numbers.value(row))
}

impl BatchRow<'_> {
    #[inline]
    fn column(&self, at: usize) -> Option<&BatchColumn> {
        self.batch.columns.get(at)?.as_ref()
    }
}

impl Row for BatchRow<'_> {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.batch.columns.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let Some(column) = self.column(column) else { return Cell::Empty };
        let moment = |millis: Option<i64>, cell: fn(Moment) -> Cell<'static>| match millis {
            None => Cell::Empty,
            Some(OUT_OF_RANGE) => Cell::Error("a time before 1899 or after 2099"),
            Some(millis) => cell(Moment::from_millis(millis)),
        };
        let text = |text: &'_ str| -> bool { text.trim().is_empty() };
        match &column.values {
            ColumnValues::Nothing => Cell::Empty,
            ColumnValues::Text(texts) if texts.is_null(self.at) => Cell::Empty,
            ColumnValues::Text(texts) => match std::str::from_utf8(texts.value(self.at)) {
                Ok(found) if text(found) => Cell::Empty,
                Ok(found) => Cell::Text(found.trim()),
                Err(_) => Cell::Error("bytes that are not UTF-8"),
            },
            ColumnValues::Whole(numbers) => {
                number(numbers, self.at).map_or(Cell::Empty, Cell::Whole)
            }
            ColumnValues::Instant(millis) => moment(number(millis, self.at), Cell::Moment),
            ColumnValues::Wall(millis) => {
                moment(number(millis, self.at), |wall| Cell::Date(wall.utc().naive_utc()))
            }
            ColumnValues::Other(_) => match column.written(self.at) {
                None => Cell::Empty,
                Some(found) if text(found) => Cell::Empty,
                Some(found) => Cell::Text(found.trim()),
            },
        }
    }
}
