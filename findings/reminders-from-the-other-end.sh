#!/usr/bin/env bash
# Seen on 2026-11-30 with ical-generator 10.2.0 from npm (11.1.2 writes the same): a reminder does not count from the end of
# the event that was asked for. `relatesTo` of a new reminder is dropped: a day before the END is written as a day before the
# start, and an hour after the START as `TRIGGER;RELATED=END:PT1H`, an hour after the end, since a reminder without
# `relatesTo` that comes after counts from the end. There is no error. Set afterwards, by the method of the same name, the end
# counts.
#
# An event of the three days in which a dispute has to be answered so reminds of its end three days too early, or of its start
# three days too late. `disputes` writes reminders before the start of an event of one hour.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ical-generator@10.2.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.0
cat >write.mjs <<'JS'
import fs from "fs";
import ical from "ical-generator";

const calendar = ical();
const event = calendar.createEvent({
  start: new Date("2026-01-14T10:00:00Z"),
  end: new Date("2026-01-17T10:00:00Z"),
  summary: "Answer",
});
event.createAlarm({ type: "display", description: "a day before the end", triggerBefore: 86400, relatesTo: "END" });
event.createAlarm({ type: "display", description: "an hour after the start", triggerAfter: 3600, relatesTo: "START" });
event.createAlarm({ type: "display", description: "a day before the end, set later", triggerBefore: 86400 }).relatesTo("END");
event.createAlarm({ type: "display", description: "an hour after the start, set later", triggerAfter: 3600 }).relatesTo("START");
fs.writeFileSync("deadline.ics", calendar.toString());
JS
cat >read.py <<'PY'
import icalendar

with open("deadline.ics", "rb") as file:
    event = icalendar.Calendar.from_ical(file.read()).events[0]
for alarm in event.walk("VALARM"):
    end = alarm["TRIGGER"].params.get("RELATED") == "END"
    moment = event["DTEND" if end else "DTSTART"].dt + alarm["TRIGGER"].dt
    print(f"{alarm['DESCRIPTION']}: {moment:%d %B %H:%M}")
PY
node write.mjs
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the reminders count in another way"; exit 1; }
a day before the end: 13 January 10:00
an hour after the start: 17 January 11:00
a day before the end, set later: 16 January 10:00
an hour after the start, set later: 14 January 11:00
SEEN
echo "as seen: the end from which a new reminder counts is not the one that was asked for"
