//! Counting where the orders already are: one read-only statement for the engine that has them, and
//! the reader of what comes back. What a statement asks of an order is defined once (`condition`) and
//! read twice: here as SQL, and over an order's facts in Rust.

mod condition;
mod counts_reader;
mod dialect;
mod fingerprint;
mod statement;
mod tables;

pub use condition::{Condition, Facts, TimeColumn, WordClass, atoms};
pub use counts_reader::{CountsError, CountsFile, read_counts};
pub use dialect::Dialect;
pub use fingerprint::{Fingerprint, FingerprintError, GroupBy};
pub use statement::{Bounds, MaskQuestion, StatementError, words_statement};
pub use tables::{Field, Tables, TablesError, Vocabulary};
