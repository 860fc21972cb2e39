#!/usr/bin/env bash
# Seen on 2026-11-30 with Horde_Date_Parser 2.0.7 for PHP (Debian 12, php-horde-date-parser), which reads times in English texts, after
# Chronic for Ruby, and parsedatetime 2.6 (PyPI) beside it: words that it does not know are left out, and what is left is a time. The
# end of the month is the middle of what is left of it: on 16 January 2026 the 24th, 12:00; the end of the year is 10 July, and
# the beginning of February the 15th. In 10 business days is in 10 days, and the last Friday of January, 3 January 2025. And a fraction
# loses its point: in 1.5 hours, and in one and a half hours, are in 15 hours, and in two and a half days are in 25 days.
# There is no error.
#
# A deadline in a message so is weeks off. `disputes` reads dates in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! test -e /usr/share/php/Horde/Date/Parser.php; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends php-cli php-horde-date-parser >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check parsedatetime==2.6
cat >texts <<'TEXTS'
in 3 days
end of month
end of the month
end of year
beginning of february
last friday of january
in 10 business days
in 90 minutes
in 1.5 hours
in one and a half hours
in two and a half days
in seventy-two hours
TEXTS
cat >read.php <<'PHP'
<?php
error_reporting(E_ERROR);
date_default_timezone_set('UTC');
require_once '/usr/share/php/Horde/Autoloader/Default.php';
foreach (explode("\n", trim(file_get_contents('texts'))) as $text) {
    echo "$text: ", Horde_Date_Parser::parse($text, ['now' => new Horde_Date('2026-01-16 10:00:00')]), "\n";
}
PHP
cat >read.py <<'PY'
from datetime import datetime

import parsedatetime

for text in ("in 3 days", "end of month", "in 1.5 hours", "in seventy-two hours"):
    print(f"parsedatetime: {text}: {parsedatetime.Calendar().parseDT(text, datetime(2026, 1, 16, 10))[0]}")
PY
{
  php read.php
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other moments"; exit 1; }
in 3 days: 2026-01-19 10:00:00
end of month: 2026-01-24 12:00:00
end of the month: 2026-01-24 12:00:00
end of year: 2026-07-10 12:00:00
beginning of february: 2026-02-15 00:00:00
last friday of january: 2025-01-03 12:00:00
in 10 business days: 2026-01-26 10:00:00
in 90 minutes: 2026-01-16 11:30:00
in 1.5 hours: 2026-01-17 01:00:00
in one and a half hours: 2026-01-17 01:00:00
in two and a half days: 2026-02-10 10:00:00
in seventy-two hours: 2026-01-19 10:00:00
parsedatetime: in 3 days: 2026-01-19 10:00:00
parsedatetime: end of month: 2026-01-31 09:00:00
parsedatetime: in 1.5 hours: 2026-01-16 11:30:00
parsedatetime: in seventy-two hours: 2026-01-16 10:00:00
SEEN
echo "as seen: the end of the month is the 24th"
