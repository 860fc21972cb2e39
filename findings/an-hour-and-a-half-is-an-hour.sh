#!/usr/bin/env bash
# Seen on 2026-11-30 with date-fns-duration 1.0.4, pomeranian-durations 1.11.4, iso8601-duration 2.1.4 and date-duration 2.0.0, and moment
# 2.31.0 beside them, all from npm, which add lengths of time in the form of ISO 8601 to a moment: of a part with a fraction the
# first two add the whole number. An hour and a half, `PT1.5H`, is an hour, half a day, `P0.5D`, is nothing, and so is half a minute.
# pomeranian-durations makes `PT1.5H` of 1.5 hours itself (`fromHours`). The smallest part may have a fraction (ISO 8601-1:2019, 5.5.2).
# date-duration refuses such a length, but leaves the fraction out behind another part: `PT1H0.5M` is an hour. A sign before the whole
# (RFC 5545, 3.3.6), `-PT2H`, is dropped by iso8601-duration and date-duration: two hours before is two hours after. There is no error.
# moment reads all but half a day, of which it makes a day.
#
# A deadline so comes half an hour early, or a reminder after it. `disputes` writes lengths of time in whole days and hours.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm install --silent --no-audit --no-fund date-fns-duration@1.0.4 pomeranian-durations@1.11.4 iso8601-duration@2.1.4 date-duration@2.0.0 \
  moment@2.31.0 >/dev/null
cat >add.mjs <<'JS'
import { createRequire } from "node:module";
import dateDuration from "date-duration";
import iso8601 from "iso8601-duration";
import moment from "moment";
import { addToDate, fromHours } from "pomeranian-durations";

const dateFns = createRequire(import.meta.url)("date-fns-duration");
const start = "2026-01-16T12:00:00Z";
const libraries = {
  "date-fns-duration": (length) => (dateFns.default ?? dateFns)(new Date(start), length),
  "pomeranian-durations": (length) => addToDate(length, new Date(start)),
  "iso8601-duration": (length) => iso8601.end(iso8601.parse(length), new Date(start)),
  "date-duration": (length) => (dateDuration.default ?? dateDuration)(length).addTo(new Date(start)),
  moment: (length) => moment.utc(start).add(moment.duration(length)).toDate(),
};
console.log("fromHours(1.5)", fromHours(1.5));
for (const length of ["PT90M", "PT1.5H", "P0.5D", "PT0.5M", "PT1H0.5M", "-PT2H"]) {
  for (const [name, add] of Object.entries(libraries)) {
    let moved;
    try {
      moved = add(length);
      moved = Number.isNaN(moved.getTime()) ? "not a date" : moved.toISOString().slice(0, 19);
    } catch {
      moved = "refused";
    }
    console.log(length.padEnd(9), name.padEnd(21), moved);
  }
}
JS
node add.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other moments"; exit 1; }
fromHours(1.5) PT1.5H
PT90M     date-fns-duration     2026-01-16T13:30:00
PT90M     pomeranian-durations  2026-01-16T13:30:00
PT90M     iso8601-duration      2026-01-16T13:30:00
PT90M     date-duration         2026-01-16T13:30:00
PT90M     moment                2026-01-16T13:30:00
PT1.5H    date-fns-duration     2026-01-16T13:00:00
PT1.5H    pomeranian-durations  2026-01-16T13:00:00
PT1.5H    iso8601-duration      2026-01-16T13:30:00
PT1.5H    date-duration         refused
PT1.5H    moment                2026-01-16T13:30:00
P0.5D     date-fns-duration     2026-01-16T12:00:00
P0.5D     pomeranian-durations  2026-01-16T12:00:00
P0.5D     iso8601-duration      refused
P0.5D     date-duration         refused
P0.5D     moment                2026-01-17T12:00:00
PT0.5M    date-fns-duration     2026-01-16T12:00:00
PT0.5M    pomeranian-durations  2026-01-16T12:00:00
PT0.5M    iso8601-duration      2026-01-16T12:00:30
PT0.5M    date-duration         refused
PT0.5M    moment                2026-01-16T12:00:30
PT1H0.5M  date-fns-duration     2026-01-16T13:00:00
PT1H0.5M  pomeranian-durations  2026-01-16T13:00:00
PT1H0.5M  iso8601-duration      2026-01-16T13:00:30
PT1H0.5M  date-duration         2026-01-16T13:00:00
PT1H0.5M  moment                2026-01-16T13:00:30
-PT2H     date-fns-duration     2026-01-16T10:00:00
-PT2H     pomeranian-durations  refused
-PT2H     iso8601-duration      2026-01-16T14:00:00
-PT2H     date-duration         2026-01-16T14:00:00
-PT2H     moment                2026-01-16T10:00:00
SEEN
echo "as seen: an hour and a half is an hour"
