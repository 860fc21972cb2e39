#!/usr/bin/env bash
# Seen on 2026-11-29 with exceljs 4.4.0 from npm, gnumeric 1.12.55 and ruby-roo 2.10.0 (Debian 12), of a workbook
# that openpyxl 3.1.5 wrote with `iso_dates`: a date cell of the type `d`, which holds `2025-12-13T19:48:00` as text
# (ISO/IEC 29500-1, 18.18.11), is read by all three as 17 July 1905, without an error. Each takes the digits up to
# the first hyphen for a count of days: day 2025 of the calendar of spreadsheets. So every moment of a year is the
# same day, and the time of day is gone. openpyxl itself reads what was written.
#
# Orders of such a workbook lie outside every window, once it went through one of the three. `disputes` reads the
# cells, and reports an order of 1905 as a bad row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v ssconvert >/dev/null || ! ruby -e 'require "roo"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gnumeric ruby-roo >/dev/null
fi
npm install --silent --no-audit --no-fund exceljs@4.4.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cat >write.py <<'PY'
from datetime import datetime

import openpyxl

book = openpyxl.Workbook(iso_dates=True)
book.active.append([datetime(2025, 12, 13, 19, 48)])
book.active.append([datetime(2025, 1, 5, 8, 30)])
book.save("orders.xlsx")
for (cell,) in openpyxl.load_workbook("orders.xlsx").active:
    print("openpyxl", cell.value)
PY
cat >read.mjs <<'JS'
import exceljs from "exceljs";
const book = new exceljs.Workbook();
await book.xlsx.readFile("orders.xlsx");
book.worksheets[0].eachRow((row) => console.log("exceljs", row.getCell(1).value.toISOString()));
JS
cat >read.rb <<'RB'
require "roo"
Roo::Excelx.new("orders.xlsx").each { |row| puts "roo #{row.first}" }
RB
{
  python/bin/python write.py
  node read.mjs
  ssconvert --export-type=Gnumeric_stf:stf_csv orders.xlsx fd://1 2>/dev/null | sed 's/^/gnumeric /'
  ruby -W0 read.rb
} >seen
cat seen
diff seen - <<'SEEN'
openpyxl 2025-12-13 19:48:00
openpyxl 2025-01-05 08:30:00
exceljs 1905-07-17T00:00:00.000Z
exceljs 1905-07-17T00:00:00.000Z
gnumeric 1905/07/17
gnumeric 1905/07/17
roo 1905-07-17
roo 1905-07-17
SEEN
echo "as seen: the year is read as a count of days"
