#!/usr/bin/env bash
# Seen on 2026-11-30 with cron-to-quartz 1.4.9 from npm, which turns a line of a crontab into one for the scheduler
# Quartz, whose days of the week are 1 to 7 from Sunday on where crontab's are 0 to 6: one is added to every number of
# the field, also to that of a step. `*/2`, Sunday, Tuesday, Thursday and Saturday, becomes `*/3`, Sunday, Wednesday and
# Saturday; `1-5/2`, Monday, Wednesday and Friday, becomes `2-6/3`, Monday and Thursday. Steps in other fields are kept.
# 7, which is Sunday in a crontab (crontab(5)), becomes the day 8, which Quartz does not have. There is no error.
#
# A check on every second day so leaves disputes for a day longer. `disputes schedule` prints entries for cron, systemd,
# launchd and Windows, and none with steps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund cron-to-quartz@1.4.9
cat >convert.cjs <<'JS'
const { getQuartz } = require("cron-to-quartz");
for (const line of ["0 9 * * */2", "0 9 * * 1-5/2", "0 9 * * 1,3,5", "0 9 */2 * *", "0 */2 * * 1-5", "0 9 * * 7", "0 9 * * 5-7"]) {
  console.log(line.padEnd(16), getQuartz(line).map((fields) => fields.join(" ")).join(" and "));
}
JS
node convert.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another line"; exit 1; }
0 9 * * */2      0 0 9 ? * */3 *
0 9 * * 1-5/2    0 0 9 ? * 2-6/3 *
0 9 * * 1,3,5    0 0 9 ? * 2,4,6 *
0 9 */2 * *      0 0 9 */2 * ? *
0 */2 * * 1-5    0 0 */2 ? * 2-6 *
0 9 * * 7        0 0 9 ? * 8 *
0 9 * * 5-7      0 0 9 ? * 6-8 *
SEEN
echo "as seen: every second day is every third"
