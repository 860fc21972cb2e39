#!/usr/bin/env bash
# Seen on 2026-11-30 with gnumeric 1.12.55 (Debian 12), openpyxl 3.1.5 and odfdo 3.27.3 (PyPI): of a workbook with the amounts
# 12.3, 0.1 and 1234.56 that gnumeric's ssconvert saved as an OpenDocument table odfdo returns 12.3000000000000000002,
# 0.100000000000000000001 and 1234.56000000000000005 as decimals. gnumeric writes the binary number with more digits
# than one has (`office:value`), and odfdo, which reads it as the decimal that stands there, keeps them all. The cell shows
# 12.3. None is then equal to the amount that it was. There is no error; pyexcel-ods3 0.6.1 makes doubles of them, 12.3.
#
# A comparison of a refund with a paid amount then finds a difference in most rows. `disputes` rounds an amount to the
# decimals of its currency.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v ssconvert >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gnumeric >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 odfdo==3.27.3 pyexcel-ods3==0.6.1
cat >write.py <<'PY'
import openpyxl

book = openpyxl.Workbook()
for amount in (12.3, 0.1, 1234.56, 5):
    book.active.append([amount])
book.save("amounts.xlsx")
PY
cat >read.py <<'PY'
from decimal import Decimal

import odfdo
import pyexcel_ods3

table = odfdo.Document("amounts.ods").body.get_table(0)
for row, amount in enumerate(["12.30", "0.10", "1234.56", "5.00"]):
    read = table.get_value((0, row))
    print("odfdo", read, Decimal(read) == Decimal(amount))
print("pyexcel-ods3", *(row[0] for row in list(pyexcel_ods3.get_data("amounts.ods").values())[0][:4]))
PY
python/bin/python write.py
ssconvert amounts.xlsx amounts.ods 2>/dev/null
python/bin/python -W ignore read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the digits of amounts are written or read otherwise"; exit 1; }
odfdo 12.3000000000000000002 False
odfdo 0.100000000000000000001 False
odfdo 1234.56000000000000005 False
odfdo 5 True
pyexcel-ods3 12.3 0.1 1234.56 5
SEEN
echo "as seen: 12.3 is 12.3000000000000000002"
