#!/usr/bin/env bash
# Seen on 2026-11-29 with pandas 3.1.1 and odfpy 1.4.1 from PyPI: of a cell of an OpenDocument table that holds a time
# pandas (`engine="odf"`) reads the text that the cell shows, and not `office:time-value`, the time that it holds. Five and a
# half minutes shown as `05:30` are half past five; 19:48 on a clock of twelve hours, `07:48`, is in the morning. A length
# of 25:05 hours, or 下午7:48 as a Chinese office shows it, makes the whole table unreadable. ezodf 0.3.2 returns the times
# that the cells hold.
#
# Hours left and times of answers stand in such cells. `disputes` reads the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 ezodf==0.3.2 lxml==6.1.3
cat >look.py <<'PY'
import ezodf
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

for value, shown in [
    ("PT00H05M30S", "05:30"),
    ("PT19H48M05S", "07:48"),
    ("PT19H48M05S", "下午7:48"),
    ("PT25H05M00S", "25:05"),
]:
    document, table, row = OpenDocumentSpreadsheet(), Table(name="times"), TableRow()
    cell = TableCell(valuetype="time", timevalue=value)
    cell.addElement(P(text=shown))
    row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save("times.ods")
    print(value, shown, "ezodf", ezodf.opendoc("times.ods").sheets[0][0, 0].value, end=" ")
    try:
        print("pandas", pandas.read_excel("times.ods", engine="odf", header=None).iloc[0, 0])
    except ValueError as error:
        print("pandas", type(error).__name__)
PY
python/bin/python -W ignore look.py >seen 2>&1
cat seen
diff seen - <<'SEEN'
PT00H05M30S 05:30 ezodf PT00H05M30S pandas 05:30:00
PT19H48M05S 07:48 ezodf PT19H48M05S pandas 07:48:00
PT19H48M05S 下午7:48 ezodf PT19H48M05S pandas DateParseError
PT25H05M00S 25:05 ezodf PT25H05M00S pandas DateParseError
SEEN
echo "as seen: what a cell shows is taken for the time that it holds"
