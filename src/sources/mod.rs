//! Reads what sellers can export or fetch, one row at a time.
//!
//! What a file is, `detect` decides by its bytes. Disputes are read whole; orders are streamed to
//! a tally. Nothing here judges, and no wire type leaves the room.

pub mod api;

mod amounts;
mod bare;
mod block_rows;
mod blocks;
mod csv;
mod currencies;
mod date_column;
mod date_verdict;
mod dates;
mod detect;
mod dispute_pass;
mod dispute_skim;
mod disputes;
mod error;
#[cfg(feature = "parquet")]
mod foretold;
mod gist;
mod header;
mod id_pass;
mod ids;
mod input;
mod json;
mod json_rows;
mod meter;
mod moment_columns;
mod needles;
mod numeric_ids;
mod ole;
mod order_file;
mod order_pass;
mod order_reading;
mod order_repeats;
mod order_rounds;
mod orders;
mod parallel;
#[cfg(feature = "parquet")]
mod parquet;
mod places;
mod plain_disputes;
mod plain_json;
mod read;
mod rising;
mod row_log;
mod seller_centre;
mod sheet;
mod sheet_cell;
mod skim;
mod span;
mod stamps;
mod states;
mod table;
mod table_kind;
mod text;
mod texts;
mod union;
mod words;
mod xlsx;

pub use disputes::{Details, PLAIN_STATUSES, plain_family};
pub use error::{Nearest, RowProblem, SourceError};
pub use gist::PassedOver;
pub use header::{FieldMap, TableKind};
pub use input::Spec;
pub use meter::Meter;
pub use order_rounds::OrdersRead;
pub use read::{
    FileReport, InputFile, Inputs, Knowledge, ReadOptions, Rows, mappable_fields, open,
};
pub use words::{DisputeWord, completion, dispute_word, family, order_status, timeout_turn};
