//! What became of the rows of a file.

use crate::domain::Caveat;
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

/// Rows of one sort: how many, and the first of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CountedRows {
    /// How many.
    pub(crate) count: u64,
    /// The first; `None` without any.
    pub(crate) first: Option<u64>,
}

impl CountedRows {
    /// Adds a row.
    pub(crate) fn add(&mut self, row: u64) {
        self.merge(Self { count: 1, first: Some(row) });
    }

    /// Adds what was found elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first = [self.first, other.first].into_iter().flatten().min();
    }

    /// Puts the first under its real number.
    pub(crate) fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.first = self.first.map(real);
    }

    /// Makes a caveat one of these rows; `None` without any.
    pub(crate) fn caveat(self, of: Caveat) -> Option<Caveat> {
        self.first.map(|row| of.counting(self.count).with("row", row).at_rows([row]))
    }
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
