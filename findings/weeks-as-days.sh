#!/usr/bin/env bash
# Seen on 2026-11-29 with jionlp 1.5.31 from PyPI, which reads times in Chinese texts: "within two weeks" (两周内, also
# 2周内 and 两个星期内) from a Friday ends two days later, on Sunday, and "within three weeks" on Monday: a week counts as
# a day. The result is marked as accurate. "Within 14 days" (14天内) and "the coming two weeks" (未来两周) are right. The half-day
# clock of zh-CN is also read in its own way: 上午12:05, which is five past midnight there, becomes five past noon.
#
# Platforms state deadlines in such words. `disputes` computes deadlines from moments, and reads
# 上午12:05 in a file as 00:05.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check jionlp==1.5.31
cat >look.py <<'PY'
import datetime

import jionlp

friday = datetime.datetime(2026, 1, 16, 15).timestamp()
for text in ["两周内", "2周内", "两个星期内", "三周内", "14天内", "未来两周", "2026年1月20日 上午12:05"]:
    read = jionlp.parse_time(text, time_base=friday)
    print("read", text, read["time"], read["definition"])
PY
python/bin/python look.py 2>&1 | grep '^read ' >seen
cat seen
diff seen - <<'SEEN'
read 两周内 ['2026-01-16 15:00:00', '2026-01-18 23:59:59'] accurate
read 2周内 ['2026-01-16 15:00:00', '2026-01-18 23:59:59'] accurate
read 两个星期内 ['2026-01-16 15:00:00', '2026-01-18 23:59:59'] accurate
read 三周内 ['2026-01-16 15:00:00', '2026-01-19 23:59:59'] accurate
read 14天内 ['2026-01-16 15:00:00', '2026-01-30 23:59:59'] accurate
read 未来两周 ['2026-01-16 15:00:00', '2026-01-30 15:00:00'] accurate
read 2026年1月20日 上午12:05 ['2026-01-20 12:05:00', '2026-01-20 12:05:59'] accurate
SEEN
echo "as seen: within two weeks ends after two days"
