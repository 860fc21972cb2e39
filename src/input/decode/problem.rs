//! What is wrong with a value, before its file and row are known.

/// A value that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The column, or `None` for the whole row.
    pub(crate) column: Option<usize>,
    /// What was expected.
    pub(crate) expected: String,
    /// The column of times of which it is said that the cell is none: which forms were expected is
    /// known once all of the column has been read.
    pub(crate) form: Option<usize>,
}

/// What is wrong with a row of a chunk.
#[derive(Clone, Debug)]
pub(crate) struct RowFault {
    /// The row, from 0.
    pub(crate) row: usize,
    /// What is wrong.
    pub(crate) problem: Problem,
}

/// Adds what was found wrong with rows to what was found before; of a row, the first counts.
pub(crate) fn add_problems(problems: &mut Vec<RowFault>, found: Vec<RowFault>) {
    if !found.is_empty() {
        problems.extend(found);
        problems.sort_by_key(|fault| fault.row);
        problems.dedup_by_key(|fault| fault.row);
    }
}
