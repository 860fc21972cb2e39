#!/usr/bin/env bash
# Seen on 2026-11-30 with SheetJS (xlsx 0.18.5), html-to-text 10.0.1 and node-html-markdown 2.0.0 from npm and pyhtml2md 1.8.0,
# tablib 3.10.0 and html-table-parser-python3 0.3.1 from PyPI, of a table in HTML whose cells and rows have no end tags. They
# may be left out (HTML, 13.1.2.4), and html-minifier-terser 7.2.0 (npm) leaves them out here. SheetJS puts the cells of a row
# in one: `1101073781739832` and `2025-12-13 19:48` are `11010737817398322025-12-13 19:48`. html-to-text puts an order id
# behind the last title, and for node-html-markdown the orders are titles. pyhtml2md leaves the first order out and keeps the
# second. tablib and html-table-parser have a table without rows. There is no error. pandas 3.1.1 (PyPI, with lxml 6.1.3) and
# tabletojson 4.1.15 (npm) read both orders.
#
# A page of orders that was saved as it was sent so counts fewer orders, or none. `disputes` ends cells and rows where HTML
# does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  pyhtml2md==1.8.0 tablib[html]==3.10.0 html-table-parser-python3==0.3.1 pandas==3.1.1 lxml==6.1.3
npm install --silent --no-audit --no-fund \
  xlsx@0.18.5 html-to-text@10.0.1 node-html-markdown@2.0.0 html-minifier-terser@7.2.0 tabletojson@4.1.15 >/dev/null
cat >read.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const written = `<!doctype html><meta charset="utf-8"><title>x</title>
<table>
  <thead><tr><th>order</th><th>paid</th><th>amount</th></tr></thead>
  <tbody>
    <tr><td>1101073781739832</td><td>2025-12-13 19:48</td><td>12.50</td></tr>
    <tr><td>1101073781739833</td><td>2025-12-14 08:05</td><td>3.25</td></tr>
  </tbody>
</table>
`;
const page = await require("html-minifier-terser").minify(written, {
  collapseWhitespace: true,
  removeOptionalTags: true,
});
writeFileSync("orders.html", page);
console.log(page.slice(page.indexOf("<tbody>")));
const { read, utils } = require("xlsx");
const sheet = read(page, { type: "string", raw: true }).Sheets.Sheet1;
console.log("SheetJS", JSON.stringify(utils.sheet_to_json(sheet, { header: 1 })));
const selectors = [{ selector: "table", format: "dataTable" }];
const words = (text) => JSON.stringify(text.trim().split(/\s+/).join(" "));
console.log("html-to-text", words(require("html-to-text").convert(page, { selectors, wordwrap: false })));
console.log("node-html-markdown", words(require("node-html-markdown").NodeHtmlMarkdown.translate(page).split("\n| -")[0]));
console.log("tabletojson", JSON.stringify(require("tabletojson").tabletojson.convert(page)[0].map(Object.values)));
JS
cat >read.py <<'PY'
import pandas
import pyhtml2md
import tablib
from html_table_parser.parser import HTMLTableParser

with open("orders.html") as file:
    page = file.read()
print("pyhtml2md", [line.split() for line in pyhtml2md.convert(page).splitlines() if line.startswith("| ")])
table = tablib.Dataset().load(page, "html")
print("tablib", table.headers, list(table))
parser = HTMLTableParser()
parser.feed(page)
print("html-table-parser", parser.tables)
print("pandas", pandas.read_html("orders.html")[0].values.tolist())
PY
{
  node read.mjs
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN'
<tbody><tr><td>1101073781739832<td>2025-12-13 19:48<td>12.50<tr><td>1101073781739833<td>2025-12-14 08:05<td>3.25</table>
SheetJS [["orderpaidamount"],["11010737817398322025-12-13 19:4812.50"],["11010737817398332025-12-14 08:053.25"]]
html-to-text "x ORDER PAID AMOUNT11010737817398322025-12-13 19:4812.5011010737817398332025-12-14 08:053.25"
node-html-markdown "x | order | paid | amount 1101073781739832 | 2025-12-13 19:48 | 12.50 1101073781739833 | 2025-12-14 08:05 | 3.25 |"
tabletojson [["1101073781739832","2025-12-13 19:48","12.50"],["1101073781739833","2025-12-14 08:05","3.25"]]
pyhtml2md [['|', 'order', '|', 'paid', '|', 'amount', '|'], ['|', '1101073781739833', '|', '2025-12-14', '08:05', '|', '3.25', '|']]
tablib None []
html-table-parser [[]]
pandas [[1101073781739832, '2025-12-13 19:48', 12.5], [1101073781739833, '2025-12-14 08:05', 3.25]]
SEEN
echo "as seen: cells and rows are joined or left out"
