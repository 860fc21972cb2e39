#!/usr/bin/env bash
# Seen on 2026-11-30 with jstat 1.9.6 and simple-statistics 7.12.1 (npm), and scipy 1.17.1 (PyPI) beside them: the
# probability of at most 170 disputes where 180 are expected (`poisson.cdf(170, 180)`) is Infinity for jstat, and of at
# most 171 it is NaN: powers and factorials are divided by each other after they have left the range of a double.
# Smaller numbers are right (0.8651 for 100 and 90). For simple-statistics the normal distribution is a table with two
# decimals: a value of 6 standard deviations or more is exceeded with 0.001 as one of 3.1 is, and the 97.5 % quantile
# (`probit(0.975)`) is 1.957 for 1.960, of 99.99 % 3.706 for 3.719. There is no error. scipy has 0.2414, 1e-9, 1.960 and
# 3.719.
#
# A test whether a month has too many disputes so says "Infinity < 0.05: no", or finds one in a thousand where it is one
# in a thousand million. `disputes` uses the quantile to 15 digits, and logarithms of factorials
# (src/reports/statistics.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund jstat@1.9.6 simple-statistics@7.12.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check scipy==1.17.1
cat >probabilities.cjs <<'JS'
const { jStat } = require("jstat");
const statistics = require("simple-statistics");
for (const [count, expected] of [[100, 90], [150, 140], [170, 180], [171, 180]]) {
  console.log(`jstat: at most ${count} where ${expected} are expected:`, Number(jStat.poisson.cdf(count, expected).toFixed(4)));
}
for (const deviations of [2, 3.1, 4, 6]) {
  console.log(`simple-statistics: more than ${deviations} standard deviations:`, Number((1 - statistics.cumulativeStdNormalProbability(deviations)).toPrecision(2)));
}
for (const share of [0.975, 0.9999]) console.log(`simple-statistics: quantile of ${share}:`, statistics.probit(share).toFixed(3));
JS
cat >probabilities.py <<'PY'
from scipy.stats import norm, poisson

for count, expected in ((100, 90), (150, 140), (170, 180), (171, 180)):
    print(f"scipy: at most {count} where {expected} are expected: {poisson.cdf(count, expected):.4f}")
for deviations in (2, 3.1, 4, 6):
    print(f"scipy: more than {deviations} standard deviations: {norm.sf(deviations):.2g}")
for share in (0.975, 0.9999):
    print(f"scipy: quantile of {share}: {norm.ppf(share):.3f}")
PY
{
  node probabilities.cjs
  python/bin/python probabilities.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other probabilities"; exit 1; }
jstat: at most 100 where 90 are expected: 0.8651
jstat: at most 150 where 140 are expected: Infinity
jstat: at most 170 where 180 are expected: Infinity
jstat: at most 171 where 180 are expected: NaN
simple-statistics: more than 2 standard deviations: 0.023
simple-statistics: more than 3.1 standard deviations: 0.001
simple-statistics: more than 4 standard deviations: 0.001
simple-statistics: more than 6 standard deviations: 0.001
simple-statistics: quantile of 0.975: 1.957
simple-statistics: quantile of 0.9999: 3.706
scipy: at most 100 where 90 are expected: 0.8651
scipy: at most 150 where 140 are expected: 0.8134
scipy: at most 170 where 180 are expected: 0.2414
scipy: at most 171 where 180 are expected: 0.2656
scipy: more than 2 standard deviations: 0.023
scipy: more than 3.1 standard deviations: 0.00097
scipy: more than 4 standard deviations: 3.2e-05
scipy: more than 6 standard deviations: 9.9e-10
scipy: quantile of 0.975: 1.960
scipy: quantile of 0.9999: 3.719
SEEN
echo "as seen: a probability is infinite"
