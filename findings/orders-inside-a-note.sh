#!/usr/bin/env bash
# Seen on 2026-11-30 with json-2-csv 5.6.0 and but-csv 2.0.14 from npm, of a csv with the line ends of RFC 4180 (CR LF): from
# the first row on whose last cell stands in quotes all rows are part of that cell. Of five orders, where the note of the
# second has a comma and therefore quotes, two are left, and the note of the second has the other three in it. Both expect LF
# unless they are told otherwise (`delimiter.eol` of json-2-csv), and look for the quote that ends a cell directly before it.
# Without quotes in the last column all rows are there, and only the last title ends in a CR. There is no error. papaparse
# 5.7.1, csv42 5.0.3 and convert-csv-to-json 4.72.0 (npm) read five orders.
#
# Exports made under Windows have these line ends, so that a rate is computed over the orders that stand before the first
# comma. `disputes` reads either line end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund \
  json-2-csv@5.6.0 but-csv@2.0.14 papaparse@5.7.1 csv42@5.0.3 convert-csv-to-json@4.72.0 >/dev/null
cat >look.mjs <<'JS'
import { createRequire } from "node:module";
import { parse } from "but-csv";

const require = createRequire(import.meta.url);
const plain = ["order,amount,note", "1101,12.50,sent", "1102,3.25,late", "1103,1.00,", "1104,2.00,sent", "1105,2.50,sent", ""];
const quoted = plain.map((line) => (line.startsWith("1102") ? '1102,3.25,"sent, late"' : line));
for (const [lines, end] of [[quoted, "\n"], [plain, "\r\n"], [quoted, "\r\n"]]) {
  const csv = lines.join(end);
  console.log(lines === quoted ? "with quotes," : "without quotes,", JSON.stringify(end));
  console.log("  json-2-csv", require("json-2-csv").csv2json(csv).length);
  console.log("  but-csv", parse(csv).filter((row) => row.length > 1).length - 1);
  console.log("  papaparse", require("papaparse").parse(csv, { header: true, skipEmptyLines: true }).data.length);
  console.log("  csv42", require("csv42").csv2json(csv).length);
  const reader = require("convert-csv-to-json").fieldDelimiter(",").supportQuotedField(true);
  console.log("  convert-csv-to-json", reader.csvStringToJson(csv).length);
}
const last = require("json-2-csv").csv2json(quoted.join("\r\n")).at(-1);
console.log("the last order of json-2-csv", JSON.stringify(last));
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN'
with quotes, "\n"
  json-2-csv 5
  but-csv 5
  papaparse 5
  csv42 5
  convert-csv-to-json 5
without quotes, "\r\n"
  json-2-csv 5
  but-csv 5
  papaparse 5
  csv42 5
  convert-csv-to-json 5
with quotes, "\r\n"
  json-2-csv 2
  but-csv 2
  papaparse 5
  csv42 5
  convert-csv-to-json 5
the last order of json-2-csv {"order":1102,"amount":3.25,"note\r":"\"sent, late\"\r\n1103,1.00,\r\n1104,2.00,sent\r\n1105,2.50,sent\r\n"}
SEEN
echo "as seen: orders are part of a note"
