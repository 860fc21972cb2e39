#!/usr/bin/env bash
# Seen on 2026-11-30 with sqlglot 30.30.0 and duckdb 2.0.1 (PyPI), and Python's sqlite3: the days between two dates, translated from
# DuckDB's or PostgreSQL's SQL (`due - filed`) to SQLite, are the years between them. There a date is a text, of which a minus takes
# the number at its beginning: from 10 to 16 January 2026 are 0 days for 6, and from 31 December to 2 January 1 day for 2. `DATE_DIFF` is
# translated into whole days of 24 hours and months of 30 days: from 23:00 to 1:00 is 1 day in DuckDB and 0 in SQLite, and from 31
# January to 1 February 1 month and 0. A month after 31 January is 28 February and 3 March. There is no error and no warning, which
# sqlglot gives for weeks ("DATEDIFF unsupported for 'WEEK'").
#
# Disputes with fewer than three days left so are all or none. `disputes` reads no SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sqlglot==30.30.0 duckdb==2.0.1
cat >ask.py <<'PY'
import sqlite3

import duckdb
import sqlglot

disputes = [
    (1, "2026-01-10 08:00:00", "2026-01-16 08:00:00"),
    (2, "2025-12-31 08:00:00", "2026-01-02 08:00:00"),
    (3, "2026-01-16 23:00:00", "2026-01-17 01:00:00"),
    (4, "2026-01-31 08:00:00", "2026-02-01 08:00:00"),
]
duck, lite = duckdb.connect(), sqlite3.connect(":memory:")
for engine, kind in ((duck, "TIMESTAMP"), (lite, "TEXT")):
    engine.execute(f"CREATE TABLE disputes (id INTEGER, filed {kind}, due {kind})")
    engine.executemany("INSERT INTO disputes VALUES (?, ?, ?)", disputes)
for dialect, query in (
    ("duckdb", "SELECT CAST(due AS DATE) - CAST(filed AS DATE) FROM disputes ORDER BY id"),
    ("postgres", "SELECT due::DATE - filed::DATE FROM disputes ORDER BY id"),
    ("duckdb", "SELECT COUNT(*) FROM disputes WHERE CAST(due AS DATE) - CAST(filed AS DATE) < 3"),
    ("duckdb", "SELECT DATE_DIFF('day', filed, due) FROM disputes ORDER BY id"),
    ("duckdb", "SELECT DATE_DIFF('month', filed, due) FROM disputes ORDER BY id"),
    ("duckdb", "SELECT CAST(DATE_ADD(DATE '2026-01-31', INTERVAL 1 MONTH) AS VARCHAR)"),
):
    translated = sqlglot.transpile(query, read=dialect, write="sqlite", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
    print(f"{dialect}: {query}")
    print(f"sqlite: {translated}")
    print("  duckdb:", *(row[0] for row in duck.execute(query).fetchall()))
    print("  sqlite:", *(row[0] for row in lite.execute(translated).fetchall()))
PY
python/bin/python ask.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
duckdb: SELECT CAST(due AS DATE) - CAST(filed AS DATE) FROM disputes ORDER BY id
sqlite: SELECT DATE(due) - DATE(filed) FROM disputes ORDER BY id NULLS LAST
  duckdb: 6 2 1 1
  sqlite: 0 1 0 0
postgres: SELECT due::DATE - filed::DATE FROM disputes ORDER BY id
sqlite: SELECT DATE(due) - DATE(filed) FROM disputes ORDER BY id NULLS LAST
  duckdb: 6 2 1 1
  sqlite: 0 1 0 0
duckdb: SELECT COUNT(*) FROM disputes WHERE CAST(due AS DATE) - CAST(filed AS DATE) < 3
sqlite: SELECT COUNT(*) FROM disputes WHERE DATE(due) - DATE(filed) < 3
  duckdb: 3
  sqlite: 4
duckdb: SELECT DATE_DIFF('day', filed, due) FROM disputes ORDER BY id
sqlite: SELECT CAST((JULIANDAY(due) - JULIANDAY(filed)) AS INTEGER) FROM disputes ORDER BY id NULLS LAST
  duckdb: 6 2 1 1
  sqlite: 6 2 0 1
duckdb: SELECT DATE_DIFF('month', filed, due) FROM disputes ORDER BY id
sqlite: SELECT CAST((JULIANDAY(due) - JULIANDAY(filed)) / 30.0 AS INTEGER) FROM disputes ORDER BY id NULLS LAST
  duckdb: 0 1 0 1
  sqlite: 0 0 0 0
duckdb: SELECT CAST(DATE_ADD(DATE '2026-01-31', INTERVAL 1 MONTH) AS VARCHAR)
sqlite: SELECT CAST(DATE(DATE('2026-01-31'), '1 MONTH') AS TEXT)
  duckdb: 2026-02-28 00:00:00
  sqlite: 2026-03-03
SEEN
echo "as seen: six days are none"
