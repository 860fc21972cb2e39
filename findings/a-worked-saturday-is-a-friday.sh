#!/usr/bin/env bash
# Seen on 2026-12-01 with cnholidays 0.1.0 (with holidays 0.109) and chinese-calendar 1.11.0 beside it, both from PyPI, which
# say whether a day is a day of work in China. Of the five weekend days of 2025 that are worked in place of holidays cnholidays
# has four: Saturday, 8 February, is not a day of work, and in its place the list has 28 February, a Friday, which is one
# anyway. Of 2024 and 2026 it has none of the eight and six, and answers for these years too: there is no error.
# holidays, on which it stands, knows all of them (`is_working_day`). chinese-calendar refuses a year that it has no list of.
#
# A deadline in days of work over the Spring Festival so is a day late. `disputes` counts calendar days and hours.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cnholidays==0.1.0 holidays==0.109 chinese-calendar==1.11.0
cat >days.py <<'PY'
from datetime import date, timedelta

import chinese_calendar
import holidays
from cnholidays import ChineseCalendar

calendar = ChineseCalendar([2024, 2025, 2026])
china = holidays.CN(years=[2024, 2025, 2026])
for year in (2024, 2025, 2026):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    others = [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)]
    third = [day for day in days if china.is_working_day(day) != chinese_calendar.is_workday(day)]
    print(f"{year}: cnholidays differs on {', '.join(f'{day:%a %d %b}' for day in others) or 'no day'}")
    print(f"  days on which holidays differs: {len(third)}")
print("listed for 2025:", ", ".join(f"{day:%a %d %b}" for day in calendar.get_workday_adjustments(2025)))
try:
    print("2028, chinese-calendar:", chinese_calendar.is_workday(date(2028, 1, 29)))
except NotImplementedError:
    print("2028, chinese-calendar: NotImplementedError; cnholidays:", calendar.is_workday(date(2028, 1, 29)))
PY
python/bin/python days.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days of work"; exit 1; }
2024: cnholidays differs on Sun 04 Feb, Sun 18 Feb, Sun 07 Apr, Sun 28 Apr, Sat 11 May, Sat 14 Sep, Sun 29 Sep, Sat 12 Oct
  days on which holidays differs: 0
2025: cnholidays differs on Sat 08 Feb
  days on which holidays differs: 0
2026: cnholidays differs on Sun 04 Jan, Sat 14 Feb, Sat 28 Feb, Sat 09 May, Sun 20 Sep, Sat 10 Oct
  days on which holidays differs: 0
listed for 2025: Sun 26 Jan, Fri 28 Feb, Sun 27 Apr, Sun 28 Sep, Sat 11 Oct
2028, chinese-calendar: NotImplementedError; cnholidays: False
SEEN
echo "as seen: a worked Saturday is a Friday"
