#!/usr/bin/env bash
# Seen on 2026-11-30 with excelize 0.1.0 (Python) and openpyxl 3.1.5 from PyPI: excelize keeps the lowest 32 bits of
# a Python integer that it writes into a cell. 8208460785972844 stands in the sheet as 894236268, and
# 2147483648 as -2147483648. There is no error. A text is written whole.
#
# Order ids have 16 or 17 digits, so each of them becomes another number; amounts in cents do from 21,474,836.48 on.
# `disputes` refuses such a workbook: the numbers are too short for ids.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check excelize==0.1.0 openpyxl==3.1.5
cat >write.py <<'PY'
import excelize
import openpyxl

cells = [2147483647, 2147483648, 8208460785972844, "8208460785972844"]
book = excelize.new_file()
for row, cell in enumerate(cells, 1):
    book.set_cell_value("Sheet1", f"A{row}", cell)
book.save_as("excelize.xlsx")
print([cell.value for cell in openpyxl.load_workbook("excelize.xlsx").active["A"]])
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN'
[2147483647, -2147483648, 894236268, '8208460785972844']
SEEN
echo "as seen: an id has become another number"
