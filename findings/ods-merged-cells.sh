#!/usr/bin/env bash
# Seen on 2026-11-29 with pyexcel-ods 0.6.0 (with odfpy 1.4.1) and pyexcel-odsr 0.6.0 from PyPI: of an OpenDocument
# table with merged cells all cells to the right of those that a merged cell covers are a column too far left, without
# an error. The places that are covered stand in the file as elements of their own, `table:covered-table-cell`
# (OpenDocument 1.2, part 1, 9.1.5), which both pass over. Of a row that stands twice, written once with
# `table:number-rows-repeated`, both return one. pyexcel-ods3 0.6.1, of the same family, keeps the places and both rows.
#
# Tables of orders have the order's id in one merged cell beside its products, so that the code of the second product
# is read as the id of an order. `disputes` keeps the places, and leaves further products of an order out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyexcel==0.7.6 pyexcel-io==0.6.8 pyexcel-ods==0.6.0 \
  pyexcel-odsr==0.6.0 pyexcel-ods3==0.6.1 odfpy==1.4.1
cat >run.py <<'PY'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

import pyexcel


def cell(text, **merged):
    made = TableCell(valuetype="string", **merged)
    made.addElement(P(text=text))
    return made


def row(*cells, **repeated):
    made = TableRow(**repeated)
    for one in cells:
        made.addElement(one)
    return made


book = OpenDocumentSpreadsheet()
table = Table(name="orders")
table.addElement(row(cell("order"), cell("product"), cell("country")))
table.addElement(row(cell("A-1", numberrowsspanned=2, numbercolumnsspanned=1), cell("lamp"), cell("FR")))
table.addElement(row(CoveredTableCell(), cell("cable"), cell("FR")))
table.addElement(row(cell("A-2"), cell("cable"), cell("DE"), numberrowsrepeated=2))
book.spreadsheet.addElement(table)
book.save("orders.ods")
for name in ("pyexcel-ods3", "pyexcel-ods", "pyexcel-odsr"):
    print(name, pyexcel.get_array(file_name="orders.ods", library=name)[1:])
PY
python/bin/python run.py >seen
cat seen
diff seen - <<'SEEN'
pyexcel-ods3 [['A-1', 'lamp', 'FR'], ['', 'cable', 'FR'], ['A-2', 'cable', 'DE'], ['A-2', 'cable', 'DE']]
pyexcel-ods [['A-1', 'lamp', 'FR'], ['cable', 'FR', ''], ['A-2', 'cable', 'DE']]
pyexcel-odsr [['A-1', 'lamp', 'FR'], ['cable', 'FR', ''], ['A-2', 'cable', 'DE']]
SEEN
echo "as seen: what is right of a merged cell moves to the left"
