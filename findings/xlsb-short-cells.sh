#!/usr/bin/env bash
# Seen on 2026-11-29 with xlsx (SheetJS) 0.18.5 from npm and python-calamine 0.9.1 from PyPI (the
# Rust crate calamine): of a binary workbook (.xlsb) that SheetJS writes, calamine returns the first
# column alone, without an error. All other cells of a row are missing; the same table as .xlsx is read
# in full. SheetJS writes each cell that follows another one as a short record without its column
# (BrtShortBlank to BrtShortIsst, [MS-XLSB] 2.5); calamine passes over these records.
#
# A shop's export saved as .xlsb in a browser would so lose its times and amounts without a word.
# `disputes` reads the short records itself (src/input/table/xlsb.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund xlsx@0.18.5
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1
cat >write.js <<'JS'
const xlsx = require("xlsx");
const rows = [["order", "amount", "paid"], ["A-1", 12.5, true], ["A-2", 3, false]];
const book = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), "orders");
xlsx.writeFile(book, "orders.xlsb");
xlsx.writeFile(book, "orders.xlsx");
JS
node write.js
cat >read.py <<'PY'
from python_calamine import CalamineWorkbook

for name in ("orders.xlsx", "orders.xlsb"):
    rows = CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()
    print(name, rows)
PY
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN'
orders.xlsx [['order', 'amount', 'paid'], ['A-1', 12.5, True], ['A-2', 3.0, False]]
orders.xlsb [['order'], ['A-1'], ['A-2']]
SEEN
echo "as seen: of the .xlsb the first column alone is read"
