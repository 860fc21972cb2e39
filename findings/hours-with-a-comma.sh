#!/usr/bin/env bash
# Seen on 2026-11-30 with pandas 3.1.1 and tempora 5.13.0 (PyPI), and timestring 7.0.0, @sapphire/duration 1.2.0 and
# human-interval 2.0.1 (npm): "1,5 hours", which is an hour and a half where decimals have a comma, is 15 hours for pandas,
# timestring and @sapphire/duration, which leave the comma out wherever it stands, 5 hours for tempora, and 1 hour for
# human-interval. `0,5 days` is five days for these four and none for human-interval. "1,234 hours" is 234 hours for tempora
# and 1 for human-interval. There is no error. dateparser 1.5.0 (PyPI) reads the decimals, and pendulum 3.3.0 (PyPI) those of
# ISO 8601 (`PT1,5H`).
#
# A column of hours that are left, from a spreadsheet in Portuguese or Russian, so is ten times too long after
# `pandas.to_timedelta`. `disputes` reads no such lengths: it counts them between moments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 tempora==5.13.0 dateparser==1.5.0 pendulum==3.3.0
npm install --silent --no-audit --no-fund timestring@7.0.0 @sapphire/duration@1.2.0 human-interval@2.0.1 >/dev/null
cat >look.py <<'PY'
import datetime

import dateparser
import pandas
import pendulum
import tempora

now = datetime.datetime(2026, 1, 20, 12)
texts = ["1,5 hours", "0,5 days", "1,234 hours"]
for name, read in [
    ("pandas", lambda text: pandas.to_timedelta(pandas.Series([text])).iloc[0]),
    ("tempora", tempora.parse_timedelta),
]:
    print(name, *(round(read(text).total_seconds() / 3600, 1) for text in texts))
print("dateparser", *((dateparser.parse("in " + text, settings={"RELATIVE_BASE": now}) - now).total_seconds() / 3600
                      for text in texts[:2]))
print("pendulum", pendulum.parse("PT1,5H").total_seconds() / 3600)
PY
cat >look.cjs <<'JS'
const { Duration } = require("@sapphire/duration");
const interval = require("human-interval");
const timestring = require("timestring");

const texts = ["1,5 hours", "0,5 days", "1,234 hours"];
console.log("timestring", ...texts.map((text) => timestring(text, "h")));
console.log("@sapphire/duration", ...texts.map((text) => new Duration(text).offset / 3600000));
console.log("human-interval", ...texts.map((text) => interval(text) / 3600000));
JS
{
  python/bin/python -W ignore look.py
  node look.cjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: lengths with a comma are read otherwise"; exit 1; }
pandas 15.0 120.0 1234.0
tempora 5.0 120.0 234.0
dateparser 1.5 12.0
pendulum 1.5
timestring 15 120 1234
@sapphire/duration 15 120 1234
human-interval 1 0 1
SEEN
echo "as seen: an hour and a half is 15 hours"
