#!/usr/bin/env bash
# Seen on 2026-11-30 with pyspc 0.4 and pycontrolcharts 0.1.2 (PyPI), which draw control charts: the middle of a chart
# of rates (p chart) is the mean of the rates for pyspc, whatever they are rates of, and not all disputes over all
# orders. Of four weeks with 1,000, 1,000, 100 and 1,000 orders and 30, 28, 20 and 31 disputes it says 7.2 % for 3.5 %,
# and as the limits are drawn around it, the three ordinary weeks are outside of them as well as the one with 20 %. The
# chart of counts per unit (u chart) of the same library divides sums by sums, and so does pycontrolcharts: one week of
# four is outside (Montgomery, Introduction to Statistical Quality Control, "Variable sample size": the sum of the
# defective over the sum of the samples). There is no error.
#
# A week of holidays with few orders so moves the rate of a shop, and makes alarms of all others. `disputes` divides
# sums by sums.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyspc==0.4 pycontrolcharts==0.1.2 numpy==2.4.6 pandas==2.3.3 matplotlib==3.11.2 scipy==1.17.1
cat >weeks.py <<'PY'
import matplotlib

matplotlib.use("Agg")
import numpy
import pycontrolcharts
import pyspc

orders, disputes = [1000, 1000, 100, 1000], [30, 28, 20, 31]


def show(name, rates, middle, lows, highs):
    print(f"{name}: middle {100 * middle:.1f} %")
    for rate, low, high in zip(rates, lows, highs):
        place = "below" if rate < low else "above" if rate > high else "within"
        print(f"  {100 * rate:.1f} % {place} {100 * max(low, 0):.1f} to {100 * high:.1f}")


for name, chart in (("pyspc p", pyspc.p()), ("pyspc u", pyspc.u())):
    rates, middle, lows, highs, _ = chart.plot(numpy.array([orders, disputes]).T, 2)
    show(name, rates, middle, lows, highs)
table = pycontrolcharts.calc_p(disputes, sample_size=orders)
show("pycontrolcharts p", table["value"], table["center_line"][0], table["lcl"], table["ucl"])
PY
python/bin/python weeks.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another middle"; exit 1; }
pyspc p: middle 7.2 %
  3.0 % below 4.8 to 9.7
  2.8 % below 4.8 to 9.7
  20.0 % above 0.0 to 15.0
  3.1 % below 4.8 to 9.7
pyspc u: middle 3.5 %
  3.0 % within 1.7 to 5.3
  2.8 % within 1.7 to 5.3
  20.0 % above 0.0 to 9.1
  3.1 % within 1.7 to 5.3
pycontrolcharts p: middle 3.5 %
  3.0 % within 1.8 to 5.3
  2.8 % within 1.8 to 5.3
  20.0 % above 0.0 to 9.0
  3.1 % within 1.8 to 5.3
SEEN
echo "as seen: the middle is the mean of the rates"
