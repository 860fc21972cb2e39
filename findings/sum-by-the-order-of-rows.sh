#!/usr/bin/env bash
# Seen on 2026-11-30 with alasql 4.19.1 from npm, which asks csv files in SQL: the sum of the amounts 12.30, "1,234.56" and 5.00
# depends on where the one with a sign between its thousands stands. In the first row it is left out (17.3); in
# the second the sum begins anew behind it (5); in the last it is hung on as a text (`17.31,234.56`), a number that
# reads like an amount. There is no error, and the count is 3 each time. agate 1.14.2 (PyPI) sums 1251.86 in any order.
#
# The same export sorted in another way so has another total. `disputes` reads such amounts in any row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund alasql@4.19.1 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check agate==1.14.2
printf '%s\n' id,amount 'A-2,"1,234.56"' A-1,12.30 A-3,5.00 >first.csv
printf '%s\n' id,amount A-1,12.30 'A-2,"1,234.56"' A-3,5.00 >second.csv
printf '%s\n' id,amount A-1,12.30 A-3,5.00 'A-2,"1,234.56"' >last.csv
cat >sum.cjs <<'JS'
const alasql = require("alasql");

(async () => {
  for (const name of ["first", "second", "last"]) {
    const [row] = await alasql.promise(
      `SELECT SUM(amount) AS amounts, COUNT(*) AS n FROM CSV('${name}.csv',{headers:true})`,
    );
    console.log("alasql", name, row.amounts, row.n);
  }
})();
JS
cat >sum.py <<'PY'
import agate

for name in ("first", "second", "last"):
    print("agate", name, agate.Table.from_csv(name + ".csv").aggregate(agate.Sum("amount")))
PY
{
  node sum.cjs
  python/bin/python sum.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: alasql sums otherwise"; exit 1; }
alasql first 17.3 3
alasql second 5 3
alasql last 17.31,234.56 3
agate first 1251.86
agate second 1251.86
agate last 1251.86
SEEN
echo "as seen: the sum depends on the order of the rows"
