#!/usr/bin/env bash
# Seen on 2026-11-30 with petl 1.7.30 from PyPI, which works on tables row by row: orders that stand in a list several times
# with different states are found by `conflicts`, unless a row whose state is missing stands between them. Of open, missing
# and closed no row is a conflict; of missing, open and closed two are. Each row is compared with the one before it alone,
# and what is missing is no conflict (which the manual says), so that neither pair is one. There is no error.
# `mergeduplicates` of the same library finds the conflict in any order, and so does counting the states by order.
#
# Lists that were put together from several exports have such blanks. `disputes` compares all records of an order
# (`records_contradict`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check petl==1.7.30
cat >conflicts.py <<'PY'
import itertools

import petl

for order in sorted(set(itertools.permutations(["open", "closed", None, "open"])), key=str) + [("open", "closed"), ("open", None), ("open", None, None, "closed")]:
    table = [["order", "state"], *(["1101", state] for state in order)]
    found = petl.nrows(petl.conflicts(table, "order"))
    merged = petl.values(petl.mergeduplicates(table, "order"), "state")
    counted = len({state for state in order if state is not None}) > 1
    print(*(state or "missing" for state in order), "| conflicts:", found, "rows | mergeduplicates:", [type(value).__name__ for value in merged][0], "| counted:", counted)
PY
python/bin/python conflicts.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other conflicts"; exit 1; }
closed open open missing | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
closed open missing open | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
closed missing open open | conflicts: 0 rows | mergeduplicates: Conflict | counted: True
open closed open missing | conflicts: 3 rows | mergeduplicates: Conflict | counted: True
open closed missing open | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
open open closed missing | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
open open missing closed | conflicts: 0 rows | mergeduplicates: Conflict | counted: True
open missing closed open | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
open missing open closed | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
missing closed open open | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
missing open closed open | conflicts: 3 rows | mergeduplicates: Conflict | counted: True
missing open open closed | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
open closed | conflicts: 2 rows | mergeduplicates: Conflict | counted: True
open missing | conflicts: 0 rows | mergeduplicates: str | counted: False
open missing missing closed | conflicts: 0 rows | mergeduplicates: Conflict | counted: True
SEEN
echo "as seen: a blank hides a conflict"
