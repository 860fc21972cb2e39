#!/usr/bin/env bash
# Seen on 2026-11-30 with json-repair 0.64.6 from PyPI, of orders in lines of JSON, one object a line: an order is replaced by
# the one behind it where both have the same keys and values of the same types. Of the amounts 12.5, 3, 4 and 1.25 the order
# with 3 is gone, as 3 and 4 are whole numbers and the others are not; with amounts that are texts the last order alone is
# left. A note in one of them keeps its neighbours. The same objects with a comma between them are all there. There is no
# error, and nothing in the log of repairs says that an object was dropped. jsonrepair 3.15.0 (npm) makes a list of all four,
# and so does `json.loads` line by line.
#
# How many orders are missing so depends on which of them stand side by side. `disputes` reads lines of JSON one by one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check json-repair==0.64.6
npm install --silent --no-audit --no-fund jsonrepair@3.15.0 >/dev/null
cat >write.py <<'PY'
import json

import json_repair

amounts = (12.5, 3, 4, 1.25)
orders = [{"order": 1101 + at, "amount": amount} for at, amount in enumerate(amounts)]
tables = {
    "numbers": orders,
    "texts": [{**order, "amount": f"{order['amount']:.2f}"} for order in orders],
    "a note": [orders[0], {**orders[1], "note": "late"}, *orders[2:]],
}
for name, table in tables.items():
    lines = "\n".join(map(json.dumps, table))
    with open(f"{name}.jsonl", "w") as file:
        file.write(lines)
    read = json_repair.loads(lines)
    read = read if isinstance(read, list) else [read]
    print("json-repair", name, [order["order"] for order in read])
    print("  log", [entry["text"] for entry in json_repair.loads(lines, logging=True)[1]])
    read = json_repair.loads(lines.replace("\n", ",\n"))
    print("  with commas", [order["order"] for order in read])
    print("  json", [json.loads(line)["order"] for line in lines.splitlines()])
PY
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { jsonrepair } from "jsonrepair";

for (const name of ["numbers", "texts", "a note"]) {
  const read = JSON.parse(jsonrepair(readFileSync(`${name}.jsonl`, "utf8")));
  console.log("jsonrepair", name, JSON.stringify(read.map((row) => row.order)));
}
JS
{
  python/bin/python write.py
  node read.mjs
} >seen
cat seen
diff seen - <<'SEEN'
json-repair numbers [1101, 1103, 1104]
  log ["The parser returned early, checking if there's more json elements"]
  with commas [1101, 1102, 1103, 1104]
  json [1101, 1102, 1103, 1104]
json-repair texts [1104]
  log ["The parser returned early, checking if there's more json elements", 'There were no more elements, returning the element without the array']
  with commas [1101, 1102, 1103, 1104]
  json [1101, 1102, 1103, 1104]
json-repair a note [1101, 1102, 1103, 1104]
  log ["The parser returned early, checking if there's more json elements"]
  with commas [1101, 1102, 1103, 1104]
  json [1101, 1102, 1103, 1104]
jsonrepair numbers [1101,1102,1103,1104]
jsonrepair texts [1101,1102,1103,1104]
jsonrepair a note [1101,1102,1103,1104]
SEEN
echo "as seen: an order replaces the one before it"
