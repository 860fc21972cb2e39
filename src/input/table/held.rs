//! Sheets that are held whole, for formats whose rows do not stand in the file as rows.

use crate::input::SourceError;
use crate::input::container::raw_file::Input;
use crate::input::table::row::{Cell, Row};
use crate::input::table::sheet_cell::SheetCell;

/// The most cells that a held sheet may have. A full export of 100,000 orders stays below it.
pub(crate) const MOST_CELLS: usize = 20_000_000;
/// The most columns of a sheet.
pub(crate) const MOST_COLUMNS: usize = 16_384;

/// A sheet, held whole.
#[derive(Debug, Default)]
pub(crate) struct HeldSheet {
    /// Its name.
    pub(crate) name: String,
    /// Its rows: the row's own number, from 1, and its cells.
    pub(crate) rows: Vec<(u64, Vec<SheetCell<'static>>)>,
    /// Cells that are one over several rows.
    pub(crate) merges: Vec<Merge>,
    /// The text ends before the sheet does.
    pub(crate) is_cut: bool,
    /// What stands on the page beside it and may say of which zone its times are, or how long it is.
    pub(crate) beside: Vec<String>,
    cells: usize,
}

/// A cell that reaches over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    /// The first row, from 1.
    pub(crate) first: u64,
    /// The last row.
    pub(crate) last: u64,
    /// The first column, from 0.
    pub(crate) left: usize,
    /// The last column.
    pub(crate) right: usize,
}

impl Merge {
    /// Returns whether the cell of a column in this row is the one that stands in a row above.
    pub(crate) fn continues(&self, row: u64, column: usize) -> bool {
        (self.left..=self.right).contains(&column) && row > self.first && row <= self.last
    }
}

/// The most cells over several rows that are kept at once: those of one row stand in columns of their own.
const MOST_OPEN: usize = 1_000;

/// The cells of a sheet that reach over several rows, while its rows come in order.
#[derive(Debug)]
pub(crate) struct MergedCells {
    /// Those that have not begun, the first one last.
    to_come: Vec<Merge>,
    /// Those that a row may be in, with what they hold.
    open: Vec<(Merge, SheetCell<'static>)>,
}

impl MergedCells {
    /// Takes the cells of a sheet.
    pub(crate) fn new(mut merges: Vec<Merge>) -> Self {
        merges.sort_unstable_by_key(|merge| std::cmp::Reverse(merge.first));
        Self { to_come: merges, open: Vec::new() }
    }

    /// Goes on to a row.
    pub(crate) fn enter(&mut self, row: &dyn Row) {
        let number = row.number();
        self.open.retain(|(merge, _)| merge.last >= number);
        while let Some(merge) = self.to_come.pop_if(|merge| merge.first <= number) {
            if merge.first == number && self.open.len() < MOST_OPEN {
                self.open.push((merge, SheetCell::kept(row.cell(merge.left))));
            }
        }
    }

    /// Returns whether any of them reaches over a row in which something stands.
    pub(crate) fn reach(&self, row: &dyn Row) -> bool {
        !self.open.is_empty() && !row.is_blank()
    }

    /// Returns whether the cell of a column in a row is one that stands in a row above.
    pub(crate) fn continues(&self, row: u64, column: usize) -> bool {
        self.open.iter().any(|(merge, _)| merge.continues(row, column))
    }

    /// Returns a row with what its merged cells hold.
    pub(crate) fn filled<'a>(&'a self, row: &'a dyn Row) -> FilledRow<'a> {
        FilledRow { row, merged: &self.open }
    }
}

/// A row in whose merged cells stands what the first of their rows has.
pub(crate) struct FilledRow<'a> {
    row: &'a dyn Row,
    merged: &'a [(Merge, SheetCell<'static>)],
}

impl Row for FilledRow<'_> {
    fn number(&self) -> u64 {
        self.row.number()
    }

    fn len(&self) -> usize {
        self.merged.iter().map(|(merge, _)| merge.left + 1).fold(self.row.len(), usize::max)
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let above = |(merge, _): &&(Merge, SheetCell<'static>)| {
            merge.left == column && merge.continues(self.number(), column)
        };
        match self.merged.iter().find(above) {
            Some((_, cell)) => cell.cell(),
            None => self.row.cell(column),
        }
    }
}

/// A format that is a text and is read whole.
pub(crate) struct HeldFormat {
    /// Returns whether a text is of the format, by its beginning.
    pub(crate) is: fn(&str) -> bool,
    /// Reads the sheets of a whole text; the input is named in errors.
    pub(crate) read: fn(&Input, &str) -> Result<Vec<HeldSheet>, SourceError>,
}

/// A sheet has more cells than are held.
#[derive(Debug)]
pub(crate) struct TooManyCells;

impl HeldSheet {
    /// Returns how many cells it has, empty ones before others counted.
    pub(crate) const fn cells(&self) -> usize {
        self.cells
    }

    /// Begins a sheet.
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Puts a cell into the row with this number; most writers go from row to row.
    pub(crate) fn put(
        &mut self,
        row: u64,
        column: usize,
        cell: SheetCell<'static>,
    ) -> Result<(), TooManyCells> {
        if column >= MOST_COLUMNS {
            return Ok(());
        }
        let at = match self.rows.last() {
            Some((last, _)) if *last >= row => self.rows.partition_point(|(known, _)| *known < row),
            Some(_) | None => self.rows.len(),
        };
        if self.rows.get(at).is_none_or(|(known, _)| *known != row) {
            self.rows.insert(at, (row, Vec::new()));
        }
        let (_, cells) = self.rows.get_mut(at).expect("the row has just been found or put there");
        let before = cells.len();
        while cells.len() < column {
            cells.push(SheetCell::Empty);
        }
        match cells.get_mut(column) {
            Some(place) => *place = cell,
            None => cells.push(cell),
        }
        self.cells += cells.len() - before;
        if self.cells > MOST_CELLS { Err(TooManyCells) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;

    #[test]
    fn what_a_merged_cell_holds_stands_in_each_of_its_rows() {
        let rows = first_records(b"a,b\n1,x\n2,\n3,\n", b',', 9);
        let merge = Merge { first: 2, last: 3, left: 1, right: 1 };
        let mut merged = MergedCells::new(vec![merge]);
        let cells = rows.iter().map(|row| {
            merged.enter(row);
            merged.filled(row).text(1)
        });
        assert_eq!(cells.collect::<Vec<_>>(), ["b", "x", "x", ""]);
        assert!(!merged.continues(4, 1));
    }
}
