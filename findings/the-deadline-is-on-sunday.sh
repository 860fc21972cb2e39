#!/usr/bin/env bash
# Seen on 2026-11-30 with sla-calculator 1.0.0 and TimeBetweenBusinessHours 0.8.5 from PyPI, which count hours of work, and
# businesstimedelta 1.0.1 (PyPI) beside them: for sla-calculator, which says until when a request has to be answered, Friday is
# a day off and Sunday one of work. Two hours from Friday at 14:00, with work from 9 to 17, end on Sunday at 11:00. It takes the
# days of pendulum 2.1.2, the version that it asks for, to begin with Monday, and they begin with Sunday. And the day on which the
# last hours fall is not looked at: 24 hours from Wednesday, 14 January 2026, end on Monday the 19th, a holiday of the USA that
# it knows. TimeBetweenBusinessHours counts 14 hours from Friday morning to Sunday afternoon, where Friday has 8, and -1 from
# Saturday to Sunday: of all pairs of whole hours within three weeks, at most ten days apart, 31 % are wrong. There is no error.
# businesstimedelta agrees with a count hour by hour.
#
# Who answers a dispute by such a deadline is late or works on Sunday. `disputes` counts deadlines of the platform in days and
# hours of the clock.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check setuptools==80.9.0 sla-calculator==1.0.0 TimeBetweenBusinessHours==0.8.5 businesstimedelta==1.0.1 pytz==2025.2
cat >hours.py <<'PY'
from datetime import date, datetime, time, timedelta

import businesstimedelta
import holidays
import pendulum
import pytz
from sla_calculator import SLA_Calculator
from TimeBetweenBusinessHours import TimeBetweenBusinessHours

workday = businesstimedelta.WorkDayRule(start_time=time(9), end_time=time(17), working_days=[0, 1, 2, 3, 4])
rules = businesstimedelta.Rules([workday, businesstimedelta.HolidayRule(holidays.US())])
print(f"pendulum {pendulum.__version__}: the number of Sunday is {pendulum.datetime(2026, 1, 18).day_of_week}; 19 January 2026: {holidays.US().get(date(2026, 1, 19))}")
for begin, hours in ((datetime(2026, 1, 15, 10), 2), (datetime(2026, 1, 16, 14), 2), (datetime(2026, 1, 16, 14), 6), (datetime(2026, 1, 17, 10), 4), (datetime(2026, 1, 14, 10), 24)):
    deadline = SLA_Calculator().calculate(begin.isoformat(), 9, 17, "US", hours)
    beside = begin.replace(tzinfo=pytz.utc) + businesstimedelta.BusinessTimeDelta(rules, hours=hours)
    print(f"{hours} hours from {begin:%A %d, %H:%M}: sla-calculator {deadline:%A %d, %H:%M}, businesstimedelta {beside:%A %d, %H:%M}")


def counted(begin, end):
    hours = [begin + timedelta(hours=hour) for hour in range(int((end - begin) / timedelta(hours=1)))]
    return sum(hour.weekday() < 5 and 9 <= hour.hour < 17 for hour in hours)


def between(begin, end):
    return TimeBetweenBusinessHours(begin, end, [9, 17], [6, 7], []).get_hours()


for begin, end in ((datetime(2026, 1, 16, 6), datetime(2026, 1, 18, 15)), (datetime(2026, 1, 10, 10), datetime(2026, 1, 11, 17)), (datetime(2026, 1, 12, 10), datetime(2026, 1, 13, 12))):
    print(f"{begin:%A %H:%M} to {end:%A %H:%M}: TimeBetweenBusinessHours {between(begin, end)}, counted {counted(begin, end)}")
first = datetime(2026, 1, 5)
pairs = [(first + timedelta(hours=begin), first + timedelta(hours=begin + length)) for begin in range(0, 24 * 14) for length in range(1, 24 * 10)]
wrong = sum(between(*pair) != counted(*pair) for pair in pairs[::7])
print(f"of {len(pairs[::7])} pairs {100 * wrong / len(pairs[::7]):.0f} % are wrong")
PY
python/bin/python -W ignore hours.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other hours"; exit 1; }
pendulum 2.1.2: the number of Sunday is 0; 19 January 2026: Martin Luther King Jr. Day
2 hours from Thursday 15, 10:00: sla-calculator Thursday 15, 12:00, businesstimedelta Thursday 15, 12:00
2 hours from Friday 16, 14:00: sla-calculator Sunday 18, 11:00, businesstimedelta Friday 16, 16:00
6 hours from Friday 16, 14:00: sla-calculator Sunday 18, 15:00, businesstimedelta Tuesday 20, 12:00
4 hours from Saturday 17, 10:00: sla-calculator Sunday 18, 13:00, businesstimedelta Tuesday 20, 13:00
24 hours from Wednesday 14, 10:00: sla-calculator Monday 19, 10:00, businesstimedelta Tuesday 20, 10:00
Friday 06:00 to Sunday 15:00: TimeBetweenBusinessHours 14, counted 8
Saturday 10:00 to Sunday 17:00: TimeBetweenBusinessHours -1, counted 0
Monday 10:00 to Tuesday 12:00: TimeBetweenBusinessHours 10, counted 10
of 11472 pairs 31 % are wrong
SEEN
echo "as seen: the deadline is on Sunday"
