#!/usr/bin/env bash
# Seen on 2026-11-30 with python-controlchart 0.2.0 and pycontrolcharts 0.1.2 from PyPI: the chart of rates (p chart) of
# the first puts a rate of 0, which nobody measured, before the first one, so that every rate stands one place late. Of
# eight weeks with 200 orders each, of which the fourth has 40 disputes in place of some 15, the fifth is named as out
# of control. The chart of counts (np chart) of the same library names the fourth, and so does pycontrolcharts with
# rates. The u chart has the same 0 as the p chart. In charts of counts the first value is never compared with the
# limits: 40 disputes in the first week are not named. There is no error.
#
# Whoever looks for what happened looks in the wrong week. `disputes` draws no such charts: it compares each rate with
# the limit of its platform.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check python-controlchart==0.2.0 pycontrolcharts==0.1.2 numpy==2.4.6 pandas==2.3.3
cat >weeks.py <<'PY'
import controlchart
import pycontrolcharts

for disputes in ([14, 15, 12, 40, 13, 16, 14, 15], [40, 14, 15, 12, 13, 16, 14, 15]):
    print("disputes of", disputes)
    for name in ("CHART_P", "CHART_U", "CHART_NP", "CHART_C"):
        chart = controlchart.Spc(disputes, getattr(controlchart, name), sizes=200)
        found = chart.get_violating_points()
        print("  python-controlchart", name, "values", chart._data, "out of limits", found.get("1 beyond 3*sigma", []))
    table = pycontrolcharts.calc_p(disputes, sample_size=200)
    beyond = [place for place, marks in enumerate(table["violations"]) if any(mark["type"] == 1 for mark in marks)]
    print("  pycontrolcharts p", "values", list(table["value"]), "out of limits", beyond)
PY
python/bin/python weeks.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another week is named"; exit 1; }
disputes of [14, 15, 12, 40, 13, 16, 14, 15]
  python-controlchart CHART_P values [0, 0.07, 0.075, 0.06, 0.2, 0.065, 0.08, 0.07, 0.075] out of limits [4]
  python-controlchart CHART_U values [0, 0.07, 0.075, 0.06, 0.2, 0.065, 0.08, 0.07, 0.075] out of limits [4]
  python-controlchart CHART_NP values [14, 15, 12, 40, 13, 16, 14, 15] out of limits [3]
  python-controlchart CHART_C values [14, 15, 12, 40, 13, 16, 14, 15] out of limits [3]
  pycontrolcharts p values [0.07, 0.075, 0.06, 0.2, 0.065, 0.08, 0.07, 0.075] out of limits [3]
disputes of [40, 14, 15, 12, 13, 16, 14, 15]
  python-controlchart CHART_P values [0, 0.2, 0.07, 0.075, 0.06, 0.065, 0.08, 0.07, 0.075] out of limits [1]
  python-controlchart CHART_U values [0, 0.2, 0.07, 0.075, 0.06, 0.065, 0.08, 0.07, 0.075] out of limits [1]
  python-controlchart CHART_NP values [40, 14, 15, 12, 13, 16, 14, 15] out of limits []
  python-controlchart CHART_C values [40, 14, 15, 12, 13, 16, 14, 15] out of limits []
  pycontrolcharts p values [0.2, 0.07, 0.075, 0.06, 0.065, 0.08, 0.07, 0.075] out of limits [0]
SEEN
echo "as seen: the week after the one with the disputes is named"
