#!/usr/bin/env bash
# Seen on 2026-11-30 with icalendar 2.8.0 for Ruby (Debian 12, ruby-icalendar), which writes calendars, and icalendar 7.3.0
# for Python (PyPI) beside it: a moment of Ruby loses its zone. `Time.utc(2025, 12, 13, 11, 48)` is written as
# `DTSTART:20251213T114800`, without the Z that means UTC, and 20:48 at +08:00 as `20251213T204800`: both are then times of
# whatever zone the reader is in (RFC 5545, 3.3.5, "floating"). The moment of a reminder, which has to be in UTC (3.8.6.3),
# has no Z either. There is no error. The zone has to be given once more, as the parameter `tzid`, and is "UTC" for a Z. The
# library of the same name for Python writes the Z for a moment in UTC.
#
# A deadline at 11:48 in UTC so is at 11:48 in Shanghai, eight hours early, and at 11:48 in Los Angeles, eight hours late.
# `disputes list --format ics` writes its times in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! ruby -e 'require "icalendar"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ruby ruby-icalendar >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.0
export TZ=Asia/Shanghai
cat >write.rb <<'RB'
require "icalendar"

calendar = Icalendar::Calendar.new
calendar.event do |event|
  event.uid = "due"
  event.dtstart = Time.utc(2025, 12, 13, 11, 48)
  event.dtend = DateTime.new(2025, 12, 13, 20, 48, 0, "+08:00")
  event.alarm do |alarm|
    alarm.action = "DISPLAY"
    alarm.description = "due"
    alarm.trigger = Icalendar::Values::DateTime.new(Time.utc(2025, 12, 12, 11, 48))
  end
end
calendar.event do |event|
  event.uid = "named"
  event.dtstart = Icalendar::Values::DateTime.new(Time.utc(2025, 12, 13, 11, 48), "tzid" => "UTC")
end
puts calendar.to_ical.lines.map(&:chomp).grep(/^(DTSTART|DTEND|TRIGGER)/).map { |line| "Ruby   #{line}" }
RB
cat >write.py <<'PY'
import datetime

from icalendar import Event

event = Event()
event.add("dtstart", datetime.datetime(2025, 12, 13, 11, 48, tzinfo=datetime.timezone.utc))
event.add("dtend", datetime.datetime.fromisoformat("2025-12-13T20:48:00+08:00").astimezone(datetime.timezone.utc))
print("\n".join(f"Python {line}" for line in event.to_ical().decode().splitlines() if line.startswith("DT")))
PY
{ ruby write.rb; python/bin/python write.py; } >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another form of times"; exit 1; }
Ruby   DTSTART:20251213T114800
Ruby   DTEND:20251213T204800
Ruby   TRIGGER;VALUE=DATE-TIME:20251212T114800
Ruby   DTSTART:20251213T114800Z
Python DTSTART:20251213T114800Z
Python DTEND:20251213T124800Z
SEEN
echo "as seen: a moment in UTC is written without its zone"
