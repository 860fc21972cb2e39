#!/usr/bin/env bash
# Seen on 2026-11-30 with formulas 1.3.4 and pycel 1.0b30 (PyPI), hyperformula 3.5.0 (npm), gnumeric 1.12.55 and LibreOffice
# 7.4.7 (Debian 12), which work out the formulas of one workbook: how often an order id of 18 digits stands in a column of
# three different ones, all texts (`COUNTIF(A2:A4,A2)`), is 0 for formulas, 3 for hyperformula and 1 for the others.
# hyperformula takes the texts for numbers, whose last digits a double does not keep. `SUMPRODUCT(--(C2:C4="closed"))`,
# which counts the closed ones, is 0 for formulas as well, where one is closed. There is no error.
#
# A sheet that looks for orders disputed twice so finds all or none. `disputes` compares ids as texts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v soffice >/dev/null || ! command -v ssconvert >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gnumeric libreoffice-calc >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check formulas==1.3.4 pycel==1.0b30 openpyxl==3.1.5
npm install --silent --no-audit --no-fund hyperformula@3.5.0 >/dev/null
cat >count.py <<'PY'
import sys
import warnings

import formulas
import openpyxl
import pycel

warnings.simplefilter("ignore")
book = openpyxl.Workbook()
book.active.title = "orders"
for row in (["order", "day", "status"], ["110107378173983101", 1, "closed"], ["110107378173983102", 2, "open"],
            ["110107378173983103", 3, "open"]):
    book.active.append(row)
book.active["E1"] = "=COUNTIF(A2:A4,A2)"
book.active["E2"] = '=SUMPRODUCT(--(C2:C4="closed"))'
book.save("orders.xlsx")
answers = formulas.ExcelModel().loads("orders.xlsx").finish().calculate()
print("formulas", *(int(answers[f"'[orders.xlsx]ORDERS'!E{row}"].value[0, 0]) for row in (1, 2)))
compiled = pycel.ExcelCompiler("orders.xlsx")
print("pycel", *(int(compiled.evaluate(f"orders!E{row}")) for row in (1, 2)))
PY
cat >count.cjs <<'JS'
const { HyperFormula } = require("hyperformula");

const sheet = HyperFormula.buildFromArray(
  [
    ["order", "day", "status", null, "=COUNTIF(A2:A4,A2)"],
    ["'110107378173983101", 1, "closed", null, "=ARRAYFORMULA(SUMPRODUCT(--(C2:C4=\"closed\")))"],
    ["'110107378173983102", 2, "open"],
    ["'110107378173983103", 3, "open"],
  ],
  { licenseKey: "gpl-v3" },
);
console.log("hyperformula", ...[0, 1].map((row) => sheet.getCellValue({ sheet: 0, row, col: 4 })));
JS
{
  python/bin/python count.py 2>/dev/null
  node count.cjs
  ssconvert --recalc orders.xlsx gnumeric.csv 2>/dev/null
  echo "gnumeric $(cut -d, -f5 gnumeric.csv | head -2 | paste -sd' ')"
  soffice "-env:UserInstallation=file://$folder/office" --headless --convert-to csv --outdir office-out orders.xlsx >/dev/null 2>&1
  echo "LibreOffice $(cut -d, -f5 office-out/orders.csv | head -2 | paste -sd' ')"
} >seen
cat seen
diff seen - <<'SEEN'
formulas 0 0
pycel 1 1
hyperformula 3 1
gnumeric 1 1
LibreOffice 1 1
SEEN
echo "as seen: one formula counts an order id 0, 1 and 3 times"
