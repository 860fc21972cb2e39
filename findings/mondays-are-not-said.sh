#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate cron-descriptor 0.1.2 (from crates.io, built with cargo), which says in words when a
# line of a crontab runs, and cronstrue 3.39.0 (npm) beside it: where the line names a day of the month the days of the week are
# left out. `0 9 1 * 1`, the 1st and every Monday (crontab(5): if both fields are restricted, either will do), is "on day 1 of
# the month", and `0 9 1,15 3 2` says nothing of Tuesdays. Of a list with a range among the hours the range is midnight: of
# `0 9-11,18 * * *` is said "At 12:00 AM and 6:00 PM". Every other day (`*/2`) is `en.every_x days`, the name of a text and not
# the text. There is no error. cronstrue, which comes from the same descriptor in C#, says all of it.
#
# Who checks by such words when a report is sent does not expect four of five runs. `disputes` takes no crontab; docs/cron.md
# names the lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "lines"
version = "0.1.0"
edition = "2021"
[dependencies]
cron-descriptor = "=0.1.2"
[workspace]
TOML
cat >src/main.rs <<'RS'
use cron_descriptor::cronparser::cron_expression_descriptor::get_description_cron;

fn main() {
    for line in ["0 9 1 * 1", "0 9 1,15 3 2", "0 9-11,18 * * *", "0 9,18 * * *", "0 9 */2 * *", "0 9 * * 1", "0 9 1 * *"] {
        println!("{line}: cron-descriptor: {}", get_description_cron(line).expect("the crate reads the line"));
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
npm install --silent --no-audit --no-fund cronstrue@3.39.0 >/dev/null
cat >lines.cjs <<'JS'
const cronstrue = require("cronstrue");
for (const line of ["0 9 1 * 1", "0 9 1,15 3 2", "0 9-11,18 * * *", "0 9,18 * * *", "0 9 */2 * *", "0 9 * * 1", "0 9 1 * *"]) console.log(`${line}: cronstrue: ${cronstrue.toString(line)}`);
JS
{ target/debug/lines; node lines.cjs; } | sort -s -t: -k1,1 >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other words"; exit 1; }
0 9 * * 1: cron-descriptor: At 9:00 AM, only on Monday
0 9 * * 1: cronstrue: At 09:00 AM, only on Monday
0 9 */2 * *: cron-descriptor: At 9:00 AM, en.every_x days
0 9 */2 * *: cronstrue: At 09:00 AM, every 2 days in a month
0 9 1 * *: cron-descriptor: At 9:00 AM, on day 1 of the month
0 9 1 * *: cronstrue: At 09:00 AM, on day 1 of the month
0 9 1 * 1: cron-descriptor: At 9:00 AM, on day 1 of the month
0 9 1 * 1: cronstrue: At 09:00 AM, on day 1 of the month, and on Monday
0 9 1,15 3 2: cron-descriptor: At 9:00 AM, on day 1 and 15 of the month, only in March
0 9 1,15 3 2: cronstrue: At 09:00 AM, on day 1 and 15 of the month, and on Tuesday, only in March
0 9,18 * * *: cron-descriptor: At 9:00 AM and 6:00 PM
0 9,18 * * *: cronstrue: At 09:00 AM and 06:00 PM
0 9-11,18 * * *: cron-descriptor: At 12:00 AM and 6:00 PM
0 9-11,18 * * *: cronstrue: Every hour, at 09:00 AM through 11:00 AM and 06:00 PM
SEEN
echo "as seen: Mondays are not said"
