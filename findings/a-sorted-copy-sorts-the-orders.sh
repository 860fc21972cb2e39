#!/usr/bin/env bash
# Seen on 2026-11-30 with dataframe-js 1.4.4 from npm, "an immutable and functional data structure" for tables, whose methods
# return new tables by its documentation: `sortBy` sorts the table itself. Of a list of orders in the order of payment, of which
# somewhere the dearest ones are looked up (`orders.sortBy("amount", true).head(2)`), the first and last payment and each order's
# distance from the one before it are others from then on. In its SQL a number is never equal: `WHERE id = 4` has no rows and `COUNT(id)
# ... WHERE disputed = 1` is 0, and `!= 12.5` has all rows, while `>= 4` and `IN (4)` find what they should.
# LIMIT and DESC are passed over. There is no error. data-forge 1.10.5 (npm) sorts a copy, and sqlite3 of Python has the rows.
#
# No order is so disputed, and figures depend on what was printed before. `disputes` asks no such tables.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund dataframe-js@1.4.4 data-forge@1.10.5 >/dev/null 2>&1
cat >orders.json <<'JSON'
[{"id": 1, "paid": "2025-12-01", "amount": 12.5, "disputed": 1}, {"id": 2, "paid": "2025-12-02", "amount": 8, "disputed": 0},
{"id": 3, "paid": "2025-12-03", "amount": 30, "disputed": 0}, {"id": 4, "paid": "2025-12-04", "amount": 20, "disputed": 1}]
JSON
cat >queries.json <<'JSON'
["SELECT id FROM orders WHERE id = 4", "SELECT COUNT(id) FROM orders WHERE disputed = 1", "SELECT id FROM orders WHERE amount != 12.5",
"SELECT id FROM orders WHERE id >= 4", "SELECT id FROM orders WHERE id IN (4)", "SELECT id FROM orders WHERE paid = '2025-12-02'",
"SELECT id FROM orders ORDER BY amount DESC", "SELECT id FROM orders ORDER BY id LIMIT 2"]
JSON
cat >orders.cjs <<'JS'
const { DataFrame: Forge } = require("data-forge");
const { DataFrame } = require("dataframe-js");
const orders = require("./orders.json");
const table = new DataFrame(orders);
const beside = new Forge(orders);
const both = (name) => console.log(`${name}: dataframe-js ${table.toArray("id").join(" ")}, data-forge ${beside.getSeries("id").toArray().join(" ")}`);
both("before");
const dearest = table.sortBy("amount", true).head(2).toArray("id").join(" ");
console.log(`the two dearest: dataframe-js ${dearest}, data-forge ${beside.orderByDescending((row) => row.amount).head(2).getSeries("id").toArray().join(" ")}`);
both("after");
DataFrame.sql.registerTable(new DataFrame(orders), "orders");
for (const query of require("./queries.json")) {
  const answer = DataFrame.sql.request(query);
  console.log(`${query}: dataframe-js: ${answer.toArray ? answer.toArray("id").join(" ") || "no row" : answer}`);
}
JS
cat >orders.py <<'PY'
import json
import sqlite3

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE orders (id, paid, amount, disputed)")
database.executemany("INSERT INTO orders VALUES (:id, :paid, :amount, :disputed)", json.load(open("orders.json")))
for query in json.load(open("queries.json")):
    print(f"{query}: sqlite3:", *(row[0] for row in database.execute(query)))
PY
{ node orders.cjs; python3 orders.py; } | sort -s -t: -k1,1 >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
SELECT COUNT(id) FROM orders WHERE disputed = 1: dataframe-js: 0
SELECT COUNT(id) FROM orders WHERE disputed = 1: sqlite3: 2
SELECT id FROM orders ORDER BY amount DESC: dataframe-js: 1 2 3 4
SELECT id FROM orders ORDER BY amount DESC: sqlite3: 3 4 1 2
SELECT id FROM orders ORDER BY id LIMIT 2: dataframe-js: 1 2 3 4
SELECT id FROM orders ORDER BY id LIMIT 2: sqlite3: 1 2
SELECT id FROM orders WHERE amount != 12.5: dataframe-js: 1 2 3 4
SELECT id FROM orders WHERE amount != 12.5: sqlite3: 2 3 4
SELECT id FROM orders WHERE id = 4: dataframe-js: no row
SELECT id FROM orders WHERE id = 4: sqlite3: 4
SELECT id FROM orders WHERE id >= 4: dataframe-js: 4
SELECT id FROM orders WHERE id >= 4: sqlite3: 4
SELECT id FROM orders WHERE id IN (4): dataframe-js: 4
SELECT id FROM orders WHERE id IN (4): sqlite3: 4
SELECT id FROM orders WHERE paid = '2025-12-02': dataframe-js: 2
SELECT id FROM orders WHERE paid = '2025-12-02': sqlite3: 2
after: dataframe-js 3 4 1 2, data-forge 1 2 3 4
before: dataframe-js 1 2 3 4, data-forge 1 2 3 4
the two dearest: dataframe-js 3 4, data-forge 3 4
SEEN
echo "as seen: a sorted copy sorts the orders"
