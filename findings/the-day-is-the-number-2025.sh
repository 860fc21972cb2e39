#!/usr/bin/env bash
# Seen on 2026-11-30 with pylightxl 1.61 from PyPI, which writes and reads workbooks, openpyxl 3.1.5 and python-calamine 0.9.1 (PyPI; the
# Rust crate calamine) and SheetJS (xlsx 0.18.5, npm): a date or a time, True, False and nothing are written into cells as Python
# prints them, as numbers: `<c r="B2" ><v>2025-12-13 19:48:05</v></c>`, a cell without a type, whose value has to be a number (ISO/IEC 29500-1,
# 18.3.1.4 and 18.18.11: the type is `n` if none is given). openpyxl refuses the workbook, and pylightxl refuses what it wrote itself.
# For SheetJS each day of 2025 is the number 2025, and True is blank. calamine returns the text, as do other programs that look at it.
# The writer says nothing. A number of 16 digits and a text are right.
#
# Orders of a whole year so are of one day, 17 July 1905, or of none. `disputes` reads the times of such a workbook.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pylightxl==1.61 openpyxl==3.1.5 python-calamine==0.9.1
cat >write.py <<'PY'
import datetime

import openpyxl
import pylightxl
import python_calamine

rows = [
    ["order_id", "created_at", "disputed", "note"],
    [1101073781739832, datetime.datetime(2025, 12, 13, 19, 48, 5), True, "5W"],
    [8208460785972844, datetime.datetime(2025, 3, 1, 9, 0), False, "7W"],
]
database = pylightxl.Database()
database.add_ws("orders")
for row, values in enumerate(rows, 1):
    for column, value in enumerate(values, 1):
        database.ws("orders").update_index(row, column, value)
pylightxl.writexl(database, "orders.xlsx")
print("calamine ", *python_calamine.CalamineWorkbook.from_path("orders.xlsx").get_sheet_by_index(0).to_python()[1:])
for name, read in (("openpyxl ", openpyxl.load_workbook), ("pylightxl", pylightxl.readxl)):
    try:
        read("orders.xlsx")
        print(name, "reads it")
    except ValueError as error:
        print(name, "refuses it:", error.__context__ or error)
PY
{
  python/bin/python write.py
  python/bin/python -c 'import re, zipfile; print(*re.findall(r"<c r=.[BC]2.*?</c>", zipfile.ZipFile("orders.xlsx").read("xl/worksheets/sheet1.xml").decode()))'
  node -e 'const X = require("xlsx"); const { Sheets } = X.readFile("orders.xlsx", { cellDates: true }); console.log("SheetJS  ", JSON.stringify(X.utils.sheet_to_json(Sheets.orders, { header: 1 }).slice(1)))'
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cells"; exit 1; }
calamine  [1101073781739832.0, '2025-12-13 19:48:05', 'True', '5W'] [8208460785972844.0, '2025-03-01 09:00:00', 'False', '7W']
openpyxl  refuses it: invalid literal for int() with base 10: '2025-12-13 19:48:05'
pylightxl refuses it: could not convert string to float: '2025-12-13 19:48:05'
<c r="B2" ><v>2025-12-13 19:48:05</v></c> <c r="C2" ><v>True</v></c>
SheetJS   [[1101073781739832,2025,null,"5W"],[8208460785972844,2025,null,"7W"]]
SEEN
echo "as seen: the day is the number 2025"
