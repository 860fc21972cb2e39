#!/usr/bin/env bash
# Seen on 2026-11-29 with tablib 3.10.0 from PyPI (with odfpy 1.4.1): of a number in an OpenDocument table it reads
# the text that the cell shows and not the number that it holds, and of a cell with a comment the name of the
# comment's author. So 1101073781739832, which a spreadsheet program shows as 1.10107378173983E+015, becomes
# 1101073781739830, and an order with a note is an order called `me`. There is no error. The number stands beside
# the text (`office:value`); pandas 3.1.1 with the same odfpy returns it, and the order without the comment.
#
# An import into a shop's own pages with django-import-export, which reads tables with tablib, so has other order ids.
# `disputes` reads the number and says that ids are numbers (`ids_as_numbers`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1 pandas==3.1.1
cat >run.py <<'PY'
from odf.dc import Creator, Date
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

import pandas
import tablib

title = TableCell(valuetype="string")
title.addElement(P(text="order"))
number = TableCell(valuetype="float", value="1101073781739832")
number.addElement(P(text="1.10107378173983E+015"))
noted = TableCell(valuetype="string")
comment = Annotation()
comment.addElement(Creator(text="me"))
comment.addElement(Date(text="2025-12-01T00:00:00"))
comment.addElement(P(text="call again"))
noted.addElement(comment)
noted.addElement(P(text="1101073781739833"))

book = OpenDocumentSpreadsheet()
table = Table(name="orders")
for cell in (title, number, noted):
    row = TableRow()
    row.addElement(cell)
    table.addElement(row)
book.spreadsheet.addElement(table)
book.save("orders.ods")

print("pandas", pandas.read_excel("orders.ods", engine="odf", dtype=object)["order"].tolist())
with open("orders.ods", "rb") as file:
    print("tablib", tablib.Dataset().load(file, format="ods")["order"])
PY
python/bin/python run.py >seen
cat seen
diff seen - <<'SEEN'
pandas [1101073781739832, '1101073781739833']
tablib [1101073781739830.0, 'me']
SEEN
echo "as seen: the digits that are shown, and the author of the comment"
