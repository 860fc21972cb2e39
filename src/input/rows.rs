//! What became of the rows of a file.

use crate::input::RowProblem;

/// What is said of the last row of a file that was cut off.
pub(crate) const FILE_CUT: &str = "the file ends inside this row";

/// How many bad rows are listed; the rest are counted.
pub(crate) const MOST_LISTED: usize = 20;

/// What became of a file's rows. Totals close: read = used + merged + skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Rows with any content.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that say again what another row says.
    pub merged: u64,
    /// Rows left out: bad ones, a footer, another platform's.
    pub skipped: u64,
    /// Rows without any content, not counted as read.
    pub blank: u64,
}

/// Bad rows: the first of them, and how many.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// The first of them.
    pub(crate) listed: Vec<RowProblem>,
    /// How many there are.
    pub(crate) total: u64,
    /// The row that the file ends in, where it was cut off.
    pub(crate) cut: Option<u64>,
}

impl Problems {
    /// Counts a bad row, and lists it while there are few. What is wrong with many rows together is listed
    /// once.
    pub(crate) fn add(&mut self, problem: RowProblem) {
        self.total += 1;
        if problem.expected.starts_with(FILE_CUT) {
            self.cut = Some(problem.row);
        }
        if self.listed.len() < MOST_LISTED && self.listed.last() != Some(&problem) {
            self.listed.push(problem);
        }
    }
}
