#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate date_time_parser 0.2.0 (from crates.io, built with cargo), which finds dates in
# English texts: the year of a date with the name of its month is not read, and where the day comes first the year's first
# digits are taken for the day: `13 Dec 2025`, read in January 2026, is 20 December 2026, and `5 January 2026` is 20 January.
# `Dec 13, 2025` is 13 December 2026. The time of day behind such a date is 13:00 or 17:00 whatever it is, as the number of the
# day is taken for it. There is no error. dtparse 2.0.1 (crates.io) reads all of them.
#
# Orders of last year so lie in the future, on one day of each month. `disputes` reads these dates with their years, and
# reports times of the future (`future_times`).
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
date_time_parser = "=0.2.0"
dtparse = "=2.0.1"
chrono = "0.4"
[workspace]
TOML
cat >src/main.rs <<'RS'
use chrono::NaiveDate;
use date_time_parser::{DateParser, TimeParser};

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 1, 20).expect("the day exists");
    let noon = today.and_hms_opt(12, 0, 0).expect("the hour exists").time();
    for text in ["13 Dec 2025", "5 January 2026", "Dec 13, 2025", "13 Dec 2025 at 7:48 pm", "Dec 13, 2025 12:15 am"] {
        let (date, time) = (DateParser::parse_relative(text, today), TimeParser::parse_relative(text, noon));
        let right = dtparse::parse(text).expect("dtparse reads the text").0;
        println!("{text}: date_time_parser {date:?} {time:?}, dtparse {right}");
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
target/debug/dates >seen
cat seen
diff seen - <<'SEEN'
13 Dec 2025: date_time_parser Some(2026-12-20) Some(13:00:00), dtparse 2025-12-13 00:00:00
5 January 2026: date_time_parser Some(2026-01-20) Some(17:00:00), dtparse 2026-01-05 00:00:00
Dec 13, 2025: date_time_parser Some(2026-12-13) Some(13:00:00), dtparse 2025-12-13 00:00:00
13 Dec 2025 at 7:48 pm: date_time_parser Some(2026-12-20) Some(13:00:00), dtparse 2025-12-13 19:48:00
Dec 13, 2025 12:15 am: date_time_parser Some(2026-12-13) Some(13:00:00), dtparse 2025-12-13 00:15:00
SEEN
echo "as seen: years are days"
