#!/usr/bin/env bash
# Seen on 2026-11-30 with diff-binom-confint 0.1.0 from PyPI: the 95 % interval of a rate of nothing does not contain
# nothing. Of 0 disputes in 50 orders the methods `wilson-cc` and `newcombe-cc` (with correction for continuity) say
# 0.18 % to 8.89 %, and `arcsine` says 0.28 % to 4.96 %; of 50 in 50 they end at 99.82 % and 99.72 %. Newcombe's rule
# for the corrected limits is that the lower one is 0 where the count is 0, and the upper one 1 where it is all
# (Statistics in Medicine 17, 1998, 857-872, method 4). scipy 1.17.1 (`wilsoncc`) follows it. `logit` and `wald` say 0
# to 0: certainty after 50 orders. There is no error.
#
# A shop without a dispute so has a rate of more than nothing "with 95 % certainty". `disputes` writes Wilson's interval
# without the correction, which begins at 0 then (src/reports/statistics.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check diff-binom-confint==0.1.0 scipy==1.17.1
cat >intervals.py <<'PY'
from diff_binom_confint import compute_confidence_interval
from scipy.stats import binomtest

for disputed, orders in ((0, 50), (50, 50), (29, 690)):
    for method in ("wilson-cc", "newcombe-cc", "arcsine", "logit", "wald", "wilson", "clopper-pearson"):
        interval = compute_confidence_interval(disputed, orders, 0.95, method)
        low, high = interval.lower_bound, interval.upper_bound
        inside = low - 1e-12 <= disputed / orders <= high + 1e-12
        print(disputed, "of", orders, method, f"{100 * low:.2f} to {100 * high:.2f}", "" if inside else "(without the rate)")
    low, high = binomtest(disputed, orders).proportion_ci(0.95, "wilsoncc")
    print(disputed, "of", orders, "scipy wilsoncc", f"{100 * low:.2f} to {100 * high:.2f}")
PY
python/bin/python intervals.py | sed 's/ *$//' >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another interval"; exit 1; }
0 of 50 wilson-cc 0.18 to 8.89 (without the rate)
0 of 50 newcombe-cc 0.18 to 8.89 (without the rate)
0 of 50 arcsine 0.28 to 4.96 (without the rate)
0 of 50 logit 0.00 to 0.00
0 of 50 wald 0.00 to 0.00
0 of 50 wilson 0.00 to 7.13
0 of 50 clopper-pearson 0.00 to 7.11
0 of 50 scipy wilsoncc 0.00 to 8.89
50 of 50 wilson-cc 91.11 to 99.82 (without the rate)
50 of 50 newcombe-cc 91.11 to 99.82 (without the rate)
50 of 50 arcsine 95.04 to 99.72 (without the rate)
50 of 50 logit 100.00 to 100.00
50 of 50 wald 100.00 to 100.00
50 of 50 wilson 92.87 to 100.00
50 of 50 clopper-pearson 92.89 to 100.00
50 of 50 scipy wilsoncc 91.11 to 100.00
29 of 690 wilson-cc 2.88 to 6.05
29 of 690 newcombe-cc 2.88 to 6.05
29 of 690 arcsine 2.88 to 5.88
29 of 690 logit 2.94 to 5.98
29 of 690 wald 2.71 to 5.70
29 of 690 wilson 2.94 to 5.97
29 of 690 clopper-pearson 2.83 to 5.98
29 of 690 scipy wilsoncc 2.88 to 6.05
SEEN
echo "as seen: an interval does not contain its rate"
