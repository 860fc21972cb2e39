#!/usr/bin/env bash
# Seen on 2026-11-29 with odfdo 3.27.3 from PyPI: of a cell in an OpenDocument table whose text is a link it returns the
# text in the form of Markdown, `[1101073781739832](https://example.com/…)`, as the value of the cell (`get_values`) and
# in the csv that it writes (`to_csv`). An address that a spreadsheet program has made a link by itself is there twice.
# pyexcel-ods3 0.6.1 returns what the cell shows.
#
# Ids of orders that were copied from a page are links, so that none of them is found in another table. `disputes` reads
# the text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check odfdo==3.27.3 odfpy==1.4.1 \
  pyexcel==0.7.6 pyexcel-io==0.6.8 pyexcel-ods3==0.6.1
cat >run.py <<'PY'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import A, P

import odfdo
import pyexcel

book = OpenDocumentSpreadsheet()
table = Table(name="orders")
for text, address in [
    ("order", None),
    ("1101073781739831", None),
    ("1101073781739832", "https://example.com/order?id=1101073781739832"),
    ("https://example.com/", "https://example.com/"),
]:
    paragraph = P() if address else P(text=text)
    if address:
        paragraph.addElement(A(href=address, text=text))
    cell = TableCell(valuetype="string")
    cell.addElement(paragraph)
    row = TableRow()
    row.addElement(cell)
    table.addElement(row)
book.spreadsheet.addElement(table)
book.save("orders.ods")
shown = pyexcel.get_array(file_name="orders.ods", library="pyexcel-ods3")
print("pyexcel-ods3", *[row[0] for row in shown][1:], sep="\n  ")
read = odfdo.Document("orders.ods").body.tables[0]
print("odfdo", *[row[0] for row in read.get_values()][1:], sep="\n  ")
print("odfdo, csv", *read.to_csv().split()[1:], sep="\n  ")
PY
python/bin/python run.py >seen
cat seen
diff seen - <<'SEEN'
pyexcel-ods3
  1101073781739831
  1101073781739832
  https://example.com/
odfdo
  1101073781739831
  [1101073781739832](https://example.com/order?id=1101073781739832)
  [https://example.com/](https://example.com/)
odfdo, csv
  1101073781739831
  [1101073781739832](https://example.com/order?id=1101073781739832)
  [https://example.com/](https://example.com/)
SEEN
echo "as seen: a link is read as Markdown"
