#!/usr/bin/env bash
# Seen on 2026-11-30 with jsonata-python 0.7.1 (PyPI) and jsonata 2.2.2 (npm), which ask JSON in the same language: an order
# id of 16 digits is written as a text with 15 of them in Python, `$string(id)` and `id & ""` are `1.10107378173983e+15`, so
# that two orders that differ in the last digit are one. As a number it is kept, and in JavaScript the text is too: the
# number as JSON.stringify writes it (the language's manual, `$string`). 7.5 modulo 2 is 1 in Python (1.5), a quarter of a
# second, read by `[f]`, is 25 thousandths (250), and `$distinct` of 1 and true is 1 alone. There is no error.
#
# Orders grouped by the text of their id so are mixed up. `disputes` keeps all digits of an id.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund jsonata@2.2.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check jsonata-python==0.7.1
cat >queries <<'QUERIES'
orders.id[0]
orders.$string(id)
orders.(id & "")
orders{$string(id): $count($)}
$distinct(orders.(id & ""))
"order " & 123456789012345
"order " & 1234567890123456
7.5 % 2
$toMillis("2025-12-13 19:48:05.25", "[Y]-[M]-[D] [H]:[m]:[s].[f]") % 1000
$distinct([1, true, 2])
QUERIES
cat >orders.json <<'JSON'
{"orders": [{"id": 1101073781739831}, {"id": 1101073781739832}]}
JSON
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import jsonata from "jsonata";

for (const query of readFileSync("queries", "utf8").trim().split("\n")) {
  console.log(query, "->", JSON.stringify(await jsonata(query).evaluate(JSON.parse(readFileSync("orders.json", "utf8")))));
}
JS
cat >ask.py <<'PY'
import json

import jsonata

for query in open("queries").read().strip().split("\n"):
    found = jsonata.Jsonata(query).evaluate(json.load(open("orders.json")))
    print(query, "->", json.dumps(found, separators=(",", ":")))
PY
{
  echo "JavaScript"
  node ask.mjs
  echo "Python"
  python/bin/python ask.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other texts"; exit 1; }
JavaScript
orders.id[0] -> [1101073781739831,1101073781739832]
orders.$string(id) -> ["1101073781739831","1101073781739832"]
orders.(id & "") -> ["1101073781739831","1101073781739832"]
orders{$string(id): $count($)} -> {"1101073781739831":1,"1101073781739832":1}
$distinct(orders.(id & "")) -> ["1101073781739831","1101073781739832"]
"order " & 123456789012345 -> "order 123456789012345"
"order " & 1234567890123456 -> "order 1234567890123456"
7.5 % 2 -> 1.5
$toMillis("2025-12-13 19:48:05.25", "[Y]-[M]-[D] [H]:[m]:[s].[f]") % 1000 -> 250
$distinct([1, true, 2]) -> [1,true,2]
Python
orders.id[0] -> [1101073781739831,1101073781739832]
orders.$string(id) -> ["1.10107378173983e+15","1.10107378173983e+15"]
orders.(id & "") -> ["1.10107378173983e+15","1.10107378173983e+15"]
orders{$string(id): $count($)} -> {"1.10107378173983e+15":2}
$distinct(orders.(id & "")) -> "1.10107378173983e+15"
"order " & 123456789012345 -> "order 123456789012345"
"order " & 1234567890123456 -> "order 1.23456789012346e+15"
7.5 % 2 -> 1
$toMillis("2025-12-13 19:48:05.25", "[Y]-[M]-[D] [H]:[m]:[s].[f]") % 1000 -> 25
$distinct([1, true, 2]) -> [1,2]
SEEN
echo "as seen: ids as texts lose a digit"
