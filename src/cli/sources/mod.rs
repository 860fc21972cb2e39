//! Commands that bring data in, keep it and hand it out: `import`, `sync`, `auth`, `store`, `sql`, `warehouse`, `scrub`.

pub(super) mod api;
pub(super) mod auth;
pub(super) mod import;
pub(super) mod runtime;
pub(super) mod scrub;
pub(super) mod sql;
pub(super) mod store;
pub(super) mod store_export;
pub(super) mod store_notes;
#[cfg(test)]
mod store_sink_tests;
pub(super) mod sync;
pub(super) mod sync_plan;
pub(super) mod warehouse;
