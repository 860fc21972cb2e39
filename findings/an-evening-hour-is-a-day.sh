#!/usr/bin/env bash
# Seen on 2026-11-30 with dayjs-business-time 1.0.4, dayjs-business-days2 1.4.0 (both with dayjs 1.11.23) and
# moment-business-days 1.2.0 (with moment 2.31.0) from npm: an hour more is a working day more. With working hours of 9
# to 17 from Monday to Friday dayjs-business-time counts one working day in an hour of a Friday evening (18:00 to
# 19:00), in half an hour before nine, and in two hours of a Saturday, and none in six hours of work on one Friday
# (10:00 to 16:00); the working hours of the same spans are 0, 0, 0 and 6. A moment outside of the hours is moved to the
# end of the hours before it if it is the first, and to the beginning of the next ones if it is the second. The two
# others count one day from Friday at 10:00 to Monday at 9:00 and two to Monday at 11:00: they go on by whole days from
# the first moment, so that a later time of day adds a day, and the first of them counts a day within one working day.
# There is no error.
#
# A dispute that was answered on the evening on which it was filed so has taken a working day, and one that took a day's
# work none. `disputes` measures times in hours, and knows no working days.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund dayjs@1.11.23 dayjs-business-time@1.0.4 dayjs-business-days2@1.4.0 moment@2.31.0 moment-business-days@1.2.0
cat >days.cjs <<'JS'
process.env.TZ = "Asia/Shanghai";
const dayjs = require("dayjs");
const moment = require("moment-business-days");

// 9 January 2026 is a Friday.
const spans = [
  ["2026-01-09T18:00", "2026-01-09T19:00"],
  ["2026-01-09T08:00", "2026-01-09T08:30"],
  ["2026-01-10T10:00", "2026-01-10T12:00"],
  ["2026-01-10T10:00", "2026-01-11T22:00"],
  ["2026-01-09T10:00", "2026-01-09T16:00"],
  ["2026-01-09T10:00", "2026-01-12T09:00"],
  ["2026-01-09T10:00", "2026-01-12T11:00"],
];
const show = (name, counted) =>
  spans.forEach(([from, to]) => {
    const [first, second] = [dayjs(from), dayjs(to)];
    console.log(`${name}: ${first.format("ddd HH:mm")} to ${second.format("ddd HH:mm")}`, counted(from, to));
  });

dayjs.extend(require("dayjs-business-time"));
show("dayjs-business-time", (from, to) => `${dayjs(from).businessDaysDiff(dayjs(to))} days, ${dayjs(from).businessHoursDiff(dayjs(to))} hours`);
dayjs.extend(require("dayjs-business-days2").default);
show("dayjs-business-days2", (from, to) => `${dayjs(to).businessDiff(dayjs(from))} days`);
show("moment-business-days", (from, to) => `${moment(to).businessDiff(moment(from))} days`);
JS
node days.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the days are counted in another way"; exit 1; }
dayjs-business-time: Fri 18:00 to Fri 19:00 1 days, 0 hours
dayjs-business-time: Fri 08:00 to Fri 08:30 1 days, 0 hours
dayjs-business-time: Sat 10:00 to Sat 12:00 1 days, 0 hours
dayjs-business-time: Sat 10:00 to Sun 22:00 1 days, 0 hours
dayjs-business-time: Fri 10:00 to Fri 16:00 0 days, 6 hours
dayjs-business-time: Fri 10:00 to Mon 09:00 1 days, 7 hours
dayjs-business-time: Fri 10:00 to Mon 11:00 1 days, 9 hours
dayjs-business-days2: Fri 18:00 to Fri 19:00 1 days
dayjs-business-days2: Fri 08:00 to Fri 08:30 1 days
dayjs-business-days2: Sat 10:00 to Sat 12:00 0 days
dayjs-business-days2: Sat 10:00 to Sun 22:00 0 days
dayjs-business-days2: Fri 10:00 to Fri 16:00 1 days
dayjs-business-days2: Fri 10:00 to Mon 09:00 1 days
dayjs-business-days2: Fri 10:00 to Mon 11:00 2 days
moment-business-days: Fri 18:00 to Fri 19:00 0 days
moment-business-days: Fri 08:00 to Fri 08:30 0 days
moment-business-days: Sat 10:00 to Sat 12:00 0 days
moment-business-days: Sat 10:00 to Sun 22:00 0 days
moment-business-days: Fri 10:00 to Fri 16:00 0 days
moment-business-days: Fri 10:00 to Mon 09:00 1 days
moment-business-days: Fri 10:00 to Mon 11:00 2 days
SEEN
echo "as seen: an hour of an evening is a working day"
