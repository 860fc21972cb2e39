# The calendar of deadlines, read by icalendar and khal.
source "$(dirname "$0")/common.sh"
needs_python icalendar khal

"$DISPUTES" list "$SHOP/orders.csv" "$SHOP/disputes.csv" --as-of 2026-01-16 --format ics >deadlines.ics
"$DISPUTES" list "$SHOP/orders.csv" "$SHOP/disputes.csv" --as-of 2026-01-16 --format json >list.json

cat >read.py <<'PY'
import json, datetime, icalendar
calendar = icalendar.Calendar.from_ical(open("deadlines.ics", "rb").read())
events = [part for part in calendar.walk() if part.name in ("VEVENT", "VTODO")]
assert not calendar.errors and all(not event.errors for event in events)
rows = [row for row in json.load(open("list.json"))["disputes"] if row.get("due") and row["state"] == "open"]
assert len(events) == len(rows) > 5, (len(events), len(rows))
due = sorted(datetime.datetime.fromisoformat(row["due"].replace("Z", "+00:00")).replace(microsecond=0) for row in rows)
found = sorted(event.get("DTEND").dt for event in events)
assert [moment.astimezone(datetime.timezone.utc) for moment in due] == found, (due[:2], found[:2])
for event in events:
    assert event["DTEND"].dt > event["DTSTART"].dt, event
    before = sorted(event["DTEND"].dt - (event["DTSTART"].dt + alarm["TRIGGER"].dt) for alarm in event.walk("VALARM"))
    assert before == [datetime.timedelta(hours=4), datetime.timedelta(days=1)], before
    assert event["UID"] and event["DTSTAMP"] and event["SUMMARY"]
assert len({event["UID"] for event in events}) == len(events)
PY
check "icalendar reads every deadline as the moment it is" "$PYTHON" read.py

mkdir -p calendars/work
cat >khal.conf <<CONF
[calendars]
[[work]]
path = $WORK/calendars/work
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $WORK/khal.db
CONF
khal() { HOME="$WORK/home" "$WORK/venv/bin/khal" -c khal.conf "$@"; }
imported() {
  khal import --batch deadlines.ics >khal.out 2>&1 || { cat khal.out; return 1; }
  # A warning of khal begins with "warning:".
  if grep -i warning khal.out; then return 1; fi
  khal list 2026-01-01 60d --format '{start-long}|{end-long}|{title}' >shown.txt
  local moment
  moment="$(grep -m1 '^DTEND:' deadlines.ics | sed -E 's/DTEND:(....)(..)(..)T(..)(..).*/\1-\2-\3 \4:\5/')"
  # The event ends with the deadline, and no other one begins there.
  grep -qF "|$moment|" shown.txt || { cat shown.txt; return 1; }
  if grep -F "$moment|" shown.txt | grep -v "|$moment|"; then return 1; fi
}
check "khal shows an event that ends with the deadline, and no hour after it" imported
again() {
  khal import --batch deadlines.ics >/dev/null 2>&1
  khal list 2026-01-01 60d --format '{start-long}|{end-long}|{title}' >again.txt
  cmp shown.txt again.txt
}
check "a second import into khal doubles nothing" again
conclude
