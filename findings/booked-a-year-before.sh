#!/usr/bin/env bash
# Seen on 2026-11-30 with swiftmessageparser 1.2.1, mt940js 1.3.5 and mt940-js 1.0.0 (npm) and mt940 0.8.1 (PyPI), which read bank
# statements in SWIFT's format MT940, and mt-940 5.1.1 and bankfile 0.2.0 (PyPI) beside them: an entry whose money counts from
# the last days of a year and that is booked in the first ones of the next is booked a year too early. Of `2512310102`, 31
# December 2025 and 2 January, the four have 2 January 2025 for the booking, 363 days before the money. The date of the entry
# has no year in the file (SWIFT, MT940, field 61, subfield 2: MMDD), and the year of the other date is put before it. So it is the
# other way round: of `2601021230`, booked on 30 December 2025, it is 30 December 2026. There is no error, and the statement's
# own dates, 31 December 2025 to 5 January 2026, are in the file. mt-940 and bankfile take the nearest year.
#
# Payments and chargebacks of each New Year's week so are in a year that is closed. `disputes` reads no bank statements.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm install --silent --no-audit --no-fund swiftmessageparser@1.2.1 mt940-js@1.0.0 tslib@2.8.1 mt940js@1.3.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check bankfile==0.2.0 mt-940==5.1.1
python/bin/pip install --quiet --disable-pip-version-check --target other mt940==0.8.1
cat >statement.sta <<'STA'
:20:STATEMENT
:25:DE02120300000000202051
:28C:1/1
:60F:C251231EUR1000,00
:61:2512310102C100,00NTRFORDER1//B1
:86:order paid
:61:2601021230D2,50NCHGFEE1//B2
:86:fee
:61:2601050105C20,00NTRFORDER2//B3
:86:order paid
:62F:C260105EUR1117,50
-
STA
cat >read.py <<'PY'
import sys

name = sys.argv[1]
if name == "mt940":
    sys.path.insert(0, "other")
    import mt940

    (statement,) = mt940.MT940("statement.sta").statements
    dates = [entry.booking for entry in statement.transactions]
elif name == "mt-940":
    import mt940

    dates = [entry.data["entry_date"] for entry in mt940.parse("statement.sta")]
else:
    import bankfile

    dates = [entry.booking_date for entry in bankfile.parse("statement.sta").transactions]
print(name.ljust(20), *dates)
PY
cat >read.cjs <<'JS'
const fs = require("fs");

const text = fs.readFileSync("statement.sta", "utf8");
const day = (date) => new Date(date).toISOString().slice(0, 10);
const show = (name, dates) => console.log(name.padEnd(20), ...dates.map(day));
(async () => {
  const [first] = require("swiftmessageparser").parse({ type: "mt940", data: text, validate: true });
  show("swiftmessageparser", first.transactions.map(({ entryDate }) => entryDate));
  const [second] = new (require("mt940js").Parser)().parse(text);
  show("mt940js", second.transactions.map(({ entryDate }) => entryDate));
  const [third] = await require("mt940-js").read(Buffer.from(text));
  show("mt940-js", third.transactions.map(({ entryDate }) => entryDate));
})();
JS
{
  node read.cjs
  for name in mt940 mt-940 bankfile; do python/bin/python read.py "$name"; done
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other dates"; exit 1; }
swiftmessageparser   2025-01-02 2026-12-30 2026-01-05
mt940js              2025-01-02 2026-12-30 2026-01-05
mt940-js             2025-01-02 2026-12-30 2026-01-05
mt940                2025-01-02 2026-12-30 2026-01-05
mt-940               2026-01-02 2025-12-30 2026-01-05
bankfile             2026-01-02 2025-12-30 2026-01-05
SEEN
echo "as seen: entries are booked a year before"
