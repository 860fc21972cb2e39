#!/usr/bin/env bash
# Seen on 2026-11-30 with sqlglot 30.30.0 and duckdb 2.0.1 from PyPI and Python's sqlite3: the day of a moment, translated from
# Spark's SQL (`DATE_FORMAT(paid, 'yyyy-MM-dd')`) to SQLite, has a word in it that nobody wrote: the result is
# `2025-12strict-13strict`. The format becomes `%Y-%mstrict-%dstrict`: with the mark `strict` the translator keeps for
# itself that a month has two digits. Hours and minutes have it as well (`19strict:48strict`). A single letter, as in
# `yyyy-M-d`, is translated without it. There is no warning, and DuckDB gets the right format.
#
# Counts by day are then right, and none of their days is found beside another table's. `disputes` translates no SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sqlglot==30.30.0 duckdb==2.0.1
cat >look.py <<'PY'
import sqlite3

import duckdb
import sqlglot

for form in ("yyyy-MM-dd", "yyyy-MM-dd HH:mm"):
    text = f"SELECT DATE_FORMAT(paid, '{form}') FROM (SELECT '2025-12-13 19:48:05' AS paid) AS orders"
    to_sqlite = sqlglot.transpile(text, read="spark", write="sqlite")[0]
    print("SQLite", to_sqlite.split(" FROM ")[0][7:], "->", sqlite3.connect(":memory:").execute(to_sqlite).fetchone()[0])
    to_duckdb = sqlglot.transpile(text, read="spark", write="duckdb")[0]
    print("DuckDB", duckdb.sql(to_duckdb).fetchall()[0][0])
PY
python/bin/python look.py >seen 2>&1
cat seen
diff seen - <<'SEEN' || { echo "changed: the formats of Spark are translated otherwise"; exit 1; }
SQLite STRFTIME('%Y-%mstrict-%dstrict', paid) -> 2025-12strict-13strict
DuckDB 2025-12-13
SQLite STRFTIME('%Y-%mstrict-%dstrict %Hstrict:%Mstrict', paid) -> 2025-12strict-13strict 19strict:48strict
DuckDB 2025-12-13 19:48
SEEN
echo "as seen: a day is called 2025-12strict-13strict"
