//! Commands that answer disputes: `today`, `list`, `show`, `guide`, `note`, `done`.

pub(super) mod done;
pub(super) mod guide;
pub(super) mod list;
pub(super) mod note;
pub(super) mod show;
pub(super) mod today;
