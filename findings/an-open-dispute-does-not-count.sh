#!/usr/bin/env bash
# Seen on 2026-11-30 with SurvivalPy 1.0.2 from PyPI, which estimates how long things last (Kaplan-Meier), and lifelines 0.30.3
# (PyPI) and the package survival of R (Debian 12) beside it: a dispute that is still open after as many days as another one
# was answered in does not count on that day. Of 23 disputes one is answered after 5 days and twenty are open after 5, and the
# last two are answered after 6 and open after 7: after day 5 96 % are open, which SurvivalPy calls 67 %, and after day 6 48 %,
# which it calls 33 %. If the twenty are a bit older all three agree. What is observed until a day is at risk on that day (Kaplan
# and Meier 1958: where deaths and losses have the same age the deaths come first). There is no error.
#
# Days are whole numbers, so that this happens in nearly every list of disputes with open ones, and disputes seem to be
# answered faster than they are. `disputes` estimates no such curve.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! Rscript -e 'library(survival)' >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core r-cran-survival >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check SurvivalPy==1.0.2 lifelines==0.30.3 numpy==2.4.6 pandas==2.3.3 scipy==1.17.1
cat >open.py <<'PY'
from lifelines import KaplanMeierFitter
from survivalpy.survival import Analyzer, Datum

LISTS = {"one open after 5 days": [5], "twenty open after 5": [5] * 20, "twenty open after 4": [4] * 20, "twenty open after 5.5": [5.5] * 20}
for name, ages in LISTS.items():
    disputes = [(5, False), (6, False), (7, True)] + [(age, True) for age in ages]
    # The share that is written at an interval is that of its time, before what happens at its end.
    shares = {interval.start: interval.cumulative for interval in Analyzer(Datum(*dispute) for dispute in disputes).compute()}
    curve = KaplanMeierFitter().fit([days for days, _ in disputes], [not still_open for _, still_open in disputes])
    for day in (5, 6):
        print(f"{name}: still open after day {day}: SurvivalPy {shares[day]:.4f}, lifelines {curve.predict(day):.4f}")
PY
cat >open.R <<'R'
library(survival)
for (age in list(5, rep(5, 20), rep(4, 20), rep(5.5, 20))) {
  disputes <- Surv(c(5, 6, 7, age), c(1, 1, 0, rep(0, length(age))))
  shares <- summary(survfit(disputes ~ 1), times = c(5, 6))$surv
  cat("survival of R,", length(age), "open after", unique(age), "days: after day 5 and 6", sprintf("%.4f", shares), "\n")
}
R
{ python/bin/python open.py; Rscript open.R; } 2>/dev/null | sed 's/ *$//' >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other shares"; exit 1; }
one open after 5 days: still open after day 5: SurvivalPy 0.6667, lifelines 0.7500
one open after 5 days: still open after day 6: SurvivalPy 0.3333, lifelines 0.3750
twenty open after 5: still open after day 5: SurvivalPy 0.6667, lifelines 0.9565
twenty open after 5: still open after day 6: SurvivalPy 0.3333, lifelines 0.4783
twenty open after 4: still open after day 5: SurvivalPy 0.6667, lifelines 0.6667
twenty open after 4: still open after day 6: SurvivalPy 0.3333, lifelines 0.3333
twenty open after 5.5: still open after day 5: SurvivalPy 0.9565, lifelines 0.9565
twenty open after 5.5: still open after day 6: SurvivalPy 0.4783, lifelines 0.4783
survival of R, 1 open after 5 days: after day 5 and 6 0.7500 0.3750
survival of R, 20 open after 5 days: after day 5 and 6 0.9565 0.4783
survival of R, 20 open after 4 days: after day 5 and 6 0.6667 0.3333
survival of R, 20 open after 5.5 days: after day 5 and 6 0.9565 0.4783
SEEN
echo "as seen: an open dispute does not count"
