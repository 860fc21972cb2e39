#!/usr/bin/env bash
# Seen on 2026-11-30 with csvjson-csv2json 5.0.6, csvjson 5.1.0 (with `quote`) and csv-load-sync 2.3.1 from npm, of texts in a
# csv that have a quotation mark, which is written twice in a cell in quotes (RFC 4180, 2.7): csvjson-csv2json drops one that
# begins or ends a text, so that `Monitor 27"` is `Monitor 27`. csvjson and csv-load-sync keep what stands behind the last
# mark: that product has no name, `"Pro" case` is `case`, and `27" and 32" stand` is `stand`. There is no error. csvtojson
# 2.0.14 (npm) reads all of them.
#
# The sizes of screens and watches, in inches, end so, and disputes counted by product stand at other products or at one
# without a name. `disputes` reads the doubled marks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund \
  csvjson-csv2json@5.0.6 csvjson@5.1.0 csv-load-sync@2.3.1 csvtojson@2.0.14 >/dev/null
cat >orders.csv <<'CSV'
"order","product"
"1101","Monitor 27"""
"1102","Cable, 2 m"
"1103","""Pro"" case"
"1104","27"" and 32"" stand"
CSV
cat >look.js <<'JS'
const csv = require("node:fs").readFileSync("orders.csv", "utf8");
const show = (name, rows) => console.log(name, JSON.stringify(rows.map((row) => row.product)));

show("csvjson-csv2json", require("csvjson-csv2json")(csv));
show("csvjson", require("csvjson").toObject(csv, { quote: true }));
show("csv-load-sync", require("csv-load-sync").load("orders.csv"));
require("csvtojson")().fromString(csv).then((rows) => show("csvtojson", rows));
JS
node look.js >seen
cat seen
diff seen - <<'SEEN'
csvjson-csv2json ["Monitor 27","Cable, 2 m","Pro\" case","27\" and 32\" stand"]
csvjson ["","Cable, 2 m","case","stand"]
csv-load-sync ["","Cable, 2 m","case","stand"]
csvtojson ["Monitor 27\"","Cable, 2 m","\"Pro\" case","27\" and 32\" stand"]
SEEN
echo "as seen: texts lose their quotation marks"
