#!/usr/bin/env bash
# Seen on 2026-11-30 with mt940-js 1.0.0 (npm) and mt-940 5.1.1 (PyPI), which read bank statements in SWIFT's format MT940, and
# mt940js 1.3.5 (npm) and mt940 0.8.1 (PyPI), other libraries of nearly the same names, beside them: a payment that was taken
# back (`RC`, reversal of a credit) is money received for the first two. `RC20,00` is a credit of 20 for mt940-js, and `RD5,00`,
# a fee that was given back, is a debit: the letter behind the R is taken for the sign, which so is the wrong way round, and no field
# says that it is a reversal. mt-940 has +20.00 unless it is asked for `Options(reversal_sign=True)`. There is
# no error. A reversal of a credit is a debit entry and that of a debit a credit entry (SWIFT, MT940, field 61, subfield 3):
# only so do the entries add up to the closing balance of the statement, which the last two do.
#
# A chargeback so counts as a sale, and its amount is wrong twice in the sum. `disputes` reads no bank statements.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund mt940-js@1.0.0 tslib@2.8.1 mt940js@1.3.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mt-940==5.1.1
python/bin/pip install --quiet --disable-pip-version-check --target other mt940==0.8.1
cat >statement.sta <<'STA'
:20:STATEMENT
:25:DE02120300000000202051
:28C:1/1
:60F:C260104EUR1000,00
:61:2601050105C100,00NTRFORDER1//B1
:86:order paid
:61:2601050105D2,50NCHGFEE1//B2
:86:fee
:61:2601060106RC20,00NTRFORDER2//B3
:86:payment taken back
:61:2601060106RD5,00NCHGFEE2//B4
:86:fee given back
:62F:C260106EUR1082,50
-
STA
cat >read.py <<'PY'
import sys
from decimal import Decimal

name = sys.argv[1]
if name == "mt940":
    sys.path.insert(0, "other")
import mt940


def show(title, amounts):
    print(title.ljust(22), *amounts, "sum", sum(map(Decimal, amounts)))


if name == "mt940":
    (statement,) = mt940.MT940("statement.sta").statements
    show("mt940", [str(entry.amount) for entry in statement.transactions])
else:
    show("mt-940", [str(entry.data["amount"].amount) for entry in mt940.parse("statement.sta")])
    options = mt940.Options(reversal_sign=True)
    show("mt-940, reversal_sign", [str(entry.data["amount"].amount) for entry in mt940.parse("statement.sta", options=options)])
PY
cat >read.cjs <<'JS'
const fs = require("fs");

const show = (name, amounts) =>
  console.log(name.padEnd(22), ...amounts.map((amount) => amount.toFixed(2)), "sum", amounts.reduce((a, b) => a + b).toFixed(2));
(async () => {
  const [statement] = await require("mt940-js").read(fs.readFileSync("statement.sta"));
  show("mt940-js", statement.transactions.map(({ isCredit, amount }) => (isCredit ? amount : -amount)));
  const [other] = new (require("mt940js").Parser)().parse(fs.readFileSync("statement.sta", "utf8"));
  show("mt940js", other.transactions.map(({ amount }) => amount));
})();
JS
{
  node read.cjs
  python/bin/python read.py mt-940
  python/bin/python read.py mt940
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
mt940-js               100.00 -2.50 20.00 -5.00 sum 112.50
mt940js                100.00 -2.50 -20.00 5.00 sum 82.50
mt-940                 100.00 -2.50 20.00 5.00 sum 122.50
mt-940, reversal_sign  100.00 -2.50 -20.00 5.00 sum 82.50
mt940                  100.00 -2.50 -20.00 5.00 sum 82.50
SEEN
echo "as seen: payments taken back are paid"
