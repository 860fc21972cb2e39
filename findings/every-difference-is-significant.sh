#!/usr/bin/env bash
# Seen on 2026-11-30 with ruby-statistics 2.1.1 (Debian 12), and scipy 1.17.1 (PyPI) beside it: Pearson's test of counts
# finds a difference between any two groups. Of 26 and 24 disputes where 25 and 25 were expected
# `ChiSquaredTest.goodness_of_fit` says a p-value of -Infinity and `alternative: true`, where scipy says 0.78. Of 25 and 25
# the p-value is NaN, and neither hypothesis holds. The distribution of chi squared with one degree of freedom is Infinity
# at any value, and with two, for three groups, it is Infinity for values below 1: there those that are most alike differ,
# and 30, 30 and 40 for 20, 30 and 50 do as they should. There is no error. With four groups the test is right.
#
# A report so names each small difference between two shops or months. `disputes` compares each rate with the limit of its
# platform.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! ruby -e 'require "statistics"; StatisticalTest::ChiSquaredTest' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ruby ruby-statistics >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check scipy==1.17.1
cat >tests.rb <<'RB'
require "statistics"

[[[26, 24], [25, 25]], [[25, 25], [25, 25]], [[30, 20], [25, 25]], [[22, 28, 50], [20, 30, 50]], [[30, 30, 40], [20, 30, 50]], [[11, 9, 12, 8], [10, 10, 10, 10]]].each do |seen, expected|
  result = StatisticalTest::ChiSquaredTest.goodness_of_fit(0.05, expected, seen)
  p_value = result[:p_value]
  puts "#{seen.join("+")} for #{expected.join("+")}: Ruby p #{p_value.finite? ? p_value.round(3) : p_value}, a difference: #{result[:alternative]}, none: #{result[:null]}"
end
[[1, 0.5], [1, 3.84], [2, 0.5], [2, 3.84], [3, 0.5]].each do |degrees, value|
  probability = Distribution::ChiSquared.new(degrees).cumulative_function(value)
  puts "chi squared, #{degrees} degrees, at #{value}: Ruby #{probability.finite? ? probability.round(3) : probability}"
end
RB
cat >tests.py <<'PY'
from scipy import stats

for seen, expected in (([26, 24], [25, 25]), ([25, 25], [25, 25]), ([30, 20], [25, 25]), ([22, 28, 50], [20, 30, 50]), ([30, 30, 40], [20, 30, 50]), ([11, 9, 12, 8], [10, 10, 10, 10])):
    p_value = stats.chisquare(seen, expected).pvalue
    print(f"{'+'.join(map(str, seen))} for {'+'.join(map(str, expected))}: scipy p {p_value:.3f}, a difference: {p_value < 0.05}")
for degrees, value in ((1, 0.5), (1, 3.84), (2, 0.5), (2, 3.84), (3, 0.5)):
    print(f"chi squared, {degrees} degrees, at {value}: scipy {stats.chi2.cdf(value, degrees):.3f}")
PY
{ ruby tests.rb; python/bin/python tests.py; } | sort -s -t: -k1,1 >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other probabilities"; exit 1; }
11+9+12+8 for 10+10+10+10: Ruby p 0.801, a difference: false, none: true
11+9+12+8 for 10+10+10+10: scipy p 0.801, a difference: False
22+28+50 for 20+30+50: Ruby p -Infinity, a difference: true, none: false
22+28+50 for 20+30+50: scipy p 0.846, a difference: False
25+25 for 25+25: Ruby p NaN, a difference: false, none: false
25+25 for 25+25: scipy p 1.000, a difference: False
26+24 for 25+25: Ruby p -Infinity, a difference: true, none: false
26+24 for 25+25: scipy p 0.777, a difference: False
30+20 for 25+25: Ruby p -Infinity, a difference: true, none: false
30+20 for 25+25: scipy p 0.157, a difference: False
30+30+40 for 20+30+50: Ruby p 0.03, a difference: true, none: false
30+30+40 for 20+30+50: scipy p 0.030, a difference: True
chi squared, 1 degrees, at 0.5: Ruby Infinity
chi squared, 1 degrees, at 0.5: scipy 0.520
chi squared, 1 degrees, at 3.84: Ruby Infinity
chi squared, 1 degrees, at 3.84: scipy 0.950
chi squared, 2 degrees, at 0.5: Ruby Infinity
chi squared, 2 degrees, at 0.5: scipy 0.221
chi squared, 2 degrees, at 3.84: Ruby 0.853
chi squared, 2 degrees, at 3.84: scipy 0.853
chi squared, 3 degrees, at 0.5: Ruby Infinity
chi squared, 3 degrees, at 0.5: scipy 0.081
SEEN
echo "as seen: any difference between two counts is significant"
