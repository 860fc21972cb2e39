#!/usr/bin/env bash
# Seen on 2026-11-30 with shapefile 0.6.6 and @loaders.gl/shapefile 4.5.2 (npm) and foreign 0.8.84 for R (Debian 12), which
# read tables of dBASE (.dbf): rows that were deleted are read like the others. A row is deleted by its first byte (`*` in
# place of a blank) and stays in the file until the table is packed (dBASE, "Table Records"), as Visual FoxPro and programs
# built on it leave it. Of three orders whose third was deleted these three read three, without a mark. shapefile also has
# 30 November 1899 for a date that is blank. There is no error. dbffile 1.13.0 (npm) and dbfread 2.0.7 (PyPI) read two
# orders, and dbf 3.0.5 for Ruby (Debian 12) returns nothing in place of the third.
#
# Orders that were taken back so are counted again, and a rate is too low. `disputes` reads no .dbf.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
if ! Rscript -e 'library(foreign)' >/dev/null 2>&1 || ! ruby -e 'require "dbf"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core r-cran-foreign ruby ruby-dbf >/dev/null
fi
npm install --silent --no-audit --no-fund shapefile@0.6.6 @loaders.gl/shapefile@4.5.2 @loaders.gl/core@4.5.2 dbffile@1.13.0 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check dbf==0.99.10 dbfread==2.0.7
cat >write.py <<'PY'
import datetime

import dbf
import dbfread

table = dbf.Table("orders.dbf", "ID C(16); AMOUNT N(12,2); PAID D", dbf_type="db3", codepage="cp1252")
table.open(dbf.READ_WRITE)
table.append(("8208460785972844", 12.5, datetime.date(2025, 12, 13)))
table.append(("8208460785972845", 3.25, None))
table.append(("8208460785972846", 7, datetime.date(2025, 12, 14)))
dbf.delete(table[2])
table.close()
print("dbfread    ", " ".join(f"{row['ID']}={row['PAID']}" for row in dbfread.DBF("orders.dbf")))
PY
cat >read.cjs <<'JS'
const fs = require("fs");
const { DBFFile } = require("dbffile");
const shapefile = require("shapefile");
const { DBFLoader } = require("@loaders.gl/shapefile");

const day = (paid) => (paid === null || Number.isNaN(paid) ? "none" : new Date(paid).toISOString().slice(0, 10));
const show = (name, rows) => console.log(name, rows.map(({ ID, PAID }) => `${ID}=${day(PAID)}`).join(" "));
(async () => {
  show("dbffile    ", await (await DBFFile.open("orders.dbf")).readRecords());
  const source = await shapefile.openDbf("orders.dbf");
  const rows = [];
  for (let next = await source.read(); !next.done; next = await source.read()) rows.push(next.value);
  show("shapefile  ", rows);
  const bytes = fs.readFileSync("orders.dbf");
  show("loaders.gl ", await DBFLoader.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), {}));
})();
JS
{
  python/bin/python write.py
  ruby -e 'require "dbf"; puts "dbf (Ruby)  #{DBF::Table.new("orders.dbf").map { |row| row ? "#{row["ID"]}=#{row["PAID"]}" : "nil" }.join(" ")}"'
  node read.cjs
  Rscript -e 'rows <- foreign::read.dbf("orders.dbf"); cat("foreign (R)", paste0(rows$ID, "=", rows$PAID), "\n")' 2>/dev/null
} | sed 's/ *$//' >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows"; exit 1; }
dbfread     8208460785972844=2025-12-13 8208460785972845=None
dbf (Ruby)  8208460785972844=2025-12-13 8208460785972845= nil
dbffile     8208460785972844=2025-12-13 8208460785972845=none
shapefile   8208460785972844=2025-12-13 8208460785972845=1899-11-30 8208460785972846=2025-12-14
loaders.gl  8208460785972844=2025-12-13 8208460785972845=none 8208460785972846=2025-12-14
foreign (R) 8208460785972844=2025-12-13 8208460785972845=NA 8208460785972846=2025-12-14
SEEN
echo "as seen: deleted orders are read"
