#!/usr/bin/env bash
# Seen on 2026-12-01 with csv-merger-cleaner 1.0.0 from PyPI, which puts csv files together and takes rows out that
# stand in them twice: of a file that has no column of the name by which it is asked to (`--dedup order_id`), as its
# column is called `Order ID`, one row is left. Every row without the column has the same empty id, and is the double of
# the first of them. The same goes for rows whose cell is blank, and with a misspelt name all orders of all files are
# one. It says how many "duplicates" it removed, and the exit status is 0. pandas (3.1.1) refuses a column that a table
# does not have (KeyError).
#
# The orders of a month from another form of the list so are gone. `disputes` knows both names of the column.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check csv-merger-cleaner==1.0.0 pandas==3.1.1
cat >january.csv <<'CSV'
order_id,amount
1101073781739831,12.50
1101073781739832,9.90
1101073781739832,9.90
CSV
cat >february.csv <<'CSV'
Order ID,amount
1101073781739841,4.20
1101073781739842,7.00
1101073781739843,3.00
CSV
cat >note.csv <<'CSV'
order_id,amount
,5.00
,6.00
1101073781739851,8.00
CSV
{
  for files in "january.csv february.csv" "january.csv note.csv"; do
    # shellcheck disable=SC2086
    python/bin/csv-merge -i $files --dedup order_id -o all.csv | grep Removed | sed "s/^ */$files: /"
    tr -d '\r' <all.csv
  done
  python/bin/csv-merge -i january.csv note.csv --dedup orderid -o all.csv | grep -E "Removed|Written" | sed "s/^ */misspelt: /"
  { python/bin/python -c 'import pandas; pandas.read_csv("february.csv").drop_duplicates(["order_id"])' 2>&1 || true; } | tail -1 | cut -d: -f1 | sed "s/^/pandas: /"
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rows are left"; exit 1; }
january.csv february.csv: Removed 3 duplicates
order_id,amount,Order ID
1101073781739831,12.50,
1101073781739832,9.90,
,4.20,1101073781739841
january.csv note.csv: Removed 2 duplicates
order_id,amount
1101073781739831,12.50
1101073781739832,9.90
,5.00
1101073781739851,8.00
misspelt: Removed 5 duplicates
misspelt: Written: all.csv (1 rows)
pandas: KeyError
SEEN
echo "as seen: all orders of February are one"
