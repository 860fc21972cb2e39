#!/usr/bin/env bash
# Seen on 2026-11-30 with fastparquet 2026.9.0, pandas 3.1.1 and pyarrow 26.0.1 from PyPI: written as INT96
# (`times="int96"`, which Spark and Hive of old expect), every moment of an ordinary column of times lies in January 1970:
# 13 December 2025, 19:48:05 is written as 21 January 1970, 10:27:35.285. The writer takes the numbers of the column for
# nanoseconds, and pandas 3 keeps microseconds unless the texts have more digits. There is no error, and fastparquet reads
# its own file back with the wrong moments. With `times="int64"`, or after `as_unit("ns")`, they are right.
#
# Every order of such a file is outside of every window. `disputes` says from when to when the orders of a file reach.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check fastparquet==2026.9.0 pandas==3.1.1 pyarrow==26.0.1
cat >write.py <<'PY'
import fastparquet
import pandas
import pyarrow.parquet

paid = pandas.to_datetime(pandas.Series(["2025-12-13T19:48:05", "2025-12-14T08:05:00"]))
for times in ("int64", "int96"):
    for unit in ("us", "ns"):
        orders = pandas.DataFrame({"paid": paid.dt.as_unit(unit)})
        fastparquet.write("orders.parquet", orders, times=times)
        by_pyarrow = pyarrow.parquet.read_table("orders.parquet").to_pandas()["paid"]
        by_itself = fastparquet.ParquetFile("orders.parquet").to_pandas()["paid"]
        for reader, column in (("pyarrow", by_pyarrow), ("fastparquet", by_itself)):
            print(times, f"{unit:2}", f"{reader:11}", *(moment.isoformat() for moment in column))
print("pandas makes of texts:", paid.dtype)
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN'
int64 us pyarrow     2025-12-13T19:48:05 2025-12-14T08:05:00
int64 us fastparquet 2025-12-13T19:48:05 2025-12-14T08:05:00
int64 ns pyarrow     2025-12-13T19:48:05 2025-12-14T08:05:00
int64 ns fastparquet 2025-12-13T19:48:05 2025-12-14T08:05:00
int96 us pyarrow     1970-01-21T10:27:35.285000 1970-01-21T10:28:19.500000
int96 us fastparquet 1970-01-21T10:27:35.285000 1970-01-21T10:28:19.500000
int96 ns pyarrow     2025-12-13T19:48:05 2025-12-14T08:05:00
int96 ns fastparquet 2025-12-13T19:48:05 2025-12-14T08:05:00
pandas makes of texts: datetime64[us]
SEEN
echo "as seen: moments of a common column are in January 1970 as INT96"
