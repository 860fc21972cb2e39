//! Delimited text: cut into blocks, searched for the ends of fields, put into chunks of cells.

pub(crate) mod chunks;
pub(crate) mod dialect;
pub(crate) mod fill;
pub(crate) mod joined;
pub(crate) mod last_cell;
pub(crate) mod quote_scan;
pub(crate) mod records;
pub(crate) mod structural_index;
pub(crate) mod swallowed_rows;
