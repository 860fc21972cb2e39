//! Reads what sellers can export or fetch, one row at a time.
//!
//! What a file is, `detect` decides by its bytes. Disputes are read whole; orders are streamed to
//! a tally. Nothing here judges, and no wire type leaves the room.

pub mod api;

mod amounts;
mod csv;
mod dates;
mod detect;
mod dispute_pass;
mod disputes;
mod error;
mod header;
mod ids;
mod input;
mod json;
mod ole;
mod order_file;
mod order_pass;
mod orders;
mod places;
mod plain_disputes;
mod plain_json;
mod read;
mod seller_centre;
mod sheet;
mod table;
mod text;
mod words;

pub use error::{Nearest, RowProblem, SourceError};
pub use header::{FieldMap, TableKind};
pub use input::Spec;
pub use read::{
    FileReport, InputFile, Inputs, Knowledge, OrdersRead, ReadOptions, Rows, mappable_fields, open,
};
pub use words::{DisputeWord, completion, dispute_word, family, order_status, timeout_turn};
