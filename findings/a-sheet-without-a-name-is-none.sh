#!/usr/bin/env bash
# Seen on 2026-11-30 with odswriter 0.5.0 and python-calamine 0.9.1 (the Rust crate calamine), pandas 3.1.1 with odfpy 1.4.1 and
# pyexcel-ods3 0.6.1, all from PyPI, and SheetJS (xlsx 0.18.5, npm): an OpenDocument table whose sheet has no name, as odswriter writes it by
# its own first example (`with ods.writer(f) as odsfile: odsfile.writerow(...)`), has no sheet at all for calamine, which returns
# an empty list of names and "Worksheet '0' not found". A table may have no name (OpenDocument 1.3, part 3: `table:name` is optional
# in the schema of `table:table`). For pandas with calamine an order list so cannot be opened, with odfpy it can.
#
# An order list of which nothing is wrong so is said to be empty. `disputes` reads it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check odswriter==0.5.0 python-calamine==0.9.1 pandas==3.1.1 numpy==2.4.6 odfpy==1.4.1 pyexcel-ods3==0.6.1
cat >write.py <<'PY'
import datetime
import warnings

warnings.simplefilter("ignore")
import odswriter
import pandas
import pyexcel_ods3
import python_calamine

with odswriter.writer(open("orders.ods", "wb")) as sheet:
    sheet.writerow(["order_id", "created_at", "amount"])
    sheet.writerow([1101073781739832, datetime.datetime(2025, 12, 13, 19, 48, 5), 12.5])
with odswriter.writer(open("named.ods", "wb")) as book:
    sheet = book.new_sheet("orders")
    sheet.writerow(["order_id", "created_at", "amount"])
    sheet.writerow([1101073781739832, datetime.datetime(2025, 12, 13, 19, 48, 5), 12.5])
for file in ("orders.ods", "named.ods"):
    print(file, "calamine    ", python_calamine.CalamineWorkbook.from_path(file).sheet_names)
    for engine in ("calamine", "odf"):
        try:
            print(file, f"pandas, {engine}".ljust(16), pandas.read_excel(file, engine=engine).values.tolist())
        except Exception as error:
            print(file, f"pandas, {engine}".ljust(16), type(error).__name__, error)
    try:
        print(file, "pyexcel-ods3", [(name, len(rows)) for name, rows in pyexcel_ods3.get_data(file).items()])
    except Exception as error:
        print(file, "pyexcel-ods3", type(error).__name__, error)
PY
{
  python/bin/python write.py
  node -e 'const X = require("xlsx"); for (const file of ["orders.ods", "named.ods"]) { const { SheetNames } = X.readFile(file); console.log(file, "SheetJS     ", SheetNames); }'
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other sheets"; exit 1; }
orders.ods calamine     []
orders.ods pandas, calamine ValueError Worksheet index 0 is invalid, 0 worksheets found
orders.ods pandas, odf      [[1101073781739832, Timestamp('2025-12-13 19:48:05'), 12.5]]
orders.ods pyexcel-ods3 [(None, 2)]
named.ods calamine     ['orders']
named.ods pandas, calamine [[1101073781739832, Timestamp('2025-12-13 19:48:05'), 12.5]]
named.ods pandas, odf      [[1101073781739832, Timestamp('2025-12-13 19:48:05'), 12.5]]
named.ods pyexcel-ods3 [('orders', 2)]
orders.ods SheetJS      [ undefined ]
named.ods SheetJS      [ 'orders' ]
SEEN
echo "as seen: a sheet without a name is none"
