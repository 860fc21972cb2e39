//! What concerns an input as a whole: opening, duplicates, row totals, threads.

pub(crate) mod beside_tables;
pub(crate) mod clock_check;
pub(crate) mod coverage;
pub(crate) mod cross_check;
pub(crate) mod dispute_filter;
pub(crate) mod dispute_merge;
pub(crate) mod dispute_scan;
pub(crate) mod duplicates;
mod holes;
pub(crate) mod id_scan;
pub(crate) mod inputs;
mod line_rows;
pub(crate) mod lost_order_ids;
pub(crate) mod multi_file_scan;
pub(crate) mod open;
pub(crate) mod order_check;
pub(crate) mod order_file;
pub(crate) mod order_reading;
pub(crate) mod order_scan;
pub(crate) mod parallel;
pub(crate) mod plain_disputes;
pub(crate) mod row_log;
pub(crate) mod shared_clocks;
pub(crate) mod time_order;
pub(crate) mod time_range;
pub(crate) mod told_facts;
