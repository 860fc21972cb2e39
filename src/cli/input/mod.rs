//! What a command works on: files, the store or counts, read once; notes, marks and points beside them.

pub(super) mod counted;
pub(super) mod data;
pub(super) mod files;
pub(super) mod marks;
pub(super) mod overview;
pub(super) mod points_file;
pub(super) mod progress;
mod reach;
pub(super) mod stored;
mod table_doubts;
pub(super) mod unknown_id;
pub(super) mod whole_shops;
