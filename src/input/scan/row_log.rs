//! What became of a table's rows, while they are read.

use crate::input::RowProblem;
use crate::input::decode::orders::RowFault;
use crate::input::scan::open::Rows;
use crate::input::table::cell_chunk::CellChunk;
use crate::input::table::row::{Cell, column_letters};

/// How many bad rows are listed; the rest are counted.
pub(crate) const MOST_LISTED: usize = 20;

/// Bad rows: the first of them, and how many.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// The first of them.
    pub(crate) listed: Vec<RowProblem>,
    /// How many there are.
    pub(crate) total: u64,
}

impl Problems {
    /// Counts a bad row, and lists it while there are few.
    pub(crate) fn add(&mut self, problem: RowProblem) {
        self.total += 1;
        if self.listed.len() < MOST_LISTED {
            self.listed.push(problem);
        }
    }
}

/// Totals, bad rows, and the footer: words in the id column of the very last row are none of the
/// table's and no mistake.
#[derive(Debug, Default)]
pub(crate) struct RowLog {
    /// The totals.
    pub(crate) rows: Rows,
    /// Bad rows.
    pub(crate) problems: Problems,
    /// A text in the id column of the last row, such as a sum.
    pub(crate) footer: Option<RowProblem>,
    /// A footer, if nothing follows.
    pending: Option<RowProblem>,
    /// The last row with any content.
    last_row: u64,
    /// Footers of blocks, if nothing follows.
    trailing: Vec<RowProblem>,
    /// Rows listed in which a column of times has a cell that is none.
    forms: Vec<FormOf>,
}

/// A cell that is no time: which forms were expected, its whole column says.
#[derive(Clone, Copy, Debug)]
struct FormOf {
    row: u64,
    column: usize,
}

/// What is wrong with a row, located in its file.
pub(crate) struct LocatedFault {
    problem: RowProblem,
    /// The column, by its place in the table.
    column: Option<usize>,
    /// The cell holds a text: what else cannot be read is no footer.
    is_text: bool,
    form: Option<usize>,
}

/// Where rows stand, for messages.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The sheet; `None` where there are no sheets.
    pub(crate) sheet: Option<&'a str>,
    /// A column's letters and title.
    pub(crate) titles: &'a (dyn Fn(usize) -> String + Sync),
}

impl Place<'_> {
    /// Puts what is wrong with a row of a chunk into its sheet, row and column, whose slot is given.
    pub(crate) fn fault(
        &self,
        chunk: &CellChunk,
        fault: &RowFault,
        slot: Option<usize>,
    ) -> LocatedFault {
        let column = match fault.problem.column {
            Some(column) if column < usize::MAX => (self.titles)(column),
            Some(_) | None => column_letters(0),
        };
        let cell = slot.map_or(Cell::Empty, |slot| chunk.cell(slot, fault.row));
        LocatedFault {
            problem: RowProblem {
                sheet: self.sheet.map(str::to_owned),
                row: chunk.row_number(fault.row),
                column,
                value: RowProblem::shorten(cell.to_text().trim()),
                expected: fault.problem.expected.clone(),
            },
            column: fault.problem.column,
            is_text: matches!(cell, Cell::Text(_)),
            form: fault.problem.form,
        }
    }
}

impl RowLog {
    /// Begins a row that has any content.
    #[inline]
    pub(crate) fn begin(&mut self, row: u64) {
        self.rows.read += 1;
        self.last_row = row;
        if self.pending.is_some() {
            self.settle_pending();
        }
    }

    fn settle_pending(&mut self) {
        if let Some(problem) = self.pending.take() {
            self.skip(problem);
        }
    }

    /// Counts a bad row that was begun.
    pub(crate) fn skip(&mut self, problem: RowProblem) {
        self.rows.skipped += 1;
        self.problems.add(problem);
    }

