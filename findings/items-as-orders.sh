#!/usr/bin/env bash
# Seen on 2026-11-30 with SheetJS (xlsx 0.18.5), tabletojson 4.1.15 and node-table-to-csv 0.1.0 from npm and
# html-table-parser-python3 0.3.1 from PyPI, of a table in HTML in whose rows a cell has a table of its own, as the items of an
# order (a table may stand in a cell: HTML, 4.9.9): SheetJS takes the items of the first order for orders and ends the table
# with them, so that of three orders one is left, and two items. tabletojson and node-table-to-csv have the items as orders
# beside the three. html-table-parser begins another table behind the items of each order, and its first one has one order.
# There is no error. pandas 3.1.1 (PyPI, with lxml 6.1.3) and hucre 1.0.0 (npm) have three orders.
#
# Lists of orders on pages of shops have such tables of items, so that a rate counts too many orders or too few. `disputes`
# reads the table of the orders, with what stands in its cells as text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check html-table-parser-python3==0.3.1 pandas==3.1.1 lxml==6.1.3
npm install --silent --no-audit --no-fund xlsx@0.18.5 tabletojson@4.1.15 node-table-to-csv@0.1.0 hucre@1.0.0 >/dev/null
cat >orders.html <<'HTML'
<!doctype html><meta charset="utf-8"><title>Orders</title>
<table>
  <tr><th>order</th><th>amount</th><th>items</th></tr>
  <tr><td>A-1</td><td>12.50</td><td><table><tr><td>lamp</td><td>2</td></tr><tr><td>cable</td><td>1</td></tr></table></td></tr>
  <tr><td>A-2</td><td>3.25</td><td><table><tr><td>pen</td><td>5</td></tr></table></td></tr>
  <tr><td>A-3</td><td>1.00</td><td>none</td></tr>
</table>
HTML
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fromHtml } from "hucre";

const require = createRequire(import.meta.url);
const page = readFileSync("orders.html", "utf8");
const { read, utils } = require("xlsx");
const show = (name, rows) => console.log(name, JSON.stringify(rows));
show("SheetJS", utils.sheet_to_json(read(page, { type: "string" }).Sheets.Sheet1).map((row) => row.order));
show("tabletojson", require("tabletojson").tabletojson.convert(page)[0].map((row) => row.order));
show("node-table-to-csv", require("node-table-to-csv")(page).trim().split("\n").slice(1).map((row) => row.split(",")[0]));
show("hucre", fromHtml(page).rows.slice(1).map(([order]) => order));
JS
cat >read.py <<'PY'
import pandas
from html_table_parser.parser import HTMLTableParser

parser = HTMLTableParser()
with open("orders.html") as file:
    parser.feed(file.read())
print("html-table-parser", [[row[0] for row in table] for table in parser.tables])
print("pandas", list(pandas.read_html("orders.html")[0]["order"]))
PY
{
  node read.mjs
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN'
SheetJS ["A-1","lamp","cable"]
tabletojson ["A-1","lamp","cable","A-2","pen","A-3"]
node-table-to-csv ["\"A-1\"","\"lamp\"","\"cable\"","\"A-2\"","\"pen\"","\"A-3\""]
hucre ["A-1","A-2","A-3"]
html-table-parser [['order', 'A-1', 'cable'], ['', 'A-2'], ['', 'A-3']]
pandas ['A-1', 'A-2', 'A-3']
SEEN
echo "as seen: items are taken for orders"
