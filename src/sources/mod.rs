//! Reads what sellers can export or fetch, one row at a time.

pub mod api;
