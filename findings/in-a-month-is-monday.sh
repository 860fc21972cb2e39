#!/usr/bin/env bash
# Seen on 2026-11-30 with parse-messy-time 2.1.0 from npm, which reads times in English texts: `in a month`, `a month ago` and
# `end of month` are next Monday, as their first letters are those of Monday. `3 months ago`, in January 2026, is October 2024
# and not October 2025. `3 hours from now` and `2 days from now` are now, while `in 2 days` is right. A time with a T between
# date and time of day, as programs write it (ISO 8601), has a day of its own: `2026-02-05T08:00:00Z` is 8 January, as the hour
# is taken for the day. There is no error. chrono-node 2.10.3 (npm) reads all but the ends of months.
#
# A deadline in two days so has run out already, and one in a month is on Monday. `disputes` reads deadlines as moments, and a
# time that it has not read to its last sign as no time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund parse-messy-time@2.1.0 chrono-node@2.10.3 >/dev/null
cat >look.mjs <<'JS'
import { createRequire } from "node:module";
import { parseDate } from "chrono-node";

const read = createRequire(import.meta.url)("parse-messy-time");
const now = new Date("2026-01-20T12:00:00Z");
for (const text of [
  "in a month",
  "a month ago",
  "3 months ago",
  "3 hours from now",
  "2 days from now",
  "in 2 days",
  "2026-02-05T08:00:00Z",
  "2025-12-13T19:48:00+08:00",
]) {
  const [messy, chrono] = [read(text, { now }), parseDate(text, now)].map((time) => time.toISOString().slice(0, 16));
  console.log(`${text.padEnd(26)} parse-messy-time ${messy}  chrono-node ${chrono}`);
}
console.log("end of month               parse-messy-time", read("end of month", { now }).toISOString().slice(0, 16));
JS
TZ=UTC node look.mjs >seen
cat seen
diff seen - <<'SEEN'
in a month                 parse-messy-time 2026-01-26T00:00  chrono-node 2026-02-20T12:00
a month ago                parse-messy-time 2026-01-26T00:00  chrono-node 2025-12-20T12:00
3 months ago               parse-messy-time 2024-10-20T12:00  chrono-node 2025-10-20T12:00
3 hours from now           parse-messy-time 2026-01-20T12:00  chrono-node 2026-01-20T15:00
2 days from now            parse-messy-time 2026-01-20T12:00  chrono-node 2026-01-22T12:00
in 2 days                  parse-messy-time 2026-01-22T12:00  chrono-node 2026-01-22T12:00
2026-02-05T08:00:00Z       parse-messy-time 2026-01-08T00:00  chrono-node 2026-02-05T08:00
2025-12-13T19:48:00+08:00  parse-messy-time 2025-01-20T19:48  chrono-node 2025-12-13T11:48
end of month               parse-messy-time 2026-01-26T00:00
SEEN
echo "as seen: a month is Monday"
