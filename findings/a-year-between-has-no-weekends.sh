#!/usr/bin/env bash
# Seen on 2026-12-01 with chinaholidays 2026.2.16, and chinese-days 0.0.2 and chinese-calendar 1.11.0 beside it, all
# from PyPI, which know the holidays of China and the weekends that are worked in their place: the working days from one
# day to another (`filter_holidays`) are right within a year and from one year to the next. Over more than that only the
# first and the last year have weekends and holidays: all 365 days of the years between count as days of work, Sundays,
# the Spring Festival and 1 October too. There is no error. Each single year is right.
#
# From September 2024 to February 2026 so are 117 days of work more than there were, and every time per working day is
# too short. `disputes` counts calendar days and hours.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check chinaholidays==2026.2.16 chinese-days==0.0.2 chinese-calendar==1.11.0
cat >days.py <<'PY'
from datetime import date, datetime

import chinese_calendar
import chinesedays
from ChinaHolidays import filter_holidays

for first, last in (
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2025, 9, 1), date(2026, 2, 28)),
    (date(2024, 1, 1), date(2025, 12, 31)),
    (date(2024, 9, 1), date(2026, 2, 28)),
    (date(2023, 9, 1), date(2026, 2, 28)),
):
    found = filter_holidays(datetime(*first.timetuple()[:3]), datetime(*last.timetuple()[:3]), True)
    others = [len(chinese_calendar.get_workdays(first, last)), len(chinesedays.get_workdays_in_range(first, last))]
    print(f"{first} to {last}: chinaholidays {len(found)}, chinese-calendar {others[0]}, chinese-days {others[1]}")
    for day in (date(2025, 10, 1), date(2025, 7, 6)):
        if first <= day <= last:
            print(f"  {day}, {day:%A}: chinaholidays {datetime(*day.timetuple()[:3]) in found}, chinese-calendar {chinese_calendar.is_workday(day)}")
PY
python/bin/python days.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other working days"; exit 1; }
2025-01-01 to 2025-12-31: chinaholidays 248, chinese-calendar 248, chinese-days 248
  2025-10-01, Wednesday: chinaholidays False, chinese-calendar False
  2025-07-06, Sunday: chinaholidays False, chinese-calendar False
2025-09-01 to 2026-02-28: chinaholidays 121, chinese-calendar 121, chinese-days 121
  2025-10-01, Wednesday: chinaholidays False, chinese-calendar False
2024-01-01 to 2025-12-31: chinaholidays 499, chinese-calendar 499, chinese-days 499
  2025-10-01, Wednesday: chinaholidays False, chinese-calendar False
  2025-07-06, Sunday: chinaholidays False, chinese-calendar False
2024-09-01 to 2026-02-28: chinaholidays 485, chinese-calendar 368, chinese-days 368
  2025-10-01, Wednesday: chinaholidays True, chinese-calendar False
  2025-07-06, Sunday: chinaholidays True, chinese-calendar False
2023-09-01 to 2026-02-28: chinaholidays 850, chinese-calendar 618, chinese-days 618
  2025-10-01, Wednesday: chinaholidays True, chinese-calendar False
  2025-07-06, Sunday: chinaholidays True, chinese-calendar False
SEEN
echo "as seen: a year between has no weekends"
