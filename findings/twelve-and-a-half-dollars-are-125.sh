#!/usr/bin/env bash
# Seen on 2026-11-30 with number-currency-format 1.0.10 and parse-money 1.0.12 from npm, which read amounts in texts, and price-parser
# 0.5.1 (PyPI) beside them: for `unformat` of the first, an amount with one digit behind the point is ten times as large: `12.5`,
# `$12.5` and `12,5 €` are 125, and `-3.5` is -35. `12.50`, `0.5` and `$1,234.5` are right. JavaScript writes 12.50 as 12.5, so that what
# a program wrote (`"$" + 12.5`) is read so. Amounts without a digit before the point, `$.99`, are 99 for both. There is
# no error. price-parser reads all of them but the minus, which parse-money leaves out too.
#
# A refund of 12.50 so is one of 125. `disputes` reads 12.5 as 12.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund number-currency-format@1.0.10 parse-money@1.0.12
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check price-parser==0.5.1
cat >texts <<'TEXTS'
12.50
12.5
$12.5
12,5 €
-3.5
0.5
$0.5
$1,234.5
1234.5
$.99
.99
TEXTS
cat >read.cjs <<'JS'
const fs = require("fs");
const { unformat } = require("number-currency-format");
const parse = require("parse-money").default;

for (const text of fs.readFileSync("texts", "utf8").trim().split("\n"))
  console.log(`${text}: number-currency-format ${unformat(text)}, parse-money ${parse(text).amount}`);
let wrong = 0;
for (let jiao = 1; jiao < 1000; jiao += 1) wrong += unformat("$" + jiao / 10) !== jiao / 10;
console.log(`number-currency-format: ${wrong} of the 999 amounts of $0.1 to $99.9 are wrong`);
JS
cat >read.py <<'PY'
from price_parser import Price

for text in open("texts", encoding="utf-8").read().split("\n")[:-1]:
    print(f"{text}: price-parser {Price.fromstring(text).amount_float}")
PY
{
  node read.cjs
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
12.50: number-currency-format 12.5, parse-money 12.5
12.5: number-currency-format 125, parse-money 12.5
$12.5: number-currency-format 125, parse-money 12.5
12,5 €: number-currency-format 125, parse-money 12.5
-3.5: number-currency-format -35, parse-money 3.5
0.5: number-currency-format 0.5, parse-money 0.5
$0.5: number-currency-format 5, parse-money 0.5
$1,234.5: number-currency-format 1234.5, parse-money 1234.5
1234.5: number-currency-format 12345, parse-money 1234.5
$.99: number-currency-format 99, parse-money 99
.99: number-currency-format 0.99, parse-money 99
number-currency-format: 900 of the 999 amounts of $0.1 to $99.9 are wrong
12.50: price-parser 12.5
12.5: price-parser 12.5
$12.5: price-parser 12.5
12,5 €: price-parser 12.5
-3.5: price-parser 3.5
0.5: price-parser 0.5
$0.5: price-parser 0.5
$1,234.5: price-parser 1234.5
1234.5: price-parser 1234.5
$.99: price-parser 0.99
.99: price-parser 0.99
SEEN
echo "as seen: twelve and a half dollars are 125"
