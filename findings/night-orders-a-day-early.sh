#!/usr/bin/env bash
# Seen on 2026-11-30 with mingo 7.2.7 from npm, which runs MongoDB's pipelines on lists of JavaScript: the day of a moment
# in a time zone (`$dateTrunc` with `timezone`) is a day early where the zone's day is not the day in UTC. An order of 01:48
# on 14 December in Shanghai counts for the 13th, and one of the first hours of January for December; of all hours (each
# seventh of a year is tried) it is a third. In Los Angeles it is a day late. The beginning is taken in UTC and then moved
# by the zone. Days, weeks, months, quarters and years are concerned, hours are not. The year of an ISO week
# (`$isoWeekYear`) is the calendar year: 29 December 2025 is in week 1 of 2025. `{$gt: ["$amount", null]}`, MongoDB's way to
# ask whether there is an amount, is false for all orders (its manual, "Comparison/Sort Order": null is less than numbers).
# `$dateToString` with a zone is right. There is no error. The control is Node.js' own Intl and Python's calendar.
#
# Orders by day so count for the wrong days. `disputes` counts days in the zone that it names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund mingo@7.2.7
cat >days.mjs <<'JS'
import mingo from "mingo";

const evaluate = (expression, order = {}) => mingo.aggregate([order], [{ $project: { _id: 0, is: expression } }])[0].is;
const local = (moment, timezone) => evaluate({ $dateToString: { date: moment, format: "%Y-%m-%d %H:%M", timezone } });
const formats = new Map();
const byIntl = (moment, timeZone) => {
  if (!formats.has(timeZone)) formats.set(timeZone, new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }));
  return formats.get(timeZone).format(moment);
};
const begins = (moment, unit, timezone) => local(evaluate({ $dateTrunc: { date: moment, unit, timezone } }), timezone);

for (const [text, timezone] of [["2025-12-13T11:48Z", "Asia/Shanghai"], ["2025-12-13T17:48Z", "Asia/Shanghai"], ["2025-12-31T17:48Z", "Asia/Shanghai"], ["2025-12-13T03:48Z", "America/Los_Angeles"]]) {
  const moment = new Date(text);
  console.log(`${local(moment, timezone)} ${timezone}: the day began ${begins(moment, "day", timezone)}, the month ${begins(moment, "month", timezone)}`);
}
for (const timezone of ["Africa/Abidjan", "Asia/Shanghai", "America/Los_Angeles"]) {
  for (const [unit, length] of [["day", 10], ["month", 7]]) {
    let [wrong, asked] = [0, 0];
    for (let hour = 0; hour < 24 * 365; hour += 7) {
      asked += 1;
      const moment = new Date(Date.UTC(2025, 0, 1, hour));
      wrong += begins(moment, unit, timezone).slice(0, length) !== byIntl(moment, timezone).slice(0, length);
    }
    console.log(`hours of 2025 in another ${unit}, ${timezone}: ${wrong} of ${asked}`);
  }
}
for (const day of ["2025-12-28", "2025-12-29", "2027-01-01"]) {
  console.log(day, "is in week", evaluate({ $isoWeek: new Date(day) }), "of", evaluate({ $isoWeekYear: new Date(day) }));
}
for (const amount of [12.5, null]) console.log("amount", amount, "is there:", evaluate({ $gt: ["$amount", null] }, { amount }));
JS
{
  TZ=UTC node days.mjs
  python3 -c 'import datetime; [print("python", day, datetime.date.fromisoformat(day).isocalendar()[:2]) for day in ("2025-12-28", "2025-12-29", "2027-01-01")]'
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
2025-12-13 19:48 Asia/Shanghai: the day began 2025-12-13 00:00, the month 2025-12-01 00:00
2025-12-14 01:48 Asia/Shanghai: the day began 2025-12-13 00:00, the month 2025-12-01 00:00
2026-01-01 01:48 Asia/Shanghai: the day began 2025-12-31 00:00, the month 2025-12-01 00:00
2025-12-12 19:48 America/Los_Angeles: the day began 2025-12-13 00:00, the month 2025-12-01 00:00
hours of 2025 in another day, Africa/Abidjan: 0 of 1252
hours of 2025 in another month, Africa/Abidjan: 0 of 1252
hours of 2025 in another day, Asia/Shanghai: 417 of 1252
hours of 2025 in another month, Asia/Shanghai: 14 of 1252
hours of 2025 in another day, America/Los_Angeles: 384 of 1252
hours of 2025 in another month, America/Los_Angeles: 13 of 1252
2025-12-28 is in week 52 of 2025
2025-12-29 is in week 1 of 2025
2027-01-01 is in week 53 of 2027
amount 12.5 is there: false
amount null is there: false
python 2025-12-28 (2025, 52)
python 2025-12-29 (2026, 1)
python 2027-01-01 (2026, 53)
SEEN
echo "as seen: orders of the night count for the day before"
