#!/usr/bin/env bash
# Seen on 2026-11-30 with chainladder 0.10.1 from PyPI, which estimates how many claims are still to come, and reservingmodels
# 0.1.0 (PyPI, with actuarialpy) beside it: a month of which no dispute is opened in its first month is taken for one of which
# nothing is known, and the disputes of its second month count for nothing. By volume the factor from the first month to the
# second is the sum of the second over the sum of the first (Mack 1993, ASTIN Bulletin 23, 213; the library's own guide on
# `Development`, `average="volume"`): 29 over 5 of four months with 0, 2, 0 and 3 disputes and later 6, 9, 5 and 9, which is 5.8.
# The library says 3.6, 18 over 5, and of a month with two disputes until now 11.8 in place of 18.9 are to be expected. A month
# in which none were opened yet has no estimate at all, and none in the sum. It is the same if the noughts are written into
# the table. There is no error. reservingmodels divides all by all.
#
# Orders are delivered after weeks, so that in small shops months begin without a dispute, and those are left out that grow
# the most. `disputes` estimates no development.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check chainladder==0.10.1 reservingmodels==0.1.0 numpy==2.4.6 pandas==2.3.3
cat >months.py <<'PY'
import warnings

warnings.simplefilter("ignore")
import chainladder
import numpy
import pandas
import reservingmodels

MONTHS = {"2025-08": (0, 6, 3, 1, 1), "2025-09": (2, 7, 2, 1), "2025-10": (0, 5, 2), "2025-11": (3, 6)}


def estimated(newest, noughts):
    months = {**MONTHS, "2025-12": (newest,)}
    rows = [(month, str(pandas.Period(month, "M") + age), count) for month, counts in months.items() for age, count in enumerate(counts) if count or noughts]
    table = pandas.DataFrame(rows, columns=["paid", "opened", "disputes"])
    triangle = chainladder.Triangle(table, origin="paid", development="opened", columns="disputes", cumulative=False).incr_to_cum()
    model = chainladder.Chainladder().fit(triangle)
    return model.ldf_.values.ravel()[:4], model.ultimate_.values.ravel()


def beside(newest):
    months = {**MONTHS, "2025-12": (newest,)}
    counts = [list(numpy.cumsum(counts)) + [numpy.nan] * (5 - len(counts)) for counts in months.values()]
    triangle = pandas.DataFrame(counts, index=list(months), columns=range(1, 6), dtype=float)
    model = reservingmodels.ChainLadder.fit(triangle)
    return model.age_to_age.to_numpy(), model.project(triangle)["ultimate"].to_numpy()


for newest in (2, 0):
    kinds = {"chainladder": estimated(newest, False), "chainladder, noughts written": estimated(newest, True), "reservingmodels": beside(newest)}
    for name, (factors, ultimates) in kinds.items():
        print(f"{newest} disputes in the newest month, {name}: factors {numpy.round(factors, 3).tolist()}, in the end {numpy.round(ultimates, 1).tolist()}, {numpy.nansum(ultimates):.1f} in all")
PY
python/bin/python months.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other factors"; exit 1; }
2 disputes in the newest month, chainladder: factors [3.6, 1.35, 1.1, 1.1], in the end [11.0, 13.2, 8.5, 14.7, 11.8], 59.1 in all
2 disputes in the newest month, chainladder, noughts written: factors [3.6, 1.35, 1.1, 1.1], in the end [11.0, 13.2, 8.5, 14.7, 11.8], 59.1 in all
2 disputes in the newest month, reservingmodels: factors [5.8, 1.35, 1.1, 1.1], in the end [11.0, 13.2, 8.5, 14.7, 18.9], 66.3 in all
0 disputes in the newest month, chainladder: factors [3.6, 1.35, 1.1, 1.1], in the end [11.0, 13.2, 8.5, 14.7, nan], 47.4 in all
0 disputes in the newest month, chainladder, noughts written: factors [3.6, 1.35, 1.1, 1.1], in the end [11.0, 13.2, 8.5, 14.7, nan], 47.4 in all
0 disputes in the newest month, reservingmodels: factors [5.8, 1.35, 1.1, 1.1], in the end [11.0, 13.2, 8.5, 14.7, 0.0], 47.4 in all
SEEN
echo "as seen: months that begin with none are left out"
