#!/usr/bin/env bash
# Seen on 2026-11-30 with mcron 1.0.8, GNU's cron, and cron's own rules in cronsim 2.8 (PyPI) beside it (Debian 12, package
# mcron): in a line of a crontab a month that is written as a number is the month after it. 15 April (`0 9 15 4 *`) is 15
# May, 24 December is 24 January, `1-3` is February to April, and `2-12/2` is every odd month. 31 December is 31 January, 29
# February is 29 March of each year, and the months `3,6,9,12` begin with April. `*/3` and the names of months (`apr`,
# `jan,jul`) are right, and so are days and hours. There is no error. The months are 1 to 12 in a crontab (crontab(5)).
# The clock is set with faketime 0.9.10, as the answers count from now.
#
# A report for a quarter so comes a month late, and one of the year after it is over. `disputes schedule` prints entries for
# cron, systemd, launchd and Windows, and none with months.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v mcron >/dev/null || ! command -v faketime >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mcron faketime >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cronsim==2.8
export HOME=$folder TZ=UTC
cat >lines <<'LINES'
0 9 15 4 *
0 9 24 12 *
0 0 31 12 *
0 9 29 2 *
0 9 1 1-3 *
0 9 1 3,6,9,12 *
0 9 1 2-12/2 *
0 9 1 */3 *
0 9 15 apr *
0 9 1 jan,jul *
LINES
cat >expect.py <<'PY'
import datetime
import sys

from cronsim import CronSim

moments = CronSim(sys.argv[1], datetime.datetime(2026, 1, 20, 12))
print("  cronsim", *[next(moments).strftime("%Y-%m-%d") for _ in range(4)])
PY
while read -r line; do
  echo "$line"
  python/bin/python expect.py "$line"
  echo "$line true" | faketime -f '@2026-01-20 12:00:00' mcron --stdin=vixie --schedule=4 - 2>/dev/null |
    sed -nE 's/^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +([0-9]+) ([0-9:]+) ([0-9]{4}) .*/\2 \1 \4/p' |
    while read -r day; do date --date="$day" +%Y-%m-%d; done | paste -sd ' ' | sed 's/^/  mcron   /'
done <lines >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other months"; exit 1; }
0 9 15 4 *
  cronsim 2026-04-15 2027-04-15 2028-04-15 2029-04-15
  mcron   2026-05-15 2027-05-15 2028-05-15 2029-05-15
0 9 24 12 *
  cronsim 2026-12-24 2027-12-24 2028-12-24 2029-12-24
  mcron   2027-01-24 2028-01-24 2029-01-24 2030-01-24
0 0 31 12 *
  cronsim 2026-12-31 2027-12-31 2028-12-31 2029-12-31
  mcron   2027-01-31 2028-01-31 2029-01-31 2030-01-31
0 9 29 2 *
  cronsim 2028-02-29 2032-02-29 2036-02-29 2040-02-29
  mcron   2026-03-29 2027-03-29 2028-03-29 2029-03-29
0 9 1 1-3 *
  cronsim 2026-02-01 2026-03-01 2027-01-01 2027-02-01
  mcron   2026-02-01 2026-03-01 2026-04-01 2027-02-01
0 9 1 3,6,9,12 *
  cronsim 2026-03-01 2026-06-01 2026-09-01 2026-12-01
  mcron   2026-04-01 2026-07-01 2026-10-01 2027-01-01
0 9 1 2-12/2 *
  cronsim 2026-02-01 2026-04-01 2026-06-01 2026-08-01
  mcron   2026-03-01 2026-05-01 2026-07-01 2026-09-01
0 9 1 */3 *
  cronsim 2026-04-01 2026-07-01 2026-10-01 2027-01-01
  mcron   2026-04-01 2026-07-01 2026-10-01 2027-01-01
0 9 15 apr *
  cronsim 2026-04-15 2027-04-15 2028-04-15 2029-04-15
  mcron   2026-04-15 2027-04-15 2028-04-15 2029-04-15
0 9 1 jan,jul *
  cronsim 2026-07-01 2027-01-01 2027-07-01 2028-01-01
  mcron   2026-07-01 2027-01-01 2027-07-01 2028-01-01
SEEN
echo "as seen: a month in digits is the month after it"
