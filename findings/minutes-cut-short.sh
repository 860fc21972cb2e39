#!/usr/bin/env bash
# Seen on 2026-11-29 with read-excel-file 9.3.17 from npm, of a workbook that openpyxl 3.1.5 wrote: of the 1,440 minutes of
# a day 544 come back a millisecond early. 19:48 is 19:47:59.999, and whoever shows hours and minutes, as a table of orders
# does, or cuts the seconds off, has the minute before. The same cells are right with exceljs 4.4.0. A double keeps the
# number of days in a cell to a microsecond; it has to be rounded to milliseconds, not cut.
#
# Such a file saved again as csv differs from its source by a minute in two rows of five. `disputes` rounds a cell to the
# second.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
npm install --silent --no-fund --no-audit read-excel-file@9.3.17 exceljs@4.4.0 >/dev/null
python/bin/python - <<'PY'
import datetime

import openpyxl

book = openpyxl.Workbook()
for minute in range(1440):
    book.active.append([datetime.datetime(2025, 12, 13) + datetime.timedelta(minutes=minute)])
book.save("minutes.xlsx")
PY
cat >look.mjs <<'JS'
import ExcelJS from "exceljs";
import { readSheet } from "read-excel-file/node";

const count = (name, times) => {
  const errors = {};
  times.forEach((time, minute) => {
    const early = Date.UTC(2025, 11, 13, 0, minute) - time.getTime();
    errors[`${early} ms early`] = (errors[`${early} ms early`] ?? 0) + 1;
  });
  console.log(name, JSON.stringify(errors), times[19 * 60 + 48].toISOString().slice(11, 16));
};
const book = new ExcelJS.Workbook();
await book.xlsx.readFile("minutes.xlsx");
count("exceljs", Array.from({ length: 1440 }, (_, row) => book.worksheets[0].getCell(row + 1, 1).value));
count("read-excel-file", (await readSheet("minutes.xlsx")).map((row) => row[0]));
JS
TZ=UTC node look.mjs >seen 2>&1
cat seen
diff seen - <<'SEEN'
exceljs {"0 ms early":1440} 19:48
read-excel-file {"0 ms early":896,"1 ms early":544} 19:47
SEEN
echo "as seen: two minutes of five are the minute before"
