#!/usr/bin/env bash
# Seen on 2026-11-30 with ics-to-json 2.0.2 and cal-parser 1.0.2, and ical.js 2.2.1 beside them, all from npm, which read calendars
# (RFC 5545): of a text ics-to-json keeps what stands before its first colon. `Answer by 18:30` is "Answer by 18", and of a
# description in two lines of the file the rest of the first line is lost and the second one glued on. Of a time in a zone
# the digits are left: 18:00 in Shanghai and 18:00 in Los Angeles are the same, `20260118T180000`. For cal-parser 18:00 in
# Shanghai is 18:00 in UTC, eight hours late, with the zone beside it. There is no error.
#
# A deadline of half past six so is one of six in its title, or comes after it is over. `disputes` reads no calendars.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ics-to-json@2.0.2 cal-parser@1.0.2 ical.js@2.2.1
cat >read.cjs <<'JS'
const { icsToJson } = require("ics-to-json");
const { parseString } = require("cal-parser");
const zone = (name, offset) => [
  "BEGIN:VTIMEZONE", `TZID:${name}`, "BEGIN:STANDARD", "DTSTART:19700101T000000",
  `TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, "END:STANDARD", "END:VTIMEZONE",
];
const event = (id, ...lines) => ["BEGIN:VEVENT", `UID:${id}`, "DTSTAMP:20260110T000000Z", ...lines, "END:VEVENT"];
const text = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shop//EN",
  ...zone("Asia/Shanghai", "+0800"), ...zone("America/Los_Angeles", "-0800"),
  ...event(1, "DTSTART;TZID=Asia/Shanghai:20260118T180000", "SUMMARY:Answer by 18:30", "DESCRIPTION:Refund: 12.50 of the amo", " unt, see the page"),
  ...event(2, "DTSTART;TZID=America/Los_Angeles:20260118T180000", "SUMMARY:Return"),
  ...event(3, "DTSTART:20260118T180000Z", "SUMMARY:Order 1101: answer"),
  "END:VCALENDAR", "",
].join("\r\n");
for (const { startDate, summary, description } of icsToJson(text)) console.log("ics-to-json:", startDate, "|", summary, "|", description);
for (const { dtstart, summary } of parseString(text).events) console.log("cal-parser: ", dtstart.value.toISOString(), "|", summary.value);
(async () => {
  const ICAL = (await import("ical.js")).default;
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const part of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(part);
  for (const part of calendar.getAllSubcomponents("vevent")) {
    const { startDate, summary, description } = new ICAL.Event(part);
    console.log("ical.js:    ", startDate.toJSDate().toISOString(), "|", summary, "|", description ?? undefined);
  }
})();
JS
TZ=Asia/Shanghai node read.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other events"; exit 1; }
ics-to-json: 20260118T180000 | Answer by 18 | Refundunt, see the page
ics-to-json: 20260118T180000 | Return | undefined
ics-to-json: 20260118T180000Z | Order 1101 | undefined
cal-parser:  2026-01-18T18:00:00.000Z | Answer by 18:30
cal-parser:  2026-01-18T18:00:00.000Z | Return
cal-parser:  2026-01-18T18:00:00.000Z | Order 1101: answer
ical.js:     2026-01-18T10:00:00.000Z | Answer by 18:30 | Refund: 12.50 of the amount, see the page
ical.js:     2026-01-19T02:00:00.000Z | Return | undefined
ical.js:     2026-01-18T18:00:00.000Z | Order 1101: answer | undefined
SEEN
echo "as seen: by half past six is by six"
