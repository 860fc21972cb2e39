#!/usr/bin/env bash
# Seen on 2026-11-30 with xlsx-data-stream 0.0.1 from PyPI, which writes rows into a workbook as they come, of a workbook that openpyxl 3.1.5
# (PyPI) read: a length of time of more than 59 days is a day longer. Excel counts 29 February 1900, which there was not, so that
# days from 1 March 1900 on have one more; the library adds it to lengths too. 59 days are 59, and 60 days 61. A date without
# a time is turned into the time zone in which moments are shown (`display_timezone`): 14 December is 13 December, 19:00,
# for New York, and 14 December, 8:00, for Shanghai. A time of day is turned as well. There is no error.
#
# Protection of 60 days so has 61, and each day's orders are of the day before. `disputes` writes no workbooks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlsx-data-stream==0.0.1 openpyxl==3.1.5
cat >write.py <<'PY'
from datetime import date, datetime, timedelta, timezone

import openpyxl
from xlsx_data_stream import get_xlsx_file_stream
from xlsx_data_stream.common import ColumnDescription

formats = {"left": "[h]:mm", "day": "yyyy-mm-dd hh:mm", "paid": "yyyy-mm-dd hh:mm"}
columns = [ColumnDescription(field=field, number_format=format) for field, format in formats.items()]
paid = datetime(2025, 12, 14, 4, tzinfo=timezone.utc)
orders = [{"left": timedelta(days=days), "day": date(2025, 12, 14), "paid": paid} for days in (1, 59, 60, 90)]
for hours in (-5, 0, 8):
    with open("orders.xlsx", "wb") as file:
        file.writelines(get_xlsx_file_stream(columns, orders, display_timezone=timezone(timedelta(hours=hours))))
    for order, row in zip(orders, openpyxl.load_workbook("orders.xlsx").active.iter_rows(min_row=2, values_only=True)):
        print(f"UTC{hours:+}: {order['left'].days} days left: {row[0]}; {order['day']}: {row[1]}; 04:00 in UTC: {row[2]}")
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
UTC-5: 1 days left: 1 day, 0:00:00; 2025-12-14: 2025-12-13 19:00:00; 04:00 in UTC: 2025-12-13 23:00:00
UTC-5: 59 days left: 59 days, 0:00:00; 2025-12-14: 2025-12-13 19:00:00; 04:00 in UTC: 2025-12-13 23:00:00
UTC-5: 60 days left: 61 days, 0:00:00; 2025-12-14: 2025-12-13 19:00:00; 04:00 in UTC: 2025-12-13 23:00:00
UTC-5: 90 days left: 91 days, 0:00:00; 2025-12-14: 2025-12-13 19:00:00; 04:00 in UTC: 2025-12-13 23:00:00
UTC+0: 1 days left: 1 day, 0:00:00; 2025-12-14: 2025-12-14 00:00:00; 04:00 in UTC: 2025-12-14 04:00:00
UTC+0: 59 days left: 59 days, 0:00:00; 2025-12-14: 2025-12-14 00:00:00; 04:00 in UTC: 2025-12-14 04:00:00
UTC+0: 60 days left: 61 days, 0:00:00; 2025-12-14: 2025-12-14 00:00:00; 04:00 in UTC: 2025-12-14 04:00:00
UTC+0: 90 days left: 91 days, 0:00:00; 2025-12-14: 2025-12-14 00:00:00; 04:00 in UTC: 2025-12-14 04:00:00
UTC+8: 1 days left: 1 day, 0:00:00; 2025-12-14: 2025-12-14 08:00:00; 04:00 in UTC: 2025-12-14 12:00:00
UTC+8: 59 days left: 59 days, 0:00:00; 2025-12-14: 2025-12-14 08:00:00; 04:00 in UTC: 2025-12-14 12:00:00
UTC+8: 60 days left: 61 days, 0:00:00; 2025-12-14: 2025-12-14 08:00:00; 04:00 in UTC: 2025-12-14 12:00:00
UTC+8: 90 days left: 91 days, 0:00:00; 2025-12-14: 2025-12-14 08:00:00; 04:00 in UTC: 2025-12-14 12:00:00
SEEN
echo "as seen: sixty days are sixty-one"
