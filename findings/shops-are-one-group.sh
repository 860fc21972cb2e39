#!/usr/bin/env bash
# Seen on 2026-11-30 with @synatic/noql 5.1.6 from npm, which translates SQL to pipelines of MongoDB, run here by mingo 7.2.7 (npm), and
# Python's sqlite3 beside it: GROUP BY is left out where the column stands behind it alone. The largest amount of each shop (`SELECT
# MAX(amount) FROM orders GROUP BY shop`) is one row for all shops, `"_id": {}`; with `shop` in the list as well it is a row for each.
# `COUNT(amount)` counts orders without an amount too (`{"$sum": 1}`; SQL, 10.9: null values are left out), so that SUM(amount) /
# COUNT(amount) is 6.83 beside an AVG(amount) of 10.25 in the same row. `COUNT(DISTINCT shop)` counts no shop as a shop. There is no
# error. By its readme "NoQL Converts SQL statements to Mongo find statements or aggregation pipelines".
#
# A rate of each shop so is that of all of them. `disputes` reads no SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @synatic/noql@5.1.6 mingo@7.2.7 >/dev/null
cat >statements.txt <<'SQL'
SELECT MAX(amount) AS most FROM orders GROUP BY shop
SELECT shop, MAX(amount) AS most FROM orders GROUP BY shop
SELECT COUNT(*) AS orders, SUM(disputed) AS disputes FROM orders GROUP BY shop
SELECT COUNT(amount) AS amounts FROM orders
SELECT SUM(amount) / COUNT(amount) AS mean, AVG(amount) AS average FROM orders
SELECT shop, SUM(amount) / COUNT(amount) AS mean, AVG(amount) AS average FROM orders GROUP BY shop
SELECT COUNT(DISTINCT shop) AS shops FROM orders
SQL
cat >orders.json <<'JSON'
[
  {"id": "A", "shop": "Lamps", "amount": 12.5, "disputed": 1},
  {"id": "B", "shop": "Lamps", "amount": null, "disputed": 0},
  {"id": "C", "shop": "Lamps", "amount": 8, "disputed": 0},
  {"id": "D", "shop": "Tents", "amount": 3, "disputed": 1},
  {"id": "E", "shop": null, "amount": 7, "disputed": 0}
]
JSON
cat >noql.cjs <<'JS'
const fs = require("fs");
const { aggregate } = require("mingo");
const { parseSQL } = require("@synatic/noql");

const orders = JSON.parse(fs.readFileSync("orders.json"));
const statements = fs.readFileSync("statements.txt", "utf8").trim().split("\n");
const show = (rows) => rows.map((row) => Object.entries(row).sort().map(([key, value]) => `${key}=${typeof value === "number" ? Math.round(value * 100) / 100 : value ?? "none"}`).join(" ")).sort().join("; ");
for (const statement of statements) {
  const { pipeline } = parseSQL(statement);
  console.log(statement);
  console.log("  noql   ", show(aggregate(orders, pipeline)));
  if (statement.startsWith("SELECT MAX")) console.log("  pipeline", JSON.stringify(pipeline[0]));
  const lines = fs.readFileSync("by-sqlite.txt", "utf8").split("\n");
  console.log("  sqlite3", lines[lines.indexOf(statement) + 1]);
}
JS
cat >ask.py <<'PY'
import json
import sqlite3

base = sqlite3.connect(":memory:")
base.row_factory = sqlite3.Row
base.execute("CREATE TABLE orders (id TEXT, shop TEXT, amount REAL, disputed INT)")
base.executemany("INSERT INTO orders VALUES (:id, :shop, :amount, :disputed)", json.load(open("orders.json")))


def short(value):
    return "none" if value is None else f"{round(value, 2):g}" if isinstance(value, (int, float)) else value


for statement in open("statements.txt").read().splitlines():
    rows = [" ".join(f"{key}={short(row[key])}" for key in sorted(row.keys())) for row in base.execute(statement)]
    print(statement)
    print("; ".join(sorted(rows)))
PY
python3 ask.py >by-sqlite.txt
node noql.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows"; exit 1; }
SELECT MAX(amount) AS most FROM orders GROUP BY shop
  noql    most=12.5
  pipeline {"$group":{"_id":{},"most":{"$max":"$amount"}}}
  sqlite3 most=12.5; most=3; most=7
SELECT shop, MAX(amount) AS most FROM orders GROUP BY shop
  noql    most=12.5 shop=Lamps; most=3 shop=Tents; most=7 shop=none
  sqlite3 most=12.5 shop=Lamps; most=3 shop=Tents; most=7 shop=none
SELECT COUNT(*) AS orders, SUM(disputed) AS disputes FROM orders GROUP BY shop
  noql    disputes=2 orders=5
  sqlite3 disputes=0 orders=1; disputes=1 orders=1; disputes=1 orders=3
SELECT COUNT(amount) AS amounts FROM orders
  noql    amounts=5
  sqlite3 amounts=4
SELECT SUM(amount) / COUNT(amount) AS mean, AVG(amount) AS average FROM orders
  noql    average=7.63 mean=6.1
  sqlite3 average=7.62 mean=7.62
SELECT shop, SUM(amount) / COUNT(amount) AS mean, AVG(amount) AS average FROM orders GROUP BY shop
  noql    average=10.25 mean=6.83 shop=Lamps; average=3 mean=3 shop=Tents; average=7 mean=7 shop=none
  sqlite3 average=10.25 mean=10.25 shop=Lamps; average=3 mean=3 shop=Tents; average=7 mean=7 shop=none
SELECT COUNT(DISTINCT shop) AS shops FROM orders
  noql    shops=3
  sqlite3 shops=2
SEEN
echo "as seen: shops are one group"
