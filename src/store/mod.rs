//! The local database: orders, disputes with what was seen of them and when, and a ledger of which
//! spans of the platform's lists are fully in; and what the seller notes by hand. Does not judge, lay out or open the network, and
//! has no column for anything personal.

mod batch;
mod changes;
mod counting;
mod disputes;
mod error;
mod figures;
mod file;
mod imports;
mod lock;
mod log;
mod look;
mod marks;
mod orders;
mod pack;
mod private;
mod repair;
mod segments;
mod spill_buffer;
mod stored_order;
mod sums;
mod sync_coverage;
mod upkeep;
mod words;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod tests;

pub(crate) use counting::CountedOrders;
pub(crate) use disputes::DetailLevel;
pub(crate) use error::{Obstacle, StoreError};
pub(crate) use figures::{ForFigures, may_be_of};
pub(crate) use file::Store;
pub(crate) use imports::{EarlierNote, Import};
pub(crate) use lock::{Lock, lock, lock_store};
pub(crate) use private::{
    Readers, Target, close_folder, create, make_private_folder, read_private, replace, sweep,
    target, write_private,
};
pub(crate) use repair::Repaired;
pub(crate) use spill_buffer::SpillBuffer;
#[cfg(test)]
pub(crate) use sync_coverage::LISTS;
pub(crate) use sync_coverage::{CoverageGap, Progress, Run, SyncedRange};
pub(crate) use upkeep::{Forgotten, Info};
