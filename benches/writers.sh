#!/usr/bin/env bash
# Reads the same made-up orders as libraries write them, and prints how each fares: texts, real date
# cells, ids as numbers. The table stands in docs/formats.md.
#
#   bash benches/writers.sh
#
# Needs python3 with venv, npm, perl, network, and on Debian apt-get for Perl's modules (which are
# unpacked, not installed; without it their rows say "not run"). LibreOffice and Gnumeric are run where they are
# installed. DISPUTES names a program that is built already. Takes some 300 MB below $TMPDIR while it runs.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${DISPUTES:-}" ]; then
  cargo build --quiet --release --locked --bin disputes
fi
export DISPUTES=${DISPUTES:-$PWD/target/release/disputes}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 \
  pandas==3.1.1 PyExcelerate==0.13.0 xlwt==1.3.0 odfpy==1.4.1 ezodf==0.3.2 lxml==6.1.3
npm install --silent --no-audit --no-fund xlsx@0.18.5 exceljs@4.4.0 xlsx-populate@1.21.0
modules="libspreadsheet-writeexcel-perl libexcel-writer-xlsx-perl libole-storage-lite-perl \
libparse-recdescent-perl libarchive-zip-perl"
# shellcheck disable=SC2086
if apt-get download $modules >/dev/null 2>&1; then
  for package in *.deb; do dpkg -x "$package" perl; done
fi

cat >data.py <<'PY'
# 40 orders and 9 disputes; the times of the export are month first, as the seller centre writes them.
import datetime, json

orders, disputes = [], []
for n in range(40):
    suffix = f"{1000 + 37 * n:04d}"
    placed = datetime.datetime(2025, 12, 1, 7, 57) + datetime.timedelta(hours=19 * n, minutes=13 * n)
    done = placed + datetime.timedelta(days=8) if n % 4 else None
    orders.append([f"82080000{2000 + n}{suffix}", "交易完成" if done else "等待买家收货", placed,
                   placed + datetime.timedelta(minutes=20), done, ["Spain", "Chile"][n % 2],
                   f"100500000{n % 5}001111", f"CN￥ {100 + n}.5{n % 10}"])
    if n % 4 == 1 and n < 36:
        disputes.append(f"{6300001700000000 + n},{orders[n][0]},"
                        f"{placed + datetime.timedelta(days=10):%Y-%m-%d %H:%M},not_received,processing")
titles = ["订单号", "订单状态", "下单时间", "付款时间", "确认收货时间", "收货国家", "商品ID", "订单金额"]
shown = lambda time: "" if time is None else f"{time:%m/%d/%Y %H:%M}"
texts = [[shown(v) if i in (2, 3, 4) else v for i, v in enumerate(row)] for row in orders]
with open("disputes.csv", "w") as file:
    file.write("dispute_id,order_id,opened_at,reason,status\n" + "\n".join(disputes) + "\n")
with open("orders.csv", "w") as file:
    file.write("\n".join(",".join(row) for row in [titles] + texts) + "\n")
iso = lambda time: None if time is None else time.isoformat()
dated = [[iso(v) if i in (2, 3, 4) else v for i, v in enumerate(row)] for row in orders]
json.dump({"titles": titles, "text": texts, "dates": dated}, open("orders.json", "w"))
PY
python/bin/python data.py

cat >write.py <<'PY'
import datetime, json, ezodf, openpyxl, pandas, pyexcelerate, xlsxwriter, xlwt

data = json.load(open("orders.json"))
titles = data["titles"]


def rows(way):
    if way == "dates":
        time = lambda v: v if v is None else datetime.datetime.fromisoformat(v)
        return [[time(v) if i in (2, 3, 4) else v for i, v in enumerate(row)] for row in data["dates"]]
    number = lambda i, v: int(v) if way == "numbers" and i in (0, 6) else v
    return [[number(i, v) for i, v in enumerate(row)] for row in data["text"]]


def with_openpyxl(path, rows, **options):
    book = openpyxl.Workbook(**options)
    sheet = book.create_sheet("sheet1") if options else book.active
    for row in [titles] + rows:
        sheet.append(row)
    book.save(path)


def with_xlsxwriter(path, rows, options):
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm", **options})
    sheet = book.add_worksheet()
    for at, row in enumerate([titles] + rows):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    book.close()


def with_xlwt(path, rows):
    book = xlwt.Workbook(encoding="utf-8")
    sheet, style = book.add_sheet("sheet1"), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
    for at, row in enumerate([titles] + rows):
        for column, value in enumerate(row):
            is_date = isinstance(value, datetime.datetime)
            sheet.write(at, column, value, style) if is_date else sheet.write(at, column, value)
    book.save(path)


def with_pyexcelerate(path, rows):
    book = pyexcelerate.Workbook()
    book.new_sheet("sheet1", data=[titles] + rows)
    book.save(path)


