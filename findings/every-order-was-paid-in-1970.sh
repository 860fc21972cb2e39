#!/usr/bin/env bash
# Seen on 2026-11-30 with slothdb 0.2.7 and csvqlx 0.1.2, which ask csv files in SQL, and duckdb 2.0.1 beside them, all
# from PyPI: for slothdb all of five orders were paid on or after 2 December and none before, where it is three and two:
# the text is compared as 0. By day all were paid on 1 January 1970. `SUM(CASE … THEN 1 ELSE 0 END)` is 0, and a title
# with a comma, which is quoted as RFC 4180 (2, rule 6) says, moves the cells behind it a column on in sums and groups:
# the amount of that order is not in the sum of the disputed ones. `SELECT id, product` shows it right. csvqlx takes two
# conditions for one: `amount > 5 AND status = 'closed'` is compared as a text with the rest, and finds two other orders
# than the one that there is; the other way round it finds none. There is no error. DuckDB is right.
#
# A window of 30 days so holds all orders or none. `disputes` reads csv files itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check slothdb==0.2.7 csvqlx==0.1.2 duckdb==2.0.1
cat >orders.csv <<'CSV'
id,product,status,amount,paid
A1,lamp,closed,12.30,2025-12-01 08:30:00
A2,lamp,disputed,1234.56,2025-12-01 23:59:59
A3,mug,closed,5.00,2025-12-02 00:00:00
A4,"cup, big",disputed,7.5,2025-12-28 12:00:00
A5,box,closed,0.25,2026-01-01 00:00:00
CSV
cat >ask.py <<'PY'
import csvqlx
import duckdb
import slothdb

sloth = slothdb.connect()


def show(name, rows):
    print(f"  {name}", "; ".join(" ".join(str(value) for value in row) for row in rows) or "none")


for query in (
    "SELECT COUNT(*) AS n FROM 'orders.csv' WHERE paid >= '2025-12-02'",
    "SELECT COUNT(*) AS n FROM 'orders.csv' WHERE paid < '2025-12-02'",
    "SELECT CAST(paid AS DATE) AS day, COUNT(*) AS n FROM 'orders.csv' GROUP BY 1 ORDER BY 1",
    "SELECT SUM(CASE WHEN status = 'disputed' THEN 1 ELSE 0 END) AS n FROM 'orders.csv'",
    "SELECT SUM(amount) AS n FROM 'orders.csv' WHERE status = 'disputed'",
    "SELECT id, product FROM 'orders.csv' WHERE id = 'A4'",
):
    print(query)
    show("duckdb ", duckdb.sql(query).fetchall())
    show("slothdb", sloth.sql(query).fetchall())
for query in (
    "SELECT id FROM 'orders.csv' WHERE amount > 5",
    "SELECT id FROM 'orders.csv' WHERE amount > 5 AND status = 'closed'",
    "SELECT id FROM 'orders.csv' WHERE status = 'closed' AND amount > 5",
):
    print(query)
    show("duckdb ", duckdb.sql(query).fetchall())
    show("csvqlx ", sorted(tuple(row.values()) for row in csvqlx.query(query)))
PY
python/bin/python ask.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders are found"; exit 1; }
SELECT COUNT(*) AS n FROM 'orders.csv' WHERE paid >= '2025-12-02'
  duckdb  3
  slothdb 5
SELECT COUNT(*) AS n FROM 'orders.csv' WHERE paid < '2025-12-02'
  duckdb  2
  slothdb 0
SELECT CAST(paid AS DATE) AS day, COUNT(*) AS n FROM 'orders.csv' GROUP BY 1 ORDER BY 1
  duckdb  2025-12-01 2; 2025-12-02 1; 2025-12-28 1; 2026-01-01 1
  slothdb 1970-01-01 4; None 1
SELECT SUM(CASE WHEN status = 'disputed' THEN 1 ELSE 0 END) AS n FROM 'orders.csv'
  duckdb  2
  slothdb 0
SELECT SUM(amount) AS n FROM 'orders.csv' WHERE status = 'disputed'
  duckdb  1242.06
  slothdb 1234.56
SELECT id, product FROM 'orders.csv' WHERE id = 'A4'
  duckdb  A4 cup, big
  slothdb A4 cup, big
SELECT id FROM 'orders.csv' WHERE amount > 5
  duckdb  A1; A2; A4
  csvqlx  A1; A2; A4
SELECT id FROM 'orders.csv' WHERE amount > 5 AND status = 'closed'
  duckdb  A1
  csvqlx  A3; A4
SELECT id FROM 'orders.csv' WHERE status = 'closed' AND amount > 5
  duckdb  A1
  csvqlx  none
SEEN
echo "as seen: every order was paid in 1970"
