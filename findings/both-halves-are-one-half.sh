#!/usr/bin/env bash
# Seen on 2026-11-30 with sqlglot 30.30.0 (PyPI), whose `executor` runs SQL on tables of Python, and Python's sqlite3:
# where both sides of a set operation read the same table, one side stands for both, and which one it is changes from
# run to run. The open orders and the closed ones put together (`UNION ALL`) are either the open ones twice or the
# closed ones twice; the orders less the disputed ones (`EXCEPT`) are none. The steps of the plan are kept by the name
# of the table, so that one takes the place of the other, and are taken out of a set of Python, whose order depends on
# the random seed of its hashes (`PYTHONHASHSEED`). With two names for the table (`orders AS a`, `orders AS b`) all are
# right. There is no error.
#
# A test of a statement that is run this way counts open disputes twice, and closed ones not at all. `disputes sql` is
# tested with the engines themselves.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sqlglot==30.30.0
cat >sets.py <<'PY'
import sqlite3
import sys

from sqlglot import executor

ORDERS = [{"id": "A1", "status": "open"}, {"id": "A2", "status": "closed"}, {"id": "A3", "status": "open"}, {"id": "A4", "status": "disputed"}]
database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE orders (id TEXT, status TEXT)")
database.executemany("INSERT INTO orders VALUES (:id, :status)", ORDERS)
for query in (
    "SELECT id FROM orders WHERE status = 'open' UNION ALL SELECT id FROM orders WHERE status = 'closed'",
    "SELECT id FROM orders EXCEPT SELECT id FROM orders WHERE status = 'disputed'",
    "SELECT a.id FROM orders AS a WHERE a.status = 'open' UNION ALL SELECT b.id FROM orders AS b WHERE b.status = 'closed'",
):
    if sys.argv[1] == "sqlite3":
        rows = database.execute(query).fetchall()
    else:
        rows = executor.execute(query, tables={"orders": ORDERS}).rows
    print(f"{query}: {sys.argv[1]}:", " ".join(sorted(row[0] for row in rows)) or "none")
PY
{
  python/bin/python sets.py sqlite3
  for seed in {0..15}; do
    PYTHONHASHSEED=$seed python/bin/python sets.py executor
  done
} | LC_ALL=C sort -u >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
SELECT a.id FROM orders AS a WHERE a.status = 'open' UNION ALL SELECT b.id FROM orders AS b WHERE b.status = 'closed': executor: A1 A2 A3
SELECT a.id FROM orders AS a WHERE a.status = 'open' UNION ALL SELECT b.id FROM orders AS b WHERE b.status = 'closed': sqlite3: A1 A2 A3
SELECT id FROM orders EXCEPT SELECT id FROM orders WHERE status = 'disputed': executor: none
SELECT id FROM orders EXCEPT SELECT id FROM orders WHERE status = 'disputed': sqlite3: A1 A2 A3
SELECT id FROM orders WHERE status = 'open' UNION ALL SELECT id FROM orders WHERE status = 'closed': executor: A1 A1 A3 A3
SELECT id FROM orders WHERE status = 'open' UNION ALL SELECT id FROM orders WHERE status = 'closed': executor: A2 A2
SELECT id FROM orders WHERE status = 'open' UNION ALL SELECT id FROM orders WHERE status = 'closed': sqlite3: A1 A2 A3
SEEN
echo "as seen: one half stands for both"
