#!/usr/bin/env bash
# Seen on 2026-11-30 with tabletojson 4.1.15 and html-table-to-json 1.0.0 from npm, of a table in HTML whose first cell of
# each row is a header of the row (`<th scope="row">`, HTML, 4.9.10), as pages made for screen readers have it: both take
# each of these cells for a title. The first column is called after the last order of the table, the order ids of the
# rows are gone, and every other cell stands a column too far left: the moment of payment is the id, the
# amount is the moment. There is no error. pandas 3.1.1 from PyPI (with lxml 6.1.3) reads the table.
#
# A script that saves a page of orders so counts rows without ids. `disputes` reads headers of rows as cells.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 lxml==6.1.3
npm install --silent --no-audit --no-fund tabletojson@4.1.15 html-table-to-json@1.0.0 >/dev/null
cat >orders.html <<'HTML'
<!doctype html><meta charset="utf-8"><title>Orders</title>
<table>
  <thead><tr><th scope="col">order</th><th scope="col">paid</th><th scope="col">amount</th></tr></thead>
  <tbody>
    <tr><th scope="row">A-1</th><td>2025-12-13 19:48</td><td>12.50</td></tr>
    <tr><th scope="row">A-2</th><td>2025-12-14 08:05</td><td>3.25</td></tr>
  </tbody>
</table>
HTML
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { tabletojson } = require("tabletojson");
const HtmlTableToJson = require("html-table-to-json");
const page = readFileSync("orders.html", "utf8");
console.log("tabletojson", JSON.stringify(tabletojson.convert(page)[0]));
console.log("html-table-to-json", JSON.stringify(HtmlTableToJson.parse(page).results[0]));
JS
{
  node read.mjs
  python/bin/python -c 'import pandas; print("pandas", pandas.read_html("orders.html")[0].to_dict("records"))'
} >seen
cat seen
diff seen - <<'SEEN'
tabletojson [{"A-2":"2025-12-13 19:48","paid":"12.50"},{"A-2":"2025-12-14 08:05","paid":"3.25"}]
html-table-to-json [{"A-2":"2025-12-13 19:48","paid":"12.50"},{"A-2":"2025-12-14 08:05","paid":"3.25"}]
pandas [{'order': 'A-1', 'paid': '2025-12-13 19:48', 'amount': 12.5}, {'order': 'A-2', 'paid': '2025-12-14 08:05', 'amount': 3.25}]
SEEN
echo "as seen: headers of rows are taken for titles of columns"
