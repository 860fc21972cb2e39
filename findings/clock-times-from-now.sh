#!/usr/bin/env bash
# Seen on 2026-11-30 with dateparser 1.5.0 from PyPI: a time of day as Portuguese, Spanish and Italian write it, `19h48`, is
# taken for a length of time that is counted from now. `13/12/2025 19h48` is 19 hours before now: the date and the
# minutes are gone. `amanhã às 19h`, tomorrow at 19, read at noon, is 7 in the morning of the day after tomorrow, a
# day and 19 hours from now, and so are `mañana a las 19h` and `domani alle 19h`. There is no error. In French `13/12/2025 19h48`
# and `demain à 19h` are right, and so is `amanhã às 19:48` with a colon.
#
# Tables from Brazil have such times, also those of orders and deadlines. `disputes` reads `13/12/2025 19h48` as the time of
# day (docs/times.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check dateparser==1.5.0
cat >look.py <<'PY'
import datetime

import dateparser

noon = datetime.datetime(2026, 1, 20, 12)
for language, text in [("pt", "13/12/2025 19h48"), ("es", "13/12/2025 19h48"), ("it", "13/12/2025 19h48"),
                       ("fr", "13/12/2025 19h48"), ("pt", "amanhã às 19h"), ("es", "mañana a las 19h"),
                       ("it", "domani alle 19h"), ("fr", "demain à 19h"), ("pt", "amanhã às 19:48")]:
    print(language, text, "->", dateparser.parse(text, languages=[language], settings={"RELATIVE_BASE": noon}))
PY
python/bin/python -W ignore look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: times such as 19h48 are read otherwise"; exit 1; }
pt 13/12/2025 19h48 -> 2026-01-19 17:00:00
es 13/12/2025 19h48 -> 2026-01-19 17:00:00
it 13/12/2025 19h48 -> 2026-01-19 17:00:00
fr 13/12/2025 19h48 -> 2025-12-13 19:48:00
pt amanhã às 19h -> 2026-01-22 07:00:00
es mañana a las 19h -> 2026-01-22 07:00:00
it domani alle 19h -> 2026-01-22 07:00:00
fr demain à 19h -> 2026-01-21 19:00:00
pt amanhã às 19:48 -> 2026-01-21 19:48:00
SEEN
echo "as seen: a time of day with an h is counted from now"
