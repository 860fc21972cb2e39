#!/usr/bin/env bash
# Seen on 2026-11-29 with Spreadsheet::WriteExcel 2.40 (Debian 12) and python-calamine 0.9.1 from PyPI
# (the Rust crate calamine): of a workbook (.xls, BIFF8) that notes the code page 1252 and holds texts in
# UTF-16, calamine returns rubbish without an error: `订单号` as `¢‹US÷S`, `amount` as eleven bytes with
# NULs between the letters. xlrd reads the same file right. A BIFF8 text says itself whether it is UTF-16
# ([MS-XLS] 2.5.294, fHighByte), whatever the record CODEPAGE says; JExcelAPI writes such files too.
#
# A shop's export written so would lose its titles and be called a table of no known kind.
# `disputes` reads such files by the texts' own marks (src/input/table/workbook.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet --quiet libspreadsheet-writeexcel-perl=2.40-4 libole-storage-lite-perl \
  libparse-recdescent-perl 2>/dev/null
for package in *.deb; do dpkg -x "$package" perl; done
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 xlrd==2.0.2
cat >write.pl <<'PERL'
use strict; use utf8; use Spreadsheet::WriteExcel;
my $book = Spreadsheet::WriteExcel->new('orders.xls');
my $sheet = $book->add_worksheet();
$sheet->write_string(0, 0, '订单号');
$sheet->write_string(0, 1, 'amount');
$book->close();
PERL
perl -Iperl/usr/share/perl5 write.pl
cat >read.py <<'PY'
import xlrd
from python_calamine import CalamineWorkbook

print("calamine", CalamineWorkbook.from_path("orders.xls").get_sheet_by_index(0).to_python())
print("xlrd    ", [xlrd.open_workbook("orders.xls").sheet_by_index(0).row_values(0)])
PY
python/bin/python read.py >seen
cat seen
diff seen - <<'SEEN'
calamine [['¢‹US÷S', 'a\x00m\x00o\x00u\x00n\x00t\x00']]
xlrd     [['订单号', 'amount']]
SEEN
echo "as seen: UTF-16 under code page 1252 is garbled by calamine and read by xlrd"
