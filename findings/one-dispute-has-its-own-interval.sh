#!/usr/bin/env bash
# Seen on 2026-11-30 with Hmisc 4.8 and epiR 2.0.57, packages for R (Debian 12), and R's own `prop.test` and statsmodels
# 0.15.0 (PyPI) beside them: Wilson's 95 % interval of a rate is another one where there is exactly one dispute, or all
# orders but one are disputed. Of 1 in 50 orders `binconf(method = "wilson")` and `epi.prev(method = "wilson")` say 0.10 %
# to 10.5 %, and the others 0.35 % to 10.5 %, `epi.conf(method = "wilson")` of epiR among them. Of 0, 2 and 29 disputes all
# say the same. The lower limit of the first two is that of an exact one-sided interval (1 less 0.95 to the power of 1/n),
# nearly. The manual of Hmisc says that "the wilson interval is score-test-based", and neither manual names an exception.
# There is no error.
#
# A new shop with its first dispute so has a lower limit of less than a third. `disputes` writes Wilson's interval for every
# count (src/reports/statistics.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
if ! Rscript -e 'suppressMessages({library(Hmisc); library(epiR)})' >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core r-cran-hmisc r-cran-epir >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check statsmodels==0.15.0
cat >wilson.R <<'R'
suppressMessages({library(Hmisc); library(epiR)})
for (case in list(c(0, 50), c(1, 50), c(2, 50), c(49, 50), c(1, 690), c(29, 690))) {
  disputes <- case[1]
  orders <- case[2]
  show <- function(name, limits) cat(disputes, "of", orders, name, sprintf("%.5f", limits), "\n")
  show("Hmisc::binconf  ", binconf(disputes, orders, method = "wilson")[2:3])
  show("epiR::epi.prev  ", unlist(epi.prev(disputes, orders, se = 1, sp = 1, method = "wilson", units = 1)$ap[2:3]))
  show("epiR::epi.conf  ", unlist(epi.conf(matrix(c(disputes, orders - disputes), 1), ctype = "prop.single", method = "wilson")[3:4]))
  show("stats::prop.test", suppressWarnings(prop.test(disputes, orders, correct = FALSE))$conf.int)
}
R
cat >wilson.py <<'PY'
from statsmodels.stats.proportion import proportion_confint

for disputes, orders in ((0, 50), (1, 50), (2, 50), (49, 50), (1, 690), (29, 690)):
    low, high = proportion_confint(disputes, orders, method="wilson")
    print(f"{disputes} of {orders} statsmodels      {low:.5f} {high:.5f}")
PY
{ Rscript wilson.R 2>/dev/null; python/bin/python wilson.py; } | sed 's/ *$//' | sort -s -k3,3n -k1,1n >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other intervals"; exit 1; }
0 of 50 Hmisc::binconf   0.00000 0.07135
0 of 50 epiR::epi.prev   0.00000 0.07135
0 of 50 epiR::epi.conf   0.00000 0.07135
0 of 50 stats::prop.test 0.00000 0.07135
0 of 50 statsmodels      0.00000 0.07135
1 of 50 Hmisc::binconf   0.00103 0.10495
1 of 50 epiR::epi.prev   0.00103 0.10495
1 of 50 epiR::epi.conf   0.00354 0.10495
1 of 50 stats::prop.test 0.00354 0.10495
1 of 50 statsmodels      0.00354 0.10495
2 of 50 Hmisc::binconf   0.01104 0.13460
2 of 50 epiR::epi.prev   0.01104 0.13460
2 of 50 epiR::epi.conf   0.01104 0.13460
2 of 50 stats::prop.test 0.01104 0.13460
2 of 50 statsmodels      0.01104 0.13460
49 of 50 Hmisc::binconf   0.89505 0.99897
49 of 50 epiR::epi.prev   0.89505 0.99897
49 of 50 epiR::epi.conf   0.89505 0.99646
49 of 50 stats::prop.test 0.89505 0.99646
49 of 50 statsmodels      0.89505 0.99646
1 of 690 Hmisc::binconf   0.00007 0.00816
1 of 690 epiR::epi.prev   0.00007 0.00816
1 of 690 epiR::epi.conf   0.00026 0.00816
1 of 690 stats::prop.test 0.00026 0.00816
1 of 690 statsmodels      0.00026 0.00816
29 of 690 Hmisc::binconf   0.02942 0.05971
29 of 690 epiR::epi.prev   0.02942 0.05971
29 of 690 epiR::epi.conf   0.02942 0.05971
29 of 690 stats::prop.test 0.02942 0.05971
29 of 690 statsmodels      0.02942 0.05971
SEEN
echo "as seen: one dispute has an interval of its own"
