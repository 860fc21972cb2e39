#!/usr/bin/env bash
# Seen on 2026-11-30 with ctparse 0.3.6, parsedatetime 2.6 and recurrent 0.4.1 from PyPI and date.js 0.3.3 from npm, which read
# dates in texts: a year is taken for a time of day, 2025 for 20:25. For ctparse, which reads English and German, `Dec 13 2025`
# and `13. Dezember 2025` are 13 December 2026 at 20:25, a year late, with and without a comma. For the others `5 ene 2026`,
# `13 декабря 2025` and `13. Dezember 2025` are today at 20:26 and 20:25: of a month whose name they do not know they leave the
# day out as well. recurrent makes 05:26 of `5 août 2026`. There is no error, and parsedatetime says that it found a time.
# dateparser 1.5.0 (PyPI) reads all of them.
#
# Orders of a shop whose export is in Spanish so are all of today. `disputes` takes a time that it has not read to its last
# sign for no time, and knows these months (docs/times.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  ctparse==0.3.6 parsedatetime==2.6 recurrent==0.4.1 dateparser==1.5.0
npm install --silent --no-audit --no-fund date.js@0.3.3 >/dev/null
cat >look.py <<'PY'
import logging
from datetime import datetime

import dateparser
import parsedatetime
import recurrent
from ctparse import ctparse

logging.disable(logging.CRITICAL)
now = datetime(2026, 1, 20, 12)
for text in ("Dec 13 2025", "13. Dezember 2025", "5 ene 2026", "5 août 2026", "13 декабря 2025"):
    moment, found = parsedatetime.Calendar().parseDT(text, now)
    print(text)
    print("  parsedatetime", moment, f"found {found}", "recurrent", recurrent.parse(text, now))
    print("  dateparser", dateparser.parse(text).date())
for text in ("Dec 13 2025", "Dec 13, 2025", "13. Dezember 2025"):
    print("ctparse", text, "->", ctparse(text, ts=now).resolution.dt)
PY
cat >look.js <<'JS'
const read = require("date.js");
const now = new Date("2026-01-20T12:00:00Z");
for (const text of ["Dec 13 2025", "13. Dezember 2025", "5 ene 2026", "13 декабря 2025"]) {
  console.log("date.js", text, "->", read(text, now).toISOString());
}
JS
{
  python/bin/python look.py 2>/dev/null
  TZ=UTC node look.js
} >seen
cat seen
diff seen - <<'SEEN'
Dec 13 2025
  parsedatetime 2025-12-13 12:00:00 found 1 recurrent 2025-12-13 12:00:00
  dateparser 2025-12-13
13. Dezember 2025
  parsedatetime 2026-01-20 20:25:00 found 2 recurrent 2026-01-20 20:25:00
  dateparser 2025-12-13
5 ene 2026
  parsedatetime 2026-01-20 20:26:00 found 2 recurrent 2026-01-20 20:26:00
  dateparser 2026-01-05
5 août 2026
  parsedatetime 2026-01-20 20:26:00 found 2 recurrent 2026-01-20 05:26:00
  dateparser 2026-08-05
13 декабря 2025
  parsedatetime 2026-01-20 20:25:00 found 2 recurrent 2026-01-20 20:25:00
  dateparser 2025-12-13
ctparse Dec 13 2025 -> 2026-12-13 20:25:00
ctparse Dec 13, 2025 -> 2026-12-13 20:25:00
ctparse 13. Dezember 2025 -> 2026-12-13 20:25:00
date.js Dec 13 2025 -> 2025-12-13T00:00:00.000Z
date.js 13. Dezember 2025 -> 2026-01-20T20:25:00.000Z
date.js 5 ene 2026 -> 2026-01-20T20:26:00.000Z
date.js 13 декабря 2025 -> 2026-01-20T20:25:00.000Z
SEEN
echo "as seen: years are times of day"
