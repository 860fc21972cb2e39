#!/usr/bin/env bash
# Seen on 2026-11-30 with html-table-parser-python3 0.3.1 from PyPI and hucre 1.0.0 and SheetJS (xlsx 0.18.5) from npm, which
# read tables in HTML: html-table-parser leaves a character out that is written by its name or number and puts a blank in its
# place. So `&minus;12.50`, what was refunded, is 12.50, `A&#45;1` is `A 1`, and `&lt;10` is 10. hucre and SheetJS leave such
# names as they stand in the page: `&minus;12.50` and `2025-12-13&nbsp;19:48` (hucre), `&minus;12.50` and `A&#45;1` (SheetJS),
# which are no numbers, times or ids. Both read `&amp;`. There is no error. pandas 3.1.1 (PyPI, with lxml 6.1.3) reads the
# characters (HTML, 13.5).
#
# A sum of refunds so is one of payments. `disputes` reads all of these references in pages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check html-table-parser-python3==0.3.1 pandas==3.1.1 lxml==6.1.3
npm install --silent --no-audit --no-fund hucre@1.0.0 xlsx@0.18.5 >/dev/null
cat >orders.html <<'HTML'
<!doctype html><meta charset="utf-8"><title>Orders</title>
<table>
  <tr><th>order</th><th>paid</th><th>amount</th><th>items</th></tr>
  <tr><td>A&#45;1</td><td>2025-12-13&nbsp;19:48</td><td>&minus;12.50</td><td>&lt;10</td></tr>
  <tr><td>A&amp;2</td><td>2025-12-14 08:05</td><td>3.25</td><td>2</td></tr>
</table>
HTML
cat >read.py <<'PY'
import pandas
from html_table_parser.parser import HTMLTableParser

with open("orders.html") as file:
    page = file.read()
parser = HTMLTableParser()
parser.feed(page)
print("html-table-parser", parser.tables[0][1:])
print("pandas", [[str(cell).replace("\xa0", " ") for cell in row] for row in pandas.read_html("orders.html")[0].values])
PY
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fromHtml } from "hucre";

const { read, utils } = createRequire(import.meta.url)("xlsx");
const page = readFileSync("orders.html", "utf8");
const sheet = read(page, { type: "string", raw: true }).Sheets.Sheet1;
console.log("hucre", JSON.stringify(fromHtml(page).rows.slice(1)));
console.log("SheetJS", JSON.stringify(utils.sheet_to_json(sheet, { header: 1 }).slice(1)));
JS
{
  python/bin/python read.py
  node read.mjs
} >seen
cat seen
diff seen - <<'SEEN'
html-table-parser [['A 1', '2025-12-13 19:48', '12.50', '10'], ['A 2', '2025-12-14 08:05', '3.25', '2']]
pandas [['A-1', '2025-12-13 19:48', '−12.50', '<10'], ['A&2', '2025-12-14 08:05', '3.25', '2']]
hucre [["A-1","2025-12-13&nbsp;19:48","&minus;12.50","<10"],["A&2","2025-12-14 08:05",3.25,2]]
SheetJS [["A&#45;1","2025-12-13 19:48","&minus;12.50","<10"],["A&2","2025-12-14 08:05","3.25","2"]]
SEEN
echo "as seen: references to characters are left out or left as they stand"
