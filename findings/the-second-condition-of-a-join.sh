#!/usr/bin/env bash
# Seen on 2026-11-30 with opteryx 0.26.8, and duckdb 2.0.1 beside it, both from PyPI: of a join's conditions the one that is
# no equation is left out. Disputes joined to their orders if they were filed within 30 days (`ON d.order_id = o.id AND
# d.day <= o.until`) are all disputes, also those filed later; an order joined to the other orders of its shop (`AND a.id <>
# b.id`) is joined to itself. In WHERE the same condition counts. `COUNT(*)` of a CROSS JOIN is the number of rows of the
# first table alone, although the rows are there when they are listed, and ORDER BY behind UNION sorts nothing. There is no
# error. DuckDB is right about all of them (ISO/IEC 9075-2, 7.7: the rows for which the search condition is true).
#
# The rate of a 30 day window so counts disputes of any day. `disputes sql` writes statements for the engines that it names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check opteryx==0.26.8 duckdb==2.0.1 pyarrow==26.0.1
cat >join.py <<'PY'
import duckdb
import opteryx
import pyarrow
from pyarrow import parquet

parquet.write_table(pyarrow.table({"id": [1, 2, 3, 4], "shop": ["A", "A", "B", "C"], "until": [130, 140, 150, 160]}), "o.parquet")
parquet.write_table(pyarrow.table({"order_id": [1, 1, 3, 9], "day": [120, 170, 155, 110]}), "d.parquet")
QUERIES = [
    "SELECT o.id, d.day FROM 'o.parquet' AS o INNER JOIN 'd.parquet' AS d ON d.order_id = o.id WHERE d.day <= o.until",
    "SELECT o.id, d.day FROM 'o.parquet' AS o INNER JOIN 'd.parquet' AS d ON d.order_id = o.id AND d.day <= o.until",
    "SELECT a.id, b.id AS other FROM 'o.parquet' AS a INNER JOIN 'o.parquet' AS b ON a.shop = b.shop AND a.id <> b.id",
    "SELECT COUNT(*) AS n FROM 'o.parquet' AS o INNER JOIN 'd.parquet' AS d ON d.order_id = o.id",
    "SELECT COUNT(*) AS n FROM 'o.parquet' AS o CROSS JOIN 'd.parquet' AS d",
    "SELECT shop FROM 'o.parquet' UNION SELECT 'X' AS shop ORDER BY shop DESC",
]
for query in QUERIES:
    print(query)
    for name, run in (("duckdb", lambda text: duckdb.sql(text).to_arrow_table()), ("opteryx", lambda text: opteryx.query(text).arrow())):
        rows = ["-".join(str(value) for value in row.values()) for row in run(query).to_pylist()]
        if "ORDER BY" in query:
            print(f"  {name}", "sorted" if rows == sorted(rows, reverse=True) else "not sorted")
        else:
            print(f"  {name}", " ".join(sorted(rows)))
PY
python/bin/python join.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows"; exit 1; }
SELECT o.id, d.day FROM 'o.parquet' AS o INNER JOIN 'd.parquet' AS d ON d.order_id = o.id WHERE d.day <= o.until
  duckdb 1-120
  opteryx 1-120
SELECT o.id, d.day FROM 'o.parquet' AS o INNER JOIN 'd.parquet' AS d ON d.order_id = o.id AND d.day <= o.until
  duckdb 1-120
  opteryx 1-120 1-170 3-155
SELECT a.id, b.id AS other FROM 'o.parquet' AS a INNER JOIN 'o.parquet' AS b ON a.shop = b.shop AND a.id <> b.id
  duckdb 1-2 2-1
  opteryx 1-1 1-2 2-1 2-2 3-3 4-4
SELECT COUNT(*) AS n FROM 'o.parquet' AS o INNER JOIN 'd.parquet' AS d ON d.order_id = o.id
  duckdb 3
  opteryx 3
SELECT COUNT(*) AS n FROM 'o.parquet' AS o CROSS JOIN 'd.parquet' AS d
  duckdb 16
  opteryx 4
SELECT shop FROM 'o.parquet' UNION SELECT 'X' AS shop ORDER BY shop DESC
  duckdb sorted
  opteryx not sorted
SEEN
echo "as seen: the second condition of a join is left out"
