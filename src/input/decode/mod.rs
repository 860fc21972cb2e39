//! From cells to values: timestamps, amounts, ids, words, countries.

pub(crate) mod amounts;
pub(crate) mod blank_times;
pub(crate) mod chinese;
pub(crate) mod country_names;
pub(crate) mod currencies;
pub(crate) mod date_column;
mod date_cursor;
pub(crate) mod date_order;
pub(crate) mod date_words;
pub(crate) mod dates;
pub(crate) mod disputes;
pub(crate) mod hour_sample;
pub(crate) mod iso_timestamp;
pub(crate) mod missing;
pub(crate) mod numeric_ids;
pub(crate) mod orders;
pub(crate) mod problem;
pub(crate) mod status_cache;
pub(crate) mod string_interner;
pub(crate) mod table_columns;
mod time_parts;
pub(crate) mod timestamp_column;
pub(crate) mod unknown_words;
mod word_cache;
pub(crate) mod words;
