#!/usr/bin/env bash
# Seen on 2026-11-30 with gggdtparser 0.1.6 from PyPI, which reads dates and times in texts, and dateparser 1.5.0 (PyPI) beside it: of a
# date whose month it does not know by its name the time of day is left, and the day is the one on which it is read. `13
# декабря 2025 г. 19:48` and `13 Aralık 2025 19:48` are today, 19:48, as in an export in Russian or Turkish. Without the time the
# result is None. A Chinese time of day after 下午 is left out: 2025年12月13日 下午7:48 is midnight, and so is 20251213194805, which has
# the time in the same digits. There is no error.
#
# Orders of all days so were paid today. `disputes` refuses dates that it cannot read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check gggdtparser==0.1.6 dateparser==1.5.0
cat >read.py <<'PY'
import warnings
from datetime import datetime

warnings.simplefilter("ignore")
import dateparser
import gggdtparser


def told(moment):
    """A moment, with the word today in place of its day where it is today's."""
    return "None" if moment is None else str(moment).replace(str(datetime.now().date()), "today")


for text in (
    "2025-12-13 19:48",
    "13 Dec 2025 19:48",
    "13 декабря 2025 г. 19:48",
    "13 декабря 2025 19:48",
    "13 декабря 2025",
    "13 Aralık 2025 19:48",
    "13. Dezember 2025 19:48",
    "13 diciembre 2025 19:48",
    "2025年12月13日 19:48",
    "2025年12月13日 下午7:48",
    "20251213194805",
):
    print(f"{text}: {told(gggdtparser.parse(text))}; dateparser {told(dateparser.parse(text))}")
PY
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other moments"; exit 1; }
2025-12-13 19:48: 2025-12-13 19:48:00; dateparser 2025-12-13 19:48:00
13 Dec 2025 19:48: 2025-12-13 19:48:00; dateparser 2025-12-13 19:48:00
13 декабря 2025 г. 19:48: today 19:48:00; dateparser 2025-12-13 19:48:00
13 декабря 2025 19:48: today 19:48:00; dateparser 2025-12-13 19:48:00
13 декабря 2025: None; dateparser 2025-12-13 00:00:00
13 Aralık 2025 19:48: today 19:48:00; dateparser 2025-12-13 19:48:00
13. Dezember 2025 19:48: 2025-12-13 19:48:00; dateparser 2025-12-13 19:48:00
13 diciembre 2025 19:48: 2025-12-13 19:48:00; dateparser 2025-12-13 19:48:00
2025年12月13日 19:48: 2025-12-13 19:48:00; dateparser 2025-12-13 19:48:00
2025年12月13日 下午7:48: 2025-12-13 00:00:00; dateparser 2025-12-13 19:48:00
20251213194805: 2025-12-13 00:00:00; dateparser None
SEEN
echo "as seen: a date in Russian is today"
