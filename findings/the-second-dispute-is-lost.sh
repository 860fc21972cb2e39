#!/usr/bin/env bash
# Seen on 2026-11-30 with zebras 0.0.20 from npm, which works on tables of JavaScript, and data-forge 1.10.5 (npm) and Python's
# sqlite3 beside it: `merge`, by its documentation a "left join", has one row for each id, whatever there is of it. Of an order
# with two disputes the second one is lost; of two disputes joined to their order the second one is lost as well, although it
# stands on the left, so that six disputes become four; a refund of nothing is in the means as 0: of 12.5, nothing and 8 the
# mean is 6.83 and not 10.25. There is no error. A left join has a row for each pair of rows that match, and each row of the
# left without one (ISO/IEC 9075-2, 7.10). data-forge and SQL have all.
#
# Disputes that were opened again so go missing from a list. `disputes` counts an order once, however many disputes it has.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund zebras@0.0.20 data-forge@1.10.5 >/dev/null
cat >tables.json <<'JSON'
{"orders": [{"id": 1, "shop": "A"}, {"id": 2, "shop": "A"}, {"id": 3, "shop": "B"}, {"id": 4, "shop": "B"}],
"disputes": [{"id": 1, "reason": "late", "refund": 12.5}, {"id": 1, "reason": "broken", "refund": null}, {"id": 2, "reason": "lost", "refund": 8},
{"id": 4, "reason": "late", "refund": 30}, {"id": 4, "reason": "late again", "refund": 5}, {"id": 9, "reason": "lost", "refund": 7}]}
JSON
cat >join.cjs <<'JS'
const { DataFrame } = require("data-forge");
const Z = require("zebras");
const { orders, disputes } = require("./tables.json");
const show = (name, rows) => console.log(`${name}: ${rows.length} rows: ${rows.map(({ id, shop, reason }) => `${id} ${shop ?? "-"} ${reason ?? "-"}`).sort().join(", ")}`);
const forged = (left, right) => new DataFrame(left).joinOuterLeft(new DataFrame(right), (row) => row.id, (row) => row.id, (one, other) => ({ ...other, ...one })).toArray();
show("zebras, orders with their disputes", Z.merge(orders, disputes, "id", "id", "_l", "_r"));
show("data-forge, orders with their disputes", forged(orders, disputes));
show("zebras, disputes with their orders", Z.merge(disputes, orders, "id", "id", "_l", "_r"));
show("data-forge, disputes with their orders", forged(disputes, orders));
const refunds = disputes.slice(0, 3);
console.log(`zebras, mean of 12.5, nothing and 8: ${Z.mean(Z.getCol("refund", refunds)).toFixed(2)}; data-forge: ${new DataFrame(refunds).getSeries("refund").average().toFixed(2)}`);
JS
cat >join.py <<'PY'
import json
import sqlite3

database = sqlite3.connect(":memory:")
tables = json.load(open("tables.json"))
database.execute("CREATE TABLE orders (id, shop)")
database.execute("CREATE TABLE disputes (id, reason, refund)")
database.executemany("INSERT INTO orders VALUES (:id, :shop)", tables["orders"])
database.executemany("INSERT INTO disputes VALUES (:id, :reason, :refund)", tables["disputes"])
for left, right in (("orders", "disputes"), ("disputes", "orders")):
    print(f"SQL, {left} LEFT JOIN {right}:", database.execute(f"SELECT COUNT(*) FROM {left} LEFT JOIN {right} USING (id)").fetchone()[0], "rows")
PY
{ node join.cjs; python3 join.py; } >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows"; exit 1; }
zebras, orders with their disputes: 4 rows: 1 A late, 2 A lost, 3 B -, 4 B late
data-forge, orders with their disputes: 6 rows: 1 A broken, 1 A late, 2 A lost, 3 B -, 4 B late, 4 B late again
zebras, disputes with their orders: 4 rows: 1 A late, 2 A lost, 4 B late, 9 - lost
data-forge, disputes with their orders: 6 rows: 1 A broken, 1 A late, 2 A lost, 4 B late, 4 B late again, 9 - lost
zebras, mean of 12.5, nothing and 8: 6.83; data-forge: 10.25
SQL, orders LEFT JOIN disputes: 6 rows
SQL, disputes LEFT JOIN orders: 6 rows
SEEN
echo "as seen: the second dispute is lost"
