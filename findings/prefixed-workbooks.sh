#!/usr/bin/env bash
# Seen on 2026-11-29 with xlsx-stream-reader 1.1.1 (npm), and pyexcel-xlsxr 0.6.2 and xlsx2csv 0.8.6 (PyPI): of a
# workbook whose sheet has a prefix before the names of its elements (`<ns0:row>`), which means the same in XML, the
# first two return no rows, and xlsx2csv empty cells where texts stand in the cells, all without an error. Such a
# sheet comes from any script that changes one with Python's ElementTree, which names a namespace `ns0` where nobody
# has registered a prefix for it. openpyxl 3.1.5 reads the table.
#
# A shop's export that passed such a script has no orders for them. `disputes` reads names by their namespace.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 xlsx2csv==0.8.6 \
  pyexcel==0.7.6 pyexcel-xlsxr==0.6.2
npm install --silent --no-audit --no-fund xlsx-stream-reader@1.1.1
cat >make.py <<'PY'
import zipfile
from xml.etree import ElementTree

import xlsxwriter


def write(name, options):
    book = xlsxwriter.Workbook(name, options)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["order", "country"])
    sheet.write_row(1, 0, ["A-1", "FR"])
    book.close()


def rewrite(name, changed):
    source = zipfile.ZipFile(name)
    with zipfile.ZipFile(changed, "w") as target:
        for part in source.namelist():
            text = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = ElementTree.tostring(ElementTree.fromstring(text), encoding="utf-8", xml_declaration=True)
            target.writestr(part, text)


write("shared.xlsx", {})
write("inline.xlsx", {"constant_memory": True})
rewrite("shared.xlsx", "shared-prefixed.xlsx")
rewrite("inline.xlsx", "inline-prefixed.xlsx")
PY
cat >read.py <<'PY'
import sys

import openpyxl
import pyexcel

print("openpyxl", list(openpyxl.load_workbook(sys.argv[1]).active.values))
print("pyexcel-xlsxr", pyexcel.get_array(file_name=sys.argv[1], library="pyexcel-xlsxr"))
PY
cat >read.js <<'JS'
const fs = require("fs");
const Reader = require("xlsx-stream-reader");
const reader = new Reader();
const rows = [];
reader.on("error", (error) => console.log("error", error.message));
reader.on("worksheet", (sheet) => {
  sheet.on("row", (row) => rows.push(row.values.slice(1)));
  sheet.process();
});
reader.on("end", () => console.log("xlsx-stream-reader", JSON.stringify(rows)));
fs.createReadStream(process.argv[2]).pipe(reader);
JS
python/bin/python make.py
for book in shared.xlsx shared-prefixed.xlsx inline.xlsx inline-prefixed.xlsx; do
  echo "$book"
  python/bin/python read.py "$book"
  node read.js "$book"
  echo "xlsx2csv $(python/bin/xlsx2csv "$book" | tr -d '\r' | tr '\n' ' ')"
done >seen 2>&1
cat seen
diff seen - <<'SEEN'
shared.xlsx
openpyxl [('order', 'country'), ('A-1', 'FR')]
pyexcel-xlsxr [['order', 'country'], ['A-1', 'FR']]
xlsx-stream-reader [["order","country"],["A-1","FR"]]
xlsx2csv order,country A-1,FR 
shared-prefixed.xlsx
openpyxl [('order', 'country'), ('A-1', 'FR')]
pyexcel-xlsxr []
xlsx-stream-reader []
xlsx2csv order,country A-1,FR 
inline.xlsx
openpyxl [('order', 'country'), ('A-1', 'FR')]
pyexcel-xlsxr [['order', 'country'], ['A-1', 'FR']]
xlsx-stream-reader [["order","country"],["A-1","FR"]]
xlsx2csv order,country A-1,FR 
inline-prefixed.xlsx
openpyxl [('order', 'country'), ('A-1', 'FR')]
pyexcel-xlsxr []
xlsx-stream-reader []
xlsx2csv , , 
SEEN
echo "as seen: a prefix before the names of a sheet leaves no rows"
