#!/usr/bin/env bash
# Seen on 2026-11-30 with @formulajs/formulajs 4.6.1 from npm, which has the functions of spreadsheets for JavaScript, and
# hyperformula 3.5.0 (npm) beside it: of a deadline that has passed NETWORKDAYS counts Saturdays, Sundays and holidays. From
# Friday, 30 January 2026, back to Friday the 2nd are the same 21 working days as forth, -21 for hyperformula and -27 for
# formulajs; from Friday to Monday of one week it is -3 and not -5. Nothing is taken off, as the days are gone through from the
# first to the last one, which stands before it, and of the two days one is left out. Deadlines to come are right: 21. COUNTIF finds
# no order of a shop by `Lamps*` and no TRUE, and of "open" and "Open" one (Microsoft's help on COUNTIF: "Criteria aren't case
# sensitive", and `*` and `?` are wildcards). There is no error.
#
# "27 working days overdue" so is said where it is 21. `disputes` counts deadlines in hours and writes no formulas.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm install --silent --no-audit --no-fund @formulajs/formulajs@4.6.1 hyperformula@3.5.0 >/dev/null
cat >count.cjs <<'JS'
const formulas = require("@formulajs/formulajs");
const { HyperFormula } = require("hyperformula");

const date = (text) => new Date(`${text}T00:00:00`);
const cell = (formula, rows = [[]]) => {
  const engine = HyperFormula.buildFromArray([...rows, [formula]], { licenseKey: "gpl-v3" });
  return engine.getCellValue({ sheet: 0, row: rows.length, col: 0 });
};
const serial = (text) => `DATE(${text.split("-").map(Number).join(",")})`;
const show = (what, ...values) => console.log(what.padEnd(58), ...values);
for (const [from, to, holiday] of [
  ["2026-01-02", "2026-01-30"],
  ["2026-01-30", "2026-01-02"],
  ["2026-01-16", "2026-01-12"],
  ["2026-01-30", "2026-01-02", "2026-01-19"],
]) {
  const holidays = holiday ? [date(holiday)] : undefined;
  show(
    ["NETWORKDAYS from", from, "to", to].concat(holiday ? ["without", holiday.slice(5)] : []).join(" "),
    formulas.NETWORKDAYS(date(from), date(to), holidays),
    cell(`=NETWORKDAYS(${serial(from)},${serial(to)}${holiday ? `,${serial(holiday)}` : ""})`),
  );
}
for (const [list, wanted, formula] of [
  [["Lamps 1", "Lamps 2", "Tents"], "Lamps*", '"Lamps*"'],
  [["open", "Open", "closed"], "open", '"open"'],
  [[true, true, false], true, "TRUE()"],
]) {
  show(`COUNTIF of ${list} ${wanted}`, formulas.COUNTIF(list, wanted), cell(`=COUNTIF(A1:C1,${formula})`, [list]));
}
JS
node count.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other counts"; exit 1; }
NETWORKDAYS from 2026-01-02 to 2026-01-30                  21 21
NETWORKDAYS from 2026-01-30 to 2026-01-02                  -27 -21
NETWORKDAYS from 2026-01-16 to 2026-01-12                  -3 -5
NETWORKDAYS from 2026-01-30 to 2026-01-02 without 01-19    -27 -20
COUNTIF of Lamps 1,Lamps 2,Tents Lamps*                    0 2
COUNTIF of open,Open,closed open                           1 2
COUNTIF of true,true,false true                            0 2
SEEN
echo "as seen: days overdue count Sundays"
