#!/usr/bin/env bash
# Seen on 2026-11-29 with sqlglot 30.30.0, duckdb 2.0.1 and Sail (pysail 0.7.2, which runs Spark's SQL), all from PyPI:
# sqlglot translates `1 | 2 & 4` between DuckDB, PostgreSQL, Spark and MySQL as it stands, and it means two things: in
# DuckDB, and by PostgreSQL's rules, `|` and `&` are of one rank and are worked out from the left, which gives 0; in
# Spark's SQL, and by MySQL's rules, `&` comes first, which gives 1. There is no warning. Parentheses are kept, and mean
# the same to all.
#
# A statement that tests a mask of an order's marks, `marks & 1 | marks & 4`, so finds other orders on the next engine.
# `disputes sql` writes a statement for each engine by itself (docs/warehouse.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sqlglot==30.30.0 duckdb==2.0.1 pysail==0.7.2 \
  pyspark-client==4.2.0 pandas==2.3.3
cat >look.py <<'PY'
import duckdb
import sqlglot
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

server = SparkConnectServer()
server.start(background=True)
spark = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
MARKS = "SELECT marks & 1 | marks & 4 FROM (VALUES (5), (4), (1), (0)) AS orders(marks)"
for read in ["postgres", "duckdb", "spark"]:
    for write in ["postgres", "duckdb", "spark", "mysql"]:
        text = sqlglot.transpile("SELECT 1 | 2 & 4", read=read, write=write)[0]
        print(read, "to", write, text)
for text in ["SELECT 1 | 2 & 4", "SELECT 1 | (2 & 4)", MARKS]:
    print(text)
    print("  duckdb", [row[0] for row in duckdb.sql(text).fetchall()])
    print("  sail  ", [row[0] for row in spark.sql(text).collect()])
PY
python/bin/python look.py 2>messages >seen || { cat messages; exit 1; }
cat seen
diff seen - <<'SEEN'
postgres to postgres SELECT 1 | 2 & 4
postgres to duckdb SELECT 1 | 2 & 4
postgres to spark SELECT 1 | 2 & 4
postgres to mysql SELECT 1 | 2 & 4
duckdb to postgres SELECT 1 | 2 & 4
duckdb to duckdb SELECT 1 | 2 & 4
duckdb to spark SELECT 1 | 2 & 4
duckdb to mysql SELECT 1 | 2 & 4
spark to postgres SELECT 1 | 2 & 4
spark to duckdb SELECT 1 | 2 & 4
spark to spark SELECT 1 | 2 & 4
spark to mysql SELECT 1 | 2 & 4
SELECT 1 | 2 & 4
  duckdb [0]
  sail   [1]
SELECT 1 | (2 & 4)
  duckdb [1]
  sail   [1]
SELECT marks & 1 | marks & 4 FROM (VALUES (5), (4), (1), (0)) AS orders(marks)
  duckdb [4, 4, 0, 0]
  sail   [5, 4, 1, 0]
SEEN
echo "as seen: a mask is read from the left, or & first"
