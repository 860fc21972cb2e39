//! `disputes`: dispute rates, deadlines and honest buyer messages for AliExpress sellers.
//!
//! The rooms, from the ground up; each may use those named in `tests/integration/architecture.rs`:
//!
//! - `domain`: orders, disputes, rates, moments. No files, no clock.
//! - `rules`: what the platform's rule sets say, as dated data.
//! - `packed`: texts that are part of the program, as the build packs them.
//! - `files`: opens and reads the paths that somebody named, within bounds.
//! - `child`: programs that are started, and ended in time with all that they started.
//! - `ids`: order ids as numbers, sets and maps of them.
//! - `input`: reads what sellers can export, one row at a time.
//! - `platform`: the Open Platform: signing, calls, tokens, sync.
//! - `messages`: words for buyers and sellers, by language.
//! - `reports`: one question a file: a tally and the report it ends in.
//! - `render`: lays a report out as a table, JSON, csv.
//! - `store`: the local database of orders, disputes, and what of them is fully in.
//! - `deliver`: remembers what was said, and sends notices.
//! - `warehouse`: statements that count where the orders are, and what comes back.
//! - `config`: the settings file.
//! - `secret`: texts that are never shown.
//! - `cli`: glues the rooms to commands.
//!
//! Public are the rooms that a question of one's own needs (`examples/`), and `cli::main`. What the
//! others hold is `pub(crate)`, so that the compiler names what nothing uses.

mod child;
pub mod cli;
mod config;
mod deliver;
pub mod domain;
pub mod files;
pub mod ids;
pub mod input;
pub mod messages;
mod packed;
mod platform;
mod render;
pub mod reports;
pub mod rules;
pub mod secret;
mod store;
pub mod warehouse;
