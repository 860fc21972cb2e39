#!/usr/bin/env bash
# Seen on 2026-11-30 with gnumeric 1.12.55 (Debian 12), openpyxl 3.1.5, python-calamine 0.9.1 (the Rust crate calamine), fastexcel
# 0.21.0 and xlrd 2.0.2 (PyPI): of a workbook (.xls) that gnumeric's ssconvert saved, calamine returns the amount 12.3 in a
# format with a currency (`[$¥-804]#,##0.00`) as 12 January 1900, 07:12, and 0.1 as the time 02:24. gnumeric numbers a
# workbook's own formats from 50 on, where [MS-XLS] (2.4.126) begins at 164; calamine takes 50 to 58 for dates, which they are
# in Chinese and Japanese workbooks, and does not look at the format that the workbook itself has under that number.
# fastexcel, built on another version of the crate, errs the other way: amounts are right, and the moment in
# a format of its own is 46004.825. There is no error. xlrd reads both right.
#
# Amounts of a table that was saved again with gnumeric so are days of 1900, if their format is one of the first nine.
# `disputes` reads .xls with the same crate (0.38), and takes such a cell of an amount for the number that it holds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v ssconvert >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gnumeric >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 xlrd==2.0.2 python-calamine==0.9.1 \
  fastexcel==0.21.0 pyarrow==26.0.1
cat >write.py <<'PY'
import datetime

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
for row in (["A-1", datetime.datetime(2025, 12, 13, 19, 48, 5), 12.3], ["A-2", datetime.datetime(2025, 12, 14, 8), 0.1]):
    sheet.append(row)
    sheet.cell(sheet.max_row, 2).number_format = "yyyy/m/d h:mm"
    sheet.cell(sheet.max_row, 3).number_format = "[$¥-804]#,##0.00"
book.save("orders.xlsx")
PY
cat >read.py <<'PY'
import fastexcel
import xlrd
from python_calamine import CalamineWorkbook

for row in CalamineWorkbook.from_path("orders.xls").get_sheet_by_index(0).to_python():
    print("calamine", *row, sep=" | ")
batch = fastexcel.read_excel("orders.xls").load_sheet(0, header_row=None).to_arrow()
for row in zip(*(column.to_pylist() for column in batch.columns)):
    print("fastexcel", *row, sep=" | ")
book = xlrd.open_workbook("orders.xls", formatting_info=True)
for row in book.sheet_by_index(0).get_rows():
    print("xlrd", row[0].value, xlrd.xldate_as_datetime(row[1].value, book.datemode), row[2].value, sep=" | ")
PY
python/bin/python write.py
ssconvert orders.xlsx orders.xls 2>/dev/null
python/bin/python read.py >seen 2>errors || { cat errors; exit 1; }
cat seen
diff seen - <<'SEEN' || { echo "changed: the cells of such a workbook are read otherwise"; exit 1; }
calamine | A-1 | 2025-12-13 19:48:05 | 1900-01-12 07:12:00
calamine | A-2 | 2025-12-14 08:00:00 | 02:24:00
fastexcel | A-1 | 46004.82505787037 | 12.3
fastexcel | A-2 | 46005.33333333334 | 0.1
xlrd | A-1 | 2025-12-13 19:48:05 | 12.3
xlrd | A-2 | 2025-12-14 08:00:00 | 0.1
SEEN
echo "as seen: an amount is a day of 1900"
