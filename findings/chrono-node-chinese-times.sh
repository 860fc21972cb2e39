#!/usr/bin/env bash
# Seen on 2026-11-29 with chrono-node 2.10.3 from npm: its reader of Chinese texts (`chrono.zh`) returns other moments for
# times that its reader of English texts reads right, without an error. `08:30 PST` becomes half past eight in the
# evening of the machine's zone: the P is taken for "pm", and the zone is gone. `08:30 GMT+8` becomes 08:30 in GMT, eight
# hours late: the `+8` is left over. `2026/1/5 08:30` becomes 08:30 of the day from which it counts, here 20 January:
# only the time is found. Times with 年, 月 and 日 are read right, and so is a zone in brackets.
#
# Times of the platform are Pacific or Beijing ones (docs/platform/exports.md), so that the zone is often written behind
# them. A program that takes deadlines from texts in Chinese so is hours late, or reminds of each deadline on the day on
# which it looks. `disputes` reads all of these forms as they are meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund chrono-node@2.10.3
cat >read.mjs <<'JS'
import * as chrono from "chrono-node";
const now = new Date("2026-01-20T00:00:00Z");
for (const text of ["2026年1月5日 08:30", "2026年1月5日 08:30 PST", "2026年1月5日 08:30 (PST)", "2026-01-05 08:30",
  "2026-01-05 08:30 PST", "2026-01-05 08:30 GMT+8", "2026/1/5 08:30"]) {
  const read = [chrono.en, chrono.zh.hans].map((reader) => reader.parseDate(text, now).toISOString().slice(0, 16));
  console.log(text, "| en", text.includes("年") ? "-" : read[0], "| zh", read[1]);
}
JS
TZ=Asia/Shanghai node read.mjs >seen
cat seen
diff seen - <<'SEEN'
2026年1月5日 08:30 | en - | zh 2026-01-05T00:30
2026年1月5日 08:30 PST | en - | zh 2026-01-05T12:30
2026年1月5日 08:30 (PST) | en - | zh 2026-01-05T16:30
2026-01-05 08:30 | en 2026-01-05T00:30 | zh 2026-01-05T00:30
2026-01-05 08:30 PST | en 2026-01-05T16:30 | zh 2026-01-05T12:30
2026-01-05 08:30 GMT+8 | en 2026-01-05T00:30 | zh 2026-01-05T08:30
2026/1/5 08:30 | en 2026-01-05T00:30 | zh 2026-01-20T00:30
SEEN
echo "as seen: P is read as pm, +8 is left over, a date with slashes is not found"
