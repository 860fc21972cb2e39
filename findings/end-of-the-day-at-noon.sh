#!/usr/bin/env bash
# Seen on 2026-11-30 with SheetJS (xlsx 0.18.5 and its later build @e965/xlsx 0.20.3) and exceljs 4.4.0 from npm: the end of a
# day as JavaScript's date libraries give it, 23:59:59.999, which exceljs writes into a cell, is shown as noon in the format
# `yyyy/m/d h:mm AM/PM`. 0.18.5 shows noon of that day, 0.20.3 noon of the day after: the hour is carried over midnight, and
# `PM` is what was left of 24 o'clock. In `yyyy-mm-dd hh:mm` 0.18.5 shows `24:00`, and with seconds `23:59:00`, a minute that
# is not rounded up with its seconds. There is no error. gnumeric 1.12.55 (Debian 12) shows midnight, 12:00 AM.
#
# An answer that is due by the end of a day is shown twelve hours early or late, in csv and in JSON (`raw: false`).
# `disputes` reads the number that the cell holds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v ssconvert >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gnumeric >/dev/null
fi
npm install --silent --no-audit --no-fund xlsx@0.18.5 @e965/xlsx@0.20.3 exceljs@4.4.0 >/dev/null
cat >write.cjs <<'JS'
const ExcelJS = require("exceljs");

(async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("orders");
  const due = new Date(Date.UTC(2025, 11, 13, 23, 59, 59, 999));
  for (const format of ["yyyy/m/d h:mm AM/PM", "yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm:ss"]) {
    const row = sheet.addRow([format, due]);
    row.getCell(2).numFmt = format;
  }
  await book.xlsx.writeFile("due.xlsx");
})();
JS
cat >read.cjs <<'JS'
for (const name of ["xlsx", "@e965/xlsx"]) {
  const XLSX = require(name);
  const sheet = XLSX.readFile("due.xlsx").Sheets.orders;
  for (const [format, shown] of XLSX.utils.sheet_to_json(sheet, { header: 1, raw: false })) {
    console.log(`${name} ${XLSX.version}: ${format} -> ${shown}`);
  }
}
JS
node write.cjs
{
  node read.cjs
  ssconvert -O 'separator=; format=preserve quoting-mode=never' due.xlsx due.txt 2>/dev/null
  sed 's/^/gnumeric: /; s/;/ -> /' due.txt
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the end of the day is shown otherwise"; exit 1; }
xlsx 0.18.5: yyyy/m/d h:mm AM/PM -> 2025/12/13 12:00 PM
xlsx 0.18.5: yyyy-mm-dd hh:mm -> 2025-12-13 24:00
xlsx 0.18.5: yyyy-mm-dd hh:mm:ss -> 2025-12-13 23:59:00
@e965/xlsx 0.20.3: yyyy/m/d h:mm AM/PM -> 2025/12/14 12:00 PM
@e965/xlsx 0.20.3: yyyy-mm-dd hh:mm -> 2025-12-14 00:00
@e965/xlsx 0.20.3: yyyy-mm-dd hh:mm:ss -> 2025-12-14 00:00:00
gnumeric: yyyy/m/d h:mm AM/PM -> 2025/12/14 12:00 AM
gnumeric: yyyy-mm-dd hh:mm -> 2025-12-14 00:00
gnumeric: yyyy-mm-dd hh:mm:ss -> 2025-12-14 00:00:00
SEEN
echo "as seen: the last millisecond of a day is shown as noon"
