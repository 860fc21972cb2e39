#!/usr/bin/env bash
# Seen on 2026-11-29 with xlsx2csv 0.8.4 from PyPI: a date cell whose format has one `h` (`m/d/yy h:mm`,
# which is the built-in format 22, or `yyyy/m/d h:mm`) is written with an hour of 1 to 12 and without AM or
# PM: 19:48 becomes 07:48, and 00:05 becomes 12:05. The same cell with `hh:mm` is right, and so is a format
# of a time alone (`h:mm`). Format 22 is what spreadsheet programs give a date with a time.
#
# An export that was opened in a spreadsheet program, saved, and converted for a script so has half of its
# times twelve hours too early, and nothing in the csv shows it but that no hour is 0 or above 12.
# `disputes` has a caveat for such a column (`half_day_clock`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.4 xlsxwriter==3.3.1
cat >write.py <<'PY'
from datetime import datetime

import xlsxwriter

formats = [22, "yyyy/m/d h:mm", "yyyy/mm/dd hh:mm", "h:mm"]
book = xlsxwriter.Workbook("orders.xlsx")
sheet = book.add_worksheet("orders")
for column, name in enumerate(formats):
    sheet.write_string(0, column, str(name))
    shown = book.add_format({"num_format": name})
    sheet.write_datetime(1, column, datetime(2025, 12, 13, 19, 48), shown)
    sheet.write_datetime(2, column, datetime(2025, 12, 13, 0, 5), shown)
book.close()
PY
python/bin/python write.py
python/bin/xlsx2csv orders.xlsx >seen
cat seen
diff seen - <<'SEEN'
22,yyyy/m/d h:mm,yyyy/mm/dd hh:mm,h:mm
12/13/25 07:48,2025/12/13 07:48,2025/12/13 19:48,19:48
12/13/25 12:05,2025/12/13 12:05,2025/12/13 00:05,00:05
SEEN
echo "as seen: 19:48 is written as 07:48, and 00:05 as 12:05"
