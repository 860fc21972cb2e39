#!/usr/bin/env bash
# Seen on 2026-11-30 with ChineseDateTimeNLP 1.0.5 from PyPI, which reads times in Chinese texts: "within 72 hours"
# (72小时内) is a length of 7 months, 2 days and 72 hours, as its digits are read a second time as a month and a day. 48
# hours are 4 months, 8 days and 48 hours, 24 hours are 24 days and 24 hours. "Within 15 days" (15天内) is a length of
# 2026 years, 2 months and 15 days, where 10 days and 30 days are just that. There is no error. Digits that cannot
# name a month or a day, as in 100 hours, and a single one, as in 5 hours, are right.
#
# Platforms state in such words how long a seller may take to answer. `disputes` computes deadlines from moments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check ChineseDateTimeNLP==1.0.5 arrow==1.4.0 typing_extensions==4.15.0
cat >look.py <<'PY'
from ChineseDateTimeNLP import TimeNormalizer

reader = TimeNormalizer()
for text in ["72小时内", "48小时内", "24小时内", "100小时内", "5小时内", "15天内", "10天内", "30天内"]:
    read = reader.parse(text, "2026-01-20 12:00:00")
    print(text, read["type"], *(f"{count} {unit}" for unit, count in read["timedelta"].items() if count))
PY
python/bin/python -W ignore look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: lengths in hours and days are read otherwise"; exit 1; }
72小时内 timedelta 7 month 2 day 72 hour
48小时内 timedelta 4 month 8 day 48 hour
24小时内 timedelta 24 day 24 hour
100小时内 timedelta 100 hour
5小时内 timedelta 5 hour
15天内 timedelta 2026 year 2 month 15 day
10天内 timedelta 10 day
30天内 timedelta 30 day
SEEN
echo "as seen: 72 hours are 7 months, 2 days and 72 hours"
