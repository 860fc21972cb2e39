#!/usr/bin/env bash
# Seen on 2026-11-30 with oxlsx 0.2.0 and veloxlsx 0.1.0, and fastxlsx 0.2.0 beside them, all from PyPI, which read workbooks, of one that
# openpyxl 3.1.5 (PyPI) wrote: of a text whose parts look different the blanks between the parts are lost. `5W ` and `LED` in
# bold are `5WLED`, and `US $` and `12.50` of two looks, with ` paid` behind, `US $12.50paid`. A blank at the beginning or end of any
# text is lost too, though the file says that it counts (`xml:space="preserve"`). For veloxlsx `Johnson & Sons` is `Johnson &amp;
# Sons` if the sheet is read at once (`read_xlsx`), and right if it is read by rows (`iter_rows`). There is no error. fastxlsx is right,
# but writes the word error for `#N/A`.
#
# Names of products and buyers so are others than in the order list. `disputes` reads the blanks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check oxlsx==0.2.0 veloxlsx==0.1.0 fastxlsx==0.2.0 openpyxl==3.1.5
cat >write.py <<'PY'
import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

bold = InlineFont(b=True)
book = openpyxl.Workbook()
book.active.append([CellRichText("5W ", TextBlock(bold, "LED")), CellRichText("US $", TextBlock(bold, "12.50"), " paid")])
book.active.append([" 1101 ", "Johnson & Sons"])
book.active.append(["two words", "#N/A"])
book.save("orders.xlsx")
PY
cat >read.py <<'PY'
import fastxlsx
import openpyxl
import oxlsx
import veloxlsx

sheet = fastxlsx.ReadOnlyWorkbook("orders.xlsx").get_by_idx(0)
for name, rows in {
    "openpyxl": openpyxl.load_workbook("orders.xlsx", rich_text=False).active.iter_rows(values_only=True),
    "fastxlsx": [[sheet.cell_value((row, column)) for column in range(2)] for row in range(3)],
    "oxlsx": oxlsx.load_workbook("orders.xlsx").active.iter_rows(values_only=True),
    "veloxlsx by rows": veloxlsx.iter_rows("orders.xlsx"),
    "veloxlsx at once": veloxlsx.read_xlsx("orders.xlsx"),
}.items():
    print(f"{name}:", *(repr(value) for row in rows for value in row))
PY
python/bin/python write.py
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other texts"; exit 1; }
openpyxl: '5W LED' 'US $12.50 paid' ' 1101 ' 'Johnson & Sons' 'two words' '#N/A'
fastxlsx: '5W LED' 'US $12.50 paid' ' 1101 ' 'Johnson & Sons' 'two words' 'error'
oxlsx: '5WLED' 'US $12.50paid' '1101' 'Johnson & Sons' 'two words' None
veloxlsx by rows: '5WLED' 'US $12.50paid' '1101' 'Johnson & Sons' 'two words' '#ERROR:#N/A'
veloxlsx at once: '5WLED' 'US $12.50paid' '1101' 'Johnson &amp; Sons' 'two words' '#ERROR:#N/A'
SEEN
echo "as seen: five watts are one word"
