#!/usr/bin/env bash
# Seen on 2026-11-30 with dayjs-business-days2 1.4.0 (with dayjs 1.11.23) and moment-business-days 1.2.0 (with moment
# 2.31.0) from npm: the next working day is a holiday where the holidays are longer than six days, as in China: from
# Saturday, 14 February 2026 (nine days off follow), it is Friday the 20th, and from 30 September 2025 it is 6 October.
# Both look six days ahead and return the last day they looked at, whatever it is; `isBusinessDay` of the result is
# false for the same library. The day before works the same way. There is no error. moment-business-days has a setting
# for how far it looks; the other has none. Adding one working day is right in both (24 February, 9 October), and so is
# luxon-business-days 3.0.1.
#
# An answer that is due by the next working day is planned for a day on which nobody works. `disputes` computes
# deadlines from moments, in hours, and knows no working days.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund dayjs@1.11.23 dayjs-business-days2@1.4.0 moment@2.31.0 moment-business-days@1.2.0 luxon-business-days@3.0.1
cat >next.cjs <<'JS'
process.env.TZ = "Asia/Shanghai";
const holidays = [];
for (let day = 15; day <= 23; day++) holidays.push(`2026-02-${day}`);
for (let day = 1; day <= 8; day++) holidays.push(`2025-10-0${day}`);

const dayjs = require("dayjs");
dayjs.extend(require("dayjs-business-days2").default, { holidays, holidayFormat: "YYYY-MM-DD" });
const moment = require("moment-business-days");
moment.updateLocale("en", { holidays, holidayFormat: "YYYY-MM-DD" });
const { DateTime } = require("luxon-business-days");

const shown = (day) => `${day.format("YYYY-MM-DD")} (a working day: ${day.isBusinessDay()})`;
for (const day of ["2026-02-14", "2025-09-30"]) {
  console.log("next after", day);
  console.log("  dayjs-business-days2", shown(dayjs(day).nextBusinessDay()), "one added", shown(dayjs(day).businessDaysAdd(1)));
  console.log("  moment-business-days", shown(moment(day).nextBusinessDay()), "one added", shown(moment(day).businessAdd(1)));
  const luxon = DateTime.fromISO(day);
  luxon.setupBusiness({ holidayMatchers: [(date) => holidays.includes(date.toISODate())] });
  console.log("  luxon-business-days", luxon.plusBusiness({ days: 1 }).toISODate());
}
for (const day of ["2026-02-24", "2025-10-09"]) {
  console.log("before", day);
  console.log("  dayjs-business-days2", shown(dayjs(day).prevBusinessDay()));
  console.log("  moment-business-days", shown(moment(day).prevBusinessDay()));
}
moment.updateLocale("en", { nextBusinessDayLimit: 31 });
console.log("moment-business-days that looks 31 days ahead:", shown(moment("2026-02-14").nextBusinessDay()));
JS
node next.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another next working day"; exit 1; }
next after 2026-02-14
  dayjs-business-days2 2026-02-20 (a working day: false) one added 2026-02-24 (a working day: true)
  moment-business-days 2026-02-20 (a working day: false) one added 2026-02-24 (a working day: true)
  luxon-business-days 2026-02-24
next after 2025-09-30
  dayjs-business-days2 2025-10-06 (a working day: false) one added 2025-10-09 (a working day: true)
  moment-business-days 2025-10-06 (a working day: false) one added 2025-10-09 (a working day: true)
  luxon-business-days 2025-10-09
before 2026-02-24
  dayjs-business-days2 2026-02-18 (a working day: false)
  moment-business-days 2026-02-18 (a working day: false)
before 2025-10-09
  dayjs-business-days2 2025-10-03 (a working day: false)
  moment-business-days 2025-10-03 (a working day: false)
moment-business-days that looks 31 days ahead: 2026-02-24 (a working day: true)
SEEN
echo "as seen: the next working day is a holiday"
