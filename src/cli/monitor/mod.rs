//! Commands for reports and monitoring: `report`, `check`, `notify`, `schedule`.

pub(super) mod check;
mod check_finding;
pub(super) mod check_shops;
pub(super) mod history;
pub(super) mod journal;
pub(super) mod notify;
pub(super) mod receiver;
pub(super) mod report;
pub(super) mod report_files;
pub(super) mod schedule;
pub(super) mod sending;
pub(super) mod spool;
pub(super) mod standing;
