#!/usr/bin/env bash
# Seen on 2026-11-30 with edifact 1.2.12 from npm, which reads messages of UN/EDIFACT, as orders and invoices between shops and
# wholesalers are, and ts-edifact 0.0.14 (npm) and pydifact 0.2.3 (PyPI) beside it: of a message whose numbers have a comma (service
# string advice `UNA:+,? '`) the reader gives prices, rates in percent and rates of exchange a point and leaves the comma in amounts,
# quantities and rates of tax: `PRI+AAA:12,50` is "12.50" and `MOA+203:37,50` beside it "37,50". Number() makes NaN of the latter and
# parseFloat() 37. The library's own table has these elements as texts (`an..35`), where the directory of the message has numbers
# (D.96A, 5004: n..18, 6060: n..15). A point, which the message does not allow, passes in them. There is no error. The other two
# leave all numbers as they are in the message.
#
# The cents of each order so are lost, and its price has them. `disputes` reads no EDIFACT.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund edifact@1.2.12 ts-edifact@0.0.14 htmlparser2@6.1.0 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pydifact==0.2.3
cat >order.edi <<'EDI'
UNA:+,? '
UNB+UNOC:3+5790000000012:14+5790000000029:14+260116:1948+1'
UNH+1+ORDERS:D:96A:UN'
CUX+2:EUR:4+3:CNY:9+7,85'
TAX+7+VAT+++:::20,5'
PRI+AAA:12,50'
QTY+21:2,5'
PCD+1:7,4'
MOA+203:37,50'
UNT+8+1'
UNZ+1+1'
EDI
cat >read.cjs <<'JS'
const text = require("fs").readFileSync("order.edi", "utf8");
for (const name of ["edifact", "ts-edifact"]) {
  const { Reader } = require(name);
  const segments = new Reader().parse(text).filter(({ name: tag }) => !tag.startsWith("UN"));
  console.log(name.padEnd(10), ...segments.map(({ name: tag, elements }) => `${tag}=${elements.flat().filter((part) => /\d[,.]/.test(part))}`));
}
JS
cat >read.py <<'PY'
import logging
import re
import warnings

warnings.simplefilter("ignore")
logging.disable()
from pydifact.segmentcollection import Interchange

found = []
for message in Interchange.from_file("order.edi").get_messages():
    for segment in message.segments:
        numbers = [part for element in segment.elements for part in ([element] if isinstance(element, str) else element) if re.search(r"\d[,.]", part)]
        if numbers:
            found.append(f"{segment.tag}={numbers[0]}")
print("pydifact".ljust(10), *found)
PY
{
  node read.cjs
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other numbers"; exit 1; }
edifact    CUX=7.85 TAX=20,5 PRI=12.50 QTY=2,5 PCD=7.4 MOA=37,50
ts-edifact CUX=7,85 TAX=20,5 PRI=12,50 QTY=2,5 PCD=7,4 MOA=37,50
pydifact   CUX=7,85 TAX=20,5 PRI=12,50 QTY=2,5 PCD=7,4 MOA=37,50
SEEN
echo "as seen: prices have points and amounts commas"
