#!/usr/bin/env bash
# Seen on 2026-11-29 with PyExcelerate 0.13.0 and openpyxl 3.1.5 from PyPI: PyExcelerate writes a Python
# integer of more than 15 digits with 15 significant ones: 1101073781739831 stands in the sheet as
# 1.10107378173983e+15. There is no error, and the double that a cell holds could keep all 16 digits, as
# openpyxl shows with the same list. A text is written whole.
#
# Order ids have 16 or 17 digits, so each of them becomes another id, and ids that differ in the last digit
# become one. `disputes` refuses such a workbook: its ids all end in 0 after 15 digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check PyExcelerate==0.13.0 openpyxl==3.1.5
cat >write.py <<'PY'
import re
import zipfile

import openpyxl
import pyexcelerate

ids = [1101073781739831, 1101073781739832, "1101073781739833"]
book = pyexcelerate.Workbook()
book.new_sheet("orders", data=[[one] for one in ids])
book.save("pyexcelerate.xlsx")
book = openpyxl.Workbook()
for one in ids:
    book.active.append([one])
book.save("openpyxl.xlsx")
for name in ("pyexcelerate.xlsx", "openpyxl.xlsx"):
    sheet = zipfile.ZipFile(name).read("xl/worksheets/sheet1.xml").decode()
    print(name, re.findall(r"<v>([^<]*\d{5}[^<]*)</v>", sheet))
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN'
pyexcelerate.xlsx ['1.10107378173983e+15', '1.10107378173983e+15']
openpyxl.xlsx ['1101073781739831', '1101073781739832']
SEEN
echo "as seen: two ids have become one"
