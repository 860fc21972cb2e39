#!/usr/bin/env bash
# Seen on 2026-11-30 with pycron 3.3.0 and cron-parser-py 1.0.0 (PyPI), and cron-chinese 1.2.3 (npm), which read lines
# of a crontab: a day of the week of 7 is Sunday as 0 is (crontab(5)), and ends a range as in `5-7`. pycron never runs
# on `7`, and leaves Sunday out of `5-7`, `6,7` and `1-7/2`. cron-parser-py takes `0-7`, every day, for Sundays only,
# says so in words, and refuses `5-7`. cron-chinese, which says a line in Chinese, writes `每周undefined09:00` for 7.
# There is no error from the first and the third. cronsim 2.8 and croniter 6.0.0 (PyPI) are right about all of them.
#
# A check on the days of a weekend so does not run on Sundays, or runs on Sundays only. `disputes schedule` writes `*`
# or 1 for the day of the week.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund cron-chinese@1.2.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pycron==3.3.0 cron-parser-py==1.0.0 cronsim==2.8 croniter==6.0.0
cat >days.py <<'PY'
import datetime

import cron_parser_py
import pycron
from croniter import croniter
from cronsim import CronSim

monday = datetime.datetime(2026, 1, 5)
week = [monday + datetime.timedelta(days=day, hours=9) for day in range(7)]


def days(moments):
    return " ".join(f"{moment:%a}" for moment in moments) or "none"


def runs(step):
    found, moment = [], monday
    while (moment := step(moment)) <= week[-1]:
        found.append(moment)
    return found


for line in ("0 9 * * 7", "0 9 * * 5-7", "0 9 * * 6,7", "0 9 * * 1-7/2", "0 9 * * 0-7"):
    print(line)
    print("  cronsim ", days(runs(lambda moment: next(CronSim(line, moment)))))
    print("  croniter", days(runs(lambda moment: croniter(line, moment).get_next(datetime.datetime))))
    print("  pycron  ", days(moment for moment in week if pycron.is_now(line, moment)))
    try:
        print("  cron-parser-py", days(runs(lambda moment: cron_parser_py.next_run(line, moment))), "-", cron_parser_py.describe(line))
    except cron_parser_py.CronFieldError as error:
        print("  cron-parser-py", error)
PY
cat >say.mjs <<'JS'
import { humanizeCronInChinese } from "cron-chinese";
for (const line of ["0 9 * * 0", "0 9 * * 7", "0 9 * * 5-7"]) console.log("cron-chinese", line, humanizeCronInChinese(line));
JS
{
  python/bin/python days.py
  node say.mjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
0 9 * * 7
  cronsim  Sun
  croniter Sun
  pycron   none
  cron-parser-py Sun - At 9:00 AM, on Sundays
0 9 * * 5-7
  cronsim  Fri Sat Sun
  croniter Fri Sat Sun
  pycron   Fri Sat
  cron-parser-py Range start 5 > end 0 in day_of_week field (expression: '0 9 * * 5-7') [field: day_of_week, value: '5-7']
0 9 * * 6,7
  cronsim  Sat Sun
  croniter Sat Sun
  pycron   Sat
  cron-parser-py Sat Sun - At 9:00 AM, on weekends
0 9 * * 1-7/2
  cronsim  Mon Wed Fri Sun
  croniter Mon Wed Fri Sun
  pycron   Mon Wed Fri
  cron-parser-py Range start 1 > end 0 in day_of_week field (expression: '0 9 * * 1-7/2') [field: day_of_week, value: '1-7']
0 9 * * 0-7
  cronsim  Mon Tue Wed Thu Fri Sat Sun
  croniter Mon Tue Wed Thu Fri Sat Sun
  pycron   Mon Tue Wed Thu Fri Sat Sun
  cron-parser-py Sun - At 9:00 AM, on Sundays
cron-chinese 0 9 * * 0 每周日09:00
cron-chinese 0 9 * * 7 每周undefined09:00
cron-chinese 0 9 * * 5-7 每周五~周undefined09:00
SEEN
echo "as seen: the seventh day is no Sunday, or the only day"
