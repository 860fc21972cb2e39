#!/usr/bin/env bash
# Seen on 2026-11-30 with Spreadsheet::ParseExcel 0.6500, whose formats Spreadsheet::ParseXLSX 0.27 uses too (Debian 12): a
# length of time in the format `[h]:mm`, which is how a spreadsheet shows hours that are left, has a month where its
# minutes belong. 25:05 is shown as `25:01`, 72:42 as `72:01`: as no hour stands before it, `mm` is taken for the month
# of the day from which spreadsheets count, January. With seconds (`[h]:mm:ss`) the minutes are right; `[hh]:mm`
# shows the hours of the clock in brackets, 25:05 as `[01]:05`. There is no error. gnumeric 1.12.55 shows what was meant.
#
# A deadline read this way can lie 58 minutes too early or too late, or whole days. `disputes` reads the number of the cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v ssconvert >/dev/null || ! perl -MSpreadsheet::ParseXLSX -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gnumeric libspreadsheet-parsexlsx-perl >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cat >write.py <<'PY'
import datetime
import openpyxl

book = openpyxl.Workbook()
for left in (datetime.timedelta(hours=25, minutes=5), datetime.timedelta(hours=72, minutes=42)):
    book.active.append([left, left, left])
    for cell, form in zip(book.active[book.active.max_row], ("[h]:mm", "[h]:mm:ss", "[hh]:mm")):
        cell.number_format = form
book.save("left.xlsx")
PY
cat >read.pl <<'PL'
use strict;
use warnings;
use Spreadsheet::ParseXLSX;

my ($sheet) = Spreadsheet::ParseXLSX->new->parse("left.xlsx")->worksheets;
for my $row (0 .. 1) {
    print join(" ", "ParseXLSX", map { $sheet->get_cell($row, $_)->value } 0 .. 2), "\n";
}
PL
{
  python/bin/python write.py
  perl read.pl
  ssconvert --export-type=Gnumeric_stf:stf_assistant --export-options='separator=" " format=preserve' left.xlsx fd://1 2>/dev/null | sed 's/^/gnumeric /'
} >seen
cat seen
diff seen - <<'SEEN'
ParseXLSX 25:01 25:05:00 [01]:05
ParseXLSX 72:01 72:42:00 [00]:42
gnumeric 25:05 25:05:00 25:05
gnumeric 72:42 72:42:00 72:42
SEEN
echo "as seen: the minutes of a length of time are a month"
