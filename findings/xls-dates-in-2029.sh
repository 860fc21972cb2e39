#!/usr/bin/env bash
# Seen on 2026-11-29 with xls2csv of catdoc 0.95-6~deb12u1 (Debian 12), of workbooks (.xls) that xlwt 1.3.0 and xlrd
# 2.0.2 (PyPI) and SheetJS 0.18.5 (npm) write and read: an ordinary workbook, which counts its days from 1900 and
# says so in the record Date1904 of [MS-XLS], is converted with every date four years and a day late:
# 13 December 2025 becomes 14 December 2029. That the record is there is enough for xls2csv to count from 1904; it
# does not look at what stands in it, and all writers write it. Only a workbook that does count from 1904 is right.
#
# Older exports of the seller centre are .xls (seen of 2013 to 2019), so they may be converted with it. Orders of the future
# are in no window: `disputes` reports them (`future_times`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v xls2csv >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq catdoc >/dev/null
fi
npm install --silent --no-audit --no-fund xlsx@0.18.5
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlwt==1.3.0 xlrd==2.0.2
cat >write.py <<'PY'
from datetime import datetime

import xlwt

for name, from_1904 in (("xlwt-1900.xls", False), ("xlwt-1904.xls", True)):
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    book.add_sheet("orders").write(0, 0, datetime(2025, 12, 13, 19, 48), xlwt.easyxf(num_format_str="M/D/YY h:mm"))
    book.save(name)
PY
cat >write.js <<'JS'
const xlsx = require("xlsx");
const book = xlsx.utils.book_new();
const sheet = xlsx.utils.aoa_to_sheet([[{ t: "n", v: 46004.825, z: "m/d/yy h:mm" }]]);
xlsx.utils.book_append_sheet(book, sheet, "orders");
xlsx.writeFile(book, "sheetjs-1900.xls", { bookType: "biff8" });
JS
cat >read.py <<'PY'
import sys

import xlrd

book = xlrd.open_workbook(sys.argv[1])
print("xlrd", xlrd.xldate_as_datetime(book.sheet_by_index(0).cell_value(0, 0), book.datemode))
PY
python/bin/python write.py
node write.js
for file in xlwt-1900.xls sheetjs-1900.xls xlwt-1904.xls; do
  echo "$file xls2csv $(xls2csv -f '%Y-%m-%d %H:%M' "$file" | head -n 1) $(python/bin/python read.py "$file")"
done | tee seen
diff seen - <<'SEEN'
xlwt-1900.xls xls2csv "2029-12-14 19:48" xlrd 2025-12-13 19:48:00
sheetjs-1900.xls xls2csv "2029-12-14 19:48" xlrd 2025-12-13 19:48:00
xlwt-1904.xls xls2csv "2025-12-13 19:48" xlrd 2025-12-13 19:48:00
SEEN
echo "as seen: dates of ordinary workbooks are four years and a day late"
