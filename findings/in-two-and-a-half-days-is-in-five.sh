#!/usr/bin/env bash
# Seen on 2026-11-30 with time-parser-zh 1.0.0 from PyPI, which finds lengths and times of day in Chinese texts: the last part of a number
# is taken for the number. In 2.5 days (2.5天后) is in 5 days, in 1.5 hours in 5 hours, and in 120 hours, 一百二十小时后, in 20. In an
# hour and a half (一个半小时后) and in two and a half hours are in half an hour. And of the words for evening only some count: 6 in
# the evening (傍晚6点) is 6 in the morning, and 11 at night (夜间11点, 深夜11点) and 2 after noon (午后2点) are in the morning, where
# 晚上8点 is 20:00. Midnight, 午夜12点 or 晚上12点, is noon. There is no error.
#
# A deadline that is told to the seller in words so is days off. `disputes` reads times in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check time-parser-zh==1.0.0
cat >read.py <<'PY'
from datetime import datetime

from time_parser_zh import extract_datetime_point, extract_relative_time

now = datetime(2026, 1, 16, 10)
for text in "2天后 2.5天后 1.5小时后 半小时后 一个半小时后 两个半小时前 十二小时后 四十八小时后 一百二十小时后".split():
    print(f"{text}: {extract_relative_time(text, now)}")
for text in "晚上8点 晚间8点 傍晚6点 夜间11点 深夜11点 午后2点 下午2点 中午12点 晚上12点 午夜12点 凌晨1点".split():
    print(f"{text}: {extract_datetime_point(text, now)}")
PY
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other lengths or times"; exit 1; }
2天后: RelativeTime(value=2, unit="day", direction="future", resolved_at="2026-01-18 10:00")
2.5天后: RelativeTime(value=5, unit="day", direction="future", resolved_at="2026-01-21 10:00")
1.5小时后: RelativeTime(value=5, unit="hour", direction="future", resolved_at="2026-01-16 15:00")
半小时后: RelativeTime(value=30, unit="minute", direction="future", resolved_at="2026-01-16 10:30")
一个半小时后: RelativeTime(value=30, unit="minute", direction="future", resolved_at="2026-01-16 10:30")
两个半小时前: RelativeTime(value=30, unit="minute", direction="past", resolved_at="2026-01-16 09:30")
十二小时后: RelativeTime(value=12, unit="hour", direction="future", resolved_at="2026-01-16 22:00")
四十八小时后: RelativeTime(value=48, unit="hour", direction="future", resolved_at="2026-01-18 10:00")
一百二十小时后: RelativeTime(value=20, unit="hour", direction="future", resolved_at="2026-01-17 06:00")
晚上8点: DateTimePoint(datetime="2026-01-16 20:00:00")
晚间8点: DateTimePoint(datetime="2026-01-16 20:00:00")
傍晚6点: DateTimePoint(datetime="2026-01-16 06:00:00")
夜间11点: DateTimePoint(datetime="2026-01-16 11:00:00")
深夜11点: DateTimePoint(datetime="2026-01-16 11:00:00")
午后2点: DateTimePoint(datetime="2026-01-16 02:00:00")
下午2点: DateTimePoint(datetime="2026-01-16 14:00:00")
中午12点: DateTimePoint(datetime="2026-01-16 12:00:00")
晚上12点: DateTimePoint(datetime="2026-01-16 12:00:00")
午夜12点: DateTimePoint(datetime="2026-01-16 12:00:00")
凌晨1点: DateTimePoint(datetime="2026-01-16 01:00:00")
SEEN
echo "as seen: in two and a half days is in five"
