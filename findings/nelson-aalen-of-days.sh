#!/usr/bin/env bash
# Seen on 2026-11-29 with lifelines 0.30.3 and scikit-survival 0.28.0 from PyPI: of the same days, in which several
# disputes were opened at the same age of their orders, the two give Nelson-Aalen estimates that are a tenth apart.
# scikit-survival adds at each age the share of those at risk (3 of 10: 0.3); lifelines takes the disputes of one age
# one after another (1/10 + 1/9 + 1/8: 0.336), as if ages were never equal, unless it is called with
# `nelson_aalen_smoothing=False`. Neither reports that ages are equal. Ages in whole days always are.
#
# With few orders at risk, as in a young shop, further disputes would so be forecast too high; among hundreds the
# difference is small. `disputes` adds the share of each day (src/reports/statistics.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check lifelines==0.30.3 scikit-survival==0.28.0
cat >run.py <<'PY'
import numpy
from lifelines import NelsonAalenFitter
from sksurv.nonparametric import nelson_aalen_estimator

days = [3, 3, 3, 5, 5, 8, 8, 8, 8, 8]
disputed = [True] * 5 + [False] * 5


def show(name, hazard):
    print(name, *[f"{value:.4f}" for value in hazard])


show("scikit-survival", nelson_aalen_estimator(numpy.array(disputed), numpy.array(days))[1])
show("lifelines", NelsonAalenFitter().fit(days, disputed).cumulative_hazard_["NA_estimate"][1:])
plain = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(days, disputed)
show("lifelines, no smoothing", plain.cumulative_hazard_["NA_estimate"][1:])
PY
nice python/bin/python -W ignore run.py >seen
cat seen
diff seen - <<'SEEN'
scikit-survival 0.3000 0.5857 0.5857
lifelines 0.3361 0.6456 0.6456
lifelines, no smoothing 0.3000 0.5857 0.5857
SEEN
echo "as seen: equal days make two estimates"
