#!/usr/bin/env bash
# Seen on 2026-11-30 with pandas 2.3.3 (with lxml 6.0.2), html-table-extractor 1.4.1 and dashtable2 1.4.17, and html-table-takeout 1.1.2 beside
# them, all from PyPI, which read tables of pages in HTML: a cell over all rows that are left of its part of the table is written
# `rowspan="0"` (HTML, 4.9.11). pandas takes it for a cell of one row, so that in the rows below all cells stand a column too far left:
# the order is the shop, and the amount the order. html-table-extractor leaves it out and puts the next row's order in its place
# as the shop; dashtable2 leaves it out and moves the cells of the rows that follow into each other, so that 1105 is an amount.
# With the number of rows written out all have the cells in their places. There is no error. html-table-takeout is right.
#
# Amounts so are taken for ids of orders. `disputes` took such a cell for one row as well and refused the rows below it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 lxml==6.0.2 html-table-extractor==1.4.1 html-table-takeout==1.1.2 beautifulsoup4==4.13.4
python/bin/pip install --quiet --disable-pip-version-check --no-deps dashtable2==1.4.17
cat >read.py <<'PY'
import csv
import io

import dashtable
import html_table_takeout
import pandas
from html_table_extractor.extractor import Extractor

PAGE = """<table><thead><tr><th>shop</th><th>order</th><th>amount</th></tr></thead>
<tbody><tr><td rowspan="{}">one</td><td>1104</td><td>7</td></tr><tr><td>1105</td><td>8</td></tr></tbody>
<tbody><tr><td>two</td><td>1106</td><td>9</td></tr></tbody></table>"""


def extracted(page):
    """The rows of html-table-extractor."""
    extractor = Extractor(page)
    extractor.parse()
    return extractor.return_list()[1:]


for rows in (0, 2):
    page = PAGE.format(rows)
    for name, table in {
        "pandas": pandas.read_html(io.StringIO(page), flavor="lxml")[0].astype(str).values.tolist(),
        "html-table-extractor": extracted(page),
        "dashtable2": dashtable.html2data(page)[0][1:],
        "html-table-takeout": list(csv.reader(io.StringIO(html_table_takeout.parse_html(page)[0].to_csv())))[1:],
    }.items():
        print(f'rowspan="{rows}", {name}:', " | ".join(" ".join(cell or "-" for cell in row) for row in table))
PY
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cells"; exit 1; }
rowspan="0", pandas: one 1104 7.0 | 1105 8 nan | two 1106 9.0
rowspan="0", html-table-extractor: 1105 1104 7 8 | two 1106 9
rowspan="0", dashtable2: 1104 7 1105 | 8 two - | 1106 9 -
rowspan="0", html-table-takeout: one 1104 7 | one 1105 8 | two 1106 9
rowspan="2", pandas: one 1104 7 | one 1105 8 | two 1106 9
rowspan="2", html-table-extractor: one 1104 7 | one 1105 8 | two 1106 9
rowspan="2", dashtable2: one 1104 7 | - 1105 8 | two 1106 9
rowspan="2", html-table-takeout: one 1104 7 | one 1105 8 | two 1106 9
SEEN
echo "as seen: orders stand as shops"
