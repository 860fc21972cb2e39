#!/usr/bin/env bash
# Seen on 2026-11-30 with icg-json-to-xlsx 0.2.5 from npm, which writes objects into a workbook, and SheetJS (xlsx 0.18.5, npm), on which it
# stands, and openpyxl 3.1.5 (PyPI) beside it: 0 and false are not written. Of an order with no disputes, a refund of 0 and `open: false`
# three cells are blank, as those of an order of which nothing is known (null) are. 2, 12.5, true and the text "0" are written. A mean of the
# refunds 12.5, 0 and 7 is so 9.75 in the workbook and not 6.5, and a count of the numbers is 2. The list that was given has a row more
# afterwards, the titles, and whoever counts it counts five orders. There is no error. SheetJS's own `json_to_sheet` writes 0 and FALSE.
#
# Orders without a dispute so are orders of which it is not known. `disputes` writes every figure, also 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund icg-json-to-xlsx@0.2.5 xlsx@0.18.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cat >write.cjs <<'JS'
const fs = require("fs");
const toXlsx = require("icg-json-to-xlsx");
const XLSX = require("xlsx");

const orders = [
  { id: "A", disputes: 2, refund: 12.5, open: true, text: "0" },
  { id: "B", disputes: 0, refund: 0, open: false, text: "" },
  { id: "C", disputes: 1, refund: 7, open: true, text: "x" },
  { id: "D", disputes: null, refund: null, open: null, text: null },
];
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.json_to_sheet(orders), "orders");
XLSX.writeFile(book, "sheetjs.xlsx");
fs.writeFileSync("icg-json-to-xlsx.xlsx", toXlsx.writeBuffer(orders));
fs.writeFileSync("after.txt", `the list has ${orders.length} rows afterwards, the first is ${JSON.stringify(orders[0])}\n`);
JS
cat >read.py <<'PY'
import openpyxl

for name in ("icg-json-to-xlsx", "sheetjs"):
    rows = list(openpyxl.load_workbook(f"{name}.xlsx").active.iter_rows(values_only=True))[1:]
    for row in rows:
        print(name.ljust(16), *("blank" if value is None else repr(value) for value in row))
    refunds = [row[2] for row in rows if isinstance(row[2], (int, float))]
    print(name.ljust(16), "refunds:", len(refunds), "mean", sum(refunds) / len(refunds))
PY
node write.cjs >/dev/null
{
  python/bin/python read.py
  cat after.txt
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cells"; exit 1; }
icg-json-to-xlsx 'A' 2 12.5 True '0'
icg-json-to-xlsx 'B' blank blank blank blank
icg-json-to-xlsx 'C' 1 7 True 'x'
icg-json-to-xlsx 'D' blank blank blank blank
icg-json-to-xlsx refunds: 2 mean 9.75
sheetjs          'A' 2 12.5 True '0'
sheetjs          'B' 0 0 False blank
sheetjs          'C' 1 7 True 'x'
sheetjs          'D' blank blank blank blank
sheetjs          refunds: 3 mean 6.5
the list has 5 rows afterwards, the first is {"id":"Id","disputes":"Disputes","refund":"Refund","open":"Open","text":"Text"}
SEEN
echo "as seen: zeros are blank"
