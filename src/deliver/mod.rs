//! What was said, and to whom: remembers reports, and sends notices. Computes and lays out nothing.

mod journal;

pub use journal::{name, read_lines, write_lines};
