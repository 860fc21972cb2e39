//! Words and options of the command line as values.

pub(super) mod common;
pub(super) mod cycle;
pub(super) mod dates;
pub(super) mod limits;
pub(super) mod thresholds;
pub(super) mod values;
pub(super) mod zones;
