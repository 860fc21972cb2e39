#!/usr/bin/env bash
# Seen on 2026-11-30 with DateTime::Format::Human::Duration 0.64 for Perl (Debian 12,
# libdatetime-format-human-duration-perl), which writes lengths of time in words: of the time between two moments in units that
# were asked for, what would be said in larger units is left out. From 16 January, 10:00, to 18 January, 22:30, in hours are
# `12 hours`; in days and hours they are 2 days and 12 hours. From 13 December to 18 January in days are `5 days`, and
# in weeks and days `5 days`, as a month is between. Hours do not become days either: 36 hours in days are `no time`. There
# is no error. By its documentation the length is formatted with the units that are given.
#
# "Answer within 12 hours" so stands over a dispute with two and a half days. `disputes` writes days and hours.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MDateTime::Format::Human::Duration -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libdatetime-format-human-duration-perl >/dev/null
fi
cat >write.pl <<'PL'
use strict;
use warnings;
use DateTime;
use DateTime::Duration;
use DateTime::Format::Human::Duration;

my $format = DateTime::Format::Human::Duration->new();
print "DateTime::Format::Human::Duration $DateTime::Format::Human::Duration::VERSION\n";
my %moments = (
    hours => [ [ 2026, 1, 16, 10, 0 ], [ 2026, 1, 18, 22, 30 ] ],
    month => [ [ 2025, 12, 13, 10, 0 ], [ 2026, 1, 18, 10, 0 ] ],
);
my @cases = (
    [ 'hours', 'days', 'hours' ], [ 'hours', 'hours' ], [ 'hours', 'minutes' ],
    [ 'month', 'months', 'days' ], [ 'month', 'weeks', 'days' ], [ 'month', 'days' ],
);
for my $case (@cases) {
    my ( $name, @units ) = @$case;
    my ( $first, $last ) = map {
        my %parts;
        @parts{qw(year month day hour minute)} = @$_;
        DateTime->new(%parts);
    } @{ $moments{$name} };
    my $hours = ( $last->epoch - $first->epoch ) / 3600;
    print "$hours hours in @units: ", $format->format_duration_between( $first, $last, units => [@units], future => 'in %s' ), "\n";
}
for my $unit ( 'hours', 'days' ) {
    print "36 hours in $unit: ", $format->format_duration( DateTime::Duration->new( hours => 36 ), units => [$unit] ), "\n";
}
PL
perl write.pl >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other lengths"; exit 1; }
DateTime::Format::Human::Duration 0.64
60.5 hours in days hours: in 2 days and 12 hours
60.5 hours in hours: in 12 hours
60.5 hours in minutes: in 750 minutes
864 hours in months days: in 1 month and 5 days
864 hours in weeks days: in 5 days
864 hours in days: in 5 days
36 hours in hours: 36 hours
36 hours in days: no time
SEEN
echo "as seen: a month and five days are five days"
