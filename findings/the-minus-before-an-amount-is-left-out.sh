#!/usr/bin/env bash
# Seen on 2026-11-30 with frameql 0.1.0 from PyPI (with sqlglot 30.6.0 and pandas 3.1.1), which runs SQL on tables of pandas, and
# duckdb 2.0.1 (PyPI) beside it: a minus before the name of a column is left out. Refunds are written as -8 and -4.50; what was
# refunded (`SELECT -amount ... WHERE amount < 0`) is -8 and -4.5 again, `SUM(-amount)` has the sign of `SUM(amount)`, `WHERE
# -amount > 5`, refunds of more than five, finds the sales of more than five, and `ORDER BY -amount` begins with the smallest. `0 - amount` and
# `amount * -1` are right, and so is -5 as a number. `LIMIT 2 OFFSET 2`, the second page, is the first one, also with ORDER BY.
# Functions that it does not know are texts: `ABS(amount)` is "ABS(amount)" in every row, and the
# sum of these is that text. LIKE, which the readme says is not supported, finds nothing, and NOT LIKE all. There is no error.
#
# Refunds so are added to sales, or sales are called refunds. `disputes` reads no SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check frameql==0.1.0 sqlglot==30.6.0 pandas==3.1.1 numpy==2.4.6 duckdb==2.0.1
cat >ask.py <<'PY'
import duckdb
import pandas
from frameql import FrameQL

orders = pandas.DataFrame({"id": list("ABCDE"), "amount": [12.5, -8.0, 3.0, -4.5, 20.0], "shop": ["Lamps", "Tents", "Lamps", "Tents", "Lamps"]})
engine = FrameQL({"orders": orders})
for statement in (
    "SELECT id, -amount AS refund FROM orders WHERE amount < 0",
    "SELECT id, 0 - amount AS refund FROM orders WHERE amount < 0",
    "SELECT SUM(-amount) AS refund FROM orders WHERE amount < 0",
    "SELECT id FROM orders WHERE -amount > 5",
    "SELECT id FROM orders WHERE amount > -5",
    "SELECT id FROM orders ORDER BY -amount",
    "SELECT id FROM orders LIMIT 2 OFFSET 2",
    "SELECT id FROM orders ORDER BY id LIMIT 2 OFFSET 2",
    "SELECT SUM(ABS(amount)) AS moved FROM orders",
    "SELECT id FROM orders WHERE shop LIKE 'Lamps%'",
    "SELECT id FROM orders WHERE shop NOT LIKE 'Lamps%'",
):
    print(statement)
    rows = engine.query(statement).values.tolist()
    for name, found in (("frameql", rows), ("duckdb", duckdb.sql(statement).fetchall())):
        print("  ", name.ljust(8), *("=".join(map(str, row)) for row in found))
PY
python/bin/python ask.py >seen
sed -i 's/ *$//' seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows"; exit 1; }
SELECT id, -amount AS refund FROM orders WHERE amount < 0
   frameql  B=-8.0 D=-4.5
   duckdb   B=8.0 D=4.5
SELECT id, 0 - amount AS refund FROM orders WHERE amount < 0
   frameql  B=8.0 D=4.5
   duckdb   B=8.0 D=4.5
SELECT SUM(-amount) AS refund FROM orders WHERE amount < 0
   frameql  -12.5
   duckdb   12.5
SELECT id FROM orders WHERE -amount > 5
   frameql  A E
   duckdb   B
SELECT id FROM orders WHERE amount > -5
   frameql  A C D E
   duckdb   A C D E
SELECT id FROM orders ORDER BY -amount
   frameql  B D C A E
   duckdb   E A C D B
SELECT id FROM orders LIMIT 2 OFFSET 2
   frameql  A B
   duckdb   C D
SELECT id FROM orders ORDER BY id LIMIT 2 OFFSET 2
   frameql  A B
   duckdb   C D
SELECT SUM(ABS(amount)) AS moved FROM orders
   frameql  ABS(amount)
   duckdb   48.0
SELECT id FROM orders WHERE shop LIKE 'Lamps%'
   frameql
   duckdb   A C E
SELECT id FROM orders WHERE shop NOT LIKE 'Lamps%'
   frameql  A B C D E
   duckdb   B D
SEEN
echo "as seen: the minus before an amount is left out"