    /// Counts the rows of a chunk, and those of them that are bad; a text in the column of ids of
    /// the last may be a footer.
    pub(crate) fn chunk(&mut self, chunk: &CellChunk, faults: Vec<LocatedFault>, ids: usize) {
        self.rows.blank += chunk.blank;
        let count = chunk.len() + chunk.problems.len();
        if count == 0 {
            return;
        }
        self.settle_pending();
        self.rows.read += u64::try_from(count).unwrap_or(u64::MAX);
        let last = chunk.rows().iter().copied().chain(chunk.problems.iter().map(|p| p.row)).max();
        self.last_row = self.last_row.max(last.unwrap_or(0));
        let of_table = chunk.problems.iter().map(|problem| LocatedFault {
            problem: problem.clone(),
            column: None,
            is_text: false,
            form: None,
        });
        let mut all: Vec<LocatedFault> = faults.into_iter().chain(of_table).collect();
        all.sort_by_key(|fault| fault.problem.row);
        for LocatedFault { problem, column, is_text, form } in all {
            let is_footer = column == Some(ids) && is_text && is_words(&problem.value);
            if is_footer && problem.row == self.last_row {
                self.pending = Some(problem);
                continue;
            }
            if let Some(column) = form
                && self.problems.listed.len() < MOST_LISTED
            {
                self.forms.push(FormOf { row: problem.row, column });
            }
            self.skip(problem);
        }
    }

    /// Counts rows of a chunk that are left out because they are of no concern.
    pub(crate) fn leave_out(&mut self, chunk: &CellChunk, count: usize) {
        if count > 0 {
            self.settle_pending();
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            self.rows.read += count;
            self.rows.skipped += count;
            self.last_row = self.last_row.max(chunk.rows().iter().copied().max().unwrap_or(0));
        }
    }

    /// Says of cells that are no times which forms were expected.
    pub(crate) fn describe_forms(&mut self, form: &dyn Fn(usize) -> Option<String>) {
        for FormOf { row, column } in &self.forms {
            let listed = self.problems.listed.iter_mut().find(|problem| problem.row == *row);
            if let (Some(problem), Some(expected)) = (listed, form(*column)) {
                problem.expected = expected;
            }
        }
    }

    /// Ends a block of rows: what may be a footer is kept until it is known whether rows follow.
    pub(crate) fn end_block(&mut self) {
        self.trailing.extend(self.pending.take());
    }

    /// Adds what was found in other blocks of the same table.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.rows.read += other.rows.read;
        self.rows.used += other.rows.used;
        self.rows.merged += other.rows.merged;
        self.rows.skipped += other.rows.skipped;
        self.rows.blank += other.rows.blank;
        self.problems.total += other.problems.total;
        self.problems.listed.extend(other.problems.listed);
        self.trailing.extend(other.trailing);
        self.forms.extend(other.forms);
        self.last_row = self.last_row.max(other.last_row);
    }

    /// Puts what was found in blocks in the order of the table, under the rows' real numbers.
    pub(crate) fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        for problem in std::mem::take(&mut self.trailing) {
            if problem.row == self.last_row {
                self.pending = Some(problem);
            } else {
                self.rows.skipped += 1;
                self.problems.total += 1;
                self.problems.listed.push(problem);
            }
        }
        self.problems.listed.sort_by_key(|problem| problem.row);
        self.problems.listed.truncate(MOST_LISTED);
        for problem in self.problems.listed.iter_mut().chain(&mut self.pending) {
            problem.row = real(problem.row);
        }
        self.forms.iter_mut().for_each(|form| form.row = real(form.row));
        self.last_row = real(self.last_row);
    }

    /// Ends the table.
    pub(crate) fn end(&mut self) {
        if let Some(problem) = self.pending.take() {
            self.rows.skipped += 1;
            self.footer = Some(problem);
        }
    }
}

/// Tells words from a number that a spreadsheet shows as `8.2E+15`.
fn is_words(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !matches!(c, 'E' | 'e'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_scientific_notation_is_no_footer() {
        assert!(!is_words("8.2E+15"));
        assert!(!is_words("8200000000000001"));
        assert!(is_words("合计"));
        assert!(is_words("Summe: 3"));
    }
}
