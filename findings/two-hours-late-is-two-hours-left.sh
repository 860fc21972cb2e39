#!/usr/bin/env bash
# Seen on 2026-11-30 with lubridate 1.9.2 for R, Carbon 2.65.0 for PHP and gitlab-chronic-duration 0.10.6.2 for Ruby (Debian
# 12), and pandas 3.1.1 (PyPI) and Time::Duration::Parse 0.16 for Perl (Debian 12) beside them: of a length of time in a
# text the first three drop the sign. "-2 hours" is two hours from now, not ago, and "-1 day" a day, for `duration` and
# `period` of lubridate, `CarbonInterval::fromString` and `ChronicDuration.parse`. lubridate writes a length below nothing
# with its sign (`-7200s`), and reads that back as 7200. "1h30m" is an hour and 30 months for it, two and a half years: a
# small m is a month, while h is an hour and s a second in either case. There is no error. pandas and the Perl module read
# all of it.
#
# An answer that is two hours late so has two hours left. `disputes` reads no lengths of time: it counts them between
# moments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
if ! Rscript -e 'suppressMessages(library(lubridate))' >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core r-cran-lubridate >/dev/null
fi
if ! ruby -e 'require "gitlab_chronic_duration"' 2>/dev/null || ! php -r 'require "Carbon/autoload.php";' >/dev/null 2>&1 || ! perl -MTime::Duration::Parse -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ruby ruby-chronic-duration php-cli php-nesbot-carbon libtime-duration-parse-perl >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1
cat >texts <<'TEXTS'
2 hours
-2 hours
-1 day
1h30m
TEXTS
cat >lengths.R <<'R'
suppressMessages(library(lubridate))
for (text in readLines("texts")) cat(text, "| lubridate", as.numeric(duration(text)), as.numeric(period(text)), "\n")
written <- as.character(duration(-7200))
cat(written, "| lubridate read back:", as.numeric(duration(sub(" .*", "", written))), "\n")
R
cat >lengths.php <<'PHP'
<?php
error_reporting(E_ALL & ~E_DEPRECATED);
require 'Carbon/autoload.php';

foreach (file('texts', FILE_IGNORE_NEW_LINES) as $text) {
    echo "$text | Carbon ", Carbon\CarbonInterval::fromString($text)->totalSeconds, "\n";
}
PHP
cat >lengths.rb <<'RB'
require "gitlab_chronic_duration"

File.foreach("texts", chomp: true) { |text| puts "#{text} | chronic_duration #{ChronicDuration.parse(text)}" }
RB
cat >lengths.pl <<'PL'
use strict;
use warnings;
use Time::Duration::Parse;

open my $texts, "<", "texts" or die;
while (my $text = <$texts>) {
    chomp $text;
    print "$text | Time::Duration::Parse ", parse_duration($text), "\n";
}
PL
cat >lengths.py <<'PY'
import pandas

for text in open("texts").read().splitlines():
    print(text, "| pandas", int(pandas.Timedelta(text).total_seconds()))
PY
{
  Rscript lengths.R 2>/dev/null
  php lengths.php
  ruby lengths.rb
  perl lengths.pl
  python/bin/python lengths.py
} | sed 's/ *$//' | sort -s -t'|' -k1,1 >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other lengths"; exit 1; }
-1 day | lubridate 86400 86400
-1 day | Carbon 86400
-1 day | chronic_duration 86400
-1 day | Time::Duration::Parse -86400
-1 day | pandas -86400
-2 hours | lubridate 7200 7200
-2 hours | Carbon 7200
-2 hours | chronic_duration 7200
-2 hours | Time::Duration::Parse -7200
-2 hours | pandas -7200
-7200s (~-2 hours) | lubridate read back: 7200
1h30m | lubridate 78897600 78897600
1h30m | Carbon 5400
1h30m | chronic_duration 5400
1h30m | Time::Duration::Parse 5400
1h30m | pandas 5400
2 hours | lubridate 7200 7200
2 hours | Carbon 7200
2 hours | chronic_duration 7200
2 hours | Time::Duration::Parse 7200
2 hours | pandas 7200
SEEN
echo "as seen: a length has lost its sign"
