#!/usr/bin/env bash
# Seen on 2026-11-30 with parse-price 1.1.8, currency.js 2.0.4, numeral 2.0.6 and accounting 0.4.1 from npm, which read amounts
# in texts: two numbers in one text become one number. For parse-price the range `US $12.50 - 15.00` is 12.5015 and `1.20 -
# 3.40` is 1.203, as a pair of prices of a product with variants is shown. `2 x 12.50`, two pieces, is 212.5 for all four.
# There is no error, and the texts with other signs are NaN for the second and third, and the first number for the fourth.
# parsecurrency 1.1.1 (npm) returns null for each of them, and multi-number-parse 1.1.0 (npm) NaN.
#
# The value of disputed orders so is many times what was paid. `disputes` takes such a text for no amount, and says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund \
  parse-price@1.1.8 currency.js@2.0.4 numeral@2.0.6 accounting@0.4.1 parsecurrency@1.1.1 multi-number-parse@1.1.0 >/dev/null
cat >look.mjs <<'JS'
import { createRequire } from "node:module";
import parsePrice from "parse-price";

const require = createRequire(import.meta.url);
const readers = {
  "parse-price": parsePrice,
  "currency.js": (text) => require("currency.js")(text).value,
  numeral: (text) => require("numeral")(text).value(),
  accounting: require("accounting").unformat,
  parsecurrency: require("parsecurrency"),
  "multi-number-parse": require("multi-number-parse").default,
};
for (const text of ["US $12.50 - 15.00", "1.20 - 3.40", "2 x 12.50"]) {
  console.log(text);
  for (const [name, read] of Object.entries(readers)) console.log(" ", name, read(text));
}
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN'
US $12.50 - 15.00
  parse-price 12.5015
  currency.js NaN
  numeral NaN
  accounting 12.5
  parsecurrency null
  multi-number-parse NaN
1.20 - 3.40
  parse-price 1.203
  currency.js NaN
  numeral NaN
  accounting 1.2
  parsecurrency null
  multi-number-parse NaN
2 x 12.50
  parse-price 212.5
  currency.js 212.5
  numeral 212.5
  accounting 212.5
  parsecurrency null
  multi-number-parse NaN
SEEN
echo "as seen: two numbers are one"
