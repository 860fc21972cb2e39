#!/usr/bin/env bash
# Seen on 2026-11-30 with qpd 0.4.4 (with pandas 2.3.3), which runs SQL on tables of pandas, also for fugue, and duckdb
# 2.0.1 beside it, all from PyPI: `COUNT(*) FILTER (WHERE disputed)` counts all orders: the filter is read and left out,
# and a sum of the disputed amounts is the sum of all amounts. A running sum (`SUM(amount) OVER (ORDER BY paid)`) is the
# whole sum in every row, where SQL's frame ends with the present row when none is given (ISO/IEC 9075-2, 7.15); with
# the frame written out (`ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`) it is right. There is no error.
#
# A rate of disputes written with FILTER is 100 %. `disputes sql` writes CASE, which every engine has.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check qpd==0.4.4 pandas==2.3.3 duckdb==2.0.1
cat >count.py <<'PY'
import duckdb
import pandas
from qpd_pandas import run_sql_on_pandas

orders = pandas.DataFrame({
    "id": ["A1", "A2", "A3", "A4"],
    "product": ["lamp", "mug", "lamp", "box"],
    "paid": ["2025-12-01", "2025-12-02", "2025-12-03", "2025-12-04"],
    "amount": [12, 5, 7, 2],
    "status": ["closed", "disputed", "closed", "closed"],
})
for query in (
    "SELECT COUNT(*) FILTER (WHERE status = 'disputed') AS n FROM orders",
    "SELECT SUM(amount) FILTER (WHERE status = 'disputed') AS n FROM orders",
    "SELECT SUM(CASE WHEN status = 'disputed' THEN 1 ELSE 0 END) AS n FROM orders",
    "SELECT id, SUM(amount) OVER (ORDER BY paid) AS n FROM orders",
    "SELECT id, SUM(amount) OVER (ORDER BY paid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n FROM orders",
):
    print(query)
    print("  qpd   ", *(int(number) for number in run_sql_on_pandas(query, {"orders": orders}).sort_values(["id"] if "id," in query else ["n"])["n"]))
    print("  duckdb", *(int(row[-1]) for row in sorted(duckdb.sql(query).fetchall())))
PY
python/bin/python count.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other counts"; exit 1; }
SELECT COUNT(*) FILTER (WHERE status = 'disputed') AS n FROM orders
  qpd    4
  duckdb 1
SELECT SUM(amount) FILTER (WHERE status = 'disputed') AS n FROM orders
  qpd    26
  duckdb 5
SELECT SUM(CASE WHEN status = 'disputed' THEN 1 ELSE 0 END) AS n FROM orders
  qpd    1
  duckdb 1
SELECT id, SUM(amount) OVER (ORDER BY paid) AS n FROM orders
  qpd    26 26 26 26
  duckdb 12 17 24 26
SELECT id, SUM(amount) OVER (ORDER BY paid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n FROM orders
  qpd    12 17 24 26
  duckdb 12 17 24 26
SEEN
echo "as seen: a filter filters nothing"
