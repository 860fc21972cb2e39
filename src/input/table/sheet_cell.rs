//! What a cell of a sheet holds, whichever format the workbook has.

use std::borrow::Cow;

use calamine::{Data, ExcelDateTime};

use crate::domain::WallTime;
use crate::input::table::row::Cell;

/// The numbers that can be days; beyond them no date can be worked out, and every calendar has ended.
const DAYS: std::ops::Range<f64> = -1e8..1e8;

/// Returns the text of a date cell (`t="d"`) without the `Z` that SheetJS 0.20 writes behind it: a
/// cell has no zone, and spreadsheets read the time as it stands.
pub(crate) fn without_utc(text: &str) -> &str {
    text.strip_suffix(['Z', 'z']).unwrap_or(text)
}

/// A cell of a sheet.
#[derive(Clone, Debug)]
pub(crate) enum SheetCell<'a> {
    /// Nothing.
    Empty,
    /// A text, or a number that is not whole.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// A date.
    Date(WallTime),
    /// A formula that failed, or a number that cannot be right.
    Error(String),
}

impl<'a> SheetCell<'a> {
    /// Turns a spreadsheet's number into a whole number or its text at once, so that no float goes
    /// further. A whole number beyond 2^53 has lost digits and is an error.
    pub(crate) fn of_number(number: f64) -> Self {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if number.fract() != 0.0 {
            return Self::Text(Cow::Owned(number.to_string()));
        }
        if number.abs() >= EXACT {
            return Self::Error(format!("{number:e}"));
        }
        match format!("{number:.0}").parse() {
            Ok(whole) => Self::Whole(whole),
            Err(_) => Self::Error(number.to_string()),
        }
    }

    /// Takes a boolean as a spreadsheet shows it.
    pub(crate) const TRUE: Self = Self::Text(Cow::Borrowed("TRUE"));

    /// The other one.
    pub(crate) const FALSE: Self = Self::Text(Cow::Borrowed("FALSE"));

    /// Takes a date. One beyond the calendar is an error.
    pub(crate) fn of_date(date: ExcelDateTime) -> Self {
        let date = DAYS.contains(&date.as_f64()).then(|| date.as_datetime()).flatten();
        date.map_or_else(|| Self::Error("a date out of range".to_owned()), Self::Date)
    }

    /// Returns the cell as rows give it.
    pub(crate) fn cell(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => match text.trim() {
                "" => Cell::Empty,
                text => Cell::Text(text),
            },
            Self::Whole(number) => Cell::Whole(*number),
            Self::Date(date) => Cell::Date(*date),
            Self::Error(text) => Cell::Error(text),
        }
    }

    /// Keeps the cell of a row, for longer than the row is there.
    pub(crate) fn kept(cell: Cell<'_>) -> SheetCell<'static> {
        match cell {
            Cell::Empty => SheetCell::Empty,
            Cell::Text(text) => SheetCell::Text(Cow::Owned(text.to_owned())),
            Cell::Whole(number) => SheetCell::Whole(number),
            Cell::Date(date) => SheetCell::Date(date),
            Cell::Moment(moment) => SheetCell::Text(Cow::Owned(moment.to_string())),
            Cell::Error(text) => SheetCell::Error(text.to_owned()),
        }
    }

    /// Lends the cell of a sheet that is held.
    pub(crate) fn lent(&'a self) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Text(text) => Self::Text(Cow::Borrowed(text)),
            Self::Whole(number) => Self::Whole(*number),
            Self::Date(date) => Self::Date(*date),
            Self::Error(text) => Self::Error(text.clone()),
        }
    }

    /// Takes a cell of a format that calamine reads.
    pub(crate) fn of_calamine(value: &'a Data) -> Self {
        match value {
            Data::String(text) | Data::DurationIso(text) => Self::Text(Cow::Borrowed(text)),
            Data::DateTimeIso(text) => Self::Text(Cow::Borrowed(without_utc(text))),
            Data::Int(number) => Self::Whole(*number),
            Data::Float(number) => Self::of_number(*number),
            Data::Bool(true) => Self::TRUE,
            Data::Bool(false) => Self::FALSE,
            Data::DateTime(date) => Self::of_date(*date),
            Data::Error(error) => Self::Error(error.to_string()),
            Data::Empty => Self::Empty,
        }
    }
}
