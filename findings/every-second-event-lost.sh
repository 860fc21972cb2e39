#!/usr/bin/env bash
# Seen on 2026-11-30 with ical-toolkit 1.0.9 (with ical2json 0.2.0) from npm, of a calendar of five events: with one reminder
# in each (`VALARM`; an event may have any number, RFC 5545, 3.6.1) the reader returns the first, third and fifth event, and
# the second and fourth are gone. With two reminders in each these two stand outside of the calendar, beside `VCALENDAR`.
# Without reminders all five are where they belong. There is no error. ical2json 5.0.0, a later version of what ical-toolkit
# reads with, returns five events in each case.
#
# A page of deadlines made with it so shows half of them. `disputes list --format ics` writes two reminders for each deadline
# (docs/cron.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir later
npm install --silent --no-audit --no-fund ical-toolkit@1.0.9 ical2json@0.2.0
npm install --silent --no-audit --no-fund --prefix later ical2json@5.0.0
cat >look.mjs <<'JS'
import toolkit from "ical-toolkit";
import { convert } from "./later/node_modules/ical2json/build/ical2json.js";

const calendar = (reminders) => {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//deadlines//EN"];
  for (let day = 1; day <= 5; day++) {
    lines.push("BEGIN:VEVENT", `UID:${day}@example`, "DTSTAMP:20260101T000000Z", `DTSTART:2026010${day}T090000Z`);
    lines.push(`DTEND:2026010${day}T100000Z`, `SUMMARY:day ${day}`);
    for (const hours of [23, 3].slice(0, reminders)) {
      lines.push("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:answer", `TRIGGER:-PT${hours}H`, "END:VALARM");
    }
    lines.push("END:VEVENT");
  }
  return [...lines, "END:VCALENDAR", ""].join("\r\n");
};
const names = (events) => (events || []).map((event) => event.SUMMARY).join(", ") || "none";
for (const reminders of [0, 1, 2]) {
  for (const [name, parse] of [["ical-toolkit", toolkit.parseToJSON], ["ical2json 5", convert]]) {
    const read = parse(calendar(reminders));
    console.log(`${name}, ${reminders} reminders: ${names(read.VCALENDAR[0].VEVENT)}; outside: ${names(read.VEVENT)}`);
  }
}
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the events are read in another way"; exit 1; }
ical-toolkit, 0 reminders: day 1, day 2, day 3, day 4, day 5; outside: none
ical2json 5, 0 reminders: day 1, day 2, day 3, day 4, day 5; outside: none
ical-toolkit, 1 reminders: day 1, day 3, day 5; outside: none
ical2json 5, 1 reminders: day 1, day 2, day 3, day 4, day 5; outside: none
ical-toolkit, 2 reminders: day 1, day 3, day 5; outside: day 2, day 4
ical2json 5, 2 reminders: day 1, day 2, day 3, day 4, day 5; outside: none
SEEN
echo "as seen: with reminders every second event is gone or outside of the calendar"
