//! How far a statement can be trusted.

use crate::domain::enum_with_ids;

enum_with_ids! {
    /// How far a statement can be trusted.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Confidence {
        /// Undated, second-hand or this program's own choice.
        Low = "low",
        /// Translated mirror of an official page, working third-party code, or several weak sources.
        Medium = "medium",
        /// Official text or official code.
        High = "high",
    }
}
