//! Order ids as numbers, and the sets and maps of them that reading and counting share. No file, no
//! clock, nothing else of the trade.

pub(crate) mod duplicate_ids;
pub(crate) mod formula;
mod id_filter;
mod id_index;
mod id_table;
pub(crate) mod number_filter;
pub(crate) mod number_set;
pub(crate) mod order_id;
pub(crate) mod sorted_runs;

pub use id_table::{IdTable, NeighbourCache};
pub use order_id::{InvalidId, OrderId};
