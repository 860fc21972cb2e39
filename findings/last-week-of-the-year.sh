#!/usr/bin/env bash
# Seen on 2026-11-30 with hyperformula 3.5.0 from npm, which works out the formulas of spreadsheets in web pages: the last days
# of a year that belong to week 1 of the next one (ISO 8601) are in week 53, in ISOWEEKNUM and in WEEKNUM with
# the type 21. So 29 December 2025 is in week 53 of a year that has 52, and the Thursday after it in week 1: one week has
# two numbers. fast-formula-parser 1.0.19 from npm is right about these, and wrong about the Sunday that ends week 52:
# 28 December 2025 is in its week 1. There is no error. Python's calendar has both right.
#
# Orders and disputes by week are torn apart at every such new year. `disputes` names a week by the year it belongs to.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund hyperformula@3.5.0 fast-formula-parser@1.0.19 >/dev/null
cat >weeks.cjs <<'JS'
const { HyperFormula } = require("hyperformula");
const Parser = require("fast-formula-parser");

const days = [[2025, 12, 28], [2025, 12, 29], [2026, 1, 1], [2024, 12, 30], [2018, 12, 31], [2026, 12, 31]];
const sheet = HyperFormula.buildFromArray(
  days.map((day) => [`=ISOWEEKNUM(DATE(${day}))`, `=WEEKNUM(DATE(${day}),21)`]),
  { licenseKey: "gpl-v3" },
);
const parser = new Parser();
for (const [row, day] of days.entries()) {
  const other = parser.parse(`ISOWEEKNUM(DATE(${day}))`, { row: 1, col: 1 });
  console.log(day.join("-"), "hyperformula", ...sheet.getSheetValues(0)[row], "fast-formula-parser", other);
}
JS
{
  node weeks.cjs
  python3 -c 'import datetime; print("Python", *(datetime.date(*day).isocalendar()[1] for day in (
    (2025, 12, 28), (2025, 12, 29), (2026, 1, 1), (2024, 12, 30), (2018, 12, 31), (2026, 12, 31))))'
} >seen
cat seen
diff seen - <<'SEEN'
2025-12-28 hyperformula 52 52 fast-formula-parser 1
2025-12-29 hyperformula 53 53 fast-formula-parser 1
2026-1-1 hyperformula 1 1 fast-formula-parser 1
2024-12-30 hyperformula 53 53 fast-formula-parser 1
2018-12-31 hyperformula 53 53 fast-formula-parser 1
2026-12-31 hyperformula 53 53 fast-formula-parser 53
Python 52 1 1 1 1 53
SEEN
echo "as seen: days at the end of a year are in other weeks than they belong to"
