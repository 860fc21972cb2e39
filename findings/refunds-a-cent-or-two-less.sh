#!/usr/bin/env bash
# Seen on 2026-11-30 with money-math 2.6.3 from npm, which reckons with amounts as texts of any length so that nothing is
# lost to floating point: of amounts below nothing, as refunds have, half of the products and quotients are two cents nearer
# to nothing than they should be, and nearly all percentages are one: -20.00 divided by 3.00 is -6.65, -12.60 times 0.86 is
# -10.82, and 1.17 percent of -0.31 is 0.01, above nothing. Where the third decimal place is cut off both are right, where
# it is rounded up the cent goes the wrong way. Above nothing all are right. There is no error. The controls are Python's
# decimal and big.js 7.0.1 from npm, and no half is to be rounded in these examples.
#
# A list of refunds so comes to less than the orders that they undo. The last lines count how many are off by how much.
# Amounts never change a rate of `disputes`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund money-math@2.6.3 big.js@7.0.1
cat >refunds.cjs <<'JS'
const money = require("money-math");
const Big = require("big.js");

const inCents = (value) => value.round(2, Big.roundHalfUp).toFixed(2);
const WAYS = {
  times: [money.mul, (a, b) => inCents(Big(a).times(b))],
  "divided by": [money.div, (a, b) => inCents(Big(a).div(b))],
  percent: [money.percent, (a, b) => inCents(Big(a).times(b).div(100))],
};
for (const [a, b] of [["12.60", "0.86"], ["-12.60", "0.86"], ["20.00", "3.00"], ["-20.00", "3.00"], ["-8.00", "7.00"], ["-0.31", "1.17"]]) {
  for (const [way, [ours, control]] of Object.entries(WAYS)) console.log(a, way, b, "is", ours(a, b), `(${control(a, b)})`);
}
const off = {};
for (const sign of ["", "-"]) {
  for (let cents = 101; cents < 3101; cents += 1) {
    const amount = `${sign}${(cents / 100).toFixed(2)}`;
    for (const [way, [ours, control]] of Object.entries(WAYS)) {
      const by = Big(ours(amount, "7.30")).minus(control(amount, "7.30")).times(100).toFixed();
      const kind = `${sign ? "below" : "above"} nothing, ${way} 7.30, cents too many: ${by}`;
      off[kind] = (off[kind] ?? 0) + 1;
    }
  }
}
for (const [kind, count] of Object.entries(off).sort()) console.log(kind, `(${count} amounts)`);
JS
{
  node refunds.cjs
  python3 -c 'from decimal import Decimal as D, ROUND_HALF_UP as UP
for a, b in (("-12.60", "0.86"), ("-20.00", "3.00")):
    print("decimal", a, (D(a) * D(b)).quantize(D("0.01"), UP), (D(a) / D(b)).quantize(D("0.01"), UP))'
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cents"; exit 1; }
12.60 times 0.86 is 10.84 (10.84)
12.60 divided by 0.86 is 14.65 (14.65)
12.60 percent 0.86 is 0.11 (0.11)
-12.60 times 0.86 is -10.82 (-10.84)
-12.60 divided by 0.86 is -14.65 (-14.65)
-12.60 percent 0.86 is -0.10 (-0.11)
20.00 times 3.00 is 60.00 (60.00)
20.00 divided by 3.00 is 6.67 (6.67)
20.00 percent 3.00 is 0.60 (0.60)
-20.00 times 3.00 is -60.00 (-60.00)
-20.00 divided by 3.00 is -6.65 (-6.67)
-20.00 percent 3.00 is -0.60 (-0.60)
-8.00 times 7.00 is -56.00 (-56.00)
-8.00 divided by 7.00 is -1.14 (-1.14)
-8.00 percent 7.00 is -0.56 (-0.56)
-0.31 times 1.17 is -0.36 (-0.36)
-0.31 divided by 1.17 is -0.26 (-0.26)
-0.31 percent 1.17 is 0.01 (0.00)
above nothing, divided by 7.30, cents too many: 0 (3000 amounts)
above nothing, percent 7.30, cents too many: 0 (3000 amounts)
above nothing, times 7.30, cents too many: 0 (3000 amounts)
below nothing, divided by 7.30, cents too many: 0 (1520 amounts)
below nothing, divided by 7.30, cents too many: 2 (1480 amounts)
below nothing, percent 7.30, cents too many: 0 (3 amounts)
below nothing, percent 7.30, cents too many: 1 (2994 amounts)
below nothing, percent 7.30, cents too many: 2 (3 amounts)
below nothing, times 7.30, cents too many: 0 (1500 amounts)
below nothing, times 7.30, cents too many: 2 (1500 amounts)
decimal -12.60 -10.84 -14.65
decimal -20.00 -60.00 -6.67
SEEN
echo "as seen: refunds are a cent or two less"
