#!/usr/bin/env bash
# Seen on 2026-11-30 with dbf-reader 1.0.3 and node-dbf 0.4.0 (npm) and XBase 1.08 for Perl (Debian 12), which read tables
# of dBASE and Visual FoxPro (.dbf): for dbf-reader every date is a month late. 13 December 2025 is 13 January 2026, as the
# month of the file is taken for one of JavaScript's, which begin with 0, and 31 January is 3 March. A number that is blank
# is 0. For node-dbf yes and no, written `T` and `F`, are neither (null). For XBase a whole number below 0 in the type I is
# 4,294,967,291 for -5, and an amount in the type Y is ten thousand times as large: 12.50 is 125000. There is no error.
# dbffile 1.13.0 (npm) reads all of them.
#
# An export of an old shop program so has its payments of December in January, outside of the window. `disputes` reads no
# .dbf.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
if ! perl -MXBase -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libdbd-xbase-perl >/dev/null
fi
npm install --silent --no-audit --no-fund dbf-reader@1.0.3 node-dbf@0.4.0 dbffile@1.13.0 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check dbf==0.99.10
cat >write.py <<'PY'
import datetime
from decimal import Decimal

import dbf

for name, kind, more in (("dbase.dbf", "db3", ""), ("foxpro.dbf", "vfp", "; LEFT I; PRICE Y")):
    table = dbf.Table(name, "ID C(16); AMOUNT N(12,2); PAID D; DISPUTED L" + more, dbf_type=kind, codepage="cp1252")
    table.open(dbf.READ_WRITE)
    rows = [("8208460785972844", Decimal("12.50"), datetime.date(2025, 12, 13), True, 5, Decimal("1234.5678"))]
    rows.append(("8208460785972845", None, datetime.date(2026, 1, 31), False, -5, Decimal("12.50")))
    for row in rows:
        table.append(row if more else row[:4])
    table.close()
PY
cat >read.cjs <<'JS'
const fs = require("fs");
const { DBFFile } = require("dbffile");
const { Dbf } = require("dbf-reader");
const { default: Parser } = require("node-dbf");

const show = (name, rows) => {
  for (const { ID, AMOUNT, PAID, DISPUTED, LEFT, PRICE } of rows) {
    const day = PAID instanceof Date ? PAID.toISOString().slice(0, 10) : PAID;
    console.log(`${name} ${ID} ${AMOUNT} ${day} ${DISPUTED}${LEFT === undefined ? "" : ` ${LEFT} ${PRICE}`}`);
  }
};
(async () => {
  show("dbffile   ", await (await DBFFile.open("dbase.dbf")).readRecords());
  show("dbffile   ", await (await DBFFile.open("foxpro.dbf")).readRecords());
  show("dbf-reader", Dbf.read(fs.readFileSync("dbase.dbf")).rows);
  const parser = new Parser("dbase.dbf");
  parser.on("record", (row) => show("node-dbf  ", [row]));
  parser.parse();
})();
JS
python/bin/python write.py
{
  node read.cjs
  perl -MXBase -e 'my $table = XBase->new("foxpro.dbf"); for my $row (0 .. $table->last_record) { my ($deleted, @cells) = $table->get_record($row); print join(" ", "XBase     ", map { $_ // "undef" } @cells), "\n" }'
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cells"; exit 1; }
dbffile    8208460785972844 12.5 2025-12-13 true
dbffile    8208460785972845 null 2026-01-31 false
dbffile    8208460785972844 12.5 2025-12-13 true 5 1234.5678
dbffile    8208460785972845 null 2026-01-31 false -5 12.5
dbf-reader 8208460785972844 12.5 2026-01-13 true
dbf-reader 8208460785972845 0 2026-03-03 false
node-dbf   8208460785972844 12.5 20251213 null
node-dbf   8208460785972845 NaN 20260131 null
XBase      8208460785972844 12.5 20251213 1 5 12345678
XBase      8208460785972845 undef 20260131 0 4294967291 125000
SEEN
echo "as seen: dates are a month late"
