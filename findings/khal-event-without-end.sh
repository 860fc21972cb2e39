#!/usr/bin/env bash
# Seen on 2026-11-29 with khal 0.14.1 and icalendar 7.3.2 from PyPI: an event with DTSTART as a moment and
# neither DTEND nor DURATION, which ends in the moment that it starts (RFC 5545, 3.6.1), is imported without
# a warning and shown as an hour, the hour after that moment.
#
# A deadline at 18:00, written as the moment that it is, was so shown as 18:00-19:00, an hour that the seller
# does not have. `disputes list --format ics` writes the hour that ends with the deadline (src/render/ics.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check khal==0.14.1 icalendar==7.3.2
mkdir home calendar
cat >khal.conf <<CONF
[calendars]
[[work]]
path = $folder/calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $folder/khal.db
CONF
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//x//x//EN BEGIN:VEVENT UID:1@x DTSTAMP:20260101T000000Z \
  DTSTART:20260117T180000Z SUMMARY:deadline END:VEVENT END:VCALENDAR >one.ics
export HOME="$folder/home" TZ=UTC
python/bin/khal -c khal.conf import --batch one.ics
python/bin/khal -c khal.conf list 2026-01-01 30d --day-format '' --format '{start-long} to {end-long} {title}' | grep deadline >seen
cat seen
diff seen - <<'SEEN'
2026-01-17 18:00 to 2026-01-17 19:00 deadline
SEEN
echo "as seen: an event without an end is shown as the hour after its moment"
