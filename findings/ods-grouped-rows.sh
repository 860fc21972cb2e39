#!/usr/bin/env bash
# Seen on 2026-11-29 with tablib 3.10.0 from PyPI (with odfpy 1.4.1) and ruby-roo 2.10.0 (Debian 12): of an
# OpenDocument table whose first row is repeated on every printed page, and in which two rows are grouped, both
# leave out the titles and the grouped rows, without an error. The first order is then taken for the titles.
# Spreadsheet programs put such rows in elements of their own, `table:table-header-rows` and
# `table:table-row-group` (OpenDocument 1.2, part 1, 9.1); tablib and roo read only the rows that stand directly in
# the table. pandas 3.1.1 with the same odfpy reads all of them.
#
# A seller who groups the orders of a month so has a table of the others. `disputes` reads all rows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! ruby -e 'require "roo"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ruby-roo >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1 pandas==3.1.1
cat >write.py <<'PY'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableHeaderRows, TableRow, TableRowGroup
from odf.text import P


def row(*texts):
    made = TableRow()
    for text in texts:
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=text))
        made.addElement(cell)
    return made


def within(holder, *rows):
    for one in rows:
        holder.addElement(one)
    return holder


book = OpenDocumentSpreadsheet()
table = Table(name="orders")
table.addElement(within(TableHeaderRows(), row("order", "month")))
table.addElement(row("A-1", "December"))
table.addElement(within(TableRowGroup(), row("A-2", "January"), row("A-3", "January")))
table.addElement(row("A-4", "February"))
book.spreadsheet.addElement(table)
book.save("orders.ods")
PY
cat >read.py <<'PY'
import pandas
import tablib

print("pandas", pandas.read_excel("orders.ods", engine="odf")["order"].tolist())
with open("orders.ods", "rb") as file:
    read = tablib.Dataset().load(file, format="ods")
print("tablib titles", read.headers, "rows", [row[0] for row in read])
PY
cat >read.rb <<'RB'
require "roo"
puts "roo #{Roo::OpenOffice.new("orders.ods").sheet(0).column(1).inspect}"
RB
python/bin/python write.py
{
  python/bin/python read.py
  ruby -W0 read.rb
} >seen
cat seen
diff seen - <<'SEEN'
pandas ['A-1', 'A-2', 'A-3', 'A-4']
tablib titles ['A-1', 'December'] rows ['A-4']
roo ["A-1", "A-4"]
SEEN
echo "as seen: titles that are repeated in print and grouped rows are left out"
