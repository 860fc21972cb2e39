#!/usr/bin/env bash
# Seen on 2026-11-29 with DuckDB 1.5.5 and its extension excel 1.5.5, and with pylightxl 1.61, all from PyPI:
# of a workbook that counts days from 1904 (`date1904`, the system of Excel for Macintosh, kept when such a
# file is saved again) both return date cells four years and a day early, without an error: 13 December 2025
# is read as 12 December 2021. openpyxl 3.1.5 and csvkit 2.2.0 read the day that was written.
#
# An order export that went through such a workbook so leaves every window of 30 days: the rate is one of no
# orders, or of none in the right year. `disputes` reads both systems.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 duckdb-extension-excel==1.5.5 \
  pylightxl==1.61 openpyxl==3.1.5 xlsxwriter==3.3.1
cat >run.py <<'PY'
import glob
import sysconfig
from datetime import datetime

import duckdb
import openpyxl
import pylightxl
import xlsxwriter

for system in (1900, 1904):
    book = xlsxwriter.Workbook(f"{system}.xlsx", {"date_1904": system == 1904})
    sheet = book.add_worksheet("orders")
    sheet.write_string(0, 0, "paid")
    shown = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_datetime(1, 0, datetime(2025, 12, 13, 19, 48), shown)
    book.close()

packages = sysconfig.get_paths()["purelib"]
(extension,) = glob.glob(f"{packages}/**/excel.duckdb_extension", recursive=True)
database = duckdb.connect(config={"allow_unsigned_extensions": "true"})
database.execute(f"load '{extension}'")
for system in (1900, 1904):
    name = f"{system}.xlsx"
    print(system, "openpyxl", openpyxl.load_workbook(name).active["A2"].value)
    print(system, "duckdb", database.execute(f"select paid from read_xlsx('{name}')").fetchone()[0])
    print(system, "pylightxl", pylightxl.readxl(name).ws("orders").address("A2"))
PY
python/bin/python run.py >seen
cat seen
diff seen - <<'SEEN'
1900 openpyxl 2025-12-13 19:48:00
1900 duckdb 2025-12-13 19:48:00
1900 pylightxl 2025/12/13 19:48:00
1904 openpyxl 2025-12-13 19:48:00
1904 duckdb 2021-12-12 19:48:00
1904 pylightxl 2021/12/12 19:48:00
SEEN
echo "as seen: of the workbook of 1904 two readers return 2021"
