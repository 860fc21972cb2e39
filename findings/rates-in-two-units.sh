#!/usr/bin/env bash
# Seen on 2026-11-30 with xlsx-extract 0.2.0 from npm, of a workbook that openpyxl 3.1.5 (PyPI) wrote: a rate of 7.4 % in a cell
# with the format `0.00%` is read as 0.07, and one of 0.49 % as 0; a limit of 7 % in a cell with the format `0%` beside it is
# read as 7. The digits that the format shows of percent are kept of the fraction (0.074 has two), and with a format
# without decimals the fraction is multiplied by 100 and rounded. Both are numbers, without an error and without a
# sign of the unit. The cells hold 0.074, 0.0049 and 0.07, as openpyxl reads them back.
#
# A rate above its limit so looks a hundred times below it. `disputes` reads the number of the cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
npm install --silent --no-audit --no-fund xlsx-extract@0.2.0 >/dev/null
cat >write.py <<'PY'
import openpyxl

book = openpyxl.Workbook()
for shop, rate, limit in (("A", 0.074, 0.07), ("B", 0.0049, 0.07), ("C", 0.126, 0.125)):
    book.active.append([shop, rate, limit])
for row in book.active:
    row[1].number_format = "0.00%"
    row[2].number_format = "0%"
book.save("rates.xlsx")
for row in openpyxl.load_workbook("rates.xlsx").active.values:
    print("openpyxl", *row)
PY
cat >read.mjs <<'JS'
import { createRequire } from "node:module";

const { XLSX } = createRequire(import.meta.url)("xlsx-extract");
new XLSX()
  .extract("rates.xlsx", { sheet_nr: 1 })
  .on("row", (row) => console.log("xlsx-extract", ...row))
  .on("error", (error) => console.log("error", error));
JS
{
  python/bin/python write.py
  node read.mjs
} >seen
cat seen
diff seen - <<'SEEN'
openpyxl A 0.074 0.07
openpyxl B 0.0049 0.07
openpyxl C 0.126 0.125
xlsx-extract A 0.07 7
xlsx-extract B 0 7
xlsx-extract C 0.13 13
SEEN
echo "as seen: a rate is a fraction and its limit a number of percent"
