#!/usr/bin/env bash
# Seen on 2026-11-30 with pyqicharts 2.0.0 from PyPI, which draws run charts of quality, and scipy 1.17.1 (PyPI) beside it: by its
# documentation it follows "the published run-chart convention used by Anhøj and Wentzel-Larsen": a run of more than log2(n) + 3
# points on one side of the median, rounded to the nearest, is a shift, and so are fewer crossings of the median than the 5 %
# quantile of a binomial distribution of n - 1 and 0.5 (BMC Medical Research Methodology 18, 2018). The library rounds the
# logarithm up, and takes the largest number up to which there are at most 5 %, one less than the quantile. Eight of twenty
# weeks in a row on one side, with five crossings in all, are so no shift, and by both rules they are one. For even n from 10
# to 60 the longest run is one too long for 10 numbers of 26, and the crossings are one too few for all. There is no error.
#
# A dispute rate that has moved for eight weeks so is called steady. `disputes` judges rates by their intervals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyqicharts==2.0.0 numpy==2.4.6 pandas==2.3.3 matplotlib==3.11.2 scipy==1.17.1
cat >runs.py <<'PY'
from math import log2

from pyqicharts.rules import anhoej_rules
from scipy.stats import binom


def published(n):
    return round(log2(n) + 3), int(binom.ppf(0.05, n - 1, 0.5))


# Weekly rates in percent; the median lies between 3 and 5.
weeks = [3] * 8 + [5] * 4 + [3] + [5] * 3 + [3] + [5] * 3
found = anhoej_rules(weeks)
print(f"weeks on either side of {found.median:g}: {found.n_used}, longest run {found.longest_run}, crossings {found.crossings}")
print(f"pyqicharts: at most {found.expected_longest_run} in a run: shift {found.signal_long_run}, at least {found.lower_crossings_limit} crossings: shift {found.signal_few_crossings}")
run, crossings = published(found.n_used)
print(f"published: at most {run} in a run: shift {found.longest_run > run}, at least {crossings} crossings: shift {found.crossings < crossings}")
limits = {n: anhoej_rules([3, 5] * (n // 2)) for n in range(10, 61, 2)}
longer = [n for n, limit in limits.items() if limit.expected_longest_run - published(n)[0] == 1]
fewer = [n for n, limit in limits.items() if published(n)[1] - limit.lower_crossings_limit == 1]
print(f"of {len(limits)} even numbers of points: longest run one more for {len(longer)}, crossings one less for {len(fewer)}")
for n in (10, 12, 16, 20, 24, 30, 36, 48, 60):
    limit = limits[n]
    print(n, "points: longest run", limit.expected_longest_run, "published", published(n)[0], "| crossings", limit.lower_crossings_limit, "published", published(n)[1], "| chance of fewer:", f"{binom.cdf(limit.lower_crossings_limit - 1, n - 1, 0.5):.4f}", f"published {binom.cdf(published(n)[1] - 1, n - 1, 0.5):.4f}")
PY
python/bin/python runs.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other limits"; exit 1; }
weeks on either side of 4: 20, longest run 8, crossings 5
pyqicharts: at most 8 in a run: shift False, at least 5 crossings: shift False
published: at most 7 in a run: shift True, at least 6 crossings: shift True
of 26 even numbers of points: longest run one more for 10, crossings one less for 26
10 points: longest run 7 published 6 | crossings 1 published 2 | chance of fewer: 0.0020 published 0.0195
12 points: longest run 7 published 7 | crossings 2 published 3 | chance of fewer: 0.0059 published 0.0327
16 points: longest run 7 published 7 | crossings 3 published 4 | chance of fewer: 0.0037 published 0.0176
20 points: longest run 8 published 7 | crossings 5 published 6 | chance of fewer: 0.0096 published 0.0318
24 points: longest run 8 published 8 | crossings 7 published 8 | chance of fewer: 0.0173 published 0.0466
30 points: longest run 8 published 8 | crossings 9 published 10 | chance of fewer: 0.0121 published 0.0307
36 points: longest run 9 published 8 | crossings 12 published 13 | chance of fewer: 0.0205 published 0.0448
48 points: longest run 9 published 9 | crossings 17 published 18 | chance of fewer: 0.0200 published 0.0395
60 points: longest run 9 published 9 | crossings 22 published 23 | chance of fewer: 0.0182 published 0.0337
SEEN
echo "as seen: shifts of a rate are not seen"
