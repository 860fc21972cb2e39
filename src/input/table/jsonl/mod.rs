//! JSON lines: one object a row.

pub(crate) mod record;
pub(crate) mod rows;
