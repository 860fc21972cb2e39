//! Reads what sellers can export or fetch, one row at a time.

pub mod api;
mod words;

pub use words::{DisputeWord, completion, dispute_word, family, order_status, timeout_turn};
