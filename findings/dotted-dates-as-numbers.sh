#!/usr/bin/env bash
# Seen on 2026-11-30 with SheetJS (xlsx 0.18.5 and its later build @e965/xlsx 0.20.3) from npm, of a workbook that XlsxWriter
# 3.3.1 (PyPI) wrote: a date in the format `dd.mm.yyyy hh:mm`, as it is written in Germany, Russia and Turkey, is the number
# 46004.82506 in the csv and in the JSON of shown texts (`raw: false`): the full stop behind a date is taken for the one before
# parts of a second, and the format is given up for the number behind the date, which loses its last digits. In `dd/mm/yyyy
# hh:mm`, and with a backslash before each full stop, as Excel itself writes the format, the same cell is right. There is no
# error. numfmt 4.0.1 (npm) and gnumeric 1.12.55 (Debian 12) show the date: a full stop stands for itself (ECMA-376, part 1,
# 18.8.31).
#
# A table of orders that a script wrote so has no dates once it is csv, and those who take them for numbers sort them beside
# order ids. `disputes` reads the cell of the workbook, and a number like this one in a column of times as a spreadsheet's
# count of days (docs/times.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v ssconvert >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gnumeric >/dev/null
fi
npm install --silent --no-audit --no-fund xlsx@0.18.5 @e965/xlsx@0.20.3 numfmt@4.0.1 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1
cat >write.py <<'PY'
from datetime import datetime

import xlsxwriter

book = xlsxwriter.Workbook("orders.xlsx")
sheet = book.add_worksheet("orders")
for row, shape in enumerate(("dd.mm.yyyy hh:mm", "dd/mm/yyyy hh:mm", "dd\\.mm\\.yyyy hh:mm")):
    sheet.write_datetime(row, 0, datetime(2025, 12, 13, 19, 48, 5), book.add_format({"num_format": shape}))
book.close()
PY
cat >read.mjs <<'JS'
import { createRequire } from "node:module";
import { format } from "numfmt";

const require = createRequire(import.meta.url);
for (const name of ["xlsx", "@e965/xlsx"]) {
  const { readFile, utils } = require(name);
  const { orders } = readFile("orders.xlsx").Sheets;
  console.log(name, JSON.stringify(utils.sheet_to_csv(orders).trim().split("\n")));
  console.log(name, JSON.stringify(utils.sheet_to_json(orders, { header: 1, raw: false }).flat()));
}
console.log("numfmt", format("dd.mm.yyyy hh:mm", 46004.825057870374));
JS
python/bin/python write.py
{
  node read.mjs
  ssconvert --export-type=Gnumeric_stf:stf_assistant --export-options="format=preserve" orders.xlsx orders.txt 2>/dev/null
  echo "gnumeric $(head -n 1 orders.txt | tr -d '"')"
} >seen
cat seen
diff seen - <<'SEEN'
xlsx ["46004.82506","13/12/2025 19:48","13.12.2025 19:48"]
xlsx ["46004.82506","13/12/2025 19:48","13.12.2025 19:48"]
@e965/xlsx ["46004.82506","13/12/2025 19:48","13.12.2025 19:48"]
@e965/xlsx ["46004.82506","13/12/2025 19:48","13.12.2025 19:48"]
numfmt 13.12.2025 19:48
gnumeric 13.12.2025 19:48
SEEN
echo "as seen: dates with full stops are numbers"
