#!/usr/bin/env bash
# Seen on 2026-11-30 with jsonquerylang 2.1.0 (PyPI) and @jsonquerylang/jsonquery 5.1.1 (npm), the same query language on
# JSON in two languages, by the same authors: in Python a number with a fraction and a whole one are of different kinds. Of
# the orders of 12.5, 9.99, 100, 7 and 20.0 `filter(.amount > 5)` finds those of 100 and 7, and `filter(.amount > 5.0)` the
# other three; `100 == 100.0` is false. `sort(.amount)` leaves whole and other amounts in an order that is none. In JSON
# they are all numbers (RFC 8259, 6), and JavaScript finds all five and sorts them. A rate of 0.5 is rounded to 0 by Python,
# to 1 by JavaScript. There is no error.
#
# "Orders of more than five" so leaves out nearly all. Amounts never change a rate of `disputes`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @jsonquerylang/jsonquery@5.1.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check jsonquerylang==2.1.0
cat >orders.json <<'JSON'
[{"id": "A", "amount": 12.5}, {"id": "B", "amount": 9.99}, {"id": "C", "amount": 100}, {"id": "D", "amount": 7}, {"id": "E", "amount": 20.0}]
JSON
cat >queries <<'QUERIES'
filter(.amount > 5) | map(.id) | join()
filter(.amount > 5.0) | map(.id) | join()
filter(.amount <= 20) | map(.id) | join()
filter(.amount == 100.0) | map(.id) | join()
filter(.amount in [20, 12.5]) | map(.id) | join()
sort(.amount) | map(.id) | join()
sort(.amount, "desc") | map(.id) | join()
map(if(.amount > 10, 1, 0)) | sum()
round(0.5)
round(0.125, 2)
QUERIES
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { jsonquery } from "@jsonquerylang/jsonquery";

for (const query of readFileSync("queries", "utf8").trim().split("\n")) {
  console.log(query, "->", jsonquery(JSON.parse(readFileSync("orders.json", "utf8")), query));
}
JS
cat >ask.py <<'PY'
import json

from jsonquerylang import jsonquery

for query in open("queries").read().strip().split("\n"):
    print(query, "->", jsonquery(json.load(open("orders.json")), query))
PY
{
  echo "JavaScript"
  node ask.mjs
  echo "Python"
  python/bin/python ask.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
JavaScript
filter(.amount > 5) | map(.id) | join() -> ABCDE
filter(.amount > 5.0) | map(.id) | join() -> ABCDE
filter(.amount <= 20) | map(.id) | join() -> ABDE
filter(.amount == 100.0) | map(.id) | join() -> C
filter(.amount in [20, 12.5]) | map(.id) | join() -> AE
sort(.amount) | map(.id) | join() -> DBAEC
sort(.amount, "desc") | map(.id) | join() -> CEABD
map(if(.amount > 10, 1, 0)) | sum() -> 3
round(0.5) -> 1
round(0.125, 2) -> 0.13
Python
filter(.amount > 5) | map(.id) | join() -> CD
filter(.amount > 5.0) | map(.id) | join() -> ABE
filter(.amount <= 20) | map(.id) | join() -> D
filter(.amount == 100.0) | map(.id) | join() -> 
filter(.amount in [20, 12.5]) | map(.id) | join() -> AE
sort(.amount) | map(.id) | join() -> BADCE
sort(.amount, "desc") | map(.id) | join() -> ABCDE
map(if(.amount > 10, 1, 0)) | sum() -> 1
round(0.5) -> 0.0
round(0.125, 2) -> 0.12
SEEN
echo "as seen: amounts with cents are not more"
