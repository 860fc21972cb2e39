#!/usr/bin/env bash
# Seen on 2026-11-30 with SheetJS (xlsx 0.18.5, which npm has; its later build @e965/xlsx 0.20.3 beside it), of a workbook that
# openpyxl 3.1.5 (PyPI) wrote: a time whose seconds are rounded up to 60 loses a minute. 19:47:59.6 in the format `yyyy-mm-dd
# hh:mm:ss` is 19:47:00 in the csv, which is before 19:47:05, and 25:05:59.7 in `[h]:mm:ss` is 25:05:00. In `hh:mm` 23:59:59.6 is
# 24:00 on the same day. So it is with each time from the last half second of a minute, one in 120. There is no error. The later
# build carries the minute: 19:48:00, 25:06:00 and 00:00 on the next day, as the format asks for (ISO/IEC 29500-1, 18.8.31).
#
# Times of payment with fractions of a second come from programs. Written so they change their order. `disputes` reads the
# numbers of cells and not what they show.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund xlsx@0.18.5 @e965/xlsx@0.20.3 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cat >write.py <<'PY'
from datetime import datetime, timedelta

from openpyxl import Workbook

book = Workbook()
sheet = book.active
sheet.append(["what", "shown"])
day = datetime(2025, 12, 13)
CELLS = [
    ("19:47:05", day.replace(hour=19, minute=47, second=5), "yyyy-mm-dd hh:mm:ss"),
    ("19:47:59.4", day.replace(hour=19, minute=47, second=59, microsecond=400000), "yyyy-mm-dd hh:mm:ss"),
    ("19:47:59.6", day.replace(hour=19, minute=47, second=59, microsecond=600000), "yyyy-mm-dd hh:mm:ss"),
    ("23:59:59.6", day.replace(hour=23, minute=59, second=59, microsecond=600000), "yyyy-mm-dd hh:mm:ss"),
    ("23:59:59.6", day.replace(hour=23, minute=59, second=59, microsecond=600000), "yyyy-mm-dd hh:mm"),
    ("25:05:59.7", timedelta(hours=25, minutes=5, seconds=59.7), "[h]:mm:ss"),
]
for name, value, number_format in CELLS:
    sheet.append([f"{name} in {number_format}", value])
    sheet.cell(sheet.max_row, 2).number_format = number_format
book.save("times.xlsx")
PY
cat >read.cjs <<'JS'
for (const name of ["xlsx", "@e965/xlsx"]) {
  const XLSX = require(name);
  const book = XLSX.readFile("times.xlsx");
  for (const line of XLSX.utils.sheet_to_csv(book.Sheets[book.SheetNames[0]]).trimEnd().split("\n").slice(1)) console.log(`${line} by ${name} ${XLSX.version}`);
  const lost = Array.from({ length: 864000 }, (_, tenth) => tenth).filter((tenth) => XLSX.SSF.format("hh:mm:ss", (tenth + 0.01) / 864000) < XLSX.SSF.format("hh:mm:ss", Math.max(tenth - 50, 0) / 864000));
  console.log(`of 864000 tenths of a second of a day ${lost.length} are shown before the one of five seconds earlier, by ${name} ${XLSX.version}`);
}
JS
python/bin/python write.py
node read.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other times"; exit 1; }
19:47:05 in yyyy-mm-dd hh:mm:ss,2025-12-13 19:47:05 by xlsx 0.18.5
19:47:59.4 in yyyy-mm-dd hh:mm:ss,2025-12-13 19:47:59 by xlsx 0.18.5
19:47:59.6 in yyyy-mm-dd hh:mm:ss,2025-12-13 19:47:00 by xlsx 0.18.5
23:59:59.6 in yyyy-mm-dd hh:mm:ss,2025-12-13 23:59:00 by xlsx 0.18.5
23:59:59.6 in yyyy-mm-dd hh:mm,2025-12-13 24:00 by xlsx 0.18.5
25:05:59.7 in [h]:mm:ss,25:05:00 by xlsx 0.18.5
of 864000 tenths of a second of a day 7200 are shown before the one of five seconds earlier, by xlsx 0.18.5
19:47:05 in yyyy-mm-dd hh:mm:ss,2025-12-13 19:47:05 by @e965/xlsx 0.20.3
19:47:59.4 in yyyy-mm-dd hh:mm:ss,2025-12-13 19:47:59 by @e965/xlsx 0.20.3
19:47:59.6 in yyyy-mm-dd hh:mm:ss,2025-12-13 19:48:00 by @e965/xlsx 0.20.3
23:59:59.6 in yyyy-mm-dd hh:mm:ss,2025-12-14 00:00:00 by @e965/xlsx 0.20.3
23:59:59.6 in yyyy-mm-dd hh:mm,2025-12-14 00:00 by @e965/xlsx 0.20.3
25:05:59.7 in [h]:mm:ss,25:06:00 by @e965/xlsx 0.20.3
of 864000 tenths of a second of a day 5 are shown before the one of five seconds earlier, by @e965/xlsx 0.20.3
SEEN
echo "as seen: the last half second costs a minute"
