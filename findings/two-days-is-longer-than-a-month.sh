#!/usr/bin/env bash
# Seen on 2026-11-30 with datafusion 55.0.0 (Apache DataFusion, with pyarrow 25.0.1) and duckdb 2.0.1 from PyPI: of four
# disputes that were answered after 24, 48, 73 and 720 hours none took longer than two days (`answered - filed >
# INTERVAL '2 days'`), and all took less (`<`). With `INTERVAL '48 hours'` two took longer. The length between two
# moments has no days, only seconds; it is compared with an interval of two days field by field, and no days are fewer
# than two, whatever the seconds are. So `INTERVAL '72 hours' > INTERVAL '2 days'` is false as well. In DuckDB and by
# PostgreSQL's rules (its manual, 9.9, and `interval_cmp`) a day counts as 24 hours in comparisons. There is no error.
# Adding two days to a moment is right: `answered > filed + INTERVAL '2 days'`.
#
# A report of late answers so is empty. `disputes sql` compares whole numbers of milliseconds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check datafusion==55.0.0 pyarrow==25.0.1 duckdb==2.0.1
cat >late.py <<'PY'
from datetime import datetime, timedelta

import duckdb
import pyarrow
from datafusion import SessionContext

filed = datetime(2025, 12, 1, 8)
hours = [24, 48, 73, 720]
answers = pyarrow.table({
    "took": [f"{number} hours" for number in hours],
    "filed": [filed] * len(hours),
    "answered": [filed + timedelta(hours=number) for number in hours],
})
context = SessionContext()
context.from_arrow(answers, "answers")
for condition in (
    "answered - filed > INTERVAL '2 days'",
    "answered - filed < INTERVAL '2 days'",
    "answered - filed = INTERVAL '2 days'",
    "answered - filed BETWEEN INTERVAL '1 day' AND INTERVAL '4 days'",
    "answered - filed > INTERVAL '48 hours'",
    "answered > filed + INTERVAL '2 days'",
    "INTERVAL '72 hours' > INTERVAL '2 days'",
):
    query = f"SELECT took FROM answers WHERE {condition}"
    print(condition)
    print("  datafusion", ", ".join(context.sql(query).to_pydict()["took"]) or "none")
    print("  duckdb    ", ", ".join(row[0] for row in duckdb.sql(query).fetchall()) or "none")
PY
python/bin/python late.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other answers are late"; exit 1; }
answered - filed > INTERVAL '2 days'
  datafusion none
  duckdb     73 hours, 720 hours
answered - filed < INTERVAL '2 days'
  datafusion 24 hours, 48 hours, 73 hours, 720 hours
  duckdb     24 hours
answered - filed = INTERVAL '2 days'
  datafusion none
  duckdb     48 hours
answered - filed BETWEEN INTERVAL '1 day' AND INTERVAL '4 days'
  datafusion none
  duckdb     24 hours, 48 hours, 73 hours
answered - filed > INTERVAL '48 hours'
  datafusion 73 hours, 720 hours
  duckdb     73 hours, 720 hours
answered > filed + INTERVAL '2 days'
  datafusion 73 hours, 720 hours
  duckdb     73 hours, 720 hours
INTERVAL '72 hours' > INTERVAL '2 days'
  datafusion none
  duckdb     24 hours, 48 hours, 73 hours, 720 hours
SEEN
echo "as seen: nothing takes longer than two days"
