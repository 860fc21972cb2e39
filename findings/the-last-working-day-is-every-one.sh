#!/usr/bin/env bash
# Seen on 2026-11-30 with ice_cube 0.16.4 for Ruby (Debian 12, ruby-ice-cube), and python-dateutil 2.9.0.post0 (PyPI) beside
# it, which read the rules by which an event of a calendar comes again (RRULE): the last working day of each month
# (`BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`) is every working day. `BYSETPOS` is passed over, while `BYWEEKNO` is refused. Every
# second week on Tuesday and Sunday the Sunday falls into the other week, as weeks begin on Sunday unless `WKST` says
# otherwise; they begin on Monday (RFC 5545, 3.3.10). "Monthly" from the 31st has a day in every month, where months without
# that day are left out (same place), and "yearly" from 29 February has 28 February. The first of each month, written
# `FREQ=YEARLY;BYMONTHDAY=1`, is one day a year. There is no error.
#
# A reminder to close the month so comes on every day of work. `disputes list --format ics` writes no rules.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! ruby -e 'require "ice_cube"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ruby ruby-ice-cube >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
cat >rules <<'RULES'
2026-01-30 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
2025-12-16 FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU
2025-12-16 FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=MO
2026-01-31 FREQ=MONTHLY
2024-02-29 FREQ=YEARLY
2026-01-01 FREQ=YEARLY;BYMONTHDAY=1
2026-01-30 FREQ=MONTHLY;BYDAY=-1FR
RULES
cat >days.rb <<'RB'
require "ice_cube"

first, rule = ARGV
schedule = IceCube::Schedule.new(Time.utc(*first.split("-"), 9))
schedule.add_recurrence_rule(IceCube::Rule.from_ical(rule))
puts "  ice_cube #{schedule.first(6).map { |day| day.to_time.strftime("%Y-%m-%d") }.join(" ")}"
RB
cat >days.py <<'PY'
import datetime
import itertools
import sys

from dateutil.rrule import rrulestr

first, rule = sys.argv[1:]
days = rrulestr(rule, dtstart=datetime.datetime.fromisoformat(first + "T09:00"))
print("  dateutil", *[day.strftime("%Y-%m-%d") for day in itertools.islice(days, 6)])
PY
while read -r first rule; do
  echo "from $first: $rule"
  python/bin/python days.py "$first" "$rule"
  TZ=UTC ruby days.rb "$first" "$rule"
done <rules >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
from 2026-01-30: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
  dateutil 2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29 2026-06-30
  ice_cube 2026-01-30 2026-02-02 2026-02-03 2026-02-04 2026-02-05 2026-02-06
from 2025-12-16: FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU
  dateutil 2025-12-16 2025-12-21 2025-12-30 2026-01-04 2026-01-13 2026-01-18
  ice_cube 2025-12-16 2025-12-28 2025-12-30 2026-01-11 2026-01-13 2026-01-25
from 2025-12-16: FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=MO
  dateutil 2025-12-16 2025-12-21 2025-12-30 2026-01-04 2026-01-13 2026-01-18
  ice_cube 2025-12-16 2025-12-21 2025-12-30 2026-01-04 2026-01-13 2026-01-18
from 2026-01-31: FREQ=MONTHLY
  dateutil 2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31 2026-10-31
  ice_cube 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30
from 2024-02-29: FREQ=YEARLY
  dateutil 2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29 2044-02-29
  ice_cube 2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29 2029-02-28
from 2026-01-01: FREQ=YEARLY;BYMONTHDAY=1
  dateutil 2026-01-01 2026-02-01 2026-03-01 2026-04-01 2026-05-01 2026-06-01
  ice_cube 2026-01-01 2027-01-01 2028-01-01 2029-01-01 2030-01-01 2031-01-01
from 2026-01-30: FREQ=MONTHLY;BYDAY=-1FR
  dateutil 2026-01-30 2026-02-27 2026-03-27 2026-04-24 2026-05-29 2026-06-26
  ice_cube 2026-01-30 2026-02-27 2026-03-27 2026-04-24 2026-05-29 2026-06-26
SEEN
echo "as seen: the last working day of a month is every working day"
