#!/usr/bin/env bash
# Seen on 2026-11-30 with rapidxlsx 0.1.0 from PyPI (with pandas 2.3.3 and polars 1.44.2), which writes tables of both into workbooks, of a
# workbook that openpyxl 3.1.5 (PyPI) read: of a table of pandas a time is the count of its nanoseconds since 1970, and a length of
# time the lowest 32 bits of its nanoseconds. 19:48:05 on 13 December 2025 is the number 1765655285000000000, 36 hours are
# -638156800, one hour is 817405952, and a length that is missing is 0. The same table of polars has texts there, `2025-12-13
# 19:48:05` and `1 day, 12:00:00`; neither has a date. A text that is missing (pandas' `string`) is the text <NA>. There
# is no error. By its documentation it writes tables of pandas and polars.
#
# The hours that are left so are less than nothing. `disputes` writes no workbooks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check rapidxlsx==0.1.0 pandas==2.3.3 polars==1.44.2 openpyxl==3.1.5
cat >write.py <<'PY'
from datetime import datetime, timedelta

import openpyxl
import pandas
import polars
import rapidxlsx

paid = [datetime(2025, 12, 13, 19, 48, 5), datetime(2025, 12, 14), None]
left = [timedelta(hours=36), timedelta(hours=1), None]
notes = ["blue", None, "red"]
tables = {
    "pandas": pandas.DataFrame({"paid": paid, "left": left, "note": pandas.array(notes, dtype="string"), "amount": [12.5, None, 0.0]}),
    "polars": polars.DataFrame({"paid": paid, "left": left, "note": notes, "amount": [12.5, None, 0.0]}),
}
for name, table in tables.items():
    rapidxlsx.write(f"{name}.xlsx", table)
    for row in openpyxl.load_workbook(f"{name}.xlsx").active.iter_rows(values_only=True):
        print(name, *(repr(value) for value in row))
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cells"; exit 1; }
pandas 'paid' 'left' 'note' 'amount'
pandas 1765655285000000000 -638156800 'blue' 12.5
pandas 1765670400000000000 817405952 '<NA>' None
pandas None 0 'red' 0.0
polars 'paid' 'left' 'note' 'amount'
polars '2025-12-13 19:48:05' '1 day, 12:00:00' 'blue' 12.5
polars '2025-12-14 00:00:00' '1:00:00' None None
polars None None 'red' 0.0
SEEN
echo "as seen: 36 hours are minus 638 million"
