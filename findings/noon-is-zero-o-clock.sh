#!/usr/bin/env bash
# Seen on 2026-11-30 with docx-mailmerge2 1.0.3 from PyPI (with python-docx 1.2.0), which fills in letters made with Word: a
# time from noon to one o'clock in the format `h:mm AM/PM` is `0:05 PM`, and after midnight `0:05 AM`. On a clock of twelve
# hours that hour is 12 (ISO/IEC 29500-1, 17.16.4.1; CLDR's pattern letter h; Python's `%I`). A rate of 0.074 in the format
# `0.0%` is `7%`: the decimal place is lost as soon as there is a percent sign. Of a format with a part for amounts below
# nothing (`0.00;(0.00)`, 17.16.4.2) the second part is printed behind the number: -1.50 is `-1.50;(0.00)`. There is no
# error. The controls are Babel 2.19.0 (PyPI) with the same patterns.
#
# Letters to buyers about a deadline at five past noon so name an hour that no clock has. `disputes` writes hours from 00 to
# 23.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check docx-mailmerge2==1.0.3 python-docx==1.2.0 Babel==2.19.0
cat >letters.py <<'PY'
import datetime

import docx
from babel.dates import format_datetime
from babel.numbers import format_decimal
from docx.oxml import parse_xml
from mailmerge import MailMerge

FIELD = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> MERGEFIELD value {} </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>value</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""


def letter(switch, value):
    document = docx.Document()
    document.element.body.insert(0, parse_xml(FIELD.format(switch.replace('"', "&quot;"))))
    document.save("letter.docx")
    with MailMerge("letter.docx") as merge:
        merge.merge(value=value)
        merge.write("filled.docx")
    return docx.Document("filled.docx").paragraphs[0].text


for hour in (0, 7, 12, 19):
    moment = datetime.datetime(2025, 12, 13, hour, 5)
    control = format_datetime(moment, "h:mm a", locale="en_US")
    print(f"{hour:02}:05 in h:mm AM/PM:", letter('\\@ "h:mm AM/PM"', moment), "| Babel:", control)
for pattern, value in (("0.00", 12.5), ("#,##0.00", -1234.5), ("0%", 0.074), ("0.0%", 0.074), ("0.00%", 0.074), ("0.00;(0.00)", 1.5), ("0.00;(0.00)", -1.5)):
    print(f"{value} in {pattern}:", letter(f'\\# "{pattern}"', value), "| Babel:", format_decimal(value, pattern, locale="en_US"))
PY
python/bin/python letters.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other letters"; exit 1; }
00:05 in h:mm AM/PM: 0:05 AM | Babel: 12:05 AM
07:05 in h:mm AM/PM: 7:05 AM | Babel: 7:05 AM
12:05 in h:mm AM/PM: 0:05 PM | Babel: 12:05 PM
19:05 in h:mm AM/PM: 7:05 PM | Babel: 7:05 PM
12.5 in 0.00: 12.50 | Babel: 12.50
-1234.5 in #,##0.00: -1,234.50 | Babel: -1,234.50
0.074 in 0%: 7% | Babel: 7%
0.074 in 0.0%: 7% | Babel: 7.4%
0.074 in 0.00%: 7% | Babel: 7.40%
1.5 in 0.00;(0.00): 1.50;(0.00) | Babel: 1.50
-1.5 in 0.00;(0.00): -1.50;(0.00) | Babel: (1.50)
SEEN
echo "as seen: noon is zero o'clock"
