#!/usr/bin/env bash
# Seen on 2026-11-30 with fastparquet 2026.9.0, pandas 3.1.1, pyarrow 26.0.1 and DuckDB 2.0.1 from PyPI: a column of lengths
# of time, as the hours that are left to answer, is written as times of day (TIME_MICROS, which Parquet allows between
# midnight and midnight only). Of 25 hours pyarrow reads one o'clock, of three days midnight: whole days are gone, without
# an error. DuckDB refuses the file and says why. fastparquet itself reads what was written, as pandas'
# own type is noted beside the schema, so that who checks his file with the library that wrote it sees nothing.
#
# A case with 25 hours left looks as if it had one. `disputes` takes deadlines as moments, never as times of day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check fastparquet==2026.9.0 pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.1
cat >write.py <<'PY'
import duckdb
import fastparquet
import pandas
import pyarrow.parquet

left = pandas.DataFrame({"left": pandas.to_timedelta([5, 25, 72], unit="h")})
fastparquet.write("left.parquet", left)
file = pyarrow.parquet.ParquetFile("left.parquet")
print("stored as", file.schema.column(0).converted_type)
print("fastparquet", *fastparquet.ParquetFile("left.parquet").to_pandas()["left"])
print("pyarrow", *(str(value) for value in file.read().to_pydict()["left"]))
try:
    print("duckdb", duckdb.sql("FROM 'left.parquet'").fetchall())
except duckdb.Error as error:
    print("duckdb", error)
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN'
stored as TIME_MICROS
fastparquet 0 days 05:00:00 1 days 01:00:00 3 days 00:00:00
pyarrow 05:00:00 01:00:00 00:00:00
duckdb Invalid Input Error: Invalid TIME value 90000000000 in Parquet file - TIME values must be within a day
SEEN
echo "as seen: lengths of time lose their days"
