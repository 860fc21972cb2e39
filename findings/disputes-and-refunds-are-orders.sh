#!/usr/bin/env bash
# Seen on 2026-11-30 with fast-ods 0.3.2 and python-calamine 0.9.1 (the Rust crate calamine) from PyPI, of an OpenDocument table that odfpy
# 1.4.1 (PyPI) wrote: the sheet that is asked for, by its name or its place, is all sheets. Of a file with the sheets orders, disputes and
# refunds fast-ods returns the rows of all three, one behind the other, titles and all, whichever is named in `table`; also for a
# name that no sheet has. `take_n_rows` counts from the first sheet. Of a text in two lines the second one is lost, and a date is
# the text that the cell shows. There is no error. By its documentation `table` is the table to read.
#
# A count of the orders so has disputes and refunds in it. `disputes` reads .ods with calamine.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check fast-ods==0.3.2 python-calamine==0.9.1 odfpy==1.4.1 defusedxml==0.7.1
cat >write.py <<'PY'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

document = OpenDocumentSpreadsheet()
for name, rows in (
    ("orders", [["order", "paid", "note"], ["1101", "2025-12-13", "blue"], ["1102", "2025-12-14", "red\nlarge"]]),
    ("disputes", [["dispute", "order"], ["D1", "1102"]]),
    ("refunds", [["refund", "order"], ["R1", "1102"]]),
):
    table = Table(name=name)
    for values in rows:
        row = TableRow()
        for value in values:
            if value.startswith("2025"):
                cell = TableCell(valuetype="date", datevalue=value)
                cell.addElement(P(text=f"{value[8:]}/{value[5:7]}/{value[2:4]}"))
            else:
                cell = TableCell(valuetype="string")
                for line in value.split("\n"):
                    cell.addElement(P(text=line))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
document.save("shop.ods")
PY
cat >read.py <<'PY'
from fast_ods import ODSParser, ODSParserOptions
from python_calamine import CalamineWorkbook

book = CalamineWorkbook.from_path("shop.ods")
for table in ("orders", "disputes", 2, "nothing"):
    print(f"fast-ods {table}:", *(" ".join(row) for row in ODSParser(ODSParserOptions(table=table)).parse("shop.ods")), sep="\n  ")
for table in ("orders", "disputes"):
    rows = book.get_sheet_by_name(table).to_python()
    print(f"calamine {table}:", *(" ".join(repr(value) for value in row) for row in rows), sep="\n  ")
PY
python/bin/python write.py
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows"; exit 1; }
fast-ods orders:
  order paid note
  1101 13/12/25 blue
  1102 14/12/25 red
  dispute order
  D1 1102
  refund order
  R1 1102
fast-ods disputes:
  order paid note
  1101 13/12/25 blue
  1102 14/12/25 red
  dispute order
  D1 1102
  refund order
  R1 1102
fast-ods 2:
  order paid note
  1101 13/12/25 blue
  1102 14/12/25 red
  dispute order
  D1 1102
  refund order
  R1 1102
fast-ods nothing:
  order paid note
  1101 13/12/25 blue
  1102 14/12/25 red
  dispute order
  D1 1102
  refund order
  R1 1102
calamine orders:
  'order' 'paid' 'note'
  '1101' datetime.date(2025, 12, 13) 'blue'
  '1102' datetime.date(2025, 12, 14) 'red\nlarge'
calamine disputes:
  'dispute' 'order'
  'D1' '1102'
SEEN
echo "as seen: disputes and refunds are orders"
