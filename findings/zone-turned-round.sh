#!/usr/bin/env bash
# Seen on 2026-11-29 with sqlglot 30.30.0, duckdb 2.0.1 and Sail (pysail 0.7.2, which runs Spark's SQL), all from
# PyPI: sqlglot translates `timestamp AT TIME ZONE zone` of DuckDB and PostgreSQL, which reads a local time as a moment,
# into Spark's FROM_UTC_TIMESTAMP, which makes a local time of a moment. So the shift goes the other way: a time of
# Shanghai is not 8 hours earlier in UTC but 8 hours later, 16 hours in all. There is no warning, also where a cast
# says that the time has no zone. The right function is TO_UTC_TIMESTAMP.
#
# A statement that counts a shop's orders by day, translated for another engine, so counts other days. `disputes`
# writes its statements for each engine by itself and compares moments with literals (docs/warehouse.md).
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

SHANGHAI = "CAST('2025-12-13 19:48:00' AS TIMESTAMP) AT TIME ZONE 'Asia/Shanghai'"
for dialect in ["duckdb", "postgres"]:
    print(dialect, "to spark", sqlglot.transpile(SHANGHAI, read=dialect, write="spark")[0])
translated = sqlglot.transpile(SHANGHAI, read="duckdb", write="spark")[0]

server = SparkConnectServer()
server.start(background=True)
spark = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
spark.conf.set("spark.sql.session.timeZone", "UTC")
right = translated.replace("FROM_UTC", "TO_UTC")
print("duckdb", duckdb.sql(f"SELECT epoch({SHANGHAI})::BIGINT").fetchall()[0][0])
print("sail, translated", spark.sql(f"SELECT unix_timestamp({translated})").collect()[0][0])
print("sail, TO_UTC_TIMESTAMP", spark.sql(f"SELECT unix_timestamp({right})").collect()[0][0])
PY
python/bin/python look.py 2>messages >seen || { cat messages; exit 1; }
cat seen
diff seen - <<'SEEN'
duckdb to spark FROM_UTC_TIMESTAMP(CAST('2025-12-13 19:48:00' AS TIMESTAMP_NTZ), 'Asia/Shanghai')
postgres to spark FROM_UTC_TIMESTAMP(CAST('2025-12-13 19:48:00' AS TIMESTAMP), 'Asia/Shanghai')
duckdb 1765626480
sail, translated 1765684080
sail, TO_UTC_TIMESTAMP 1765626480
SEEN
echo "as seen: a translated time is 16 hours off"
