#!/usr/bin/env bash
# Seen on 2026-11-30 with dateutils 0.4.10 (Debian 12), which compute with dates on the command line, and python-dateutil
# 2.9.0.post0 (PyPI) beside it: from 31 January to 1 March 2026 are 29 days, which `ddiff -f '%m months %d days'` calls 1
# month and 62 days. From 30 January it is 1 month and 63 days, and from 31 July to 2 March 7 months and 63 days. It happens
# from the 30th or 31st of a month to the first two days of a March; `-f %d` alone is right. `dround 2026-02-10 -- -1mo`,
# back to the last month 1, is `2025-15-00`, which is no date, while `-Jan` is 2026-01-10 (the manual has numbers of months
# and names side by side). There is no error.
#
# A report of how long disputes took, in months and days, so has some of three months where it was one. `disputes` counts
# terms in days.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v dateutils.ddiff >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq dateutils >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
cat >pairs <<'PAIRS'
2026-01-31 2026-02-28
2026-01-31 2026-03-01
2026-01-31 2026-03-03
2026-01-30 2026-03-01
2026-01-28 2026-03-01
2025-07-31 2026-03-02
PAIRS
cat >count.py <<'PY'
import datetime
import subprocess
import sys

from dateutil.relativedelta import relativedelta

if len(sys.argv) == 3:
    first, last = map(datetime.date.fromisoformat, sys.argv[1:])
    between = relativedelta(last, first)
    print(f"  dateutil {between.years * 12 + between.months} months {between.days} days, in all {(last - first).days}")
    sys.exit()
days = too_many = 0
for number in range(365):
    first = datetime.date(2026, 1, 1) + datetime.timedelta(number)
    lasts = [first + datetime.timedelta(days) for days in range(365)]
    command = ["dateutils.ddiff", str(first), "-f", "%d %m"]
    lines = subprocess.run(command, input="\n".join(map(str, lasts)), capture_output=True, text=True, check=True).stdout.splitlines()
    days += len(lines)
    too_many += sum(int(line.split()[0]) > 31 for line in lines)
print(f"of {days} pairs of days {too_many} have more than 31 days besides their months")
PY
{
  while read -r first last; do
    echo "$first to $last"
    echo "  ddiff    $(dateutils.ddiff "$first" "$last" -f '%m months %d days'), in all $(dateutils.ddiff "$first" "$last" -f %d)"
    python/bin/python count.py "$first" "$last"
  done <pairs
  python/bin/python count.py
  for back in -1mo -Jan -Mon; do echo "dround 2026-02-10 -- $back: $(dateutils.dround 2026-02-10 -- "$back")"; done
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other lengths"; exit 1; }
2026-01-31 to 2026-02-28
  ddiff    0 months 28 days, in all 28
  dateutil 1 months 0 days, in all 28
2026-01-31 to 2026-03-01
  ddiff    1 months 62 days, in all 29
  dateutil 1 months 1 days, in all 29
2026-01-31 to 2026-03-03
  ddiff    1 months 0 days, in all 31
  dateutil 1 months 3 days, in all 31
2026-01-30 to 2026-03-01
  ddiff    1 months 63 days, in all 30
  dateutil 1 months 1 days, in all 30
2026-01-28 to 2026-03-01
  ddiff    1 months 1 days, in all 32
  dateutil 1 months 1 days, in all 32
2025-07-31 to 2026-03-02
  ddiff    7 months 63 days, in all 214
  dateutil 7 months 2 days, in all 214
of 133225 pairs of days 25 have more than 31 days besides their months
dround 2026-02-10 -- -1mo: 2025-15-00
dround 2026-02-10 -- -Jan: 2026-01-10
dround 2026-02-10 -- -Mon: 2026-02-09
SEEN
echo "as seen: 29 days are a month and 62 days"
