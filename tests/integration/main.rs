//! Runs the built program and looks at all that it says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and is no room of the program"
)]

mod architecture;
mod auth;
mod browser;
mod caveat_kinds;
mod caveat_sources;
mod caveats;
mod check;
mod chinese;
mod clocks;
#[allow(dead_code, reason = "each helper is there for the commands' tests to come")]
mod common;
mod cut_files;
mod docs;
mod english;
mod errors;
mod examples;
mod format_table;
mod golden;
mod guide;
mod help;
mod hostile;
mod inputs;
mod limits;
mod list;
mod literals;
mod merging;
mod notes;
mod notify;
mod one_way;
mod partial_inputs;
mod paths;
mod platform;
mod random_shops;
mod rate;
mod real;
mod receivers;
mod report;
mod risk;
mod rule_cases;
mod schemas;
mod secrets;
mod self_checks;
mod settings;
mod shared_sheets;
mod shop_reach;
mod shops;
mod skipped_rows;
mod spans;
mod store;
mod sync;
mod times;
mod today;
mod warehouse;
mod warehouse_delays;
mod warehouse_https;
mod workbook;
