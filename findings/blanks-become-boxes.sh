#!/usr/bin/env bash
# Seen on 2026-11-30 with daff 1.4.2 from PyPI, which writes the differences of two tables as a table and applies them:
# where a cell differs in a blank at its end or beginning alone, a patch puts the sign `␣` (U+2423) in the place of the
# blank. `5W LED ` becomes `5W LED␣`. In the table of differences the sign is there for the eye, so that somebody sees what
# has changed, and the patch takes it for a letter. With another change in the same cell the blank is kept. There is no
# error. What should be there is the second table, cell by cell, as csvdiff 0.3.3 (PyPI) has it with a patch of its own.
#
# Names of products and notes of buyers end in blanks; kept up by patches they gain boxes that no search finds. `disputes`
# reads the tables themselves.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check daff==1.4.2 csvdiff==0.3.3
cat >tables.py <<'PY'
import csv
import subprocess

import csvdiff

TITLES = ["id", "name", "amount"]
BEFORE = [["1", "5W LED", "12.50"], ["2", "mug", "3.00"], ["3", "box", "7.00"], ["4", "lamp", "9.00"], ["5", "a  b", "1.00"]]
AFTER = {
    "a blank behind a name": {0: ["1", "5W LED ", "12.50"]},
    "a blank behind a name, and an amount": {0: ["1", "5W LED ", "12.60"]},
    "a blank before a name": {1: ["2", " mug", "3.00"]},
    "one blank in place of two": {4: ["5", "a b", "1.00"]},
    "a blank behind the name and one letter": {3: ["4", "lamps ", "9.00"]},
    "an amount": {2: ["3", "box", "7.10"]},
}


def write(name, rows):
    with open(name, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([TITLES, *rows])


for what, changed in AFTER.items():
    after = [changed.get(place, row) for place, row in enumerate(BEFORE)]
    write("before.csv", BEFORE)
    write("after.csv", after)
    for command in (["diff", "--output", "patch.csv", "before.csv", "after.csv"], ["patch", "--output", "patched.csv", "before.csv", "patch.csv"]):
        subprocess.run(["python/bin/daff.py", *command], check=True, capture_output=True)
    with open("patched.csv", newline="") as file:
        patched = list(csv.reader(file))[1:]
    first, second = ([dict(zip(TITLES, row)) for row in rows] for rows in (BEFORE, after))
    control = csvdiff.patch_records(csvdiff.diff_records(first, second, ["id"]), first)
    assert sorted(row["name"] for row in control) == sorted(row["name"] for row in second), "csvdiff is another control"
    print(what, "->", "as it should be" if patched == after else [row for row, asked in zip(patched, after) if row != asked])
PY
python/bin/python tables.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other cells"; exit 1; }
a blank behind a name -> [['1', '5W LED␣', '12.50']]
a blank behind a name, and an amount -> [['1', '5W LED␣', '12.60']]
a blank before a name -> [['2', '␣mug', '3.00']]
one blank in place of two -> as it should be
a blank behind the name and one letter -> as it should be
an amount -> as it should be
SEEN
echo "as seen: blanks become boxes"
