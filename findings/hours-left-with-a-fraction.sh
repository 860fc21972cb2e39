#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate umya-spreadsheet 3.1.1 (from crates.io, built with cargo), which reads and writes
# workbooks, and SheetJS's later build (@e965/xlsx 0.20.3, npm) beside it, of a workbook that openpyxl 3.1.5 (PyPI) wrote: the value
# of a cell as it is shown (`formatted_value`) has the hours of a length of time with their fraction and the minutes behind:
# 25:05 in the format `[h]:mm` is `25.083333333333336:05`, and 30:00 in `[hh]:mm` is `[06]:00`, six hours in brackets. 65 minutes
# in `[mm]:ss` are `[12]:00`, 12 for December. The thousandths of a second in `hh:mm:ss.000` are always 000, and 0.000123 in
# `0.00E+00` is `0.00`. There is no error. Brackets are for hours or minutes that have gone by (ISO/IEC 29500-1, 18.8.31): 25:05,
# 30:00 and 65:00, as SheetJS shows.
#
# Hours that are left to answer stand in such cells. `disputes` reads the numbers of cells and not what they show.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @e965/xlsx@0.20.3 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cat >write.py <<'PY'
from openpyxl import Workbook

CELLS = [("[h]:mm", 25 / 24 + 5 / 1440), ("[h]:mm", 30 / 24), ("[hh]:mm", 30 / 24), ("[h]:mm:ss", 72.7 / 24), ("[mm]:ss", 65 / 1440), ("h:mm", 9 / 24 + 5 / 1440), ("hh:mm:ss.000", 0.5 + 0.25 / 86400), ("0.00E+00", 0.000123), ("0.00%", 0.0748)]
book = Workbook()
for number_format, value in CELLS:
    book.active.append([f"format {number_format}", value])
    book.active.cell(book.active.max_row, 2).number_format = number_format
book.save("cells.xlsx")
PY
cat >read.cjs <<'JS'
const XLSX = require("@e965/xlsx");
const book = XLSX.readFile("cells.xlsx");
const sheet = book.Sheets[book.SheetNames[0]];
for (let row = 1; row <= 9; row++) console.log(`${row} ${sheet[`A${row}`].w}: SheetJS ${sheet[`B${row}`].w}`);
JS
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "cells"
version = "0.1.0"
edition = "2021"
[dependencies]
umya-spreadsheet = "=3.1.1"
[workspace]
TOML
cat >src/main.rs <<'RS'
fn main() {
    let book = umya_spreadsheet::reader::xlsx::read("cells.xlsx").expect("the crate reads the workbook");
    let sheet = book.sheet(0).expect("the workbook has a sheet");
    for row in 1..=9u32 {
        println!("{row} {}: umya-spreadsheet {}", sheet.value((1, row)), sheet.formatted_value((2, row)));
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
python/bin/python write.py
{ target/debug/cells; node read.cjs; } | sort -s -n >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other texts"; exit 1; }
1 format [h]:mm: umya-spreadsheet 25.083333333333336:05
1 format [h]:mm: SheetJS 25:05
2 format [h]:mm: umya-spreadsheet 30:00
2 format [h]:mm: SheetJS 30:00
3 format [hh]:mm: umya-spreadsheet [06]:00
3 format [hh]:mm: SheetJS 30:00
4 format [h]:mm:ss: umya-spreadsheet 72.7:42:00
4 format [h]:mm:ss: SheetJS 72:42:00
5 format [mm]:ss: umya-spreadsheet [12]:00
5 format [mm]:ss: SheetJS 65:00
6 format h:mm: umya-spreadsheet 9:05
6 format h:mm: SheetJS 9:05
7 format hh:mm:ss.000: umya-spreadsheet 12:00:00.000
7 format hh:mm:ss.000: SheetJS 12:00:00.250
8 format 0.00E+00: umya-spreadsheet 0.00
8 format 0.00E+00: SheetJS 1.23E-04
9 format 0.00%: umya-spreadsheet 7.48%
9 format 0.00%: SheetJS 7.48%
SEEN
echo "as seen: hours left with a fraction"
