#!/usr/bin/env bash
# Seen on 2026-11-29 with the Rust crate dateparser 0.2.1 (from crates.io, built with cargo): a date without a time of
# day is read as that date at the time of day at which it is read. `2025-12-18` and `2025年12月18日`, parsed twice with
# a pause, are two moments, neither of them midnight. No error, and no mark that the time was made up. What the time of
# day is depends on the zone of the machine, so with a clock east of Greenwich the moment can lie on the day before in
# UTC. A text with a time is read the same each time.
#
# Columns of days alone are common in exports that went through a spreadsheet program. An order of the window's first
# day would count or not by the hour at which the rate was asked for. `disputes` takes a day from its first second, and
# says that a column has days only (`days_only`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "dates"
version = "0.1.0"
edition = "2021"
[dependencies]
dateparser = "=0.2.1"
[workspace]
TOML
cat >src/main.rs <<'RS'
use std::{thread, time::Duration};

fn main() {
    for text in ["2025-12-18", "2025年12月18日", "2025-12-18 19:48"] {
        let first = dateparser::parse(text).expect("the text has a form that the crate documents");
        thread::sleep(Duration::from_millis(50));
        let second = dateparser::parse(text).expect("it was read before");
        let apart = second - first;
        println!("{text}: {}", if apart.is_zero() { "one moment" } else { "two moments" });
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
TZ=Asia/Shanghai target/debug/dates >seen
cat seen
diff seen - <<'SEEN'
2025-12-18: two moments
2025年12月18日: two moments
2025-12-18 19:48: one moment
SEEN
echo "as seen: a date alone has the time of day at which it is read"
