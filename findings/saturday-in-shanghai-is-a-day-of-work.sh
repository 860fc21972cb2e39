#!/usr/bin/env bash
# Seen on 2026-11-30 with working-time-calculator 0.0.2 from npm, which counts the time of work between two moments, with hours and days of
# work in a time zone of their own, and businesstimedelta 1.0.1 (PyPI) beside it: the hours are those of the zone that was named,
# and the day of the week is that of the zone in which the moment is written. With 9 to 18 in Shanghai from Monday to Friday,
# from 01:00 to 23:00 on Saturday, 17 January 2026, in Shanghai are no hours if the moments end in +08:00, and 9 hours if the same
# ones are written in UTC. From 01:00 on Monday to 01:00 on Tuesday are 9 hours and none. Whole weeks are right. A Date of
# JavaScript counts in the zone of the machine. There is no error.
#
# A dispute of a weekend so uses up the seller's hours by the way its time is written. `disputes` counts hours of the clock.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund working-time-calculator@0.0.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check businesstimedelta==1.0.1 pytz==2025.2
cat >count.cjs <<'JS'
const Calculator = require("working-time-calculator");

const calculator = new Calculator();
calculator.addWorkingHours(Calculator.WEEKDAYS, "09:00", "18:00", "Asia/Shanghai");
const utc = (moment) => moment.toISOString().replace(".000", "");
const shanghai = (moment) => utc(new Date(+moment + 8 * 3600e3)).replace("Z", "+08:00");
for (const [first, last] of [
  ["2026-01-17T01:00:00+08:00", "2026-01-17T23:00:00+08:00"],
  ["2026-01-19T01:00:00+08:00", "2026-01-20T01:00:00+08:00"],
  ["2026-01-16T18:00:00+08:00", "2026-01-19T18:00:00+08:00"],
  ["2026-01-17T04:00:00+08:00", "2026-01-19T16:00:00+08:00"],
  ["2026-01-17T01:00:00+08:00", "2026-01-24T01:00:00+08:00"],
]) {
  const same = [first, last].map((text) => utc(new Date(text)));
  console.log(`${first} to ${last}: ${calculator.calcHoursBetween(first, last)}; in UTC ${calculator.calcHoursBetween(...same)}`);
}
let pairs = 0;
let differ = 0;
for (let first = 0; first < 168; first += 3)
  for (let last = first + 3; last <= 168; last += 3) {
    const pair = [first, last].map((hour) => new Date(Date.UTC(2026, 0, 12, hour)));
    pairs += 1;
    differ += calculator.calcHoursBetween(...pair.map(utc)) !== calculator.calcHoursBetween(...pair.map(shanghai));
  }
console.log(`${differ} of ${pairs} pairs of moments of a week have other hours in UTC`);
calculator.dispose();
JS
cat >beside.py <<'PY'
from datetime import datetime, time

import businesstimedelta
import pytz

rule = businesstimedelta.WorkDayRule(start_time=time(9), end_time=time(18), working_days=range(5), tz=pytz.timezone("Asia/Shanghai"))
for first, last in (("2026-01-16T17:00", "2026-01-17T15:00"), ("2026-01-18T17:00", "2026-01-19T17:00")):
    pair = [pytz.utc.localize(datetime.fromisoformat(text)) for text in (first, last)]
    print(f"businesstimedelta: {first} to {last} in UTC: {businesstimedelta.Rules([rule]).difference(*pair).hours}")
PY
{
  node count.cjs
  python/bin/python beside.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other hours"; exit 1; }
2026-01-17T01:00:00+08:00 to 2026-01-17T23:00:00+08:00: 0; in UTC 9
2026-01-19T01:00:00+08:00 to 2026-01-20T01:00:00+08:00: 9; in UTC 0
2026-01-16T18:00:00+08:00 to 2026-01-19T18:00:00+08:00: 9; in UTC 9
2026-01-17T04:00:00+08:00 to 2026-01-19T16:00:00+08:00: 7; in UTC 9
2026-01-17T01:00:00+08:00 to 2026-01-24T01:00:00+08:00: 45; in UTC 45
160 of 1596 pairs of moments of a week have other hours in UTC
businesstimedelta: 2026-01-16T17:00 to 2026-01-17T15:00 in UTC: 0
businesstimedelta: 2026-01-18T17:00 to 2026-01-19T17:00 in UTC: 9
SEEN
echo "as seen: Saturday in Shanghai is a day of work"
