//! The local database: orders, disputes with what was seen of them and when, and a ledger of which
//! spans of the platform's lists are fully in; and what the seller notes by hand. Does not judge, lay out or open the network, and
//! has no column for anything personal.

mod counting;
mod disputes;
mod figures;
mod file;
mod imports;
mod lock;
mod log;
mod marks;
mod orders;
mod pack;
mod private;
mod repair;
mod segments;
mod spill_buffer;
mod sums;
mod sync_coverage;
mod upkeep;
mod words;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod tests;

pub use counting::CountedOrders;
pub use disputes::{DetailLevel, Kept};
pub use figures::ForFigures;
pub use file::{Obstacle, Store, StoreError};
pub use imports::Import;
pub use lock::{Lock, lock};
pub use orders::{Batch, ToDate};
pub use private::{
    Readers, Target, close_folder, create, make_private_folder, read_private, replace, sweep,
    target, write_private,
};
pub use repair::Repaired;
pub use spill_buffer::Aside;
pub use sync_coverage::{CoverageGap, LISTS, Progress, Run, SyncedRange};
pub use upkeep::{Info, Sighting};
