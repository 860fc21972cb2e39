#!/usr/bin/env bash
# Seen on 2026-11-30 with xlsx-calc 0.9.2 from npm, which works out the formulas of workbooks that SheetJS (xlsx 0.18.5) read, and
# hyperformula 3.5.0 (npm) beside it: SUMIF looks at the first row of the table alone. Of five orders, three of them of the shop
# Lamps with 12.50, 8 and 20, `SUMIF(A2:A6,"Lamps",B2:B6)` is 12.5, and that of the shop Tents is 0. Laid across, one order a column,
# the same table has the right sums. AVERAGE divides by the number of all cells that are not blank, also of texts: of 12.50, "n/a" and
# 8 it is 6.83 and not 10.25 (Microsoft's help on AVERAGE: text in a range is ignored). SUM is right. And -2^2 is -4, where the sign
# belongs to the number (OpenFormula, "Operators": 4). There is no error, and the cells are written back as values.
#
# The sales of each shop so are those of its first row or none. `disputes` reads the values that a workbook holds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund xlsx-calc@0.9.2 xlsx@0.18.5 hyperformula@3.5.0 >/dev/null
cat >calc.cjs <<'JS'
const calc = require("xlsx-calc");
const XLSX = require("xlsx");
const { HyperFormula } = require("hyperformula");

const down = [["shop", "amount"], ["Lamps", 12.5], ["Tents", 3], ["Lamps", 8], ["Lamps", 20], ["Tents", 4]];
const across = down[0].map((_, column) => down.map((row) => row[column]));
const gap = [["amount"], [12.5], ["n/a"], [8]];
const byCalc = (rows, formula) => {
  const book = XLSX.utils.book_new();
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet.J1 = { t: "n", v: 0, f: formula };
  sheet["!ref"] = "A1:J9";
  XLSX.utils.book_append_sheet(book, sheet, "orders");
  const read = XLSX.read(XLSX.write(book, { type: "buffer", bookType: "xlsx" }));
  calc(read);
  return read.Sheets.orders.J1.v;
};
const byHyperformula = (rows, formula) => {
  const engine = HyperFormula.buildFromArray([...rows, [`=${formula}`]], { licenseKey: "gpl-v3" });
  return engine.getCellValue({ sheet: 0, row: rows.length, col: 0 });
};
const short = (value) => Math.round(value * 100) / 100;
for (const [rows, formula] of [
  [down, 'SUMIF(A2:A6,"Lamps",B2:B6)'],
  [down, 'SUMIF(A2:A6,"Tents",B2:B6)'],
  [across, 'SUMIF(B1:F1,"Lamps",B2:F2)'],
  [across, 'SUMIF(B1:F1,"Tents",B2:F2)'],
  [down, "SUM(B2:B6)"],
  [down, "AVERAGE(B2:B6)"],
  [gap, "AVERAGE(A2:A4)"],
  [gap, "SUM(A2:A4)"],
  [down, "-2^2"],
]) {
  console.log(formula.padEnd(28), String(short(byCalc(rows, formula))).padStart(6), String(short(byHyperformula(rows, formula))).padStart(6));
}
JS
node calc.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other sums"; exit 1; }
SUMIF(A2:A6,"Lamps",B2:B6)     12.5   40.5
SUMIF(A2:A6,"Tents",B2:B6)        0      7
SUMIF(B1:F1,"Lamps",B2:F2)     40.5   40.5
SUMIF(B1:F1,"Tents",B2:F2)        7      7
SUM(B2:B6)                     47.5   47.5
AVERAGE(B2:B6)                  9.5    9.5
AVERAGE(A2:A4)                 6.83  10.25
SUM(A2:A4)                     20.5   20.5
-2^2                             -4      4
SEEN
echo "as seen: the sum of a shop is its first row"
