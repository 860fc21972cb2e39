#!/usr/bin/env bash
# Seen on 2026-11-30 with calendar-link 2.11.5 from npm, which makes links that put an event into a calendar in the web:
# the links for Google, Yahoo and the file hold the moment in UTC, and those for Outlook and Microsoft 365 the
# time of day of the machine that makes them, without a zone. A deadline of 18:00 in Shanghai, `2026-01-18 18:00:00 +0800`, made
# on a server in UTC is at 10:00 in the link for Outlook, which reads it as the reader's own time. In
# the file a whole day is `DTSTART:20260118`, without the `VALUE=DATE` that makes it a date (RFC 5545, 3.8.2.4), and a comma
# and a semicolon are not escaped (3.3.11). There is no error.
#
# A seller with Outlook so sees a deadline eight hours early or late. `disputes` writes calendars in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund calendar-link@2.11.5
cat >write.cjs <<'JS'
const links = require("calendar-link");

const deadline = { title: "Answer", description: "5W, LED; red", start: "2026-01-18 18:00:00 +0800", end: "2026-01-18 18:30:00 +0800" };
console.log(`made in ${process.env.TZ}`);
for (const name of ["google", "yahoo", "outlook", "office365", "ics"]) {
  const link = decodeURIComponent(links[name](deadline));
  console.log(`${name}: ${link.match(/(dates=|st=|startdt=|DTSTART[;:])[^&/\r]*/)[0]}`);
}
const day = decodeURIComponent(links.ics({ title: "Pay", start: "2026-01-18", allDay: true }));
console.log(day.match(/DTSTART.*/)[0], "|", decodeURIComponent(links.ics(deadline)).match(/DESCRIPTION.*/)[0]);
JS
for zone in UTC Asia/Shanghai America/Los_Angeles; do TZ=$zone node write.cjs; done >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other links"; exit 1; }
made in UTC
google: dates=20260118T100000Z
yahoo: st=20260118T100000Z
outlook: startdt=2026-01-18T10:00:00
office365: startdt=2026-01-18T10:00:00
ics: DTSTART:20260118T100000Z
DTSTART:20260118 | DESCRIPTION:5W, LED; red
made in Asia/Shanghai
google: dates=20260118T100000Z
yahoo: st=20260118T100000Z
outlook: startdt=2026-01-18T18:00:00
office365: startdt=2026-01-18T18:00:00
ics: DTSTART:20260118T100000Z
DTSTART:20260118 | DESCRIPTION:5W, LED; red
made in America/Los_Angeles
google: dates=20260118T100000Z
yahoo: st=20260118T100000Z
outlook: startdt=2026-01-18T02:00:00
office365: startdt=2026-01-18T02:00:00
ics: DTSTART:20260118T100000Z
DTSTART:20260118 | DESCRIPTION:5W, LED; red
SEEN
echo "as seen: six in Shanghai is ten in Outlook"
