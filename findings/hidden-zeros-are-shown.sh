#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate ssfmt 0.1.2 (from crates.io, built with cargo), which shows numbers by the formats of
# spreadsheets, and ssf 0.11.2 (npm) beside it: a part of a format that is empty shows nothing (ISO/IEC 29500-1, 18.8.31; `0;-0;`
# hides noughts and `;;;` everything). The crate shows what is to be hidden: 0 in `0;-0;;@`, -5 in `0;;` and 5 in `;;;`, and of
# a rate of nothing in `0.00%;-0.00%;` a 0 without its sign. 99,999 in `0.0E+00` is `10.0E+04` and not `1.0E+05`. There is no
# error. The crate's documentation says "matching Excel's actual behavior". ssf shows all of these as the standard says.
#
# Sheets with rates hide noughts and limits that do not apply. `disputes` reads the numbers of cells, and shows none by format.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ssf@0.11.2 >/dev/null
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "formats"
version = "0.1.0"
edition = "2021"
[dependencies]
ssfmt = "=0.1.2"
[workspace]
TOML
cat >cells.txt <<'TXT'
0 0;-0;;@
-5 0;;
5 ;;;
0 0.00%;-0.00%;
0 #,##0;(#,##0);"-"
99999 0.0E+00
12345 0.0E+00
TXT
cat >src/main.rs <<'RS'
fn main() {
    for line in include_str!("../cells.txt").lines() {
        let (number, format) = line.split_once(' ').expect("a line has a number and a format");
        let shown = ssfmt::format_default(number.parse().expect("the number is one"), format).expect("the crate reads the format");
        println!("{number} in {format}: ssfmt [{shown}]");
    }
}
RS
cat >cells.cjs <<'JS'
const { format } = require("ssf");
for (const line of require("node:fs").readFileSync("cells.txt", "utf8").trimEnd().split("\n")) {
  const [number, ...rest] = line.split(" ");
  console.log(`${number} in ${rest.join(" ")}: ssf [${format(rest.join(" "), Number(number))}]`);
}
JS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
{ target/debug/formats; node cells.cjs; } | sort -s -t: -k1,1 >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other texts"; exit 1; }
-5 in 0;;: ssfmt [-5]
-5 in 0;;: ssf []
0 in #,##0;(#,##0);"-": ssfmt [-]
0 in #,##0;(#,##0);"-": ssf [-]
0 in 0.00%;-0.00%;: ssfmt [0]
0 in 0.00%;-0.00%;: ssf []
0 in 0;-0;;@: ssfmt [0]
0 in 0;-0;;@: ssf []
12345 in 0.0E+00: ssfmt [1.2E+04]
12345 in 0.0E+00: ssf [1.2E+04]
5 in ;;;: ssfmt [5]
5 in ;;;: ssf []
99999 in 0.0E+00: ssfmt [10.0E+04]
99999 in 0.0E+00: ssf [1.0E+05]
SEEN
echo "as seen: hidden zeros are shown"
