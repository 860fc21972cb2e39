#!/usr/bin/env bash
# Seen on 2026-11-30 with alasql 4.19.1 from npm, which asks workbooks in SQL (`FROM XLSX`), of a workbook that exceljs 4.4.0
# wrote: of three orders none was paid on or after 14 December (`paid >= '2025-12-14'`), none before it, and none in the
# whole year (`BETWEEN '2025-01-01' AND '2026-01-01'`). A cell with a date is a JavaScript Date, and its comparison with a text
# is false whichever way it is asked. Of the same table as csv, where times are texts, the counts are right, but the
# first and last time (`MIN(paid)`, `MAX(paid)`) are not in the answer. There is no error. DuckDB 2.0.1 (PyPI, with
# openpyxl 3.1.5) compares both, and has a first and a last.
#
# A seller's script that counts the orders of thirty days so finds none, which looks like a quiet month. `disputes` reads
# the cells of dates as moments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
npm install --silent --no-audit --no-fund alasql@4.19.1 exceljs@4.4.0 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 openpyxl==3.1.5
cat >write.cjs <<'JS'
const ExcelJS = require("exceljs");

(async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("orders");
  sheet.addRow(["id", "paid"]);
  sheet.addRow(["A-1", new Date("2025-12-13T19:48:05Z")]);
  sheet.addRow(["A-2", new Date("2025-12-14T08:00:00Z")]);
  sheet.addRow(["A-3", new Date("2025-12-31T23:00:00Z")]);
  await book.xlsx.writeFile("orders.xlsx");
})();
JS
cat >ask.cjs <<'JS'
const alasql = require("alasql");

(async () => {
  for (const table of ["XLSX('orders.xlsx',{headers:true})", "CSV('orders.csv',{headers:true})"]) {
    const counts = [];
    for (const where of ["paid >= '2025-12-14'", "paid < '2025-12-14'", "paid BETWEEN '2025-01-01' AND '2026-01-01'"]) {
      counts.push((await alasql.promise(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`))[0].n);
    }
    const ends = await alasql.promise(`SELECT MIN(paid) AS earliest, MAX(paid) AS latest FROM ${table}`);
    console.log("alasql", table.slice(0, 4), ...counts, JSON.stringify(ends[0]));
  }
})();
JS
cat >ask.py <<'PY'
import duckdb
import openpyxl

rows = list(openpyxl.load_workbook("orders.xlsx").active.iter_rows(min_row=2, values_only=True))
base = duckdb.connect()
base.execute("CREATE TABLE orders (id VARCHAR, paid TIMESTAMP)")
base.executemany("INSERT INTO orders VALUES (?, ?)", rows)
print("DuckDB", *base.execute("""
    SELECT COUNT(*) FILTER (paid >= '2025-12-14'), COUNT(*) FILTER (paid < '2025-12-14'),
           COUNT(*) FILTER (paid BETWEEN '2025-01-01' AND '2026-01-01'), MIN(paid), MAX(paid)
    FROM orders""").fetchone())
PY
node write.cjs
printf '%s\n' id,paid 'A-1,2025-12-13 19:48:05' 'A-2,2025-12-14 08:00:00' 'A-3,2025-12-31 23:00:00' >orders.csv
{
  node ask.cjs
  python/bin/python ask.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: alasql compares dates otherwise"; exit 1; }
alasql XLSX 0 0 0 {"earliest":"2025-12-13T19:48:05.000Z","latest":"2025-12-31T23:00:00.000Z"}
alasql CSV( 2 1 3 {}
DuckDB 2 1 3 2025-12-13 19:48:05 2025-12-31 23:00:00
SEEN
echo "as seen: no order is before a day, and none is on it or after it"
