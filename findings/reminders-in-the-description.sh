#!/usr/bin/env bash
# Seen on 2026-11-30 with icalendar-light 1.0.0 and ics_render 0.1.1, both from PyPI: the texts of an event's reminders become
# the description of the event. Of an event that is described as "Order 1101" and has two reminders, "in a day" and "in 3
# hours", icalendar-light returns the description `Order 1101in a dayin 3 hours`. ics_render with `--jsonl` prints `in 3
# hours`: the last reminder has taken the place of the description. A reminder (`VALARM`) is a component of its own inside the
# event, and its DESCRIPTION is what the reminder shows (RFC 5545, 3.6.6). There is no error. icalendar 7.3.0 is right, and so
# are the pages and tables of ics_render, which read the file with it.
#
# What the seller has to do about a dispute so is lost or glued to other words. `disputes list --format ics` writes a
# description for each deadline and two reminders, whose texts name the order.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check icalendar-light==1.0.0 ics_render==0.1.1 icalendar==7.3.0
sed 's/$/\r/' >deadline.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//deadlines//EN
BEGIN:VEVENT
UID:1@example
DTSTAMP:20260101T000000Z
DTSTART:20260117T090000Z
DTEND:20260117T100000Z
SUMMARY:Answer
DESCRIPTION:Order 1101
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:in a day
TRIGGER:-PT23H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:in 3 hours
TRIGGER:-PT2H
END:VALARM
END:VEVENT
END:VCALENDAR
ICS
cat >look.py <<'PY'
import json
import subprocess

import icalendar
from icalendar_light.toolbox import Calendar

for event in Calendar.iter_events_from_file("deadline.ics"):
    print("icalendar-light:", event.description)
printed = subprocess.run(["python/bin/ics_render", "--filepath", "deadline.ics", "--jsonl"], check=True, capture_output=True)
print("ics_render:", json.loads(printed.stdout)["description"]["value"])
with open("deadline.ics", "rb") as file:
    print("icalendar:", icalendar.Calendar.from_ical(file.read()).events[0]["DESCRIPTION"])
PY
python/bin/python look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the description is read in another way"; exit 1; }
icalendar-light: Order 1101in a dayin 3 hours
ics_render: in 3 hours
icalendar: Order 1101
SEEN
echo "as seen: the texts of reminders are in the description of the event"
