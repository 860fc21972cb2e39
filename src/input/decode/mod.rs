//! From cells to values: timestamps, amounts, ids, words, countries.

pub(crate) mod amounts;
pub(crate) mod country_names;
pub(crate) mod currencies;
pub(crate) mod date_column;
pub(crate) mod date_order;
pub(crate) mod date_words;
pub(crate) mod dates;
pub(crate) mod dispute_fast;
pub(crate) mod disputes;
pub(crate) mod missing;
pub(crate) mod moment_columns;
pub(crate) mod numeric_ids;
pub(crate) mod order_times;
pub(crate) mod orders;
pub(crate) mod status_cache;
pub(crate) mod string_interner;
pub(crate) mod timestamp_cache;
pub(crate) mod words;
