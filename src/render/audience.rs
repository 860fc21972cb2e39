//! Who reads an answer.

/// Who reads an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Words in their language, and the rows that matter most.
    People,
    /// Fixed identifiers, and all rows.
    Programs,
}
