#!/usr/bin/env bash
# Seen on 2026-11-29 with sxl 0.0.1a10 from PyPI, of a workbook whose texts have phonetic guides (Pinyin or Furigana
# above the signs: `rPh`, ISO/IEC 29500-1, 18.4.6), which Excel keeps for texts that were typed with an input method:
# the guide is added to the text of the cell, without a word. openpyxl 3.1.5 reads the text.
#
# A column is then not found by its title, and no order by its id. `disputes` passes guides over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 sxl==0.0.1a10
cat >look.py <<'PY'
import re
import zipfile

import openpyxl
import sxl
import xlsxwriter

book = xlsxwriter.Workbook("plain.xlsx")
sheet = book.add_worksheet()
sheet.write_row(0, 0, ["订单号", "国家"])
sheet.write_row(1, 0, ["A-1", "法国"])
book.close()
GUIDE = '<rPh sb="0" eb="2"><t>ding</t></rPh><phoneticPr fontId="1"/>'


def change(name, pattern, text):
    source = zipfile.ZipFile("plain.xlsx")
    with zipfile.ZipFile(name, "w") as target:
        for part in source.namelist():
            data = source.read(part).decode()
            if part == "xl/sharedStrings.xml":
                data = re.sub(pattern, text, data)
            target.writestr(part, data)


change("guides.xlsx", r"<si><t>(.*?)</t></si>", r"<si><t>\1</t>" + GUIDE + "</si>")
for name in ["plain.xlsx", "guides.xlsx"]:
    print(name)
    print("openpyxl", [list(row) for row in openpyxl.load_workbook(name).active.values])
    print("sxl", sxl.Workbook(name).sheets[1].head(2))
PY
python/bin/python look.py >seen 2>&1
cat seen
diff seen - <<'SEEN'
plain.xlsx
openpyxl [['订单号', '国家'], ['A-1', '法国']]
sxl [['订单号', '国家'], ['A-1', '法国']]
guides.xlsx
openpyxl [['订单号', '国家'], ['A-1', '法国']]
sxl [['订单号ding', '国家ding'], ['A-1ding', '法国ding']]
SEEN
echo "as seen: phonetic guides become part of texts"
