#!/usr/bin/env bash
# Seen on 2026-11-30 with Time::ParseDate 2015.103 for Perl, and DateTime::Format::Natural 1.16 and
# DateTime::Format::Flexible 0.34 beside it (all Debian 12): a month with its year is another month, years later. `December
# 2025`, read in January 2026, is 16 June 2032, and `March 2026` is 16 September 2031: the year is taken for a day of the
# month, the 2025th of December 2026. `WHOLE`, which asks that the whole text be read, changes nothing, and there is no
# error. `Dec 13, 2025` and `December 13` are right. The two others have the first of the month.
#
# Months stand so above the tables of a shop's statements. `disputes` takes a time that it has not read to its last sign for
# no time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MTime::ParseDate -MDateTime::Format::Natural -MDateTime::Format::Flexible -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libtime-parsedate-perl libdatetime-format-natural-perl libdatetime-format-flexible-perl >/dev/null
fi
export TZ=UTC
cat >read.pl <<'PL'
use strict;
use warnings;
use DateTime;
use DateTime::Format::Flexible;
use DateTime::Format::Natural;
use POSIX qw(strftime);
use Time::ParseDate;

my $now = DateTime->new(year => 2026, month => 1, day => 20, hour => 12, time_zone => "UTC");
my $natural = DateTime::Format::Natural->new(datetime => $now);
for my $text ("December 2025", "Dec 2025", "January 2026", "March 2026", "Dec 13, 2025", "December 13") {
    my $seconds = parsedate($text, NOW => $now->epoch, GMT => 1, WHOLE => 1);
    my $day = $natural->parse_datetime($text);
    my $flexible = eval { DateTime::Format::Flexible->parse_datetime($text, base => $now)->ymd } // "not read";
    print "$text | ParseDate ", defined $seconds ? strftime("%Y-%m-%d", gmtime $seconds) : "not read";
    print " | Natural ", $natural->success ? $day->ymd : "not read", " | Flexible $flexible\n";
}
PL
perl read.pl >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other months"; exit 1; }
December 2025 | ParseDate 2032-06-16 | Natural 2025-12-01 | Flexible 2025-12-01
Dec 2025 | ParseDate 2032-06-16 | Natural 2025-12-01 | Flexible 2025-12-01
January 2026 | ParseDate 2031-07-19 | Natural 2026-01-01 | Flexible 2026-01-01
March 2026 | ParseDate 2031-09-16 | Natural 2026-03-01 | Flexible 2026-03-01
Dec 13, 2025 | ParseDate 2025-12-13 | Natural 2025-12-13 | Flexible 2025-12-13
December 13 | ParseDate 2026-12-13 | Natural 2026-12-13 | Flexible 2026-12-13
SEEN
echo "as seen: a year is a day of the month"
