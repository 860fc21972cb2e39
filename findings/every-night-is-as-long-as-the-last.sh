#!/usr/bin/env bash
# Seen on 2026-11-30 with business-duration 0.68 from PyPI (with pandas 2.3.3), which counts the time of work between two moments,
# and businesstimedelta 1.0.1 (PyPI) beside it: with working hours over midnight, as those of a shop in China that answers buyers in
# America (21:00 to 3:00), all nights are as long as the last one. From Monday, 21:00, to Friday, 1:00, are three nights of 6
# hours and one of 4, which is 22; it says 16. Each hour more of the last night adds four, up to 24 at 3:00, which is right. Of the
# first day what lies before 3:00 is left out: from 1:00 to 2:00 is no time, and from 1:00 to 1:00 of the next day are 4 hours for 6.
# There is no error. Hours over midnight have a part of their own in its code; with hours of a day both libraries say the same.
#
# Of a limit of 24 hours of work so more is left than there is. `disputes` counts hours of the clock.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check business-duration==0.68 businesstimedelta==1.0.1 pandas==2.3.3 holidays==0.85
cat >count.py <<'PY'
from datetime import datetime, time

import businesstimedelta
from business_duration import businessDuration


def beside(first, last, open_, close):
    """The hours of the other library, with Saturdays and Sundays as days of work like those that are compared."""
    if open_ < close:
        rules = [businesstimedelta.WorkDayRule(start_time=open_, end_time=close, working_days=range(7))]
    else:
        rules = [businesstimedelta.WorkDayRule(start_time=open_, end_time=time(23, 59, 59, 999999), working_days=range(7))]
        rules.append(businesstimedelta.WorkDayRule(start_time=time(0), end_time=close, working_days=range(7)))
    found = businesstimedelta.Rules(rules).difference(first, last)
    return round(found.hours + found.seconds / 3600, 2)


night, day = (time(21), time(3)), (time(9), time(17))
for hours, first, last in (
    (night, "2026-01-12 21:00", "2026-01-13 03:00"),
    (night, "2026-01-12 21:00", "2026-01-16 00:00"),
    (night, "2026-01-12 21:00", "2026-01-16 01:00"),
    (night, "2026-01-12 21:00", "2026-01-16 02:00"),
    (night, "2026-01-12 21:00", "2026-01-16 03:00"),
    (night, "2026-01-12 01:00", "2026-01-12 02:00"),
    (night, "2026-01-12 01:00", "2026-01-13 01:00"),
    (day, "2026-01-12 10:00", "2026-01-16 12:00"),
    (day, "2026-01-12 08:00", "2026-01-13 18:00"),
):
    pair = datetime.fromisoformat(first), datetime.fromisoformat(last)
    seen = businessDuration(*pair, *hours, weekendlist=[], unit="hour")
    print(f"{hours[0]:%H}-{hours[1]:%H}, {pair[0]:%a %H:%M} to {pair[1]:%a %H:%M}: {seen}, businesstimedelta {beside(*pair, *hours)}")
PY
python/bin/python count.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other hours"; exit 1; }
21-03, Mon 21:00 to Tue 03:00: 6.0, businesstimedelta 6.0
21-03, Mon 21:00 to Fri 00:00: 12.0, businesstimedelta 21.0
21-03, Mon 21:00 to Fri 01:00: 16.0, businesstimedelta 22.0
21-03, Mon 21:00 to Fri 02:00: 20.0, businesstimedelta 23.0
21-03, Mon 21:00 to Fri 03:00: 24.0, businesstimedelta 24.0
21-03, Mon 01:00 to Mon 02:00: 0, businesstimedelta 1.0
21-03, Mon 01:00 to Tue 01:00: 4.0, businesstimedelta 6.0
09-17, Mon 10:00 to Fri 12:00: 34.0, businesstimedelta 34.0
09-17, Mon 08:00 to Tue 18:00: 16.0, businesstimedelta 16.0
SEEN
echo "as seen: all nights are as long as the last"
