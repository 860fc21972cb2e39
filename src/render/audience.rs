//! Who reads an answer.

/// Who reads an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Words in their language, and the rows that matter most.
    People,
    /// Words in their language, all rows, and a value in each cell: people who go on calculating.
    Spreadsheet,
    /// Fixed identifiers, and all rows.
    Programs,
}
