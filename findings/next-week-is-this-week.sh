#!/usr/bin/env bash
# Seen on 2026-11-30 with duckdb 2.0.1 and pyarrow 26.0.1 (Apache Arrow) from PyPI: how many weeks lie between two days is something
# else in each, of the same table in memory. `date_diff` of DuckDB counts days, months, quarters and years by their beginnings, as
# its documentation says: from 31 January to 1 February is a month. Weeks it counts by seven days, as its `date_sub` does for all
# parts: from Sunday to Monday, and from Friday to the Thursday after it, is no week. Arrow's `weeks_between` counts Mondays
# and says one. `date_trunc('week', …)` of DuckDB puts the same two days into two weeks. There is no error.
#
# A dispute in the week after its order so is one of the same week. `disputes` counts weeks from Monday.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1
cat >ask.py <<'PY'
from datetime import date, timedelta

import duckdb
import pyarrow
import pyarrow.compute

connection = duckdb.connect()
days = [date(2026, 1, 11) + timedelta(days=number) for number in range(22)]
pairs = [(first, last) for first in days for last in days if first <= last]
table = pyarrow.table({"paid": [pair[0] for pair in pairs], "filed": [pair[1] for pair in pairs]})
connection.register("orders", table)
query = "SELECT date_diff('week', paid, filed), date_diff('day', date_trunc('week', paid), date_trunc('week', filed)) // 7 FROM orders"
rows = connection.execute(query).fetchall()
arrow = pyarrow.compute.weeks_between(table["paid"], table["filed"]).to_pylist()
shown = {("Sun 18", "Mon 19"), ("Fri 16", "Thu 22"), ("Fri 16", "Fri 23"), ("Mon 12", "Sun 18"), ("Sun 11", "Thu 22")}
for pair, row, weeks in zip(pairs, rows, arrow):
    names = tuple(f"{day:%a %d}" for day in pair)
    if names in shown:
        print(f"{names[0]} to {names[1]}: date_diff {row[0]}, by date_trunc {row[1]}, Arrow {weeks}")
print(f"date_diff and date_trunc differ for {sum(row[0] != row[1] for row in rows)} of {len(rows)} pairs of days")
print(f"Arrow and date_trunc differ for {sum(row[1] != weeks for row, weeks in zip(rows, arrow))}")
for part, first, last in (("month", "2026-01-31", "2026-02-01"), ("quarter", "2025-12-31", "2026-01-01"), ("year", "2025-12-31", "2026-01-01")):
    counts = [connection.execute(f"SELECT {name}('{part}', DATE '{first}', DATE '{last}')").fetchone()[0] for name in ("date_diff", "date_sub")]
    print(f"{part}, {first} to {last}: date_diff {counts[0]}, date_sub {counts[1]}")
PY
python/bin/python ask.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other weeks"; exit 1; }
Sun 11 to Thu 22: date_diff 1, by date_trunc 2, Arrow 2
Mon 12 to Sun 18: date_diff 0, by date_trunc 0, Arrow 0
Fri 16 to Thu 22: date_diff 0, by date_trunc 1, Arrow 1
Fri 16 to Fri 23: date_diff 1, by date_trunc 1, Arrow 1
Sun 18 to Mon 19: date_diff 0, by date_trunc 1, Arrow 1
date_diff and date_trunc differ for 81 of 253 pairs of days
Arrow and date_trunc differ for 0
month, 2026-01-31 to 2026-02-01: date_diff 1, date_sub 0
quarter, 2025-12-31 to 2026-01-01: date_diff 1, date_sub 0
year, 2025-12-31 to 2026-01-01: date_diff 1, date_sub 0
SEEN
echo "as seen: next week is this week"
