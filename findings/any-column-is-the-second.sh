#!/usr/bin/env bash
# Seen on 2026-11-30 with xlcalculator 0.5.0 from PyPI, which works out the formulas of workbooks: VLOOKUP returns the second
# column of the table whatever column is asked for: of an order with its day, amount and shop, `VLOOKUP("A-2",A2:D4,3,FALSE)` is
# the day and not the amount. And of two cells with dates `B2>B3` is true where B2 is the earlier one, once one of them
# has a time of day. There is no error. LibreOffice 7.4.7 (Debian 12) is right about the same file.
#
# A seller's sheet worked out by a script so has days in place of amounts, and late answers in time. `disputes` reads the
# values that the program which saved the workbook stored in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v soffice >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlcalculator==0.5.0 openpyxl==3.1.5
cat >look.py <<'PY'
import datetime
import warnings

import openpyxl
from xlcalculator import Evaluator, ModelCompiler

warnings.simplefilter("ignore")
book = openpyxl.Workbook()
book.active.title = "orders"
for row in (["order", "opened", "amount", "shop"], ["A-1", datetime.datetime(2025, 12, 13, 19, 48), 12.5, "x"],
            ["A-2", datetime.datetime(2025, 12, 14), 3.25, "y"], ["A-3", datetime.datetime(2026, 1, 2, 8), 7, "z"]):
    book.active.append(row)
formulas = ('=VLOOKUP("A-2",A2:D4,3,FALSE)', '=VLOOKUP("A-2",A2:D4,4,FALSE)', "=IF(B2>B3,1,0)", "=IF(B4>B3,1,0)")
for row, formula in enumerate(formulas, 1):
    book.active.cell(row, 6).value = formula
    book.active.cell(row, 6).number_format = "General"
book.save("orders.xlsx")
answers = Evaluator(ModelCompiler().read_and_parse_archive("orders.xlsx"))
print("xlcalculator", *(answers.evaluate(f"orders!F{row}").value for row in range(1, 5)))
PY
{
  python/bin/python look.py 2>/dev/null
  soffice "-env:UserInstallation=file://$folder/office" --headless --convert-to csv --outdir office-out orders.xlsx >/dev/null 2>&1
  echo "LibreOffice $(cut -d, -f6 office-out/orders.csv | paste -sd' ')"
} >seen
cat seen
diff seen - <<'SEEN'
xlcalculator 2025-12-14 00:00:00 2025-12-14 00:00:00 1 1
LibreOffice 3.25 y 0 1
SEEN
echo "as seen: any column is the second one"
