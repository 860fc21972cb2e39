#!/usr/bin/env bash
# Seen on 2026-11-30 with lifelines 0.30.3 from PyPI, which estimates how long things last (Kaplan-Meier; here with numpy
# 2.4.6): of six disputes answered after 1 to 6 days the median is 4 days, where half are answered after 3, and of eight it
# is 5. Of four the first quarter ends on day 2. The library takes the first day on which no more than the share asked for
# is left, and the share is worked out by logarithms: it is 0.5000000000000001 in place of a half. It depends on the number
# of disputes: of two, four, ten and twelve the median is right. There is no error. Counting says which day it is, and so
# does scipy 1.17.1 (PyPI, `ecdf`), whose share is exactly a half.
#
# The number of even counts up to a hundred for which it is late is printed last. `disputes` works with whole counts there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check lifelines==0.30.3 numpy==2.4.6 pandas==2.3.3 scipy==1.17.1
cat >median.py <<'PY'
from lifelines import KaplanMeierFitter
from scipy.stats import ecdf


def quantiles(days, share):
    counted = next(day for day in days if sum(other > day for other in days) <= share * len(days))
    lifelines = KaplanMeierFitter().fit(days).percentile(share)
    left = ecdf(days).sf
    scipy = next(day for day, probability in zip(left.quantiles, left.probabilities) if probability <= share)
    return counted, int(lifelines), int(scipy)


for disputes in (2, 4, 6, 8, 10, 12, 14, 20):
    for share in (0.5, 0.75):
        counted, *others = quantiles(list(range(1, disputes + 1)), share)
        print(f"{disputes} disputes, {share} left: counted {counted}, lifelines {others[0]}, scipy {others[1]}")
late = [0, 0]
for disputes in range(2, 101, 2):
    counted, *others = quantiles(list(range(1, disputes + 1)), 0.5)
    late = [count + (other > counted) for count, other in zip(late, others)]
print("late medians of 50: lifelines", late[0], "scipy", late[1])
PY
python/bin/python median.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another median"; exit 1; }
2 disputes, 0.5 left: counted 1, lifelines 1, scipy 1
2 disputes, 0.75 left: counted 1, lifelines 1, scipy 1
4 disputes, 0.5 left: counted 2, lifelines 2, scipy 2
4 disputes, 0.75 left: counted 1, lifelines 2, scipy 1
6 disputes, 0.5 left: counted 3, lifelines 4, scipy 3
6 disputes, 0.75 left: counted 2, lifelines 2, scipy 2
8 disputes, 0.5 left: counted 4, lifelines 5, scipy 4
8 disputes, 0.75 left: counted 2, lifelines 3, scipy 2
10 disputes, 0.5 left: counted 5, lifelines 5, scipy 5
10 disputes, 0.75 left: counted 3, lifelines 3, scipy 3
12 disputes, 0.5 left: counted 6, lifelines 6, scipy 6
12 disputes, 0.75 left: counted 3, lifelines 4, scipy 3
14 disputes, 0.5 left: counted 7, lifelines 8, scipy 7
14 disputes, 0.75 left: counted 4, lifelines 4, scipy 4
20 disputes, 0.5 left: counted 10, lifelines 11, scipy 10
20 disputes, 0.75 left: counted 5, lifelines 6, scipy 5
late medians of 50: lifelines 14 scipy 0
SEEN
echo "as seen: the median comes a step late"
