#!/usr/bin/env bash
# Seen on 2026-11-29 with python-calamine 0.9.1 (the Rust crate calamine), odfpy 1.4.1 and pandas 3.1.1
# from PyPI: an OpenDocument spreadsheet with a line break between two cells is refused by calamine
# ("Expecting 'table-cell', found 'Text(…)'"), while pandas with odfpy reads it. Blanks between elements
# that hold no text of their own mean nothing (OpenDocument 1.2, part 1, 6.1.2): programs that write their
# XML indented, and flat documents of LibreOffice, have them.
#
# `disputes` reads such documents: it drops the blanks first (src/input/table/workbook.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 pandas==3.1.1 odfpy==1.4.1
cat >read.py <<'PY'
import zipfile

import pandas
from python_calamine import CalamineWorkbook

pandas.DataFrame([["A-1", "paid"]], columns=["order", "state"]).to_excel(
    "plain.ods", engine="odf", index=False)
with zipfile.ZipFile("plain.ods") as plain, zipfile.ZipFile("indented.ods", "w") as indented:
    for part in plain.infolist():
        text = plain.read(part)
        if part.filename == "content.xml":
            text = text.replace(b"</table:table-cell><table:table-cell", b"</table:table-cell>\n<table:table-cell")
        indented.writestr(part, text)
for name in ("plain.ods", "indented.ods"):
    print(name, "pandas", pandas.read_excel(name, engine="odf").values.tolist())
    try:
        print(name, "calamine", CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[1:])
    except Exception as error:
        print(name, "calamine", str(error).split(",")[0])
PY
python/bin/python -W ignore read.py >seen
cat seen
diff seen - <<'SEEN'
plain.ods pandas [['A-1', 'paid']]
plain.ods calamine [['A-1', 'paid']]
indented.ods pandas [['A-1', 'paid']]
indented.ods calamine Expecting 'table-cell'
SEEN
echo "as seen: calamine refuses a line break between cells, pandas reads it"
