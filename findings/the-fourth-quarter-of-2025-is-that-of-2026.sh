#!/usr/bin/env bash
# Seen on 2026-11-30 with time-parser-zh 1.0.0 from PyPI, which turns Chinese words for spans of time into first and last days: the year
# before a quarter or half year is not read. 2025年第四季度, the fourth quarter of 2025, read in January 2026, is October to
# December 2026, and so is 去年Q4, that of last year. 去年四季度 is the whole year 2025, and 去年下半年 the half year to come. 2025Q4,
# 2025年下半年 and 去年12月 are right. Of a span over the new year, 12月1日至1月15日, is the first day left, and of 昨天到今天,
# yesterday to today, yesterday. The last two weeks (近两周) are 15 days and 14 days (最近14天) are 14. There is no error.
#
# A rate of disputes of that quarter so has no orders. `disputes` takes dates as digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check time-parser-zh==1.0.0
cat >read.py <<'PY'
from datetime import date, datetime

from time_parser_zh import extract_date_range_v2

texts = "2025年第四季度 2025Q4 去年Q4 去年第四季度 去年四季度 前年第三季度 2025年下半年 去年下半年 去年上半年 上季度 去年12月"
for text in f"{texts} 2025年12月1日至12月31日 12月1日至1月15日 昨天到今天 最近14天 近两周 最近7天 最近一周".split():
    found = extract_date_range_v2(text, today=datetime(2026, 1, 16, 10))
    days = (date.fromisoformat(found.end) - date.fromisoformat(found.start)).days + 1
    print(f"{text}: {found.start} to {found.end}, {days} days")
PY
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
2025年第四季度: 2026-10-01 to 2026-12-31, 92 days
2025Q4: 2025-10-01 to 2025-12-31, 92 days
去年Q4: 2026-10-01 to 2026-12-31, 92 days
去年第四季度: 2026-10-01 to 2026-12-31, 92 days
去年四季度: 2025-01-01 to 2025-12-31, 365 days
前年第三季度: 2026-07-01 to 2026-09-30, 92 days
2025年下半年: 2025-07-01 to 2025-12-31, 184 days
去年下半年: 2026-07-01 to 2026-12-31, 184 days
去年上半年: 2026-01-01 to 2026-06-30, 181 days
上季度: 2025-10-01 to 2025-12-31, 92 days
去年12月: 2025-12-01 to 2025-12-31, 31 days
2025年12月1日至12月31日: 2025-12-01 to 2025-12-31, 31 days
12月1日至1月15日: 2026-12-01 to 2026-12-01, 1 days
昨天到今天: 2026-01-15 to 2026-01-15, 1 days
最近14天: 2026-01-03 to 2026-01-16, 14 days
近两周: 2026-01-02 to 2026-01-16, 15 days
最近7天: 2026-01-10 to 2026-01-16, 7 days
最近一周: 2026-01-09 to 2026-01-16, 8 days
SEEN
echo "as seen: the fourth quarter of 2025 is that of 2026"
