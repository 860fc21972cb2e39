#!/usr/bin/env bash
# Seen on 2026-11-30 with datefinder 1.0.0 and ctparse 0.3.6 from PyPI, which find times in texts: behind a date that begins
# with its year the AM or PM of a time of day is lost. `2025-12-13 07:48:00 PM` is 07:48 in the morning for both. For
# datefinder `2025-12-13 7:48 PM` is midnight, and `2025-12-13 12:05 AM`, five past midnight, is five past noon. For ctparse
# `12:05 AM` is five past noon in every form, and `12:00 AM` is noon. There is no error. `Dec 13, 2025 7:48 PM` is right for
# both. dateparser 1.5.0 and python-dateutil 2.9.0.post0 (PyPI) read all of them.
#
# A deadline at midnight, as platforms set them, so seems to be at noon, half a day after it. `disputes` reads AM and PM behind
# dates of every form (docs/times.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  datefinder==1.0.0 ctparse==0.3.6 dateparser==1.5.0 python-dateutil==2.9.0.post0
cat >look.py <<'PY'
import logging
from datetime import datetime

import datefinder
import dateparser
import dateutil.parser
from ctparse import ctparse

logging.disable(logging.CRITICAL)
now = datetime(2026, 1, 20, 12)
for text in (
    "2025-12-13 07:48:00 PM",
    "2025-12-13 7:48 PM",
    "2025-12-13 12:05 AM",
    "Dec 13, 2025 12:00 AM",
    "Dec 13, 2025 7:48 PM",
):
    print(text)
    found = {
        "datefinder": next(datefinder.find_dates(text, base_date=now)),
        "ctparse": ctparse(text, ts=now).resolution.dt,
        "dateparser": dateparser.parse(text),
        "dateutil": dateutil.parser.parse(text),
    }
    print(" ", *(f"{name} {moment:%d %H:%M}" for name, moment in found.items()))
PY
python/bin/python look.py >seen 2>/dev/null
cat seen
diff seen - <<'SEEN'
2025-12-13 07:48:00 PM
  datefinder 13 07:48 ctparse 13 07:48 dateparser 13 19:48 dateutil 13 19:48
2025-12-13 7:48 PM
  datefinder 13 00:00 ctparse 13 19:48 dateparser 13 19:48 dateutil 13 19:48
2025-12-13 12:05 AM
  datefinder 13 12:05 ctparse 13 12:05 dateparser 13 00:05 dateutil 13 00:05
Dec 13, 2025 12:00 AM
  datefinder 13 00:00 ctparse 13 12:00 dateparser 13 00:00 dateutil 13 00:00
Dec 13, 2025 7:48 PM
  datefinder 13 19:48 ctparse 13 19:48 dateparser 13 19:48 dateutil 13 19:48
SEEN
echo "as seen: AM and PM are lost"
