#!/usr/bin/env bash
# Seen on 2026-11-30 with DateTime::Event::ICal 0.13 for Perl and Sabre VObject 2.1.7 for PHP (Debian 12), and
# python-dateutil 2.9.0.post0 (PyPI) beside them, which read the rules by which an event of a calendar comes again (RRULE):
# every day that is the 1st or 15th of a month (`FREQ=DAILY;BYMONTHDAY=1,15`) is two days a year for the Perl module, those
# of the month in which the event starts, and every day for the PHP library, which passes the days over. The same days
# written with `FREQ=MONTHLY` are right in both. Every Tuesday in February (`FREQ=WEEKLY;BYMONTH=2`) is one day in 2026, in
# 2032 and in 2037 for the first, and every Tuesday of the year for the second. There is no error. BYMONTHDAY and BYMONTH
# limit the days of such rules (RFC 5545, 3.3.10, the table of "Expand" and "Limit").
#
# A check on the 1st and 15th so is made in January only, or every day. `disputes list --format ics` writes no rules.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MDateTime::Format::ICal -e 1 2>/dev/null || ! php -r 'require "Sabre/VObject/autoload.php";' >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libdatetime-format-ical-perl php-cli php-mbstring php-xml php-sabre-vobject >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
cat >rules <<'RULES'
2026-01-01 FREQ=DAILY;BYMONTHDAY=1,15
2026-01-01 FREQ=MONTHLY;BYMONTHDAY=1,15
2026-02-03 FREQ=WEEKLY;BYMONTH=2
RULES
cat >days.py <<'PY'
import datetime
import itertools
import sys

from dateutil.rrule import rrulestr

first, rule = sys.argv[1:]
days = rrulestr(rule, dtstart=datetime.datetime.fromisoformat(first + "T09:00"))
print("  dateutil ", *[day.strftime("%Y-%m-%dT%H:%M") for day in itertools.islice(days, 5)])
PY
cat >days.pl <<'PL'
use strict;
use warnings;
use DateTime;
use DateTime::Format::ICal;

my ($first, $rule) = @ARGV;
my ($year, $month, $day) = split /-/, $first;
my $start = DateTime->new(year => $year, month => $month, day => $day, hour => 9, time_zone => "UTC");
my $days = DateTime::Format::ICal->parse_recurrence(recurrence => $rule, dtstart => $start)->iterator;
print join(" ", "  DateTime ", map { $days->next->strftime("%Y-%m-%dT%H:%M") } 1 .. 5), "\n";
PL
cat >days.php <<'PHP'
<?php
error_reporting(E_ALL & ~E_DEPRECATED);
require 'Sabre/VObject/autoload.php';

[, $first, $rule] = $argv;
$start = str_replace('-', '', $first) . 'T090000Z';
$lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:check', "DTSTART:$start", "RRULE:$rule", 'END:VEVENT', 'END:VCALENDAR'];
$days = new Sabre\VObject\RecurrenceIterator(Sabre\VObject\Reader::read(implode("\r\n", $lines)), 'check');
echo '  VObject  ';
for ($count = 0; $count < 5; $count++) {
    echo ' ', $days->getDTStart()->format('Y-m-d\TH:i');
    $days->next();
}
echo "\n";
PHP
while read -r first rule; do
  echo "from $first: $rule"
  python/bin/python days.py "$first" "$rule"
  perl days.pl "$first" "$rule"
  php days.php "$first" "$rule"
done <rules >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
from 2026-01-01: FREQ=DAILY;BYMONTHDAY=1,15
  dateutil  2026-01-01T09:00 2026-01-15T09:00 2026-02-01T09:00 2026-02-15T09:00 2026-03-01T09:00
  DateTime  2026-01-01T09:00 2026-01-15T09:00 2027-01-01T09:00 2027-01-15T09:00 2028-01-01T09:00
  VObject   2026-01-01T09:00 2026-01-02T09:00 2026-01-03T09:00 2026-01-04T09:00 2026-01-05T09:00
from 2026-01-01: FREQ=MONTHLY;BYMONTHDAY=1,15
  dateutil  2026-01-01T09:00 2026-01-15T09:00 2026-02-01T09:00 2026-02-15T09:00 2026-03-01T09:00
  DateTime  2026-01-01T09:00 2026-01-15T09:00 2026-02-01T09:00 2026-02-15T09:00 2026-03-01T09:00
  VObject   2026-01-01T09:00 2026-01-15T09:00 2026-02-01T09:00 2026-02-15T09:00 2026-03-01T09:00
from 2026-02-03: FREQ=WEEKLY;BYMONTH=2
  dateutil  2026-02-03T09:00 2026-02-10T09:00 2026-02-17T09:00 2026-02-24T09:00 2027-02-02T09:00
  DateTime  2026-02-03T09:00 2032-02-03T09:00 2037-02-03T09:00 2043-02-03T09:00 2054-02-03T09:00
  VObject   2026-02-03T09:00 2026-02-10T09:00 2026-02-17T09:00 2026-02-24T09:00 2026-03-03T09:00
SEEN
echo "as seen: the 1st and 15th of a month are those of one month"
