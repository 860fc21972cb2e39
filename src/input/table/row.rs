//! What every table is to the readers above: numbered rows of cells.

use crate::domain::{Moment, WallTime};
use crate::input::text::written_times::holds_time;

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

    /// Returns whether every cell is empty.
    fn is_blank(&self) -> bool {
        (0..self.len()).all(|column| self.cell(column) == Cell::Empty)
    }

    /// Returns a cell as text, for headers and messages.
    fn text(&self, column: usize) -> String {
        self.cell(column).to_text()
    }

    /// Returns the cells as texts.
    fn texts(&self) -> Vec<String> {
        (0..self.len()).map(|column| self.text(column)).collect()
    }

    /// Returns all cells as one text, with blanks between them.
    fn whole_text(&self) -> String {
        self.texts().join(" ")
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

    /// Returns whether the cell holds a time after 1999, or a text written as one, as far as that can be told.
    pub(crate) fn is_time(self) -> bool {
        match self {
            Self::Date(_) | Self::Moment(_) => true,
            Self::Text(text) => holds_time(text),
            Self::Empty | Self::Whole(_) | Self::Error(_) => false,
        }
    }
}

/// Returns the letters of a column as a spreadsheet shows them: 0 is `A`, 26 is `AA`.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("below 26")));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DayZero {
    /// 1899-12-30, for days from March 1900 on.
    #[default]
    Of1900,
    /// 1904-01-01.
    Of1904,
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
