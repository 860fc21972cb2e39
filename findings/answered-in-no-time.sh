#!/usr/bin/env bash
# Seen on 2026-11-30 with businesstime 0.3.0 and biztime 0.0.8 from PyPI, which count the hours of work between two moments, and
# officehours 0.1.9 (PyPI) beside them: with hours of 9 to 17, from an evening to the evening of the next day are no hours for
# businesstime. From Tuesday, 19:30, to Wednesday, 18:00, are the 8 hours of Wednesday; to Wednesday, 16:59, it says 7:59, and to
# Thursday, 18:00, it says 16. So a longer time is a shorter one. biztime takes Saturdays, Sundays and holidays for working days
# where both moments are on the same one: from 11:00 to 15:00 on a Sunday are 4 hours, and from 11:00 on Saturday to 15:00 on
# Sunday none. There is no error. Both say that they leave out what is not business time. officehours is right for all pairs.
#
# A dispute of the evening that waited for the whole next day so was answered at once. `disputes` counts hours of the clock.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check businesstime==0.3.0 biztime==0.0.8 officehours==0.1.9
cat >count.py <<'PY'
from datetime import date, datetime, time, timedelta
from itertools import combinations

from biztime.biztime import BizTime
from businesstime import BusinessTime
from officehours import Calculator

holidays = [date(2026, 1, 1)]
libraries = {
    "businesstime": lambda first, last: BusinessTime(holidays=holidays).businesstime_hours(first, last),
    "biztime": lambda first, last: BizTime({"weekend": [5, 6], "holidays": holidays}).date_diff(first, last),
    "officehours": lambda first, last: timedelta(hours=Calculator("9:00", "17:00", holidays).working_hours(first, last)),
}


def hours(first, last):
    """The time from 9 to 17 on working days between two moments, day by day."""
    sum_, day = timedelta(), first.date()
    while day <= last.date():
        if day.weekday() < 5 and day not in holidays:
            begin = max(first, datetime.combine(day, time(9)))
            sum_ += max(min(last, datetime.combine(day, time(17))) - begin, timedelta())
        day += timedelta(days=1)
    return sum_


for first, last in (
    ("2026-01-13 19:30", "2026-01-14 16:59"),
    ("2026-01-13 19:30", "2026-01-14 18:00"),
    ("2026-01-13 19:30", "2026-01-15 18:00"),
    ("2026-01-18 11:00", "2026-01-18 15:00"),
    ("2026-01-17 11:00", "2026-01-18 15:00"),
    ("2026-01-01 10:00", "2026-01-01 12:00"),
):
    pair = datetime.fromisoformat(first), datetime.fromisoformat(last)
    print(f"{pair[0]:%a %d %H:%M} to {pair[1]:%a %d %H:%M}: {hours(*pair)},", *(f"{name} {count(*pair)}" for name, count in libraries.items()))
moments = [datetime(2025, 12, 29) + timedelta(hours=number) for number in range(0, 14 * 24, 2)]
pairs = list(combinations(moments, 2))
for name, count in libraries.items():
    print(f"{name}: {sum(count(*pair) != hours(*pair) for pair in pairs)} of {len(pairs)} pairs are wrong")
PY
python/bin/python count.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other hours"; exit 1; }
Tue 13 19:30 to Wed 14 16:59: 7:59:00, businesstime 7:59:00 biztime 7:59:00 officehours 7:59:00
Tue 13 19:30 to Wed 14 18:00: 8:00:00, businesstime 0:00:00 biztime 8:00:00 officehours 8:00:00
Tue 13 19:30 to Thu 15 18:00: 16:00:00, businesstime 16:00:00 biztime 16:00:00 officehours 16:00:00
Sun 18 11:00 to Sun 18 15:00: 0:00:00, businesstime 0:00:00 biztime 4:00:00 officehours 0:00:00
Sat 17 11:00 to Sun 18 15:00: 0:00:00, businesstime 0:00:00 biztime 0:00:00 officehours 0:00:00
Thu 01 10:00 to Thu 01 12:00: 0:00:00, businesstime 0:00:00 biztime 2:00:00 officehours 0:00:00
businesstime: 72 of 14028 pairs are wrong
biztime: 265 of 14028 pairs are wrong
officehours: 0 of 14028 pairs are wrong
SEEN
echo "as seen: a working day between two evenings is no time"
