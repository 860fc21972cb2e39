//! One question a file: a tally and the report it ends in. Knows no file formats and lays out
//! nothing.

pub mod statistics;
