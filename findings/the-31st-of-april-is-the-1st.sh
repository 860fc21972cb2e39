#!/usr/bin/env bash
# Seen on 2026-11-30 with parse-cron 0.1.4 for Ruby (Debian 12, ruby-parse-cron), and fugit 1.5.2 (Debian 12) and cronsim 2.8
# (PyPI) beside it: in a month without the day that a line of a crontab asks for the line runs on the first. `0 9 31 * *` is
# 31 January, 1 February, 31 March, 1 April and so on, in all twelve months. 29 February is 1 February in the years between,
# and the last days of quarters that begin in January (`31 3,6,9,12`) are 31 March, 1 June, 1 September and 31 December. The
# same goes backwards (`last`). There is no error. A month without the day is left out (crontab(5): the line runs when the
# day matches).
#
# A report for the end of a month so is made on its first day, when there is nothing to report yet. `disputes schedule` prints
# entries for every day or one day of the week.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! ruby -e 'require "parse-cron"; require "fugit"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ruby ruby-parse-cron ruby-fugit >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cronsim==2.8
export TZ=UTC
cat >next.rb <<'RB'
require "parse-cron"
require "fugit"

line = ARGV[0]
from = Time.utc(2026, 1, 20, 12)
show = ->(name, moments) { puts "  #{name} #{moments.map { |moment| moment.strftime("%Y-%m-%d") }.join(" ")}" }

moment = EtOrbi::EoTime.new(from, "UTC")
cron = Fugit::Cron.do_parse("#{line} UTC")
show.("fugit          ", Array.new(6) { moment = cron.next_time(moment) })
moment = from
cron = CronParser.new(line)
show.("parse-cron     ", Array.new(6) { moment = cron.next(moment) })
moment = Time.utc(2026, 4, 20, 12)
show.("parse-cron last", Array.new(3) { moment = cron.last(moment) })
RB
cat >next.py <<'PY'
import datetime
import sys

from cronsim import CronSim

moments = CronSim(sys.argv[1], datetime.datetime(2026, 1, 20, 12))
print("  cronsim        ", *[next(moments).strftime("%Y-%m-%d") for _ in range(6)])
PY
for line in '0 9 31 * *' '0 9 29 2 *' '0 9 30 * *' '0 9 31 3,6,9,12 *'; do
  echo "$line"
  python/bin/python next.py "$line"
  ruby next.rb "$line"
done >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
0 9 31 * *
  cronsim         2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31 2026-10-31
  fugit           2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31 2026-10-31
  parse-cron      2026-01-31 2026-02-01 2026-03-31 2026-04-01 2026-05-31 2026-06-01
  parse-cron last 2026-03-31 2026-02-01 2026-01-31
0 9 29 2 *
  cronsim         2028-02-29 2032-02-29 2036-02-29 2040-02-29 2044-02-29 2048-02-29
  fugit           2028-02-29 2032-02-29 2036-02-29 2040-02-29 2044-02-29 2048-02-29
  parse-cron      2027-02-01 2028-02-29 2029-02-01 2030-02-01 2031-02-01 2032-02-29
  parse-cron last 2025-02-01 2024-02-29 2023-02-01
0 9 30 * *
  cronsim         2026-01-30 2026-03-30 2026-04-30 2026-05-30 2026-06-30 2026-07-30
  fugit           2026-01-30 2026-03-30 2026-04-30 2026-05-30 2026-06-30 2026-07-30
  parse-cron      2026-01-30 2026-02-01 2026-03-30 2026-04-30 2026-05-30 2026-06-30
  parse-cron last 2026-03-30 2026-02-01 2026-01-30
0 9 31 3,6,9,12 *
  cronsim         2026-03-31 2026-12-31 2027-03-31 2027-12-31 2028-03-31 2028-12-31
  fugit           2026-03-31 2026-12-31 2027-03-31 2027-12-31 2028-03-31 2028-12-31
  parse-cron      2026-03-31 2026-06-01 2026-09-01 2026-12-31 2027-03-31 2027-06-01
  parse-cron last 2026-03-31 2025-12-31 2025-09-01
SEEN
echo "as seen: a month without the day has its first"
