//! Counting where the orders already are: one read-only statement for the engine that has them, and
//! the reader of what comes back. What statements ask of an order is defined in `condition`.

mod answer_lines;
mod bounds;
mod client;
mod condition;
#[cfg(test)]
pub(crate) mod condition_tests;
mod counts_reader;
mod delays;
mod delays_reader;
mod dialect;
mod fingerprint;
mod http;
mod masks;
mod question;
mod statement;
mod table_ages;
mod table_facts;
mod tables;
mod words;
mod writer;

pub use bounds::StatementError;
pub use client::{ClientError, EngineClient};
pub use condition::{TimeColumn, WordClass};
pub use counts_reader::{CountsError, CountsFile, read_counts};
pub use delays_reader::{DelaysFile, read_delays};
pub use dialect::Dialect;
pub use fingerprint::{Fingerprint, FingerprintError, GroupBy, Shape};
pub use http::{InvalidServer, Login, Server};
pub use question::MaskQuestion;
pub use table_ages::{DisputeAges, OrderAges, TableFacts};
pub use tables::{Field, Tables, TablesError, Vocabulary};
pub use words::{Word, read_words};
