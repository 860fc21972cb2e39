//! What became of a table's rows, while they are read.

use crate::input::RowProblem;
use crate::input::decode::orders::Problem;
use crate::input::scan::open::Rows;
use crate::input::table::row::{Row, column_letters};

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

    /// Notes a row that was begun and is bad, unless it is the last and a footer.
    pub(crate) fn bad(&mut self, problem: RowProblem, in_id_column: bool) {
        if in_id_column && is_words(&problem.value) {
            self.pending = Some(problem);
        } else {
            self.skip(problem);
        }
    }

    /// Counts a row that could not be read before it became a row.
    pub(crate) fn unreadable(&mut self, problem: RowProblem) {
        self.rows.read += 1;
        self.settle_pending();
        self.skip(problem);
    }

    /// Ends a block of rows: what may be a footer is kept until it is known whether rows follow.
    pub(crate) fn end_block(&mut self) {
        self.trailing.extend(self.pending.take());
    }

    /// Tells whether any row was bad.
    pub(crate) fn has_problems(&self) -> bool {
        self.problems.total > 0 || !self.trailing.is_empty()
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

/// Puts a problem into its sheet, row and column.
pub(crate) fn locate<R: Row + ?Sized>(
    row: &R,
    problem: Problem,
    sheet: Option<&str>,
    titles: &dyn Fn(usize) -> String,
) -> RowProblem {
    let column = match problem.column {
        Some(column) if column < usize::MAX => titles(column),
        Some(_) | None => column_letters(0),
    };
    let value = problem.column.map(|column| row.text(column)).unwrap_or_default();
    RowProblem {
        sheet: sheet.map(str::to_owned),
        row: row.number(),
        column,
        value: RowProblem::shorten(value.trim()),
        expected: problem.expected,
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
