#!/usr/bin/env bash
# Seen on 2026-11-29 with ics 0.7.3 (PyPI) and node-ical 0.26.1 (npm): the zone of a time is defined in the calendar
# itself, as it has to be (RFC 5545, 3.2.19), and neither looks there unless it knows the zone's name. ics takes 18:00
# in `China Standard Time`, the name that Outlook writes, for 18:00 in UTC; node-ical knows that name, and takes 18:00
# in `Beijing` for 18:00 of the machine's zone. There is no error, and `Asia/Shanghai` is right. vobject 0.9.9 reads all
# of them by their definitions.
#
# A deadline of a seller's calendar is so 8 hours late for a script, or as much as the server is away. `disputes list
# --format ics` writes moments in UTC, which need no zone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-ical@0.26.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check ics==0.7.3 vobject==0.9.9
cat >write.py <<'PY'
for number, zone in enumerate(["China Standard Time", "Beijing", "Asia/Shanghai"]):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "BEGIN:VTIMEZONE", f"TZID:{zone}",
             "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD",
             "END:VTIMEZONE", "BEGIN:VEVENT", "UID:1@x", "DTSTAMP:20260101T000000Z",
             f"DTSTART;TZID={zone}:20260117T180000", f"DTEND;TZID={zone}:20260117T190000", "SUMMARY:deadline",
             "END:VEVENT", "END:VCALENDAR", ""]
    with open(f"{number}.ics", "w", newline="") as file:
        file.write("\r\n".join(lines))
PY
cat >read.py <<'PY'
import re
import sys
from datetime import timezone

import ics
import vobject

text = open(sys.argv[1], newline="").read()
print(re.search("TZID=(.*?):", text)[1])
print("  vobject  ", vobject.readOne(text).vevent.dtstart.value.astimezone(timezone.utc).isoformat())
(event,) = ics.Calendar(text).events
print("  ics      ", event.begin.datetime.astimezone(timezone.utc).isoformat())
PY
cat >read.mjs <<'JS'
import fs from "fs";
import ical from "node-ical";
const text = fs.readFileSync(process.argv[2], "utf8");
const event = Object.values(ical.sync.parseICS(text)).find((one) => one.type === "VEVENT");
console.log("  node-ical", event.start.toISOString());
JS
python/bin/python write.py
for file in 0.ics 1.ics 2.ics; do
  python/bin/python -W ignore read.py "$file"
  TZ=America/Los_Angeles node read.mjs "$file"
done >seen
cat seen
diff seen - <<'SEEN'
China Standard Time
  vobject   2026-01-17T10:00:00+00:00
  ics       2026-01-17T18:00:00+00:00
  node-ical 2026-01-17T10:00:00.000Z
Beijing
  vobject   2026-01-17T10:00:00+00:00
  ics       2026-01-17T18:00:00+00:00
  node-ical 2026-01-18T02:00:00.000Z
Asia/Shanghai
  vobject   2026-01-17T10:00:00+00:00
  ics       2026-01-17T10:00:00+00:00
  node-ical 2026-01-17T10:00:00.000Z
SEEN
echo "as seen: a zone that the calendar defines is not looked up"
