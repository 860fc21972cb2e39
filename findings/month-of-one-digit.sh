#!/usr/bin/env bash
# Seen on 2026-11-29 with any-date-parser 2.2.4 from npm: a Chinese or Japanese date with a time of day, as Intl.DateTimeFormat
# writes it for `zh-CN`, is read without an error as another date. Of `2025年12月13日 19:48` the reader takes the second
# digit of the month and the first digit of the day: 1 February 2025 at 19:48. The same date without a time is right.
# A time with an offset and without seconds, `2025-12-13T19:48+08:00`, is read as 19:48 in UTC; with seconds the offset
# counts.
#
# Tables of orders have such times in a column each. `disputes` takes a time that it has not read to its last sign for
# no time, and names the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit any-date-parser@2.2.4 >/dev/null
cat >look.mjs <<'JS'
import parser from "any-date-parser";

const form = new Intl.DateTimeFormat("zh-CN", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
const written = form.format(new Date("2025-12-13T19:48:00Z"));
for (const [text, locale] of [
  [written, "zh-CN"],
  [written, "ja-JP"],
  ["2025年12月13日", "zh-CN"],
  ["2025-12-13T19:48+08:00", "en-US"],
  ["2025-12-13T19:48:00+08:00", "en-US"],
]) {
  console.log(locale, text, "->", parser.fromString(text, locale).toISOString());
}
JS
TZ=UTC node look.mjs >seen 2>&1
cat seen
diff seen - <<'SEEN'
zh-CN 2025年12月13日 19:48 -> 2025-02-01T19:48:00.000Z
ja-JP 2025年12月13日 19:48 -> 2025-02-01T19:48:00.000Z
zh-CN 2025年12月13日 -> 2025-12-13T00:00:00.000Z
en-US 2025-12-13T19:48+08:00 -> 2025-12-13T19:48:00.000Z
en-US 2025-12-13T19:48:00+08:00 -> 2025-12-13T11:48:00.000Z
SEEN
echo "as seen: the month loses a digit, and the day too"
