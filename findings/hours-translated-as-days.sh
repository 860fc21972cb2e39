#!/usr/bin/env bash
# Seen on 2026-11-30 with sqlglot 30.30.0 and duckdb 2.0.1 from PyPI: the hours between two moments become days when DuckDB's or
# Spark's SQL is translated to MySQL: `DATE_DIFF('HOUR', filed, due)` and `DATEDIFF(HOUR, filed, due)` become `DATEDIFF(due,
# filed)`, which counts days in MySQL (its manual, 14.7) and for sqlglot itself, which reads it back as
# `DATE_DIFF('DAY', …)`. Minutes are days too. There is no warning. The other way round `TIMESTAMPDIFF(HOUR, …)` keeps its
# hours. Of 74 hours 3 are left. To DuckDB itself Spark's statement goes with both moments cut to their days: 72.
#
# A list of disputes with fewer than 24 hours left so has all with less than 24 days. `disputes` translates no SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sqlglot==30.30.0 duckdb==2.0.1
cat >look.py <<'PY'
import duckdb
import sqlglot

table = "(SELECT TIMESTAMP '2026-01-12 08:00:00' AS filed, TIMESTAMP '2026-01-15 10:00:00' AS due)"
for dialect, hours in [("duckdb", "DATE_DIFF('HOUR', filed, due)"), ("duckdb", "DATE_DIFF('MINUTE', filed, due)"),
                       ("spark", "DATEDIFF(HOUR, filed, due)")]:
    mysql = sqlglot.transpile("SELECT " + hours, read=dialect, write="mysql")[0]
    back = sqlglot.transpile(mysql, read="mysql", write="duckdb")[0]
    print(dialect, hours, "->", mysql, "->", back)
    there = sqlglot.transpile("SELECT " + hours, read=dialect, write="duckdb")[0]
    print("DuckDB", *(duckdb.sql(f"{text} FROM {table}").fetchall()[0][0] for text in (there, back)))
print(sqlglot.transpile("SELECT TIMESTAMPDIFF(HOUR, filed, due)", read="mysql", write="duckdb")[0])
PY
python/bin/python look.py >seen 2>&1
cat seen
diff seen - <<'SEEN' || { echo "changed: hours are translated otherwise"; exit 1; }
duckdb DATE_DIFF('HOUR', filed, due) -> SELECT DATEDIFF(due, filed) -> SELECT DATE_DIFF('DAY', filed, due)
DuckDB 74 3
duckdb DATE_DIFF('MINUTE', filed, due) -> SELECT DATEDIFF(due, filed) -> SELECT DATE_DIFF('DAY', filed, due)
DuckDB 4440 3
spark DATEDIFF(HOUR, filed, due) -> SELECT DATEDIFF(due, filed) -> SELECT DATE_DIFF('DAY', filed, due)
DuckDB 72 3
SELECT DATE_DIFF('HOUR', filed, due)
SEEN
echo "as seen: hours are days after the translation"
