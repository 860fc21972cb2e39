#!/usr/bin/env bash
# Seen on 2026-11-30 with locutus 2.0.39 from npm, which has the functions of PHP for JavaScript, and PHP 8.2 itself (Debian
# 12) beside it: the number of the week, `date("W")`, is one too small on every day of 2026: 20 January is in week 3 for 4.
# So it is in each year that begins on a Thursday, 2015, 2026, 2032 and 2037; in the others all days or all but a few are
# right, so that a test with a day of 2025 finds nothing. `str_getcsv` takes a line whose cells are not all in quotes for
# one cell: `1101,"cup, big",12.50` is one text, and so is `1101,lamp,12.50`; of a doubled quotation mark both stay.
# `number_format` of 8208460785972844 with one decimal place is …845.0. There is no error.
#
# A table of disputes by week so has each week under the number of the one before. `disputes` has the number from the crate
# chrono (`{week}` in the name of a report, src/cli/monitor/report_files.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
if ! command -v php >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends php-cli >/dev/null
fi
npm install --silent --no-audit --no-fund locutus@2.0.39 >/dev/null
cat >lines <<'LINES'
1101,"cup, big",12.50
1101,lamp,12.50
"1101","cup, big","12.50"
"1101","27"" stand","12.50"
LINES
cat >ask.php <<'PHP'
<?php
date_default_timezone_set('UTC');
for ($day = gmmktime(12, 0, 0, 1, 1, 2015); $day < gmmktime(0, 0, 0, 1, 1, 2040); $day += 86400) {
    fwrite(STDERR, date('Y-m-d W', $day) . "\n");
}
foreach (file('lines', FILE_IGNORE_NEW_LINES) as $line) {
    echo "$line | PHP ", json_encode(str_getcsv($line)), "\n";
}
echo 'number_format | PHP ', number_format(8208460785972844, 1), "\n";
PHP
cat >ask.cjs <<'JS'
const fs = require("fs");
const load = (path) => {
  const module = require(`locutus/php/${path}`);
  return module[path.split("/").pop()] ?? module;
};
const date = load("datetime/date");
const weeks = {};
for (const line of fs.readFileSync("weeks", "utf8").trim().split("\n")) {
  const [day, week] = line.split(" ");
  const year = day.slice(0, 4);
  const seen = date("W", Date.parse(`${day}T12:00:00Z`) / 1000);
  weeks[year] ??= { days: 0, other: 0, before: 0 };
  weeks[year].days += 1;
  weeks[year].other += seen === week ? 0 : 1;
  weeks[year].before += Number(seen) === Number(week) - 1 ? 1 : 0;
  if (["2025-06-16", "2026-01-20", "2026-06-15", "2027-06-14"].includes(day)) console.log(`${day} | PHP week ${week} | locutus week ${seen}`);
}
for (const [year, { days, other, before }] of Object.entries(weeks)) {
  if (other > 300) console.log(`${year}: ${other} of ${days} days in another week, ${before} of them in the one before`);
}
const csv = load("strings/str_getcsv");
for (const line of fs.readFileSync("lines", "utf8").trim().split("\n")) console.log(`${line} | locutus ${JSON.stringify(csv(line))}`);
console.log("number_format | locutus", load("strings/number_format")(8208460785972844, 1));
JS
php ask.php 2>weeks >php
{ node ask.cjs; cat php; } >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other weeks"; exit 1; }
2025-06-16 | PHP week 25 | locutus week 25
2026-01-20 | PHP week 04 | locutus week 03
2026-06-15 | PHP week 25 | locutus week 24
2027-06-14 | PHP week 24 | locutus week 24
2015: 365 of 365 days in another week, 361 of them in the one before
2026: 365 of 365 days in another week, 361 of them in the one before
2032: 366 of 366 days in another week, 362 of them in the one before
2037: 365 of 365 days in another week, 361 of them in the one before
1101,"cup, big",12.50 | locutus ["1101,\"cup, big\",12.50"]
1101,lamp,12.50 | locutus ["1101,lamp,12.50"]
"1101","cup, big","12.50" | locutus ["1101","cup, big","12.50"]
"1101","27"" stand","12.50" | locutus ["1101","27\"\" stand","12.50"]
number_format | locutus 8,208,460,785,972,845.0
1101,"cup, big",12.50 | PHP ["1101","cup, big","12.50"]
1101,lamp,12.50 | PHP ["1101","lamp","12.50"]
"1101","cup, big","12.50" | PHP ["1101","cup, big","12.50"]
"1101","27"" stand","12.50" | PHP ["1101","27\" stand","12.50"]
number_format | PHP 8,208,460,785,972,844.0
SEEN
echo "as seen: every week of 2026 has the number of the one before"