def with_ezodf(path, rows):
    book = ezodf.newdoc(doctype="ods", filename=path)
    sheet = ezodf.Sheet("sheet1", size=(len(rows) + 1, len(titles)))
    for at, row in enumerate([titles] + rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime.datetime):
                sheet[at, column].set_value(value.isoformat(), "date")
            elif value is not None:
                sheet[at, column].set_value(value)
    book.sheets += sheet
    book.save()


def with_pandas(path, rows, **options):
    pandas.DataFrame(rows, columns=titles).to_excel(path, index=False, **options)


writers = {
    "openpyxl 3.1.5": ("xlsx", with_openpyxl),
    "openpyxl 3.1.5, write-only": ("xlsx", lambda p, r: with_openpyxl(p, r, write_only=True)),
    "openpyxl 3.1.5, ISO dates": ("xlsx", lambda p, r: with_openpyxl(p, r, iso_dates=True)),
    "XlsxWriter 3.3.1": ("xlsx", lambda p, r: with_xlsxwriter(p, r, {})),
    "XlsxWriter 3.3.1, constant memory": ("xlsx", lambda p, r: with_xlsxwriter(p, r, {"constant_memory": True})),
    "XlsxWriter 3.3.1, 1904": ("xlsx", lambda p, r: with_xlsxwriter(p, r, {"date_1904": True})),
    "pandas 3.1.1, xlsx": ("xlsx", with_pandas),
    "pandas 3.1.1, ods (odfpy 1.4.1)": ("ods", lambda p, r: with_pandas(p, r, engine="odf")),
    "PyExcelerate 0.13.0": ("xlsx", with_pyexcelerate),
    "xlwt 1.3.0": ("xls", with_xlwt),
    "ezodf 0.3.2": ("ods", with_ezodf),
}
made = []
for number, (name, (suffix, write)) in enumerate(writers.items()):
    for way in ("text", "dates", "numbers"):
        path = f"python-{number}-{way}.{suffix}"
        try:
            write(path, rows(way))
            made.append([name, suffix, way, path])
        except Exception as error:
            made.append([name, suffix, way, f"!{type(error).__name__}"])
json.dump(made, open("made-python.json", "w"))
PY
python/bin/python -W ignore write.py

cat >write.js <<'JS'
const fs = require("fs"), xlsx = require("xlsx"), exceljs = require("exceljs");
const populate = require("xlsx-populate");
const data = JSON.parse(fs.readFileSync("orders.json"));
// Cells of these libraries hold the wall time of the machine, or of UTC.
const time = (text, utc) => text === null ? null : new Date(text + (utc ? "Z" : ""));
const rows = (way, utc) => way === "dates"
  ? data.dates.map(row => row.map((v, i) => [2, 3, 4].includes(i) ? time(v, utc) : v))
  : data.text.map(row => row.map((v, i) => way === "numbers" && [0, 6].includes(i) ? Number(v) : v));
const sheetjs = (type, options) => (path, way) => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([data.titles, ...rows(way, false)], options), "sheet1");
  xlsx.writeFile(book, path, { bookType: type, ...options });
};
const writers = [
  ["SheetJS 0.18.5, xlsx", "xlsx", sheetjs("xlsx")],
  ["SheetJS 0.18.5, xlsx, cellDates", "xlsx", sheetjs("xlsx", { cellDates: true })],
  ["SheetJS 0.18.5, xlsb", "xlsb", sheetjs("xlsb")],
  ["SheetJS 0.18.5, biff8", "xls", sheetjs("biff8")],
  ["SheetJS 0.18.5, XML Spreadsheet", "xls", sheetjs("xlml")],
  ["SheetJS 0.18.5, ods", "ods", sheetjs("ods")],
  ["SheetJS 0.18.5, fods", "fods", sheetjs("fods")],
  ["SheetJS 0.18.5, html", "html", sheetjs("html")],
  ["exceljs 4.4.0", "xlsx", async (path, way) => {
    const book = new exceljs.Workbook(), sheet = book.addWorksheet("sheet1");
    sheet.addRows([data.titles, ...rows(way, true)]);
    await book.xlsx.writeFile(path);
  }],
  ["exceljs 4.4.0, stream", "xlsx", async (path, way) => {
    const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path });
    const sheet = book.addWorksheet("sheet1");
    for (const row of [data.titles, ...rows(way, true)]) sheet.addRow(row).commit();
    await book.commit();
  }],
  ["xlsx-populate 1.21.0", "xlsx", async (path, way) => {
    const book = await populate.fromBlankAsync();
    book.sheet(0).cell("A1").value([data.titles, ...rows(way, false)]);
    await book.toFileAsync(path);
  }],
];
(async () => {
  const made = [];
  for (const [number, [name, suffix, write]] of writers.entries()) {
    for (const way of ["text", "dates", "numbers"]) {
      const path = `node-${number}-${way}.${suffix}`;
      try { await write(path, way); made.push([name, suffix, way, path]); }
      catch (error) { made.push([name, suffix, way, "!" + error.name]); }
    }
  }
  fs.writeFileSync("made-node.json", JSON.stringify(made));
})();
JS
node write.js

