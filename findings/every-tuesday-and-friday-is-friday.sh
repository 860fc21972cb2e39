#!/usr/bin/env bash
# Seen on 2026-11-30 with human-readable-cron 0.1.0 and cronspeak 0.1.0 (PyPI), and human-to-cron 0.3.1 and
# cron-time-generator 2.0.3 (npm), which write lines of a crontab from words or calls: "every tuesday, friday at 18:00"
# is Friday only for human-readable-cron, "every monday and thursday" is Monday only, "every day at 8:30 and 20:30" is
# the morning, and "every 2 days" is every day. human-to-cron drops Monday in place of Thursday, and with "each monday"
# runs every day. What they do not understand is left out. 90 minutes become `*/90`, which is the full hour (a step
# counts within its field, crontab(5)), and for human-to-cron, whose line has seconds, every second of the first minute
# of each hour; 36 hours become `*/36`, midnight. There is no error. cronspeak refuses two days.
#
# Half of the checks so do not run, or twice as many as were asked for. `disputes schedule` takes a time and one of
# three words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund human-to-cron@0.3.1 cron-time-generator@2.0.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check human-readable-cron==0.1.0 cronspeak==0.1.0
cat >words.py <<'PY'
from cronspeak import parse_human
from human_readable_cron import convert_to_cron

for words in (
    "every tuesday, friday at 18:00",
    "every monday and thursday at 9am",
    "every day at 8:30 and 20:30",
    "every 2 days at 8am",
    "every 90 minutes",
    "every 36 hours",
):
    print(words)
    print("  human-readable-cron", convert_to_cron(words))
    try:
        print("  cronspeak", parse_human(words))
    except ValueError:
        print("  cronspeak refuses it")
PY
cat >words.cjs <<'JS'
const humanToCron = require("human-to-cron");
const { CronTime } = require("cron-time-generator");
console.log("human-to-cron (with seconds)");
for (const words of ["every monday and thursday at 9:00", "each monday at 9:15", "each 90 minutes"]) console.log(" ", words, "=", humanToCron(words));
console.log("cron-time-generator");
console.log("  every(90).minutes()", CronTime.every(90).minutes());
console.log("  every(36).hours()", CronTime.every(36).hours());
JS
{
  python/bin/python words.py
  node words.cjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other lines"; exit 1; }
every tuesday, friday at 18:00
  human-readable-cron 00 18 * * 5
  cronspeak refuses it
every monday and thursday at 9am
  human-readable-cron 0 9 * * 1
  cronspeak refuses it
every day at 8:30 and 20:30
  human-readable-cron 30 8 * * *
  cronspeak refuses it
every 2 days at 8am
  human-readable-cron 0 8 * * *
  cronspeak refuses it
every 90 minutes
  human-readable-cron */90 * * * *
  cronspeak */90 * * * *
every 36 hours
  human-readable-cron 0 */36 * * *
  cronspeak 0 */36 * * *
human-to-cron (with seconds)
  every monday and thursday at 9:00 = 0 0 9 * * 4
  each monday at 9:15 = 0 15 9 * * *
  each 90 minutes = * */90 * * * *
cron-time-generator
  every(90).minutes() */90 * * * *
  every(36).hours() 0 */36 * * *
SEEN
echo "as seen: of two days one is left"
