//! What every table is to the readers above: numbered rows of cells.

use crate::domain::{Moment, OrderId, WallTime};
use crate::input::decode::timestamp_cache::Stamps;

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or only blanks.
    Empty,
    /// A text.
    Text(&'a str),
    /// A spreadsheet's whole number.
    Whole(i64),
    /// A spreadsheet's real date.
    Date(WallTime),
    /// A moment that names its zone.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet has them"))]
    Moment(Moment),
    /// A formula that failed, or a number that lost digits.
    Error(&'a str),
}

/// One row.
pub(crate) trait Row {
    /// The row's own number, as a spreadsheet shows it; the first is 1.
    fn number(&self) -> u64;
    /// Count of cells.
    fn len(&self) -> usize;
    /// The cell of a column, counted from 0; beyond the row's end it is empty.
    fn cell(&self, column: usize) -> Cell<'_>;

    /// Tells whether every cell is empty.
    fn is_blank(&self) -> bool {
        (0..self.len()).all(|column| self.cell(column) == Cell::Empty)
    }

    /// Returns a cell as text, for headers and messages.
    fn text(&self, column: usize) -> String {
        self.cell(column).to_text()
    }
}

/// A row whose cells can also be had as they stand, without a copy.
pub(crate) trait RawRow: Row {
    /// A cell's bytes, blanks included; what has none but is not empty is no valid text.
    fn raw(&self, column: usize) -> &[u8];

    /// The eight bytes that end with a cell, whatever stands before it; `None` where the cell does
    /// not stand in a text of so many.
    #[inline]
    fn tail(&self, _column: usize) -> Option<[u8; 8]> {
        None
    }

    /// A cell's order id; `None` where it is not written in the usual way.
    #[inline(always)]
    fn id(&self, column: usize) -> Option<OrderId> {
        OrderId::from_digits(self.raw(column))
    }

    /// Tells whether a column of moments is known to be well written, so that a cell of it need not
    /// be looked at before it is needed.
    fn may_wait(&self, _column: usize) -> bool {
        false
    }

    /// Tells the same of amounts and their currencies.
    fn amounts_may_wait(&self, _amount: usize, _currency: usize) -> bool {
        false
    }

    /// A cell's moment; `None` where it is not written in the usual way, `Some(None)` where the
    /// cell is empty. Where the moment names no zone, the bit in this place is set.
    #[inline(always)]
    fn moment(
        &self,
        column: usize,
        stamps: &mut Stamps,
        at: usize,
        zoneless: &mut u8,
    ) -> Option<Option<Moment>> {
        match self.raw(column) {
            b"" => Some(None),
            text => match text.as_array().and_then(|text| stamps.usual(text)) {
                Some(moment) => Some(Some(moment)),
                None => stamps.read(text, at, zoneless).map(Some),
            },
        }
    }
}

/// Whether to go on reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Read on.
    Next,
    /// Stop.
    Stop,
}

impl Cell<'_> {
    /// Returns the cell as text.
    pub(crate) fn to_text(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.to_owned(),
            Self::Whole(number) => number.to_string(),
            Self::Date(date) => date.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Moment(moment) => moment.to_string(),
        }
    }
}

/// Returns the letters of a column as a spreadsheet shows them: 0 is `A`, 26 is `AA`.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!(column_letters(0), "A");
        assert_eq!(column_letters(25), "Z");
        assert_eq!(column_letters(26), "AA");
        assert_eq!(column_letters(701), "ZZ");
        assert_eq!(column_letters(702), "AAA");
    }
}
