//! From files to orders and disputes: the only way in is [`open()`].
//!
//! What a file is, `detect` decides by its bytes. Disputes are read whole; orders are streamed to
//! a tally. Nothing here judges.

pub(crate) mod container;
pub(crate) mod decode;
mod detect;
pub mod document;
mod error;
#[cfg(test)]
mod forms_tests;
mod own_table;
pub(crate) mod rows;
pub(crate) mod scan;
mod scrub;
pub(crate) mod table;
mod text;

pub use container::encoding::encoding_named;
pub use container::meter::Meter;
pub use container::paths::{Chosen, InputFile, expand};
pub use container::raw_file::{BuiltIn, Spec};
pub use decode::country_names::country_named;
pub use decode::date_column::UNKNOWN as UNKNOWN_TIME;
pub use decode::dates::{WrittenDay, written_day};
pub use decode::dispute_words::{PLAIN_STATUSES, plain_family};
pub use decode::disputes::Details;
pub use decode::stamp::DateOrder;
pub use decode::words::{
    DisputeWord, NoMeaning, OwnWords, STATUS_MEANINGS, completion, dispute_word, family,
    order_status, timeout_turn, use_own_words, was_status_met,
};
pub use document::har::Scrubbed;
pub use error::{Ids, Nearest, OutOfOrder, RowProblem, SourceError};
pub use own_table::{OwnTable, TextRows, own_table};
pub use rows::Rows;
pub use scan::clock_check::placed_twice;
pub use scan::coverage::Coverage;
pub use scan::dispute_filter::PassedOver;
pub use scan::dispute_merge::joined_records;
pub(crate) use scan::exchanged_days::{ExchangedColumns, StoredDays};
pub use scan::input_part::{InputPart, InputParts};
pub use scan::inputs::{FileReport, Inputs, OrderReach, shops_lacking_files};
pub use scan::multi_file_scan::{OrdersOfFile, OrdersRead};
pub use scan::open::{mappable_fields, open};
pub(crate) use scan::order_check::MissingOrders;
pub use scan::order_check::{LookAlikes, OrderCheck};
pub use scan::read_options::{Accounts, ReadOptions};
pub(crate) use scan::record_check::RecordCheck;
pub use scrub::scrub;
pub use table::kind::TableKind;
pub use table::title_catalogue::FieldMap;
pub(crate) use table::title_zone::zone_named;
pub use table::workbook::workbook_given_up;
pub use text::folded::folded;
pub use text::shortened_times::LostPart;
