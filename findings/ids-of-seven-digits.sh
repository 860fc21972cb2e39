#!/usr/bin/env bash
# Seen on 2026-11-30 with markitdown 0.1.9 from PyPI (with pandas 3.1.1 and openpyxl 3.1.5), which turns a workbook into
# Markdown: a column of dispute ids in which one cell is blank is written with seven digits, `1.101074e+15`, so that two
# disputes are the same one. That the cells are texts makes no difference: texts of digits are numbers first, `00123` is 123.0,
# and a blank cell makes them fractions. An amount of 12.5 is `1.250000e+01` beside a long one in the same column, a buyer
# called NA is NaN, and the bar of `a|b` begins another column. Without the blank cell the ids are whole. There is no error.
# hucre 1.0.0 (npm) writes what the cells hold, and escapes the bar.
#
# Tables are turned into Markdown to ask a language model about them, which then sees one dispute for two. `disputes` reads the
# workbook, and refuses ids that have lost digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  markitdown[xlsx]==0.1.9 pandas==3.1.1 openpyxl==3.1.5
npm install --silent --no-audit --no-fund hucre@1.0.0 >/dev/null
cat >look.py <<'PY'
from markitdown import MarkItDown
from openpyxl import Workbook

titles = ("order", "dispute", "amount", "buyer", "code")
orders = (
    (8208460785972844, None, 12.5, "NA", "00123"),
    (8208460785972845, "1101073781739832", 1234567.891234, "a|b", "00456"),
    (8208460785972846, "1101073781739839", 3.25, "Li", None),
)
for name, table in {"orders": orders, "without-blank": orders[1:2]}.items():
    book = Workbook()
    for row in (titles, *table):
        book.active.append(row)
    book.save(f"{name}.xlsx")
    print("markitdown", name)
    print(*MarkItDown().convert(f"{name}.xlsx").markdown.splitlines()[3:], sep="\n")
PY
cat >look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { readXlsx, toMarkdown } from "hucre";

const { sheets } = await readXlsx(readFileSync("orders.xlsx"));
console.log("hucre\n" + toMarkdown(sheets[0]).trim().split("\n").slice(2).join("\n"));
JS
{
  python/bin/python look.py
  node look.mjs
} >seen
cat seen
diff seen - <<'SEEN'
markitdown orders
| 8208460785972844 | NaN | 1.250000e+01 | NaN | 123.0 |
| 8208460785972845 | 1.101074e+15 | 1.234568e+06 | a|b | 456.0 |
| 8208460785972846 | 1.101074e+15 | 3.250000e+00 | Li | NaN |
markitdown without-blank
| 8208460785972845 | 1101073781739832 | 1.234568e+06 | a|b | 456 |
hucre
| 8208460785972844 |                  |           12.5 | NA    | 00123 |
| 8208460785972845 | 1101073781739832 | 1234567.891234 | a\|b  | 00456 |
| 8208460785972846 | 1101073781739839 |           3.25 | Li    |       |
SEEN
echo "as seen: ids have seven digits"
