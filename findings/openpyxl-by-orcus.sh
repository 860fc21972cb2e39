#!/usr/bin/env bash
# Seen on 2026-11-30 with liborcus 0.17.2 and Spreadsheet::XLSX 0.17 (Debian 12) and openpyxl 3.1.5 (PyPI): a workbook that
# openpyxl writes is an empty table for both, without a message. openpyxl names the sheet's part from the root of the
# package (`/xl/worksheets/sheet1.xml`), as Open Packaging Conventions allow (ISO/IEC 29500-2, 9.3): orcus-xlsx then
# writes a csv of no bytes, and Spreadsheet::XLSX has a sheet without rows. With the name made relative the numbers
# are read, but all texts stay empty, titles and order ids among them: openpyxl writes them into the cells (`inlineStr`,
# ISO/IEC 29500-1, 18.18.11), and both look for shared ones only. The status of orcus-xlsx says nothing: it is 1 after a
# workbook that it reads whole, too.
#
# A script that converts exports each night so counts no orders. `disputes` reads such workbooks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v orcus-xlsx >/dev/null || ! perl -MSpreadsheet::XLSX -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq liborcus-bin libspreadsheet-xlsx-perl >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1
cat >write.py <<'PY'
import zipfile
import openpyxl
import xlsxwriter

rows = (["order", "amount"], ["A-1", 12.5], ["A-2", 3.25])
book = openpyxl.Workbook()
book.active.title = "orders"
for row in rows:
    book.active.append(row)
book.save("root.xlsx")
with zipfile.ZipFile("root.xlsx") as root, zipfile.ZipFile("relative.xlsx", "w") as relative:
    for name in root.namelist():
        part = root.read(name)
        if name == "xl/_rels/workbook.xml.rels":
            part = part.replace(b'Target="/xl/', b'Target="')
        relative.writestr(name, part)
shared = xlsxwriter.Workbook("shared.xlsx")
sheet = shared.add_worksheet("orders")
for place, row in enumerate(rows):
    sheet.write_row(place, 0, row)
shared.close()
print("openpyxl:", list(openpyxl.load_workbook("root.xlsx").active.values))
PY
cat >read.pl <<'PL'
use strict;
use warnings;
use Spreadsheet::XLSX;

my ($sheet) = @{ Spreadsheet::XLSX->new($ARGV[0])->{Worksheet} };
my @rows;
for my $row (grep { defined } @{ $sheet->{Cells} }) {
    push @rows, join ",", map { $_->{Val} // "" } @$row;
}
print "Spreadsheet::XLSX, $ARGV[0]: [", join("; ", @rows), "]\n";
PL
{
  python/bin/python write.py
  for book in root relative shared; do
    status=0
    orcus-xlsx -f csv -o "$book" "$book.xlsx" 2>"$book.messages" || status=$?
    echo "orcus, $book.xlsx: status $status, $(wc -c <"$book.messages") bytes of messages, [$(paste -sd';' "$book/orders.csv" | sed 's/;/; /g')]"
    perl read.pl "$book.xlsx"
  done
} >seen
cat seen
diff seen - <<'SEEN'
openpyxl: [('order', 'amount'), ('A-1', 12.5), ('A-2', 3.25)]
orcus, root.xlsx: status 1, 0 bytes of messages, []
Spreadsheet::XLSX, root.xlsx: []
orcus, relative.xlsx: status 1, 0 bytes of messages, [,; ,12.5; ,3.25]
Spreadsheet::XLSX, relative.xlsx: [,12.5; ,3.25]
orcus, shared.xlsx: status 1, 0 bytes of messages, [order,amount; A-1,12.5; A-2,3.25]
Spreadsheet::XLSX, shared.xlsx: [order,amount; A-1,12.5; A-2,3.25]
SEEN
echo "as seen: a workbook of openpyxl's is an empty table"
