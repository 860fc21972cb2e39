#!/usr/bin/env bash
# Seen on 2026-11-30 with daft 0.7.26, and duckdb 2.0.1 and polars 2.1.0 beside it, all from PyPI: the SQL of daft
# forgets ORDER BY where it stands in a statement with SELECT DISTINCT or with a window function. The days of payment of
# an order list, each once, newest first and two of them (`SELECT DISTINCT day FROM orders ORDER BY day DESC LIMIT 2`),
# are any two days; a list numbered within its product comes in the order of the products. Without DISTINCT and windows,
# and with GROUP BY, it is sorted. And `id NOT IN (SELECT disputed …)` is true where one of the disputed is NULL, which
# SQL calls unknown (ISO/IEC 9075-2, 8.4); with the NULL in a list (`NOT IN ('A1', NULL)`) daft says so too. There is no
# error.
#
# "The last two days" are then two old ones. `disputes sql` sorts nothing: its rows may come in any order.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check daft==0.7.26 duckdb==2.0.1 polars==2.1.0 pyarrow==25.0.1
cat >sorted.py <<'PY'
import daft
import duckdb
import polars
import pyarrow

rows = {
    "id": [f"A{number}" for number in range(1, 9)],
    "day": ["2025-12-03", "2025-12-01", "2025-12-07", "2025-12-03", "2025-12-05", "2025-12-02", "2025-12-06", "2025-12-04"],
    "product": ["lamp", "mug", "lamp", "box", "mug", "lamp", "box", "mug"],
    "disputed": ["A1", None, "A3", "A1", "A3", "A1", "A3", "A1"],
}
rows_of_orders = pyarrow.table(rows)
ENGINES = {
    "duckdb": lambda query: duckdb.sql(query.replace("orders", "rows_of_orders")).fetchall(),
    "polars": lambda query: polars.SQLContext(orders=polars.DataFrame(rows)).execute(query, eager=True).rows(),
    "daft": lambda query: list(zip(*daft.sql(query, orders=daft.from_pydict(rows)).to_pydict().values())),
}
QUERIES = {
    # What is printed of daft is not the order itself, which may differ from run to run, but whether it is the one that was asked for.
    "SELECT day FROM orders ORDER BY day": True,
    "SELECT day, count(*) AS n FROM orders GROUP BY day ORDER BY day": True,
    "SELECT DISTINCT day FROM orders ORDER BY day": True,
    "SELECT id, row_number() OVER (PARTITION BY product ORDER BY day) AS n FROM orders ORDER BY id": True,
    "SELECT id FROM orders WHERE id NOT IN (SELECT disputed FROM orders)": False,
    "SELECT id FROM orders WHERE id NOT IN ('A1', NULL)": False,
}
for query, asked_for_order in QUERIES.items():
    print(query)
    for name, run in ENGINES.items():
        found = run(query)
        if asked_for_order:
            print(f"  {name}", "sorted" if found == sorted(found) else "not sorted")
        else:
            print(f"  {name}", ", ".join(sorted(row[0] for row in found)) or "none")
PY
DAFT_PROGRESS_BAR=0 python/bin/python sorted.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
SELECT day FROM orders ORDER BY day
  duckdb sorted
  polars sorted
  daft sorted
SELECT day, count(*) AS n FROM orders GROUP BY day ORDER BY day
  duckdb sorted
  polars sorted
  daft sorted
SELECT DISTINCT day FROM orders ORDER BY day
  duckdb sorted
  polars sorted
  daft not sorted
SELECT id, row_number() OVER (PARTITION BY product ORDER BY day) AS n FROM orders ORDER BY id
  duckdb sorted
  polars sorted
  daft not sorted
SELECT id FROM orders WHERE id NOT IN (SELECT disputed FROM orders)
  duckdb none
  polars none
  daft A2, A4, A5, A6, A7, A8
SELECT id FROM orders WHERE id NOT IN ('A1', NULL)
  duckdb none
  polars none
  daft none
SEEN
echo "as seen: what should be sorted is not"
