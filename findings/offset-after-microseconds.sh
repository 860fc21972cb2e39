#!/usr/bin/env bash
# Seen on 2026-11-29 with pyexcel 0.7.6 (with pyexcel-io 0.6.8) from PyPI: of a column of times with their offsets in a
# csv a time that has six digits of a second is read as a `datetime` without its offset, and a time of whole seconds as
# the text that it is, with the offset. The first 26 characters are taken for the time and what follows is dropped, also
# the name of a zone. Python prints a moment in either form, with digits of a second only where there are any, so that
# pyexcel does not read back what it has written itself. There is no error.
#
# A time that was taken from a clock with parts of a second is so 8 hours off for a shop in China, and the one below it
# is right. `auto_detect_datetime=False` leaves texts alone. `disputes` reads both forms with their offsets.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyexcel==0.7.6 pyexcel-io==0.6.8
cat >run.py <<'PY'
from datetime import datetime, timedelta, timezone

import pyexcel

china = timezone(timedelta(hours=8))
rows = [["paid"], [datetime(2025, 12, 13, 19, 48, 0, 609000, china)], [datetime(2025, 12, 13, 19, 48, 0, 0, china)],
        ["2025-12-13 03:48:00.609000 PST"]]
pyexcel.save_as(array=rows, dest_file_name="orders.csv")
print("orders.csv", *open("orders.csv").read().split("\n")[1:4], sep="\n  ")
for options in ({}, {"auto_detect_datetime": False}):
    print("read", options or "")
    for (time,) in pyexcel.get_array(file_name="orders.csv", **options)[1:]:
        print(" ", type(time).__name__, time)
PY
python/bin/python run.py >seen
cat seen
diff seen - <<'SEEN'
orders.csv
  2025-12-13 19:48:00.609000+08:00
  2025-12-13 19:48:00+08:00
  2025-12-13 03:48:00.609000 PST
read 
  datetime 2025-12-13 19:48:00.609000
  str 2025-12-13 19:48:00+08:00
  datetime 2025-12-13 03:48:00.609000
read {'auto_detect_datetime': False}
  str 2025-12-13 19:48:00.609000+08:00
  str 2025-12-13 19:48:00+08:00
  str 2025-12-13 03:48:00.609000 PST
SEEN
echo "as seen: what follows the sixth digit of a second is dropped"
