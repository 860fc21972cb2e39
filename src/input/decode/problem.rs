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
