#!/usr/bin/env bash
# Seen on 2026-11-30 with sqlglot 30.30.0, duckdb 2.0.1 and ClickHouse's engine (chdb 4.4.0 with chdb-core 26.9.0), all from PyPI: a format
# of times is translated from DuckDB's SQL to ClickHouse's as it stands, and %M, the minutes, is the name of the month there:
# `STRFTIME(paid, '%H:%M')` of 19:48 in January is `19:January`. ClickHouse has %i for minutes. Two functions keep their names
# and mean something else: REGEXP_REPLACE takes out the first match in DuckDB and all in ClickHouse, so that A-1-B-2 is A1-B-2 and
# A1B2; and a blank cell is left out by CONCAT_WS in DuckDB and stands as nothing between two signs in the translation. There
# is no error and no warning.
#
# A list of times so has months, and ids of two tables do not meet. `disputes` reads no SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check --no-deps sqlglot==30.30.0 duckdb==2.0.1 chdb==4.4.0 chdb-core==26.9.0
cat >ask.py <<'PY'
import chdb
import duckdb
import sqlglot

for expression in (
    "STRFTIME(TIMESTAMP '2026-01-16 19:48:05', '%H:%M')",
    "STRFTIME(TIMESTAMP '2026-01-16 19:48:05', '%Y-%m-%d %H:%M:%S')",
    "STRFTIME(TIMESTAMP '2026-01-16 19:48:05', '%d.%m.%Y')",
    "REGEXP_REPLACE('A-1-B-2', '-', '')",
    "CONCAT_WS('-', 'A', NULL, 'B')",
):
    query = f"SELECT {expression}"
    translated = sqlglot.transpile(query, read="duckdb", write="clickhouse", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
    print(translated)
    print("  duckdb:    ", duckdb.connect().execute(query).fetchone()[0])
    print("  clickhouse:", str(chdb.query(translated, "TabSeparated")).strip())
PY
python/bin/python ask.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other results"; exit 1; }
SELECT formatDateTime(CAST('2026-01-16 19:48:05' AS Nullable(DateTime)), '%H:%M')
  duckdb:     19:48
  clickhouse: 19:January
SELECT formatDateTime(CAST('2026-01-16 19:48:05' AS Nullable(DateTime)), '%Y-%m-%d %H:%M:%S')
  duckdb:     2026-01-16 19:48:05
  clickhouse: 2026-01-16 19:January:05
SELECT formatDateTime(CAST('2026-01-16 19:48:05' AS Nullable(DateTime)), '%d.%m.%Y')
  duckdb:     16.01.2026
  clickhouse: 16.01.2026
SELECT REGEXP_REPLACE('A-1-B-2', '-', '')
  duckdb:     A1-B-2
  clickhouse: A1B2
SELECT CONCAT_WS('-', 'A', COALESCE(NULL, ''), 'B')
  duckdb:     A-B
  clickhouse: A--B
SEEN
echo "as seen: twelve minutes to eight is January"
