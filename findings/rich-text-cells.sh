#!/usr/bin/env bash
# Seen on 2026-11-29 with pyexcel-xlsxr 0.6.2 from PyPI (with pyexcel 0.7.6): a cell whose text has parts of different
# looks, as the star of a required column in red, is read as an empty text, without an error. Such a text stands in
# several `r` elements of a shared string (ISO/IEC 29500-1, 18.4.4), as XlsxWriter 3.3.1 writes it here. openpyxl
# 3.1.5 reads it. The rows keep their length, so that nothing looks wrong but the value.
#
# A required column of a seller's template so has no title. `disputes` joins the parts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 pyexcel==0.7.6 \
  pyexcel-xlsxr==0.6.2
cat >look.py <<'PY'
import openpyxl
import pyexcel
import xlsxwriter

book = xlsxwriter.Workbook("template.xlsx")
sheet = book.add_worksheet()
red = book.add_format({"font_color": "red"})
sheet.write_rich_string(0, 0, red, "*", "order")
sheet.write_row(0, 1, ["country", "note"])
sheet.write_row(1, 0, ["A-1", "FR", "x"])
book.close()
print("openpyxl", [list(row) for row in openpyxl.load_workbook("template.xlsx").active.values])
print("pyexcel-xlsxr", pyexcel.get_array(file_name="template.xlsx", library="pyexcel-xlsxr"))
PY
python/bin/python look.py >seen 2>&1
cat seen
diff seen - <<'SEEN'
openpyxl [['*order', 'country', 'note'], ['A-1', 'FR', 'x']]
pyexcel-xlsxr [['', 'country', 'note'], ['A-1', 'FR', 'x']]
SEEN
echo "as seen: a text in parts is an empty cell"
