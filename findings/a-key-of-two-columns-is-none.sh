#!/usr/bin/env bash
# Seen on 2026-11-30 with cuallee 0.15.4 from PyPI (with pandas 2.3.3, polars 1.44.2 and duckdb 2.0.1), which checks tables
# and runs the same check on each of them: that no pair of order and item stands twice (`is_composite_key`, `are_unique`) is
# true for polars and false for pandas and DuckDB, of the same four rows. There the columns are counted one by one and the
# counts are averaged, so that a key of two columns passes only if each of them alone is one. In DuckDB the counts are
# estimates besides: of 1,000 pairs without one that stands twice the check fails, and of 2,000 with 60 that do it passes.
# That no working day is missing (`is_daily`), of a Monday to Thursday, is true for pandas and DuckDB and false for polars.
# There is no error. The control is to look for a pair that stands twice and for a day that is missing.
#
# A check of an order export so passes or fails by the library that read it. `disputes` merges rows of one order, and says
# where they differ (`records_contradict`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cuallee==0.15.4 pandas==2.3.3 polars==1.44.2 duckdb==2.0.1 pyarrow==26.0.1
cat >check.py <<'PY'
import datetime

import duckdb
import pandas
import polars
from cuallee import Check, CheckLevel


def verdicts(rows, name, column):
    found = {}
    for engine in ("pandas", "polars", "duckdb"):
        table = polars.DataFrame(rows) if engine == "polars" else pandas.DataFrame(rows)
        check = Check(CheckLevel.WARNING, "orders", table_name="orders")
        getattr(check, name)(column)
        if engine == "duckdb":
            connection = duckdb.connect()
            connection.register("orders", table)
            table = connection
        found[engine] = list(check.validate(table)["status"])[0]
    return ", ".join(f"{engine} {status}" for engine, status in found.items())


def pairs(rows):
    return list(zip(rows["order_id"], rows["item"]))


few = {"order_id": ["A1", "A1", "A2", "A3"], "item": [1, 2, 1, 1]}
twice = {"order_id": ["A1", "A1", "A2", "A3"], "item": [1, 1, 1, 1]}
thousand = {"order_id": [1101073781739832 + number for number in range(1000)]}
thousand["item"] = thousand["order_id"]
repeated = {"order_id": [1101073781739832 + number % 1940 for number in range(2000)]}
repeated["item"] = repeated["order_id"]
days = {"day": [datetime.datetime(2025, 12, day) for day in (8, 9, 10, 11)]}
gap = {"day": [datetime.datetime(2025, 12, day) for day in (8, 9, 11, 12)]}
for what, rows in (("four pairs", few), ("a pair that stands twice", twice), ("1,000 pairs", thousand), ("2,000 pairs", repeated)):
    print(what, "| stands twice:", len(set(pairs(rows))) < len(pairs(rows)))
    for name in ("is_composite_key", "are_unique"):
        print(f"  {name}:", verdicts(rows, name, ["order_id", "item"]))
for what, rows in (("Monday to Thursday", days), ("without the Wednesday", gap)):
    print(what, rows["day"][0].strftime("%A"), "to", rows["day"][-1].strftime("%A"))
    print("  is_daily:", verdicts(rows, "is_daily", "day"))
PY
python/bin/python check.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other verdicts"; exit 1; }
four pairs | stands twice: False
  is_composite_key: pandas FAIL, polars PASS, duckdb FAIL
  are_unique: pandas FAIL, polars PASS, duckdb FAIL
a pair that stands twice | stands twice: True
  is_composite_key: pandas FAIL, polars FAIL, duckdb FAIL
  are_unique: pandas FAIL, polars FAIL, duckdb FAIL
1,000 pairs | stands twice: False
  is_composite_key: pandas PASS, polars PASS, duckdb FAIL
  are_unique: pandas PASS, polars PASS, duckdb FAIL
2,000 pairs | stands twice: True
  is_composite_key: pandas FAIL, polars FAIL, duckdb PASS
  are_unique: pandas FAIL, polars FAIL, duckdb PASS
Monday to Thursday Monday to Thursday
  is_daily: pandas PASS, polars FAIL, duckdb PASS
without the Wednesday Monday to Friday
  is_daily: pandas FAIL, polars FAIL, duckdb FAIL
SEEN
echo "as seen: a key of two columns is none"
