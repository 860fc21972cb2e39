#!/usr/bin/env bash
# Seen on 2026-11-30 with crontzconvert 0.1.2 (PyPI) and crontzconvert 1.1.1 (npm), which turn a line of a crontab into
# the line for a machine in another time zone. Monday at 6:30 in Shanghai is Sunday at 22:30 in UTC. The package from
# PyPI writes `30 22 * * 1`, Monday, which is Tuesday at 6:30 in Shanghai: it changes the hours and keeps the days, of
# the week and of the month. Of half hours it drops the half: 8:30 in Kolkata is 3:00 in UTC, and it writes 2:30. The
# package from npm moves all hours of a line to the day to which the last moved: Monday at 6 and at 20 in Shanghai,
# which is Sunday at 22 and Monday at 12 in UTC, becomes Sunday at 12 and 22, so that the evening run comes a day early.
# There is no error. Both are right where no hour passes midnight.
#
# A report for Monday's meeting so comes on Tuesday. `disputes schedule` prints entries in the time of the machine.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund crontzconvert@1.1.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check crontzconvert==0.1.2 pytz==2026.6
cat >convert.cjs <<'JS'
const { convert } = require("crontzconvert");
console.log("  npm ", convert(process.argv[2], process.argv[3], "UTC"), "(with seconds)");
JS
cat >convert.py <<'PY'
import sys

import crontzconvert

print("  PyPI", crontzconvert.convert(sys.argv[1], sys.argv[2], "UTC"))
PY
# Only the days and hours in UTC at which a line of one's own zone is due, worked out by moments.
cat >moments.py <<'PY'
import datetime
import sys
from zoneinfo import ZoneInfo

minute, hours, day, _, weekday = sys.argv[1].split()
zone = ZoneInfo(sys.argv[2])
due = []
for number in range(1, 29):
    date = datetime.date(2026, 6, number)
    if (weekday == "*" or date.isoweekday() % 7 == int(weekday)) and (day == "*" or number == int(day)):
        for hour in hours.split(","):
            due.append(datetime.datetime(2026, 6, number, int(hour), int(minute), tzinfo=zone).astimezone(datetime.timezone.utc))
shown = "%d %H:%M" if day != "*" else "%a %H:%M" if weekday != "*" else "%H:%M"
print("  due ", ", ".join(sorted({f"{moment:{shown}}" for moment in due})))
PY
while read -r zone line; do
  echo "$line in $zone"
  python3 moments.py "$line" "$zone"
  node convert.cjs "$line" "$zone"
  python/bin/python convert.py "$line" "$zone"
done >seen <<'LINES'
Asia/Shanghai 30 6 * * 1
Asia/Shanghai 30 6 15 * *
Asia/Shanghai 0 6,20 * * 1
Asia/Shanghai 30 8 * * 1
Asia/Kolkata 30 8 * * *
LINES
cat seen
diff seen - <<'SEEN' || { echo "changed: another line"; exit 1; }
30 6 * * 1 in Asia/Shanghai
  due  Sun 22:30
  npm  0 30 22 * * 0 (with seconds)
  PyPI 30 22 * * 1
30 6 15 * * in Asia/Shanghai
  due  14 22:30
  npm  0 30 22 14 * * (with seconds)
  PyPI 30 22 15 * *
0 6,20 * * 1 in Asia/Shanghai
  due  Mon 12:00, Sun 22:00
  npm  0 0 12,22 * * 0 (with seconds)
  PyPI 0 12,22 * * 1
30 8 * * 1 in Asia/Shanghai
  due  Mon 00:30
  npm  0 30 0 * * 1 (with seconds)
  PyPI 30 0 * * 1
30 8 * * * in Asia/Kolkata
  due  03:00
  npm  0 0 3 * * * (with seconds)
  PyPI 30 2 * * *
SEEN
echo "as seen: the run of a Monday comes on another day"
