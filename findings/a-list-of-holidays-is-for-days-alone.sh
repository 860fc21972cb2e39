#!/usr/bin/env bash
# Seen on 2026-11-30 with bdateutil 0.1 from PyPI (with python-dateutil 2.9.0.post0), which adds working days to dates and counts
# them: a list of holidays counts for a date and not for a moment. With the five days of Spring
# Festival as `holidays`, three working days after Friday, 13 February 2026, are Wednesday the 25th; after 19:48 on that
# Friday they are Wednesday the 18th, in the middle of the holidays. Counted back, from the 13th to the 25th are 8 working days for 3,
# also of two dates. With the holidays as moments of 0:00 the count is right and the date is not. And a last day on a weekend is a
# working day: from Friday to Saturday, to Sunday and to Monday is one each, and so is Saturday to Sunday. There is no error.
#
# A deadline of three working days so ends a week early, or was kept where it was not. `disputes` counts days of the calendar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check --no-deps bdateutil==0.1 python-dateutil==2.9.0.post0 six==1.17.0
cat >count.py <<'PY'
from datetime import date, datetime, timedelta

from bdateutil import relativedelta

days = [date(2026, 2, 16) + timedelta(days=number) for number in range(5)]
moments = [datetime(2026, 2, 16) + timedelta(days=number) for number in range(5)]
for kind, holidays in (("days", days), ("moments", moments)):
    for begin in (date(2026, 2, 13), datetime(2026, 2, 13), datetime(2026, 2, 13, 19, 48)):
        end = begin + relativedelta(bdays=3, holidays=holidays)
        print(f"holidays as {kind}: three working days after {begin!s:19} end on {end:%a} {end}")
    count = relativedelta(date(2026, 2, 25), date(2026, 2, 13), holidays=holidays).bdays
    print(f"holidays as {kind}: from 13 to 25 February are {count} working days")
for first, last in ((16, 17), (16, 18), (16, 19), (17, 18), (12, 16)):
    pair = date(2026, 1, first), date(2026, 1, last)
    print(f"{pair[0]:%a %d} to {pair[1]:%a %d} January: {relativedelta(pair[1], pair[0]).bdays}")
PY
python/bin/python count.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
holidays as days: three working days after 2026-02-13          end on Wed 2026-02-25
holidays as days: three working days after 2026-02-13 00:00:00 end on Wed 2026-02-18 00:00:00
holidays as days: three working days after 2026-02-13 19:48:00 end on Wed 2026-02-18 19:48:00
holidays as days: from 13 to 25 February are 8 working days
holidays as moments: three working days after 2026-02-13          end on Wed 2026-02-18
holidays as moments: three working days after 2026-02-13 00:00:00 end on Wed 2026-02-25 00:00:00
holidays as moments: three working days after 2026-02-13 19:48:00 end on Wed 2026-02-18 19:48:00
holidays as moments: from 13 to 25 February are 3 working days
Fri 16 to Sat 17 January: 1
Fri 16 to Sun 18 January: 1
Fri 16 to Mon 19 January: 1
Sat 17 to Sun 18 January: 1
Mon 12 to Fri 16 January: 4
SEEN
echo "as seen: a list of holidays is for days alone"
