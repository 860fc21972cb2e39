#!/usr/bin/env bash
# Seen on 2026-11-30 with dragonmantank/cron-expression 3.3.1 for PHP (Debian 12, php-dragonmantank-cron-expression), which the
# frameworks of PHP use for lines of a crontab, and cronsim 2.8 (PyPI) beside it: `LW`, the last working day of a month, is taken as
# right (`isValidExpression`) and is day 0: the number of the last day of the month before, or of a working day near it, is looked for
# in the month. In 2026 it so runs on Saturday, 31 January, Monday, 2 February, 2 March, Saturday, 30 May, and so on, and never in
# April. `31W` runs on 3 February and on 1 April, since 31 February is 3 March, and its number is looked for in February. L and 15W
# are right. Its documentation has L and W. There is no error.
#
# A report of the month so runs at its beginning. `disputes` reads no lines of a crontab.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! test -e /usr/share/php/Cron/autoload.php; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends php-cli php-dragonmantank-cron-expression >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cronsim==2.8
cat >run.php <<'PHP'
<?php
require_once '/usr/share/php/Cron/autoload.php';
date_default_timezone_set('UTC');
foreach (['0 9 LW * *', '0 9 31W * *', '0 9 L * *', '0 9 15W * *'] as $line) {
    $valid = Cron\CronExpression::isValidExpression($line) ? 'valid' : 'not valid';
    $cron = new Cron\CronExpression($line);
    $day = new DateTime('2026-01-01');
    $days = [];
    for ($number = 0; $number < 7; $number += 1) {
        $day = $cron->getNextRunDate($day);
        $days[] = $day->format('D j M');
    }
    echo "$line ($valid): ", implode(', ', $days), "\n";
}
PHP
cat >run.py <<'PY'
from datetime import datetime
from itertools import islice

from cronsim import CronSim

for line in ("0 9 LW * *", "0 9 L * *"):
    days = ", ".join(f"{day:%a} {day.day} {day:%b}" for day in islice(CronSim(line, datetime(2026, 1, 1)), 7))
    print(f"cronsim: {line}: {days}")
PY
{
  php run.php
  python/bin/python run.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other days"; exit 1; }
0 9 LW * * (valid): Sat 31 Jan, Mon 2 Feb, Mon 2 Mar, Sat 30 May, Mon 1 Jun, Thu 30 Jul, Mon 31 Aug
0 9 31W * * (valid): Fri 30 Jan, Tue 3 Feb, Tue 31 Mar, Wed 1 Apr, Fri 29 May, Mon 1 Jun, Fri 31 Jul
0 9 L * * (valid): Sat 31 Jan, Sat 28 Feb, Tue 31 Mar, Thu 30 Apr, Sun 31 May, Tue 30 Jun, Fri 31 Jul
0 9 15W * * (valid): Thu 15 Jan, Mon 16 Feb, Mon 16 Mar, Wed 15 Apr, Fri 15 May, Mon 15 Jun, Wed 15 Jul
cronsim: 0 9 LW * *: Fri 30 Jan, Fri 27 Feb, Tue 31 Mar, Thu 30 Apr, Fri 29 May, Tue 30 Jun, Fri 31 Jul
cronsim: 0 9 L * *: Sat 31 Jan, Sat 28 Feb, Tue 31 Mar, Thu 30 Apr, Sun 31 May, Tue 30 Jun, Fri 31 Jul
SEEN
echo "as seen: the last working day is a Saturday"
