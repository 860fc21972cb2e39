#!/usr/bin/env bash
# Seen on 2026-11-30 with pyshewhart 1.1.0 from PyPI, which draws control charts and checks the "Western Electric" rules, and
# pyqicharts 2.0.0 (PyPI) beside it: eight samples in a row above the mean are never found, nor are twelve. Two of three outside
# of two sigma are found if the third one is too, and four of five outside of one sigma if the fifth one is. The library looks for
# more than as many as the rule says, which for eight of eight there cannot be. Its own name for the rule is "Eight Consecutive
# Above Or Below Mean" (Western Electric, Statistical Quality Control Handbook, 1956: the last eight points on one side of the
# center line). There is no error, and the chart is `in_control`.
#
# A rate that has stood above its mean for months so is in control. `disputes` judges rates by their intervals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyshewhart==1.1.0 pyqicharts==2.0.0 numpy==2.4.6 pandas==2.3.3 matplotlib==3.11.2
cat >samples.py <<'PY'
import contextlib
import io

import matplotlib

matplotlib.use("Agg")
import pyshewhart
from pyqicharts.nelson import nelson_rule_signals

# Each sample is of four numbers with a range of 2, so that the limits are 1.458 from the mean (A2 of four: 0.729).
WEEKS = {
    "twelve above, twelve below": [0.4] * 12 + [-0.4] * 12,
    "two of three above two sigma": [0.2, -0.2] * 6 + [1.2, 0, 1.2] + [-0.2, 0.2] * 6,
    "three of three above two sigma": [0.2, -0.2] * 6 + [1.2, 1.2, 1.2] + [-0.2, 0.2] * 6,
    "four of five above one sigma": [0.2, -0.2] * 6 + [0.7, 0.7, 0, 0.7, 0.7] + [-0.2, 0.2] * 6,
    "five of five above one sigma": [0.2, -0.2] * 6 + [0.7, 0.7, 0.7, 0.7, 0.7] + [-0.2, 0.2] * 6,
}
for name, means in WEEKS.items():
    numbers = [10 + mean + part for mean in means for part in (-1, 0, 0, 1)]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        chart = pyshewhart.XbarRControlChart(numbers, sample_size=4)
    rules = [line.split('"')[1] for line in said.getvalue().splitlines() if "using rule" in line]
    means = chart.record.means
    beside = nelson_rule_signals(means, centre=sum(means) / len(means), sigma=1.458 / 3)
    print(f"{name}: pyshewhart: in control {chart.in_control}, {', '.join(rules) or 'no rule'} | pyqicharts: {', '.join(sorted({row.rule_name for row in beside.itertuples() if row.rule_id in ('N2', 'N5', 'N6')})) or 'no rule'}")
PY
python/bin/python samples.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rules"; exit 1; }
twelve above, twelve below: pyshewhart: in control True, no rule | pyqicharts: Nine points in a row on the same side of the centre line
two of three above two sigma: pyshewhart: in control True, no rule | pyqicharts: Two of three points more than 2 sigma from the centre line
three of three above two sigma: pyshewhart: in control False, Two Of Three Consecutive Outside Two Sigma Limits | pyqicharts: Two of three points more than 2 sigma from the centre line
four of five above one sigma: pyshewhart: in control True, no rule | pyqicharts: Four of five points more than 1 sigma from the centre line
five of five above one sigma: pyshewhart: in control False, Four Of Five Consecutive Outside One Sigma Limits | pyqicharts: Four of five points more than 1 sigma from the centre line
SEEN
echo "as seen: eight above the mean are in control"
