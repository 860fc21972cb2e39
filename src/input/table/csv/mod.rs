//! Delimited text: the delimiter scan, records with and without quotes, chunks for all cores.

pub(crate) mod chunks;
pub(crate) mod delimiter_scan;
pub(crate) mod record_splitter;
pub(crate) mod records;
pub(crate) mod unquoted;
