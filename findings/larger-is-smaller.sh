#!/usr/bin/env bash
# Seen on 2026-11-30 with statsmodels 0.15.0 and scipy 1.17.1 from PyPI: the one-sided interval of a rate that goes with
# the alternative "larger" reaches from 0 to an upper limit in `proportion_confint` of statsmodels, and from a lower
# limit upwards in its `zconfint_mean` and in scipy's `binomtest` ("greater"): of 29 disputes in 690 orders the first
# says 0 to 5.65 %, and the others 2.95 % or 3.12 % and more. The interval that belongs to a test is the set of rates
# that it does not reject: a test whether the rate is larger rejects the small ones (Lehmann and Romano, Testing
# Statistical Hypotheses, 3.5). By its own test (`proportions_ztest`, "larger") statsmodels rejects 2 %, which its
# interval contains, and does not reject 6 %, which it does not. There is no error.
#
# "With 95 % certainty at most 5.65 %" so stands where "at least 3.12 %" was asked for, or the other way round.
# `disputes` writes intervals of 95 % with two sides (src/reports/statistics.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6
cat >intervals.py <<'PY'
import numpy
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

disputed, orders = 29, 690
each = numpy.r_[numpy.ones(disputed), numpy.zeros(orders - disputed)]


def percent(low, high):
    return f"{100 * low:.2f} to {100 * high:.2f}"


for alternative, other in (("larger", "greater"), ("smaller", "less")):
    print(alternative)
    for method in ("wilson", "beta", "normal"):
        print("  proportion_confint", method, percent(*proportion_confint(disputed, orders, 0.05, method, alternative)))
    print("  zconfint_mean", percent(*DescrStatsW(each).zconfint_mean(0.05, alternative)))
    test = binomtest(disputed, orders, alternative=other)
    for method in ("wilson", "exact"):
        print("  scipy", method, percent(*test.proportion_ci(0.95, method)))
    for rate in (0.02, 0.06):
        p = proportions_ztest(disputed, orders, rate, alternative, prop_var=rate)[1]
        print(f"  proportions_ztest, a rate of {rate:.0%}:", "rejected" if p < 0.05 else "not rejected")
PY
python/bin/python intervals.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another interval"; exit 1; }
larger
  proportion_confint wilson 0.00 to 5.65
  proportion_confint beta 0.00 to 5.69
  proportion_confint normal 0.00 to 5.46
  zconfint_mean 2.95 to inf
  scipy wilson 3.12 to 100.00
  scipy exact 3.02 to 100.00
  proportions_ztest, a rate of 2%: rejected
  proportions_ztest, a rate of 6%: not rejected
smaller
  proportion_confint wilson 3.12 to 100.00
  proportion_confint beta 3.02 to 100.00
  proportion_confint normal 2.95 to 100.00
  zconfint_mean -inf to 5.46
  scipy wilson 0.00 to 5.65
  scipy exact 0.00 to 5.69
  proportions_ztest, a rate of 2%: not rejected
  proportions_ztest, a rate of 6%: rejected
SEEN
echo "as seen: the interval for \"larger\" is the one for \"smaller\""
