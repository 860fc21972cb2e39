#!/usr/bin/env bash
# Seen on 2026-11-30 with bizdatim 0.2.0 from PyPI, which adds working days to dates, and python-networkdays 1.2 (PyPI) beside it, which
# lists them: five working days after a Saturday or Sunday end on the Monday of the second week, which is the sixth; four end on
# Thursday, as they should, and ten on the eleventh. Over holidays some days are lost or too many, by the day from which is
# counted: with Spring Festival from 16 to 20 February 2026 three working days after Sunday the 15th end on Monday the 23rd,
# the first one, and five after Tuesday, 10 February, on Monday the 23rd are the fourth. There is no error.
#
# A deadline so is a day late, or two days early. `disputes` counts days of the calendar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check bizdatim==0.2.0 python-networkdays==1.2
cat >count.py <<'PY'
from datetime import date, timedelta

from bizdatim import SAT, SUN, Policy
from networkdays.networkdays import Networkdays

holidays = [date(2026, 2, 16) + timedelta(days=number) for number in range(5)]
policy = Policy(weekends=(SAT, SUN), holidays=tuple(holidays))


def listed(day, count):
    """The day on which so many working days are over, of a list of them that begins on the day after."""
    return Networkdays(day + timedelta(days=1), day + timedelta(days=60), set(holidays)).networkdays()[count - 1]


for day, count in (
    (date(2026, 1, 9), 5),
    (date(2026, 1, 10), 4),
    (date(2026, 1, 10), 5),
    (date(2026, 1, 11), 10),
    (date(2026, 2, 15), 3),
    (date(2026, 2, 10), 5),
    (date(2026, 2, 12), 4),
):
    print(f"{count} after {day:%a %d %b}: bizdatim {policy.add(day, count):%a %d %b}, networkdays {listed(day, count):%a %d %b}")
late = early = 0
cases = [(date(2026, 1, 5) + timedelta(days=begin), count) for begin in range(56) for count in range(1, 11)]
for day, count in cases:
    late += policy.add(day, count) > listed(day, count)
    early += policy.add(day, count) < listed(day, count)
print(f"of {len(cases)}: {late} late, {early} early")
PY
python/bin/python count.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
5 after Fri 09 Jan: bizdatim Fri 16 Jan, networkdays Fri 16 Jan
4 after Sat 10 Jan: bizdatim Thu 15 Jan, networkdays Thu 15 Jan
5 after Sat 10 Jan: bizdatim Mon 19 Jan, networkdays Fri 16 Jan
10 after Sun 11 Jan: bizdatim Mon 26 Jan, networkdays Fri 23 Jan
3 after Sun 15 Feb: bizdatim Mon 23 Feb, networkdays Wed 25 Feb
5 after Tue 10 Feb: bizdatim Mon 23 Feb, networkdays Tue 24 Feb
4 after Thu 12 Feb: bizdatim Mon 23 Feb, networkdays Wed 25 Feb
of 560: 32 late, 48 early
SEEN
echo "as seen: five working days from a Saturday are six"
