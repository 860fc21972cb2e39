#!/usr/bin/env bash
# Seen on 2026-11-30 with datafusion 55.0.0 (Apache DataFusion, with pyarrow 25.0.1) and polars 2.1.0, and duckdb 2.0.1
# beside them, all from PyPI: 36 hours after a day (`DATE '2025-12-01' + INTERVAL '36 hours'`) is the next day for the
# SQL of both, a date without a time: twelve hours are dropped, and with 23 hours all are. For DuckDB, and by
# PostgreSQL's rules (its manual, 9.9: date + interval is a timestamp), it is noon of the next day. Of a length of three
# days and an hour between two moments datafusion says that its days are 3 and its hours 73 (`date_part`), where DuckDB
# says 3 and 1: days times 24 and hours, as they are put together in other engines, are then 145. There is no error.
#
# A deadline that counts from a day so is up to a day early, and 3 days and an hour are six days. `disputes sql` adds
# milliseconds to milliseconds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check datafusion==55.0.0 pyarrow==25.0.1 polars==2.1.0 duckdb==2.0.1
cat >hours.py <<'PY'
from datetime import date, datetime

import duckdb
import polars
import pyarrow
from datafusion import SessionContext

answers = pyarrow.table({
    "day": [date(2025, 12, 1)],
    "filed": [datetime(2025, 12, 1, 8)],
    "answered": [datetime(2025, 12, 4, 9)],
})
context = SessionContext()
context.from_arrow(answers, "answers")
ENGINES = {
    "duckdb": lambda query: duckdb.sql(query).fetchall()[0][0],
    "datafusion": lambda query: context.sql(query).to_pydict()["x"][0],
    "polars": lambda query: polars.SQLContext(answers=polars.from_arrow(answers)).execute(query, eager=True)["x"][0],
}
for expression, names in (
    ("day + INTERVAL '36 hours'", ENGINES),
    ("day + INTERVAL '23 hours'", ENGINES),
    ("filed + INTERVAL '36 hours'", ENGINES),
    ("date_part('day', answered - filed)", ("duckdb", "datafusion")),
    ("date_part('hour', answered - filed)", ("duckdb", "datafusion")),
):
    print(expression)
    for name in names:
        print(f"  {name}", ENGINES[name](f"SELECT {expression} AS x FROM answers"))
PY
python/bin/python hours.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other hours"; exit 1; }
day + INTERVAL '36 hours'
  duckdb 2025-12-02 12:00:00
  datafusion 2025-12-02
  polars 2025-12-02
day + INTERVAL '23 hours'
  duckdb 2025-12-01 23:00:00
  datafusion 2025-12-01
  polars 2025-12-01
filed + INTERVAL '36 hours'
  duckdb 2025-12-02 20:00:00
  datafusion 2025-12-02 20:00:00
  polars 2025-12-02 20:00:00
date_part('day', answered - filed)
  duckdb 3
  datafusion 3
date_part('hour', answered - filed)
  duckdb 1
  datafusion 73
SEEN
echo "as seen: thirty-six hours are a day"
