#!/usr/bin/env bash
# Seen on 2026-11-30 with pycel 1.0b30 (PyPI) and fast-formula-parser 1.0.19 (npm), which work out the formulas of
# spreadsheets: `EDATE(DATE(2026,1,31),1)`, a month after 31 January, is 3 March for both, and a year after 29 February 2024
# is 1 March. EDATE ends with the month (OpenFormula, 6.10.7): 28 February, as formulas 1.3.4 (PyPI) and
# hyperformula 3.5.0 (npm) have it. There is no error.
#
# The end of a term that runs by months so is up to three days late. `disputes` leaves months to
# chrono, which ends with the month.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pycel==1.0b30 formulas==1.3.4 openpyxl==3.1.5
npm install --silent --no-audit --no-fund hyperformula@3.5.0 fast-formula-parser@1.0.19 >/dev/null
cat >months.py <<'PY'
import datetime
import warnings

import formulas
import openpyxl
import pycel

warnings.simplefilter("ignore")
book = openpyxl.Workbook()
book.active.title = "terms"
for formula in ("=EDATE(DATE(2026,1,31),1)", "=EDATE(DATE(2024,2,29),12)", "=EDATE(DATE(2026,3,31),-1)"):
    book.active.append([formula])
book.save("terms.xlsx")
first = datetime.date(1899, 12, 30)
compiled = pycel.ExcelCompiler("terms.xlsx")
answers = formulas.ExcelModel().loads("terms.xlsx").finish().calculate()
for name, values in (
    ("pycel", [compiled.evaluate(f"terms!A{row}") for row in (1, 2, 3)]),
    ("formulas", [answers[f"'[terms.xlsx]TERMS'!A{row}"].value[0, 0] for row in (1, 2, 3)]),
):
    print(name, *(first + datetime.timedelta(days=int(value)) for value in values))
PY
cat >months.cjs <<'JS'
const { HyperFormula } = require("hyperformula");
const Parser = require("fast-formula-parser");

const formulas = ["EDATE(DATE(2026,1,31),1)", "EDATE(DATE(2024,2,29),12)", "EDATE(DATE(2026,3,31),-1)"];
const day = (value) => new Date(Date.UTC(1899, 11, 30) + value * 86400000).toISOString().slice(0, 10);
const sheet = HyperFormula.buildFromArray([formulas.map((formula) => "=" + formula)], { licenseKey: "gpl-v3" });
const parser = new Parser();
console.log("fast-formula-parser", ...formulas.map((formula) => day(parser.parse(formula, { row: 1, col: 1 }))));
console.log("hyperformula", ...sheet.getSheetValues(0)[0].map(day));
JS
{
  python/bin/python months.py 2>/dev/null
  node months.cjs
} >seen
cat seen
diff seen - <<'SEEN'
pycel 2026-03-03 2025-03-01 2026-03-03
formulas 2026-02-28 2025-02-28 2026-02-28
fast-formula-parser 2026-03-03 2025-03-01 2026-03-03
hyperformula 2026-02-28 2025-02-28 2026-02-28
SEEN
echo "as seen: a month after 31 January is 3 March"