cat >write.pl <<'PERL'
use strict; use warnings; use utf8;
use JSON::PP; use Spreadsheet::WriteExcel; use Excel::Writer::XLSX;
open my $file, '<', 'orders.json' or die; local $/; my $data = decode_json(<$file>);
my @made;
for my $writer (['Spreadsheet::WriteExcel 2.40', 'xls'], ['Excel::Writer::XLSX 1.10', 'xlsx']) {
    my ($name, $suffix) = @$writer;
    for my $way ('text', 'dates', 'numbers') {
        my $path = "perl-$way.$suffix";
        my $book = $suffix eq 'xls' ? Spreadsheet::WriteExcel->new($path) : Excel::Writer::XLSX->new($path);
        my ($sheet, $date) = ($book->add_worksheet(), $book->add_format(num_format => 'yyyy-mm-dd hh:mm'));
        my @rows = ($data->{titles}, @{ $data->{$way eq 'dates' ? 'dates' : 'text'} });
        for my $at (0 .. $#rows) {
            for my $column (0 .. $#{ $rows[$at] }) {
                my $value = $rows[$at][$column];
                next unless defined $value && $value ne '';
                if ($at && $way eq 'dates' && $column >= 2 && $column <= 4) {
                    $sheet->write_date_time($at, $column, $value, $date);
                } elsif ($at && $way eq 'numbers' && ($column == 0 || $column == 6)) {
                    $sheet->write_number($at, $column, $value);
                } else { $sheet->write_string($at, $column, $value); }
            }
        }
        $book->close();
        push @made, [$name, $suffix, $way, $path];
    }
}
open my $out, '>', 'made-perl.json' or die; print $out encode_json(\@made);
PERL
perl -Iperl/usr/share/perl5 write.pl 2>/dev/null || true

cat >convert.py <<'PY'
# What LibreOffice and Gnumeric make of the workbooks of openpyxl, where they are installed.
import json, os, re, shutil, subprocess

made = []
for program, flag, formats in (
    ("soffice", "--version", ["xlsx", "xls", "ods", "fods", "html"]),
    ("ssconvert", "--version", ["xlsx", "xls", "ods", "html"]),
):
    name = {"soffice": "LibreOffice", "ssconvert": "Gnumeric"}[program]
    if shutil.which(program):
        said = subprocess.run([program, flag], capture_output=True, text=True)
        name += " " + re.search(r"\d+(\.\d+)+", said.stdout + said.stderr).group()
    for suffix in formats:
        for way in ("text", "dates", "numbers"):
            source, path = f"python-0-{way}.xlsx", f"{program}/{suffix}/python-0-{way}.{suffix}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            line = ["ssconvert", source, path] if program == "ssconvert" else [
                "soffice", f"-env:UserInstallation=file://{os.getcwd()}/profile", "--headless",
                "--convert-to", suffix, "--outdir", os.path.dirname(path), source]
            try:
                subprocess.run(line, capture_output=True, timeout=120)
            except FileNotFoundError:
                pass
            made.append([f"{name}, {suffix}", suffix, way, path if os.path.exists(path) else "!not run"])
json.dump(made, open("made-programs.json", "w"))
PY
python/bin/python convert.py

cat >compare.py <<'PY'
import json, os, subprocess


def rate(path):
    line = [os.environ["DISPUTES"], "rate", path, "disputes.csv", "--as-of", "2026-01-16",
            "--by", "product", "--by", "country", "--format", "json"]
    run = subprocess.run(line, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if run.returncode != 0:
        return None, run.stderr.splitlines()[0].replace(f"`{path}`", "").removeprefix("error: ").strip()
    answer = json.loads(run.stdout)
    return [answer["metrics"], answer.get("groups")], ", ".join(c["kind"] for c in answer["caveats"])


right, _ = rate("orders.csv")
assert right, "the csv itself is read"
table = {}
for name in ("python", "node", "perl", "programs"):
    made = json.load(open(f"made-{name}.json")) if os.path.exists(f"made-{name}.json") else []
    for writer, suffix, way, path in made:
        if path.startswith("!"):
            outcome = "not written: " + path[1:]
        else:
            found, said = rate(path)
            outcome = "refused: " + said if found is None else "same" if found == right else "WRONG"
            if outcome == "same" and "ids_numeric" in said:
                outcome = "same, with a note"
        table.setdefault((writer, suffix), {})[way] = outcome
print("| writer | file | texts | date cells | ids as numbers |\n|---|---|---|---|---|")
for (writer, suffix), ways in table.items():
    print(f"| {writer} | {suffix} | {ways.get('text')} | {ways.get('dates')} | {ways.get('numbers')} |")
PY
python/bin/python compare.py
