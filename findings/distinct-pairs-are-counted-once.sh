#!/usr/bin/env bash
# Seen on 2026-11-30 with squirreling 0.12.11 from npm, which asks tables in web pages in SQL, and duckdb 2.0.1 (PyPI) and
# Python's sqlite3 beside it: of a subquery with SELECT DISTINCT the columns that the outer query does not use are left out
# before the rows are made distinct. How many kinds of reasons each shop has (`SELECT shop, COUNT(*) FROM (SELECT DISTINCT shop,
# reason FROM disputes) GROUP BY shop`) is 1 for every shop, where it is 3, 2 and 1, and the sum of the refunds of the distinct
# orders is that of the distinct refunds. If the outer query names all columns the figures are right, and so are the same query
# with WITH and `COUNT(DISTINCT reason)`. `NOT IN` with a NULL in the list and `NOT` of a comparison with NULL are true besides.
# There is no error. By ISO/IEC 9075-2, 7.16, the subquery has one row for each pair.
#
# Disputes that stand in several exports are made distinct before they are counted. The statements of `disputes sql` count
# nothing distinct: an order is a group of its id.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund squirreling@0.12.11 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1
cat >queries.json <<'JSON'
["SELECT shop, COUNT(*) AS kinds FROM (SELECT DISTINCT shop, reason FROM disputes) AS pairs GROUP BY shop ORDER BY shop",
"WITH pairs AS (SELECT DISTINCT shop, reason FROM disputes) SELECT shop, COUNT(*) AS kinds FROM pairs GROUP BY shop ORDER BY shop",
"SELECT SUM(refund) AS total FROM (SELECT DISTINCT id, refund FROM disputes) AS each",
"SELECT COUNT(*) AS n FROM (SELECT DISTINCT shop, reason FROM disputes) AS pairs",
"SELECT shop, COUNT(*) AS kinds, MAX(reason) AS last FROM (SELECT DISTINCT shop, reason FROM disputes) AS pairs GROUP BY shop ORDER BY shop",
"SELECT shop, COUNT(DISTINCT reason) AS kinds FROM disputes GROUP BY shop ORDER BY shop",
"SELECT id FROM disputes WHERE NOT (refund > 10) ORDER BY id",
"SELECT COUNT(*) AS n FROM disputes WHERE id NOT IN (1, NULL)"]
JSON
cat >disputes.json <<'JSON'
[{"id": 1, "shop": "A", "reason": "late", "refund": 12.5}, {"id": 1, "shop": "A", "reason": "late", "refund": 12.5},
{"id": 2, "shop": "A", "reason": "broken", "refund": 12.5}, {"id": 3, "shop": "A", "reason": "lost", "refund": 8},
{"id": 4, "shop": "B", "reason": "late", "refund": null}, {"id": 5, "shop": "B", "reason": "lost", "refund": 12.5},
{"id": 6, "shop": "C", "reason": "late", "refund": 30}, {"id": 7, "shop": "C", "reason": "late", "refund": 8}]
JSON
cat >queries.mjs <<'JS'
import { readFileSync } from "node:fs";
import { collect, executeSql } from "squirreling";

const [queries, disputes] = ["queries.json", "disputes.json"].map((name) => JSON.parse(readFileSync(name)));
for (const [place, query] of queries.entries()) {
  const rows = await collect(executeSql({ tables: { disputes }, query }));
  console.log(`${place} squirreling: ${rows.map((row) => Object.values(row).join(" ")).join(", ")}`);
}
JS
cat >queries.py <<'PY'
import json
import sqlite3

import duckdb

queries, disputes = (json.load(open(name)) for name in ("queries.json", "disputes.json"))
for name, database in (("duckdb", duckdb.connect()), ("sqlite3", sqlite3.connect(":memory:"))):
    database.execute("CREATE TABLE disputes (id INTEGER, shop VARCHAR, reason VARCHAR, refund DOUBLE)")
    database.executemany("INSERT INTO disputes VALUES (?, ?, ?, ?)", [tuple(row.values()) for row in disputes])
    for place, query in enumerate(queries):
        rows = [" ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in row) for row in database.execute(query).fetchall()]
        print(f"{place} {name}: {', '.join(rows)}")
for place, query in enumerate(queries):
    print(f"{place} asks: {query}")
PY
{ node queries.mjs; python/bin/python queries.py; } | sort >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other counts"; exit 1; }
0 asks: SELECT shop, COUNT(*) AS kinds FROM (SELECT DISTINCT shop, reason FROM disputes) AS pairs GROUP BY shop ORDER BY shop
0 duckdb: A 3, B 2, C 1
0 sqlite3: A 3, B 2, C 1
0 squirreling: A 1, B 1, C 1
1 asks: WITH pairs AS (SELECT DISTINCT shop, reason FROM disputes) SELECT shop, COUNT(*) AS kinds FROM pairs GROUP BY shop ORDER BY shop
1 duckdb: A 3, B 2, C 1
1 sqlite3: A 3, B 2, C 1
1 squirreling: A 3, B 2, C 1
2 asks: SELECT SUM(refund) AS total FROM (SELECT DISTINCT id, refund FROM disputes) AS each
2 duckdb: 83.5
2 sqlite3: 83.5
2 squirreling: 50.5
3 asks: SELECT COUNT(*) AS n FROM (SELECT DISTINCT shop, reason FROM disputes) AS pairs
3 duckdb: 6
3 sqlite3: 6
3 squirreling: 6
4 asks: SELECT shop, COUNT(*) AS kinds, MAX(reason) AS last FROM (SELECT DISTINCT shop, reason FROM disputes) AS pairs GROUP BY shop ORDER BY shop
4 duckdb: A 3 lost, B 2 lost, C 1 late
4 sqlite3: A 3 lost, B 2 lost, C 1 late
4 squirreling: A 3 lost, B 2 lost, C 1 late
5 asks: SELECT shop, COUNT(DISTINCT reason) AS kinds FROM disputes GROUP BY shop ORDER BY shop
5 duckdb: A 3, B 2, C 1
5 sqlite3: A 3, B 2, C 1
5 squirreling: A 3, B 2, C 1
6 asks: SELECT id FROM disputes WHERE NOT (refund > 10) ORDER BY id
6 duckdb: 3, 7
6 sqlite3: 3, 7
6 squirreling: 3, 4, 7
7 asks: SELECT COUNT(*) AS n FROM disputes WHERE id NOT IN (1, NULL)
7 duckdb: 0
7 sqlite3: 0
7 squirreling: 6
SEEN
echo "as seen: distinct pairs are counted once"
