#!/usr/bin/env bash
# Seen on 2026-11-29 with xlsx2csv 0.8.6, compactxlsx 0.1.0 and openpyxl 3.1.5, all from PyPI: of a workbook whose
# rows and cells do not say where they stand xlsx2csv writes an empty csv, with exit status 0 and no message. The
# attribute `r` of a row and of a cell is optional (ISO/IEC 29500-1, 18.3.1.73 and 18.3.1.4); what has none follows
# the one before it. compactxlsx leaves it out to save space. openpyxl reads the table.
#
# A script that converts exports each night so counts no orders at all and succeeds. `disputes` reads such
# workbooks, and refuses an empty csv.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check compactxlsx==0.1.0 pandas==3.1.1 openpyxl==3.1.5 \
  xlsx2csv==0.8.6
cat >write.py <<'PY'
import re
import zipfile

import compactxlsx
import openpyxl
import pandas

orders = pandas.DataFrame({"order": ["A-1", "A-2"], "amount": [12.5, 3.25]})
compactxlsx.write_xlsx(orders, "orders.xlsx")
sheet = zipfile.ZipFile("orders.xlsx").read("xl/worksheets/sheet1.xml").decode()
print("references in the sheet:", len(re.findall(r'<(?:row|c)[^>]* r="', sheet)))
print("openpyxl", list(openpyxl.load_workbook("orders.xlsx").active.values))
PY
{
  python/bin/python write.py
  python/bin/xlsx2csv orders.xlsx orders.csv 2>messages
  echo "xlsx2csv: status $?, $(wc -c <orders.csv) bytes, $(wc -c <messages) of messages"
} >seen
cat seen
diff seen - <<'SEEN'
references in the sheet: 0
openpyxl [('order', 'amount'), ('A-1', 12.5), ('A-2', 3.25)]
xlsx2csv: status 0, 0 bytes, 0 of messages
SEEN
echo "as seen: a sheet whose rows have no numbers is empty for xlsx2csv"
