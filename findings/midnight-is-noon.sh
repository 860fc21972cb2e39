#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crates two_timer 2.2.5 and human-date-parser 0.3.1 (from crates.io, built with cargo), which
# read times in English texts, and fuzzydate 0.4.1 and dtparse 2.0.1 (crates.io) beside them: for two_timer midnight and noon
# are exchanged: "yesterday at 12:15 am" is a quarter past noon, and "yesterday at 12 pm" is midnight, so that what happened at
# noon lies twelve hours back. human-date-parser reads AM and PM and does nothing with them: 7:48 PM is 7:48 in the morning. To
# it "next month" is next Monday and "last month" is yesterday, where yesterday was Monday: the first letters are those of
# Mon. There is no error. On a clock of twelve hours 12 AM is midnight (Unicode CLDR, date field `a` with `h`).
#
# Deadlines by such a text are half a day off. `disputes` reads AM and PM with 12 at midnight and noon.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "times"
version = "0.1.0"
edition = "2021"
[dependencies]
two_timer = "=2.2.5"
human-date-parser = "=0.3.1"
fuzzydate = "=0.4.1"
dtparse = "=2.0.1"
chrono = "0.4"
[workspace]
TOML
cat >src/main.rs <<'RS'
use chrono::NaiveDate;
use two_timer::Config;

fn main() {
    // A Tuesday.
    let now = NaiveDate::from_ymd_opt(2026, 1, 20).and_then(|day| day.and_hms_opt(15, 0, 0)).expect("the time exists");
    for text in ["yesterday at 12:15 am", "yesterday at 12 pm", "yesterday at 1 pm", "yesterday at 11 am"] {
        let (begin, _, _) = two_timer::parse(text, Some(Config::new().now(now))).expect("two_timer reads the text");
        println!("{text}: two_timer {begin}");
    }
    for text in ["yesterday 12:15 am", "yesterday 12:15 pm", "yesterday 7:48 pm", "2025-12-13 7:48 PM", "next month", "last month"] {
        let read = human_date_parser::from_human_time(text, now).expect("human-date-parser reads the text");
        let beside = fuzzydate::parse_relative_to(text, now).map_or("cannot read it".into(), |time| time.to_string());
        println!("{text}: human-date-parser {read}, fuzzydate {beside}");
    }
    for text in ["2026-01-19 12:15 am", "2026-01-19 12 pm", "2025-12-13 7:48 PM"] {
        println!("{text}: dtparse {}", dtparse::parse(text).expect("dtparse reads the text").0);
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
target/debug/times >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other times"; exit 1; }
yesterday at 12:15 am: two_timer 2026-01-19 12:15:00
yesterday at 12 pm: two_timer 2026-01-19 00:00:00
yesterday at 1 pm: two_timer 2026-01-19 13:00:00
yesterday at 11 am: two_timer 2026-01-19 11:00:00
yesterday 12:15 am: human-date-parser 2026-01-19 12:15:00, fuzzydate 2026-01-19 00:15:00
yesterday 12:15 pm: human-date-parser 2026-01-19 12:15:00, fuzzydate 2026-01-19 12:15:00
yesterday 7:48 pm: human-date-parser 2026-01-19 07:48:00, fuzzydate 2026-01-19 19:48:00
2025-12-13 7:48 PM: human-date-parser 2025-12-13 07:48:00, fuzzydate 2025-12-13 19:48:00
next month: human-date-parser 2026-01-26, fuzzydate 2026-02-20 15:00:00
last month: human-date-parser 2026-01-19, fuzzydate 2025-12-20 15:00:00
2026-01-19 12:15 am: dtparse 2026-01-19 00:15:00
2026-01-19 12 pm: dtparse 2026-01-19 12:00:00
2025-12-13 7:48 PM: dtparse 2025-12-13 19:48:00
SEEN
echo "as seen: midnight is noon"
