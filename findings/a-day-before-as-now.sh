#!/usr/bin/env bash
# Seen on 2026-11-30 with datebook 8.0.1 from npm, which writes calendars, and with readers of them: a reminder a day before
# is written as `-PT1D`, days behind the T that begins the hours, which is no length of time (RFC 5545, 3.3.6; `-P1D` is).
# What it is taken for depends on the reader. icalendar 0.7.1 (npm) reads 0 seconds: the reminder comes when the event starts.
# ts-ics 2.4.6 (npm) reads a length with no parts. ical.js 2.2.1 (npm) and vobject 0.9.9 (PyPI) read a day, and icalendar
# 7.3.0 (PyPI) refuses the calendar. With hours (`-PT24H`) all read the same. No error comes from datebook or from the first
# four.
#
# A deadline put on a page as a calendar file so has a reminder in some calendars, and in others one that comes when the time
# has begun to run out. `disputes` writes its reminders in hours (`-PT23H`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund datebook@8.0.1 icalendar@0.7.1 ts-ics@2.4.6 ical.js@2.2.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check vobject==0.9.9 icalendar==7.3.0
cat >look.mjs <<'JS'
import fs from "fs";
import { ICalendar } from "datebook";
import ICAL from "ical.js";
import icalendar from "icalendar";
import { convertIcsCalendar } from "ts-ics";

for (const [name, trigger] of [["a day", { days: 1, before: true }], ["24 hours", { hours: 24, before: true }]]) {
  const calendar = new ICalendar({
    title: "Answer",
    start: new Date("2026-01-17T10:00:00Z"),
    end: new Date("2026-01-17T11:00:00Z"),
  });
  calendar.addAlarm({ action: "DISPLAY", description: "Answer", trigger });
  const text = calendar.render() + "\r\n";
  fs.writeFileSync(`${name}.ics`, text);
  console.log(`${name}, as written:`, /TRIGGER:(.*)/.exec(text)[1].trim());
  const alarm = icalendar.parse_calendar(text).events()[0].getComponents("VALARM")[0];
  console.log(`${name}, icalendar (npm):`, alarm.getPropertyValue("TRIGGER"), "seconds");
  const { before, ...parts } = convertIcsCalendar(undefined, text).events[0].alarms[0].trigger.value;
  console.log(`${name}, ts-ics:`, JSON.stringify(parts));
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  console.log(`${name}, ical.js:`, event.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger").toSeconds(), "seconds");
}
JS
cat >look.py <<'PY'
import icalendar
import vobject

for name in ("a day", "24 hours"):
    with open(f"{name}.ics") as file:
        text = file.read()
    seconds = vobject.readOne(text).vevent.valarm.trigger.value.total_seconds()
    print(f"{name}, vobject: {seconds:.0f} seconds")
    try:
        alarm = icalendar.Calendar.from_ical(text).walk("VALARM")[0]
        print(f"{name}, icalendar (PyPI): {alarm['TRIGGER'].dt.total_seconds():.0f} seconds")
    except icalendar.error.InvalidCalendar as error:
        print(f"{name}, icalendar (PyPI): {error}")
PY
{
  node look.mjs
  python/bin/python look.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the reminder is written or read in another way"; exit 1; }
a day, as written: -PT1D
a day, icalendar (npm): -0 seconds
a day, ts-ics: {}
a day, ical.js: -86400 seconds
24 hours, as written: -PT24H
24 hours, icalendar (npm): -86400 seconds
24 hours, ts-ics: {"hours":24}
24 hours, ical.js: -86400 seconds
a day, vobject: -86400 seconds
a day, icalendar (PyPI): Invalid iCalendar duration: -PT1D
24 hours, vobject: -86400 seconds
24 hours, icalendar (PyPI): -86400 seconds
SEEN
echo "as seen: a reminder a day before is written as no length of time, and read as several"
