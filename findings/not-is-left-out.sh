#!/usr/bin/env bash
# Seen on 2026-11-30 with DBD::CSV 0.60 for Perl (with SQL::Statement 1.414, Debian 12), which asks csv files in SQL, and
# Python's sqlite3 beside it: NOT before parentheses is left out. Of six orders `NOT (qty > 2 OR qty < 2)` counts the five
# that have more or fewer pieces than two. The two newest (`SELECT id … ORDER BY paid DESC LIMIT 2`) are the first two of
# the file: a column that is not among those asked for does not sort. CASE is the first text in it for every row: all orders
# are 'many', and with `CASE WHEN status = 'none' …` the status of all is 'none'. There is no error, while much that the
# module does not have is refused. NOT before one condition, and ORDER BY with its column in the list, are right.
#
# A list of what is not settled so is one of what is. `disputes` reads csv files itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MDBD::CSV -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libdbd-csv-perl >/dev/null
fi
cat >orders.csv <<'CSV'
id,status,qty,paid
A1,closed,1,2025-12-01
A2,disputed,2,2025-12-02
A3,closed,3,2025-12-03
A4,disputed,10,2025-12-28
A5,closed,9,2026-01-01
A6,closed,20,2026-01-02
CSV
cat >statements <<'SQL'
SELECT COUNT(*) FROM orders WHERE NOT (qty > 2 OR qty < 2)
SELECT COUNT(*) FROM orders WHERE qty <= 2 AND qty >= 2
SELECT id FROM orders WHERE NOT (status = 'closed' AND qty < 5)
SELECT id FROM orders WHERE NOT status = 'closed'
SELECT id FROM orders ORDER BY paid DESC LIMIT 2
SELECT id, paid FROM orders ORDER BY paid DESC LIMIT 2
SELECT id, CASE WHEN qty > 2 THEN 'many' ELSE 'few' END FROM orders
SELECT CASE WHEN status = 'none' THEN 'x' ELSE status END FROM orders
SQL
cat >ask.pl <<'PL'
use strict;
use warnings;
use DBI;

my $database = DBI->connect("dbi:CSV:", undef, undef, { f_dir => ".", f_ext => ".csv/r", RaiseError => 1 });
open my $statements, "<", "statements" or die;
while (my $statement = <$statements>) {
    chomp $statement;
    print "$statement\n  DBD::CSV ", join("; ", map { join " ", @$_ } @{ $database->selectall_arrayref($statement) }), "\n";
}
PL
cat >ask.py <<'PY'
import csv
import sqlite3

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE orders (id TEXT, status TEXT, qty INTEGER, paid TEXT)")
with open("orders.csv", newline="") as file:
    database.executemany("INSERT INTO orders VALUES (:id, :status, :qty, :paid)", csv.DictReader(file))
for statement in open("statements").read().splitlines():
    print(f"{statement}\n  sqlite3  {'; '.join(' '.join(map(str, row)) for row in database.execute(statement))}")
PY
{ perl ask.pl; python3 ask.py; } >both
while read -r statement; do
  echo "$statement"
  grep --fixed-strings --line-regexp --after-context=1 -- "$statement" both | grep '^  '
done <statements >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
SELECT COUNT(*) FROM orders WHERE NOT (qty > 2 OR qty < 2)
  DBD::CSV 5
  sqlite3  1
SELECT COUNT(*) FROM orders WHERE qty <= 2 AND qty >= 2
  DBD::CSV 1
  sqlite3  1
SELECT id FROM orders WHERE NOT (status = 'closed' AND qty < 5)
  DBD::CSV A1; A3
  sqlite3  A2; A4; A5; A6
SELECT id FROM orders WHERE NOT status = 'closed'
  DBD::CSV A2; A4
  sqlite3  A2; A4
SELECT id FROM orders ORDER BY paid DESC LIMIT 2
  DBD::CSV A1; A2
  sqlite3  A6; A5
SELECT id, paid FROM orders ORDER BY paid DESC LIMIT 2
  DBD::CSV A6 2026-01-02; A5 2026-01-01
  sqlite3  A6 2026-01-02; A5 2026-01-01
SELECT id, CASE WHEN qty > 2 THEN 'many' ELSE 'few' END FROM orders
  DBD::CSV A1 many; A2 many; A3 many; A4 many; A5 many; A6 many
  sqlite3  A1 few; A2 few; A3 many; A4 many; A5 many; A6 many
SELECT CASE WHEN status = 'none' THEN 'x' ELSE status END FROM orders
  DBD::CSV none; none; none; none; none; none
  sqlite3  closed; disputed; closed; disputed; closed; closed
SEEN
echo "as seen: NOT is left out"
