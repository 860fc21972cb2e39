#!/usr/bin/env bash
# Seen on 2026-11-30 with timelength 3.0.4 and dateparser 1.5.0 from PyPI: "two and a half days" is 12 hours for timelength, and
# so is "1 1/2 days": the whole days are dropped, and the result says that it was a success. With the sign ½ both read two
# days in "½ day" and two hours in "2½ hours": the sign is taken apart into 1, a fraction slash and 2, and the last digit
# counts. "A hundred days" are 100 times 24 hours for timelength, and "2.5 days" are right for both.
#
# A term of two and a half days so ends after half a day. `disputes` reads no lengths of time in words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check timelength==3.0.4 dateparser==1.5.0
cat >look.py <<'PY'
import datetime

import dateparser
from timelength import TimeLength

now = datetime.datetime(2026, 1, 20, 12)
for text in ["two and a half days", "1 1/2 days", "½ day", "2½ hours", "2.5 days", "a hundred days"]:
    read = TimeLength(text).result
    moment = dateparser.parse("in " + text, languages=["en"], settings={"RELATIVE_BASE": now})
    hours = None if moment is None else (moment - now).total_seconds() / 3600
    print(text, "| timelength", read.success, read.seconds / 3600, "| dateparser", hours)
PY
python/bin/python -W ignore look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: halves are read otherwise"; exit 1; }
two and a half days | timelength True 12.0 | dateparser None
1 1/2 days | timelength True 12.0 | dateparser None
½ day | timelength True 48.0 | dateparser 48.0
2½ hours | timelength True 2.0 | dateparser 2.0
2.5 days | timelength True 60.0 | dateparser 60.0
a hundred days | timelength True 2400.0 | dateparser None
SEEN
echo "as seen: two and a half days are 12 hours, and half a day is two"
